/// What gates ask of the requirements, by the control that answers for it.
package enum RequirementDemand: String, CaseIterable, Sendable {
  /// Each has steps of both kinds, and what is done points at evidence.
  case traced = "gov.requirements-vv"
  /// Each has a risk.
  case rated = "gov.risk-register"
  /// Security and privacy are among them.
  case protecting = "gov.security-requirements"
  /// The research requirements are closed.
  case researched = "gov.research-closed"
  /// Product requirements are written.
  case productWritten = "gov.product-requirements"
  /// All are walked through.
  case validated = "gov.requirements-validated"

  package var control: Control.ID { Control.ID(rawValue) }

  /// The level whose gate asks for it first.
  package var from: Level {
    let level =
      switch self {
      case .traced, .rated: 2
      case .protecting: 4
      case .researched: 5
      case .productWritten: 6
      case .validated: 8
      }
    return Level(level) ?? .last
  }

  /// Whether it asks for some requirement of the system, whichever component it is about.
  var isOfWhole: Bool { self == .protecting || self == .productWritten }

  /// What it asks, for a heading.
  package var title: String {
    switch self {
    case .traced: "verification and validation are planned, and what is done is shown"
    case .rated: "each requirement has a risk"
    case .protecting: "security and privacy are among the requirements"
    case .researched: "the research requirements are closed"
    case .productWritten: "the product requirements are written"
    case .validated: "every requirement is verified and validated"
    }
  }
}

