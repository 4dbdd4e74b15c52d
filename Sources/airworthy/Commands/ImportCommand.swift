import ArgumentParser
import Definitions
import Digests
import Documents
import EventLog
import Readiness
import Reports
import Views

struct ImportCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Records as evidence what a report of another tool shows.",
    discussion: """
      Example: airworthy import cobertura coverage.xml --tests junit.xml
               airworthy import junit junit.xml --control test.metamorphic
               airworthy import json shadow.json --map shadow-map.yaml

      Formats, with the controls that each speaks about unless others are named:

      \(formats)

      'airworthy explain FORMAT' tells when the answer is a pass, with an example.
      Evidence is bound to the versions that airworthy.yaml declares now, and as old
      as the report, if that says when it was made. The same report again adds
      nothing. What 'airworthy log export' wrote is for 'airworthy log import'.

      Ends with 1 if an answer fails, 3 if one is undecided, else with 0.
      """)

  @Argument(help: "The format of the report.")
  var reportFormat: String

  @Argument(help: "The report; - for standard input.")
  var file: String

  @Option(help: ArgumentHelp("The component that the report is about.", valueName: "name"))
  var component: String?

  @Option(
    help: ArgumentHelp("A control that the report shows; it may be repeated.", valueName: "id"))
  var control: [String] = []

  @Option(
    help: ArgumentHelp("The least that a figure of the report may be.", valueName: "figure=n"))
  var atLeast: [String] = []

  @Option(help: ArgumentHelp("The most that it may be.", valueName: "figure=n"))
  var atMost: [String] = []

  @Option(help: ArgumentHelp("The map by which to read JSON.", valueName: "file"))
  var map: String?

  @Option(help: ArgumentHelp("The JUnit report of the tests behind coverage.", valueName: "file"))
  var tests: String?

  @Option(
    help: ArgumentHelp(
      "A column of Fairlearn's groups that others are compared within.", valueName: "column"))
  var within: [String] = []

  @Option(help: ArgumentHelp("When a report was made that does not say so.", valueName: "time"))
  var made: String?

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      "A name of its own for a series of reports, so that no other takes its place.",
      valueName: "name"))
  var series: String?

  @Flag(help: "Record nothing.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Show every figure.")
  var verbose = false

  @OptionGroup var common: CommonOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "text or json.")
  var format: Format = .text

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func perform(in session: Session) throws(Stop) -> Ending {
    let kind = try wantedFormat()
    let workspace = try Workspace.open(common, in: session)
    let order = try order(of: kind, for: workspace.project, in: session)
    let imported = try order.imported(by: kind, for: workspace.project, at: session.now)

    let log: SQLiteEventStore? = if dryRun { nil } else { try workspace.log.writing() }
    let store: any EventStore = if let log { log } else { try workspace.reading() }
    var ledger = try workspace.present(from: store, in: session)
    let news = ledger.news(in: workspace.project.declared)
    ledger.foldNews(of: workspace.project.declared, at: session.now)
    let taken = Taken(imported, by: ledger, at: session.now, in: workspace.project)
    if let log, !taken.fresh.isEmpty {
      try workspace.record(
        news + taken.fresh.map(Fact.evidenceRecorded), in: log, isQuiet: common.quiet,
        session: session)
    }
    if !common.quiet { session.console.complain(taken.remarks.map { $0 + "\n" }.joined()) }

    let run = CheckText.Run(
      check: imported.check, findings: imported.findings, provenance: imported.provenance)
    let text =
      switch format {
      case .text:
        CheckText([run], isVerbose: verbose).page
          .rendered(for: session.terminal(noColor: common.noColor))
      case .json: CheckJSON.text([run], of: workspace.project.system, at: session.now)
      }
    try output.write(text, in: session)
    return Ending(imported.findings.map(\.status))
  }

  private func wantedFormat() throws(Stop) -> any ReportFormat.Type {
    if let kind = ReportFormats.named(reportFormat) { return kind }
    let names = ReportFormats.all.map { $0.name }
    throw .usage(
      "there is no format '\(reportFormat.cleaned.shortened(to: 40))'",
      fix: Spelling.nearest(to: reportFormat, among: names).map { "did you mean '\($0)'?" }
        ?? "there are \(names.joined(separator: ", "))")
  }

  /// What was asked for, with the files that it names.
  private func order(
    of kind: any ReportFormat.Type, for project: Project, in session: Session
  ) throws(Stop) -> ImportOrder {
    try refuseStrayOptions(for: kind)
    var request = ReportRequest()
    request.hasFile = { project.folder.holds($0, for: file) }
    request.within = within
    request.limits = try limits(atLeast, .atLeast) + limits(atMost, .atMost)
    var beside: [ReportFile] = []
    if let tests {
      let report = try ReportFile(reading: tests)
      request.tests = report
      beside.append(report)
    }
    if let map {
      let file = try ReportFile(reading: map)
      request.map = try Stop.rethrow { () throws(Diagnostics) in
        try ReportMap.read(file.bytes, file: file.name, for: project)
      }
      beside.append(file)
    }
    return ImportOrder(
      report: try ReportFile(reading: file), path: file, beside: beside, request: request,
      controls: control.map { Control.ID($0) }, component: component.map { Component.ID($0) },
      made: try madeInstant(in: session), series: series ?? request.map?.name)
  }

  private func refuseStrayOptions(for kind: any ReportFormat.Type) throws(Stop) {
    if kind.name == JSONFormat.name {
      guard map != nil else {
        throw .usage(
          "a report of format 'json' is read by a map", fix: "write one and name it with --map")
      }
      if !control.isEmpty || !atLeast.isEmpty || !atMost.isEmpty {
        throw .usage(
          "the map says which control is shown, and within which limits",
          fix: "leave --control, --at-least and --at-most out")
      }
    } else if map != nil {
      throw .usage("--map is for the format 'json'", fix: "leave it out")
    }
    if tests != nil, kind.name != CoberturaFormat.name, kind.name != LcovFormat.name {
      throw .usage("--tests is for reports of coverage", fix: "leave it out")
    }
    if !within.isEmpty, kind.name != FairlearnFormat.name {
      throw .usage("--within is for groups of Fairlearn", fix: "leave it out")
    }
    if let series, Shape<String>.isName(series) == false {
      throw .usage(
        "'\(series.cleaned.shortened(to: 40))' is not a name",
        fix: "use lower-case letters, digits, '-', '_' and '.'")
    }
  }

  private func limits(
    _ written: [String], _ side: Measurement.Limit.Side
  ) throws(Stop) -> [ReportLimit] {
    var limits: [ReportLimit] = []
    for text in written {
      guard let equals = text.lastIndex(of: "="), equals > text.startIndex,
        let value = Double(text[text.index(after: equals)...]), value.isFinite
      else {
        throw .usage(
          "'\(text.cleaned.shortened(to: 60))' is no limit", fix: "write it like accuracy=0.9")
      }
      limits.append(ReportLimit(String(text[..<equals]), .init(side, value)))
    }
    return limits
  }

  private func madeInstant(in session: Session) throws(Stop) -> Instant? {
    guard let made else { return nil }
    guard let instant = Instant(made) else {
      throw .usage(
        "'\(made.cleaned.shortened(to: 40))' is not a time",
        fix: "write it like 2026-11-21 or 2026-11-21T10:00:00Z")
    }
    if instant > session.now { throw .usage("\(made) lies in the future") }
    return instant
  }

  private static var formats: String {
    ReportFormats.all.map { kind in
      let name = kind.name + String(repeating: " ", count: max(1, 19 - kind.name.count))
      // Two a line, so that no line is broken.
      let shows = stride(from: 0, to: kind.shows.count, by: 2).map { first in
        kind.shows[first..<min(first + 2, kind.shows.count)].map(\.rawValue)
          .joined(separator: ", ")
      }
      let margin = String(repeating: " ", count: 21)
      return (["  \(name)\(kind.reads)"] + shows.map { margin + $0 }).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}
