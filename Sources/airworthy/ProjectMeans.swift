import Checks
import Definitions
import Readiness
import Views

extension Project {
  /// What can show controls without a person's word, in this project.
  func means(verdict: Verdict, ledger: Ledger) -> Means {
    var ways: [Control.ID: [Subject: [Means.Way]]] = [:]
    func add(_ way: Means.Way, for question: Question) {
      ways[question.control, default: [:]][question.subject, default: []].append(way)
    }
    let source = Source(
      folder: folder, declared: declared, packs: packs, datasets: datasets, ledger: ledger,
      now: verdict.at)
    let records = DeclaredCheck(
      id: .init(RecordsCheck.kind), check: RecordsCheck(), configuration: "")
    for check in checks.filter({ ledger.checks[$0.id] != nil }) + [records] {
      let way = Means.Way(check: check.id, command: "airworthy check \(check.id)")
      let isRepository = check.check is RepositoryCheck
      for question in Set(check.check.answers(in: source))
      where !(isRepository && Means.onlyMissed.contains(question.control)) {
        add(way, for: question)
      }
    }
    for judged in verdict.components {
      let id = judged.component.id
      let isComplete = Card.isComplete(
        of: judged, in: verdict, scale: packs.scale, texts: cards[id]?.sections ?? [:],
        requirements: declared.requirements, issues: ledger.cards[id] ?? [])
      add(
        Means.Way(check: "card", command: "airworthy card \(id) --issue", isReady: isComplete),
        for: Question("gov.card-current", .component(id)))
    }
    var kinds = Catalog.kindsOfControls
    for control in Means.onlyMissed { kinds[control]?.removeAll { $0 == RepositoryCheck.kind } }
    return Means(ways: ways, kinds: kinds.filter { !$0.value.isEmpty })
  }
}

extension Means {
  /// What the repository check can find missing and never finds: a word on it is only a place to
  /// look at, so running the check is no way to show it.
  static let onlyMissed: Set<Control.ID> = [
    "data.outliers-reviewed", "feature.from-registry-only", "feature.value-known",
    "gov.knowledge-shared", "model.baseline", "model.counterfactual", "model.explain-output",
    "model.explain-users", "model.knowledge-limits", "model.release-gate", "model.reproducible",
    "model.slices", "model.staleness-known",
  ]
}
