import Readiness

/// The history of a system with ten components, whose pipeline checks every control again and again.
struct History {
  let packs: Packs
  let system: System
  /// Just after the last event.
  let end: Instant
  private let questions: [(Control.ID, Subject)]
  private static let start = Instant(milliseconds: 1_700_000_000_000)
  private static let step: Int64 = 30_000

  init(packs: Packs, count: Int) {
    self.packs = packs
    let versions = Versions(code: "1.0.0", model: "1.0.0", data: "1.0.0")
    let kinds: [Component.Kind] = [.model, .dataset, .pipeline, .service, .algorithm]
    let system = System(
      id: "large", name: "Large", purpose: "To be judged again and again.", versions: versions,
      traits: [.batch],
      components: (0..<10).map { index in
        Component(
          id: .init("component-\(index)"), kind: kinds[index % kinds.count],
          title: "Component \(index)", versions: versions,
          entry: .init(level: .first, on: Self.start, reason: "new"))
      })
    self.system = system
    questions = packs.controls.values.sorted { $0.id < $1.id }.flatMap { control in
      system.subjects(of: control.scope).map { (control.id, $0) }
    }
    end = Instant(milliseconds: Self.start.milliseconds + Int64(count) * Self.step)
  }

  /// Events by their numbers: versions, then check after check for control after control.
  func entries(_ numbers: Range<Int>) -> [Entry] {
    numbers.map { number in
      Entry(
        at: Instant(milliseconds: Self.start.milliseconds + Int64(number) * Self.step),
        by: Actor(number % 3 == 0 ? .person : .automation, "ci"), system: system.id,
        fact: fact(number))
    }
  }

  private func fact(_ number: Int) -> Fact {
    let components = system.components
    if number < components.count {
      return .componentEntered(
        .init(component: components[number].id, entry: components[number].entry))
    }
    if number < 2 * components.count {
      let component = components[number - components.count]
      return .versionsSeen(
        .init(subject: .component(component.id), versions: component.versions))
    }
    let (control, subject) = questions[number % questions.count]
    let status = Status.allCases[number / 7 % Status.allCases.count]
    return .evidenceRecorded(
      Evidence(
        finding: Finding(
          control: control, subject: subject, status: number % 5 == 0 ? status : .pass,
          summary: "the table of run \(number) keeps all rules of content over 48000 rows",
          measurements: [
            Measurement(
              of: "temp", window: "2013-07", statistic: "ks-distance",
              value: Double(number % 100) / 100,
              interval: .init(lower: 0, upper: 1, level: 0.99), rows: 48_000, method: "DKW",
              limit: .init(.atMost, 0.05), status: .pass, rowsNeeded: nil, familiar: [:])
          ],
          places: [Place(path: "data/predictions.csv")]),
        check: .init("check-\(number / questions.count % 3)"), configuration: "",
        versions: system.versions(of: subject) ?? Versions(), tool: "0.1.0"))
  }
}
