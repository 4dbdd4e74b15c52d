/// A page for the terminal: lines of toned words, laid out to a width when it is rendered.
///
/// Whatever comes from data is cleaned of control characters, so that nothing a file holds can
/// steer the terminal.
package struct TextPage: Sendable {
  private var blocks: [Block] = []

  private enum Block: Sendable {
    case line(Line, indent: Int, hanging: Int)
    case blank
    case table(TextTable, indent: Int)
  }

  package init() {}

  package mutating func heading(_ text: String) {
    blank()
    blocks.append(.line(Line(text, .strong), indent: 0, hanging: 0))
  }

  /// A paragraph; where it is too long, its later lines are indented by `hanging` more.
  package mutating func line(_ line: Line, indent: Int = 0, hanging: Int = 0) {
    blocks.append(.line(line, indent: indent, hanging: hanging))
  }

  /// One blank line, unless there is one already or nothing above.
  package mutating func blank() {
    if case .blank? = blocks.last { return }
    if !blocks.isEmpty { blocks.append(.blank) }
  }

  package mutating func table(_ table: TextTable, indent: Int = 2) {
    blocks.append(.table(table, indent: indent))
  }

  /// All of another page, below a blank line.
  package mutating func append(_ other: TextPage) {
    blank()
    blocks += other.blocks
  }

  /// The page as text that ends with a line end.
  package func rendered(for terminal: Terminal) -> String {
    var lines: [String] = []
    for block in blocks {
      switch block {
      case .blank: lines.append("")
      case .line(let line, let indent, let hanging):
        lines += line.wrapped(
          to: terminal.width, indent: indent, hanging: hanging, colour: terminal.hasColour)
      case .table(let table, let indent):
        lines += table.rendered(
          width: terminal.width, indent: indent, colour: terminal.hasColour)
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

/// What a page is rendered for.
package struct Terminal: Hashable, Sendable {
  package let width: Int
  package let hasColour: Bool

  package init(width: Int = 80, hasColour: Bool = false) {
    self.width = min(max(width, 40), 200)
    self.hasColour = hasColour
  }

  package static let plain = Terminal()
}

/// How a word is meant; colour only repeats what the words and signs say.
package enum Tone: Sendable {
  case plain, strong, faint, good, bad, unsure

  var codes: String {
    switch self {
    case .plain: ""
    case .strong: "1"
    case .faint: "2"
    case .good: "32"
    case .bad: "31"
    case .unsure: "33"
    }
  }
}

/// A run of words of several tones.
package struct Line: Sendable, ExpressibleByStringLiteral {
  private(set) var runs: [(text: String, tone: Tone)]

  package init(_ text: String, _ tone: Tone = .plain) { runs = [(text.cleaned, tone)] }
  package init(stringLiteral value: String) { self.init(value) }

  package static func + (left: Line, right: Line) -> Line {
    var line = left
    line.runs += right.runs
    return line
  }

  package static func + (left: Line, right: String) -> Line { left + Line(right) }

  /// Columns that it takes.
  var count: Int { runs.map(\.text.count).reduce(0, +) }

  func rendered(colour: Bool) -> String {
    runs.map { $0.text.toned($0.tone, colour: colour) }.joined()
  }

  func wrapped(to width: Int, indent: Int, hanging: Int, colour: Bool) -> [String] {
    folded(to: width - indent, hanging: hanging).enumerated().map { index, line in
      String(repeating: " ", count: index == 0 ? indent : indent + hanging)
        + line.rendered(colour: colour)
    }
  }

  /// The line in pieces, each as wide as is allowed at most, unless a single word is wider.
  ///
  /// - Parameters:
  ///   - width: Columns of the first piece.
  ///   - hanging: How many fewer the others get.
  /// - Returns: At least one piece; none begins with a space.
  func folded(to width: Int, hanging: Int = 0) -> [Line] {
    var pieces: [Line] = []
    var piece = Line("")
    var used = 0
    for (word, tone) in words {
      let isOver = used > 0 && used + word.count > width - (pieces.isEmpty ? 0 : hanging)
      if isOver {
        pieces.append(piece)
        piece = Line("")
        used = 0
      }
      let text = used == 0 ? String(word.drop { $0 == " " }) : word
      piece.add(text, tone)
      used += text.count
    }
    return pieces + [piece]
  }

  /// Adds text to the last run where its tone is the same.
  private mutating func add(_ text: String, _ tone: Tone) {
    if let last = runs.last, last.tone == tone || last.text.isEmpty {
      runs[runs.count - 1] = (last.text + text, tone)
    } else {
      runs.append((text, tone))
    }
  }

  /// The words with the spaces before them; words of one run that touch the next stay apart, so
  /// that a sign keeps its own tone.
  private var words: [(String, Tone)] {
    runs.flatMap { text, tone in
      var words: [(String, Tone)] = []
      var word = ""
      for character in text {
        if character == " ", word.contains(where: { $0 != " " }) {
          words.append((word, tone))
          word = ""
        }
        word.append(character)
      }
      if !word.isEmpty { words.append((word, tone)) }
      return words
    }
  }
}

extension String {
  func toned(_ tone: Tone, colour: Bool) -> String {
    colour && !tone.codes.isEmpty && !isEmpty ? "\u{1B}[\(tone.codes)m\(self)\u{1B}[0m" : self
  }

  /// The text in one line, without control characters and marks that turn the direction of writing.
  package var cleaned: String {
    let isClean = unicodeScalars.allSatisfy { !$0.isSteering }
    guard !isClean else { return self }
    var clean = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    for scalar in unicodeScalars {
      if !(last == "\r" && scalar == "\n") { clean.append(scalar.cleaned) }
      last = scalar
    }
    return String(clean)
  }
}

extension Unicode.Scalar {
  /// A blank for what parts lines and columns, a mark for what else would steer.
  fileprivate var cleaned: Unicode.Scalar {
    switch value {
    case 0x09...0x0D, 0x85, 0x2028, 0x2029: " "
    default: isSteering ? "\u{FFFD}" : self
    }
  }

  fileprivate var isSteering: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029: true
    default: false
    }
  }
}
