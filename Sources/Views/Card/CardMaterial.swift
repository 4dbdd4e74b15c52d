package import Readiness

/// What a card is made of besides the verdict: what people wrote, and what was issued before.
package struct CardMaterial: Sendable {
  let scale: ReadinessScale
  let questions: [QuestionSet]
  let requirements: [Requirement]
  /// What people wrote, by field, of every component that has a file.
  let texts: [Component.ID: [String: String]]
  let issued: [Component.ID: [Ledger.IssuedCard]]
  /// How wrong the output of the component may be whose card it is; `nil` where nothing declares it.
  let error: UncertaintyReport.End?

  /// - Parameters:
  ///   - packs: The names of levels, and the questions.
  ///   - requirements: All requirements of the system.
  ///   - texts: What people wrote, by component and field.
  ///   - issued: Cards that were issued before, by component.
  ///   - error: How wrong the output may be, where that was computed.
  package init(
    packs: Packs, requirements: [Requirement], texts: [Component.ID: [String: String]],
    issued: [Component.ID: [Ledger.IssuedCard]], error: UncertaintyReport.End? = nil
  ) {
    scale = packs.scale
    questions = packs.questions
    self.requirements = requirements
    self.texts = texts
    self.issued = issued
    self.error = error
  }

  /// The questions that a component is asked.
  func questions(for component: Component) -> [QuestionSet] {
    questions.filter { $0.askedOf.contains(component.kind) }
  }

  /// How many questions of a component are answered, of how many; `nil` where it is asked none.
  func answered(by component: Component) -> (answered: Int, of: Int)? {
    let prompts = questions(for: component).flatMap(\.prompts)
    let texts = texts[component.id] ?? [:]
    return prompts.isEmpty ? nil : (prompts.filter { texts[$0.id] != nil }.count, prompts.count)
  }
}
