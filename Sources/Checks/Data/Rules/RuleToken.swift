internal import Documents
internal import Readiness

/// A word of a rule; places count Unicode scalars from the rule's first.
struct RuleToken: Hashable {
  enum Kind: Hashable {
    case number(Double)
    case text(String)
    /// A column, a function or a word of the language; in backquotes only a column.
    case name(String, isQuoted: Bool)
    case sign(String)
    case end
  }

  let kind: Kind
  let start: Int
  let length: Int

  /// What it is, for a sentence.
  var noun: String {
    switch kind {
    case .number(let number): number.brief
    case .text(let text): "'\(text.shortened(to: 40))'"
    case .name(let name, _): "'\(name.shortened(to: 40))'"
    case .sign(let sign): "'\(sign)'"
    case .end: "the end"
    }
  }
}

/// What is wrong in a rule, with its place.
package struct RuleFault: Error, Hashable, Sendable {
  package let message: String
  /// In Unicode scalars from the rule's first.
  package let start: Int
  package let length: Int
  package let fix: String?

  init(_ message: String, at start: Int, length: Int = 1, fix: String? = nil) {
    self.message = message
    self.start = start
    self.length = max(1, length)
    self.fix = fix
  }

  init(_ message: String, at token: RuleToken, fix: String? = nil) {
    self.init(message, at: token.start, length: token.length, fix: fix)
  }
}

/// Cuts a rule into words.
struct RuleLexer {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  /// The longest rule that is read, in bytes of UTF-8.
  static let bytesMax = 2000

  /// - Parameter text: A rule.
  /// - Returns: Its words, and an end.
  /// - Throws: ``RuleFault``.
  static func tokens(of text: String) throws(RuleFault) -> [RuleToken] {
    guard text.utf8.count <= bytesMax else {
      throw RuleFault(
        "the rule has \(text.utf8.count) bytes; \(bytesMax) are read at most", at: 0,
        fix: "write several rules; each must hold")
    }
    var lexer = RuleLexer(scalars: Array(text.unicodeScalars))
    var tokens: [RuleToken] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens + [RuleToken(kind: .end, start: lexer.scalars.count, length: 1)]
  }

  private mutating func next() throws(RuleFault) -> RuleToken? {
    while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
    guard position < scalars.count else { return nil }
    let start = position
    let first = scalars[position]
    let kind: RuleToken.Kind
    if first.isDigit || first == "." && peek(1)?.isDigit == true {
      kind = try number()
    } else if first == "'" || first == "\"" {
      kind = .text(try quoted(by: first))
    } else if first == "`" {
      kind = .name(try quoted(by: first), isQuoted: true)
    } else if first.isNameStart {
      while let scalar = peek(0), scalar.isNameStart || scalar.isDigit { position += 1 }
      kind = .name(text(start..<position), isQuoted: false)
    } else {
      kind = .sign(try sign())
    }
    return RuleToken(kind: kind, start: start, length: position - start)
  }

  private mutating func number() throws(RuleFault) -> RuleToken.Kind {
    let start = position
    while let scalar = peek(0), scalar.isDigit || scalar == "." { position += 1 }
    if peek(0) == "e" || peek(0) == "E" {
      position += peek(1) == "-" || peek(1) == "+" ? 2 : 1
      while peek(0)?.isDigit == true { position += 1 }
    }
    let written = text(start..<position)
    guard let number = Double(written), number.isFinite else {
      throw RuleFault(
        "'\(written.shortened(to: 40))' is no number", at: start, length: position - start)
    }
    if let scalar = peek(0), scalar.isNameStart {
      throw RuleFault(
        "a name cannot begin with a digit", at: start, length: position - start,
        fix: "put the name of a column in backquotes, like `2nd leg`")
    }
    return .number(number)
  }

  /// What stands in quotes; a doubled quote stands for one.
  private mutating func quoted(by quote: Unicode.Scalar) throws(RuleFault) -> String {
    let start = position
    var content = String.UnicodeScalarView()
    position += 1
    while let scalar = peek(0) {
      position += 1
      guard scalar == quote else {
        content.append(scalar)
        continue
      }
      guard peek(0) == quote else { return String(content) }
      content.append(quote)
      position += 1
    }
    throw RuleFault("a quote is opened here and never closed", at: start)
  }

  private mutating func sign() throws(RuleFault) -> String {
    for sign in ["<=", ">=", "==", "!=", "<>"] where text(position..<position + 2) == sign {
      position += 2
      return sign
    }
    let sign = String(Character(scalars[position]))
    guard "<>=+-*/%()[],".contains(sign) else {
      let near = ["&": "write 'and'", "|": "write 'or'", "!": "write 'not'"][sign]
      throw RuleFault("'\(sign)' is no sign of rules", at: position, fix: near)
    }
    position += 1
    return sign
  }

  private func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range.clamped(to: 0..<scalars.count)]))
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
  fileprivate var isNameStart: Bool { self == "_" || properties.isAlphabetic }
}
