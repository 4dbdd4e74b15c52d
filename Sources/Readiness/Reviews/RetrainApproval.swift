/// That a retrain may take the fast path, said and signed before its version is seen.
package struct RetrainApproval: Hashable, Codable, Sendable {
  package let system: System.ID
  package let component: Component.ID
  package let part: VersionPart
  package let version: String
  package let by: Person.ID
  package let reason: String
  package let on: Instant

  package init(
    system: System.ID, component: Component.ID, part: VersionPart, version: String,
    by person: Person.ID, reason: String, on instant: Instant
  ) {
    self.system = system
    self.component = component
    self.part = part
    self.version = version
    by = person
    self.reason = reason
    on = instant
  }
}

extension Proceedings {
  /// Takes up an approval of a retrain.
  ///
  /// - Parameter signed: The approval with its signature.
  /// - Returns: The fact.
  /// - Throws: ``Refused`` with everything that speaks against it.
  package func approving(
    _ signed: Review.Signed<RetrainApproval>
  ) throws(Refused) -> [Fact] {
    let approval = signed.content
    let component = try standing(of: approval.component).judged.component
    var refusals = refusals(toApproving: component, by: approval.by)
    let what = "\(approval.part.rawValue) \(approval.version) of \(component.id)"
    let declared = component.changes.last {
      $0.part == approval.part && $0.version == approval.version
    }
    if declared?.kind != .sameSpecification || declared?.approvedRetrain != approval.by {
      refusals.append(
        Refusal(
          "no change to \(what) is declared as a retrain that \(approval.by) approves",
          fix: "write {part: \(approval.part.rawValue), version: \(approval.version), class: "
            + "same-specification, reason: …, approved-retrain: \(approval.by)} under 'changes'"))
    }
    let seen = ledger.versions[.component(component.id)] ?? component.versions
    if seen[approval.part] == approval.version {
      refusals.append(Refusal("\(what) is there already, and is approved before it is seen"))
    }
    if !system.policy.retrainFastPath {
      refusals.append(Refusal("the policy of \(system.id) has no fast path"))
    }
    if approval.system != system.id {
      refusals.append(Refusal("the approval is of another system, '\(approval.system)'"))
    }
    if approval.reason.isBlank {
      refusals.append(Refusal("an approval needs its reason"))
    }
    refusals += faults(of: signed.key, for: approval.by) { verifier.retrain(signed, $0) }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.retrainApproved(signed)]
  }

  /// What keeps somebody from approving retrains of a component; empty where nothing does.
  ///
  /// It stands in for the panels of 7 and 8, so it takes one of them, who has no hand in the component.
  func refusals(toApproving component: Component, by person: Person.ID) -> [Refusal] {
    guard let known = system.person(person) else {
      return [Refusal("'\(person)' is not among the people of airworthy.yaml")]
    }
    var refusals: [Refusal] = []
    let own = component.owners.research + component.owners.product + component.team
    if own.contains(person) {
      refusals.append(
        Refusal("\(person) owns or makes \(component.id), and approves no retrain of it"))
    }
    let passed =
      verdict.components.first { $0.component.id == component.id }?.gates
      .filter { ChangeClass.sameSpecification.landing <= $0.level && $0.level < .last } ?? []
    let authored = passed.lazy.compactMap {
      Authorship(of: component.id, before: $0, in: ledger).reason(against: person)
    }.first
    if let authored {
      refusals.append(Refusal("\(authored), and so can approve no retrain"))
    }
    let asked = passed.flatMap { packs.scale.stage($0.level)?.panel.roles ?? [] }
    if Set(known.roles).isDisjoint(with: asked) {
      refusals.append(
        Refusal("\(person) has none of the roles that review levels 7 and 8"))
    }
    return refusals
  }
}
