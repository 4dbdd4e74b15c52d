import Readiness
import TestSupport

/// What a log of reviews says, told apart from the code under test: it reads events and the tables of
/// ``ReviewWorld``, and judges by rules of its own.
struct ReviewModel {
  private(set) var levels: [Component.ID: Level] = [:]
  private(set) var entries: [Component.ID: Level] = [:]
  /// When a component last came through a gate, or entered.
  private var gates: [Component.ID: Int] = [:]
  private var moved: Set<Component.ID> = []
  private(set) var versions: [Subject: Versions] = [:]
  private var runs: [Place: [Run]] = [:]
  private var words: [Place: [Person.ID: Word]] = [:]
  private var waivers: [Place: Waiver] = [:]
  /// Every change of a text: what, whose hand recorded it, and when.
  private var edits: [Edit] = []
  /// What git told of who wrote what.
  private var tellings: [Edit] = []
  var approvals: [Approval] = []
  /// Who approved all of the newest change of a deployed component, while it lies at 7 for it.
  var fallen: [Component.ID: [Approval]] = [:]
  /// The same of a change that was seen, before it is known where it leads.
  private var changing: [Component.ID: [Approval]] = [:]
  private(set) var entryWords: [Component.ID: String] = [:]
  private(set) var keys: [Key] = []
  private(set) var reviews: [Held] = []

  struct Place: Hashable {
    let control: Control.ID
    let subject: Subject
  }

  private struct Run {
    let status: Status
    let versions: Versions
    let at: Instant
    let by: Actor
    let position: Int
  }

  private struct Word {
    let given: Attestation
    let versions: Versions
    let position: Int
  }

  private struct Edit {
    let component: Component.ID
    let text: Fact.WritersTold.Text
    /// Whoever recorded it, or whom git names.
    let people: [Person.ID]
    let position: Int
  }

  struct Approval {
    let signed: Review.Signed<RetrainApproval>
    let position: Int
    let at: Instant
  }

  struct Key {
    let id: PublicKey.ID
    let person: Person.ID
    let position: Int
    /// Whether it was its person's own when it came.
    let isOwn: Bool
    var revoked: (position: Int, since: Instant?)?
  }

  struct Held {
    let id: Review.ID
    let component: Component.ID
    let level: Level
    let digest: String
    let basis: [Basis]
    var votes: [Person.ID: Cast] = [:]
    var isEthicsRun = false
    var askers: [Person.ID] = []
    /// Who set the first task, if there is one.
    var setter: Person.ID?
    var isTaskOpen = false
    var answered: Set<Int> = []
    var decidedAt: Instant?
    var isWithdrawn = false
    var isDebriefed = false

    var isOpen: Bool { decidedAt == nil && !isWithdrawn }
    var questions: Int { askers.count }
  }

  struct Cast {
    let signed: Review.Signed<Review.Vote>
    let position: Int
    let at: Instant
  }

  func newest(of component: Component.ID) -> Held? { reviews.last { $0.component == component } }

  func reviewsBefore(_ component: Component.ID) -> Held? {
    reviews.filter { $0.component == component }.dropLast().last
  }

  func key(of person: Person.ID, revoked: Bool) -> PublicKey.ID? {
    keys.last { $0.person == person && ($0.revoked != nil) == revoked }?.id
  }

  /// The signature that a key makes over a content; anything else is none of it.
  static func signature(of key: PublicKey.ID, over content: some Hashable) -> String {
    "\(key.rawValue) \(content.hashValue)"
  }
}

// MARK: - Taking events in

extension ReviewModel {
  mutating func take(_ event: Event, in world: ReviewWorld) {
    switch event.fact {
    case .versionsSeen(let seen): see(seen, in: world)
    case .evidenceRecorded(let evidence): take(evidence, in: event)
    case .attestationTaken(let taken):
      let given = taken.attestation
      words[.init(control: given.control, subject: given.subject), default: [:]][given.by] =
        Word(given: given, versions: taken.versions, position: event.position)
    case .attestationWithdrawn(let given):
      words[.init(control: given.control, subject: given.subject)]?[given.by] = nil
    case .waiverGranted(let waiver):
      waivers[.init(control: waiver.control, subject: waiver.subject)] = waiver
    case .waiverWithdrawn(let waiver):
      waivers[.init(control: waiver.control, subject: waiver.subject)] = nil
    case .requirementsSeen(let seen):
      if case .component(let id) = seen.subject {
        edits.append(edit(.requirements, of: id, in: event))
      }
    case .cardTextSeen(let seen): edits.append(edit(.card, of: seen.component, in: event))
    case .writersTold(let told):
      tellings.append(
        Edit(
          component: told.component, text: told.text, people: told.people,
          position: event.position))
    case .retrainApproved(let signed):
      approvals.append(Approval(signed: signed, position: event.position, at: event.at))
    case .componentEntered, .levelGraduated, .componentSwitchedBack: move(event)
    case .keyRegistered(let key):
      keys.append(
        Key(
          id: key.id, person: key.person, position: event.position,
          isOwn: objection(toRegistering: key, by: event.by, on: event.at) == nil))
    case .keyRevoked(let revoked):
      for index in keys.indices where keys[index].id == revoked.key {
        keys[index].revoked = keys[index].revoked ?? (event.position, revoked.since)
      }
    default: takeReview(event, in: world)
    }
  }

