import Readiness
import TestSupport

/// One step of a random history: choices that are resolved by where the history stands.
enum ReviewAct: Hashable {
  /// Forward or, when below 0, back.
  case wait(minutes: Int)
  /// To the last minute of the year.
  case waitForNewYear
  /// By a person, or by automation where there is none.
  case evidence(Control.ID, Component.ID, Status, by: Person.ID?)
  /// A person's word, with or without an artefact, recorded by another.
  case attest(Control.ID, Component.ID, Person.ID, says: Bool, artefact: Bool, by: Person.ID)
  case withdrawAttestation(Int)
  case waive(Control.ID, Component.ID, days: Int)
  case unwaive(Int)
  case version(Component.ID, VersionPart, ChangeClass?)
  case requirements(Component.ID, by: Person.ID?)
  case text(Component.ID, by: Person.ID?)
  /// What git tells of who wrote something.
  case told(Component.ID, Fact.WritersTold.Text, [Person.ID])
  case card(Component.ID, by: Person.ID?)
  case entry(Component.ID, Level)
  /// By the person, another, or somebody who is not known.
  case register(Person.ID, by: Person.ID?)
  case rotate(Person.ID, by: Person.ID?, isForged: Bool)
  /// Files say that a person approves the next version of a part as a retrain.
  case plan(Component.ID, VersionPart, Person.ID)
  case approve(Component.ID, VersionPart, Hand)
  case fastPath
  case revoke(Person.ID, backdated: Bool)
  case open(Component.ID, again: Bool)
  case ethics(Component.ID, Person.ID, EthicsChoice)
  case ask(Component.ID, Person.ID)
  case answer(Component.ID, Person.ID)
  case sign(Component.ID, Hand, VoteChoice)
  case decide(Component.ID, Hand, DecisionChoice)
  /// Two decide on what they saw at the same moment.
  case race(Component.ID, Hand, DecisionChoice, Hand, DecisionChoice)
  case debrief(Component.ID, Person.ID, isWhole: Bool)
  case done(Component.ID, Person.ID, DoneChoice)
  case discovery(Component.ID, Level, withDependants: Bool)

  /// With the number that was asked for, without it, or of a task that nobody set.
  enum DoneChoice: CaseIterable { case whole, without, unknown }

  enum EthicsChoice: CaseIterable { case whole, lessOne, without, open, openForNobody, unasked }

  /// Whose hand signs, and over what.
  struct Hand: Hashable {
    let person: Person.ID
    var review = Reviewed.newest
    var packet = Packed.right
    var key = Key.own
    var isTampered = false
    /// Who acts; nobody who is known, unless named.
    var actor: Person.ID?

    enum Reviewed: CaseIterable { case newest, before, unknown }
    enum Packed: CaseIterable { case right, before, unknown }
    enum Key: CaseIterable { case own, revoked, of, unknown }
  }

  struct VoteChoice: Hashable {
    var vote = Review.Vote.Choice.approve
    var hasReason = true
    var roles = Roles.fitting
    var condition = Term.none
    var doubt: Criterion.ID?

    enum Roles: CaseIterable { case fitting, all, none }
  }

  enum Term: CaseIterable { case none, good, late, forNobody }

  struct DecisionChoice: Hashable {
    var outcome = Review.Outcome.graduate
    var option: String?
    var hasReason = true
    var task = Term.none
    var waivers = Waivers.needed
    var to: Level?
    var withDependants = false
    var when: String?

    enum Waivers: CaseIterable { case needed, none, another, lessOne }
  }
}

// MARK: - By chance

