/// A word or an operator of a script of POSIX shells; comments, redirections and here-documents are
/// left out.
struct ShellToken {
  enum What: Equatable {
    case word(String)
    case sign(String)
  }

  let what: What
  /// How many lines stand before it.
  let line: Int

  static func all(in text: String) -> [ShellToken] {
    var reading = Reading(rest: text[...])
    while let character = reading.rest.popFirst() { reading.take(character) }
    reading.endWord()
    return reading.tokens
  }

  private struct Reading {
    var rest: Substring
    var tokens: [ShellToken] = []
    private var line = 0
    private var word = ""
    private var isWord = false
    private var start = 0
    /// Whether the next word is where a redirection leads.
    private var isTarget = false
    /// The last lines of here-documents that begin after this line.
    private var documents: [String] = []
    private var isDocument = false

    init(rest: Substring) { self.rest = rest }

    mutating func take(_ character: Character) {
      switch character {
      case "\\":
        guard let next = rest.popFirst() else { return }
        if next.isNewline { line += 1 } else { add(String(next)) }
      case "'", "\"", "`": quote(until: character)
      case "#" where !isWord: rest = rest.drop { !$0.isNewline }
      case _ where character.isNewline:
        endWord()
        tokens.append(ShellToken(what: .sign("\n"), line: line))
        line += 1
        skipDocuments()
      case _ where character.isWhitespace: endWord()
      case "<", ">": redirect(character)
      case "&" where rest.first == ">": redirect(character)
      case "$" where rest.hasPrefix("{{"): takeExpression()
      case "$" where rest.first == "(": substitute()
      case "(", ")", ";", "&", "|": sign(character)
      default: add(String(character))
      }
    }

    mutating func endWord() {
      defer { (word, isWord) = ("", false) }
      guard isWord else { return }
      if isDocument {
        documents.append(word)
      } else if !isTarget {
        tokens.append(ShellToken(what: .word(word), line: start))
      }
      (isTarget, isDocument) = (false, false)
    }

    private mutating func add(_ text: String) {
      if !isWord { start = line }
      isWord = true
      word += text
    }

    private mutating func quote(until mark: Character) {
      add(mark == "`" ? "`" : "")
      while let next = rest.popFirst(), next != mark {
        if next.isNewline { line += 1 }
        if next == "\\", mark == "\"", let escaped = rest.popFirst() {
          if escaped.isNewline { line += 1 } else { word.append(escaped) }
        } else {
          word.append(next)
        }
      }
      if mark == "`" { word += "`" }
    }

    private mutating func sign(_ character: Character) {
      endWord()
      var sign = String(character)
      if "(" != character, ")" != character, rest.first == character {
        sign.append(rest.removeFirst())
      } else if character == "|", rest.first == "&" {
        rest.removeFirst()
      }
      tokens.append(ShellToken(what: .sign(sign == ";;" ? ";" : sign), line: line))
    }

    /// The line fails with a command whose output a name keeps; what is in another substitution is
    /// part of a word.
    private mutating func substitute() {
      if word.hasSuffix("="), !rest.hasPrefix("((") {
        (word, isWord) = ("", false)
        rest.removeFirst()
        tokens.append(ShellToken(what: .sign("("), line: line))
        return
      }
      add("$")
      var depth = 0
      while let next = rest.popFirst() {
        word.append(next)
        if next.isNewline { line += 1 }
        if next == "(" { depth += 1 }
        if next == ")" { depth -= 1 }
        if depth == 0 { return }
      }
    }

    /// What the host puts in before a shell sees it: `${{ }}`.
    private mutating func takeExpression() {
      let end = rest.firstRange(of: "}}")?.upperBound ?? rest.endIndex
      add("$" + rest[..<end].filter { !$0.isNewline })
      line += rest[..<end].count(where: \.isNewline)
      rest = rest[end...]
    }

    private mutating func redirect(_ first: Character) {
      if isWord, word.allSatisfy(\.isNumber) { (word, isWord) = ("", false) }
      endWord()
      var sign = String(first)
      while let next = rest.first, "<>&|-".contains(next) { sign.append(rest.removeFirst()) }
      isDocument = sign == "<<" || sign == "<<-"
      isTarget = !sign.hasSuffix("-") || isDocument
    }

    private mutating func skipDocuments() {
      for end in documents {
        while !rest.isEmpty {
          let body = rest.prefix { !$0.isNewline }
          rest = rest[body.endIndex...].dropFirst()
          line += 1
          if String(body).trimmed == end { break }
        }
      }
      documents = []
    }
  }
}
