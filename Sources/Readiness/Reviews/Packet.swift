/// What a review is held on, frozen when it opens: signatures cover it.
package struct Packet: Hashable, Codable, Sendable {
  package let system: System.ID
  package let component: Component.ID
  package let level: Level
  package let versions: Versions
  /// The newest event that it stood on, and when it was made.
  package let position: Int
  package let at: Instant
  /// The digest of the packs that the gate was judged by.
  package let packs: String
  /// SHA-256 of the card that was issued for it.
  package let card: String
  /// SHA-256 of the text that people keep of the card; empty where there is none.
  package let text: String
  /// SHA-256 of the requirements of the component and of the system.
  package let requirements: String
  /// What the evidence came to, such as `met` or `conditional`.
  package let gate: String
  package let criteria: [Line]
  // Packets of old logs do not say the following.
  /// How the component entered.
  package let entry: Component.Entry?
  /// Who owns the component, and so presents it.
  package let owners: [Person.ID]?
  /// The commit that was checked out.
  package let commit: String?

  /// A criterion, and what each of its controls stood at.
  package struct Line: Hashable, Codable, Sendable {
    package let criterion: Criterion.ID
    package let state: String
    package let controls: [Basis]

    package init(criterion: Criterion.ID, state: String, controls: [Basis]) {
      self.criterion = criterion
      self.state = state
      self.controls = controls
    }
  }

  package struct Basis: Hashable, Codable, Sendable {
    package let control: Control.ID
    package let subject: Subject
    package let standing: String
    package let assurance: Assurance
    /// The events that it rests on.
    package let events: [Int]

    package init(
      control: Control.ID, subject: Subject, standing: String, assurance: Assurance, events: [Int]
    ) {
      self.control = control
      self.subject = subject
      self.standing = standing
      self.assurance = assurance
      self.events = events
    }
  }

  package init(
    system: System.ID, component: Component.ID, level: Level, versions: Versions, position: Int,
    at: Instant, packs: String, card: String, text: String, requirements: String, gate: String,
    criteria: [Line], entry: Component.Entry? = nil, owners: [Person.ID]? = nil,
    commit: String? = nil
  ) {
    self.system = system
    self.component = component
    self.level = level
    self.versions = versions
    self.position = position
    self.at = at
    self.packs = packs
    self.card = card
    self.text = text
    self.requirements = requirements
    self.gate = gate
    self.criteria = criteria
    self.entry = entry
    self.owners = owners
    self.commit = commit
  }
}

extension Packet {
  /// What the team keeps in files, as digests, and the commit that they are of.
  package struct Files: Hashable, Sendable {
    package let text: String
    package let requirements: String
    package let commit: String?

    package init(text: String, requirements: String, commit: String? = nil) {
      self.text = text
      self.requirements = requirements
      self.commit = commit
    }
  }

  /// The packet of a gate as it stands.
  ///
  /// What a review makes itself, its ethics checklist among it, is left out: else holding the review
  /// would change what it is held on.
  package init(of gate: Gate, in verdict: Verdict, card: String, files: Files) {
    let component = verdict.components.first { $0.component.id == gate.component }
    self.init(
      system: verdict.system.id, component: gate.component, level: gate.level,
      versions: component?.component.versions ?? Versions(), position: verdict.position,
      at: verdict.at, packs: verdict.packs, card: card, text: files.text,
      requirements: files.requirements, gate: gate.evidence.name,
      criteria: gate.criteria.compactMap { reading -> Line? in
        let readings = reading.readings.filter { !Review.controls.contains($0.control.id) }
        if reading.criterion.phase == .review {
          return readings.isEmpty
            ? nil
            : Line(
              criterion: reading.criterion.id, state: reading.stateBeforeReview.name,
              controls: readings.map(Basis.init))
        }
        let isOwn = readings.count == reading.readings.count
        return Line(
          criterion: reading.criterion.id, state: isOwn ? reading.state.name : "in review",
          controls: readings.map(Basis.init))
      }, entry: component?.history.entry, owners: component?.component.owners.all ?? [],
      commit: files.commit)
  }

  /// In what it differs from the packet that would be made now, in words; empty while it is current.
  ///
  /// Another run with the same answer makes no difference, nor do time, position, commit, or that
  /// something is shown better than it was.
  package func differences(from now: Packet) -> [String] {
    var words: [String] = []
    for part in versions.differences(from: now.versions, in: Set(VersionPart.allCases)) {
      words.append(
        "the \(part.rawValue) version is \(now.versions[part] ?? "none"), and was "
          + "\(versions[part] ?? "none")")
    }
    if requirements != now.requirements { words.append("the requirements were changed") }
    if let entry, entry != now.entry { words.append("the entry is told otherwise") }
    if let owners, owners != now.owners { words.append("its owners are others") }
    if text != now.text { words.append("the text of the card was changed") }
    if packs != now.packs { words.append("the packs are others") }
    let before = Dictionary(
      criteria.map { ($0.criterion, $0) }, uniquingKeysWith: { first, _ in first })
    for line in now.criteria {
      guard let old = before[line.criterion] else {
        words.append("\(line.criterion) was not asked")
        continue
      }
      if old.state != line.state {
        words.append("\(line.criterion) is \(line.state), and was \(old.state)")
      } else if let change = line.change(since: old) {
        words.append("what \(line.criterion) rests on was changed: \(change)")
      }
    }
    return words
  }
}

extension Packet.Basis {
  fileprivate init(_ reading: Reading) {
    self.init(
      control: reading.control.id, subject: reading.subject, standing: reading.standing.name,
      assurance: reading.assurance,
      events: reading.grounds.filter(\.isFresh).map { ground in
        switch ground.source {
        case .runs(let runs): runs.newest.position
        case .attestation(let given): given.position
        }
      }.sorted())
  }
}

extension Packet.Line {
  /// What it rests on that is otherwise than it was, or shown worse; whichever run it rests on.
  fileprivate func change(since old: Packet.Line) -> String? {
    for now in controls {
      let before = old.controls.first { $0.control == now.control && $0.subject == now.subject }
      guard let before else { return "\(now.control) was not asked" }
      if before.standing != now.standing {
        return "\(now.control) \(now.standing), and was \(before.standing)"
      }
      if now.assurance < before.assurance {
        return "\(now.control) is \(now.assurance.name), and was \(before.assurance.name)"
      }
    }
    return controls.count == old.controls.count ? nil : "a control is not asked any more"
  }
}