extension ReviewAct {
  /// An act that is likely to go on with what a component is at, or not.
  static func random(
    _ numbers: inout SeededNumbers, at model: ReviewModel
  ) -> ReviewAct {
    var dice = Dice(numbers: numbers)
    defer { numbers = dice.numbers }
    let component: Component.ID = dice.one(in: 4) ? "d" : "m"
    if dice.flip(), let act = dice.retrain(component, at: model) { return act }
    let review = model.newest(of: component)
    guard let review, review.isOpen else {
      switch dice.number(below: 24) {
      case 0...5: return .open(component, again: dice.one(in: 3))
      case 6: return .debrief(component, dice.person(), isWhole: !dice.one(in: 4))
      case 7: return .discovery(component, dice.level(), withDependants: dice.flip())
      case 8: return .decide(component, dice.hand(), dice.decision(model.levels[component]))
      case 9: return .sign(component, dice.hand(), dice.vote())
      case 10: return .entry(component, dice.level())
      case 11:
        return .done(
          component, dice.flip() ? "nat" : dice.person(),
          dice.one(in: 3) ? dice.of(DoneChoice.allCases) : .whole)
      default: return dice.happening(component)
      }
    }
    switch dice.number(below: 40) {
    case 0...5: return .sign(component, dice.hand(), dice.vote())
    case 6, 7:
      return .ethics(
        component, dice.person(),
        dice.one(in: 3) ? dice.of(EthicsChoice.allCases) : .whole)
    case 8...13: return .decide(component, dice.hand(), dice.decision(review.level))
    case 14:
      return .race(
        component, dice.hand(), dice.rivalry(review.level), dice.hand(),
        dice.rivalry(review.level))
    case 15: return .ask(component, dice.person())
    case 16, 17:
      return .answer(component, dice.flip() ? ReviewWorld.owner : dice.person())
    case 18: return .open(component, again: dice.flip())
    case 19: return .discovery(component, dice.level(), withDependants: dice.flip())
    case 20:
      return .done(
        component, dice.flip() ? "nat" : dice.person(),
        dice.one(in: 3) ? dice.of(DoneChoice.allCases) : .whole)
    default: return dice.happening(component)
    }
  }
}

/// Choices by chance, most of them sound.
private struct Dice {
  var numbers: SeededNumbers

  mutating func number(below count: Int) -> Int { .random(in: 0..<count, using: &numbers) }
  mutating func one(in count: Int) -> Bool { number(below: count) == 0 }
  mutating func flip() -> Bool { one(in: 2) }
  mutating func of<Value>(_ values: [Value]) -> Value { values[number(below: values.count)] }
  mutating func person() -> Person.ID { of(ReviewWorld.people) }
  mutating func level() -> Level { of(Level.all) }
  mutating func actor() -> Person.ID? { flip() ? nil : person() }

  mutating func hand() -> ReviewAct.Hand {
    var hand = ReviewAct.Hand(person: person())
    if one(in: 4) { hand.actor = one(in: 3) ? person() : hand.person }
    guard one(in: 3) else { return hand }
    switch number(below: 4) {
    case 0: hand.review = of(ReviewAct.Hand.Reviewed.allCases)
    case 1: hand.packet = of(ReviewAct.Hand.Packed.allCases)
    case 2: hand.key = of(ReviewAct.Hand.Key.allCases)
    default: hand.isTampered = true
    }
    return hand
  }

  mutating func vote() -> ReviewAct.VoteChoice {
    var vote = ReviewAct.VoteChoice()
    guard one(in: 3) else { return vote }
    switch number(below: 6) {
    case 0: vote.vote = of(Review.Vote.Choice.allCases)
    case 1:
      vote.vote = .object
      vote.hasReason = flip()
      if one(in: 3) { vote.condition = .good }
    case 2: vote.roles = of(ReviewAct.VoteChoice.Roles.allCases)
    case 3: vote.condition = of(ReviewAct.Term.allCases)
    case 4: vote.doubt = of(["k.own", "k.sys", "k.held"])
    default: vote.vote = .abstain
    }
    return vote
  }

