package import Profiling
internal import Readiness
internal import Statistics

/// What the columns of a table hold.
package struct ProfileText {
  private let profile: TableProfile

  package init(_ profile: TableProfile) { self.profile = profile }

  package var page: TextPage {
    var page = TextPage()
    page.line(
      Line(profile.path, .strong)
        + Line("  \(profile.rows.of("row")), \(profile.columns.count.of("column"))", .faint))
    if profile.raggedRows > 0 {
      let lines = profile.firstRagged.map { "\($0.line)" }.joined(separator: ", ")
      page.line(
        Line(
          "\(profile.raggedRows.of("row")) with another number of fields left out, in lines "
            + lines, .bad))
    }
    page.blank()
    var table = TextTable([.left, .left, .right, .right, .left])
    table.header(["column", "type", "missing", "distinct", "values"])
    for column in profile.columns {
      table.row([
        Line(column.name), Line(column.type.rawValue),
        Line(column.missing == 0 ? "0" : column.missingShare.percent),
        Line(column.type == .time ? "" : "\(column.distinct)"), Line(column.content, .faint),
      ])
    }
    page.table(table, indent: 0)
    return page
  }
}

extension ColumnProfile {
  /// What it holds, in short: for numbers extremes, quartiles and mean, else the commonest values.
  fileprivate var content: String {
    switch type {
    case .number:
      guard let numbers, numbers.total > 0, let least = numbers.values.first,
        let most = numbers.values.last
      else { return "no value" }
      let quartiles = [0.25, 0.5, 0.75].compactMap { numbers.quantileLinear($0)?.brief }
      let infinite = infinities > 0 ? ", \(infinities) infinite" : ""
      return "\(least.brief) to \(most.brief), quartiles \(quartiles.joined(separator: " ")), mean "
        + "\(numbers.moments.mean.brief)\(infinite)"
    case .category:
      return categories.prefix(4).map { category in
        "\(category.text) \((Double(category.count) / Double(max(1, present))).percent)"
      }.joined(separator: ", ")
    case .time:
      guard let times else { return "no value" }
      return "\(times.lowerBound.text) to \(times.upperBound.text)"
    }
  }
}
