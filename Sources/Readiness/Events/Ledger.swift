/// What a system's events say, folded: the facts that judging reads.
///
/// Folding events in two parts gives the same ledger as folding them at once, and leaving out all
/// but the three newest events of each topic (see ``Fact/topic(by:)``, and ``Fact/wholeTopics``)
/// changes no verdict, and no card.
package struct Ledger: Hashable, Sendable {
  /// The position of the newest event folded.
  package private(set) var position = 0
  package private(set) var versions: [Subject: Versions] = [:]
  /// When the versions that count were recorded, all of them together.
  package private(set) var versionsSince: [Subject: Instant] = [:]
  /// Digest of each declared check.
  package private(set) var checks: [Evidence.CheckID: String] = [:]
  package private(set) var runs: [Subject: [Control.ID: [Evidence.CheckID: Runs]]] = [:]
  package private(set) var attestations: [Subject: [Control.ID: [Person.ID: Attested]]] = [:]
  package private(set) var waivers: [Subject: [Control.ID: Waiver]] = [:]
  package private(set) var exemptions: [Subject: [Control.ID: Exemption]] = [:]
  package private(set) var levels: [Component.ID: LevelHistory] = [:]
  package private(set) var cards: [Component.ID: [IssuedCard]] = [:]
  package private(set) var requirements: [Subject: SeenText] = [:]
  /// What people keep of each component's card.
  package private(set) var texts: [Component.ID: SeenText] = [:]
  /// Who wrote texts, as git tells.
  package private(set) var writers: [Component.ID: [Fact.WritersTold.Text: Told]] = [:]
  /// The event by which each subject's versions were seen last.
  package private(set) var versionsSeen: [Subject: Int] = [:]
  package private(set) var retrains: [Review.Kept<Review.Signed<RetrainApproval>>] = []
  /// Steps of components' levels that stand on no review; see ``founded(by:people:packs:)``.
  package internal(set) var unfounded: [Component.ID: [UnfoundedStep]] = [:]
  package private(set) var keys: [PublicKey.ID: KnownKey] = [:]
  package private(set) var reviews = Reviews()
  /// The newest decision about worth.
  package private(set) var worth: DecidedWorth?
  /// What periods really earned, by their names.
  package private(set) var realised: [String: RealisedWorth] = [:]

  package struct DecidedWorth: Hashable, Sendable {
    package let decision: Fact.WorthDecided
    package let at: Instant
    package let position: Int
  }

  package struct RealisedWorth: Hashable, Sendable {
    package let fact: Fact.WorthRealised
    /// Where the log first has a figure of that period.
    package let position: Int
  }

  /// A text as it was seen last.
  package struct SeenText: Hashable, Sendable {
    package let digest: String
    /// The event by which this state was seen first.
    package let position: Int
    /// Everybody who recorded a state of it, with the position of their newest.
    package let recorders: [Actor: Int]
  }

  /// Who wrote a text.
  package struct Told: Hashable, Sendable {
    /// The newest event that told of it.
    package internal(set) var position: Int
    /// With the position of the newest event that named each.
    package internal(set) var people: [Person.ID: Int]
  }

  /// A check's run as it was recorded.
  package struct Run: Hashable, Sendable {
    package let evidence: Evidence
    package let at: Instant
    package let by: Actor
    package let position: Int

    /// From when its freshness counts.
    ///
    /// That is when the report was made that it was taken from, else when it was recorded: an old
    /// report that is imported late is as old as it is.
    package var since: Instant { evidence.provenance?.made.map { min($0, at) } ?? at }

    /// What tells it from another run.
    ///
    /// That is its time, or, of a report that does not say when it was made, its content: the same
    /// report taken up twice is one run.
    var occasion: String {
      guard let provenance = evidence.provenance, provenance.made == nil else { return since.text }
      return provenance.report.digest ?? since.text
    }
  }

  /// The newest runs of one check for one control of one subject.
  package struct Runs: Hashable, Sendable {
    package var newest: Run
    /// Runs by automation, newest first, three at most.
    package var automated: [Run]
  }

  package struct Attested: Hashable, Sendable {
    package let attestation: Attestation
    package let versions: Versions
    package let position: Int
    /// Artefacts as they are by now, where they are no longer what the person looked at.
    package let changed: [Artefact]

    /// A day is all that an attestation says of its time, so a change that is recorded on that day is
    /// taken for what the person looked at.
    fileprivate init(_ taken: Fact.AttestationTaken, in event: Event) {
      let isOfItsDay = event.at.day == taken.attestation.on.day
      let changed = taken.changed ?? []
      attestation = isOfItsDay ? taken.attestation.looking(at: changed) : taken.attestation
      versions = taken.versions
      position = event.position
      self.changed = isOfItsDay ? [] : changed
    }
  }

  /// A card that was put on record, with the number of the event.
  package struct IssuedCard: Hashable, Sendable {
    package let number: Int
    package let issue: Fact.Issue
  }

  package init() {}

  package init(folding events: some Sequence<Event>) {
    for event in events { fold(event) }
  }

  package mutating func fold(_ event: Event) {
    position = max(position, event.position)
    switch event.fact {
    case .versionsSeen(let seen):
      versions[seen.subject] = seen.versions
      versionsSince[seen.subject] = event.at
      versionsSeen[seen.subject] = event.position
    case .checkDeclared(let declared): checks[declared.check] = declared.configuration
    case .checkWithdrawn(let declared): checks[declared.check] = nil
    case .evidenceRecorded(let evidence):
      fold(Run(evidence: evidence, at: event.at, by: event.by, position: event.position))
    case .attestationTaken(let taken):
      let given = taken.attestation
      attestations[given.subject, default: [:]][given.control, default: [:]][given.by] =
        Attested(taken, in: event)
    case .attestationWithdrawn(let given):
      attestations[given.subject]?[given.control]?[given.by] = nil
    case .waiverGranted(let waiver):
      waivers[waiver.subject, default: [:]][waiver.control] = waiver
    case .waiverWithdrawn(let waiver): waivers[waiver.subject]?[waiver.control] = nil
    case .exemptionDeclared(let exemption):
      exemptions[exemption.subject, default: [:]][exemption.control] = exemption
    case .exemptionWithdrawn(let exemption):
      exemptions[exemption.subject]?[exemption.control] = nil
    case .componentEntered(let entered):
      levels[entered.component, default: LevelHistory()].append(
        .entered(entered.entry), position: event.position, at: event.at)
    case .levelGraduated(let graduated):
      levels[graduated.component]?.append(
        .graduated(graduated, at: event.at), position: event.position, at: event.at)
    case .componentSwitchedBack(let back):
      levels[back.component]?.append(
        .switchedBack(back, at: event.at), position: event.position, at: event.at)
    case .cardIssued(let issue):
      cards[issue.component, default: []].append(IssuedCard(number: event.position, issue: issue))
    case .gateIssued: break
    case .requirementsSeen(let seen):
      requirements[seen.subject] = SeenText(seen.digest, after: requirements[seen.subject], event)
    case .cardTextSeen(let seen):
      texts[seen.component] = SeenText(seen.digest, after: texts[seen.component], event)
    case .writersTold(let told):
      var known = writers[told.component]?[told.text] ?? Told(position: 0, people: [:])
      known.position = event.position
      for person in told.people { known.people[person] = event.position }
      writers[told.component, default: [:]][told.text] = known
    case .retrainApproved(let signed):
      retrains.append(
        .init(body: signed, at: event.at, by: event.by, position: event.position))
    case .keyRegistered(let key):
      // A name stands for the key that had it first.
      if keys[key.id] == nil {
        keys[key.id] = KnownKey(key: key, at: event.at, by: event.by, position: event.position)
      }
    case .keyRevoked(let revoked):
      if keys[revoked.key]?.revoked == nil {
        keys[revoked.key]?.revoked = .init(
          reason: revoked.reason, since: revoked.since, position: event.position,
          at: event.at, by: event.by)
      }
    case .reviewOpened(let opened): reviews.open(opened, in: event)
    case .ethicsChecked(let run): reviews.fold(run, in: event)
    case .questionAsked(let asked): reviews.fold(asked, in: event)
    case .questionAnswered(let answered): reviews.fold(answered, in: event)
    case .reviewSigned(let signed): reviews.fold(signed, in: event)
    case .reviewDecided(let decided): reviews.fold(decided, in: event)
    case .taskClosed(let closed): reviews.fold(closed, in: event)
    case .reviewDebriefed(let debriefed): reviews.fold(debriefed, in: event)
    case .reviewWithdrawn(let withdrawn): reviews.fold(withdrawn, in: event)
    case .worthDecided(let decision):
      worth = DecidedWorth(decision: decision, at: event.at, position: event.position)
    case .worthRealised(let one):
      realised[one.window] = RealisedWorth(
        fact: one, position: realised[one.window]?.position ?? event.position)
    }
  }

  private mutating func fold(_ run: Run) {
    let evidence = run.evidence
    let automated = run.by.kind == .automation ? [run] : []
    runs[evidence.subject, default: [:]][evidence.control, default: [:]][
      evidence.check, default: Runs(newest: run, automated: [])
    ].add(run, automated: automated)
  }
}