  mutating func decision(_ level: Level?) -> ReviewAct.DecisionChoice {
    var decision = ReviewAct.DecisionChoice()
    if one(in: 3) { decision.outcome = of(Review.Outcome.allCases) }
    if let level, ReviewWorld.isKeyDecision(level) { decision.option = "any" }
    if decision.outcome == .switchback { decision.to = self.level() }
    if decision.outcome == .tasks { decision.task = .good }
    decision.withDependants = flip()
    // That makes no difference but under waivers, which few gates stand on.
    if one(in: 3) { decision.waivers = flip() ? .none : .lessOne }
    guard one(in: 3) else { return decision }
    switch number(below: 5) {
    case 0:
      decision.option = of([nil, "go", "back", "any", "later", "none"])
      if flip() { decision.when = of([" ", "in May"]) }
    case 1: decision.hasReason = false
    case 2: decision.task = of(ReviewAct.Term.allCases)
    case 3: decision.waivers = of(ReviewAct.DecisionChoice.Waivers.allCases)
    default: decision.to = flip() ? nil : self.level()
    }
    return decision
  }

  /// A decision that is likely to be allowed.
  mutating func rivalry(_ level: Level) -> ReviewAct.DecisionChoice {
    one(in: 3)
      ? decision(level)
      : .init(
        outcome: .tasks, option: ReviewWorld.isKeyDecision(level) ? "any" : nil, task: .good)
  }

  /// What goes on with the retrain of a deployed component, where one is under way or may begin.
  mutating func retrain(_ component: Component.ID, at model: ReviewModel) -> ReviewAct? {
    if model.fallen[component]?.isEmpty == false {
      return one(in: 3)
        ? .fastPath : .evidence(of(ReviewWorld.controls), component, .pass, by: nil)
    }
    guard model.levels[component] == .last else { return nil }
    let isApproved = model.approvals.contains { $0.signed.content.component == component }
    return isApproved && flip() ? .version(component, .model, nil) : retrain(component)
  }

  /// A step of a retrain.
  private mutating func retrain(_ component: Component.ID) -> ReviewAct {
    let part: VersionPart = one(in: 4) ? of(VersionPart.allCases) : .model
    switch number(below: 5) {
    case 0: return .plan(component, part, one(in: 3) ? person() : "ada")
    case 1, 2:
      return .approve(
        component, part, one(in: 3) ? hand() : .init(person: one(in: 3) ? "dan" : "ada"))
    case 3: return .version(component, part, nil)
    default: return .fastPath
    }
  }

  /// Something outside of reviews.
  mutating func happening(_ component: Component.ID) -> ReviewAct {
    let control = of(ReviewWorld.controls)
    if one(in: 5) { return retrain(component) }
    switch number(below: 24) {
    case 0...5:
      return .evidence(
        control, component, one(in: 3) ? of([.fail, .inconclusive, .pass]) : .pass,
        by: one(in: 4) ? person() : nil)
    case 7...9:
      return .attest(
        control, component, person(), says: !one(in: 4), artefact: !one(in: 3), by: person())
    case 10: return .withdrawAttestation(number(below: 4))
    case 11, 12: return .waive(control, component, days: of([1, 30, 90]))
    case 13: return .unwaive(number(below: 4))
    case 14, 15:
      return .version(
        component, of(VersionPart.allCases), flip() ? of(ChangeClass.allCases) : nil)
    case 6, 16: return .requirements(component, by: actor())
    case 17: return .text(component, by: actor())
    case 23:
      return .told(
        component, of(Fact.WritersTold.Text.allCases),
        flip() ? [] : [person()] + (flip() ? [] : [person()]))
    case 18: return .card(component, by: actor())
    case 19:
      let person = person()
      let actor = flip() ? person : actor()
      return flip()
        ? .register(person, by: actor) : .rotate(person, by: actor, isForged: one(in: 3))
    case 20: return .revoke(person(), backdated: flip())
    case 21: return .waitForNewYear
    default: return .wait(minutes: of([0, 1, 90, 1_440, 14_400, 20_160, 60_000, -90, -4_000]))
    }
  }
}