  private func edit(
    _ text: Fact.WritersTold.Text, of component: Component.ID, in event: Event
  ) -> Edit {
    Edit(
      component: component, text: text,
      people: event.by.kind == .person ? [.init(event.by.name)] : [], position: event.position)
  }

  private mutating func see(_ seen: Fact.VersionsSeen, in world: ReviewWorld) {
    defer { versions[seen.subject] = seen.versions }
    guard case .component(let id) = seen.subject else { return }
    fallen[id] = nil
    changing[id] = nil
    guard levels[id]?.number == 9, let before = versions[seen.subject] else { return }
    let parts = VersionPart.allCases.filter { before[$0] != seen.versions[$0] }
    let approved = parts.compactMap { part -> Approval? in
      let declared = (world.changes[id] ?? []).last {
        $0.part == part && $0.version == seen.versions[part]
      }
      guard declared?.kind == .sameSpecification, let who = declared?.approvedRetrain else {
        return nil
      }
      return approvals.last {
        let content = $0.signed.content
        return content.component == id && content.part == part && content.by == who
          && content.version == seen.versions[part]
      }
    }
    if approved.count == parts.count { changing[id] = approved }
  }

  private mutating func take(_ evidence: Evidence, in event: Event) {
    guard evidence.check != "review" else { return }
    runs[.init(control: evidence.control, subject: evidence.subject), default: []].append(
      Run(
        status: evidence.status, versions: evidence.versions, at: event.at, by: event.by,
        position: event.position))
  }

  private mutating func move(_ event: Event) {
    switch event.fact {
    case .componentEntered(let entered):
      levels[entered.component] = entered.entry.level
      entries[entered.component] = entered.entry.level
      entryWords[entered.component] = "\(entered.entry.level) \(entered.entry.reason)"
      // Only the first entry is one; what follows tells it otherwise.
      if gates[entered.component] == nil { gates[entered.component] = event.position }
    case .levelGraduated(let graduated):
      fallen[graduated.component] = nil
      levels[graduated.component] = Level(min(9, graduated.level.number + 1))
      gates[graduated.component] = event.position
      moved.insert(graduated.component)
    case .componentSwitchedBack(let back):
      let isRetrain = back.change == .sameSpecification && back.to.number == 7
      fallen[back.component] = isRetrain ? changing[back.component] : nil
      changing[back.component] = nil
      levels[back.component] = back.to
      moved.insert(back.component)
    default: break
    }
  }

  private mutating func takeReview(_ event: Event, in world: ReviewWorld) {
    switch event.fact {
    case .reviewOpened(let opened):
      let (component, level) = (opened.packet.component, opened.packet.level)
      reviews.append(
        Held(
          id: opened.review, component: component, level: level, digest: opened.digest,
          basis: basis(of: component, at: level, on: event.at, in: world)))
    case .reviewWithdrawn(let withdrawn): change(withdrawn.review) { $0.isWithdrawn = true }
    case .ethicsChecked(let run): change(run.review) { $0.isEthicsRun = true }
    case .questionAsked(let asked): change(asked.review) { $0.askers.append(asked.by) }
    case .questionAnswered(let answer):
      change(answer.review) { $0.answered.insert(answer.question) }
    case .reviewSigned(let signed):
      let cast = Cast(signed: signed, position: event.position, at: event.at)
      change(signed.content.review) { $0.votes[signed.content.by] = cast }
    case .reviewDecided(let decided):
      change(decided.content.review) {
        $0.decidedAt = event.at
        $0.isTaskOpen = !decided.content.tasks.isEmpty
        $0.setter = decided.content.tasks.isEmpty ? nil : decided.content.by
      }
    case .taskClosed(let closed): change(closed.review) { $0.isTaskOpen = false }
    case .reviewDebriefed(let debrief): change(debrief.review) { $0.isDebriefed = true }
    default: break
    }
  }

  private mutating func change(_ id: Review.ID, _ change: (inout Held) -> Void) {
    if let index = reviews.firstIndex(where: { $0.id == id }) { change(&reviews[index]) }
  }

  /// Whether a component has done nothing but enter, so that its entry may be corrected.
  func hasOnlyEntered(_ component: Component.ID) -> Bool { !moved.contains(component) }
}