extension Ledger.SeenText {
  fileprivate init(_ digest: String, after before: Self?, _ event: Event) {
    var recorders = before?.recorders ?? [:]
    recorders[event.by] = event.position
    self.recorders = recorders
    self.digest = digest
    position = event.position
  }
}

extension Ledger {
  /// Takes other histories of levels in the place of those that were folded.
  mutating func replace(levels: [Component.ID: LevelHistory]) { self.levels = levels }
}

extension Ledger.Runs {
  fileprivate mutating func add(_ run: Ledger.Run, automated new: [Ledger.Run]) {
    newest = run
    automated = Array((new + automated).prefix(3))
  }
}

/// How a component came to the level that it works at.
package struct LevelHistory: Hashable, Sendable {
  package private(set) var steps: [Step] = []
  /// The event of each step.
  package private(set) var positions: [Int] = []
  /// The event that the component came to its level by.
  package private(set) var position = 0
  /// The event by which it last came through a gate, or entered.
  package private(set) var gatePosition = 0
  /// When that was; of an entry, the day that it names where that is earlier.
  package private(set) var gateAt: Instant?
  /// The first event of an entry, and when that was; what corrects it moves neither.
  private var enteredPosition: Int?
  private var enteredAt: Instant?

  package init() {}

  /// A history without steps of a component that entered when another history says so.
  init(enteringAs other: LevelHistory) {
    enteredPosition = other.enteredPosition
    enteredAt = other.enteredAt
  }

  package enum Step: Hashable, Sendable {
    case entered(Component.Entry)
    case graduated(Fact.LevelGraduated, at: Instant)
    case switchedBack(Fact.ComponentSwitchedBack, at: Instant)
  }

  /// Adds a step.
  ///
  /// An entry that follows only an entry corrects it: no gate rests on it yet. What was made since the
  /// first one was still made since then.
  ///
  /// - Parameters:
  ///   - step: The step.
  ///   - position: Its event.
  ///   - instant: When that was recorded.
  package mutating func append(_ step: Step, position: Int, at instant: Instant) {
    if case .entered = step, isNew {
      steps.removeAll()
      positions.removeAll()
    }
    steps.append(step)
    positions.append(position)
    self.position = position
    switch step {
    case .switchedBack: break
    case .entered(let entry):
      guard isNew else { break }
      let first = enteredPosition ?? position
      let since = min(enteredAt ?? instant, entry.on)
      enteredPosition = first
      gatePosition = first
      enteredAt = since
      gateAt = since
    case .graduated:
      gatePosition = position
      gateAt = instant
    }
  }

  /// Whether the component has done nothing but enter.
  package var isNew: Bool {
    steps.allSatisfy { step in if case .entered = step { true } else { false } }
  }

  package var entry: Component.Entry? {
    for case .entered(let entry) in steps { return entry }
    return nil
  }

  /// The level that the component works at; `nil` before it has entered.
  package var working: Level? { Self.working(after: steps) }

  /// The level that it worked at before the newest step.
  package var workedBefore: Level? { Self.working(after: steps.dropLast()) }

  private static func working(after steps: some Sequence<Step>) -> Level? {
    var level: Level?
    for step in steps {
      switch step {
      case .entered(let entry): level = entry.level
      case .graduated(let graduated, _): level = graduated.level.next ?? .last
      case .switchedBack(let back, _): level = back.to
      }
    }
    return level
  }

  /// The level that the component has graduated through; `nil` where there is none below.
  package var graduated: Level? {
    if case .graduated(let last, _)? = steps.last, last.level == .last { return .last }
    return working?.previous
  }

  /// The first step that the rules of levels do not allow, in words; `nil` where all are in order.
  package var fault: String? {
    var level: Level?
    var floor = Level.first
    for step in steps {
      switch step {
      case .entered(let entry):
        if let level { return "entered again at \(entry.level) while at \(level)" }
        level = entry.level
        floor = entry.level
      case .graduated(let graduated, _):
        guard graduated.level == level else {
          return "graduated level \(graduated.level) while at \(level.map { "\($0)" } ?? "none")"
        }
        level = graduated.level.next ?? .last
      case .switchedBack(let back, _):
        guard let now = level, back.to < now else { return "switched back upwards, to \(back.to)" }
        guard back.to >= floor else {
          return "switched back to \(back.to), below the entry level \(floor)"
        }
        level = back.to
      }
    }
    return nil
  }
}
