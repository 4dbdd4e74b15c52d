internal import Documents
internal import Readiness

/// What only people and figures can show, and what no word in the repository speaks of is absent.
///
/// Such a detector never says that a practice is there: a word is a place to look at.
struct MentionDetector: Detector {
  let control: Control.ID
  let home: Home? = .records
  let canShow = false
  /// What the words would speak of.
  private let noun: String
  /// What they begin with.
  private let stems: Set<String>

  var looksFor: String {
    "any word on \(noun) in code, comments, notebooks, settings and documents: "
      + "\(stems.sorted().map { $0 + "…" }.joined(separator: ", ")); each is a place to look at and "
      + "shows nothing"
  }

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let places = repository.memory.mentions.value {
      Mentions(of: Self.all.reduce(into: []) { $0.formUnion($1.stems) }, in: repository)
    }.places(of: stems)
    return places.first.map { first in
      .notFound("\(first.path) has a word on \(noun); nothing was recognised that shows it", places)
    } ?? .notFound("no word on \(noun) was found")
  }

  private static let explaining: Set<String> = [
    "shap", "lime", "explainer", "explanation", "attribution", "saliency", "gradcam", "grad_cam",
    "captum", "eli5", "alibi",
  ]

  static let all = [
    MentionDetector(
      control: "model.reproducible", noun: "seeds and determinism",
      stems: ["seed", "random_state", "deterministic", "reproducib", "set_state"]),
    MentionDetector(
      control: "feature.value-known", noun: "what each feature contributes",
      stems: [
        "importance", "shap", "ablat", "permutation", "eli5", "kbest", "mutual_info", "boruta",
        "coef",
      ]),
    MentionDetector(
      control: "model.explain-output", noun: "explanations of outputs", stems: explaining),
    MentionDetector(
      control: "model.explain-users", noun: "explanations of outputs", stems: explaining),
    MentionDetector(
      control: "model.baseline", noun: "a simpler baseline",
      stems: ["baseline", "dummy", "naive", "majority", "heuristic", "simpler", "compar"]),
    MentionDetector(
      control: "model.slices", noun: "slices of the data",
      stems: [
        "subgroup", "cohort", "segment", "fairlearn", "slicing", "slice_", "sliced", "demograph",
        "by_group", "per_group", "per_class", "breakdown",
      ]),
    MentionDetector(
      control: "model.knowledge-limits", noun: "inputs beyond the model's knowledge",
      stems: [
        "uncertain", "confiden", "ood", "abstain", "reject", "conformal", "calibrat", "novelty",
        "out_of_dist", "out-of-dist",
      ]),
    MentionDetector(
      control: "model.counterfactual", noun: "counterfactuals",
      stems: ["counterfactual", "recourse", "dice", "what-if", "whatif", "alibi"]),
    MentionDetector(
      control: "model.release-gate", noun: "limits or a comparison before a release",
      stems: [
        "champion", "challenger", "promot", "golden", "gate", "predecessor", "threshold",
        "acceptance", "blessing",
      ]),
    MentionDetector(
      control: "data.outliers-reviewed", noun: "outliers",
      stems: ["outlier", "anomal", "iqr", "zscore", "z_score", "isolation", "winsor"]),
    MentionDetector(
      control: "model.staleness-known", noun: "how quality falls with age",
      stems: ["stale", "degrad", "backtest", "obsole", "ageing", "over_time", "walk_forward"]),
  ]
}
