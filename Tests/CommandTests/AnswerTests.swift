import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// One answer on the command line: what it writes, and what it leaves alone.
@Suite struct AnswerTests {
  private func answered(
    _ shell: Shell, _ arguments: String..., by person: String = "mara"
  ) -> Shell.Result {
    shell.run(["answer"] + arguments + ["--by", person, "-C", shell.folder.path])
  }

  @Test func `an answer is added to attestations.yaml, and all else stays as it was`() throws {
    let shell = try Shell()
    let before = try shell.contents()
    let old = try shell.folder.text(of: "attestations.yaml")
    let result = answered(
      shell, "doc.architecture", "--yes", "--artefact", "docs/goals.md", "--note",
      "Seen: it is so.",
      "--until", "2026-06-01")
    #expect(result.ending == .met && result.err.isEmpty)
    #expect(
      try shell.folder.text(of: "attestations.yaml") == old + """
          - control: doc.architecture
            says: yes
            by: mara
            on: 2026-02-01
            artefact: docs/goals.md
            note: "Seen: it is so."
            until: 2026-06-01

        """)
    #expect(
      try shell.contents().filter { $0.key != "attestations.yaml" }
        == before.filter { $0.key != "attestations.yaml" })
    #expect(result.out.contains("✓ holds  doc.architecture, documented"))
    #expect(result.out.contains("to be given again by 2026-06-01"))
    #expect(result.out.contains("airworthy check"))
  }

  @Test func `it is judged at once, and goes into the log with the next check`() throws {
    let shell = try Shell()
    let before = try shell.verdict()
    #expect(
      answered(shell, "doc.architecture", "--yes", "--artefact", "docs/goals.md").ending == .met)
    #expect(try before.changes(to: shell.verdict()) == ["doc.architecture of system"])
    #expect(try shell.verdict().table["doc.architecture of system"] == "documented holds")
    _ = shell("check")
    #expect(shell("log show --last 0").out.contains("mara attests doc.architecture of system: yes"))
  }

  @Test func `what it opened is told, score by score and gate by gate`() throws {
    let shell = try Shell()
    let out = answered(
      shell, "doc.data-preparation", "--component", "data", "--yes", "--artefact", "docs/goals.md"
    ).out
    let words = out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("MLOps maturity 1 of 42 → 2 of 42 (X4 0 → 1)"))
    #expect(words.contains("or until the version of data changes"))
  }

  @Test func `a gate that an answer opens further is told`() throws {
    let shell = try Shell()
    let step = try #require(
      try shell.verdict().nextSteps.first { $0.opens.count == 1 && $0.least <= .documented })
    let before = try shell.verdict()
    #expect(
      answered(shell, step.control.id.rawValue, "--yes", "--artefact", "docs/goals.md").ending
        == .met)
    let after = try shell.verdict()
    let met = { (verdict: Verdict) in
      verdict.components.compactMap(\.nextGate).map { gate in
        gate.criteria.filter { $0.criterion.phase == .evidence && $0.state == .met }.count
      }
    }
    #expect(met(before) != met(after))
    let told = answered(shell, step.control.id.rawValue, "--no").out
    let gate = try #require(told.firstMatch(of: /gate \d of \w+ (\d+) → (\d+) of \d+ criteria/))
    #expect(Int(gate.output.2) == Int(gate.output.1).map { $0 - 1 })
  }

  @Test func `an answer takes the place of the same person's last one, and of no other`() throws {
    let shell = try Shell()
    try shell.edit("attestations.yaml", "  - control: model", to: "  # Models\n  - control: model")
    let old = try shell.folder.text(of: "attestations.yaml")
    #expect(answered(shell, "gov.business-goals", "--no", by: "kofi").ending == .met)
    #expect(
      try shell.folder.text(of: "attestations.yaml")
        == old.replacingOccurrences(
          of: "says: yes\n    by: kofi\n    on: 2026-01-10\n    artefact: docs/goals.md",
          with: "says: no\n    by: kofi\n    on: 2026-02-01"))
    #expect(answered(shell, "gov.business-goals", "--yes", by: "mara").ending == .met)
    let both = try shell.folder.text(of: "attestations.yaml")
    #expect(
      both.contains("by: kofi\n    on: 2026-02-01\n")
        && both.contains("by: mara\n    on: 2026-02-01\n"))
  }

  @Test func `a second answer of a day speaks about the versions of its hour`() throws {
    var shell = try Shell()
    let again = [
      "doc.data-preparation", "--component", "data", "--yes", "--artefact", "docs/goals.md",
    ]
    #expect(
      shell.run(["answer"] + again + ["--by", "mara", "-C", shell.folder.path]).ending == .met)
    _ = shell("check")
    try shell.edit("airworthy.yaml", "data: 3.0.0}\n    entry", to: "data: 3.1.0}\n    entry")
    let name = "doc.data-preparation of data"
    #expect(try shell.verdict().table[name] == "claimed stale")
    shell.now = "2026-02-01T13:00:00Z"
    #expect(
      shell.run(["answer"] + again + ["--by", "mara", "-C", shell.folder.path]).ending == .met)
    #expect(try shell.folder.text(of: "attestations.yaml").contains("on: 2026-02-01T13:00:00Z"))
    #expect(try shell.verdict().table[name] == "documented holds")
    _ = shell("check")
    #expect(try shell.verdict().table[name] == "documented holds")
  }

  @Test func `what does not apply goes into airworthy.yaml, and back when it does`() throws {
    let shell = try Shell()
    let files = ["airworthy.yaml", "attestations.yaml"]
    let before = try files.map { try shell.folder.text(of: $0) }
    let out = answered(
      shell, "model.fairness", "--component", "model", "--not-applicable", "Flights are no people.")
    #expect(out.ending == .met && out.out.contains("not applicable  model.fairness of model"))
    #expect(
      try shell.folder.text(of: "airworthy.yaml")
        == before[0].replacingOccurrences(
          of: "on: 2026-01-02}\n",
          with: """
            on: 2026-01-02}
              - control: model.fairness
                component: model
                reason: Flights are no people.
                by: mara
                on: 2026-02-01

            """))
    let other = answered(shell, "model.fairness", "--component", "model", "--yes", by: "kofi")
    #expect(other.ending == .wrongInput)
    #expect(other.err.contains("mara declared that model.fairness does not apply"))
    #expect(answered(shell, "model.fairness", "--component", "model", "--no").ending == .met)
    #expect(try shell.folder.text(of: "airworthy.yaml") == before[0])
    #expect(
      answered(shell, "model.fairness", "--component", "model", "--not-applicable", "None.").ending
        == .met)
    #expect(try shell.folder.text(of: "attestations.yaml") == before[1])
  }

  @Test func `an entry about several components goes on to speak about the others`() throws {
    let shell = try Shell()
    #expect(answered(shell, "gov.sim2real", "--yes", "--note", "Both.").ending == .met)
    #expect(answered(shell, "gov.sim2real", "--component", "model", "--no").ending == .met)
    #expect(
      try shell.folder.text(of: "attestations.yaml").contains(
        """
          - control: gov.sim2real
            component: data
            says: yes
            by: mara
            on: 2026-02-01
            note: Both.
          - control: gov.sim2real
            component: model
            says: no
            by: mara
            on: 2026-02-01T12:00:00Z

        """))
    #expect(answered(shell, "gov.sim2real", "--yes").ending == .met)
    let text = try shell.folder.text(of: "attestations.yaml")
    #expect(text.ranges(of: "gov.sim2real").count == 1 && !text.contains("note: Both."))
  }

  @Test(arguments: [["airworthy.yaml"], ["airworthy/airworthy.yaml"]])
  func `a file that is not there is made beside airworthy.yaml`(places: [String]) throws {
    let shell = try Shell(replacing: ["attestations.yaml": nil, "airworthy.yaml": nil])
    try shell.folder.write(
      try #require(SampleProject.files["airworthy.yaml"]), to: try #require(places.first))
    #expect(answered(shell, "doc.code", "--no").ending == .met)
    let path = places[0].replacingOccurrences(of: "airworthy.yaml", with: "attestations.yaml")
    #expect(
      try shell.folder.text(of: path) == """
        # What people know and no machine can see; 'airworthy answer' adds to it.
        apiVersion: airworthy/v1
        kind: attestations
        attestations:
          - control: doc.code
            says: no
            by: mara
            on: 2026-02-01

        """)
  }

  @Test func `permissions stay, and a link is written through`() throws {
    let shell = try Shell()
    let (link, file) = (shell.folder.path + "/attestations.yaml", shell.folder.path + "/real.yaml")
    try FileManager.default.moveItem(atPath: link, toPath: file)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    #expect(answered(shell, "doc.code", "--no").ending == .met)
    #expect(try shell.folder.text(of: "real.yaml").contains("doc.code"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.yaml")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
    #expect(mode as? Int == 0o640)
    #expect(
      !(try FileManager.default.contentsOfDirectory(atPath: shell.folder.path)).contains {
        $0.hasPrefix(".real")
      })
  }
}
