/// By which words a row or a section of a card is told, as people spell them.
enum CardNames {
  /// The field that a row of the header is about; `nil` for an unknown one.
  static func field(ofRow label: String) -> CardText.Field? { field(label, among: rows) }

  /// The field that a section's heading names; `nil` for an unknown one.
  static func field(ofSection heading: String) -> CardText.Field? {
    // A heading may begin with the number of its field.
    if let match = heading.firstMatch(of: /^(C\.[1-9][0-9]?)\b/) { return String(match.output.1) }
    return field(heading, among: sections)
  }

  /// The first rule of which every word is one of the label's, or, of a longer one, begins one.
  private static func field(
    _ label: String, among rules: [(words: String, field: CardText.Field)]
  ) -> CardText.Field? {
    let words = label.lowercased().split { !$0.isLetter && !$0.isNumber }
    guard !words.isEmpty, words.count <= 12 else { return nil }
    return rules.first { rule in
      rule.words.split(separator: " ").allSatisfy { stem in
        words.contains { $0 == stem || $0 == stem + "s" || stem.count > 4 && $0.hasPrefix(stem) }
      }
    }?.field
  }

  private static let rows: [(words: String, field: CardText.Field)] = [
    ("tl dr", "C.16"), ("tldr", "C.16"), ("summary", "C.16"), ("product owner", "C.7"),
    ("product reviewer", "C.8"), ("owner", "C.5"), ("reviewer", "C.6"), ("previous", "C.4"),
    ("coupled", "C.10"), ("component", "C.9"), ("ethic", "C.14"), ("version", "C.15"),
    ("requirement", "C.12"), ("req", "C.12"), ("code", "C.13"), ("repo", "C.13"),
    ("repository", "C.13"),
    ("page", "C.11"), ("project id", "C.2"), ("level", "C.3"), ("trl", "C.3"), ("tech", "C.1"),
    ("technology", "C.1"),
    ("name", "C.1"),
  ]

  private static let sections: [(words: String, field: CardText.Field)] = [
    ("tl dr", "C.16"), ("tldr", "C.16"), ("one line", "C.16"), ("summary", "C.16"),
    ("debrief", "C.26"), ("requirement", "C.17"), ("risk", "C.28"), ("intended", "C.19"),
    ("unacceptable", "C.19"), ("use", "C.19"), ("testing", "C.20"), ("test", "C.20"),
    ("metric", "C.21"), ("result", "C.21"), ("data card", "C.37"), ("data", "C.22"),
    ("ethic", "C.23"), ("assumption", "C.24"), ("caveat", "C.25"), ("edge", "C.25"),
    ("limitation", "C.25"), ("recommendation", "C.25"), ("deployment", "C.29"),
    ("service level", "C.30"), ("sla", "C.30"), ("slo", "C.30"), ("regulation", "C.31"),
    ("security", "C.31"), ("uncertaint", "C.32"), ("feedback", "C.33"), ("human", "C.34"),
    ("fallback", "C.35"), ("bypass", "C.35"), ("monitoring", "C.36"), ("model", "C.18"),
    ("algorithm", "C.18"), ("extra", "C.27"), ("note", "C.27"),
  ]
}
