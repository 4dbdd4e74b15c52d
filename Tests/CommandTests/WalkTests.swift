import Definitions
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The whole way of a component through the process, by commands alone.
@Suite struct WalkTests {
  @Test
  func `a pipeline goes from level 3 to 9, back by a review, and falls to 7 by a new version`()
    throws
  {
    var walk = try Walk()
    try walk.prepare()

    // Whoever made what the review looks at cannot sign it.
    walk.now("2026-11-19")
    try walk.open()
    let own = walk.run("review sign nightly-batch --approve --as mara-lindqvist")
    #expect(own.ending == .notMet)
    #expect(own.err.contains("mara-lindqvist authored"), "\(own.err)")
    let alone = walk.run(
      "review decide nightly-batch --graduate --as rafael-duarte", reason: "it is tested")
    #expect(alone.ending == .notMet)
    #expect(alone.err.contains("the panel of level 3 lacks"), "\(alone.err)")
    #expect(alone.err.contains("ethics checklist was not run"))
    try walk.sign()
    try walk.graduate()
    #expect(try walk.level == 4)

    walk.now("2026-11-20")
    try walk.pass(option: "proceed")
    #expect(try walk.level == 5)

    // A gate that stands on a waiver takes a decision that names it.
    walk.now("2026-11-21")
    try walk.waive("gov.resources-committed")
    try walk.open()
    try walk.sign()
    let silent = walk.run(
      "review decide nightly-batch --graduate --as rafael-duarte", reason: "others can run it")
    #expect(silent.ending == .notMet)
    #expect(silent.err.contains("--under-waiver gov.resources-committed"), "\(silent.err)")
    try walk.graduate("--under-waiver gov.resources-committed")
    #expect(try walk.level == 6)

    walk.now("2026-11-22")
    try walk.open()
    try walk.sign()
    try walk.done(
      "review decide nightly-batch --switchback --to 4 --option switchback --as deirdre-nolan",
      reason: "the desk wants another use")
    #expect(try walk.level == 4)
    let below = walk.run("switchback nightly-batch --to 2", reason: "more research")
    #expect(below.ending == .notMet)
    #expect(below.err.contains("entered at level 3 and never worked at 2"), "\(below.err)")

    let passes = [
      ("2026-11-23", "--option proceed"), ("2026-11-24", "--under-waiver gov.resources-committed"),
      ("2026-11-25", "--option proceed"),
      ("2026-11-26", "--under-waiver data.drift-monitored"),
      ("2026-11-27", "--option go"),
    ]
    // The example's own check says that its data drift, which evidence by others does not outweigh.
    try walk.waive("data.drift-monitored", of: "nightly-batch")
    for (day, options) in passes {
      walk.now(day)
      if options == "--option go" { try walk.meetRefusalAt8() }
      try walk.open()
      try walk.sign()
      try walk.graduate(options)
    }
    #expect(try walk.level == 9)

    // The new version is declared as one of the same specification, so it falls to 7, and no further.
    walk.now("2026-11-28")
    try walk.shell.edit(
      "airworthy.yaml",
      "versions: {code: 1.3.0, model: 2.0.0, data: 2013.4.0}\n    artefact: flight_delay/predict.py",
      to: "versions: {code: 1.3.0, model: 2.0.1, data: 2013.4.0}\n    changes:\n"
        + "      - {part: model, version: 2.0.1, class: same-specification, reason: A retrain.}\n"
        + "    artefact: flight_delay/predict.py")
    _ = walk.run("check records")
    #expect(try walk.level == 7)
    let events = walk.run("log show --last 0").out
    #expect(events.contains("nightly-batch is switched back to level 7"), "\(events)")

    let list = walk.run("review list --component nightly-batch").out
    #expect(list.contains("nightly-batch-6-1") && list.contains("switchback to 4"), "\(list)")
    let card = walk.run("card nightly-batch").out
    #expect(
      card.contains("review switchback to 4") && card.contains("embedded switchback to 7"))
    // What reviews left in the log stands on the card.
    #expect(card.contains(/Rafael Duarte; signed nightly-batch-8-\d: Rafael Duarte \(approve\)/))
    #expect(card.contains(/Deirdre Nolan; signed nightly-batch-8-\d: Deirdre Nolan \(approve\)/))
    #expect(
      card.contains(/complete; 2 questions of ours in nightly-batch-8-\d, [0-9-]+, none open/))
    #expect(card.contains("| what was achieved, and by whom | tests |"))
    #expect(
      card.contains(
        "| decision | graduate, go, by Rafael Duarte on 2026-11-27, in nightly-batch-8-"))
    #expect(walk.run("log verify").ending == .met)
  }
}

