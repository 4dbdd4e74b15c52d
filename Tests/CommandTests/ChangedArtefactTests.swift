import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What happens to somebody's yes when the file that they looked at is edited.
struct ChangedArtefactTests {
  private func standing(_ shell: Shell) throws -> String? {
    try shell.verdict().table["gov.business-goals of system"]
  }

  @Test func `an edited artefact takes the yes away until the person says it again`() throws {
    var shell = try Shell()
    #expect(shell("check a-quality").ending == .met)
    #expect(try standing(shell) == "documented holds")
    try shell.folder.write("# Goals\n\nAnd more.\n", to: "docs/goals.md")
    #expect(try standing(shell) == "claimed stale")
    let status = shell("status --format json").out
    #expect(status.contains("docs/goals.md changed since"), "\(status)")

    #expect(shell("check a-quality").ending == .met)
    let log = shell("log show").out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(log.contains("yes, on 2026-01-10; docs/goals.md changed since"))
    #expect(try standing(shell) == "claimed stale")
    let before = shell("log export").out
    #expect(shell("status").ending == .met)
    #expect(shell("log export").out == before)

    shell.now = "2026-02-03T12:00:00Z"
    try shell.edit("attestations.yaml", "on: 2026-01-10", to: "on: 2026-02-03")
    #expect(shell("check a-quality").ending == .met)
    #expect(try standing(shell) == "documented holds")
    // What is edited on that very day may be what the person looked at.
    try shell.folder.write("# Goals\n\nAnd less.\n", to: "docs/goals.md")
    #expect(shell("check a-quality").ending == .met)
    shell.now = "2026-02-05T12:00:00Z"
    #expect(try standing(shell) == "documented holds")
    #expect(shell("log verify").ending == .met)
  }

  @Test func `going back to what the person looked at brings the yes back`() throws {
    let shell = try Shell()
    #expect(shell("check a-quality").ending == .met)
    for (text, expected) in [("# Other\n", "claimed stale"), ("# Goals\n", "documented holds")] {
      try shell.folder.write(text, to: "docs/goals.md")
      #expect(shell("check a-quality").ending == .met)
      #expect(try standing(shell) == expected)
    }
  }

  @Test func `an edit elsewhere in the document leaves a section's yes alone`() throws {
    let shell = try Shell(replacing: ["docs/goals.md": "# Goals\n\nWhy.\n\n# More\n\nText.\n"])
    try shell.edit("attestations.yaml", "docs/goals.md", to: "docs/goals.md#goals")
    #expect(shell("check a-quality").ending == .met)
    try shell.edit("docs/goals.md", "Text.", to: "Words.")
    #expect(try standing(shell) == "documented holds")
    try shell.edit("docs/goals.md", "Why.", to: "Why not.")
    #expect(try standing(shell) == "claimed stale")
  }
}