/// The requirements of a system as they stand, in the order of their ids.
package struct RequirementStandings: Sendable {
  package let all: [RequirementStanding]

  package init(_ requirements: [Requirement], by reader: RequirementReader) {
    all = requirements.sorted { $0.id.numbers.lexicographicallyPrecedes($1.id.numbers) }
      .map(reader.standing)
  }

  init(all: [RequirementStanding]) { self.all = all }

  /// Those that concern a component: its own, and the system's.
  package func concerning(_ component: Component.ID) -> RequirementStandings {
    RequirementStandings(
      all: all.filter {
        $0.requirement.subject == .component(component) || $0.requirement.subject == .system
      })
  }

  package struct Answer: Sendable {
    package let demand: RequirementDemand
    /// *not-reported* where there is no requirement to look at.
    package let status: Status
    /// One sentence with what decides.
    package let summary: String

    /// The answer for whoever works at a level: what no gate up to there asks for is not refuted by
    /// work that is still ahead, but not reported yet.
    package func due(at level: Level) -> Answer {
      guard level < demand.from, !status.passes, status != .notReported else { return self }
      return Answer(
        demand: demand, status: .notReported,
        summary: "asked from level \(demand.from) on; \(summary)")
    }
  }

  package func answer(to demand: RequirementDemand) -> Answer {
    let (status, summary) =
      all.isEmpty ? (.notReported, "there are no requirements") : found(demand)
    return Answer(demand: demand, status: status, summary: summary)
  }

  private func found(_ demand: RequirementDemand) -> (Status, String) {
    switch demand {
    case .traced: traced
    case .rated: rated(all)
    case .protecting: protecting
    case .researched: researched
    case .productWritten: productWritten
    case .validated: closed(all)
    }
  }

  private var traced: (Status, String) {
    if let fault = planFault(in: all) { return fault }
    let done = all.filter { standing in
      standing.gaps.contains { $0.kind == .noEvidence }
    }
    if !done.isEmpty { return (.fail, "finished steps of \(done.ids) point at no evidence") }
    let lost = all.filter { standing in standing.gaps.contains { $0.kind == .missingEvidence } }
    if !lost.isEmpty { return (.fail, "evidence that \(lost.ids) name does not exist") }
    let denied = all.filter { $0.state == .contradicted }
    if !denied.isEmpty {
      return (.fail, "steps of \(denied.ids) are written as passed, and their evidence says no")
    }
    let unknown = all.filter { $0.steps.contains { $0.state.isUnknown } }
    let tail = unknown.isEmpty ? "" : "; what shows \(unknown.ids) is stale or undecided"
    return (unknown.isEmpty ? .pass : .warn, counts + tail)
  }

  private func planFault(in some: [RequirementStanding]) -> (Status, String)? {
    let unplanned = some.filter { !$0.isPlanned }
    guard !unplanned.isEmpty else { return nil }
    return (.fail, "\(unplanned.ids) \(unplanned.have) no verification or no validation step")
  }

  private func rated(_ some: [RequirementStanding]) -> (Status, String) {
    let without = some.filter { $0.requirement.risk == nil }
    if !without.isEmpty { return (.fail, "\(without.ids) \(without.have) no risk") }
    let greatest = some.max {
      ($0.requirement.risk?.number ?? 0) < ($1.requirement.risk?.number ?? 0)
    }
    let whole =
      some.count == 1 ? "the requirement has" : "all \(some.count) requirements have"
    return (
      .pass,
      "\(whole) a risk; the greatest is \((greatest?.requirement.risk?.number ?? 0).brief) of 10, of "
        + (greatest?.requirement.id.rawValue ?? "")
    )
  }

  private var protecting: (Status, String) {
    let wanted = ["security", "privacy"]
    func tagged(_ tag: String) -> [RequirementStanding] {
      all.filter { $0.requirement.tags.contains(tag) }
    }
    for tag in wanted where tagged(tag).isEmpty {
      return (.fail, "no requirement is tagged \(tag)")
    }
    let without = wanted.flatMap(tagged).filter { $0.requirement.risk == nil }
    if !without.isEmpty { return (.fail, "\(without.ids) \(without.have) no risk") }
    return (
      .pass, wanted.map { "\($0): \(tagged($0).ids)" }.joined(separator: "; ")
    )
  }

  private var researched: (Status, String) {
    let research = all.filter { $0.requirement.kind == .research }
    return research.isEmpty
      ? (.pass, "none of \(all.count.of("requirement")) is a research requirement")
      : closed(research)
  }

  private var productWritten: (Status, String) {
    let product = all.filter { $0.requirement.kind == .product }
    if product.isEmpty { return (.fail, "no requirement is a product requirement") }
    if let fault = planFault(in: product) { return fault }
    let risks = rated(product)
    if risks.0 == .fail { return risks }
    return (.pass, "\(product.count.of("product requirement")), each with both kinds of step")
  }

  /// Whether every step of some requirements passed.
  private func closed(_ some: [RequirementStanding]) -> (Status, String) {
    let states = StepStanding.State.allCases.filter { $0 != .passed }
    let groups = states.compactMap { state -> (StepStanding.State, [RequirementStanding])? in
      let own = some.filter { $0.state == state }
      return own.isEmpty ? nil : (state, own)
    }
    guard !groups.isEmpty else {
      return (.pass, "\(some.count.of("requirement")), every step passed")
    }
    let words = groups.map { state, own in "\(state.rawValue): \(own.ids)" }
    return (
      groups.allSatisfy { $0.0.isUnknown } ? .inconclusive : .fail, words.joined(separator: "; ")
    )
  }

  private var counts: String {
    let steps = all.flatMap(\.steps)
    let found = StepStanding.State.allCases.reversed().compactMap { state in
      let count = steps.filter { $0.state == state }.count
      return count > 0 ? "\(count) \(state.rawValue)" : nil
    }
    return "\(all.count.of("requirement")) with \(steps.count.of("step")): "
      + found.joined(separator: ", ")
  }
}

extension [RequirementStanding] {
  /// The ids as words of a sentence, the first few.
  fileprivate var ids: String {
    let shown = prefix(4).map(\.requirement.id.rawValue).joined(separator: ", ")
    return count > 4 ? "\(shown) and \(count - 4) more" : shown
  }

  fileprivate var have: String { count == 1 ? "has" : "have" }
}

extension Identifier<Requirement> {
  /// Its integers, by which requirements are ranked: 2 before 10.
  package var numbers: [Int] { rawValue.split(separator: ".").map { Int($0) ?? 0 } }
}
