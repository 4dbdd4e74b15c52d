package import Documents
internal import Readiness

/// What a repository holds, as far as a starting `airworthy.yaml` needs to know.
package struct Survey: Sendable {
  /// The semantic version that `pyproject.toml` or the newest tag names.
  package let version: String?
  /// CSV and TSV files outside of tests, the largest folders first by name.
  package let tables: [String]
  /// Files that look like fitted models.
  package let models: [String]
  /// Whether something answers requests.
  package let isService: Bool
  /// Whether git keeps the folder.
  package let isVersioned: Bool

  /// - Throws: ``CannotRun`` where the folder is too large to look through.
  package init(of folder: Folder) throws(CannotRun) {
    self.init(of: try GitFiles.repository(in: folder))
  }

  package init(of repository: Repository) {
    let files = repository.files.filter { !$0.isTest && !$0.path.hasPrefix(".") }
    tables = files.filter { ["csv", "tsv"].contains($0.suffix) }.map(\.path)
    models = files.filter { file in
      ["joblib", "pkl", "pickle", "onnx", "pt", "safetensors", "h5", "keras", "cbm", "ubj"]
        .contains(file.suffix)
        || file.suffix == "json" && file.folders.contains { ["model", "models"].contains($0) }
    }.map(\.path)
    isService = files.contains { file in
      guard file.suffix == "py", let text = repository.text(of: file.path) else { return false }
      return ["FastAPI(", "Flask(__name__", "BentoService", "@serve.deployment"].contains {
        text.contains($0)
      }
    }
    isVersioned = repository.isVersioned
    version = Self.packageVersion(in: repository) ?? Self.newestTag(of: repository)
  }

  private static func packageVersion(in repository: Repository) -> String? {
    let line = repository.place(in: "pyproject.toml") { $0.hasPrefix("version") }
    let quoted = line?.excerpt?.split(separator: "\"", omittingEmptySubsequences: false)
    return quoted.flatMap { $0.count >= 3 ? String($0[1]) : nil }
  }

  private static func newestTag(of repository: Repository) -> String? {
    let versions = repository.tags.compactMap { tag -> (key: [Int], text: String)? in
      let bare = tag.hasPrefix("v") ? String(tag.dropFirst()) : tag
      let numbers = bare.split(separator: ".").map { Int($0) }
      guard numbers.count == 3, !numbers.contains(nil) else { return nil }
      return (numbers.compactMap(\.self), bare)
    }
    return versions.max { $0.key.lexicographicallyPrecedes($1.key) }?.text
  }
}
