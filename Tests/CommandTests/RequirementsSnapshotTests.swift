import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Views of requirements as a user gets them, of an example with everything in it.
@Suite struct RequirementsSnapshotTests {
  /// The requirements of an example, with its log, judged at an instant.
  private func shell(_ example: String) throws -> Shell {
    let folder = try TemporaryFolder()
    let source = Checkout.path("Examples/\(example)")
    for name in try FileManager.default.contentsOfDirectory(atPath: source)
    where name != ".airworthy" {
      try FileManager.default.copyItem(
        atPath: "\(source)/\(name)", toPath: "\(folder.path)/\(name)")
    }
    var shell = Shell(in: folder)
    shell.now = "2026-11-21T12:00:00Z"
    return shell
  }

  private static let views = [
    ("requirements-list.txt", "list"), ("requirements-list.md", "list --open --format markdown"),
    ("requirements-show.txt", "show 4.1.2"), ("requirements-show.json", "show 2.2.1 --format json"),
    ("requirements-show.md", "show 3.1.2 --format markdown"),
    ("requirements-verify.txt", "verify --level 5 --component delay-model"),
    ("requirements-verify.json", "verify --level 2 --component flight-data --format json"),
    ("requirements-verify.md", "verify --format markdown"),
    ("requirements-trace.txt", "trace"), ("requirements-trace.csv", "trace --format csv"),
    ("requirements-trace.json", "trace --component flight-data --format json"),
    ("requirements-trace.md", "trace --component flight-data --format markdown"),
    ("requirements-trace.html", "trace --format html"),
    ("requirements-matrix.txt", "matrix"), ("requirements-grid.txt", "matrix --grid"),
    ("requirements-matrix.json", "matrix --format json"),
    ("requirements-matrix.html", "matrix --format html"),
    ("requirements-grid.html", "matrix --grid --format html"),
    ("requirements-matrix.svg", "matrix --format svg"),
    ("requirements-grid.svg", "matrix --grid --format svg"),
  ]

  @Test func `a view of requirements is what it was`() throws {
    let shell = try shell("flight-delay")
    #expect(shell("check training-quality april-quality -q").ending == .met)
    for (file, line) in Self.views {
      let result = shell("requirements \(line)")
      #expect(result.err.isEmpty, "\(result.err)")
      let text = result.out.replacing(/(?s)<style>.*<\/style>/, with: "<style>…</style>")
      try expectSnapshot(of: text, in: "Tests/CommandTests/Snapshots/\(file)")
    }
  }

  @Test func `every requirement of the examples is traced without a gap, and has a risk`() throws {
    for example in ["flight-delay", "demand-forecast"] {
      let shell = try shell(example)
      let trace = shell("requirements trace")
      #expect(trace.ending == .met, "\(example): \(trace.out)")
      #expect(shell("requirements verify --level 4").ending != .wrongInput)
      #expect(!shell("requirements matrix").out.contains("Without a risk"))
    }
  }
}
