package import Documents
internal import Foundation
package import Profiling
internal import Readiness

/// What a repository holds, as far as a starting `airworthy.yaml` needs to know.
package struct Survey: Sendable {
  /// The semantic version that `pyproject.toml` or the newest tag names.
  package let version: String?
  /// CSV and TSV files outside of tests, by path.
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

  /// What a table holds, as far as all of its values show; `nil` for a file that is no table, or too
  /// large to be looked through in passing.
  package static func profile(of path: String, in folder: Folder) -> TableProfile? {
    guard let real = try? folder.resolve(path),
      let size = try? FileManager.default.attributesOfItem(atPath: real)[.size] as? Int,
      size <= 64 << 20, let profile = try? TableProfile(of: TableFile(path: real))
    else { return nil }
    // One column whose name holds separators is a table of another form.
    let isOther =
      profile.columns.count == 1 && profile.columns[0].name.contains { ";|\t".contains($0) }
    return profile.rows > 0 && !isOther ? profile : nil
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
    version = Self.packageVersion(in: repository) ?? repository.newestVersions.first
  }

  private static func packageVersion(in repository: Repository) -> String? {
    let line = repository.place(in: "pyproject.toml") { $0.hasPrefix("version") }
    let quoted = line?.excerpt?.split(separator: "\"", omittingEmptySubsequences: false)
    return quoted.flatMap { $0.count >= 3 ? String($0[1]) : nil }
  }
}

extension Repository {
  /// The versions that tags name, newest first.
  var newestVersions: [String] {
    let versions = tags.compactMap { tag -> (key: [Int], text: String)? in
      let bare = tag.hasPrefix("v") ? String(tag.dropFirst()) : tag
      let numbers = bare.split(separator: ".").map { Int($0) }
      guard numbers.count == 3, !numbers.contains(nil) else { return nil }
      return (numbers.compactMap(\.self), bare)
    }
    return versions.sorted { $1.key.lexicographicallyPrecedes($0.key) }.map(\.text)
  }
}
