import ArgumentParser
import Documents
import Foundation
import Profiling
import Readiness
import Views

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Shows what the columns of tables hold, and stores it.",
    usage: """
      airworthy profile <file> ... [<options>]
      airworthy profile merge <profile> ... [<options>]
      """,
    discussion: """
      Example: airworthy profile data/reference.csv
               airworthy profile data/2026-*.csv --output october.json
               airworthy profile merge october.json november.json

      'airworthy profile show --help' lists the options.
      """,
    subcommands: [Show.self, Merge.self], defaultSubcommand: Show.self)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, profile, binary

    /// What a file's name asks for: a profile to read again, or a page.
    init(of output: String?) {
      let name = output?.lowercased() ?? ""
      switch TableProfile.Form(ofFileNamed: name) {
      case .json: self = .profile
      case .binary: self = .binary
      case nil: self = name.hasSuffix(".html") ? .html : .text
      }
    }
  }

  /// How a profile is shown or stored.
  struct Showing: ParsableArguments {
    @Flag(help: "Never use colour.")
    var noColor = false

    @OptionGroup var output: OutputOptions

    @Option(
      help:
        "text, json (figures), html, profile or binary (both to be read again); by --output's ending."
    )
    var format: Format?

    @Option(
      help: ArgumentHelp("Only these columns, separated by commas.", valueName: "names"))
    var columns: String?

    @Option(
      help: ArgumentHelp(
        "A stored profile to show beside; its data are not read.", valueName: "profile"))
    var reference: String?
  }
}

extension ProfileCommand {
  struct Show: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Profiles tables; the default.",
      discussion: """
        Example: airworthy profile data/reference.csv
                 airworthy profile data/ --by country
                 airworthy profile calls.csv --time at --window month
                 airworthy profile calls.csv --output calls.html
                 airworthy profile today.csv --reference october.json
                 airworthy profile events.jsonl.gz calls.parquet
                 airworthy profile 'sqlite:shop.db?table=orders'
                 airworthy profile 'postgresql://me@host/shop?table=orders'

        Reads CSV, TSV (by its ending), JSON Lines, Parquet and SQLite, told by their
        first bytes; packed by gzip or zstd or not; - is standard input. Of a database
        '?table=' or '?query=' stands at the end of the name. Parquet takes a plug-in,
        which 'script/parquet' makes. Several files, those of a folder, or those that a
        pattern names are profiled as one table; they must have the same columns. Types
        are those that every value of a column fits.
        """)

    @Argument(help: "Files, folders, patterns, databases, or -.")
    var files: [String]

    @Option(help: ArgumentHelp("Slice by the values of a column.", valueName: "column"))
    var by: String?

    @Option(help: ArgumentHelp("Slice by the times of a column.", valueName: "column"))
    var time: String?

    @Option(help: "With --time: day, month, quarter or year.")
    var window: WindowName = .month

    @Option(
      help:
        "Leave rows out that have another number of fields, or lines that are no objects (skip), or end with 2 (error)."
    )
    var ragged: Ragged = .skip

    @OptionGroup var showing: Showing

    enum Ragged: String, ExpressibleByArgument, CaseIterable {
      case skip, error
    }

    enum WindowName: String, ExpressibleByArgument, CaseIterable {
      case day, month, quarter, year
    }

    func perform(in session: Session) throws(Stop) -> Ending {
      if by != nil, time != nil {
        throw .usage("--by and --time both slice", fix: "name one of them")
      }
      let files = try TablePaths.files(files)
      let progress = ReadingProgress(of: files, in: session)
      defer { progress.end() }
      var profile: TableProfile?
      for file in files {
        let next = try profiled(file, progress)
        try check(next)
        profile = try profile.map { sum throws(Stop) in try sum.merging(next, in: file) } ?? next
      }
      guard var profile else { throw .usage("no file is named") }
      if files == ["-"] { profile.path = "standard input" }
      if files.count > 1 { profile.path += " and \((files.count - 1).of("other"))" }
      progress.end()
      try showing.show(profile, in: session)
      return .met
    }

    /// The columns that are shown or sliced by, where not all of them are stored.
    private var wanted: Set<String>? {
      showing.isStoring ? nil : showing.names.map { Set($0 + [by, time].compactMap(\.self)) }
    }

    private func check(_ profile: TableProfile) throws(Stop) {
      guard ragged == .error, let first = profile.firstRagged.first else { return }
      let width = profile.columns.count
      let fields = first.fields.map {
        "the row has \($0.of("field")), and the header \(width); so "
          + "\(profile.raggedRows == 1 ? "does this row only" : "do \(profile.raggedRows) rows")"
      }
      let object =
        "the line is no JSON object: \(first.reason); "
        + profile.firstRagged.sentence(on: profile.raggedRows)
      throw .wrong([
        Diagnostic(
          .badTable, fields ?? object,
          at: .init(file: profile.path, position: .init(line: first.line, column: 1)),
          fix: fields == nil
            ? "mend the line, or pass --ragged skip"
            : "quote fields that hold separators, or pass --ragged skip")
      ])
    }

    private func profiled(_ file: String, _ progress: ReadingProgress) throws(Stop) -> TableProfile
    {
      try Stop.rethrow(file) { () throws(TableFile.Failure) in
        defer { progress.finish(file) }
        let table = TableFile(path: file, only: wanted)
        guard let column = by ?? time else {
          return try TableProfile(of: table) { progress.tell($0) }
        }
        let span = time == nil ? nil : Window(rawValue: window.rawValue)
        return try TableProfile(of: table, by: column, window: span) { progress.tell($0) }
      }
    }
  }

  struct Merge: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds stored profiles up: what one of all their rows would be.",
      discussion: """
        Example: airworthy profile merge october.json november.json --output both.json

        Counts add up exactly, in any order. All must have the same columns.
        """)

    @Argument(help: "Profiles that 'airworthy profile --output' has written.")
    var profiles: [String]

    @OptionGroup var showing: Showing

    func perform(in session: Session) throws(Stop) -> Ending {
      var profile: TableProfile?
      for file in profiles {
        let next = try ProfileCommand.stored(file)
        profile = try profile.map { sum throws(Stop) in try sum.merging(next, in: file) } ?? next
      }
      guard let profile else { throw .usage("no profile is named") }
      try showing.show(profile, in: session)
      return .met
    }
  }

  /// Reads a stored profile.
  static func stored(_ file: String) throws(Stop) -> TableProfile {
    do throws(TableProfile.NoProfile) {
      return try TableProfile(storedIn: file, path: file)
    } catch {
      throw .usage(
        "\(file.cleaned) is no profile: \(error.reason.cleaned)",
        fix: "write one by 'airworthy profile DATA --output PROFILE.json'")
    }
  }
}

