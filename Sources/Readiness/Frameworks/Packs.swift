/// Everything that judging is done by: controls, frameworks and the scale of levels.
package struct Packs: Sendable {
  package let controls: [Control.ID: Control]
  /// Control ids in the order of the packs.
  package let order: [Control.ID]
  package let frameworks: [Framework]
  package let scale: ReadinessScale
  /// Checklists that reviews run, the organisation's choice first.
  package let checklists: [Checklist]
  /// Questions that people answer on cards.
  package let questions: [QuestionSet]
  /// SHA-256 over the packs' texts; an issued verdict names it.
  package let digest: String

  package init(
    controls: [Control], frameworks: [Framework], scale: ReadinessScale,
    checklists: [Checklist] = [], questions: [QuestionSet] = [], digest: String
  ) {
    self.controls = Dictionary(controls.map { ($0.id, $0) }, uniquingKeysWith: { _, new in new })
    order = controls.map(\.id)
    self.frameworks = frameworks
    self.scale = scale
    self.checklists = checklists
    self.questions = questions
    self.digest = digest
  }

  package func checklist(_ id: Checklist.ID) -> Checklist? { checklists.first { $0.id == id } }

  package func framework(_ id: Framework.ID) -> Framework? { frameworks.first { $0.id == id } }
}
