import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// Damaged files, 10,000 of them by a fixed seed: each is read, or refused with a diagnostic; none
/// brings the program down.
@Suite struct MutationTests {
  private static let definitions = [
    "airworthy.yaml", "attestations.yaml", "waivers.yaml", "requirements.yaml", "worth.yaml",
    "cards/model.md",
  ]

  @Test func `7,000 damaged definition files are read or refused`() throws {
    let packs = try PackLibrary.read()
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    var numbers = SeededNumbers(seed: 2026)
    var refused = 0
    for round in 0..<7_000 {
      let file = Self.definitions[round % Self.definitions.count]
      let text = try #require(SampleProject.files[file])
      try Data(Mutation.damage(Array(text.utf8), &numbers)).write(
        to: sample.url.appending(path: file))
      let result = Project.read(in: folder, now: "2026-02-01", packs: packs)
      let hasErrors = result.diagnostics.contains { $0.severity == .error }
      #expect((result.project == nil) == hasErrors)
      if hasErrors { refused += 1 }
      try sample.write(text, to: file)
    }
    // Most damage is seen; what is not has hit a comment, a text or a number.
    #expect(refused > 3_000 && refused < 7_000)
  }

  @Test func `3,000 damaged tables are checked without a crash`() throws {
    let packs = try PackLibrary.read()
    let sample = try SampleProject.folder()
    let folder = try #require(Folder(sample.path))
    let project = try #require(Project.read(in: folder, now: "2026-02-01", packs: packs).project)
    let checks = project.checks.filter { $0.id.rawValue.hasPrefix("a-") }
    let source = Source(
      folder: folder, declared: project.declared, packs: packs, datasets: project.datasets,
      now: "2026-02-01")
    let text = try #require(SampleProject.files["data/a.csv"])
    let short = text.split(separator: "\n").prefix(40).joined(separator: "\n")
    var numbers = SeededNumbers(seed: 2027)
    var seen: Set<Status> = []
    for _ in 0..<3_000 {
      let bytes = Mutation.damage(Array(short.utf8), &numbers)
      try Data(bytes).write(to: sample.url.appending(path: "data/a.csv"))
      for check in checks {
        let findings = check.findings(in: source)
        #expect(!findings.isEmpty)
        seen.formUnion(findings.map(\.status))
      }
    }
    #expect(seen.isSuperset(of: [.pass, .fail, .inconclusive, .error]))
  }
}
