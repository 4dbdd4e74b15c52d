import Readiness
import TestSupport
import Testing

/// Which graduations of a log count, whoever wrote them there.
@Suite struct FoundingTests {
  private static let three = Level(3) ?? .first
  private static let review: Review.ID = "m-3-1"
  private static let ci = Actor(.automation, "ci")
  private static let people = (["ada", "ben", "cyd"] as [Person.ID]).map {
    Person(id: $0, name: $0.rawValue, roles: ["qa", "lead"])
  }

  private static let packs = Packs(
    controls: [], frameworks: [],
    scale: ReadinessScale(
      name: "n",
      levels: Level.all.map { level in
        .init(
          level: level, name: "n", phase: "p", calibre: "c", aim: "a", works: "w", reviews: "r",
          deliverables: "d", requirements: "q", isKeyDecision: false, options: [],
          panel: [Demand(roles: ["qa"]), Demand(roles: ["lead"])])
      }, criteria: []), digest: "now")

  /// A model that entered at 3, three people with keys, and an open review.
  private static let beginning: [Fact] =
    people.map { Fact.keyRegistered(.init(id: .init($0.id.rawValue), person: $0.id, key: "")) }
    + [
      Fact.componentEntered(
        .init(component: "m", entry: .init(level: three, on: "2026-01-01", reason: "known"))),
      opened(),
    ]

  private static func opened(
    _ review: Review.ID = FoundingTests.review, digest: String = "now"
  ) -> Fact {
    .reviewOpened(
      .init(
        review: review,
        packet: Packet(
          system: "s", component: "m", level: three, versions: Versions(), position: 0,
          at: "2026-02-01", packs: "now", card: "", text: "", requirements: "", gate: "met",
          criteria: []), digest: digest))
  }

  private static func vote(
    _ vote: Review.Vote.Choice = .approve, by person: Person.ID, as role: String,
    signature: String = "genuine"
  ) -> Fact {
    .reviewSigned(
      .init(
        content: .init(
          review: review, packet: "now", by: person, roles: [role], vote: vote, reason: "so",
          on: "2026-02-01"), key: .init(person.rawValue), signature: signature))
  }

  private static func decision(
    by person: Person.ID, _ outcome: Review.Outcome = .graduate, signature: String = "genuine"
  ) -> Fact {
    .reviewDecided(
      .init(
        content: .init(
          review: review, packet: "now", by: person, outcome: outcome, reason: "so",
          on: "2026-02-01"), key: .init(person.rawValue), signature: signature))
  }

  private static func graduated(through level: Level = FoundingTests.three) -> Fact {
    .levelGraduated(.init(component: "m", level: level, reason: "so", review: review))
  }

  private static let votes = [vote(by: "ada", as: "qa"), vote(by: "ben", as: "lead")]
  private static let sound = beginning + votes + [decision(by: "cyd"), graduated()]

  /// What is left of a log: the level that it works at, and what is told of the rest.
  private func outcome(
    of facts: [Fact], by actors: [Int: Actor] = [:]
  ) -> (level: Int?, told: String, isOpen: Bool) {
    var ledger = Ledger()
    for (index, fact) in facts.enumerated() {
      ledger.fold(
        Event(
          position: index + 1, at: "2026-02-01", by: actors[index] ?? Self.ci, system: "s",
          fact: fact))
    }
    let founded = ledger.founded(
      by: .init(
        vote: { signed, _ in signed.signature == "genuine" },
        decision: { signed, _ in signed.signature == "genuine" },
        retrain: { _, _ in false }, voucher: { _, _ in false }, digest: { $0.packs }),
      people: Self.people, packs: Self.packs)
    let steps = founded.unfounded["m"] ?? []
    return (
      founded.levels["m"]?.working?.number, steps.map(\.words).joined(separator: "; "),
      steps.contains(where: \.isOpen)
    )
  }

  @Test func `a graduation counts that its review carries`() {
    let outcome = outcome(of: Self.sound)
    #expect(outcome.level == 4)
    #expect(outcome.told.isEmpty)
  }