// MARK: - What evidence comes to

extension ReviewModel {
  struct Shown {
    let standing: String
    let assurance: Assurance
    let isWaived: Bool
  }

  func shown(_ control: Control.ID, for component: Component.ID, on now: Instant) -> Shown {
    let place = Place(
      control: control, subject: ReviewWorld.subject(of: control, for: component))
    let isWaived = waivers[place].map { $0.granted <= now && now < $0.until } ?? false
    let (standing, assurance) = weighed(place, on: now)
    return Shown(
      standing: standing == "holds" || !isWaived ? standing : "waived", assurance: assurance,
      isWaived: isWaived)
  }

  private func weighed(_ place: Place, on now: Instant) -> (String, Assurance) {
    func isFresh(_ at: Instant, _ seen: Versions) -> Bool {
      let days = Int64(ReviewWorld.freshForDays[place.control] ?? 0)
      let current = versions[place.subject] ?? Versions()
      return now.milliseconds - at.milliseconds < days * 86_400_000
        && (ReviewWorld.boundTo[place.control] ?? []).allSatisfy { seen[$0] == current[$0] }
    }
    var passing: [Assurance] = []
    var stale: [Bool] = []
    var (isRefuted, isUndecided) = (false, false)
    let all = runs[place] ?? []
    if let run = all.last {
      if !isFresh(run.at, run.versions) {
        stale.append(run.status == .pass)
      } else if run.status == .pass {
        let automated = all.filter { $0.by.kind == .automation }.suffix(3)
        let isContinuous =
          automated.count == 3 && automated.allSatisfy { $0.status == .pass }
          && Set(automated.map(\.at)).count == 3
          && automated.last.map { isFresh($0.at, $0.versions) } == true
        passing.append(isContinuous ? .continuous : .demonstrated)
      } else if run.status == .fail {
        isRefuted = true
      } else {
        isUndecided = true
      }
    }
    for word in (words[place] ?? [:]).values {
      if !isFresh(word.given.on, word.versions) {
        stale.append(word.given.says)
      } else if word.given.says {
        passing.append(word.given.artefacts.isEmpty ? .claimed : .documented)
      } else {
        isRefuted = true
      }
    }
    if isRefuted { return ("refuted", .none) }
    if isUndecided { return ("undecided", passing.max() ?? .none) }
    if let best = passing.max() { return ("holds", best) }
    if stale.isEmpty { return ("not reported", .none) }
    return ("stale", stale.contains(true) ? .claimed : .none)
  }

  /// How far a control carries a criterion: itself, under a waiver, or not.
  func carries(_ shown: Shown, at level: Level) -> String {
    if shown.standing == "holds", shown.assurance >= ReviewWorld.least(at: level) { return "met" }
    return shown.isWaived ? "waived" : "open"
  }

  /// The waivers that a gate stands on; `nil` where it is not met even so.
  func gate(of component: Component.ID, at level: Level, on now: Instant) -> [Control.ID]? {
    var needed: [Control.ID] = []
    for control in ReviewWorld.criteria(at: level).flatMap(\.controls) {
      switch carries(shown(control, for: component, on: now), at: level) {
      case "met": break
      case "waived": if !needed.contains(control) { needed.append(control) }
      default: return nil
      }
    }
    return needed
  }
}

// MARK: - Who made what

extension ReviewModel {
  /// Whether somebody made something that a component's review looks at, since its last gate.
  func isAuthor(_ person: Person.ID, of component: Component.ID, at level: Level) -> Bool {
    let since = gates[component] ?? 0
    if wrote(person, of: component, since: since) { return true }
    let actor = Actor(.person, person.rawValue)
    let asked = Set(ReviewWorld.criteria(at: level).flatMap(\.controls))
    func looks(at place: Place) -> Bool {
      place.subject == .component(component)
        || place.subject == .system && asked.contains(place.control)
    }
    for (place, all) in runs where looks(at: place) {
      if let run = all.last, run.by == actor, run.position > since { return true }
    }
    for (place, given) in words where looks(at: place) {
      if let word = given[person], word.position > since { return true }
    }
    return false
  }

  /// Whether somebody had a hand in a text that changed since then: by git where it told anything
  /// since, else by having recorded it.
  private func wrote(_ person: Person.ID, of component: Component.ID, since: Int) -> Bool {
    Fact.WritersTold.Text.allCases.contains { text in
      func recent(_ all: [Edit]) -> [Edit] {
        all.filter { $0.component == component && $0.text == text && $0.position > since }
      }
      let (changed, told) = (recent(edits), recent(tellings))
      guard !changed.isEmpty else { return false }
      return (told.isEmpty ? changed : told).contains { $0.people.contains(person) }
    }
  }
}
