internal import Documents
internal import Readiness

/// How what a reference lets one expect differs from what a file says: line by line.
package struct ExpectationChanges: Sendable {
  package struct Change: Hashable, Sendable {
    package enum Kind: Sendable { case added, removed, changed }

    package let kind: Kind
    /// The column, or the part of the file.
    package let name: String
    /// What the file has.
    package let before: String?
    /// What the reference shows.
    package let after: String?
  }

  package let list: [Change]
  /// Columns that only the reference has.
  package var newColumns: [String] {
    list.filter { $0.kind == .added && columnNames.contains($0.name) }.map(\.name)
  }
  private let columnNames: Set<String>

  package init(from file: Expectations, to inferred: Expectations) {
    var list: [Change] = []
    func compare(_ name: String, _ before: String?, _ after: String?) {
      if before == after { return }
      list.append(
        Change(
          kind: before == nil ? .added : after == nil ? .removed : .changed, name: name,
          before: before, after: after))
    }
    func names(_ list: [String]) -> String? {
      list.isEmpty ? nil : list.joined(separator: ", ")
    }
    compare("environments", names(file.environments), names(inferred.environments))
    compare("key", names(file.key), names(inferred.key))
    compare("time", file.time, inferred.time)
    compare("ordered", file.isOrdered ? "yes" : nil, inferred.isOrdered ? "yes" : nil)
    compare("fresh", file.freshDays.map { $0.of("day") }, inferred.freshDays.map { $0.of("day") })
    compare("rows", file.rows.words, inferred.rows.words)
    let before = Dictionary(
      file.columns.map { ($0.name, $0.asYAML) }, uniquingKeysWith: { first, _ in first })
    let after = Dictionary(
      inferred.columns.map { ($0.name, $0.asYAML) }, uniquingKeysWith: { first, _ in first })
    for column in file.columns { compare(column.name, before[column.name], after[column.name]) }
    for column in inferred.columns where before[column.name] == nil {
      compare(column.name, nil, after[column.name])
    }
    let rules = Set(file.rules.map(\.text.value))
    let found = Set(inferred.rules.map(\.text.value))
    // A rule that people wrote is no change of what the reference shows.
    for rule in found.subtracting(rules).sorted() { compare("rules", nil, rule) }
    self.list = list
    columnNames = Set(after.keys).subtracting(before.keys)
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String? {
    let most = upperBound == .max ? nil : "at most \(upperBound)"
    let least = lowerBound == 0 ? nil : "at least \(lowerBound)"
    let parts = [least, most].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
