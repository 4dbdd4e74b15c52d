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
               airworthy drift april.csv july.csv --by carrier --margin dep_delay=0.1
               airworthy drift april.csv july.csv --format html -o drift.html
               airworthy drift april.csv july.csv --reproduce -o figures.py
               airworthy drift april.json july.csv

      A file that ends in .json or .awp is a profile that 'airworthy profile' has
      stored; the data that it was made of are not read again. Tables are read in
      every form that 'airworthy profile show --help' lists.

      Nothing is recorded. Ends with 0 if no column drifts by more than its margin,
      1 if one does, 3 if that is undecided.
      """)

  @Argument(help: "The table that shows what to expect.")
  var reference: String

  @Argument(help: "The table that came.")
  var current: String

  @Option(
    parsing: .upToNextOption, help: "The columns to compare; all of the reference unless set.")
  var columns: [String] = []

  @Option(help: ArgumentHelp("The column that the model predicts.", valueName: "column"))
  var target: String?

  @Option(help: ArgumentHelp("The column with what it predicted.", valueName: "column"))
  var prediction: String?

  @Option(help: ArgumentHelp("The column with the time of a row.", valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "Compare each day, month, quarter or year of --time, or each value of a column; may be "
        + "given twice.", valueName: "span or column"))
  var by: [String] = []

  @Option(help: ArgumentHelp("Spans whose rows depend on one another.", valueName: "span"))
  var blocks: Window?

  @Option(
    help: ArgumentHelp(
      "The greatest distance that does not matter, of all columns (0.05 unless set) or of one; may "
        + "be repeated.", valueName: "number or column=number"))
  var margin: [String] = []

  @Flag(help: "Compare how all numbers vary together, too.")
  var multivariate = false

  @Option(help: "How often the whole comparison may be wrong anywhere, at most.")
  var errorRate = 0.01

  @Option(help: "Where the random numbers of resampling start.")
  var seed = 2013

  @Flag(help: "Write a Python script that computes every figure with SciPy, not the result.")
  var reproduce = false

  @Flag(help: "Never use colour.")
  var noColor = false

  @OptionGroup var output: OutputOptions

  @Option(help: "text, json, markdown or html.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, html
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let terms = try terms()
    let stored = [reference, current].filter(TableProfile.isStored(named:))
    if reproduce, let path = stored.first {
      throw .usage(
        "no script can compute figures anew from \(path.cleaned), a stored profile",
        fix: "name the table that it was made of")
    }
    if reproduce, let name = [reference, current].first(where: TableFile.isDatabase(named:)) {
      throw .usage(
        "no script can compute figures anew from \(TableFile.shown(name).cleaned), a database",
        fix: "save what is asked of it to a file, and name that")
    }
    let finding: Finding
    do throws(CannotRun) {
      finding = try DriftComparison(terms, time: time).finding(reference, current)
    } catch {
      throw .wrong([Diagnostic(.badTable, error.reason, at: nil)])
    }
    let report = DriftReport(
      finding, reference: TableFile.shown(reference), current: TableFile.shown(current), time: time,
      by: terms.by,
      slices: terms.slices, errorRate: errorRate)
    let text =
      if reproduce {
        DriftScript(report).text
      } else {
        switch format {
        case .text: DriftText(report).page.rendered(for: session.terminal(noColor: noColor))
        case .json:
          CheckJSON.text(
            [CheckText.Run(check: "drift", findings: [finding])], of: nil, at: session.now)
        case .markdown: DriftMarkdown(report).text
        case .html: DriftPage(report).html
        }
      }
    try output.write(text, in: session)
    return Ending([finding.status])
  }

  private func terms() throws(Stop) -> DriftTerms {
    guard (1e-6...0.5).contains(errorRate) else {
      throw .usage("the error rate \(errorRate) is not between 0.000001 and 0.5")
    }
    guard seed >= 0 else { throw .usage("the seed \(seed) is negative") }
    var terms = DriftTerms(
      columns: columns, blocks: blocks, target: target, prediction: prediction,
      isMultivariate: multivariate, errorRate: errorRate, seed: seed)
    for word in by { try cut(by: word, &terms) }
    for word in margin { try read(margin: word, &terms) }
    return terms
  }

  /// A span of time where a time was named, else a column.
  private func cut(by word: String, _ terms: inout DriftTerms) throws(Stop) {
    if time != nil || blocks != nil, let span = Window(rawValue: word) {
      guard terms.by == nil else { throw .usage("--by names two spans of time") }
      terms.by = span
    } else {
      guard terms.slices == nil else {
        throw .usage(
          "--by names two columns, '\(terms.slices ?? "")' and '\(word)'",
          fix: "name one column, and one of day, month, quarter, year with --time")
      }
      terms.slices = word
    }
  }

  private func read(margin word: String, _ terms: inout DriftTerms) throws(Stop) {
    // A column's name may hold the sign as well.
    let parts = word.split(separator: "=", omittingEmptySubsequences: false)
    guard let number = parts.last.flatMap({ Double($0) }), (0...1).contains(number) else {
      throw .usage(
        "the margin '\(word.cleaned)' is not between 0 and 1",
        fix: "write --margin 0.05, or --margin COLUMN=0.1 for one column")
    }
    if parts.count == 1 {
      terms.margin = number
    } else {
      terms.margins[parts.dropLast().joined(separator: "=")] = number
    }
  }
}

extension Window: ExpressibleByArgument {}
