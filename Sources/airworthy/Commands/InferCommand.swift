import ArgumentParser
import Checks
import Definitions
import Documents
import Foundation
import Profiling
import Readiness
import Views

struct InferCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "infer",
    abstract: "Writes what a good table lets one expect of others like it, for people to edit.",
    discussion: """
      Example: airworthy infer data/may.csv --output expectations/flights.yaml
               airworthy infer data/june.csv --output expectations/flights.yaml
               airworthy infer data/may.csv --label late

      Each rule stands below a comment that says what it rests on. Name the file
      with 'expectations' at a data set of airworthy.yaml, and 'data-quality'
      checks it.

      A file that is there is not written over: what the table shows otherwise is
      listed, and the command ends with 1. --add writes entries for new columns
      into it and leaves the rest as it stands; --replace writes it anew, whatever
      people edited.
      """)

  @Argument(help: "A table that is known to be good.")
  var reference: String

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("The file to write, or to compare with.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("A column that names a row, once for each.", valueName: "column"))
  var key: [String] = []

  @Option(help: ArgumentHelp("The column with the time of a row.", valueName: "column"))
  var time: String?

  @Option(
    help: ArgumentHelp(
      "A column that training has and serving has not, once for each.", valueName: "column"))
  var label: [String] = []

  @Flag(help: "Add entries for new columns to the file, and leave the rest.")
  var add = false

  @Flag(help: "Write the file anew, whatever was edited in it.")
  var replace = false

  func perform(in session: Session) throws(Stop) -> Ending {
    if add, replace { throw .usage("--add and --replace exclude one another") }
    let inferred = try infer(in: session)
    guard let output, output != "-" else {
      if add || replace { throw .usage("there is no file to change", fix: "name it with --output") }
      session.console.print(inferred.text)
      return .met
    }
    let path = URL(filePath: output).path
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    if isFolder.boolValue {
      throw .usage("\(output.cleaned) is a folder", fix: "name a file in it")
    }
    guard isThere else {
      if add { throw .usage("there is no file \(output.cleaned) to add to") }
      try write(inferred.text, to: path)
      session.console.print(
        "wrote \(output.cleaned): \(inferred.expectations.columns.count.of("column"))\n")
      return .met
    }
    let file = ExpectationFile(try InputFile.bytes(of: output), named: output)
    guard let kept = file.expectations else { throw .wrong(file.diagnostics) }
    let changes = ExpectationChanges(from: kept, to: inferred.expectations)
    if replace {
      try write(inferred.text, to: path)
      session.console.print("wrote \(output.cleaned) anew\n")
      return .met
    }
    if add { return try adding(changes.newColumns, of: inferred, to: file, at: path, in: session) }
    return tell(changes, in: session)
  }

  private func infer(in session: Session) throws(Stop) -> InferredExpectations {
    let table = try Stop.rethrow(reference) { () throws(TableFile.Failure) in
      try ReferenceTable(of: TableFile(path: reference), time: time)
    }
    if table.rows == 0 {
      throw .wrong([
        Diagnostic(
          .badTable, "the table has no rows, so that nothing can be read off",
          at: .init(file: TableFile.shown(reference), position: .start))
      ])
    }
    for name in key + label + [time].compactMap(\.self) where !table.columns.contains(name) {
      throw .usage(
        "\(TableFile.shown(reference).cleaned) has no column '\(name.cleaned)'",
        fix: Spelling.nearest(to: name, among: table.columns).map { "did you mean '\($0)'?" })
    }
    return InferredExpectations(
      from: table, named: URL(filePath: TableFile.shown(reference)).lastPathComponent, key: key,
      labels: label,
      at: session.now)
  }

  private func adding(
    _ names: [String], of inferred: InferredExpectations, to file: ExpectationFile, at path: String,
    in session: Session
  ) throws(Stop) -> Ending {
    guard !names.isEmpty else {
      session.console.print("no column is new\n")
      return .met
    }
    guard let text = file.adding(names, from: inferred) else {
      throw .usage(
        "the columns of \(path.cleaned) cannot be added to",
        fix: "write each in a line of its own below 'columns:'")
    }
    try write(text, to: path)
    session.console.print(
      "added \(names.map(\.cleaned).joined(separator: ", ")) to \(path.cleaned)\n")
    return .met
  }

  private func tell(_ changes: ExpectationChanges, in session: Session) -> Ending {
    if changes.list.isEmpty {
      session.console.print("the table shows nothing else than the file says\n")
      return .met
    }
    var page = TextPage()
    page.line(Line("The table shows otherwise what the file says (nothing was written):"))
    for change in changes.list {
      let sign = change.kind == .added ? "+" : change.kind == .removed ? "-" : "~"
      page.line(Line("\(sign) \(change.name.cleaned)", .strong), indent: 2)
      for (word, text) in [("file", change.before), ("table", change.after)] {
        guard let text else { continue }
        page.line(Line("\(word): \(text.cleaned)", .faint), indent: 4, hanging: 4)
      }
    }
    page.line(Line("--add takes up new columns, --replace all of it.", .faint))
    session.console.print(page.rendered(for: session.terminal(noColor: false)))
    return .notMet
  }

  private func write(_ text: String, to path: String) throws(Stop) {
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    do {
      try WholeFile.replace(file, by: text)
    } catch {
      throw .failed("\(path.cleaned) cannot be written: \(error.reason)")
    }
  }
}
