internal import Documents
internal import Readiness

/// What a feature derives from is known.
struct FeatureLineageDetector: Detector {
  let control: Control.ID = "feature.dependencies-managed"
  let home: Home? = .records
  let looksFor =
    "a dbt project with two models or more that read only by ref() and source(), with the sources "
    + "declared and an exposure that names what uses the features; odd without an exposure. Or stages "
    + "of DVC that lead from the data of every training stage, over one stage at least, back to "
    + "sources whose digests dvc.lock holds: files, or the script that makes them"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let projects = repository.tracked { $0.name == "dbt_project.yml" && !$0.isExample }
    for project in projects {
      let root = project.folders.joined(separator: "/")
      let inside = repository.tracked { file in
        file.folders.starts(with: project.folders)
          && file.folders.dropFirst(project.folders.count).first == "models"
      }
      let models = inside.filter { $0.suffix == "sql" }
      let texts = models.map { ($0, (repository.text(of: $0.path) ?? "").withoutSQLComments) }
      guard models.count >= 2 else { continue }
      let loose = texts.compactMap { file, text in text.readsByName ? Place(path: file.path) : nil }
      if let first = loose.first {
        return .notFound("\(first.path) reads a table by its name, past the graph of dbt", loose)
      }
      let settings = inside.filter { ["yml", "yaml"].contains($0.suffix) }
      let trees = settings.compactMap { file in repository.tree(of: file.path).map { (file, $0) } }
      guard let source = trees.first(where: { !($0.1["sources"]?.elements ?? []).isEmpty }) else {
        return .notFound(
          "\(project.path) declares no sources", [Place(path: project.path, line: 1)])
      }
      let exposure = trees.first { !($0.1["exposures"]?.elements ?? []).isEmpty }
      let what =
        "dbt derives the graph of \(models.count.of("model")) below \(root.isEmpty ? "models" : root)"
      let places = [Place(path: project.path, line: 1), Place(path: source.0.path)]
      guard let exposure else { return .odd("\(what); no exposure names what uses them", places) }
      return .found("\(what), up to what uses them", places + [Place(path: exposure.0.path)])
    }
    if let chain = chain(in: repository) { return chain }
    let hints =
      repository.dvc.stages.prefix(1).map(\.place)
      + repository.python.compactMap { module in
        module.file.isExample ? nil : module.place(importing: ["openlineage", "feast"])
      }
    return .notFound(
      hints.isEmpty
        ? "no graph of sources and features was found"
        : "\(hints[0].path) ties data to what they derive from; that all of training goes back to "
          + "sources is not shown", hints)
  }

  /// The stages from the data of all training back to sources.
  private func chain(in repository: Repository) -> Sighting? {
    let dvc = repository.dvc
    let training = dvc.trainingStages
    let known = Set(dvc.records.filter { !$0.isOutput }.map(\.path))
    var sources: Set<String> = []
    var stages: Set<String> = []
    var waiting = training.flatMap(\.data)
    var seen = Set(waiting)
    while let path = waiting.popLast() {
      let maker = dvc.stages.first { stage in
        stage.outs.contains { path == $0 || path.hasPrefix($0 + "/") }
      }
      guard let maker else {
        guard known.contains(path) else { return nil }
        sources.insert(path)
        continue
      }
      stages.insert(maker.name)
      // A stage that reads no data and fetches none makes them: its code is where they come from.
      if maker.data.isEmpty {
        let script = maker.deps.first { path in
          known.contains(path) && repository.python.contains { $0.file.path == path && !$0.fetches }
        }
        guard let script else { return nil }
        sources.insert(script)
      }
      waiting += maker.data.filter { seen.insert($0).inserted }
    }
    let before = stages.subtracting(training.map(\.name))
    guard let place = training.first?.place, !sources.isEmpty, !before.isEmpty else { return nil }
    return .found(
      "\(place.path) leads from training over \(before.count.of("stage")) back to "
        + "\(sources.count.of("source")), first \(sources.sorted()[0])",
      training.map(\.place) + dvc.records.filter { sources.contains($0.path) }.map(\.place))
  }
}

extension PythonModule {
  /// Whether it can ask the network or a database for something.
  fileprivate var fetches: Bool {
    let clients = [
      "requests", "httpx", "aiohttp", "urllib", "urllib3", "boto3", "google", "azure", "sqlalchemy",
      "psycopg", "psycopg2", "pymysql", "pyodbc", "snowflake", "kaggle", "datasets", "s3fs",
      "gcsfs",
      "pymongo", "subprocess",
    ]
    return place(importing: clients) != nil
      || place(of: "read_sql", "read_gbq", "fetch_openml", "load_dataset", "urlretrieve") != nil
  }
}

extension DVCPipeline.Stage {
  /// What it reads other than code and lists of packages.
  fileprivate var data: [String] {
    deps.filter { path in
      !Repository.File(path: path, isTracked: true).isCode && !path.hasSuffix(".lock")
        && !path.hasSuffix(".toml") && !path.contains("requirements")
    }
  }
}

extension String {
  fileprivate var withoutSQLComments: String {
    replacing(#/--[^\n]*|\/\*(?s:.*?)\*\/|\{#(?s:.*?)#\}/#, with: "")
  }

  /// Whether some `from` or `join` of the query names a table that no expression of its own defines.
  fileprivate var readsByName: Bool {
    let own = Set(
      matches(of: #/(?i)(\w+)\s+as\s*(?:not\s+materialized\s+|materialized\s+)?\(/#).map {
        $0.1.lowercased()
      })
    let read = matches(of: #/(?i)\b(?:from|join)\s+([\w."`]+|\{\{|\()/#).map { $0.1.lowercased() }
    return read.contains { name in
      name != "{{" && name != "(" && !own.contains(name) && !["lateral", "unnest"].contains(name)
    }
  }
}