/// A copy of the example with two reviewers, and all evidence that its gates ask for.
private struct Walk {
  var shell: Shell
  private let keys: TemporaryFolder

  init() throws {
    keys = try TemporaryFolder()
    shell = try ExampleTests().shell(in: "flight-delay")
    shell.environment = ["AIRWORTHY_ACTOR": "automation:nightly", "AIRWORTHY_KEYS": keys.path]
  }

  mutating func now(_ day: String) { shell.now = Instant(day + "T09:00:00Z") ?? shell.now }

  func run(_ line: String, reason: String? = nil) -> Shell.Result {
    shell.run(
      line.split(separator: " ").map(String.init) + (reason.map { ["--reason", $0] } ?? [])
        + ["-C", shell.folder.path])
  }

  /// Runs what must end well.
  func done(_ line: String, reason: String? = nil) throws {
    let result = run(line, reason: reason)
    try #require(result.ending == .met, "\(line): \(result.out)\(result.err)")
  }

  var level: Int? {
    get throws {
      try shell.verdict().components.first { $0.component.id == "nightly-batch" }?.working?.number
    }
  }

  mutating func prepare() throws {
    now("2026-11-18")
    try shell.edit(
      "airworthy.yaml", "policy:\n  waiver-days: 90",
      to: "packs: [ethics.yaml]\n\npolicy:\n  ethics: ours\n  waiver-days: 90")
    // Level 3 asks for two people who neither own it nor made what is looked at.
    try shell.edit(
      "airworthy.yaml", "people:\n",
      to: "people:\n  jonas-weber: {name: Jonas Weber, roles: [research, engineering]}\n")
    try shell.folder.write(Self.checklist, to: "ethics.yaml")
    try shell.folder.write(Self.answers, to: "answered.yaml")
    try shell.folder.write(
      Self.answers + "  - {question: q.redress, answer: To the desk.}\n", to: "answered-7.yaml")
    // What people of the example still say no to, this team has done.
    try shell.folder.write(
      "apiVersion: airworthy/v1\nkind: attestations\nattestations: []\n", to: "attestations.yaml")
    let fields = CardText.fields.map { "## \($0)\n\nAs the minutes of the review say.\n" }
    try shell.folder.write(
      "# Nightly scoring\n\n" + fields.joined(separator: "\n"), to: "cards/nightly-batch.md")
    _ = run("check")
    for person in ["rafael-duarte", "deirdre-nolan", "jonas-weber", "mara-lindqvist"] {
      try done("keys new --as \(person)")
    }
    try bringEvidence()
  }

  /// What pipelines measured, and what people say, of every control that the gates 3 to 9 ask for.
  private func bringEvidence() throws {
    let packs = try PackLibrary.read()
    let criteria = Level.all.filter { $0.number >= 3 }.flatMap { packs.scale.criteria(at: $0) }
    let made: Set<Control.ID> = Review.controls.union(["gov.resources-committed"])
    let controls = Set(criteria.flatMap(\.requires)).subtracting(made).sorted()
    let system = try shell.verdict().system
    var cases: [String: [Control.ID]] = [:]
    var answers: [String] = []
    for id in controls {
      guard let control = packs.controls[id] else { continue }
      for subject in system.subjects(of: control.scope)
      where subject == .system || subject == .component("nightly-batch") {
        cases[subject.description, default: []].append(id)
        let component = subject == .system ? "" : "    component: nightly-batch\n"
        answers.append(
          "  - control: \(id)\n\(component)    answer: yes\n    artefact: README.md\n")
      }
    }
    try keys.write(
      "apiVersion: airworthy/v1\nkind: answers\nby: mara-lindqvist\nanswers:\n"
        + answers.joined(), to: "answers.yaml")
    try done("answer --from \(keys.path)/answers.yaml --quiet")
    for (subject, controls) in cases {
      let tests = controls.map {
        "<testcase name=\"\($0)\"><properties><property name=\"airworthy.control\" value=\"\($0)\"/>"
          + "</properties></testcase>"
      }
      let name = "platform-\(subject).xml"
      try shell.folder.write(
        "<testsuite name=\"platform\" timestamp=\"2026-11-18T08:00:00Z\">"
          + tests.joined() + "</testsuite>", to: name)
      try done(
        "import junit \(shell.folder.path)/\(name) --as \(subject)"
          + (subject == "system" ? "" : " --component \(subject)"))
    }
  }

