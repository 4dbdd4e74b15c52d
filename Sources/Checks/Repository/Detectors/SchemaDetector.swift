internal import Documents
internal import Readiness

/// A schema of the input is written down, and enforced.
struct SchemaDetector: Detector {
  let control: Control.ID = "data.schema"
  let home: Home? = .code
  let looksFor =
    "a pandera model of at least three typed columns with limits or known values that code other than "
    + "tests validates with and that a pipeline, container or service runs; or a pydantic model of at "
    + "least three fields that a route for predictions takes; odd where up to a fifth of the fields "
    + "have neither limits nor known values"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let frames = repository.python.filter { module in
      !module.isTest && !module.isNotebook && !module.file.isExample
        && module.place(importing: ["pandera"]) != nil
    }
    let answering = repository.python.filter { module in
      !module.isTest && !module.isNotebook && !module.file.isExample
        && module.place(callingAny: ["FastAPI", "APIRouter", "Litestar"]) != nil
    }
    // Of several applications those count that an image or a command starts.
    let started = answering.filter(repository.execution.isStarted)
    let services = started.isEmpty ? answering : started
    let candidates =
      frames.flatMap { pandera($0, in: repository) }
      + services.flatMap { routes($0, in: repository) }
    let sorted = candidates.sorted { $0.rank > $1.rank }
    if let best = sorted.first(where: { $0.sighting.status.passes }) {
      // What a model takes that was trained elsewhere need not be what a request holds.
      return repository.borrowedModel != nil && frames.isEmpty
        ? .notFound(
          best.sighting.summary
            + "; what the model takes, which is trained elsewhere, is not shown",
          best.sighting.places)
        : best.sighting
    }
    if let near = sorted.first { return near.sighting }
    return suites(in: repository) ?? .notFound("no schema that code enforces was found")
  }

  private struct Candidate {
    let rank: Int
    let sighting: Sighting
  }

  /// The models of a module, with where some code that runs validates by one.
  private func pandera(_ module: PythonModule, in repository: Repository) -> [Candidate] {
    let text = repository.text(of: module.file.path) ?? ""
    let classes = text.pythonClasses
    let own = Set(classes.map(\.name))
    let models = classes.filter { model in
      model.bases.contains { $0 == "DataFrameModel" || $0 == "SchemaModel" || own.contains($0) }
    }
    return (models + text.frameSchemas).filter { $0.fields.count >= 3 }.map { model in
      let place = Place(path: module.file.path, line: model.line, excerpt: model.name)
      let use = repository.python.lazy.filter { user in
        !user.isTest && !user.isNotebook && !user.file.isExample && user.names[model.name] != nil
          && (user.file.path != module.file.path
            || user.isValidatingForOthers(by: model.name, in: repository))
      }.compactMap { user -> (Place, Place)? in
        guard let run = repository.execution.place(of: user) else { return nil }
        return user.validation(by: model.name, in: repository).map { ($0, run) }
      }.first
      guard let use else {
        return Candidate(
          rank: 0,
          sighting: .notFound(
            "\(module.file.path) has the schema \(model.name); no code that something runs was found "
              + "to validate with it", [place]))
      }
      return Candidate(
        rank: model.fields.count,
        sighting: judged(
          model.name, model.fields, at: [place, use.0, use.1],
          enforced: "\(use.0.path) validates with it"))
    }
  }

  /// The models that routes for predictions take.
  private func routes(_ module: PythonModule, in repository: Repository) -> [Candidate] {
    let text = repository.text(of: module.file.path) ?? ""
    let form =
      #/@\w+\.(?:post|put)\([^)]*\)(?:\s*@[^\n]*)*\s*(?:async\s+)?def\s+(\w+)\s*\(([^)]*)\)/#
    let words = [
      "predict", "score", "infer", "classif", "forecast", "recommend", "estimate", "invocation",
    ]
    let taken = text.matches(of: form).filter { match in
      words.contains { String(match.0).lowercased().contains($0) }
    }.flatMap { match in
      match.2.matches(of: #/:\s*([\w.\[\], |]+)/#).flatMap { String($0.1).identifiers }
    }
    guard !taken.isEmpty else { return [] }
    let graph = repository.graph
    let near = graph.index(of: module.file.path).map { [$0] + graph.uses[$0].sorted() } ?? []
    let models = RequestModels(
      near.flatMap { index -> [(PythonClass, String)] in
        let path = graph.modules[index].file.path
        return (repository.text(of: path) ?? "").pythonClasses.map { ($0, path) }
      })
    return Set(taken).sorted().compactMap { name -> Candidate? in
      guard let (model, path) = models.rows(of: name) else { return nil }
      let fields = models.fields(of: name)
      guard fields.count >= 3 else { return nil }
      return Candidate(
        rank: fields.count,
        sighting: judged(
          model.name, fields,
          at: [
            Place(path: path, line: model.line, excerpt: "class \(model.name)"),
            Place(path: module.file.path),
          ],
          enforced: "\(module.file.path) takes nothing else"))
    }
  }

  private func judged(
    _ name: String, _ fields: [PythonClass.Field], at places: [Place], enforced: String
  ) -> Sighting {
    let open = fields.filter { !$0.isLimited }
    let path = places.first?.path ?? ""
    let what =
      "\(path) gives types and limits for \(fields.count - open.count) of "
      + "\(fields.count.of("field")) of \(name)"
    guard open.count * 5 <= fields.count else {
      return .notFound(
        what, places + open.map { Place(path: path, line: $0.line, excerpt: $0.name) })
    }
    return open.isEmpty
      ? .found("\(what); \(enforced)", places)
      : .odd(
        "\(what), none for \(open.map(\.name).prefix(3).joined(separator: ", ")); \(enforced)",
        places)
  }

  /// Schemas whose enforcement is not looked at here.
  private func suites(in repository: Repository) -> Sighting? {
    let files = repository.tracked { file in
      !file.isExample
        && (file.suffix == "json" && file.folders.contains("expectations")
          || !file.isTest && (file.name == "schema.pbtxt" || file.name.hasSuffix(".schema.json")))
    }
    let views = repository.python.compactMap { module in
      module.isTest || module.file.isExample || module.place(importing: ["feast"]) == nil
        ? nil
        : module.place(callingAny: ["FeatureView", "BatchFeatureView", "OnDemandFeatureView"])
    }
    let places = files.map { Place(path: $0.path) } + views
    return places.first.map { place in
      .notFound(
        "\(place.path) looks like a schema; whether input that breaks it is refused is not looked at",
        places)
    }
  }
}

