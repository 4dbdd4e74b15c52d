internal import Documents
internal import Profiling
internal import Readiness

/// Ties a rule to the columns of a table, and finds what cannot be computed.
struct RuleTyping {
  /// The columns that may be named, with their types.
  let types: [String: ColumnType]
  /// The columns that the rule names, each with its slot.
  private(set) var columns: [String] = []

  static let functions = [
    "abs", "day", "hour", "if_missing", "is_missing", "length", "matches", "minute", "month",
    "number", "seconds_between", "time", "weekday", "year",
  ]

  init(types: [String: ColumnType]) { self.types = types }

  /// - Throws: ``RuleFault``.
  mutating func truth(_ node: RuleNode) throws(RuleFault) -> TruthTerm {
    let term = try term(node)
    guard case .truth(let truth) = term else {
      throw fault(
        "expected a condition that is true or false, found \(term.noun)", node,
        fix: "compare it with something")
    }
    return truth
  }

  private func fault(_ message: String, _ node: RuleNode, fix: String? = nil) -> RuleFault {
    RuleFault(message, at: node.start, length: node.length, fix: fix)
  }

  private mutating func term(_ node: RuleNode) throws(RuleFault) -> Term {
    switch node.kind {
    case .number(let number): return .number(.constant(number))
    case .text(let text): return .text(.constant(text))
    case .truth(let truth): return .truth(.constant(truth))
    case .column(let name): return try column(name, node)
    case .negative(let part): return .number(.negative(try number(part)))
    case .arithmetic(let operation, let left, let right):
      return .number(.arithmetic(operation, try number(left), try number(right)))
    case .comparison(let order, let left, let right):
      return .truth(try comparison(order, left, right))
    case .membership(let part, let members): return .truth(try membership(part, members))
    case .between(let part, let low, let high):
      return .truth(
        .all([try comparison(.greaterOrEqual, part, low), try comparison(.lessOrEqual, part, high)])
      )
    case .not(let part): return .truth(.not(try truth(part)))
    case .all(let parts): return .truth(.all(try truths(parts)))
    case .any(let parts): return .truth(.any(try truths(parts)))
    case .call(let name, let arguments): return try call(name, arguments, node)
    }
  }

  private mutating func truths(_ nodes: [RuleNode]) throws(RuleFault) -> [TruthTerm] {
    var terms: [TruthTerm] = []
    for node in nodes { terms.append(try truth(node)) }
    return terms
  }

  private mutating func column(_ name: String, _ node: RuleNode) throws(RuleFault) -> Term {
    guard let type = types[name] else {
      let near = Spelling.nearest(to: name, among: Array(types.keys))
      throw fault(
        "no column '\(name.shortened(to: 40))' is declared", node,
        fix: Self.functions.contains(name)
          ? "'\(name)' is a function: write \(name)(…)"
          : near.map { "did you mean '\($0)'?" }
            ?? "declare it under columns; put texts in quotes")
    }
    let slot = columns.firstIndex(of: name) ?? columns.count
    if slot == columns.count { columns.append(name) }
    switch type {
    case .number: return .number(.column(slot))
    case .category: return .text(.column(slot))
    case .time: return .time(.column(slot))
    }
  }

  private mutating func number(_ node: RuleNode) throws(RuleFault) -> NumberTerm {
    let term = try term(node)
    guard case .number(let number) = term else {
      throw fault(
        "expected a number, found \(term.noun)", node,
        fix: term.noun == "a text" ? "number(…) reads a text as a number" : nil)
    }
    return number
  }

  private mutating func text(_ node: RuleNode) throws(RuleFault) -> TextTerm {
    let term = try term(node)
    guard case .text(let text) = term else {
      throw fault("expected a text, found \(term.noun)", node)
    }
    return text
  }

  private mutating func time(_ node: RuleNode) throws(RuleFault) -> TimeTerm {
    let term = try term(node)
    guard case .time(let time) = term else {
      throw fault(
        "expected a time, found \(term.noun)", node,
        fix: term.noun == "a text" ? "write a time as time('2013-05-01T10:00:00Z')" : nil)
    }
    return time
  }

  private mutating func comparison(
    _ order: RuleNode.Order, _ left: RuleNode, _ right: RuleNode
  ) throws(RuleFault) -> TruthTerm {
    switch (try term(left), try term(right)) {
    case (.number(let a), .number(let b)): return .numbers(order, a, b)
    case (.text(let a), .text(let b)): return .texts(order, a, b)
    case (.time(let a), .time(let b)): return .times(order, a, b)
    case (.truth, _), (_, .truth):
      throw fault(
        "conditions are joined, not compared", left, fix: "use 'and', 'or' and 'not'")
    case (let a, let b): throw mismatch(a, b, at: right)
    }
  }

