/// What a team's files declare at one moment, apart from the system itself.
package struct Declarations: Sendable {
  package let system: System
  /// A digest of how each check is declared.
  package let checks: [Evidence.CheckID: String]
  package let attestations: [Attestation]
  package let waivers: [Waiver]
  package let exemptions: [Exemption]
  package let requirements: [Requirement]
  /// A digest of each subject's requirements.
  package let requirementDigests: [Subject: String]
  /// A digest of what people keep of each component's card.
  package let cardTextDigests: [Component.ID: String]

  package init(
    system: System, checks: [Evidence.CheckID: String] = [:], attestations: [Attestation] = [],
    waivers: [Waiver] = [], exemptions: [Exemption] = [], requirements: [Requirement] = [],
    requirementDigests: [Subject: String] = [:], cardTextDigests: [Component.ID: String] = [:]
  ) {
    self.cardTextDigests = cardTextDigests
    self.system = system
    self.checks = checks
    self.attestations = attestations
    self.waivers = waivers
    self.exemptions = exemptions
    self.requirements = requirements
    self.requirementDigests = requirementDigests
  }
}

extension Ledger {
  /// The facts by which the declarations differ from what the log already says, in a fixed order.
  ///
  /// A check records them; a look at the present folds them without recording, so that both judge
  /// the same.
  package func news(in declared: Declarations) -> [Fact] {
    let system = declared.system
    return versionNews(system) + levelNews(system) + checkNews(declared.checks)
      + attestationNews(declared) + waiverNews(declared.waivers)
      + exemptionNews(declared.exemptions) + requirementNews(declared.requirementDigests)
      + cardTextNews(declared.cardTextDigests)
  }

  private func versionNews(_ system: System) -> [Fact] {
    let subjects = [Subject.system] + system.components.map { .component($0.id) }
    return subjects.flatMap { subject -> [Fact] in
      guard let declared = system.versions(of: subject), versions[subject] != declared else {
        return []
      }
      let back =
        if case .component(let id) = subject, let component = system.component(id) {
          switchbacks(of: component, to: declared)
        } else {
          [Fact]()
        }
      return [.versionsSeen(.init(subject: subject, versions: declared))] + back
    }
  }

  private func requirementNews(_ declared: [Subject: String]) -> [Fact] {
    declared.filter { requirements[$0.key]?.digest != $0.value }.sorted { $0.key < $1.key }
      .map { .requirementsSeen(.init(subject: $0.key, digest: $0.value)) }
  }

  private func cardTextNews(_ declared: [Component.ID: String]) -> [Fact] {
    declared.filter { texts[$0.key]?.digest ?? "" != $0.value }.sorted { $0.key < $1.key }
      .map { .cardTextSeen(.init(component: $0.key, digest: $0.value)) }
  }

  private func levelNews(_ system: System) -> [Fact] {
    // Until something rests on it, an entry may be corrected.
    system.components.filter { component in
      let history = levels[component.id] ?? LevelHistory()
      return history.isNew && history.entry != component.entry
    }.map { .componentEntered(.init(component: $0.id, entry: $0.entry)) }
  }

  private func checkNews(_ declared: [Evidence.CheckID: String]) -> [Fact] {
    let changed = declared.filter { checks[$0.key] != $0.value }.sorted { $0.key < $1.key }
    let gone = checks.filter { declared[$0.key] == nil }.sorted { $0.key < $1.key }
    return changed.map { .checkDeclared(.init(check: $0.key, configuration: $0.value)) }
      + gone.map { .checkWithdrawn(.init(check: $0.key, configuration: $0.value)) }
  }

  private func attestationNews(_ declared: Declarations) -> [Fact] {
    let known = attestations.values.flatMap(\.values).flatMap(\.values).map(\.attestation)
    let replaced = Set(declared.attestations.map(Key.init))
    let gone = known.filter { !replaced.contains(Key($0)) }
    return gone.sorted { Key($0) < Key($1) }.map(Fact.attestationWithdrawn)
      + declared.attestations.map { taken($0, declared.system) }.filter { taken in
        let before = given(as: taken.attestation)
        return before?.attestation != taken.attestation || before?.changed != taken.changed ?? []
      }.map(Fact.attestationTaken)
  }

  /// An attestation as it is taken up: what the person looked at, and the versions spoken about, are
  /// those of its day.
  ///
  /// Other words under the same date do not make it speak about newer ones, nor does another state of
  /// an artefact that somebody says yes to: that has to be said again, with a date of its own.
  private func taken(_ given: Attestation, _ system: System) -> Fact.AttestationTaken {
    guard let before = self.given(as: given), before.attestation.on == given.on else {
      return .init(attestation: given, versions: system.versions(of: given.subject) ?? Versions())
    }
    let seen =
      given.says && before.attestation.says
      ? before.attestation.artefacts.filter { artefact in
        artefact.digest != nil
          && given.artefacts.contains { $0.location == artefact.location && $0 != artefact }
      } : []
    let places = Set(seen.map(\.location))
    return .init(
      attestation: given.looking(at: seen), versions: before.versions,
      changed: seen.isEmpty ? nil : given.artefacts.filter { places.contains($0.location) })
  }

  /// What the same person said last about the same.
  private func given(as other: Attestation) -> Attested? {
    attestations[other.subject]?[other.control]?[other.by]
  }

  private func waiverNews(_ declared: [Waiver]) -> [Fact] {
    let known = waivers.values.flatMap(\.values)
    let replaced = Set(declared.map { Key(subject: $0.subject, control: $0.control) })
    let gone = known.filter { !replaced.contains(Key(subject: $0.subject, control: $0.control)) }
    return gone.sorted { ($0.subject, $0.control) < ($1.subject, $1.control) }
      .map(Fact.waiverWithdrawn)
      + declared.filter { !known.contains($0) }.map(Fact.waiverGranted)
  }

  private func exemptionNews(_ declared: [Exemption]) -> [Fact] {
    let known = exemptions.values.flatMap(\.values)
    let replaced = Set(declared.map { Key(subject: $0.subject, control: $0.control) })
    let gone = known.filter { !replaced.contains(Key(subject: $0.subject, control: $0.control)) }
    return gone.sorted { ($0.subject, $0.control) < ($1.subject, $1.control) }
      .map(Fact.exemptionWithdrawn)
      + declared.filter { !known.contains($0) }.map(Fact.exemptionDeclared)
  }

  /// What at most one declaration can stand for.
  private struct Key: Hashable, Comparable {
    let subject: Subject
    let control: Control.ID
    var person: Person.ID?

    init(subject: Subject, control: Control.ID) {
      self.subject = subject
      self.control = control
    }

    init(_ attestation: Attestation) {
      subject = attestation.subject
      control = attestation.control
      person = attestation.by
    }

    static func < (left: Key, right: Key) -> Bool {
      (left.subject, left.control, left.person?.rawValue ?? "")
        < (right.subject, right.control, right.person?.rawValue ?? "")
    }
  }
}