  @Test func `what no review decided raises no level`() {
    let bare = outcome(of: Self.beginning + [Self.graduated()])
    #expect(bare.level == 3)
    #expect(bare.told.contains("there is no review m-3-1 that decided it"))
    let tasks = outcome(
      of: Self.beginning + Self.votes + [Self.decision(by: "cyd", .tasks), Self.graduated()])
    #expect(tasks.level == 3)
    #expect(tasks.told.contains("did not end with a graduation"))
  }

  @Test func `a review carries one graduation, of its own level`() {
    let next = outcome(of: Self.sound + [Self.graduated(through: Level(4) ?? .last)])
    #expect(next.level == 4)
    #expect(next.told.contains("there is no review m-3-1 that decided it"))
    let back = Fact.componentSwitchedBack(
      .init(component: "m", kind: .discovery, to: Self.three, reason: "a gap"))
    let again = outcome(of: Self.sound + [back, Self.graduated()])
    #expect(again.level == 3)
    #expect(again.told.contains("m-3-1 decided one graduation, an earlier one"))
  }

  @Test func `an altered packet, a forged decision or forged votes carry nothing`() {
    let altered = outcome(
      of: Array(Self.beginning.dropLast()) + [Self.opened(digest: "another")] + Self.votes
        + [Self.decision(by: "cyd"), Self.graduated()])
    #expect(altered.told.contains("is not the one of its digest"))
    let decided = outcome(
      of: Self.beginning + Self.votes
        + [Self.decision(by: "cyd", signature: "forged"), Self.graduated()])
    #expect(decided.told.contains("signature under the decision"))
    let voted = outcome(
      of: Self.beginning
        + [
          Self.vote(by: "ada", as: "qa", signature: "forged"), Self.vote(by: "ben", as: "lead"),
          Self.decision(by: "cyd"), Self.graduated(),
        ])
    #expect(voted.told.contains("the panel of m-3-1 lacks qa"))
    for outcome in [altered, decided, voted] { #expect(outcome.level == 3) }
  }

  @Test func `one person alone carries nothing, nor does who abstains`() {
    let alone = outcome(
      of: Self.beginning
        + [Self.vote(by: "ada", as: "qa"), Self.decision(by: "ada"), Self.graduated()])
    #expect(alone.level == 3)
    #expect(alone.told.contains("nobody but ada stands behind m-3-1"))
    let abstained = outcome(
      of: Self.beginning
        + [
          Self.vote(by: "ada", as: "qa"), Self.vote(.abstain, by: "ben", as: "lead"),
          Self.decision(by: "cyd"), Self.graduated(),
        ])
    #expect(abstained.level == 3)
    #expect(abstained.told.contains("lacks lead"))
    let outvoted = outcome(
      of: Self.beginning
        + [
          Self.vote(by: "ada", as: "qa"), Self.vote(.object, by: "ben", as: "lead"),
          Self.decision(by: "cyd"), Self.graduated(),
        ])
    #expect(outvoted.told.contains("which is no majority"))
  }

  @Test func `a key that was in other hands before takes its level along, one lost since does not`()
  {
    func revoked(since: Instant?) -> [Fact] {
      Self.sound + [.keyRevoked(.init(key: "ada", reason: "stolen", since: since))]
    }
    #expect(outcome(of: revoked(since: nil)).level == 4)
    #expect(outcome(of: revoked(since: "2026-01-15")).level == 3)
  }

  @Test func `nobody who is known records what another signed`() {
    let index = Self.beginning.count
    let own = outcome(of: Self.sound, by: [index: Actor(.person, "ada")])
    let another = outcome(of: Self.sound, by: [index: Actor(.person, "cyd")])
    #expect(own.level == 4)
    #expect(another.level == 3)
    #expect(another.told.contains("lacks qa"))
  }

  @Test func `what does not count is told as open until a later review takes note`() {
    let forged = Self.beginning + [Self.graduated()]
    #expect(outcome(of: forged).isOpen)
    let later = outcome(of: forged + [Self.opened("m-3-2")])
    #expect(!later.isOpen)
    #expect(!later.told.isEmpty)
  }
}
