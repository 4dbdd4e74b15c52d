package import Documents
internal import Readiness

/// A card as it was put into JSON: what two cards are compared by.
package struct CardRecord: Sendable {
  package let component: String
  let level: Int
  let at: String
  let position: Int
  let fields: [Field]

  struct Field: Sendable {
    let id: String
    let title: String
    /// What people wrote.
    let text: String?
    /// What is computed: one line, or the rows of a table.
    let facts: [String]
  }

  package init(_ card: Card) {
    component = card.component.id.rawValue
    level = card.level.number
    at = card.at.text
    position = card.position
    fields = (card.fields + card.questions.flatMap(\.fields)).map { field in
      let facts: [String] =
        switch field.facts {
        case .none: []
        case .line(let line): line.isEmpty ? [] : [line]
        case .links: [field.factText].compactMap(\.self)
        case .table(_, let rows): rows.map { $0.joined(separator: " · ") }
        }
      return Field(id: field.id, title: field.title, text: field.text, facts: facts)
    }
  }

  /// Reads what ``CardJSON`` writes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: Its name, for diagnostics.
  /// - Throws: ``Documents/Diagnostics`` where it is no card.
  package init(_ bytes: [UInt8], file: String) throws(Diagnostics) {
    let tree = try JSON.read(bytes, file: file)
    func number(_ name: String) -> Int? { tree[name]?.text.flatMap { Int($0) } }
    guard number("schemaVersion") == JSONText.schemaVersion,
      let component = tree["component"]?.text, let level = number("level"),
      let at = tree["at"]?.text, let position = number("position"),
      case .sequence(let list)? = tree["fields"]?.content
    else { throw Self.noCard(file, at: tree.position) }
    self.component = component
    self.level = level
    self.at = at
    self.position = position
    var fields: [Field] = []
    for entry in list {
      guard let id = entry["id"]?.text, let title = entry["title"]?.text,
        !fields.contains(where: { $0.id == id })
      else { throw Self.noCard(file, at: entry.position) }
      let line = entry["fact"]?.text
      let rows = (entry["rows"]?.elements ?? []).map { row in
        row.elements.map { $0.text ?? "" }.joined(separator: " · ")
      }
      fields.append(
        Field(
          id: id, title: title, text: entry["text"]?.text,
          facts: [line].compactMap { $0?.isEmpty == false ? $0 : nil } + rows))
    }
    self.fields = fields
  }

  private static func noCard(_ file: String, at position: Tree.Position) -> Diagnostics {
    Diagnostics([
      Diagnostic(
        .badCard, "this is not a card as JSON", at: .init(file: file, position: position),
        fix: "write one with 'airworthy card NAME --format json'")
    ])
  }
}

/// What differs between two cards, field by field.
package struct CardComparison: Sendable {
  let before: CardRecord
  let after: CardRecord
  let fields: [Change]

  /// Ids of the fields that differ.
  package var changed: Set<String> { Set(fields.map(\.id)) }

  struct Change: Sendable {
    let id: String
    let title: String
    /// Lines of people's text, and of what is computed, that are gone or new.
    let text: LineChanges
    let facts: LineChanges
  }

  struct LineChanges: Sendable {
    let gone: [String]
    let new: [String]

    var isEmpty: Bool { gone.isEmpty && new.isEmpty }

    /// Lines are told apart as a whole; one that only moved is not counted.
    init(from before: [String], to after: [String]) {
      let steps = after.difference(from: before).inferringMoves()
      var (gone, new): ([String], [String]) = ([], [])
      for step in steps {
        switch step {
        case .remove(_, let line, associatedWith: nil): gone.append(line)
        case .insert(_, let line, associatedWith: nil): new.append(line)
        default: break
        }
      }
      (self.gone, self.new) = (gone, new)
    }
  }

  package init(from before: CardRecord, to after: CardRecord) {
    self.before = before
    self.after = after
    let ids = after.fields.map(\.id) + before.fields.map(\.id)
    var seen: Set<String> = []
    fields = ids.filter { seen.insert($0).inserted }.compactMap { id in
      let (old, new) = (before.field(id), after.field(id))
      let change = Change(
        id: id, title: new?.title ?? old?.title ?? "",
        text: LineChanges(from: old?.textLines ?? [], to: new?.textLines ?? []),
        facts: LineChanges(from: old?.facts ?? [], to: new?.facts ?? []))
      return change.text.isEmpty && change.facts.isEmpty ? nil : change
    }
  }
}

extension CardRecord {
  fileprivate func field(_ id: String) -> Field? { fields.first { $0.id == id } }
}

extension CardRecord.Field {
  fileprivate var textLines: [String] {
    text.map { $0.lines.map(String.init).filter { !$0.allSatisfy(\.isWhitespace) } } ?? []
  }
}
