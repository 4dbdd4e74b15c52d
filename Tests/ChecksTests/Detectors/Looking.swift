import Checks
import Definitions
import Documents
import Readiness
import TestSupport
import Testing

/// What the repository check says of one control in a tree of texts.
struct Look {
  let status: Status
  let summary: String
  /// Paths with lines, as `k8s/api.yaml:4`.
  let places: [String]

  init(
    _ control: Control.ID, in texts: [String: String], history: History? = nil, tags: [String] = [],
    name: String = "S"
  ) throws {
    let system = System(
      id: "s", name: name, purpose: "p", versions: Versions(code: "1.4.0"), traits: [.batch],
      components: [])
    let source = try Source(
      folder: #require(Folder("/")), declared: Declarations(system: system),
      packs: Self.packs.get(), now: "2026-01-01")
    let repository = Repository(texts: texts, tags: tags, history: history)
    let finding = try #require(
      RepositoryCheck().findings(in: repository, source: source).first { $0.control == control })
    status = finding.status
    summary = finding.summary
    places = finding.places.map { "\($0.path)\($0.line.map { ":\($0)" } ?? "")" }
  }

  /// What it says of tests in continuous integration, in a tree that holds a test besides.
  static func ofTests(in texts: [String: String]) throws -> Look {
    try Look(
      "code.ci-tests",
      in: texts.merging(["tests/test_own.py": "def test_own(): assert f()\n"]) { first, _ in first }
    )
  }

  private static let packs = Result { try PackLibrary.read() }

  /// A workflow of GitHub Actions with one job that runs some lines.
  static func workflow(on events: String, _ lines: String..., job: String = "") -> String {
    """
    on: \(events)
    jobs:
      work:
        runs-on: ubuntu-latest
    \(job)    steps:
          - uses: actions/checkout@v4
          - run: |
    \(lines.map { "          " + $0 }.joined(separator: "\n"))
    """
  }
}
