internal import Documents
internal import Readiness

/// Settings of features are configuration.
struct FeatureConfigurationDetector: Detector {
  let control: Control.ID = "feature.config-separate"
  let home: Home? = .named
  let looksFor =
    "a section on features, preprocessing or transformation in a tracked YAML or JSON file of settings, "
    + "of which a Python module named for features reads at least one key: by the parameters of its "
    + "DVC stage, or because it, or a module beside it in the imports, names the file or reads settings "
    + "with Hydra or OmegaConf; while no such module has literal numbers, texts or truth values "
    + "among its constants and named arguments; what makes features, while no file of settings has a "
    + "key for them, is named. Or views of Feast by which training and serving get "
    + "features"

  private static let sections = ["feature", "featur", "preprocess", "transform"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let store = SharedFeaturesDetector().sighting(in: repository, of: system)
    if store.status.passes {
      return .found(
        "sources and lifetimes of features are definitions of Feast, which training and serving read",
        store.places)
    }
    let modules = StepModules(repository).modules(of: .features).filter { !$0.file.isExample }
    guard let first = modules.first else { return unnamed(in: repository) }
    guard let read = byStage(modules, in: repository) ?? byFile(modules, in: repository) else {
      return .missing(
        "no settings were found that \(first.file.path) reads",
        modules.map { Place(path: $0.file.path) })
    }
    let literals = modules.flatMap { $0.literals(in: repository) }
    if let literal = literals.first {
      return .notFound(
        "\(read.what); \(literal.path) holds settings of its own: "
          + "'\((literal.excerpt ?? "").shortened(to: 60))'", literals + read.places)
    }
    return .found(read.what, read.places)
  }

  /// What is said where no module is named for features: of those that make some, if no file of
  /// settings has a key that could be for them.
  private func unnamed(in repository: Repository) -> Sighting {
    let makers = LocalFeatures.places(in: repository)
    let words = Self.sections + ["column", "encod", "predictor", "token", "vectoriz", "categor"]
    let settings = repository.tracked { file in
      file.isSettings
        || ["toml", "ini", "cfg"].contains(file.suffix) && file.name != "pyproject.toml"
    }
    let hint = settings.lazy.compactMap { file in
      repository.place(in: file.path) { line in
        words.contains(where: line.prefix { $0 != "#" }.lowercased().contains)
      }
    }.first
    if let hint {
      return .notFound(
        "no module that makes features was recognised by its name; \(hint.path) may hold settings of "
          + "features", [hint])
    }
    guard let first = makers.first else {
      return .notFound("no module that makes features was recognised by its name")
    }
    return .missing("\(first.path) makes features, and no settings of them were found", makers)
  }

  private func byStage(
    _ modules: [PythonModule], in repository: Repository
  ) -> (what: String, places: [Place])? {
    for stage in repository.dvc.stages {
      guard let module = modules.first(where: { stage.deps.contains($0.file.path) }) else {
        continue
      }
      for param in stage.params
      where Self.sections.contains(where: param.key.lowercased().hasPrefix) {
        let keys = param.key.split(separator: ".").map(String.init)
        guard repository.has(param.file), let tree = repository.tree(of: param.file),
          let value = keys.reduce(tree, { $0?[$1] }),
          let read = module.reads(value.pairs.first?.key ?? keys.last ?? "", in: repository)
        else { continue }
        return (
          "\(module.file.path) takes \(param.key) from \(param.file)",
          [value.place(in: param.file, excerpt: param.key), stage.place, read]
        )
      }
    }
    return nil
  }

  private func byFile(
    _ modules: [PythonModule], in repository: Repository
  ) -> (what: String, places: [Place])? {
    for file in repository.tracked(\.isSettings) {
      for pair in repository.tree(of: file.path)?.pairs ?? []
      where Self.sections.contains(where: pair.key.lowercased().hasPrefix) {
        for module in modules where module.isNear(a: file, in: repository) {
          let read = pair.value.pairs.lazy.compactMap { module.reads($0.key, in: repository) }.first
          guard let read else { continue }
          return (
            "\(module.file.path) takes its settings from \(pair.key) in \(file.path)",
            [Place(path: file.path, line: pair.keyPosition.line, excerpt: pair.key), read]
          )
        }
      }
    }
    return nil
  }
}

extension Repository.File {
  /// Whether it is a file of settings by its name or folder.
  fileprivate var isSettings: Bool {
    let places: Set<String> = ["conf", "confs", "config", "configs", "settings", "params"]
    let names: Set<String> = ["config", "conf", "params", "features", "settings"]
    return ["yaml", "yml", "json"].contains(suffix) && !isExample && !isTest
      && !folders.contains { $0.hasPrefix(".") }
      && (folders.contains(where: places.contains) || name.words.contains(where: names.contains))
  }
}

extension PythonModule {
  /// Where its code names a key, as a name or in quotes.
  fileprivate func reads(_ key: String, in repository: Repository) -> Place? {
    guard key.count >= 3 else { return nil }
    return repository.place(in: file.path) { line in
      let code = line.prefix { $0 != "#" }
      return code.contains("\"\(key)\"") || code.contains("'\(key)'") || code.contains(".\(key)")
    }
  }

  /// Whether it, a module that it imports or one that imports it reads a file of settings.
  fileprivate func isNear(a file: Repository.File, in repository: Repository) -> Bool {
    let graph = repository.graph
    guard let own = graph.index(of: self.file.path) else { return false }
    let near =
      [own] + graph.uses[own] + graph.modules.indices.filter { graph.uses[$0].contains(own) }
    return near.map { graph.modules[$0] }.contains { module in
      !module.isTest
        && (module.place(importing: ["hydra", "omegaconf"]) != nil
          || repository.place(in: module.file.path) { line in
            line.prefix { $0 != "#" }.contains(file.name)
          } != nil)
    }
  }

  /// Where a constant or a named argument is a literal that is no matter of form.
  fileprivate func literals(in repository: Repository) -> [Place] {
    let form =
      #/(?:^|[\s(,])(\w{2,})(?:\s*:\s*\w+)?\s*=\s*(-?\d[\d_.e-]*|"[^"]+"|'[^']+'|True|False)\s*(?:[,)]|$)/#
    let lines = (repository.text(of: file.path) ?? "").lines
    return lines.indices.compactMap { index in
      let code = lines[index].prefix { $0 != "#" }
      let isSetting = code.matches(of: form).contains { match in
        !Self.formal.contains(String(match.1)) && !["0", "1"].contains(match.2)
      }
      return isSetting
        ? Place(path: file.path, line: index + 1, excerpt: String(code).trimmed.shortened(to: 120))
        : nil
    }
  }

  /// Arguments that say how something is read, written or shown.
  private static let formal: Set<String> = [
    "encoding", "index", "axis", "inplace", "sep", "delimiter", "dtype", "mode", "exist_ok",
    "parents", "name", "help", "type", "header", "errors", "newline", "suppress", "level", "format",
    "how", "copy", "deep", "drop", "ignore_index", "orient", "ascending", "required", "action",
    "dest", "indent", "validate", "utc", "unit", "as_index", "columns", "strict", "decimal",
    "inclusive", "closed",
  ]
}
