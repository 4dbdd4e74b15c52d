import ArgumentParser
import Profiling
import Views

struct ProfileCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Shows what the columns of a table hold.",
    discussion: """
      Example: airworthy profile data/reference.csv
               airworthy profile data/reference.csv --format json

      Reads CSV, or TSV by its ending. Types are those that every value of a column
      fits.
      """)

  @Argument(help: "A CSV or TSV file.")
  var file: String

  @Flag(help: "Never use colour.")
  var noColor = false

  @OptionGroup var output: OutputOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let profile = try Stop.rethrow(file) { () throws(TableFile.Failure) in
      try TableProfile(of: TableFile(path: file))
    }
    let text =
      switch format {
      case .text: ProfileText(profile).page.rendered(for: session.terminal(noColor: noColor))
      case .json: ProfileJSON.text(profile)
      }
    try output.write(text, in: session)
    return .met
  }
}

extension Stop {
  /// Tells of a table that cannot be read.
  static func rethrow<Value>(
    _ path: String, _ body: () throws(TableFile.Failure) -> Value
  )
    throws(Stop) -> Value
  {
    do throws(TableFile.Failure) {
      return try body()
    } catch {
      throw Stop(error, in: path)
    }
  }
}
