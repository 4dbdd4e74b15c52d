internal import Documents

/// A paragraph, an item of a list, a row of a table: what is read as one, with what it stands under.
struct Passage {
  /// The text with its line ends, and blanks in place of code within lines.
  let text: String
  /// The line of the file that it begins in, from 1.
  let line: Int
  /// What it stands under: the nearest heading, and the words that lead a list or a table in.
  let context: String
  /// The header of the table that it is a row of; empty for the header itself and for what is no row.
  let header: String

  /// The passages of a section; code in fences, comments and headings are none.
  ///
  /// - Parameters:
  ///   - text: Markdown.
  ///   - line: The line of the file that it begins in.
  /// - Returns: Them, in order.
  static func passages(of text: String, from line: Int) -> [Passage] {
    var passages: [Passage] = []
    var fences = Markdown.Fences()
    var open: (lines: [Substring], line: Int)?
    var (heading, lead, header) = ("", "", "")
    func close() {
      guard let own = open else { return }
      let words = own.lines.joined(separator: "\n")
      passages.append(
        Passage(
          text: words, line: own.line, context: [heading, lead, header].joined(separator: " "),
          header: header == words ? "" : header))
      if !isItem(own.lines[0]) {
        lead = words.trimmedEnd.hasSuffix(":") ? words : ""
      }
      open = nil
    }
    for (index, content) in withoutComments(text).lines.enumerated() {
      if fences.take(content) {
        close()
      } else if content.allSatisfy(\.isWhitespace) {
        close()
        header = ""
      } else if content.hasPrefix("#") {
        close()
        (heading, lead) = (String(content), "")
      } else if isItem(content) || open == nil {
        close()
        if content.hasPrefix("|"), header.isEmpty { header = String(content) }
        open = ([content], line + index)
      } else {
        open?.lines.append(content)
      }
    }
    close()
    return passages
  }

  private static func isItem(_ line: Substring) -> Bool {
    line.firstMatch(of: /^\s*(\||([-*+>]|\d{1,3}[.)])(\s|$))/) != nil
  }

  /// The text with blanks in place of comments, so that every line keeps its number.
  private static func withoutComments(_ text: String) -> String {
    guard text.contains("<!--") else { return text }
    return text.replacing(/(?s)<!--.*?-->/) { match in
      String(match.output.map { $0.isNewline ? Character("\n") : " " })
    }
  }

  /// The sentence, or the cell of a table, that holds a range.
  func sentence(around range: Range<String.Index>) -> Substring {
    func isEnd(_ index: String.Index) -> Bool {
      guard ".!?;".contains(text[index]) else { return false }
      let next = text.index(after: index)
      return next == text.endIndex || text[next].isWhitespace
    }
    var start = range.lowerBound
    while start > text.startIndex {
      let before = text.index(before: start)
      if isEnd(before) { break }
      start = before
    }
    var end = range.upperBound
    while end < text.endIndex, !isEnd(end) { end = text.index(after: end) }
    return text[start..<end]
  }

  /// The line and the column of the file that an index lies at.
  func position(of index: String.Index) -> Tree.Position {
    let before = text[..<index]
    let column = before.lastIndex { $0.isNewline }.map { before[before.index(after: $0)...] }
    return Tree.Position(
      line: line + before.count { $0.isNewline },
      column: (column ?? before).unicodeScalars.count + 1)
  }

  /// Where numbers stand that could be figures: no version, date, item number, or part of a name.
  var numbers: [Range<String.Index>] {
    let number = /\d+(?:[.,]\d+)*(?:\s?%)?(?![\w`\/]|\.\d|\-\d|[.)]\s)/
    return text.matches(of: number).map(\.range)
      .filter { isFree($0.lowerBound, of: ".-/(#`_") && !beginsItem($0.lowerBound) }
  }

  /// Whether no letter, digit or one of some signs stands right before an index.
  func isFree(_ index: String.Index, of signs: String) -> Bool {
    guard index > text.startIndex else { return true }
    let before = text[text.index(before: index)]
    return !before.isLetter && !before.isNumber && !signs.contains(before)
  }

  /// Whether an index is the beginning of the line, where the number of an item would stand.
  private func beginsItem(_ index: String.Index) -> Bool {
    text[..<index].allSatisfy(\.isWhitespace) && Self.isItem(text[index...])
  }
}

extension String {
  fileprivate var trimmedEnd: Substring {
    guard let last = lastIndex(where: { !$0.isWhitespace && !"*_".contains($0) }) else { return "" }
    return self[...last]
  }
}

/// Words that take a sentence out of the present.
enum Hedge {
  /// Whether words speak of another time, of a wish or of a condition.
  static func isHedged(_ words: some StringProtocol) -> Bool {
    let words = Set(words.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init))
    return !words.isDisjoint(with: hedges)
  }

  private static let hedges: Set<String> = [
    "previous", "previously", "earlier", "former", "formerly", "old", "older", "was", "were", "had",
    "before", "until", "since", "once", "when", "if", "will", "would", "should", "shall", "must",
    "may", "might", "could", "next", "later", "future", "planned", "plan", "target", "goal", "aim",
    "want", "wanted", "expected", "hope", "from", "than", "not", "no", "never", "without",
    "predecessor",
    "replaced", "baseline", "instead", "unlike", "after", "first", "then", "ask", "asks", "need",
    "needs", "require", "requires", "required", "limit", "threshold",
  ]
}
