internal import Profiling
internal import Readiness
internal import Statistics

/// What a comparison came to, in words that need no statistics, and what is worth knowing beside it.
struct DriftWords {
  let results: [DriftResult]
  let tables: DriftTables
  let terms: DriftTerms

  var summary: String {
    let drifted = results.filter { $0.status == .fail }
    let open = results.filter { $0.status == .inconclusive }
    if let worst = drifted.first { return changed(drifted, worst) }
    if !open.isEmpty { return undecided(open) }
    guard let most = results.first else { return "there is nothing to compare" }
    return "the data have not changed by what matters: all \(scope) differ by less than "
      + "\(margins) (most '\(most.pair.name)'\(place(of: most)), by "
      + "\(most.verdict.distance.value.percent) of rows)"
  }

  private func changed(_ drifted: [DriftResult], _ worst: DriftResult) -> String {
    let names = Set(drifted.map(\.pair.name))
    let roles = Set(drifted.map(\.pair.column)).sorted().compactMap { column in
      let role = terms.role(of: column)
      return role.isEmpty ? nil : "the \(role) '\(column)'"
    }
    let change = worst.pair.change.map {
      ": \($0.of) was \($0.before.percent) of rows and is \($0.now.percent)"
    }
    return "the data have changed: \(drifted.count) of \(scope) "
      + "\(drifted.count == 1 ? "differs" : "differ") by more than \(margins), "
      + (roles.isEmpty ? "" : "\(roles.joined(separator: " and ")) among them, ")
      + (names.count > 1 ? "most " : "") + "'\(worst.pair.name)'\(place(of: worst))"
      + (change ?? "")
  }

  private func undecided(_ open: [DriftResult]) -> String {
    let needed = open.compactMap(\.measurement.rowsNeeded)
    let rows =
      needed.count == open.count
      ? needed.max().map { "; about \($0) rows would decide" } ?? "" : ""
    return "too few rows to say whether the data have changed: \(open.count) of \(scope) "
      + "\(open.count == 1 ? "is" : "are") undecided, none shows a change" + rows
  }

  /// How many comparisons there were, in columns where that is the same.
  private var scope: String {
    let names = Set(results.map(\.pair.name))
    let parts = Set(results.map(\.pair.part))
    if parts == [""], names.count == results.count,
      results.allSatisfy({ $0.pair.aspect == .values })
    {
      return results.count.of("column")
    }
    return results.count.of("comparison")
  }

  private var margins: String {
    terms.margins.isEmpty ? terms.margin.percent + " of rows" : "their margins"
  }

  private func place(of result: DriftResult) -> String {
    result.pair.part.isEmpty ? "" : " in \(result.pair.part)"
  }

  // MARK: - Samples

  var samples: [Sample] { [changes, newValues, notes].compactMap(\.self) }

  /// Where the columns that drifted, or may have, differ most.
  private var changes: Sample? {
    let shown = results.filter { $0.status != .pass && $0.verdict.distance.value > 0 }
    let hasParts = shown.contains { !$0.pair.part.isEmpty }
    let rows = shown.prefix(20).compactMap { result -> [String]? in
      result.pair.change.map { change in
        [change.of] + (hasParts ? [result.pair.part] : [])
          + [change.before.percent, change.now.percent, terms.role(of: result.pair.column)]
      }
    }
    guard !rows.isEmpty else { return nil }
    return Sample(
      title: "Where they differ most",
      columns: ["rows with"] + (hasParts ? ["in"] : []) + ["before", "now", ""],
      rows: rows, total: shown.count)
  }

  private var newValues: Sample? {
    let shown = tables.news.filter { $0.isNew } + tables.news.filter { !$0.isNew }
    guard !shown.isEmpty else { return nil }
    return Sample(
      title: "Categories that one side alone has",
      columns: ["column", "category", "only in", "rows", "share"],
      rows: shown.prefix(20).map { item in
        let rows = item.isNew ? tables.rows.current : tables.rows.reference
        let share = Double(item.category.count) / Double(max(1, rows))
        return [
          item.column, String(item.category.text.prefix(60)),
          item.isNew ? "current" : "reference", "\(item.category.count)",
          share < 0.0005 ? "below 0.1 %" : share.percent,
        ]
      }, total: shown.count)
  }

  private var notes: Sample? {
    guard !tables.notes.isEmpty else { return nil }
    return Sample(
      title: "Worth knowing", columns: ["of", "what", "in words"],
      rows: tables.notes.prefix(100).map { [$0.of, $0.kind, $0.words] },
      total: tables.notes.count)
  }
}
