/// What a team's files declare at one moment, apart from the system itself.
package struct Declarations: Sendable {
  package let system: System
  /// A digest of how each check is declared.
  package let checks: [Evidence.CheckID: String]
  package let attestations: [Attestation]
  package let waivers: [Waiver]
  package let exemptions: [Exemption]
  package let requirements: [Requirement]

  package init(
    system: System, checks: [Evidence.CheckID: String] = [:], attestations: [Attestation] = [],
    waivers: [Waiver] = [], exemptions: [Exemption] = [], requirements: [Requirement] = []
  ) {
    self.system = system
    self.checks = checks
    self.attestations = attestations
    self.waivers = waivers
    self.exemptions = exemptions
    self.requirements = requirements
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
      + exemptionNews(declared.exemptions)
  }

  private func versionNews(_ system: System) -> [Fact] {
    let subjects = [Subject.system] + system.components.map { .component($0.id) }
    return subjects.compactMap { subject in
      guard let declared = system.versions(of: subject), versions[subject] != declared else {
        return nil
      }
      return .versionsSeen(.init(subject: subject, versions: declared))
    }
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
    let same = Set(known).intersection(declared.attestations)
    let replaced = Set(declared.attestations.map(Key.init))
    let gone = known.filter { !same.contains($0) && !replaced.contains(Key($0)) }
    return gone.sorted { Key($0) < Key($1) }.map(Fact.attestationWithdrawn)
      + declared.attestations.filter { !same.contains($0) }.map { attestation in
        .attestationTaken(
          .init(
            attestation: attestation, versions: versions(spokenOfIn: attestation, declared.system)))
      }
  }

  /// The versions that an attestation speaks about: those of its day.
  ///
  /// Other words or another state of the artefact under the same date do not make it speak about
  /// newer ones.
  private func versions(spokenOfIn given: Attestation, _ system: System) -> Versions {
    if let before = attestations[given.subject]?[given.control]?[given.by],
      before.attestation.on == given.on
    {
      return before.versions
    }
    return system.versions(of: given.subject) ?? Versions()
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
