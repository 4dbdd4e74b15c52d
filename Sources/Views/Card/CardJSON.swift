internal import Readiness

/// A card as JSON.
package enum CardJSON {
  package static func text(_ card: Card) -> String {
    JSONText.text(
      Body(
        system: card.system.id.rawValue, component: card.component.id.rawValue,
        level: card.level.number, at: card.at.text, position: card.position, packs: card.packs,
        missing: card.missing.map(\.id),
        fields: (card.fields + card.questions.flatMap(\.fields)).map(Body.Field.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let component: String
    let level: Int
    let at: String
    let position: Int
    let packs: String
    let missing: [String]
    let fields: [Field]

    struct Field: Encodable {
      let id: String
      let title: String
      let text: String?
      let fact: String?
      let columns: [String]?
      let rows: [[String]]?

      init(_ field: CardField) {
        id = field.id
        title = field.title
        text = field.text
        switch field.facts {
        case .none: (fact, columns, rows) = (nil, nil, nil)
        case .line(let line): (fact, columns, rows) = (line, nil, nil)
        case .table(let header, let body): (fact, columns, rows) = (nil, header, body)
        }
      }
    }
  }
}
