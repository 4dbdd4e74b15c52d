import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// What requirements point at: read to what it is, or told where it is wrong.
@Suite struct RequirementDiagnosticTests {
  private func read(
    _ old: String, _ new: String, files: [String: String] = [:], link: String? = nil
  ) throws -> Project.Result {
    let text = try #require(SampleProject.files["requirements.yaml"])
    try #require(text.contains(old))
    var changes: [String: String?] = files.mapValues { $0 }
    changes["requirements.yaml"] = text.replacingOccurrences(of: old, with: new)
    let folder = try SampleProject.folder(replacing: changes)
    if let link {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + link, withDestinationPath: "/etc/hosts")
    }
    return try Project.read(in: #require(Folder(folder.path)), now: "2026-02-01")
  }

  private static let evidence = #"["check:a-scores", docs/goals.md]"#

  private func problems(
    _ evidence: String, files: [String: String] = [:], link: String? = nil
  ) throws -> [String] {
    try read(Self.evidence, evidence, files: files, link: link).diagnostics.map {
      "\($0.severity) \($0.code) \($0.place?.position.line ?? 0)"
    }
  }

  @Test(arguments: [
    ("docs/gone.md", ["warning missingFile 10"]),
    ("docs/goals.md#nothing", ["warning missingSection 10"]),
    ("\"test:tests/gone.py::test_a\"", ["warning missingFile 10"]),
    ("../outside.md", ["error outsideTree 10"]),
    ("/etc/hosts", ["error outsideTree 10"]),
    ("\"test:../t.py::test_a\"", ["error outsideTree 10"]),
    ("link.md", ["error outsideTree 10"]),
    ("\"control:model.tund\"", ["error unknownControl 10"]),
    ("ftp://example.org", ["error badAddress 10"]),
    ("{file: docs/goals.md, sha256: abc}", ["error wrongValue 10"]),
    ("{file: docs, sha256: abcdef012345}", ["error wrongValue 10"]),
    ("{file: docs/goals.md}", ["error missingKey 10"]),
    ("{statement: {by: nobody, on: 2026-01-02, text: Done.}}", ["error unknownReference 10"]),
    ("{statement: {by: mara, on: 2027-01-02, text: Done.}}", ["error badDate 10"]),
    (
      "{statement: {by: mara, on: 2026-01-02, text: Done., until: 2026-01-02}}",
      ["error wrongValue 10"]
    ),
    ("{statement: {by: mara}}", ["error missingKey 10", "error missingKey 10"]),
    ("[[a]]", ["error wrongType 10"]),
  ])
  func `evidence that is not what it says is told with its place`(
    evidence: String, expected: [String]
  ) throws {
    #expect(try problems(evidence, link: "link.md") == expected)
  }

  @Test(arguments: [
    "docs/goals.md", "\"docs/goals.md#goals\"", "docs", "https://example.org/a", "check:records",
    "control:model.tuned", "{file: docs/goals.md, sha256: abcdef012345}",
    "{statement: {by: mara, on: 2026-01-02, text: Done., until: 2026-03-01}}",
    "[docs/goals.md, {statement: {by: mara, on: 2026-01-02, text: Done.}}]",
    "\"test:docs/goals.md\"",
  ])
  func `every form of evidence is read`(evidence: String) throws {
    #expect(try problems(evidence) == [])
  }

  @Test func `a risk without a period, twice the same id and numbers out of range`() throws {
    let noPeriod = try read(", per: release", "")
    #expect(noPeriod.project != nil)
    #expect(noPeriod.diagnostics.map(\.code) == [.missingKey])
    #expect(noPeriod.diagnostics.first?.fix?.contains("per: release") == true)
    #expect(noPeriod.project?.declared.requirements.first?.risk?.period == "release")
    let text = "    risk: {probability: 0.2, value: 7, per: release}\n"
    let twice = try read(text, text + "  - {id: \"1.1\", kind: product, statement: It shall.}\n")
    #expect(twice.diagnostics.map(\.code) == [.repeatedEntry] && twice.project == nil)
    for (old, new) in [("0.2", "-0.1"), ("0.2", "1.01"), ("0.2", ".nan"), ("7", "0"), ("7", "11")] {
      let result = try read(text, text.replacingOccurrences(of: ": \(old)", with: ": \(new)"))
      #expect(result.project == nil && result.diagnostics.count == 1, "\(new)")
    }
  }

  @Test func `a test is looked for in its file, as a whole word and in its class`() throws {
    let file = [
      "t.py": "class TestA:\n  def test_one(self):\n    pass\n\n  def test_onerous(self):\n"
    ]
    func line(_ name: String) throws -> Int? {
      let result = try read(Self.evidence, "\"test:t.py::\(name)\"", files: file)
      let pointer = try #require(
        result.project?.declared.requirements.first?.verification.first?.evidence.first)
      guard case .test(_, let line) = pointer.target else { return nil }
      return line
    }
    #expect(try line("test_one") == 2 && line("test_onerous") == 5)
    #expect(try line("TestA::test_one[3]") == 2)
    #expect(try line("test_on") == nil && line("TestB::test_one") == nil)
  }
}
