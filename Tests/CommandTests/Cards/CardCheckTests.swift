import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Text of people, held against facts.
///
/// The sample's model measured a ROC AUC of 1, has version 2.0.0
/// and works at level 3.
@Suite struct CardCheckTests {
  private func check(_ text: String) throws -> Shell.Result {
    let shell = try Shell(replacing: ["cards/model.md": "## C.21 Results\n\n\(text)\n"])
    #expect(shell("check").ending == .notMet)
    return shell("card model --check")
  }

  @Test(arguments: [
    ("ROC AUC 0.91 today.", "a-scores measured roc-auc 1, on 2026-02-01"),
    ("It has an AUROC of **0.91**.", "measured roc-auc 1"),
    ("| ROC AUC | 0.91 |", "measured roc-auc 1"), ("ROC-AUC: 91 %", "measured roc-auc 1"),
    ("The ROC AUC is below 0.9.", "measured roc-auc 1"),
    ("ROC AUC 0.88–0.92", "measured roc-auc 1"),
    ("It reaches 0.91 ROC AUC.", "measured roc-auc 1"), ("AUC 0.91 now.", "measured roc-auc 1"),
    ("91 % of ROC AUC", "measured roc-auc 1"),
    ("ROC AUC is between 0.5 and 0.6.", "measured roc-auc 1"),
    ("| model | ROC AUC | rows |\n|---|---|---|\n| this | 0.91 | 200 |", "measured roc-auc 1"),
    (
      "| set | **AUC** |\n|:--|--:|\n| all | `x\\|y` |\n| all | ≥ 1.2 |\n| all | 0.91 |",
      "measured roc"
    ),
    ("The data are of version 2012.1.0.", "data 3.0.0"),
    ("This is model 1.0.0, code 1.2.0.", "model 2.0.0"),
    ("Version 9.9.9 of the model.", "model 2.0.0"),
    ("It works at level 5.", "works at 3"), ("- **Current level:** 7", "works at 3"),
    ("It graduated through level 3.", "it graduated through 2"),
    ("Owner: Kofi", "Kofi is not declared as owner"),
    ("Owner (research): Jane Stranger", "nobody of that name"),
    ("**Reviewers:** Kofi and Mara", "Mara is not declared as reviewer"),
    ("See requirement 9.9 for it.", "no requirement '9.9'"),
    ("See requirements 1.1 and 1.7.", "no requirement '1.7'"),
    ("Trained on data set `b`.", "no data set 'b'"),
    ("See [goals](../docs/gone.md).", "'docs/gone.md', which is not there"),
    ("See [goals](../docs/goals.md#nothing).", "has no heading '#nothing'"),
  ])
  func `a contradiction is told with its line and what is so`(text: String, says: String) throws {
    let result = try check(text)
    #expect(result.ending == .notMet, "\(result.out)")
    #expect(result.words.contains(says), "\(result.out)")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
    let line = text.hasPrefix("|") ? 2 + lines : 3
    #expect(result.words.contains("--> cards/model.md:\(line):"), "\(result.out)")
  }

