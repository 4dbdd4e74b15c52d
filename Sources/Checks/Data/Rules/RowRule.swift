package import Documents
package import Profiling

/// A condition on single rows of a table, over several columns, as a team wrote it.
package struct RowRule: Sendable {
  /// As it was written.
  package let text: Located<String>
  /// What it is for, for readers.
  let about: String?
  /// The greatest share of rows that may break it.
  let most: Double
  private let node: RuleNode
  /// The columns that it names, in order of their slots, and what to compute; before it was tied to
  /// columns, none.
  package private(set) var columns: [String] = []
  private var truth: TruthTerm?

  /// - Throws: ``RuleFault`` where it does not read.
  init(_ text: Located<String>, about: String? = nil, most: Double = 0) throws(RuleFault) {
    node = try RuleParser.node(of: text.value)
    self.text = text
    self.about = about
    self.most = most
  }

  /// The rule with the columns that it names.
  ///
  /// - Parameter types: The columns that may be named.
  /// - Returns: The same rule, ready to be asked.
  /// - Throws: ``RuleFault`` where it names another, or computes what cannot be.
  package func tied(to types: [String: ColumnType]) throws(RuleFault) -> RowRule {
    var typing = RuleTyping(types: types)
    var rule = self
    rule.truth = try typing.truth(node)
    rule.columns = typing.columns
    return rule
  }

  /// Whether a row keeps it; `nil` where a missing value makes that unknown.
  ///
  /// - Parameters:
  ///   - row: A row.
  ///   - places: For each of ``columns`` its index in the row.
  /// - Returns: The truth, or that it is unknown.
  func holds(in row: TableFile.Row, places: [Int]) -> Bool? {
    truth?.value(RuleRow(row: row, places: places))
  }
}

extension RowRule {
  /// A rule as text, or as a mapping with more about it.
  static let shape = Shape<RowRule>(
    schema: .anyOf([textShape.schema, fullShape.schema]).about(
      "A condition that each row keeps, such as `arr_time >= dep_time`.")
  ) { tree, reader in
    if case .mapping = tree.content { return fullShape.read(tree, &reader) }
    return textShape.read(tree, &reader)
  }

  private static let textShape = Shape<String>.text().located.check {
    text, tree, reader -> RowRule? in
    do throws(RuleFault) {
      return try RowRule(text)
    } catch {
      reader.report(error, in: text)
      return nil
    }
  }

  private static let fullShape = Shape<RowRule>.object(
    "A condition that rows keep.",
    .required("rule", textShape, "The condition."),
    .optional("about", .text(), "What it is for, for readers."),
    .optional(
      "broken", .number(0...1), default: 0, "The greatest share of rows that may break it."),
    make: { rule, about, most in RowRule(rule, about: about, most: most) })

  private init(_ rule: RowRule, about: String?, most: Double) {
    (text, node) = (rule.text, rule.node)
    (self.about, self.most) = (about, most)
  }
}

extension Reader {
  /// Reports what is wrong in a rule, at its place in the file where the rule stands there on one
  /// line as it is read, else at its beginning.
  package mutating func report(_ fault: RuleFault, in rule: Located<String>) {
    let start = rule.position
    let line = source.place(start).line.map { Array($0.unicodeScalars) } ?? []
    let scalars = Array(rule.value.unicodeScalars)
    // A scalar in quotes begins one further on.
    for shift in [0, 1] {
      let first = start.column - 1 + shift
      guard first + scalars.count <= line.count,
        line[first..<first + scalars.count].elementsEqual(scalars)
      else { continue }
      let column = first + fault.start + 1
      let end = min(scalars.count, fault.start + fault.length)
      let part = String(String.UnicodeScalarView(scalars[min(fault.start, end)..<end]))
      report(
        .badRule, fault.message, at: .init(line: start.line, column: column), of: part,
        fix: fault.fix)
      return
    }
    report(
      .badRule, "at sign \(fault.start + 1) of the rule: \(fault.message)", at: start,
      fix: fault.fix)
  }
}
