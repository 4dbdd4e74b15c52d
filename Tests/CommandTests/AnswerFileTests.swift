import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Many answers at once, from a file.
@Suite struct AnswerFileTests {
  private static let yaml = """
    apiVersion: airworthy/v1
    kind: answers
    by: mara
    answers:
      - control: doc.architecture
        answer: yes
        artefact: [docs/goals.md#goals, "https://example.org/a"]
        note: Seen.
        until: 2026-03-01
      - {control: model.tuned, component: model, answer: yes, by: kofi, on: 2026-01-20}
      - {control: model.fairness, component: model, answer: not-applicable, reason: None.}

    """
  private static let json = """
    {"apiVersion": "airworthy/v1", "kind": "answers", "by": "mara", "answers": [
      {"control": "doc.architecture", "answer": "yes",
       "artefact": ["docs/goals.md#goals", "https://example.org/a"], "note": "Seen.",
       "until": "2026-03-01"},
      {"control": "model.tuned", "component": "model", "answer": "yes", "by": "kofi",
       "on": "2026-01-20"},
      {"control": "model.fairness", "component": "model", "answer": "not-applicable",
       "reason": "None."}]}
    """

  @Test(arguments: [yaml, json, yaml.replacingOccurrences(of: "\n", with: "\r\n")])
  func `answers in YAML and in JSON are taken up`(text: String) throws {
    let shell = try Shell()
    try shell.folder.write(text, to: "mine")
    let before = try shell.verdict()
    let result = shell("answer --from \(shell.folder.path)/mine")
    #expect(result.ending == .met && result.err.isEmpty)
    #expect(result.out.contains("written to attestations.yaml and airworthy.yaml"))
    #expect(
      try before.changes(to: shell.verdict())
        == ["doc.architecture of system", "model.fairness of model"])
    #expect(
      try shell.folder.text(of: "attestations.yaml").hasSuffix(
        """
          - control: doc.architecture
            says: yes
            by: mara
            on: 2026-02-01
            artefact: ["docs/goals.md#goals", "https://example.org/a"]
            note: Seen.
            until: 2026-03-01
          - control: model.tuned
            component: model
            says: yes
            by: kofi
            on: 2026-01-20

        """.replacingOccurrences(of: "[\"docs/goals.md#goals\"", with: "[docs/goals.md#goals")))
  }

  @Test func `taken up twice, they stand there once`() throws {
    var shell = try Shell()
    try shell.folder.write(Self.yaml, to: "mine")
    #expect(shell("answer --from \(shell.folder.path)/mine").ending == .met)
    let verdict = try shell.verdict()
    shell.now = "2026-02-01T15:00:00Z"
    #expect(shell("answer --from \(shell.folder.path)/mine").ending == .met)
    #expect(try verdict.changes(to: shell.verdict()).isEmpty)
    let text = try shell.folder.text(of: "attestations.yaml")
    #expect(text.ranges(of: "doc.architecture").count == 1)
    #expect(text.ranges(of: "model.tuned").count == 2)
  }

  @Test func `a file without answers changes nothing`() throws {
    let shell = try Shell()
    try shell.folder.write("apiVersion: airworthy/v1\nkind: answers\nanswers: []\n", to: "mine")
    let before = try shell.contents()
    let result = shell("answer --from \(shell.folder.path)/mine")
    #expect(result.ending == .met && result.out == "there are no answers in it\n")
    #expect(try shell.contents() == before)
  }

  @Test func `where one file cannot be written, neither is`() throws {
    let shell = try Shell(replacing: ["airworthy.yaml": nil, "attestations.yaml": nil])
    try shell.folder.write(
      try #require(SampleProject.files["airworthy.yaml"]), to: "airworthy/airworthy.yaml")
    try shell.folder.write(
      try #require(SampleProject.files["attestations.yaml"]), to: "attestations.yaml")
    try shell.folder.write(Self.yaml, to: "mine")
    let before = try shell.contents()
    // Another process's draft that is a folder stands in the way of the second file only.
    let draft =
      shell.folder.path + "/airworthy/.airworthy.yaml.\(ProcessInfo.processInfo.processIdentifier)"
    try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
    let result = shell("answer --from \(shell.folder.path)/mine")
    #expect(result.ending == .wrongInput && result.err.contains("cannot be written"))
    try FileManager.default.removeItem(atPath: draft)
    #expect(try shell.contents() == before)
    #expect(shell("answer --from \(shell.folder.path)/mine").ending == .met)
  }
}