  @Test func `a figure without a window is that of the whole`() throws {
    let shell = try Shell(replacing: ["cards/model.md": "## C.21 Results\n\nPrecision.\n"])
    try shell.edit(
      "airworthy.yaml", "    score: score\n    limits:",
      to: "    score: score\n    by: month\n    limits:")
    let rows = try shell.folder.text(of: "data/a.csv").split(separator: "\n").enumerated()
      .map { index, row in
        // In January some that were late get a low score.
        row.contains("2026-01") && index % 8 == 1
          ? row.replacingOccurrences(of: ",0.8", with: ",0.1") : String(row)
      }
    try shell.folder.write(rows.joined(separator: "\n") + "\n", to: "data/a.csv")
    #expect(shell("check").ending == .notMet)
    let card = shell("card model").out
    let january = try #require(
      card.firstMatch(of: /\| roc-auc \| 2026-01 \| ([0-9.]+) \|/), "\(card)"
    ).output.1
    let whole = try #require(card.firstMatch(of: /\| roc-auc \|  \| ([0-9.]+) \|/)).output.1
    try #require(january != whole)
    for (text, ending) in [
      ("ROC AUC \(whole).", Ending.met), ("ROC AUC \(january).", .notMet),
      ("ROC AUC \(january) in 2026-01.", .met), ("ROC AUC \(whole) in 2026-01.", .notMet),
      ("| window | ROC AUC |\n|---|---|\n| all | \(january) |", .notMet),
      ("| window | ROC AUC |\n|---|---|\n| 2026-01 | \(january) |", .met),
    ] {
      try shell.folder.write("## C.21 Results\n\n\(text)\n", to: "cards/model.md")
      let result = shell("card model --check")
      #expect(result.ending == ending, "\(text): \(result.out)")
    }
  }

  @Test(arguments: [
    "ROC AUC 1.00 of model 2.0.0. Code 1.2.0.", "It works at level 3.",
    "It graduated through level 2.", "Owner: Mara. Reviewer: Kofi.", "Requirement 1.1 is met.",
    "ROC AUC above 0.9.", "See [goals](../docs/goals.md) and data set `a`.",
  ])
  func `what agrees with facts is counted`(_ text: String) throws {
    let result = try check(text)
    #expect(result.ending == .met, "\(result.out)")
    #expect(result.words.contains(/[1-9][0-9]* statements? agree/))
    #expect(result.words.contains(" 0 numbers or links cannot"), "\(result.out)")
  }

  @Test(arguments: [
    "In April the ROC AUC was 0.91.", "The ROC AUC of the previous model: 0.91.",
    "The next model should reach a ROC AUC of 0.99.",
    "Cross-validation on training data: ROC AUC 0.91.",
    "Accuracy 0.5.", "Figures of April:\n\n- ROC AUC 0.91", "### April\n\nROC AUC 0.91.",
    "It replaced model 1.0.0.", "Up from model 1.0.0.", "Level 6 asks for more.",
    "It should be at level 5 by June.", "Owner: the desk", "The data owner: Kofi agreed",
    "```\nROC AUC 0.91, model 1.0.0\n```", "<!-- ROC AUC 0.91 -->", "[home](https://example.org/x)",
    "[up](../../elsewhere.md)", "The `[link](gone.md)` in code.", "Requirements 2026 are open.",
    "The precision 2 digits.", "12 of 40 features, 77,911 rows, 22.8 % late.",
    "The data works at level 5.", "PR AUC 0.91.", "The precision-recall AUC is 0.91.",
    "Recall 0.5, ROC AUC 1.00.", "It reaches 0.5 recall.",
    "| previous | ROC AUC |\n|---|---|\n| x | 0.91 |",
  ])
  func `what is not clearly tied to a fact of now is not judged`(_ text: String) throws {
    let result = try check(text)
    #expect(result.ending == .met, "\(result.out)")
    #expect(result.out.contains("✓ no contradiction"))
  }

  @Test func `numbers that nothing is known about are counted`() throws {
    #expect(try check("It has 12 features and 77,911 rows.").words.contains("2 numbers or links"))
  }

  @Test func `newer evidence takes a figure's word away`() throws {
    let shell = try Shell(replacing: ["cards/model.md": "## C.21 Results\n\nROC AUC 1.00.\n"])
    #expect(shell("check").ending == .notMet)
    #expect(shell("card --check").ending == .met)
    let rows = try shell.folder.text(of: "data/a.csv").split(separator: "\n").enumerated()
      .map { index, row in
        // Some flights that were late get a low score.
        index % 20 == 1 ? row.replacingOccurrences(of: ",0.8", with: ",0.1") : String(row)
      }
    try shell.folder.write(rows.joined(separator: "\n") + "\n", to: "data/a.csv")
    #expect(shell("check").ending == .notMet)
    let result = shell("card --check")
    #expect(result.ending == .notMet && result.out.contains("ROC AUC 1.00"))
  }

  @Test func `who owns a component does not review it`() throws {
    let shell = try Shell()
    try shell.edit(
      "airworthy.yaml", "reviewers: {product: [kofi]}", to: "reviewers: {research: [mara]}")
    let result = shell("card model --check")
    #expect(result.ending == .notMet)
    #expect(result.out.contains("Mara is owner and reviewer of model"))
    #expect(result.out.contains("--> airworthy.yaml:"))
  }

  @Test(arguments: [6, 8])
  func `the ethics checklist is complete at the gates of 6 and of 8`(_ gate: Int) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let store = try SQLiteEventStore(
      path: shell.folder.path + "/.airworthy/log.db", access: .write)
    let signed = SignedGraduations()
    let graduations = try (3...gate).compactMap { Level($0) }.flatMap { level in
      try signed.facts(of: "model", in: "sample", through: level, on: shell.now)
    }
    try store.append(
      (signed.keys + graduations).map {
        Entry(at: shell.now, by: Actor(.automation, "ci"), system: "sample", fact: $0)
      }, expecting: nil)
    let result = shell("card model --check")
    #expect(result.ending == .notMet)
    #expect(
      result.words.contains("graduated through 6 in model-6-1, which ran no ethics checklist"))
    #expect(result.words.contains("graduated through 8 in model-8-1") == (gate == 8))
  }

  @Test func `a debrief answers four questions, after the review`() throws {
    let shell = try Shell(replacing: [
      "cards/model.md": "## C.26 Debrief\n\nOf 2026-01-20.\n\n1. Done.\n"
    ])
    let result = shell("card --check")
    #expect(result.ending == .met && result.out.contains("answers four questions"))
  }

  @Test func `all components are checked, and JSON says the same`() throws {
    let shell = try Shell(replacing: ["cards/data.md": "## C.22 Data\n\n[x](gone.csv)\n"])
    let result = shell("card --check --format json")
    #expect(result.ending == .notMet)
    let json = try JSONSerialization.jsonObject(with: Data(result.out.utf8)) as? [String: Any]
    let cards = json?["cards"] as? [[String: Any]] ?? []
    #expect(cards.map { $0["component"] as? String } == ["data", "model"])
    let remark = (cards.first?["remarks"] as? [[String: Any]])?.first
    #expect(remark?["line"] as? Int == 3 && remark?["file"] as? String == "cards/data.md")
    #expect(json?["contradicts"] as? Bool == true)
  }

  @Test func `damaged text is no trap`() throws {
    var numbers = SeededNumbers(seed: 7)
    let text = Array(
      "## C.21 Results\n\nROC AUC 0.91, model 1.0.0\n\n| Owner | Mara |\n- [x](y.md)\n".utf8)
    for _ in 0..<60 {
      let damaged = Mutation.damage(
        text, with: Mutation.ofDefinitions + ["](", "[", "`"], &numbers)
      let shell = try Shell()
      try Data(damaged).write(to: shell.folder.url.appending(path: "cards/model.md"))
      #expect(shell("card model --check").ending != .defect)
    }
  }
}

extension Shell.Result {
  /// The result without its line ends.
  fileprivate var words: String { out.split { $0.isWhitespace }.joined(separator: " ") }
}