/// The classes that a module sees, with the paths of their files; its own come first.
private struct RequestModels {
  private let all: [String: (model: PythonClass, path: String)]

  init(_ classes: [(PythonClass, String)]) {
    all = Dictionary(classes.map { ($0.0.name, ($0.0, $0.1)) }) { first, _ in first }
  }

  /// The model of one row: of a batch, which has no other field, that of its rows.
  func rows(of name: String) -> (model: PythonClass, path: String)? {
    guard let found = all[name], found.model.fields.count == 1,
      let row = found.model.fields[0].type.identifiers.lazy.compactMap({ all[$0] }).first
    else { return all[name] }
    return row
  }

  /// The fields of a model, those of its bases and of models within it among them.
  func fields(of name: String) -> [PythonClass.Field] {
    var seen: Set<String> = []
    return fields(of: name, seen: &seen)
  }

  /// Each class counts once, so that those that hold each other have an end.
  private func fields(of name: String, seen: inout Set<String>) -> [PythonClass.Field] {
    guard let model = all[name]?.model, seen.insert(name).inserted else { return [] }
    var inherited: [PythonClass.Field] = []
    for base in model.bases { inherited += fields(of: base, seen: &seen) }
    var own: [PythonClass.Field] = []
    for field in model.fields {
      let types = field.type.identifiers
      for type in types { own += fields(of: type, seen: &seen) }
      if types.allSatisfy({ all[$0] == nil }) { own.append(field) }
    }
    let replaced = Set(own.map(\.name))
    return inherited.filter { !replaced.contains($0.name) } + own
  }
}

extension PythonModule {
  /// Where it validates data by a model or schema of pandera.
  fileprivate func validation(by name: String, in repository: Repository) -> Place? {
    let isTyped = names["check_types"] != nil
    return repository.place(in: file.path) { line in
      let code = line.prefix { $0 != "#" }
      return ["\(name).validate(", "\(name).check(", "[\(name)]("].contains { code.contains($0) }
        || isTyped && code.contains("DataFrame[") && code.contains("\(name)]")
    }
  }

  /// Whether it validates by a schema of its own in a function that other code that runs calls, or
  /// in code that runs when it is started itself.
  fileprivate func isValidatingForOthers(by name: String, in repository: Repository) -> Bool {
    guard let line = validation(by: name, in: repository)?.line else { return false }
    let around = functions.last { $0.isTop && !$0.isClass && $0.line < line }
    let graph = repository.graph
    guard let around, let own = graph.index(of: file.path) else { return names["__name__"] != nil }
    return graph.modules.indices.contains { user in
      let module = graph.modules[user]
      return graph.uses[user].contains(own) && !module.isTest && !module.isNotebook
        && module.calls[around.name] != nil && repository.execution.place(of: module) != nil
    }
  }
}

extension PythonClass.Field {
  /// Whether it says more than a type that takes any number or any text.
  fileprivate var isLimited: Bool {
    let limits =
      #/\b(ge|gt|le|lt|isin|eq|in_range|str_matches|str_length|regex|pattern|min_length|max_length|multiple_of|Literal|conint|confloat|constr|Positive\w+|NonNegative\w+|Ge|Gt|Le|Lt|Interval|checks?|Check)\b/#
      .wordBoundaryKind(.simple)
    if (type + " " + value).contains(limits) { return true }
    let closed = ["bool", "Bool", "BOOL", "UUID", "Enum", "Category"]
    return closed.contains { type.identifiers.contains($0) } || type.hasSuffix("Enum")
  }
}

extension String {
  fileprivate var identifiers: [String] { matches(of: #/\w+/#).map { String($0.0) } }
}
