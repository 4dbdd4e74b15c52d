/// What changed of a deployed component, by how far it has to go back.
package enum ChangeClass: String, CaseIterable, Codable, Sendable {
  /// The same specification and data sources: a retrain, a correction, a dependency.
  case sameSpecification = "same-specification"
  /// A product requirement, an interface, a service level, the serving setting or a regulation.
  case requirement
  /// A new feature, data source, model family, use or population.
  case newFeature = "new-feature"
  /// A research claim or basic assumption fell.
  case claim

  /// Where a deployed component lands.
  package var landing: Level {
    switch self {
    case .sameSpecification: Level(7) ?? .last
    case .requirement: Level(6) ?? .last
    case .newFeature: Level(4) ?? .last
    case .claim: Level(2) ?? .last
    }
  }

  /// What a change is taken for whose class nobody declared.
  package static let undeclared = ChangeClass.newFeature
}

/// A change of version as `airworthy.yaml` declares it.
package struct DeclaredChange: Hashable, Sendable {
  package let part: VersionPart
  package let version: String
  package let kind: ChangeClass
  package let reason: String
  /// Who approved it beforehand as a retrain that may take the fast path.
  package let approvedRetrain: Person.ID?

  package init(
    part: VersionPart, version: String, kind: ChangeClass, reason: String,
    approvedRetrain: Person.ID? = nil
  ) {
    self.part = part
    self.version = version
    self.kind = kind
    self.reason = reason
    self.approvedRetrain = approvedRetrain
  }
}

extension Component {
  /// How far a change of versions throws it back, and why.
  package func change(from before: Versions, to after: Versions) -> (ChangeClass, String)? {
    let parts = after.differences(from: before, in: Set(VersionPart.allCases))
    let found = parts.map { part -> (ChangeClass, String) in
      let words = "\(part.rawValue) \(before[part] ?? "none") to \(after[part] ?? "none")"
      let declared = changes.last { $0.part == part && $0.version == after[part] }
      guard let declared else { return (.undeclared, "\(words), of no declared class") }
      return (declared.kind, "\(words): \(declared.reason)")
    }
    guard let gravest = found.min(by: { $0.0.landing < $1.0.landing }) else { return nil }
    return (gravest.0, found.map(\.1).joined(separator: "; "))
  }
}

extension Ledger {
  /// The switchbacks that changed versions of components bring which are deployed or about to be, at 7
  /// or above, by the design of the process.
  func switchbacks(of component: Component, to versions: Versions) -> [Fact] {
    guard let history = levels[component.id], let working = history.working,
      working >= ChangeClass.sameSpecification.landing,
      let before = self.versions[.component(component.id)],
      let (kind, words) = component.change(from: before, to: versions)
    else { return [] }
    let landing = max(kind.landing, history.entry?.level ?? .first)
    // What entered here was never worked at below it.
    guard landing < working else { return [] }
    return [
      .componentSwitchedBack(
        .init(
          component: component.id, kind: .embedded, to: landing,
          reason: "a deployed version changed: \(words)", change: kind,
          approvals: approvals(of: component, from: before, to: versions)))
    ]
  }

  /// The approvals of everything that changes, the newest of each; `nil` where one is missing.
  private func approvals(
    of component: Component, from before: Versions, to after: Versions
  ) -> [Int]? {
    var numbers: [Int] = []
    for part in after.differences(from: before, in: Set(VersionPart.allCases)) {
      let declared = component.changes.last { $0.part == part && $0.version == after[part] }
      let approved = retrains.last { kept in
        let approval = kept.body.content
        return approval.component == component.id && approval.part == part
          && approval.version == after[part] && approval.by == declared?.approvedRetrain
      }
      guard declared?.kind == .sameSpecification, let approved else { return nil }
      numbers.append(approved.position)
    }
    return numbers.isEmpty ? nil : numbers.sorted()
  }
}

extension Proceedings {
  /// Sends a component back, alone or with what depends on it.
  ///
  /// - Parameters:
  ///   - judged: The component.
  ///   - level: The level that it goes to.
  ///   - kind: Discovery, review or embedded.
  ///   - reason: Why, in words.
  ///   - withDependants: Whether the components that depend on it go back as far.
  ///   - review: The review that decided it.
  /// - Returns: The facts.
  /// - Throws: ``Refused`` where the level is not below the present one, or below the entry. What works
  ///   at its entry cannot go lower, and may still send back what depends on it.
  package func switchback(
    of judged: ComponentVerdict, to level: Level, kind: Fact.ComponentSwitchedBack.Kind,
    reason: String, withDependants: Bool, review: Review.ID? = nil
  ) throws(Refused) -> [Fact] {
    let name = judged.component.id
    guard let working = judged.working else { throw Refused("'\(name)' works at no level") }
    let others =
      withDependants ? dependantsBack(on: name, to: level, kind, reason, review) : []
    if !others.isEmpty, working == judged.history.entry?.level, level <= working { return others }
    guard level < working else {
      throw Refused("'\(name)' works at level \(working); a switchback goes below it")
    }
    if let entry = judged.history.entry?.level, level < entry {
      throw Refused(
        "'\(name)' entered at level \(entry) and never worked at \(level)",
        fix: "begin a new component for the research, or go back to \(entry)")
    }
    let fact = Fact.componentSwitchedBack(
      .init(component: name, kind: kind, to: level, reason: reason, review: review))
    return [fact] + others
  }

  private func dependantsBack(
    on name: Component.ID, to level: Level, _ kind: Fact.ComponentSwitchedBack.Kind,
    _ reason: String, _ review: Review.ID?
  ) -> [Fact] {
    dependants(on: name).compactMap { other -> Fact? in
      guard let now = other.working, let entry = other.history.entry?.level else { return nil }
      let landing = max(level, entry)
      guard landing < now else { return nil }
      return .componentSwitchedBack(
        .init(
          component: other.component.id, kind: kind, to: landing,
          reason: "it depends on \(name): \(reason)", review: review, because: name))
    }
  }

  /// The components that depend on one, directly or through others, in the order of declaration.
  package func dependants(on component: Component.ID) -> [ComponentVerdict] {
    var found: Set<Component.ID> = [component]
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for judged in verdict.components where !found.contains(judged.component.id) {
        if !found.isDisjoint(with: judged.component.dependsOn) {
          found.insert(judged.component.id)
          isGrowing = true
        }
      }
    }
    return verdict.components.filter {
      $0.component.id != component && found.contains($0.component.id)
    }
  }

  /// What has to be shown again on the way back up from a level: gate by gate, the criteria that
  /// today's evidence no longer carries, and those that every review makes anew.
  package func shownAgain(
    of component: Component.ID, from level: Level, through last: Level
  ) -> [(gate: Gate, again: [CriterionReading], stays: [CriterionReading])] {
    let gates = verdict.components.first { $0.component.id == component }?.gates ?? []
    return gates.filter { level <= $0.level && $0.level <= last }.map { gate in
      let again = gate.criteria.filter { $0.criterion.phase == .review || $0.state.blocks }
      let stays = gate.criteria.filter { $0.criterion.phase == .evidence && !$0.state.blocks }
      return (gate, again, stays)
    }
  }
}
