internal import Documents
internal import Readiness

/// Transformations that training fits and serving applies as objects.
enum SavedTransformation {
  /// Calls that make features out of others.
  private static let making: Set<String> = [
    "apply", "map", "groupby", "merge", "get_dummies", "rolling", "cut", "qcut", "assign", "pivot",
    "shift", "diff", "resample", "applymap", "melt",
  ]
  private static var form: Regex<(Substring, Substring, Substring)> {
    #/\b(dump|load)\(.*?([\w-]*(?:scaler|encoder|preprocessor|transformer|vectorizer|imputer)[\w-]*\.(?:pkl|joblib|pickle|bin))/#
      // A point, too, ends a word.
      .wordBoundaryKind(.simple)
  }

  /// A scaler or the like that one module saves and a service loads by the same name.
  static func sighting(among modules: [PythonModule], in repository: Repository) -> Sighting? {
    let plain = modules.filter { module in !making.contains { module.calls[$0] != nil } }
    let saving = plain.filter { $0.calls["fit"] != nil || $0.calls["fit_transform"] != nil }
      .flatMap { objects("dump", in: $0, of: repository) }
    let serving = plain.filter { module in
      module.service != nil && module.calls["transform"] != nil
        && !module.functions.contains(where: \.makesFeatures)
    }.flatMap { objects("load", in: $0, of: repository) }
    for saved in saving {
      guard let loaded = serving.first(where: { $0.name == saved.name }) else { continue }
      return .odd(
        "\(saved.place.path) saves \(saved.name), and \(loaded.place.path) loads and applies it; the "
          + "columns that go in are named in both", [saved.place, loaded.place])
    }
    return nil
  }

  private static func objects(
    _ call: String, in module: PythonModule, of repository: Repository
  ) -> [(name: String, place: Place)] {
    (repository.text(of: module.file.path) ?? "").lines.enumerated().compactMap { index, line in
      let code = String(line.prefix { $0 != "#" })
      guard code.contains(call + "("), let match = code.firstMatch(of: form), match.1 == call
      else { return nil }
      return (
        String(match.2),
        Place(path: module.file.path, line: index + 1, excerpt: code.trimmed.shortened(to: 120))
      )
    }
  }
}

extension PythonModule {
  /// A transformation of this module that its functions for training and for prediction both call.
  func sharedWithin(_ repository: Repository) -> Sighting? {
    guard place(callingAny: ["fit"]) != nil, place(callingAny: ["predict", "predict_proba"]) != nil
    else { return nil }
    let own = functions.filter { $0.isTransformation && !$0.isClass && calls[$0.name] != nil }
    let lines = own.isEmpty ? [] : (repository.text(of: file.path) ?? "").lines
    for function in own {
      let callers = lines.enumerated().filter { _, line in
        let code = line.prefix { $0 != "#" }
        return code.contains("\(function.name)(") && !code.contains("def \(function.name)")
      }.compactMap { index, _ in
        functions.last { $0.line <= index + 1 && !$0.isClass }.map { ($0.name, index + 1) }
      }
      let training = callers.first { $0.0.saysTraining }
      let serving = callers.first { caller in
        caller.0.words.contains {
          ["predict", "infer", "inference", "serve", "score"].contains($0)
        }
      }
      if let training, let serving {
        return .found(
          "\(function.name) in \(file.path) serves training and prediction alike",
          [function.line, training.1, serving.1].map { Place(path: file.path, line: $0) })
      }
    }
    return nil
  }
}
