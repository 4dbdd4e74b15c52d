package import Profiling
internal import Readiness
internal import Statistics

/// What the columns of a table hold.
package struct ProfileText {
  private let profile: TableProfile
  private let reference: TableProfile?

  /// - Parameters:
  ///   - profile: What was counted.
  ///   - reference: An earlier profile, to show beside this one.
  package init(_ profile: TableProfile, reference: TableProfile? = nil) {
    self.profile = profile
    self.reference = reference
  }

  package var page: TextPage {
    var page = TextPage()
    page.line(
      Line(profile.path, .strong)
        + Line("  \(profile.rows.of("row")), \(profile.columns.count.of("column"))", .faint))
    if let reference {
      page.line(
        Line("reference \(reference.path)  \(reference.rows.of("row"))", .faint))
    }
    if profile.raggedRows > 0 {
      let lines = profile.firstRagged.map { "\($0.line)" }.joined(separator: ", ")
      page.line(
        Line(
          "\(profile.firstRagged.words(on: profile.raggedRows)) left out"
            + (lines.isEmpty ? "" : ", in lines " + lines), .bad))
    }
    page.blank()
    page.table(table(of: profile.columns), indent: 0)
    if profile.columns.contains(where: { !$0.isExact }) {
      page.blank()
      page.line(
        Line(
          "≈ too many distinct values to count each: their number is estimated, quantiles lie on a "
            + "grid, and only frequent values are known. All else is exact.", .faint))
    }
    for slice in profile.slicing?.slices ?? [] {
      page.heading(
        "\(profile.slicing?.column ?? "") \(slice.name.isEmpty ? "missing" : slice.name)"
          + ", \(slice.rows.of("row"))")
      page.table(table(of: slice.columns), indent: 0)
    }
    return page
  }

  private func table(of columns: [ColumnProfile]) -> TextTable {
    var table = TextTable([.left, .left, .right, .right, .left, .left])
    table.header([
      "column", "type", "missing", "distinct", "shape", "least ‹quartiles› most",
    ])
    for column in columns {
      let before = reference?[column.name]
      table.row([
        Line(column.name), Line(column.type.rawValue), column.missingLine(before: before),
        Line(column.distinctWords), Line(column.sparkline), Line(column.content, .faint),
      ])
      guard reference != nil else { continue }
      table.row([
        "", Line(before?.type.rawValue ?? "", .faint), "",
        Line(before?.distinctWords ?? "", .faint), Line(before?.sparkline ?? "", .faint),
        Line(before?.content ?? "not in the reference", before == nil ? .unsure : .faint),
      ])
    }
    return table
  }
}

extension ColumnProfile {
  /// `12`, or `≈ 81000` for an estimate, to three digits.
  var distinctWords: String {
    if isExact { return "\(distinct)" }
    var unit = 1
    while distinct / unit >= 1000 { unit *= 10 }
    return "≈ \((distinct + unit / 2) / unit * unit)"
  }

  fileprivate func missingLine(before: ColumnProfile?) -> Line {
    let share = Line(missing == 0 ? "0" : missingShare.percent)
    guard let before, before.missing > 0 || missing > 0 else { return share }
    return share + Line(" was \(before.missing == 0 ? "0" : before.missingShare.percent)", .faint)
  }

  /// Bars of eighths, one a bin; nothing where values have no order or are all one.
  fileprivate var sparkline: String {
    guard let picture = picture(bins: 12), let most = picture.counts.max(), most > 0 else {
      return ""
    }
    let bars = Array("▁▂▃▄▅▆▇█")
    return String(
      picture.counts.map { count in
        // What is there is seen, however little.
        count == 0
          ? " " : bars[min(7, max(0, Int((Double(count) / Double(most) * 8).rounded(.up)) - 1))]
      })
  }

  /// What it holds, in short: for numbers extremes around quartiles, and the mean, else the commonest
  /// values.
  var content: String {
    switch type {
    case .number:
      guard let numbers, numbers.total > 0, let range else { return "no value" }
      let infinite = infinities > 0 ? ", \(infinities) infinite" : ""
      if range.lowerBound == range.upperBound { return "\(range.lowerBound.brief) only" + infinite }
      let quartiles = [0.25, 0.5, 0.75].compactMap { numbers.quantileLinear($0)?.brief }
      return "\(range.lowerBound.brief) ‹\(quartiles.joined(separator: " "))› "
        + "\(range.upperBound.brief) mean \(moments.mean.brief)\(infinite)"
    case .category:
      if present == 0 { return "no value" }
      if isExact, distinct == present, present > 20 {
        return "every value differs, such as \(frequent.first?.text ?? "")"
          + (patterns.first.map { "; like \($0.text)" } ?? "")
      }
      if frequent.isEmpty { return "no frequent value" }
      return frequent.prefix(4).map { category in
        "\(category.text) \((Double(category.count) / Double(max(1, present))).percent)"
      }.joined(separator: ", ")
    case .time:
      guard let times else { return "no value" }
      return "\(times.lowerBound.text) to \(times.upperBound.text)"
    }
  }
}
