internal import Documents
internal import Readiness

/// What only people and figures can show, and what no word in the repository speaks of is absent.
///
/// Such a detector never says that a practice is there: a word is a place to look at. Where a control
/// asks for several things, that no word speaks of one of them is enough.
struct MentionDetector: Detector {
  let control: Control.ID
  let home: Home?
  let canShow = false
  private let parts: [Part]

  /// What a control asks for, and the words that would lead to it.
  struct Part {
    let noun: String
    let leads: [Lead]
    /// Whether a word on it leaves the whole open: it may be there, and what else is asked for may not.
    var isHalf = false
  }

  init(_ control: Control.ID, _ home: Home = .anyText, _ parts: Part...) {
    self.control = control
    self.home = home
    self.parts = parts
  }

  var looksFor: String {
    "words on \(parts.map(\.noun).listing) in code, cells of notebooks, settings and documents ("
      + parts.map { $0.leads.map(\.words).joined(separator: "; ") }.joined(separator: " / ")
      + "); each is a place to look at and shows nothing"
  }

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let mentions = repository.mentions
    let found = parts.map { (part: $0, places: mentions.places(of: $0.leads)) }
    let places = found.flatMap(\.places)
    let lacking = found.filter(\.places.isEmpty).map(\.part.noun)
    guard let first = found.first(where: { !$0.places.isEmpty }), let place = first.places.first
    else { return .notFound("no word on \(lacking.listing) was found") }
    let said = "\(place.path) has a word on \(first.part.noun)"
    return lacking.isEmpty || first.part.isHalf
      ? .notFound("\(said); nothing was recognised that shows it", places)
      : .missing("\(said), and no word on \(lacking.listing) was found", places)
  }
}

extension Repository {
  /// Where the leads of all detectors stand.
  var mentions: Mentions {
    memory.mentions.value {
      let others =
        TuningDetector.leads + ModelUpdateDetector.leads + RollbackDetector.leads
        + BusinessGoalsDetector.leads + RiskRegisterDetector.leads + LoadTestDetector.leads
        + Departure.leads + Answering.leads + Answering.batches + DataDictionaryDetector.leads
        + Survey.stores
      return Mentions(of: MentionDetector.leads.union(others), in: self)
    }
  }
}

extension Lead {
  var words: String {
    let own = stems.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 + "…" }
    let place =
      switch scope {
      case .anywhere: ""
      case .inTests: " in tests"
      case .outsideTests: " outside of tests"
      }
    return own.joined(separator: ", ")
      + (near.isEmpty ? "" : " near " + near.map { $0 + "…" }.joined(separator: ", ")) + place
  }
}

extension MentionDetector {
  fileprivate static var leads: Set<Lead> { Set(all.flatMap(\.parts).flatMap(\.leads)) }

  private static let explaining = [
    Lead(stems: [
      "shap ", "shaps ", "shapley", "shapiq", "lime ", "explainer", "explainab", "saliency",
      "grad_cam", "captum", "eli5", "integrated_gradient", "pred_contrib", "treeinterpreter",
      "interpretml", "interpretab", "explain_model", "counterfactual", "reason_code", "dalex",
      "attention_map",
    ]),
    Lead(
      stems: ["explanation", "attribution", "contribution", "clarify"],
      near: ["model", "predict", "output", "feature", "decision", "score"]),
    Lead(stems: ["explain"], near: ["predict", "decision", "output"]),
  ]

  /// Of answers in words what they were drawn from explains them.
  private static let sourcing = [
    Lead(stems: ["sources", "citation"], near: ["answer"])
  ]

  /// What figures are told apart by.
  private static let groups = [
    "class", "label", "tag", "categor", "group", "segment", "region", "location", "city", "country",
    "store", "station", "product", "age ", "gender", "sex ", "race ", "domain", "language", "site",
    "township", "neighborhood", "quantile", "decile", "customer", "species", "season",
  ]
  private static let figures = [
    "metric", "accuracy", "error", "rmse", "mae ", "mse ", "auc ", "f1 ", "recall", "precision",
    "performance", "quality", "evaluat", "residual", "fair", "bias",
  ]

