/// Reads a rule: `or` binds least, then `and`, `not`, comparisons, sums, products, signs.
struct RuleParser {
  private let tokens: [RuleToken]
  private var position = 0
  /// How many parentheses, brackets and prefixes are open.
  private var depth = 0

  private static let depthMax = 32
  private static let words: Set<String> = [
    "and", "or", "not", "in", "between", "is", "true", "false",
  ]

  /// - Throws: ``RuleFault``.
  static func node(of text: String) throws(RuleFault) -> RuleNode {
    var parser = RuleParser(tokens: try RuleLexer.tokens(of: text))
    let node = try parser.disjunction()
    guard parser.current.kind == .end else { throw parser.unexpected("'and', 'or' or the end") }
    return node
  }

  private init(tokens: [RuleToken]) { self.tokens = tokens }

  private var current: RuleToken { tokens[position] }

  private mutating func advance() { position = min(position + 1, tokens.count - 1) }

  private func isWord(_ word: String, _ token: RuleToken? = nil) -> Bool {
    (token ?? current).kind == .name(word, isQuoted: false)
  }

  private mutating func take(word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  private mutating func take(sign: String) -> Bool {
    guard current.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  private mutating func expect(_ sign: String) throws(RuleFault) {
    if !take(sign: sign) { throw unexpected("'\(sign)'") }
  }

  private func unexpected(_ wanted: String) -> RuleFault {
    var fix: String?
    if case .name(let name, isQuoted: false) = current.kind {
      let lower = name.lowercased()
      if lower != name, Self.words.contains(lower) { fix = "write '\(lower)', in lower case" }
    }
    return RuleFault("expected \(wanted), found \(current.noun)", at: current, fix: fix)
  }

  /// Goes a step deeper, as deep as a rule may be.
  private mutating func deeper<Part>(
    _ body: (inout RuleParser) throws(RuleFault) -> Part
  ) throws(RuleFault) -> Part {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthMax else {
      throw RuleFault(
        "the rule is nested more than \(Self.depthMax) deep", at: current,
        fix: "write several rules; each must hold")
    }
    return try body(&self)
  }

  private func node(
    _ kind: RuleNode.Kind, from start: Int, over parts: [RuleNode]
  ) throws(RuleFault) -> RuleNode {
    let last = tokens[max(0, position - 1)]
    return try RuleNode(
      kind, at: start, length: last.start + last.length - start, over: parts)
  }

  // MARK: - Truths

  private mutating func disjunction() throws(RuleFault) -> RuleNode {
    var parts = [try conjunction()]
    while take(word: "or") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : try node(.any(parts), from: parts[0].start, over: parts)
  }

  private mutating func conjunction() throws(RuleFault) -> RuleNode {
    var parts = [try negation()]
    while take(word: "and") { parts.append(try negation()) }
    return parts.count == 1 ? parts[0] : try node(.all(parts), from: parts[0].start, over: parts)
  }

  private mutating func negation() throws(RuleFault) -> RuleNode {
    let start = current.start
    guard take(word: "not") else { return try comparison() }
    let part = try deeper { (parser) throws(RuleFault) in try parser.negation() }
    return try node(.not(part), from: start, over: [part])
  }

  private mutating func comparison() throws(RuleFault) -> RuleNode {
    let left = try sum()
    if case .sign(let sign) = current.kind, let order = RuleNode.Order(sign: sign) {
      advance()
      let right = try sum()
      if case .sign(let next) = current.kind, RuleNode.Order(sign: next) != nil {
        throw RuleFault(
          "comparisons do not chain", at: current, fix: "write 'between', or two joined by 'and'")
      }
      return try node(.comparison(order, left, right), from: left.start, over: [left, right])
    }
    let isDenied = isWord("not")
    if isDenied { advance() }
    if take(word: "in") {
      let members = try list()
      let part = try node(.membership(left, members), from: left.start, over: [left] + members)
      return isDenied ? try node(.not(part), from: left.start, over: [part]) : part
    }
    if take(word: "between") {
      let low = try sum()
      if !take(word: "and") { throw unexpected("'and' and the upper end") }
      let high = try sum()
      let part = try node(.between(left, low, high), from: left.start, over: [left, low, high])
      return isDenied ? try node(.not(part), from: left.start, over: [part]) : part
    }
    if isDenied { throw unexpected("'in' or 'between' after 'not'") }
    if isWord("is") {
      throw RuleFault("'is' is no word of rules", at: current, fix: "write is_missing(…)")
    }
    return left
  }

  private mutating func list() throws(RuleFault) -> [RuleNode] {
    try expect("[")
    var members: [RuleNode] = []
    repeat { members.append(try unary()) } while take(sign: ",")
    try expect("]")
    return members
  }

  // MARK: - Values

  private mutating func sum() throws(RuleFault) -> RuleNode {
    try chain(["+", "-"]) { (parser) throws(RuleFault) in
      try parser.chain(["*", "/", "%"]) { (parser) throws(RuleFault) in try parser.unary() }
    }
  }

  private mutating func chain(
    _ signs: Set<String>, _ part: (inout RuleParser) throws(RuleFault) -> RuleNode
  ) throws(RuleFault) -> RuleNode {
    var left = try part(&self)
    while case .sign(let sign) = current.kind, signs.contains(sign),
      let operation = RuleNode.Operation(rawValue: sign)
    {
      advance()
      let right = try part(&self)
      left = try node(
        .arithmetic(operation, left, right), from: left.start, over: [left, right])
    }
    return left
  }

  private mutating func unary() throws(RuleFault) -> RuleNode {
    let start = current.start
    guard take(sign: "-") else { return try primary() }
    let part = try deeper { (parser) throws(RuleFault) in try parser.unary() }
    if case .number(let number) = part.kind {
      return try node(.number(-number), from: start, over: [])
    }
    return try node(.negative(part), from: start, over: [part])
  }

  private mutating func primary() throws(RuleFault) -> RuleNode {
    let token = current
    switch token.kind {
    case .number(let number):
      advance()
      return try node(.number(number), from: token.start, over: [])
    case .text(let text):
      advance()
      return try node(.text(text), from: token.start, over: [])
    case .name(let name, let isQuoted):
      if !isQuoted, Self.words.contains(name), name != "true", name != "false" {
        throw unexpected("a column, a number, a text or '('")
      }
      advance()
      if !isQuoted, name == "true" || name == "false" {
        return try node(.truth(name == "true"), from: token.start, over: [])
      }
      guard !isQuoted, current.kind == .sign("(") else {
        return try node(.column(name), from: token.start, over: [])
      }
      return try call(name, from: token.start)
    case .sign("("):
      advance()
      let part = try deeper { (parser) throws(RuleFault) in try parser.disjunction() }
      try expect(")")
      return part
    default: throw unexpected("a column, a number, a text or '('")
    }
  }

  private mutating func call(_ name: String, from start: Int) throws(RuleFault) -> RuleNode {
    try expect("(")
    let arguments = try deeper { (parser) throws(RuleFault) in
      var arguments: [RuleNode] = []
      if parser.current.kind == .sign(")") { return arguments }
      repeat { arguments.append(try parser.disjunction()) } while parser.take(sign: ",")
      return arguments
    }
    try expect(")")
    return try node(.call(name, arguments), from: start, over: arguments)
  }
}
