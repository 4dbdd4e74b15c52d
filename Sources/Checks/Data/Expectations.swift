package import Documents
internal import Readiness

/// What is expected of tables of one form, wherever they come from: a file of its own, which
/// `airworthy infer` writes from a reference and people edit.
package struct Expectations: Sendable {
  /// The places that data come from, such as training and serving; none where all are alike.
  package let environments: [String]
  package let key: [String]
  package let time: String?
  package let isOrdered: Bool
  package let freshDays: Int?
  package let rows: ClosedRange<Int>
  package let columns: [Dataset.ColumnRule]
  package var rules: [RowRule]
  /// Whether the rules were read off rows, and nobody has gone through them.
  package let isDraft: Bool

  package init(
    environments: [String] = [], key: [String] = [], time: String? = nil, isOrdered: Bool = false,
    freshDays: Int? = nil, rows: ClosedRange<Int> = 0...Int.max, columns: [Dataset.ColumnRule],
    rules: [RowRule] = [], isDraft: Bool
  ) {
    (self.environments, self.key, self.time) = (environments, key, time)
    (self.isOrdered, self.freshDays, self.rows) = (isOrdered, freshDays, rows)
    (self.columns, self.rules, self.isDraft) = (columns, rules, isDraft)
  }

  /// The columns that an environment has; all of them where none is named.
  package func columns(in environment: String?) -> [Dataset.ColumnRule] {
    guard let environment else { return columns }
    return columns.filter { $0.environments?.contains(environment) ?? true }
  }

  /// Rules tied to the columns, and what is wrong with the others.
  package mutating func tieRules(_ report: (RuleFault, Located<String>) -> Void) {
    let data = Dataset(
      id: "expected", title: "", path: Located("", at: .start, text: nil),
      component: Located("none", at: .start, text: nil), key: key, time: time, rows: rows,
      columns: columns, columnsLike: nil, columnsExcept: [], isDraft: isDraft)
    rules = rules.compactMap { rule in
      do throws(RuleFault) {
        return try rule.tied(to: data.nameable)
      } catch {
        report(error, rule.text)
        return nil
      }
    }
  }
}
