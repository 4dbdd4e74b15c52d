internal import Documents
internal import Readiness

/// The choice of model is recorded.
struct ModelChoiceDetector: Detector {
  let control: Control.ID = "doc.model-choice"
  let home: Home? = .documents
  let looksFor =
    "a table that sets two or more models side by side with a figure for each, in a document or "
    + "section on the choice or comparison of models, or among named families of models, with 25 "
    + "words or more that say what was chosen and why, and not that the figures cannot be compared"

  private static let titles = [
    "model choice", "choice of model", "choice of the model", "model selection", "model comparison",
    "comparison of models", "algorithm selection", "choice of algorithm", "candidate models",
  ]
  private static let choices = ["choice", "select", "best", "winner", "prefer", "better than"]
  private static let decisions = [
    "chose", "chosen", "best model", "final model", "selected", "decided", "replaces", "we use",
    "went with", "picked",
  ]
  private static let reasons = [
    "because", "since ", "reason", "why ", "due to", "faster", "slow", "simple", "better",
    "cheaper", "inferior", "worst", "so that", "easier", "as it ", "interpretab", "wants",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let titled = repository.wholes(titled: Self.titles)
    let others = repository.prose.filter { !$0.isForm }.flatMap { document in
      document.sections.indices.filter { !document.sections[$0].tables.isEmpty }
        .map(document.whole)
    }
    var leads = titled.map(\.place)
    for (whole, isTitled) in titled.map({ ($0, true) }) + others.map({ ($0, false) }) {
      guard let table = whole.tables.first(where: { $0.compares(named: !isTitled) }) else {
        continue
      }
      leads.append(table.place)
      let choices = isTitled ? Self.choices + Self.decisions : Self.decisions
      if whole.wordsShown >= 25, whole.isFinished, !whole.comparesUnequals,
        whole.speaks(ofEach: [choices, Self.reasons])
      {
        return .found(
          "\(whole.path) compares models by their figures, and says what was chosen and why",
          [table.place])
      }
    }
    leads += repository.sections(speakingOf: [
      ["compar", "select", "choice", "choose", "chose", "best", "better"],
      ["model", "algorithm", "classifier", "regressor"],
    ])
    return .notFound(
      leads.isEmpty
        ? "no comparison of models was found"
        : "figures for several models and the reasons of the choice were not found together", leads)
  }
}

extension Prose.Section {
  /// Whether it says that its figures were not taken on equal terms.
  fileprivate var comparesUnequals: Bool {
    textShown.contains(
      #/\b(not|never|hardly) (\w+ )?(interchangeable|comparable|be compared|like[ -]for[ -]like|apples)\b|\bincomparable\b|\bdifferent (test|validation|evaluation) (set|split|data)/#
    )
  }
}

extension ProseTable {
  private static let families = [
    "regression", "forest", "boost", "xgb", "lightgbm", "lgbm", "catboost", "svm", "svr", "knn",
    "knr",
    "neighbor", "tree", "bayes", "mlp", "neural", "network", "lstm", "gru", "transformer", "bert",
    "baseline", "rule", "linear", "logistic", "ridge", "lasso", "arima", "prophet", "random", "gbm",
  ]
  private static let metrics: Set<String> = [
    "accuracy", "auc", "roc", "f1", "precision", "recall", "rmse", "mae", "mse", "mape", "r2",
    "loss", "brier", "wape", "smape", "crps", "pinball", "score", "error", "logloss", "ndcg", "map",
    "perplexity", "r",
  ]

  /// Whether it sets two or more alternatives side by side, with figures for each.
  ///
  /// - Parameter named: Whether the alternatives must be named as families of models are.
  /// - Returns: Whether it does so in rows or in columns.
  fileprivate func compares(named: Bool) -> Bool {
    let across = ProseTable(
      place: place, head: [head.first ?? ""] + cells(0).map { $0.lowercased() },
      rows: head.indices.dropFirst().map { column in [head[column]] + cells(column) })
    return comparesRows(named: named) || across.comparesRows(named: named)
  }

  private func comparesRows(named: Bool) -> Bool {
    let figures = head.indices.dropFirst().filter { column in
      let own = Set(head[column].split { !$0.isLetter && !$0.isNumber }.map(String.init))
      return !own.isDisjoint(with: Self.metrics)
        && cells(column).allSatisfy { $0.contains(where: \.isNumber) }
    }
    let alternatives = cells(0).filter { name in
      let name = name.lowercased()
      return !name.isEmpty && (!named || Self.families.contains(where: name.contains))
    }
    return !figures.isEmpty && rows.count >= 2 && Set(alternatives).count >= 2
  }
}

/// How a decision comes about is described.
struct DecisionProcessDetector: Detector {
  let control: Control.ID = "model.explain-process"
  let home: Home? = .documents
  let looksFor =
    "a document or section on the decision process of 150 words or more that speaks of inputs, of what "
    + "the model predicts, of the threshold, of rules or people that come after, and of what is shown"

  private static let titles = [
    "decision process", "how a decision", "how decisions", "how the decision", "decision logic",
    "how a prediction becomes", "from score to decision", "from input to decision",
    "how the system decides", "how it decides",
  ]
  private static let groups: [(noun: String, words: [String])] = [
    ("the inputs", ["input", "feature"]),
    ("what the model predicts", ["score", "probability", "predict", "forecast", "estimat"]),
    ("the threshold", ["threshold", "cut off", "cutoff", "limit"]),
    (
      "rules or people after the model",
      ["rule", "override", "overrid", "review", "human", "person"]
    ),
    ("what is shown", ["shown", "shows", "display", "presented", "returned", "sees", "notif"]),
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let wholes = repository.wholes(titled: Self.titles)
    guard let first = wholes.first else {
      return .notFound(
        "no document on how a decision comes about was found",
        repository.sections(speakingOf: [
          ["threshold", "decision", "cut-off"], ["predict"],
        ])
      )
    }
    for whole in wholes where whole.wordsShown >= 150 && whole.isFinished {
      if whole.speaks(ofEach: Self.groups.map(\.words)) {
        return .found(
          "\(whole.path) leads from inputs through model, threshold and rules to what is shown",
          [whole.place])
      }
    }
    let lack = Self.groups.first { first.missing(of: [$0.words]) != nil }?.noun
    return .notFound(
      lack.map { "\(first.path) says nothing of \($0)" }
        ?? "\(first.path) has fewer than 150 words on how a decision comes about",
      wholes.map(\.place))
  }
}
