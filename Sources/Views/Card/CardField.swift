package import Readiness

/// One field of the TRL Card: what is computed for it, and what people wrote.
package struct CardField: Sendable {
  package let id: String
  package let title: String
  /// The level from which on it may no longer be empty; `nil` where it always may.
  package let mustFrom: Level?
  package let facts: Facts
  /// Markdown, kept by people.
  package let text: String?
  /// Whether what is computed does not answer the field without a text of people's.
  let isShort: Bool

  package enum Facts: Sendable {
    case none
    case line(String)
    /// Parts, each with where it leads.
    case links([Link])
    case table([String], [[String]])

    var isEmpty: Bool {
      switch self {
      case .none: true
      case .line(let line): line.isEmpty
      case .links(let links): links.isEmpty
      case .table(_, let rows): rows.isEmpty
      }
    }
  }

  /// A part of a line that may lead somewhere.
  package struct Link: Sendable {
    let text: String
    /// An address of the web, or a path from the folder of airworthy.yaml; `nil` where it leads
    /// nowhere.
    let address: String?
    /// A command that shows it.
    let command: String?

    init(_ text: String, to address: String? = nil, command: String? = nil) {
      self.text = text
      self.address = address
      self.command = command
    }

    /// The part where nothing can be followed.
    var words: String { command.map { "\(text) (\($0))" } ?? text }
  }

  /// What stands before facts in Markdown; a text of people's that bears it is not read.
  static let mark = "Computed:"

  package var isEmpty: Bool { text == nil && facts.isEmpty }

  /// Whether the card is incomplete without it at a level.
  package func isMissing(at level: Level) -> Bool {
    (isEmpty || isShort && text == nil) && mustFrom.map { $0 <= level } ?? false
  }
}

extension CardField {
  init(_ kind: Kind, facts: CardFacts, texts: [String: String]) {
    self.init(
      id: kind.id, title: kind.title, mustFrom: kind.mustFrom.flatMap { Level($0) },
      facts: facts.facts(for: kind.id), text: texts[kind.id], isShort: facts.isShort(of: kind.id))
  }

  /// A question with its answer.
  init(_ prompt: QuestionSet.Prompt, text: String?) {
    self.init(
      id: prompt.id, title: prompt.title, mustFrom: nil, facts: .none, text: text, isShort: false)
  }

  /// The name of a field and the level from which on it must be filled.
  struct Kind {
    let id: String
    let title: String
    let mustFrom: Int?
    /// Whether it stands in the summary at the top.
    let isHeader: Bool

    init(_ number: Int, _ title: String, from level: Int?, header: Bool = false) {
      id = "C.\(number)"
      self.title = title
      mustFrom = level
      isHeader = header
    }
  }

  static let kinds = [
    Kind(1, "Technology", from: 0, header: true),
    Kind(2, "Project id", from: 0, header: true),
    Kind(3, "Current level", from: 0, header: true),
    Kind(4, "Previous cards", from: 1, header: true),
    Kind(5, "Owner, R&D", from: 0, header: true),
    Kind(6, "Reviewer, R&D", from: 0, header: true),
    Kind(7, "Owner, product", from: 4, header: true),
    Kind(8, "Reviewer, product", from: 4, header: true),
    Kind(9, "Component codes", from: 2, header: true),
    Kind(10, "Coupled components", from: 3, header: true),
    Kind(11, "Project page", from: 1, header: true),
    Kind(12, "Requirements and V&V", from: 2, header: true),
    Kind(13, "Code and documentation", from: 1, header: true),
    Kind(14, "Ethics checklist", from: 0, header: true),
    Kind(15, "Versions", from: 1, header: true),
    Kind(16, "One-line summary", from: 0),
    Kind(17, "Top-level requirements", from: 2),
    Kind(18, "Model and algorithm", from: 0),
    Kind(19, "Intended use, and unacceptable use", from: 4),
    Kind(20, "Testing status", from: 3),
    Kind(21, "Metrics and results", from: 2),
    Kind(22, "Data considerations", from: 1),
    Kind(23, "Ethics", from: 0),
    Kind(24, "Key assumptions", from: 2),
    Kind(25, "Caveats, known edge cases, recommendations", from: 1),
    Kind(26, "Stage debrief", from: 1),
    Kind(27, "Notes", from: nil),
    Kind(28, "Risks", from: 2),
    Kind(29, "Deployment setting", from: 6),
    Kind(30, "Service levels", from: 4),
    Kind(31, "Regulation and security", from: 4),
    Kind(32, "Uncertainty", from: 4),
    Kind(33, "Hidden feedback loops", from: 4),
    Kind(34, "Human in the loop", from: 4),
    Kind(35, "Fallback or bypass mode", from: 8),
    Kind(36, "Monitoring", from: 9),
    Kind(37, "Data cards", from: 1),
    Kind(38, "Level history", from: 0),
  ]
}