extension ProfileCommand.Showing {
  private var shown: ProfileCommand.Format { format ?? .init(of: output.output) }

  /// Whether the profile is stored, so that all of it is needed.
  var isStoring: Bool { [.profile, .binary].contains(shown) }

  /// The columns that are asked for.
  var names: [String]? {
    columns?.split(separator: ",").map { String($0).trimmingCharacters(in: .whitespaces) }
  }

  /// Writes a profile in the form asked for.
  func show(_ profile: TableProfile, in session: Session) throws(Stop) {
    let format = shown
    let reference = try reference.map { file throws(Stop) in try ProfileCommand.stored(file) }
    switch format {
    case .profile, .binary:
      // What is stored is all of it: less could not be added to more.
      if columns != nil {
        throw .usage("a stored profile holds all columns", fix: "leave --columns out")
      }
      try output.write(profile.stored(as: format == .binary ? .binary : .json), in: session)
    case .text, .json, .html:
      let chosen = try chosen(of: profile)
      let text =
        switch format {
        case .json: ProfileJSON.text(chosen, reference: reference)
        case .html: ProfilePage(chosen).html
        default:
          ProfileText(chosen, reference: reference).page
            .rendered(for: session.terminal(noColor: noColor))
        }
      try output.write(text, in: session)
    }
  }

  private func chosen(of profile: TableProfile) throws(Stop) -> TableProfile {
    guard let names else { return profile }
    for name in names where profile[name] == nil {
      let near = Spelling.nearest(to: name, among: profile.columns.map(\.name))
      throw .usage(
        "there is no column '\(name.cleaned)'", fix: near.map { "did you mean '\($0.cleaned)'?" })
    }
    return profile.choosing(names)
  }
}

extension TableProfile {
  /// The sum with the profile of a file.
  fileprivate func merging(_ other: TableProfile, in file: String) throws(Stop) -> TableProfile {
    do throws(NoSum) {
      return try merging(other)
    } catch {
      switch error {
      case .columns(let left, let right):
        let odd = Set(left).symmetricDifference(right).sorted().prefix(3)
        throw .usage(
          "\(file.cleaned) has other columns than \(path.cleaned): "
            + odd.map { "'\($0.cleaned)'" }.joined(separator: ", "),
          fix: "profile them apart")
      case .slicing: throw .usage("\(file.cleaned) is sliced in another way than \(path.cleaned)")
      case .tooManyRows: throw .usage("together they have more rows than can be counted")
      }
    }
  }
}
