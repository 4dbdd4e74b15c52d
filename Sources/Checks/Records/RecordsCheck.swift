package import Documents
package import Readiness

/// What the declarations and the log show by themselves.
///
/// It needs no settings and runs with every check run, under the name `records`.
package struct RecordsCheck: Check {
  package static let kind = "records"
  package static let shape = Shape<RecordsCheck>.settings(
    "What the declarations and the log show by themselves; it is always run.",
    make: { RecordsCheck() })

  package init() {}

  package static let controls: [Control.ID] =
    ["gov.level-integrity", "gov.panel", "gov.roles"]
    + WorthDemand.allCases.map(\.control) + RequirementDemand.allCases.map(\.control)

  package func answers(in source: Source) -> [Question] {
    Self.controls.flatMap { source.questions(about: $0) }
  }

  package func findings(in source: Source) -> [Finding] {
    [
      Finding(roles(in: source.declared.system, folder: source.folder), for: "gov.roles")
    ] + WorthDemand.allCases.map { Finding($0.answer(by: source.worth), for: $0.control) }
      + requirements(in: source)
      + source.declared.system.components.flatMap { component in
        [
          Finding(
            levels(of: component, in: source.ledger), for: "gov.level-integrity",
            of: .component(component.id)),
          Finding(
            panel(of: component, in: source), for: "gov.panel", of: .component(component.id)),
        ]
      }
  }

  /// What gates ask of the requirements, as these stand by the log and by now.
  private func requirements(in source: Source) -> [Finding] {
    let standings = source.requirementStandings
    return RequirementDemand.allCases.flatMap { demand in
      source.subjects(of: demand.control).map { subject in
        let own =
          if case .component(let id) = subject { standings.concerning(id) } else { standings }
        let answer = own.answer(to: demand).due(at: source.working(subject))
        return Finding(
          control: demand.control, subject: subject, status: answer.status,
          summary: answer.summary,
          places: answer.status == .notReported ? [] : [Place(path: "requirements.yaml")])
      }
    }
  }

  private func roles(in system: System, folder: Folder) -> Sighting {
    let manifest = [Place(path: "airworthy.yaml")]
    // What hosts ask for reviews names people before this project did.
    let path = Repository.ownersPaths.first { (try? folder.read($0, most: 1 << 20)) != nil }
    func lacking(_ noun: String, of component: Component) -> Sighting {
      path.map {
        .notFound(
          "\($0) names owners; airworthy.yaml names no \(noun) of \(component.id)",
          [Place(path: $0, line: 1)] + manifest)
      } ?? .notFound("\(component.id) names no \(noun)", manifest)
    }
    for component in system.components {
      let owners = Set(component.owners.research + component.owners.product)
      let reviewers = Set(component.reviewers.research + component.reviewers.product)
      if owners.isEmpty { return lacking("owner", of: component) }
      if reviewers.isEmpty { return lacking("reviewer", of: component) }
      if let both = owners.intersection(reviewers).min() {
        return .broken("\(both) both owns and reviews \(component.id)", manifest)
      }
    }
    return .found(
      "all \(system.components.count.of("component")) have owners, and reviewers who are others",
      manifest)
  }

  private func levels(of component: Component, in ledger: Ledger) -> Sighting {
    guard let history = ledger.levels[component.id] else {
      return .found("\(component.id) enters at level \(component.entry.level)", [])
    }
    if let fault = history.fault { return .broken("\(component.id) \(fault)") }
    if let step = ledger.unfounded[component.id]?.last(where: \.isOpen) {
      return .broken("event \(step.position) of \(component.id): \(step.words)")
    }
    if let entry = history.entry, entry.level != component.entry.level {
      return .broken(
        "\(component.id) entered at level \(entry.level) by the log; airworthy.yaml says "
          + "\(component.entry.level)")
    }
    let steps = history.steps.count - 1
    return .found(
      "\(component.id) entered at level \(component.entry.level)"
        + (steps > 0 ? ", with \(steps.of("step")) in order since" : ""), [])
  }

  /// Whether the group that works has the parts that its level asks for, and whether the people who
  /// are declared could make the panel.
  private func panel(of component: Component, in source: Source) -> Sighting {
    let system = source.declared.system
    let level = source.ledger.levels[component.id]?.working ?? component.entry.level
    guard let stage = source.scale.stage(level) else {
      return .notFound("there is no level \(level)")
    }
    let manifest = [Place(path: "airworthy.yaml")]
    let group = component.workingGroup(in: system)
    let lacking = stage.group.lacks(among: group, of: system.people)
    if !lacking.isEmpty {
      return .notFound(
        "the working group of \(component.id) lacks, for level \(level): "
          + lacking.joined(separator: "; "), manifest)
    }
    let owners = Set(component.owners.research + component.owners.product)
    let others = system.people.filter { level == .last || !owners.contains($0.id) }
    let missing = stage.panel.lacks(
      among: Dictionary(others.map { ($0.id, $0.roles) }, uniquingKeysWith: { first, _ in first }),
      of: others)
    if !missing.isEmpty {
      return .notFound(
        "nobody who could review \(component.id) at level \(level) is declared for: "
          + missing.joined(separator: "; "), manifest)
    }
    return .found(
      "the working group of \(component.id) is as level \(level) asks"
        + (stage.group.isEmpty
          ? "" : ": \(group.keys.sorted().map(\.rawValue).joined(separator: ", "))")
        + "; others could make the panel", manifest)
  }
}

extension Source {
  /// The level that a component works at; for the system, the highest of its components'.
  fileprivate func working(_ subject: Subject) -> Level {
    let own = declared.system.components.filter {
      subject == .system || subject == .component($0.id)
    }
    return own.map { ledger.levels[$0.id]?.working ?? $0.entry.level }.max() ?? .first
  }
}

extension Finding {
  fileprivate init(_ seen: Sighting, for control: Control.ID, of subject: Subject = .system) {
    self.init(
      control: control, subject: subject, status: seen.status, summary: seen.summary,
      places: seen.places)
  }
}
