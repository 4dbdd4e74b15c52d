package import Documents
package import Readiness

/// Reads what people wrote on a component's card, and holds what is clearly tied to a fact against
/// that fact.
///
/// Precision before recall: a statement about another time, another component or a wish is not held
/// against the present, and a number that no fact can be found for is counted, not judged.
/// `Documentation/Formats/cards.md` says how the text is read.
package struct CardReview: Sendable {
  /// What contradicts facts, as errors, and what is worth a look, as warnings, by line.
  package private(set) var remarks: [Diagnostic] = []
  /// How many statements agree with facts.
  package private(set) var held = 0
  /// How many numbers and links nothing is known about.
  package private(set) var unverifiable = 0

  /// Whether anything contradicts facts.
  package var contradicts: Bool { remarks.contains { $0.severity == .error } }

  /// What people wrote, with where it stands.
  package struct Text: Sendable {
    let file: String
    let whole: String
    let sections: [(field: String, line: Int, text: String)]

    /// - Parameters:
    ///   - file: Its name, from the folder of airworthy.yaml.
    ///   - whole: All of the file, for showing lines.
    ///   - sections: Text by field.
    ///   - lines: The line that each begins in, from 1.
    package init(file: String, whole: String, sections: [String: String], lines: [String: Int]) {
      self.file = file
      self.whole = whole
      self.sections = sections.map { ($0.key, lines[$0.key] ?? 1, $0.value) }
        .sorted { ($0.line, $0.field) < ($1.line, $1.field) }
    }
  }

  /// - Parameters:
  ///   - text: The card's text.
  ///   - facts: What is known.
  package init(of text: Text, facts: CardKnowledge) {
    let source = Diagnostic.Source(file: text.file, text: text.whole)
    let readers: [any CardClaims] = [
      FigureClaims(facts), VersionClaims(facts), LevelClaims(facts), DutyClaims(facts),
      ReferenceClaims(facts), LinkClaims(facts, file: text.file),
    ]
    for section in text.sections {
      for passage in Passage.passages(of: section.text, from: section.line) {
        var numbers = passage.numbers
        for reader in readers {
          for claim in reader.claims(in: passage) {
            numbers.removeAll { $0.overlaps(claim.range) }
            take(claim, in: passage, source)
          }
        }
        unverifiable += numbers.count
      }
    }
    remarks += CardRules(facts: facts, text: text, source: source).remarks
    remarks.sort { left, right in
      let (one, other) = (left.place?.position ?? .start, right.place?.position ?? .start)
      return (left.place?.file ?? "", one, left.message)
        < (right.place?.file ?? "", other, right.message)
    }
  }

  private mutating func take(_ claim: CardClaim, in passage: Passage, _ source: Diagnostic.Source) {
    switch claim.answer {
    case .holds: held += 1
    case .unknown: unverifiable += 1
    case .contradicted(let message, let fix):
      let place = source.place(
        passage.position(of: claim.range.lowerBound),
        of: passage.text[claim.range].split(separator: "\n").first.map(String.init))
      remarks.append(Diagnostic(.contradicted, message, at: place, fix: fix))
    }
  }
}

/// A statement that could be tied to a fact.
struct CardClaim {
  let range: Range<String.Index>
  let answer: Answer

  enum Answer {
    case holds
    /// It is about something that facts say nothing about.
    case unknown
    case contradicted(String, fix: String?)
  }
}

/// One way of tying words to facts.
protocol CardClaims {
  func claims(in passage: Passage) -> [CardClaim]
}

/// What is known of a component, for holding its card's text against.
package struct CardKnowledge: Sendable {
  let judged: ComponentVerdict
  let verdict: Verdict
  let requirements: [Requirement]
  /// Names that data go by: ids of data sets and components, and paths.
  let data: Set<String>
  let folder: Folder
  /// Components with a card of their own.
  let withCard: Set<Component.ID>
  /// Where `airworthy.yaml` says who owns and reviews.
  let duties: Diagnostic.Place?

  var component: Component { judged.component }
  var system: System { verdict.system }

  /// - Parameters:
  ///   - judged: The component.
  ///   - verdict: The verdict that it is part of.
  ///   - requirements: All requirements of the system.
  ///   - data: Names that data go by.
  ///   - folder: The folder of airworthy.yaml.
  ///   - withCard: Components with a card of their own.
  ///   - duties: Where airworthy.yaml says who reviews.
  package init(
    judged: ComponentVerdict, verdict: Verdict, requirements: [Requirement], data: Set<String>,
    folder: Folder, withCard: Set<Component.ID>, duties: Diagnostic.Place?
  ) {
    self.judged = judged
    self.verdict = verdict
    self.requirements = requirements
    self.data = data
    self.folder = folder
    self.withCard = withCard
    self.duties = duties
  }

  /// Whether words speak of another component than this one.
  func namesAnother(_ words: some StringProtocol) -> Bool {
    let words = words.lowercased()
    return system.components.contains { other in
      other.id != component.id
        && [other.id.rawValue, other.title].contains { words.holds($0.lowercased()) }
    }
  }
}

extension String {
  /// Whether a name stands in the text by itself, and not as a part of another.
  fileprivate func holds(_ name: String) -> Bool {
    ranges(of: name).contains { range in
      let before = range.lowerBound == startIndex ? " " : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? " " : self[range.upperBound]
      return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "-" }
    }
  }
}
