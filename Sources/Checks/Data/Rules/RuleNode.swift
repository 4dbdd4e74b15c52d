/// A part of a rule as it was written, before anything is known of the columns.
struct RuleNode: Hashable, Sendable {
  indirect enum Kind: Hashable, Sendable {
    case number(Double)
    case text(String)
    case truth(Bool)
    case column(String)
    case negative(RuleNode)
    case arithmetic(Operation, RuleNode, RuleNode)
    case comparison(Order, RuleNode, RuleNode)
    case membership(RuleNode, [RuleNode])
    case between(RuleNode, RuleNode, RuleNode)
    case not(RuleNode)
    case all([RuleNode])
    case any([RuleNode])
    case call(String, [RuleNode])
  }

  enum Operation: String, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
  }

  enum Order: String, Sendable {
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    init?(sign: String) {
      switch sign {
      case "==": self = .equal
      case "<>": self = .unequal
      default: self.init(rawValue: sign)
      }
    }
  }

  let kind: Kind
  /// Where it begins, in Unicode scalars, and how long it is.
  let start: Int
  let length: Int
  /// How many parts lie inside one another.
  let height: Int

  /// - Throws: ``RuleFault`` where parts lie too deep inside one another.
  init(_ kind: Kind, at start: Int, length: Int, over parts: [RuleNode] = []) throws(RuleFault) {
    self.kind = kind
    self.start = start
    self.length = length
    height = 1 + (parts.map(\.height).max() ?? 0)
    if height > Self.heightMax {
      throw RuleFault(
        "the rule is nested more than \(Self.heightMax) deep", at: start, length: length,
        fix: "write several rules; each must hold")
    }
  }

  static let heightMax = 64
}