  static let all = [
    MentionDetector(
      "model.reproducible", .anyText,
      Part(
        noun: "seeds or determinism of the training",
        leads: [
          Lead(stems: ["seed", "random_state", "set_state"], scope: .outsideTests),
          Lead(
            stems: ["reproducib", "deterministic"],
            near: [
              "model", "train", "result", "experiment", "algorithm", "torch", "cudnn", "output",
            ], scope: .outsideTests),
        ])),
    MentionDetector(
      "feature.value-known", .analyses,
      Part(
        noun: "what each feature contributes",
        leads: [
          Lead(stems: [
            "feature_importan", "importances", "variable_importan", "permutation_importan",
            "perm_importan", "shap ", "shaps ", "shapley", "ablat", "eli5", "kbest", "mutual_info",
            "boruta", "rfe ", "rfecv", "feature_selection", "select_from_model", "lofo", "coef ",
            "coefs ", "f_classif", "f_regression", "chi2", "occlusion",
          ]),
          Lead(stems: ["with_and_without", "without_context", "with_or_without"]),
          Lead(
            stems: ["importance", "contribution", "permutation"],
            near: ["feature", "gain", "variab", "permut", "predictor", "shuffl"]),
          Lead(
            stems: ["coefficient"], near: ["feature", "model", "regress", "logistic", "linear"]),
        ])),
    MentionDetector(
      "model.explain-output", .anyText,
      Part(noun: "explanations of outputs", leads: explaining + sourcing, isHalf: true),
      Part(
        noun: "tests of how faithful they are",
        leads: explaining.map { Lead(stems: $0.stems, near: $0.near, scope: .inTests) }
          + [Lead(stems: ["faithful", "fidelity", "infidelity"])])),
    MentionDetector(
      "model.explain-users", .anyText, Part(noun: "explanations of outputs", leads: explaining)),
    MentionDetector(
      "model.baseline", .analyses,
      Part(
        noun: "a simpler model",
        leads: [
          Lead(stems: [
            "dummy_classifier", "dummy_regressor", "majority_class", "linear_regression",
            "linear_model", "linear_reg", "logistic_reg", "logreg", "elastic_net", "ridge ",
            "lasso ", "naive_bayes", "persistence", "arima", "seasonal_naive",
          ]),
          Lead(
            stems: ["baseline", "naive", "heuristic", "simpler", "trivial", "rule_based"],
            near: [
              "model", "predict", "metric", "mae ", "mse ", "rmse", "accuracy", "compar", "regress",
              "classif", "forecast", "beat", "score", "performance",
            ]),
          Lead(stems: ["mean ", "median", "average"], near: ["baseline", "guess"]),
          Lead(stems: ["better_than", "worse_than", "outperform"]),
          Lead(
            stems: ["decision_tree"], near: ["forest", "boost", "compar", "better", "baseline"]),
        ]),
      Part(
        noun: "a comparison with it",
        leads: [
          Lead(stems: [
            "compare_model", "xgb", "lightgbm", "lgbm", "lgb ", "catboost", "random_forest",
            "gradient_boost", "extra_trees", "decision_tree", "lstm", "neural", "keras", "pytorch",
            "torch ", "transformers ", "svc ", "svm ", "kneighbor", "ranger", "outperform",
            "better_than",
            "worse_than",
          ]),
          Lead(
            stems: [
              "compar", "versus", "vs ", "better", "beat ", "beats ", "baseline", "benchmark",
            ],
            near: ["model", "algorithm", "classifier", "regressor", "baseline"]),
        ])),
    MentionDetector(
      "model.slices", .anyText,
      Part(
        noun: "quality by slices of the data",
        leads: [
          Lead(stems: [
            "subgroup", "fairlearn", "aif360", "slicing_function", "slicing_spec", "slice_metric",
            "sliced_metric",
            "slice_finder", "metric_frame", "by_segment", "by_region", "per_segment", "per_region",
            "disaggregat", "classification_report", "performance_by", "accuracy_by", "error_by",
            "errors_by", "residuals_by", "metrics_by",
          ]),
          Lead(
            stems: [
              "cohort", "segment", "slice", "slicing", "demograph", "breakdown", "groupby",
              "group_by", "stratif",
            ] + groups.flatMap { ["per_" + $0, "by_" + $0, "each_" + $0] }, near: figures),
        ])),
    MentionDetector(
      "model.knowledge-limits", .anyText,
      Part(
        noun: "inputs beyond the model's knowledge",
        leads: [
          Lead(stems: [
            "ood ", "out_of_dist", "out_of_domain", "out_of_range", "abstain", "abstention",
            "conformal", "low_confiden", "not_classified", "novelty", "mc_dropout",
            "prediction_interval", "credible_interval", "return_std", "predictive_std",
            "unknown_class", "unknown_input",
          ]),
          Lead(
            stems: ["uncertain"],
            near: [
              "model", "predict", "forecast", "score", "estimat", "quantif", "sample", "output",
              "threshold",
            ]),
          Lead(
            stems: ["confiden"],
            near: ["threshold", "low", "predict", "score", "class", "interval", "model", "below"]),
          Lead(stems: ["quantile"], near: ["predict", "forecast", "loss", "regress"]),
          Lead(stems: ["outlier", "anomal"], near: ["input", "request", "predict", "serv"]),
          Lead(
            stems: ["reject", "refus", "fallback", "fall_back"],
            near: ["predict", "model", "confiden", "sample"]),
        ])),
    MentionDetector(
      "model.counterfactual", .anyText,
      Part(
        noun: "counterfactuals",
        leads: [
          Lead(stems: ["counterfactual", "dice_ml", "algorithmic_recourse", "actionable_recourse"]),
          Lead(
            stems: ["what_if", "recourse"],
            near: ["input", "feature", "predict", "scenario", "tool"]),
          Lead(stems: ["alibi"], near: ["explain", "counterfact"]),
        ])),
    MentionDetector(
      "model.release-gate", .analyses,
      Part(
        noun: "a comparison with the model before",
        leads: [
          Lead(stems: ["champion", "challenger", "predecessor", "blessing", "incumbent"]),
          Lead(
            stems: [
              "previous_model", "current_model", "production_model", "prod_model", "existing_model",
              "old_model", "last_model", "latest_model", "deployed_model", "registered_model",
              "previous_best", "previous_version", "baseline_model", "new_model", "model_registry",
            ],
            near: [
              "compar", "better", "wors", "improv", "metric", "accuracy", "score", "performance",
              "beat ", "beats ", "evaluat", "mse ", "rmse", "mae ", "auc ", "f1 ",
            ]),
          Lead(stems: ["promot"], near: ["model", "alias", "metric", "stage"]),
          Lead(
            stems: ["better", "improv", "wors", "compare", "compared", "comparing", "comparison"],
            near: [
              "previous", "predecessor", "current_model", "current_best", "production_model",
              "in_production", "deployed_model", "registry", "baseline", "last_run", "last_model",
            ]),
        ]),
      Part(
        noun: "limits or a golden data set",
        leads: [
          Lead(stems: ["golden"], near: ["data", "test", "set ", "example", "case"]),
          Lead(stems: ["quality_gate", "model_gate", "release_gate", "acceptance_criter"]),
          Lead(
            stems: ["gate ", "gates ", "gating"],
            near: ["quality", "model", "release", "deploy", "promot", "accuracy", "metric"]),
          Lead(
            stems: ["threshold", "assert ", "minimum", "at_least"],
            near: [
              "accuracy", "metric", "rmse", "mse ", "mae ", "f1 ", "auc ", "r2 ", "recall",
              "precision", "evaluat",
            ]),
        ])),
    MentionDetector(
      "data.outliers-reviewed", .anyText,
      Part(
        noun: "outliers",
        leads: [
          Lead(stems: [
            "outlier", "anomal", "iqr ", "zscore", "z_score", "isolation_forest", "winsor",
          ])
        ])),
    MentionDetector(
      "model.staleness-known", .analyses,
      Part(
        noun: "how quality falls with age",
        leads: [
          Lead(stems: ["backtest", "walk_forward", "rolling_origin", "model_age"]),
          Lead(
            stems: ["stale", "obsole", "ageing"], near: ["model", "train", "predict", "quality"]),
          Lead(stems: ["model_decay", "performance_decay", "quality_decay", "accuracy_decay"]),
          Lead(
            stems: ["degrad", "over_time", "deteriorat"],
            near: ["model", "performance", "quality", "accuracy", "metric"]),
          Lead(stems: ["drift"], near: ["retrain", "performance", "quality", "month"]),
        ])),
  ]
}
