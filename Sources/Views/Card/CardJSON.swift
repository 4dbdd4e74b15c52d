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
      let links: [Link]?
      let columns: [String]?
      let rows: [[String]]?

      init(_ field: CardField) {
        id = field.id
        title = field.title
        text = field.text
        fact =
          switch field.facts {
          case .line(let line): line
          case .links: field.factText ?? ""
          case .none, .table: nil
          }
        (links, columns, rows) =
          switch field.facts {
          case .none, .line: (nil, nil, nil)
          case .links(let links):
            (links.contains { $0.address != nil } ? links.compactMap(Link.init) : nil, nil, nil)
          case .table(let header, let body): (nil, header, body)
          }
      }
    }

    struct Link: Encodable {
      let text: String
      let address: String

      init?(_ link: CardField.Link) {
        guard let address = link.address else { return nil }
        text = link.text
        self.address = address
      }
    }
  }
}
