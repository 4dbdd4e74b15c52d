package import Readiness

/// The TRL Card of a component: facts computed, text kept by people.
package struct Card: Sendable {
  package let component: Component
  package let level: Level
  package let system: System
  package let at: Instant
  package let position: Int
  package let packs: String
  package let fields: [CardField]
  /// Its ladder and its way, for the pages that draw them.
  let levels: LevelsReport

  /// Fields that may no longer be empty at the component's level, and are.
  package var missing: [CardField] { fields.filter { $0.isMissing(at: level) } }

  /// - Parameters:
  ///   - judged: The component as it was judged.
  ///   - verdict: The verdict that it is part of.
  ///   - scale: The names of levels.
  ///   - texts: What people wrote, by field.
  ///   - requirements: All requirements of the system.
  ///   - issues: Cards of the component that were issued before.
  ///   - error: How wrong its output may be; `nil` where nothing declares an error.
  package init(
    of judged: ComponentVerdict, in verdict: Verdict, scale: ReadinessScale,
    texts: [String: String], requirements: [Requirement], issues: [Fact.Issue],
    error: UncertaintyReport.End? = nil
  ) {
    component = judged.component
    level = judged.working ?? .first
    system = verdict.system
    at = verdict.at
    position = verdict.position
    packs = verdict.packs
    let facts = CardFacts(
      judged: judged, verdict: verdict, scale: scale,
      requirements: requirements, issues: issues, error: error)
    fields = CardField.kinds.map { CardField($0, facts: facts, texts: texts) }
    levels = LevelsReport(
      verdict, scale: scale, reviews: verdict.reviews, of: [judged.component.id])
  }

  /// Whether a card would have every field that it needs; found without making all of it.
  package static func isComplete(
    of judged: ComponentVerdict, in verdict: Verdict, scale: ReadinessScale,
    texts: [String: String], requirements: [Requirement], issues: [Fact.Issue]
  ) -> Bool {
    let level = judged.working ?? .first
    let facts = CardFacts(
      judged: judged, verdict: verdict, scale: scale, requirements: requirements,
      issues: issues)
    return CardField.kinds.filter { kind in kind.mustFrom.map { $0 <= level.number } ?? false }
      .allSatisfy { !CardField($0, facts: facts, texts: texts).isMissing(at: level) }
  }

  var headerFields: [CardField] {
    let ids = Set(CardField.kinds.filter(\.isHeader).map(\.id))
    return fields.filter { ids.contains($0.id) }
  }

  /// Fields of the body that apply at this level or have something to say.
  var bodyFields: [CardField] {
    let ids = Set(CardField.kinds.filter { !$0.isHeader }.map(\.id))
    return fields.filter { ids.contains($0.id) && (!$0.isEmpty || $0.isMissing(at: level)) }
  }
}
