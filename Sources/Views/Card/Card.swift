package import Readiness

/// The TRL Card of a component: facts computed, text kept by people.
package struct Card: Sendable {
  package let component: Component
  /// The level whose obligations the card is held to.
  package let level: Level
  /// The level that the component works at; `nil` before it has entered.
  package let works: Level?
  package let system: System
  package let at: Instant
  package let position: Int
  package let packs: String
  package let fields: [CardField]
  /// How wrong its output may be; `nil` where nothing declares an error.
  package let error: UncertaintyReport.End?
  /// Its ladder and its way, for the pages that draw them.
  let levels: LevelsReport
  /// What the component is asked besides, with what people answered.
  package let questions: [QuestionPart]
  /// What checks measured of how well the component does, and hold against a limit.
  package let figures: [CardFigure]
  /// Artefacts and tables of the component and of all that it is made with.
  package let files: [CardMaterial.File]
  package let tags: [VersionPart: String]
  /// The file that people keep of it, from the folder of airworthy.yaml.
  package let place: String
  /// When its versions were recorded, all of them together.
  let versionsSince: Instant?

  /// Some questions of a set with their answers.
  package struct QuestionPart: Sendable {
    let set: String
    let title: String
    let fields: [CardField]
  }

  /// Fields that may no longer be empty at the card's level, and are.
  package var missing: [CardField] { fields.filter { $0.isMissing(at: level) } }

  /// - Parameters:
  ///   - judged: The component as it was judged.
  ///   - verdict: The verdict that it is part of.
  ///   - material: What people wrote and what was issued before.
  ///   - level: The level to hold it to; the one that it works at unless given.
  package init(
    of judged: ComponentVerdict, in verdict: Verdict, from material: CardMaterial,
    level: Level? = nil
  ) {
    component = judged.component
    works = judged.working
    self.level = level ?? judged.working ?? .first
    system = verdict.system
    at = verdict.at
    position = verdict.position
    packs = verdict.packs
    let facts = CardFacts(
      judged: judged, verdict: verdict, material: material, level: self.level)
    let texts = material.texts[judged.component.id] ?? [:]
    fields = CardField.kinds.map { CardField($0, facts: facts, texts: texts) }
    figures = facts.figures
    error = material.error
    files = material.files
    tags = material.tags
    place = material.places.card(of: component.id)
    versionsSince = material.versionsSince[component.id]
    questions = material.questions(for: judged.component).flatMap { set in
      set.parts.map { part in
        QuestionPart(
          set: set.name, title: part.title,
          fields: part.prompts.map { CardField($0, text: texts[$0.id]) })
      }
    }
    levels = LevelsReport(
      verdict, scale: material.scale, reviews: verdict.reviews, of: [judged.component.id])
  }

  /// Whether a card would have every field that it needs; found without making all of it.
  package static func isComplete(
    of judged: ComponentVerdict, in verdict: Verdict, from material: CardMaterial
  ) -> Bool {
    let level = judged.working ?? .first
    let facts = CardFacts(judged: judged, verdict: verdict, material: material, level: level)
    let texts = material.texts[judged.component.id] ?? [:]
    return CardField.kinds.filter { kind in kind.mustFrom.map { $0 <= level.number } ?? false }
      .allSatisfy { !CardField($0, facts: facts, texts: texts).isMissing(at: level) }
  }

  /// The field of an id; `nil` for an unknown one.
  func field(_ id: String) -> CardField? { fields.first { $0.id == id } }

  /// What people wrote into fields, one after the other, with links from the folder of
  /// airworthy.yaml; `nil` where they wrote nothing.
  func text(_ ids: String...) -> String? {
    let texts = ids.compactMap { field($0)?.text?.rebased(from: place) }
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  /// Persons by id, in the order declared.
  func people(_ ids: [Person.ID]) -> [Person] { ids.compactMap(system.person) }

  /// All that it is made with, by whatever way, in the order declared.
  var needs: [Component] { system.parts(of: component) }

  var headerFields: [CardField] {
    let ids = Set(CardField.kinds.filter(\.isHeader).map(\.id))
    return fields.filter { ids.contains($0.id) }
  }

  /// Fields of the body that apply at this level or have something to say.
  var bodyFields: [CardField] {
    let ids = Set(CardField.kinds.filter { !$0.isHeader }.map(\.id))
    return fields.filter { ids.contains($0.id) && (!$0.isEmpty || $0.isMissing(at: level)) }
  }

  /// `level 4`, or whose obligations it shows instead.
  var levelWords: String {
    guard works != level else { return "level \(level)" }
    return "as level \(level) asks for it, working at \(works.words)"
  }
}

/// A figure that a fresh check of the component measured.
package struct CardFigure: Sendable {
  let check: Evidence.CheckID
  let dataVersion: String?
  let at: Instant
  let measurement: Measurement

  /// What was measured, in words.
  var name: String {
    measurement.of.isEmpty ? measurement.statistic : "\(measurement.of) \(measurement.statistic)"
  }
}

extension Card {
  /// What is computed, by field, as text.
  package var factTexts: [String: String] {
    Dictionary(
      fields.compactMap { field in field.factText.map { (field.id, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
