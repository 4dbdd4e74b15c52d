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
  /// Whether something answers requests, or may.
  package let answering: Answers
  /// Whether what answers requests may also work through many at once.
  package let mayBatch: Bool
  /// Whether features come from a store, or may.
  package let featureStore: Answers
  /// Whether git keeps the folder.
  package let isVersioned: Bool

  /// What is known without asking: a guess closes no question.
  package enum Answers: Sendable {
    case yes, perhaps, no

    /// What is said of a service.
    package var words: String {
      switch self {
      case .yes: "a service"
      case .perhaps: "a word on a service"
      case .no: "no service"
      }
    }
  }

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
    answering =
      repository.isService
      ? .yes : repository.says(Answering.leads) || repository.declaresService ? .perhaps : .no
    mayBatch = repository.says(Answering.batches)
    featureStore =
      FeatureStore.settings(in: repository).isEmpty
      ? repository.says(Self.stores) ? .perhaps : .no : .yes
    isVersioned = repository.isVersioned
    version = Self.packageVersion(in: repository) ?? repository.newestVersions.first
  }

  static let stores = [
    Lead(stems: ["feature_store", "feast ", "tecton ", "hopsworks", "featureform"])
  ]

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

extension Repository {
  /// Whether code makes an application that answers requests, or puts a model behind an endpoint.
  fileprivate var isService: Bool {
    let python = [
      "FastAPI(", "Flask(__name__", "BentoService", "@serve.deployment", "Litestar(",
      "st.set_page_config",
      "gr.Interface(", "gr.Blocks(", "endpoint.deploy(", "Endpoint.create(",
    ]
    let others = [
      "vetiver_api(", "plumber::", "pr_run(", "vetiver_deploy", "http.ListenAndServe(",
      "gin.Default(", "@RestController", "HttpServer::new(",
    ]
    return files.contains { file in
      let marks = file.suffix == "py" ? python : others
      guard !file.isTest, !file.isExample, !file.path.hasPrefix("."),
        ["py", "r", "rmd", "qmd", "go", "java", "kt", "rs"].contains(file.suffix.lowercased()),
        let text = passingText(of: file.path)
      else { return false }
      return marks.contains { text.contains($0) }
    }
  }

  /// Whether settings name a server of models.
  fileprivate var declaresService: Bool {
    !manifests(of: "InferenceService", "SeldonDeployment", "RayService", "Service", "Deployment")
      .isEmpty
  }

  /// Whether a word is there; what git does not keep may hold any.
  fileprivate func says(_ leads: [Lead]) -> Bool {
    !isVersioned || !mentions.places(of: leads).isEmpty
  }
}
