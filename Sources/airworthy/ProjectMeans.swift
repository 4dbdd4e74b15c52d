import Checks
import Definitions
import Readiness
import Statistics
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
      let showable = Set(type(of: check.check).showable)
      for question in Set(check.check.answers(in: source)) where showable.contains(question.control)
      {
        add(way, for: question)
      }
    }
    let material = cardMaterial(on: ledger, in: verdict)
    for judged in verdict.components {
      let id = judged.component.id
      let isComplete = Card.isComplete(
        of: judged, in: verdict,
        from: material.with(
          files: cardFiles(of: judged.component, isMeasured: false),
          error: judged.component.uncertainty.isDeclared ? nil : briefError(of: judged.component)))
      add(
        Means.Way(check: "card", command: "airworthy card \(id) --issue", isReady: isComplete),
        for: Question("gov.card-current", .component(id)))
    }
    return Means(ways: ways, kinds: Catalog.kindsOfControls)
  }

  /// How wrong the output of a component may be, from few samples: whether anything can be said of it.
  private func briefError(of component: Component) -> UncertaintyReport.End? {
    let line: ReleaseLine = component.successorOf == nil ? .deployed : .next
    return try? uncertainty(
      of: [component.id], in: line, samples: ErrorSimulation.samplesMin, seed: 2013
    ).ends.first
  }
}

extension Uncertainty {
  /// Whether something is said of the component's own uncertainty.
  fileprivate var isDeclared: Bool { error != nil || !quantified.isEmpty }
}
