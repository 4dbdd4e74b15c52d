import ArgumentParser
import Checks
import Documents
import Profiling
import Readiness
import Views

struct DriftCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift",
    abstract: "Compares the columns of two tables: drift, no material drift, or undecided.",
    discussion: """
      Example: airworthy drift data/april.csv data/july.csv
               airworthy drift april.csv year.csv --time at --by month --columns temp

      Nothing is recorded. Ends with 0 if no column drifts by more than the margin,
      1 if one does, 3 if that is undecided.
      """)

  @Argument(help: "The table that shows what to expect.")
  var reference: String

  @Argument(help: "The table that came.")
  var current: String

  @Option(
    parsing: .upToNextOption, help: "The columns to compare; all of the reference unless set.")
  var columns: [String] = []

  @Option(help: ArgumentHelp("The column with the time of a row.", valueName: "column"))
  var time: String?

  @Option(help: ArgumentHelp("Compare each day, month, quarter or year.", valueName: "span"))
  var by: Window?

  @Option(help: ArgumentHelp("Spans whose rows depend on one another.", valueName: "span"))
  var blocks: Window?

  @Option(help: "The greatest distance that does not matter.")
  var margin = 0.05

  @Option(help: "How often the whole comparison may be wrong anywhere, at most.")
  var errorRate = 0.01

  @Option(help: "Where the random numbers of resampling start.")
  var seed = 2013

  @Flag(help: "Never use colour.")
  var noColor = false

  @OptionGroup var output: OutputOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    guard (0...1).contains(margin) else {
      throw .usage("the margin \(margin) is not between 0 and 1")
    }
    guard (1e-6...0.5).contains(errorRate) else {
      throw .usage("the error rate \(errorRate) is not between 0.000001 and 0.5")
    }
    guard seed >= 0 else { throw .usage("the seed \(seed) is negative") }
    let comparison = DriftComparison(
      columns: columns, time: time, by: by, blocks: blocks, margin: margin, errorRate: errorRate,
      seed: seed)
    let finding: Finding
    do throws(CannotRun) {
      finding = try comparison.finding(reference, current)
    } catch {
      throw .wrong([Diagnostic(.badTable, error.reason, at: nil)])
    }
    let run = CheckText.Run(check: "drift", findings: [finding])
    let text =
      switch format {
      case .text:
        CheckText([run], isVerbose: true).page
          .rendered(for: session.terminal(noColor: noColor))
      case .json: CheckJSON.text([run], of: nil, at: session.now)
      }
    try output.write(text, in: session)
    return Ending([finding.status])
  }
}

extension Window: ExpressibleByArgument {}