  /// Two values of different types, with what was most likely meant.
  private func mismatch(_ left: Term, _ right: Term, at node: RuleNode) -> RuleFault {
    let fix: String? =
      switch (left, right, node.kind) {
      case (.text, .number, .number(let number)): "write '\(number.brief)', in quotes"
      case (.time, .text, .text(let text)): "write time('\(text.shortened(to: 40))')"
      case (.number, .text, .text(let text)) where Double(text) != nil:
        "write \(text.shortened(to: 40)) without quotes"
      case (.number, .text, _), (.text, .number, _): "number(…) reads a text as a number"
      default: nil
      }
    return fault("\(left.noun) is compared with \(right.noun)", node, fix: fix)
  }

  private mutating func membership(
    _ node: RuleNode, _ members: [RuleNode]
  ) throws(RuleFault) -> TruthTerm {
    let part = try term(node)
    var (numbers, texts, times): (Set<Double>, Set<String>, Set<Moment>) = ([], [], [])
    for member in members {
      switch (part, try term(member)) {
      case (.number, .number(.constant(let number))): numbers.insert(number)
      case (.text, .text(.constant(let text))): texts.insert(text)
      case (.time, .time(.constant(let time))): times.insert(time)
      case (_, let other) where other.noun != part.noun:
        throw mismatch(part, other, at: member)
      default:
        throw fault("a list holds numbers, texts or times as they are written", member)
      }
    }
    switch part {
    case .number(let part): return .numberAmong(part, numbers)
    case .text(let part): return .textAmong(part, texts)
    case .time(let part): return .timeAmong(part, times)
    case .truth: throw fault("a condition is in no list", node)
    }
  }

  // MARK: - Functions

  private mutating func call(
    _ name: String, _ arguments: [RuleNode], _ node: RuleNode
  ) throws(RuleFault) -> Term {
    let wanted = ["if_missing", "matches", "seconds_between"].contains(name) ? 2 : 1
    guard Self.functions.contains(name) else {
      let near = Spelling.nearest(to: name, among: Self.functions)
      throw fault(
        "there is no function '\(name.shortened(to: 40))'", node,
        fix: near.map { "did you mean '\($0)'?" }
          ?? "there are \(Self.functions.joined(separator: ", "))")
    }
    guard arguments.count == wanted else {
      throw fault("\(name) takes \(wanted.of("value")), found \(arguments.count)", node)
    }
    let (first, last) = (arguments[0], arguments[wanted - 1])
    switch name {
    case "abs": return .number(.absolute(try number(first)))
    case "is_missing": return .truth(.isMissing(try term(first)))
    case "length": return .number(.length(try text(first)))
    case "number": return .number(.ofText(try text(first)))
    case "seconds_between": return .number(.secondsBetween(try time(first), try time(last)))
    case "if_missing": return try either(first, last)
    case "time": return .time(.constant(try moment(first)))
    case "matches":
      guard case .text(let pattern) = last.kind else {
        throw fault("a pattern is a text in quotes", last)
      }
      // The quote comes before the pattern.
      return .truth(.matches(try text(first), try RulePattern(pattern, at: last.start + 1)))
    default:
      guard let part = DatePart(rawValue: name) else {
        throw fault("there is no function '\(name)'", node)
      }
      return .number(.part(part, try time(first)))
    }
  }

  private mutating func either(_ node: RuleNode, _ other: RuleNode) throws(RuleFault) -> Term {
    switch (try term(node), try term(other)) {
    case (.number(let a), .number(let b)): return .number(.either(a, b))
    case (.text(let a), .text(let b)): return .text(.either(a, b))
    case (.time(let a), .time(let b)): return .time(.either(a, b))
    case (let a, let b):
      throw fault("\(a.noun) is replaced by \(b.noun); both must be of one type", other)
    }
  }

  private func moment(_ node: RuleNode) throws(RuleFault) -> Moment {
    guard case .text(let text) = node.kind else {
      throw fault("time takes a text in quotes, found no such", node)
    }
    guard let instant = Instant(text) else {
      throw fault(
        "'\(text.shortened(to: 40))' is no time", node,
        fix: "write it like 2013-05-01 or 2013-05-01T10:00:00Z")
    }
    return Moment(milliseconds: instant.milliseconds)
  }
}
