/// What the gates up to a level ask of the requirements, and the answers.
package struct RequirementsVerdict: Sendable {
  package let level: Level
  package let standings: RequirementStandings
  package let answers: [RequirementStandings.Answer]

  package enum Outcome: String, Sendable {
    case met
    case notMet = "not-met"
    case undecided
  }

  package var outcome: Outcome {
    let statuses = answers.map(\.status)
    if statuses.contains(.fail) { return .notMet }
    return statuses.contains { !$0.passes && $0 != .notApplicable } ? .undecided : .met
  }

  /// - Parameters:
  ///   - all: The requirements of the system.
  ///   - component: The component to ask about; `nil` for the whole system.
  ///   - level: The gate.
  ///   - exemptions: What somebody said does not apply.
  package init(
    on all: RequirementStandings, of component: Component.ID?, at level: Level,
    exemptions: [Subject: [Control.ID: Exemption]]
  ) {
    self.level = level
    let own = component.map(all.concerning) ?? all
    standings = own
    let whole = [Subject.system] + (component.map { [.component($0)] } ?? [])
    answers = RequirementDemand.allCases.filter { $0.from <= level }.map { demand in
      if let reason = whole.lazy.compactMap({ exemptions[$0]?[demand.control]?.reason }).first {
        return .init(demand: demand, status: .notApplicable, summary: reason)
      }
      return (demand.isOfWhole ? all : own).answer(to: demand, exemptions: exemptions)
    }
  }
}

extension RequirementStandings {
  /// Those that a condition holds of.
  package func filter(_ isWanted: (RequirementStanding) -> Bool) -> RequirementStandings {
    RequirementStandings(all: all.filter(isWanted))
  }

  /// The answer about those of them that nobody exempted from it.
  fileprivate func answer(
    to demand: RequirementDemand, exemptions: [Subject: [Control.ID: Exemption]]
  ) -> Answer {
    func exemption(_ standing: RequirementStanding) -> Exemption? {
      exemptions[standing.requirement.subject]?[demand.control]
    }
    let asked = all.filter { exemption($0) == nil }
    if asked.isEmpty, let exempt = all.lazy.compactMap(exemption).first {
      return Answer(demand: demand, status: .notApplicable, summary: exempt.reason)
    }
    return RequirementStandings(all: asked).answer(to: demand)
  }
}