  /// Requirements that are open and prices that nobody confirmed keep gate 8 shut, whatever was shown at
  /// the last check; a trial and the finance desk settle both.
  func meetRefusalAt8() throws {
    let gate = run("gate 8 --component nightly-batch")
    #expect(gate.ending == .notMet)
    try open()
    try sign()
    let refused = run(
      "review decide nightly-batch --graduate --option go --as rafael-duarte", reason: "it is time")
    #expect(refused.ending == .notMet)
    #expect(refused.err.contains("L8.1, L8.10"), "\(refused.err)")
    try done("review withdraw nightly-batch", reason: "the trial comes first")
    let worth = try shell.folder.text(of: "worth.yaml")
    try shell.folder.write(
      worth.replacingOccurrences(of: "confirmed: false", with: "confirmed: true")
        + "limits: {deploy-at-most: 0.1, refuse-above: 0.4}\n", to: "worth.yaml")
    try shell.folder.write(
      "# The trial\n\nThirty nights, with the desk and IT.\n", to: "docs/trial.md")
    let parts = try shell.folder.text(of: "requirements.yaml").components(separatedBy: "\n  - id: ")
    try shell.folder.write(
      parts.map { part in
        guard part.contains("component: nightly-batch") else { return part }
        return part.replacingOccurrences(
          of: "status: open\n        evidence: [docs/runbook.md]",
          with: "status: passed\n        evidence: [docs/runbook.md]"
        ).replacingOccurrences(
          of: "status: open", with: "status: passed\n        evidence: [docs/trial.md]")
      }.joined(separator: "\n  - id: "), to: "requirements.yaml")
    try done("worth decide deploy --by kofi-mensah --because confirmed")
    let shown = run("gate 8 --component nightly-batch")
    #expect(shown.ending == .met, "\(shown.out)\(shown.err)")
  }

  func waive(_ control: String, of component: String? = nil) throws {
    let before = try shell.folder.text(of: "waivers.yaml")
    try shell.folder.write(
      before + "\n  - control: \(control)\n"
        + (component.map { "    component: \($0)\n" } ?? "")
        + "    reason: in-progress\n    text: The budget is due.\n"
        + "    owner: kofi-mensah\n    granted: 2026-11-20\n    until: 2026-12-31\n",
      to: "waivers.yaml")
  }

  func open() throws { try done("review open nightly-batch") }

  func sign() throws {
    let answered = try level ?? 0 < 7 ? "answered.yaml" : "answered-7.yaml"
    try done(
      "review ethics nightly-batch --from \(shell.folder.path)/\(answered) --as rafael-duarte")
    for person in ["rafael-duarte", "deirdre-nolan", "jonas-weber"] {
      let result = run("review sign nightly-batch --approve --as \(person)")
      // Research levels ask for nobody of the desk.
      let isAsked = !result.err.contains("has none of the roles")
      try #require(result.ending == .met || !isAsked, "\(result.err)")
    }
  }

  func graduate(_ options: String = "") throws {
    try done(
      "review decide nightly-batch --graduate --as rafael-duarte \(options)",
      reason: "every criterion is met")
    try done(
      "review debrief nightly-batch --achieved tests --postponed nothing --learned much "
        + "--debt none --as kofi-mensah")
  }

  func pass(option: String) throws {
    try open()
    try sign()
    try graduate("--option \(option)")
  }

  private static let checklist = """
    apiVersion: airworthy/v1
    kind: checklist
    id: ours
    name: Our checklist
    source: The desk.
    about: What we ask ourselves.
    parts:
      - title: People
        questions:
          - {id: q.harm, text: Whom could a wrong warning harm?}
          - {id: q.redress, text: Where can they turn?, from: 7}
    """

  private static let answers = """
    apiVersion: airworthy/v1
    kind: ethics
    answers:
      - {question: q.harm, answer: Crews that are sent to the wrong gate.}

    """
}
