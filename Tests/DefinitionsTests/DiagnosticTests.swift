import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// Every kind of mistake in a team's files: where it is said to be, and how to mend it.
@Suite struct DiagnosticTests {
  private func diagnostics(_ changes: [String: String?]) throws -> [Diagnostic] {
    let folder = try SampleProject.folder(replacing: changes)
    let result = try Project.read(
      in: #require(Folder(folder.path)), now: "2026-02-01", packs: Self.packs)
    let errors = result.diagnostics.filter { $0.severity == .error }
    #expect((result.project == nil) == !errors.isEmpty)
    return result.diagnostics
  }

  private static let packs = try? PackLibrary.read()

  /// A mistake: what is replaced by what, the code, where the diagnostic points in what is new, and
  /// the fix.
  typealias Mistake = (
    old: String, new: String, code: Diagnostic.Code, at: String, fix: String?
  )

  /// Makes a mistake in a file, and expects its diagnostic.
  private func expect(_ mistake: Mistake, in file: String) throws {
    let text = try #require(SampleProject.files[file])
    let start = try #require(text.range(of: mistake.old)?.lowerBound, "\(file) is another")
    let changed = text.replacingCharacters(
      in: start..<text.index(start, offsetBy: mistake.old.count), with: mistake.new)
    let point = try #require(
      changed.range(of: mistake.at, range: start..<changed.endIndex)?.lowerBound, "\(mistake.at)")
    let before = changed[..<point].split(separator: "\n", omittingEmptySubsequences: false)
    let position = Tree.Position(line: before.count, column: (before.last?.count ?? 0) + 1)
    let found = try diagnostics([file: changed])
    #expect(
      found.contains { diagnostic in
        diagnostic.code == mistake.code && diagnostic.place?.position == position
          && diagnostic.place?.file == file && diagnostic.fix == mistake.fix
      }, "\(found.map { "\($0.code) \($0.place?.position as Any) \($0.fix ?? "")" })")
  }

  @Test func `everything that is wrong with entries is told at once`() throws {
    let text = """
      apiVersion: airworthy/v1
      kind: waivers
      waivers:
        - {control: model.fairness, component: model, reason: no-time, text: soon, owner: nobody,
           granted: 2026-01-10, until: 2026-02-10}
        - {control: model.nothing, reason: external, text: "", owner: kofi, granted: 2026-01-10,
           until: 2026-01-09}
        - {control: model.tuned, component: model, reason: external, text: a, owner: noone,
           granted: 2026-01-10, until: soon}

      """
    let found = try diagnostics(["waivers.yaml": text]).map(\.code)
    #expect(
      found.sorted { $0.rawValue < $1.rawValue } == [
        .badDate, .unknownControl, .unknownReference, .unknownReference, .wrongType, .wrongValue,
        .wrongValue,
      ])
  }

  @Test(arguments: [
    ("2026-01-10", "end it by 2026-03-11 and decide again then"),
    ("2025-01-10", "decide again: grant it anew, and end it by 2026-04-02"),
  ])
  func `a waiver that is too long is to end on a day that lies ahead`(
    granted: String, fix: String
  ) throws {
    let text = try #require(SampleProject.files["waivers.yaml"])
      .replacing("granted: 2026-01-10", with: "granted: \(granted)")
      .replacing(#/until: .*/#, with: "until: 2026-12-31")
    let found = try diagnostics(["waivers.yaml": text])
    #expect(found.map(\.code) == [.waiverTooLong] && found.first?.fix == fix, "\(found)")
  }

  @Test func `a file of definitions that is a link out of the folder is told`() throws {
    let (folder, other) = (try SampleProject.folder(), try TemporaryFolder())
    let link = folder.path + "/attestations.yaml"
    try other.write(SampleProject.files["attestations.yaml"] ?? "", to: "a.yaml")
    try FileManager.default.removeItem(atPath: link)
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: other.path + "/a.yaml")
    let result = try Project.read(
      in: #require(Folder(folder.path)), now: "2026-02-01", packs: Self.packs)
    #expect(result.diagnostics.map(\.code) == [.outsideTree])
    #expect(result.diagnostics.first?.place?.file == "attestations.yaml")
  }

  @Test func `a sound project has nothing to say`() throws {
    #expect(try diagnostics([:]).isEmpty)
  }

  static let inAirworthy: [Mistake] = [
    ("target: 5", "taget: 5", .unknownKey, "taget", "did you mean 'target'?"),
    ("target: 5", "target: 12", .wrongValue, "12", nil),
    ("target: 5", "target: five", .wrongType, "five", nil),
    ("version: 1.2.0", "version: 1.2", .badVersion, "1.2", "write 1.2.0"),
    ("data: 3.0.0}\n    entry", "data: v3}\n    entry", .badVersion, "v3", "write 3.0.0"),
    ("serving: [batch]", "serving: [bath]", .wrongValue, "bath", "did you mean 'batch'?"),
    ("serving: [batch]", "serving: []", .wrongValue, "[]", nil),
    ("kind: dataset", "kind: datset", .wrongValue, "datset", "did you mean 'dataset'?"),
    ("airworthy/v1", "airworthy/v2", .wrongKind, "airworthy/v2", "write 'airworthy/v1'"),
    ("kind: system", "kind: controls", .wrongKind, "controls", "write 'system'"),
    ("depends-on: [data]", "depends-on: [dta]", .unknownReference, "dta", "did you mean 'data'?"),
    ("depends-on: [data]", "depends-on: [model]", .wrongValue, "model", nil),
    (
      "on: 2026-01-02}", "on: 2026-02-30}", .badDate, "2026-02-30",
      "write it like 2026-11-21 or 2026-11-21T10:00:00Z"
    ),
    (
      "on: 2026-01-02}", "on: 2027-01-02}", .badDate, "2027-01-02",
      "it is 2026-02-01 by this machine's clock"
    ),
    (
      "model.counterfactual", "model.counterfactuals", .unknownControl, "model.counterfactuals",
      "did you mean 'model.counterfactual'?"
    ),
    (
      "{code.versioned: 60 days}", "{code.versioned: 60}", .wrongType, "60}",
      "write it like '30 days'"
    ),
    (
      "fresh-for: {code.versioned: 60 days}", "effort: {code.versiond: {documented: 1}}",
      .unknownControl, "code.versiond", "did you mean 'code.versioned'?"
    ),
    (
      "fresh-for: {code.versioned: 60 days}", "effort: {code.versioned: {documented: -1}}",
      .wrongValue, "-1", nil
    ),
    (
      "fresh-for: {code.versioned: 60 days}", "effort: {code.versioned: {claimed: 1}}",
      .unknownKey, "claimed", "known here: documented, demonstrated, continuous"
    ),
    (
      "fresh-for: {code.versioned: 60 days}", "effort: {code.versioned: {}}", .wrongValue, "{}",
      "name documented, demonstrated or continuous, or leave it out"
    ),
    ("check: repository", "check: repo", .wrongValue, "repo", nil),
    ("data: a}\n  a-drift", "data: b}\n  a-drift", .unknownReference, "b}", "did you mean 'a'?"),
    (
      "{roc-auc: {at-least: 0.7}}", "{roc_auc: {at-least: 0.7}}", .wrongValue, "roc_auc",
      "did you mean 'roc-auc'?"
    ),
    (
      "{roc-auc: {at-least: 0.7}}", "{roc-auc: {at-least: 0.7, at-most: 1}}", .wrongValue,
      "{at-least", nil
    ),
    ("{roc-auc: {at-least: 0.7}}", "{}", .wrongValue, "{}", nil),
    (
      "component: data\n    key", "component: dat\n    key", .unknownReference, "dat\n",
      "did you mean 'data'?"
    ),
    (
      "type: category, values: [a, b, c]", "type: word, values: [a, b, c]", .wrongValue, "word", nil
    ),
    ("components:\n  data:", "components:\n  system:", .wrongValue, "system", nil),
    (
      "reason: none, by: mara", "reason: none, by: maria", .unknownReference, "maria",
      "did you mean 'mara'?"
    ),
    ("a-quality: {check", "records: {check", .wrongValue, "records", "choose another name"),
    ("rows: {at-least: 10}", "rows: {at-least: 10, at-most: 9}", .wrongValue, "{at-least", nil),
    ("least: 0, most: 100", "least: 101, most: 100", .wrongValue, "101", nil),
    ("least: 0, most: 100", "least: 0, most: 1e61", .wrongValue, "1e61", nil),
    (
      "type: number, least: 0, most: 100", "type: number, values: [a]", .wrongValue, "[a]",
      "remove it, or mend the type"
    ),
    (
      "type: category, values: [a, b, c]", "type: category, least: 3", .wrongValue, "3",
      "remove it, or mend the type"
    ),
    (
      "type: category, values: [a, b, c]", "type: time, unique: yes", .wrongValue, "yes",
      "name the column under 'key'"
    ),
    (
      "data: a}\n  a-drift", "data: a, shows: []}\n  a-drift", .wrongValue, "[]",
      "name a control, or leave 'shows' out"
    ),
    (
      "columns: [x, kind]}", "columns: [x, kind], last: 3}", .missingKey, "3}",
      "add 'by:' with day, month, quarter or year"
    ),
    (
      "predictions: a", "predictions: a\n    actuals: a", .missingKey, "a\n    target",
      "add 'join:'"
    ),
    (
      "    time: at\n    rows: {at-least: 10}\n    columns:",
      "    columns-like: a\n    columns-except: [nothing]\n    columns:", .wrongValue, "a\n",
      "name the data set that has the rules"
    ),
    (
      "  - {control: model.counterfactual, component: model, reason: none, by: mara, on: 2026-01-02}",
      "  - {control: model.tuned, component: model, reason: none, by: mara, on: 2026-01-02}\n"
        + "  - {control: model.tuned, component: model, reason: no, by: mara, on: 2026-01-02}",
      .repeatedEntry, "model.tuned, component: model, reason: no,", "remove one of the entries"
    ),
  ]

  @Test(arguments: inAirworthy)
  func `mistakes in airworthy.yaml`(_ mistake: Mistake) throws {
    try expect(mistake, in: "airworthy.yaml")
  }

  static let inAttestations: [Mistake] = [
    (
      "gov.business-goals", "gov.busines-goals", .unknownControl, "gov.busines-goals",
      "did you mean 'gov.business-goals'?"
    ),
    ("says: yes", "says: perhaps", .wrongType, "perhaps", nil),
    ("by: kofi", "by: koffi", .unknownReference, "koffi", "did you mean 'kofi'?"),
    (
      "on: 2026-01-10", "on: 2026-12-10", .badDate, "2026-12-10",
      "it is 2026-02-01 by this machine's clock"
    ),
    ("artefact: docs/goals.md", "artefact: docs/goal.md", .missingFile, "docs/goal.md", nil),
    (
      "artefact: docs/goals.md", "artefact: ../secret.md", .outsideTree, "../secret.md",
      "name a file in the folder of airworthy.yaml, without '..'"
    ),
    ("artefact: docs/goals.md", "component: model", .wrongSubject, "model", "remove 'component'"),
    ("component: model", "component: data", .wrongSubject, "data", "it is answered for model"),
    ("component: model", "component: modl", .unknownReference, "modl", "did you mean 'model'?"),
    (
      "control: model.tuned\n    component: model\n    says: no\n    by: mara",
      "control: gov.business-goals\n    says: no\n    by: kofi", .repeatedEntry,
      "gov.business-goals", "remove one of the entries"
    ),
    ("note: never", "until: 2026-01-02", .wrongValue, "2026-01-02", nil),
    (
      "note: never", "note: never\n    note: again", .duplicateKey, "note: again",
      "remove one; the first is in line 14"
    ),
    (
      "attestations:\n", "attestation:\n", .unknownKey, "attestation:",
      "did you mean 'attestations'?"
    ),
  ]

  @Test(arguments: inAttestations)
  func `mistakes in attestations.yaml`(_ mistake: Mistake) throws {
    try expect(mistake, in: "attestations.yaml")
  }

  static let inWaivers: [Mistake] = [
    (
      "until: 2026-03-01", "until: 2026-04-01", .waiverTooLong, "2026-04-01",
      "end it by 2026-03-11 and decide again then"
    ),
    ("until: 2026-03-01", "until: 2026-01-10", .wrongValue, "2026-01-10", nil),
    ("in-progress", "inprogress", .wrongValue, "inprogress", "did you mean 'in-progress'?"),
    (
      "granted: 2026-01-10", "granted: 2026-05-10", .badDate, "2026-05-10",
      "it is 2026-02-01 by this machine's clock"
    ),
  ]

  @Test(arguments: inWaivers)
  func `mistakes in waivers.yaml`(_ mistake: Mistake) throws {
    try expect(mistake, in: "waivers.yaml")
  }

  static let inRequirements: [Mistake] = [
    (
      "id: \"1.1\"", "id: \"1.x\"", .wrongValue, "\"1.x\"",
      "write one to three whole numbers with dots between, in quotes: \"4.2.1\""
    ),
    ("value: 7", "value: 11", .wrongValue, "11", nil),
    ("probability: 0.2", "probability: 1.2", .wrongValue, "1.2", nil),
    (
      "\"check:a-scores", "\"check:a-score", .unknownReference, "\"check:a-score",
      "did you mean 'a-scores'?"
    ),
    ("docs/goals.md", "docs/goal.md", .missingFile, "docs/goal.md", nil),
  ]

  @Test(arguments: inRequirements)
  func `mistakes in requirements.yaml`(_ mistake: Mistake) throws {
    try expect(mistake, in: "requirements.yaml")
  }

  static let inWorth: [Mistake] = [
    ("model: 0.020", "model: 1.2", .wrongValue, "1.2", nil),
    ("cost: 2,", "cost: -2,", .wrongValue, "-2", nil),
    ("detection-periods: 2", "detection-periods: 0.5", .wrongValue, "0.5", nil),
    (
      "[{name: wrong, rate", "[{name: wrnog, rate", .unknownReference, "wrnog",
      "did you mean 'wrong'?"
    ),
    (
      "errors:\n  - {name: wrong, cost: 2, people: 0.013, model: 0.020}",
      "errors:\n  - {name: wrong, cost: 2, people: 0.6, model: 0.5}\n  - {name: b, cost: 1, people: 0.6, model: 0}",
      .wrongValue, "- {name: wrong", nil
    ),
    ("horizon-periods: 3", "horizon-periods: 0", .wrongValue, "0\n", nil),
    ("[{name: wrong, rate: 0.25}]", "[{name: wrong, rate: 1.25}]", .wrongValue, "1.25", nil),
    (
      "cost: 2,", "cost: 2 EUR,", .wrongValue, "2 EUR", "write all money in USD"
    ),
    (
      "saving-per-item: 0.30", "saving-per-item: 0.30 EUR", .wrongValue, "0.30 EUR",
      "write all money in USD"
    ),
    (
      "items-per-period: 100000", "items-per-period: 100000 per year", .wrongValue,
      "100000 per year", "write it per month"
    ),
    ("hazard: 0.1", "hazard: {range: [0.2, 0.1]}", .wrongValue, "[0.2", "write [low, high]"),
    ("hazard: 0.1", "hazard: {counts: [5, 3]}", .wrongValue, "[5", "write [12, 400]"),
    (
      "hazard: 0.1", "hazard: {value: 0.1, range: [0.1, 0.2]}", .wrongValue, "[0.1",
      "keep one of them"
    ),
    (
      "cost: 2,", "cost: {counts: [1, 2]},", .wrongValue, "[1", "write 'value', 'range' or 'sample'"
    ),
    (
      "hazard: 0.1", "hazard: {from: nowhere}", .missingKey, "{from",
      "add 'value', or one of range, counts, events, sample, evidence, history"
    ),
    (
      "errors:", "segments: [{name: a, share: 0.5}, {name: b, share: 0.4}]\nerrors:", .wrongValue,
      "[{name: a", "every item is in one of them"
    ),
    (
      "errors:\n  - {name: wrong, cost: 2, people: 0.013, model: 0.020}",
      "classes: [{name: ill, share: 0.1}, {name: well, share: 0.9}]\nerrors:\n  - {name: wrong, true: ill, cost: 2, people: 0.013, model: 0.020}",
      .wrongValue, "{name: well",
      "add an entry with 'true: well' to errors, with cost 0 if it costs nothing"
    ),
  ]

  @Test(arguments: inWorth)
  func `mistakes in worth.yaml`(_ mistake: Mistake) throws {
    try expect(mistake, in: "worth.yaml")
  }

  @Test func `headings of a card that open no field are reported`() throws {
    let found = try diagnostics(["cards/model.md": "## C.16 Sum\n\n## C.166 Odd\n\n## C.16 Twice\n"]
    )
    #expect(found.map(\.code) == [.unknownKey, .duplicateKey])
    #expect(found.map { $0.place?.position.line } == [3, 5])
  }

  @Test func `all mistakes of all files come in one run`() throws {
    let found = try diagnostics([
      "airworthy.yaml": SampleProject.files["airworthy.yaml"]?
        .replacingOccurrences(of: "target: 5", with: "taget: 5"),
      "attestations.yaml": "apiVersion: airworthy/v1\nkind: attestations\nattestations: {}\n",
      "waivers.yaml": "not: [closed\n", "requirements.yaml": "",
    ])
    #expect(
      Set(found.compactMap { $0.place?.file }) == [
        "airworthy.yaml", "attestations.yaml", "waivers.yaml", "requirements.yaml",
      ])
  }

  @Test func `a folder without airworthy.yaml says what to do`() throws {
    let found = try diagnostics(["airworthy.yaml": nil])
    #expect(found.map(\.code) == [.missingFile])
    #expect(found.first?.fix?.contains("airworthy init") == true)
  }

  @Test func `companions may lie under airworthy, but not in both places`() throws {
    let waivers = SampleProject.files["waivers.yaml"]
    #expect(try diagnostics(["waivers.yaml": nil, "airworthy/waivers.yaml": waivers]).isEmpty)
    #expect(try diagnostics(["airworthy/waivers.yaml": waivers]).map(\.code) == [.repeatedEntry])
  }

  @Test func `a model that is fetched only where it is needed is a warning`() throws {
    let manifest = try #require(SampleProject.files["airworthy.yaml"])
    let found = try diagnostics([
      "airworthy.yaml": manifest.replacingOccurrences(
        of: "depends-on: [data]", with: "depends-on: [data]\n    artefact: model.bin")
    ])
    #expect(found.map(\.severity) == [.warning] && found.map(\.code) == [.missingFile])
  }

  @Test func `every diagnostic has an explanation`() {
    for code in Diagnostic.Code.allCases { #expect(code.explanation.count > 40, "\(code)") }
  }
}
