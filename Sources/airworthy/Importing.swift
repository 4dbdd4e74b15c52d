import Checks
import Definitions
import Digests
import Documents
import Foundation
import Readiness
import Reports
import Views

/// A report that is to be imported, and what was said with it.
struct ImportOrder {
  let report: ReportFile
  /// The path as it was written; `-` for standard input.
  let path: String
  /// The map, or the report of the tests.
  let beside: [ReportFile]
  let request: ReportRequest
  let controls: [Control.ID]
  let component: Component.ID?
  let made: Instant?
  let series: String?

  /// Reads the report, and ties its answers to those whom they are about.
  func imported(
    by kind: any ReportFormat.Type, for project: Project, at now: Instant
  ) throws(Stop) -> Imported {
    let (reported, answers) = try Stop.rethrow { () throws(Diagnostics) in
      let reported = try kind.read(report, request)
      return (
        reported, try reported.answers(about: controls, within: request.limits, in: report)
      )
    }
    let made = try made(reported.made, at: now)
    let tests = reported.results(of: project.declared.testNames)
    var findings: [Finding] = []
    var strays: [(control: Control.ID, stop: Stop)] = []
    for answer in answers {
      let verdict = answer.verdict
      do throws(Stop) {
        let subject = try project.subject(
          of: answer.control, named: answer.component ?? component, by: answer.naming, in: report)
        findings.append(
          Finding(
            control: answer.control, subject: subject, status: verdict.status,
            summary: verdict.summary.cleaned, measurements: verdict.measurements,
            places: verdict.places, samples: verdict.samples, tests: tests))
      } catch {
        // What a report says by itself of others than the named component is left out.
        if component == nil || !controls.isEmpty || answer.component != nil { throw error }
        strays.append((answer.control, error))
      }
    }
    if findings.isEmpty, let stray = strays.first { throw stray.stop }
    try refuseRepeats(in: findings)
    return Imported(
      check: .init((["import", kind.name] + [series].compactMap(\.self)).joined(separator: "-")),
      findings: findings,
      provenance: Provenance(
        format: kind.name, report: artefact(report, at: path, in: project),
        tool: reported.tool?.cleaned, made: made,
        beside: beside.map { artefact($0, at: $0.name, in: project) }),
      saysWhen: reported.made != nil, leftOut: strays.map(\.control))
  }

  /// Refuses two answers to one question, of which only one could count.
  private func refuseRepeats(in findings: [Finding]) throws(Stop) {
    var seen: Set<Question> = []
    for finding in findings
    where !seen.insert(Question(finding.control, finding.subject)).inserted {
      throw .wrong([
        Diagnostic(
          .repeatedEntry, "two answers speak about \(finding.control) of \(finding.subject)",
          at: beside.first.map { .init(file: $0.name, position: .start) },
          fix: "name the component in all of them, or in none")
      ])
    }
  }

  private func made(_ said: ReportTime?, at now: Instant) throws(Stop) -> Instant? {
    guard let said else { return made }
    if made != nil {
      throw .usage(
        "the report says itself that it was made at \(said.text)", fix: "leave --made out")
    }
    guard let instant = said.instant(by: now) else {
      throw .wrong([
        Diagnostic(
          .badDate, "the report was made at \(said.text), which lies in the future",
          at: .init(file: report.name, position: .start),
          fix: "look at the clock of the machine that made it")
      ])
    }
    return instant
  }

  /// A file by its path from the folder of the system, or by its name alone where it lies elsewhere.
  private func artefact(
    _ file: ReportFile, at path: String, in project: Project
  ) -> Artefact {
    let digest = Digest(of: file.bytes).hex
    guard path != "-" else { return Artefact(location: "standard input", digest: digest) }
    let whole = URL(filePath: path).resolvingSymlinksInPath().path
    let folder = project.folder.path + "/"
    let location =
      whole.hasPrefix(folder)
      ? String(whole.dropFirst(folder.count)) : URL(filePath: path).lastPathComponent
    return Artefact(location: location.cleaned.shortened(to: 200), digest: digest)
  }
}

/// What an imported report shows, before it is compared with what the log has.
struct Imported {
  let check: Evidence.CheckID
  let findings: [Finding]
  let provenance: Provenance
  /// Whether the report itself says when it was made.
  let saysWhen: Bool
  /// What the report speaks about as well, and not of the component that was named.
  let leftOut: [Control.ID]
}

/// What of an imported report is new to the log, and what to say about it.
struct Taken {
  private(set) var fresh: [Evidence] = []
  private(set) var remarks: [String] = []

  init(_ imported: Imported, by ledger: Ledger, at now: Instant, in project: Project) {
    if !imported.leftOut.isEmpty {
      remarks.append(
        "note: left out, since not about the component that was named: "
          + imported.leftOut.map(\.rawValue).joined(separator: ", "))
    }
    for finding in imported.findings {
      let evidence = Evidence(
        finding: finding, check: imported.check, configuration: "",
        versions: ledger.versions[finding.subject] ?? Versions(), tool: Airworthy.version,
        provenance: imported.provenance)
      take(evidence, saysWhen: imported.saysWhen, by: ledger, at: now, in: project)
    }
  }

