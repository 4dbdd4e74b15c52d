internal import Documents
internal import Readiness

/// Errors are compared between groups.
struct FairnessDetector: Detector {
  let control: Control.ID = "model.fairness"
  let looksFor =
    "a test that continuous integration runs by itself, in a file that imports Fairlearn, AIF360 or "
    + "Aequitas, which predicts, computes a difference or ratio between groups and asserts a limit that "
    + "not every model keeps"

  private static let packages = ["fairlearn", "aif360", "aequitas", "responsibleai"]
  private static let measures: Set<String> = [
    "MetricFrame", "demographic_parity_difference", "demographic_parity_ratio",
    "equalized_odds_difference", "equalized_odds_ratio", "equal_opportunity_difference",
    "equal_opportunity_ratio", "ClassificationMetric", "statistical_parity_difference",
    "disparate_impact", "average_odds_difference", "Bias",
  ]
  private static let predicting: Set<String> = [
    "predict", "predict_proba", "predictions", "y_pred", "scores", "model",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = repository.python.filter {
      $0.place(importing: Self.packages) != nil && !$0.file.isExample
    }
    var lack = "no test compares groups by it and asserts a limit"
    for module in modules where module.holdsTests {
      let test = module.functions.first { function in
        function.isTest && repository.asserts(limitIn: function, of: module)
          && !function.words.isDisjoint(with: Self.measures)
          && !function.words.isDisjoint(with: Self.predicting)
      }
      guard let test else { continue }
      guard let run = repository.run(of: module) else {
        lack = "nothing shows that continuous integration runs it by itself"
        continue
      }
      return .found(
        "\(test.name) asserts a limit between groups, and \(run.place.path) runs it",
        [Place(path: module.file.path, line: test.line, excerpt: "def \(test.name)"), run.place])
    }
    let leads = modules.compactMap { $0.place(importing: Self.packages) }
    return .notFound(
      leads.isEmpty
        ? "no comparison of groups was found"
        : "\(leads[0].path) imports a package for fairness; \(lack)", leads)
  }
}

extension Repository {
  /// Whether a test compares with a limit other than 0 and 1, which differences and ratios keep of
  /// themselves.
  fileprivate func asserts(limitIn test: PythonModule.Function, of module: PythonModule) -> Bool {
    guard let lines = text(of: module.file.path)?.lines else { return false }
    let next = module.functions.map(\.line).filter { $0 > test.line }.min() ?? lines.count + 1
    return lines[min(test.line, lines.count)..<min(next - 1, lines.count)].contains { line in
      line.contains(#/^[^#]*[<>]=?\s*(0?\.\d*[1-9]|\d+e-|[A-Za-z_(])/#)
        || line.contains(#/^[^#]*(Less|Greater)(Equal)?\(/#)
    }
  }
}
