import Checks
import Definitions
import Documents
import Readiness
import TestSupport
import Testing

/// A project of a data set and a model, with tables and checks of a test's choosing.
struct DataProject {
  /// What stands under `data`, indented by two.
  var data: String
  /// What stands under `checks`, indented by two.
  var checks: String
  /// Other files by their paths.
  var files: [String: String] = [:]
  var now: Instant = "2026-02-01"

  private static let packs = Result { try PackLibrary.read() }

  private var manifest: String {
    """
    apiVersion: airworthy/v1
    kind: system
    system: {id: s, name: S, purpose: To test., version: 1.0.0, serving: batch}
    components:
      data: {kind: dataset, versions: {data: 1.0.0}, entry: {level: 3, on: 2026-01-01, reason: r}}
      model: {kind: model, versions: {model: 1.0.0}, entry: {level: 3, on: 2026-01-01, reason: r}}
    data:
    \(data)
    checks:
    \(checks)

    """
  }

  /// What is wrong in the files, as `CODE at TEXT: MESSAGE`.
  func mistakes() throws -> [String] {
    try read { _, result in
      result.diagnostics.map { diagnostic in
        let place = diagnostic.place
        let column = (place?.position.column ?? 1) - 1
        let line = place?.line ?? ""
        let part = String(line.dropFirst(column).prefix(place?.length ?? 0))
        return "\(diagnostic.code.rawValue) at \(part): \(diagnostic.message)"
          + (diagnostic.fix.map { "; \($0)" } ?? "")
      }
    }
  }

  /// The findings of the one check that is declared.
  func findings() throws -> [Finding] {
    try read { folder, result in
      let project = try #require(result.project, "\(result.diagnostics)")
      let source = try Source(
        folder: folder, declared: project.declared, packs: Self.packs.get(),
        datasets: project.datasets, now: now)
      let check = try #require(project.checks.first)
      let findings = check.findings(in: source)
      for figure in findings.flatMap(\.measurements) {
        let bounds = [figure.interval?.lower, figure.interval?.upper].compactMap(\.self)
        #expect(([figure.value] + bounds + figure.familiar.values).allSatisfy { $0.isFinite })
      }
      return findings
    }
  }

  func finding() throws -> Finding { try #require(findings().first) }

  private func read<Value>(
    _ body: (Folder, Project.Result) throws -> Value
  ) throws -> Value {
    let temporary = try TemporaryFolder()
    try temporary.write(manifest, to: "airworthy.yaml")
    for (path, text) in files { try temporary.write(text, to: path) }
    let folder = try #require(Folder(temporary.path))
    return try body(folder, Project.read(in: folder, now: now, packs: Self.packs.get()))
  }
}

extension Finding {
  func measurement(_ statistic: String, of column: String = "") -> Readiness.Measurement? {
    measurements.first { $0.statistic == statistic && $0.of == column }
  }
}