  private mutating func take(
    _ evidence: Evidence, saysWhen: Bool, by ledger: Ledger, at now: Instant, in project: Project
  ) {
    let runs = ledger.runs[evidence.subject]?[evidence.control]?[evidence.check]
    let known = runs.map { [$0.newest] + $0.automated } ?? []
    if let same = known.first(where: { evidence.repeats($0.evidence, saysWhen: saysWhen) }) {
      remarks.append(
        "\(evidence.name) is on record from this report, by event \(same.position) of "
          + "\(same.at.words); nothing was added")
      return
    }
    if let made = evidence.provenance?.made, let newest = runs?.newest,
      let before = newest.evidence.provenance?.made, made < before
    {
      remarks.append(
        "\(evidence.name) has a newer report on record, made at \(before.words), by event "
          + "\(newest.position); nothing was added")
      return
    }
    if let newest = runs?.newest.evidence, !newest.status.passes, evidence.status.passes,
      let old = newest.provenance?.report.location, old != evidence.provenance?.report.location
    {
      remarks.append(
        "note: for \(evidence.name) it takes the place of \(old), \(newest.status.rawValue); "
          + "--as NAME keeps series of reports apart")
    }
    if let control = project.packs.controls[evidence.control],
      let made = evidence.provenance?.made
    {
      let days = project.system.policy.freshForDays[control.id] ?? control.freshForDays
      if now >= made.adding(days: days) {
        remarks.append(
          "warning: the report was made at \(made.words), and evidence for \(control.id) counts "
            + "for \(days.of("day")): it is stale already")
      }
    }
    fresh.append(evidence)
  }
}

extension Evidence {
  /// `data.schema of flight-data`.
  fileprivate var name: String {
    subject == .system ? control.rawValue : "\(control) of \(subject)"
  }

  /// Whether it says the same of the same versions as another, from the same report.
  ///
  /// Only whoever says of another time that the report was made then makes another of it.
  fileprivate func repeats(_ other: Evidence, saysWhen: Bool) -> Bool {
    finding == other.finding && versions == other.versions
      && provenance?.report.digest == other.provenance?.report.digest
      && provenance?.beside == other.provenance?.beside
      && (saysWhen || provenance?.made == nil || provenance?.made == other.provenance?.made)
  }
}

extension Project {
  /// Whom an answer is about: the component that was named, or the only one that the control is
  /// about.
  fileprivate func subject(
    of id: Control.ID, named component: Component.ID?, by naming: ReportAnswer.Naming?,
    in report: ReportFile
  ) throws(Stop) -> Subject {
    guard let control = packs.controls[id] else {
      let near = Spelling.nearest(to: id.rawValue, among: packs.controls.keys.map(\.rawValue))
      let who = naming.map { ", which '\($0.by.cleaned)' names" } ?? ""
      throw .wrong([
        Diagnostic(
          .unknownControl,
          "no pack has a control '\(id.rawValue.cleaned.shortened(to: 60))'\(who)",
          at: naming.map {
            .init(file: report.name, position: .init(line: $0.line, column: 1))
          },
          fix: near.map { "did you mean '\($0)'?" } ?? "'airworthy explain controls' lists them")
      ])
    }
    let subjects = system.subjects(of: control.scope)
    guard let component else {
      if subjects.count == 1, let only = subjects.first { return only }
      throw .usage(
        "\(id) is about \(subjects.map(\.description).joined(separator: ", "))",
        fix: "name the one that the report is about, with --component")
    }
    guard system.component(component) != nil else {
      let names = system.components.map(\.id.rawValue)
      throw .usage(
        "no component '\(component.rawValue.cleaned.shortened(to: 60))' is declared",
        fix: Spelling.nearest(to: component.rawValue, among: names).map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", "))")
    }
    guard subjects.contains(.component(component)) else {
      throw .wrong([
        Diagnostic(
          .wrongSubject, "\(id) is not about \(component)", at: nil,
          fix: subjects == [.system]
            ? "it is about the whole system: leave --component out"
            : "it is answered for \(subjects.map(\.description).joined(separator: ", "))")
      ])
    }
    return .component(component)
  }
}

extension ReportFile {
  /// Reads a file, or standard input for `-`, as far as reports may be long.
  init(reading path: String) throws(Stop) {
    let name = path == "-" ? "standard input" : path
    let most = Self.bytesMax
    var bytes: [UInt8] = []
    do {
      let handle =
        path == "-" ? .standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
      while bytes.count <= most, let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
        bytes += part
      }
    } catch {
      let isThere = FileManager.default.fileExists(atPath: path)
      throw .wrong([
        Diagnostic(
          isThere ? .unreadableFile : .missingFile,
          isThere
            ? "\(name) cannot be read: \(error.reason)" : "the file \(name) does not exist", at: nil
        )
      ])
    }
    guard bytes.count <= most else {
      throw .wrong([
        Diagnostic(
          .fileTooLarge, "the file has more than \(most) bytes, which is the most that is read",
          at: .init(file: name, position: .start))
      ])
    }
    self.init(name: name, bytes: bytes)
  }
}

extension Stop {
  /// Tells of what is wrong in what a person or a tool wrote.
  static func rethrow<Value>(_ body: () throws(Diagnostics) -> Value) throws(Stop) -> Value {
    do throws(Diagnostics) {
      return try body()
    } catch {
      throw .wrong(error.list)
    }
  }
}
