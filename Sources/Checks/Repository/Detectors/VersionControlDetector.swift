internal import Readiness

/// All code is under version control.
struct VersionControlDetector: Detector {
  let control: Control.ID = "code.versioned"
  let looksFor =
    "git keeps the folder, no code lies in it that git does not track or is told to ignore by name, "
    + "and no requirement takes code from another repository without a commit or a tag"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard repository.isVersioned else {
      return .broken("the folder is not under git")
    }
    let code = repository.files.filter(\.isCode)
    let loose = code.filter { !$0.isTracked }
    if code.isEmpty { return .notFound("no code was found in the folder") }
    if let first = loose.first {
      return .broken(
        "\(loose.count.of("file")) of code \(loose.count == 1 ? "is" : "are") not tracked by git, "
          + "first \(first.path)", loose.map { Place(path: $0.path) })
    }
    if let hidden = ignoredCode(in: repository) {
      return .notFound("\(hidden.path) keeps \(hidden.excerpt ?? "code") out of git", [hidden])
    }
    if let moving = movingCode(in: repository, toWorkWith: false) {
      return .broken("\(moving.path) takes code that may change under it", [moving])
    }
    if let moving = movingCode(in: repository, toWorkWith: true) {
      return .notFound("\(moving.path) takes tools that may change under it", [moving])
    }
    if let borrowed = repository.borrowedModel {
      return .notFound(
        "\(borrowed.path) loads a model, and no code that trains it was found", [borrowed])
    }
    return .found(
      "git tracks all \(code.count.of("file")) of code", code.prefix(3).map { Place(path: $0.path) }
    )
  }
}

extension VersionControlDetector {
  /// Names that templates of .gitignore bring, whatever is there.
  private static let usual: Set<String> = [
    "local_settings.py", "ipython_config.py", "settings_local.py", "_version.py",
  ]

  /// A line of .gitignore that names a file of code for data or models.
  private func ignoredCode(in repository: Repository) -> Place? {
    repository.tracked { $0.name == ".gitignore" }.lazy.compactMap { file in
      repository.place(in: file.path) { line in
        let name = Repository.File(path: String(line).trimmed, isTracked: false)
        return !line.hasPrefix("#") && !line.hasPrefix("!") && !line.contains("*")
          && ["py", "ipynb", "sql", "r", "R", "jl", "scala"].contains(name.suffix)
          && !Self.usual.contains(name.name)
      }
    }.first
  }

  /// A requirement on another repository by a branch, or by nothing: of the system, or of those who
  /// work on it.
  private func movingCode(in repository: Repository, toWorkWith: Bool) -> Place? {
    repository.tracked { file in
      let name = file.name.lowercased()
      let isList =
        name.contains("requirements") && ["txt", "in"].contains(file.suffix)
        || ["pyproject.toml", "Pipfile"].contains(file.name)
      return isList && toWorkWith == ["dev", "test", "doc", "lint"].contains(where: name.contains)
    }.lazy.compactMap { file in
      repository.place(in: file.path) { line in
        guard let match = line.firstMatch(of: #/git\+\w+:\/\/[^\s"'#]+/#), !line.hasPrefix("#")
        else { return false }
        let version = match.output.split(separator: "/").last?.split(separator: "@").dropFirst()
          .last
        return version?.contains(#/^([0-9a-f]{7,40}|v?\d+(\.\w+)+)$/#) != true
      }
    }.first
  }
}

extension Repository.File {
  /// Whether it is a program, a query or a notebook.
  var isCode: Bool {
    [
      "py", "ipynb", "r", "R", "jl", "scala", "java", "kt", "go", "rs", "swift", "c", "cc", "cpp",
      "h", "hpp", "js", "ts", "sql", "sh",
    ].contains(suffix)
  }
}

extension Repository {
  /// Where code loads a fitted model, if nothing in the repository trains.
  var borrowedModel: Place? {
    guard training.isEmpty, trainingInR.isEmpty else { return nil }
    let loading = [
      "load_model", "hf_hub_download", "snapshot_download", "from_pretrained", "load_checkpoint",
      "InferenceSession",
    ]
    let modules = python.filter { !$0.isTest && !$0.file.isExample }
    return modules.lazy.compactMap { $0.place(callingAny: loading) }.first
      ?? modules.lazy.compactMap { module in
        module.place(importing: ["joblib", "pickle", "dill", "cloudpickle"]) == nil
          && module.place(importing: ["xgboost", "lightgbm", "catboost", "torch"]) == nil
          ? nil : module.place(callingAny: ["load", "load_state_dict"])
      }.first
  }
}
