package import Documents
package import Readiness

/// Metrics by group of Fairlearn: `MetricFrame(…).by_group.to_csv()`.
package enum FairlearnFormat: ReportFormat {
  package static let name = "fairlearn"
  package static let reads = "a MetricFrame's by_group of Fairlearn as CSV"
  package static let shows: [Control.ID] = ["model.fairness"]
  package static let rule = """
    Figures are each metric of each group, and, of each metric, the difference (greatest less \
    smallest) and the ratio (smallest by greatest) over the groups. Set a limit for these: \
    METRIC.difference, METRIC.ratio, or difference and ratio for all metrics. model.fairness is a \
    pass if they are kept; small groups differ by chance, and the file has no intervals. A limit for \
    a metric itself is a floor for each group, which shows model.slices if you name it. Leading \
    columns are the groups, which --within COLUMN, a control feature, lets be compared only within \
    each of its values: those of text, and of numbers as many as tell the rows apart. A column 'count' is how many a group has, and groups of nobody \
    do not count.
    """
  package static let example = "fairlearn groups.csv --at-most false_positive_rate.difference=0.1"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    if Dialect(of: file) != nil { throw file.notOf("by_group of Fairlearn as CSV") }
    let rows = try file.csv()
    let table = try Groups(rows, within: request.within, in: file)
    var report = Reported()
    report.tool = "Fairlearn"
    for metric in table.metrics {
      let values = table.values(of: metric)
      for (group, _, value) in values {
        report.figures.append(
          ReportFigure(of: group, metric, value, rows: table.counts[group]))
      }
      guard !values.isEmpty, !table.isPartial(metric) else {
        for name in ["difference", "ratio"] {
          report.lacking["\(metric).\(name)"] = "not known for every group"
          report.lacking[name] = "not known for every group, of \(metric)"
        }
        continue
      }
      for part in values.map(\.part).inOrder {
        report.compare(values.filter { $0.part == part }.map(\.value), of: metric, within: part)
      }
    }
    let limits = request.limits.map(\.name)
    if limits.contains(where: { $0.hasSuffix("difference") || $0.hasSuffix("ratio") }) {
      report.byLimits = ["model.fairness"]
    }
    return report
  }

  /// The rows of the table, by group.
  private struct Groups {
    let metrics: [String]
    let counts: [String: Int]
    private let names: [String]
    /// Of each group the values of the columns that groups are compared within.
    private let parts: [String]
    private let cells: [String: [Double?]]

    init(
      _ rows: [(line: Int, fields: [String])], within: [String], in file: ReportFile
    ) throws(Diagnostics) {
      let header = rows[0].fields
      guard header.count > 1, header.inOrder.count == header.count, header[0] != "",
        rows.count > 2
      else {
        throw file.fault(
          "this is not a MetricFrame's by_group: groups are rows, metrics are columns",
          fix: "write it with metric_frame.by_group.to_csv('groups.csv')")
      }
      let body = rows.dropFirst()
      let width = Self.width(of: body.map(\.fields), header.count)
      let inner = try Self.columns(named: within, among: Array(header[..<width]), in: file)
      var names: [String] = []
      var parts: [String] = []
      var seen: Set<String> = []
      var columns: [String: [Double?]] = [:]
      for row in body {
        let values = row.fields[width...]
        if values.allSatisfy(\.isEmpty) { continue }
        let name = row.fields[..<width].joined(separator: ", ")
        guard seen.insert(name).inserted else {
          throw file.fault(
            "the group '\(name.shortened(to: 60))' stands twice", line: row.line,
            fix: "write each group once, as metric_frame.by_group.to_csv('groups.csv') does")
        }
        names.append(name)
        parts.append(inner.map { row.fields[$0] }.joined(separator: ", "))
        for (column, text) in zip(header[width...], values) {
          let number = ReportFile.number(text)
          guard number != nil || text.isEmpty || Self.isNoNumber(text) else {
            throw file.fault("'\(text.shortened(to: 40))' is no number", line: row.line)
          }
          columns[column, default: []].append(number)
        }
      }
      guard names.count > 1 else {
        throw file.fault("there is only one group, so nothing differs")
      }
      self.names = names
      self.parts = parts
      cells = columns
      let countColumn = header[width...].first { ["count", "n", "group_size"].contains($0) }
      metrics = header[width...].filter { $0 != countColumn }
      counts = Dictionary(
        zip(names, countColumn.flatMap { columns[$0] } ?? []).compactMap { name, count in
          count.flatMap { $0 >= 0 && $0 < 1e15 ? (name, Int($0)) : nil }
        }, uniquingKeysWith: { first, _ in first })
    }

    /// How many leading columns are groups: the first, those that hold text, and more until each
    /// row is another group, since a group may be a number.
    private static func width(of rows: [[String]], _ columns: Int) -> Int {
      let texts = (1..<columns).prefix { column in
        rows.contains { row in
          let text = row[column]
          return !text.isEmpty && ReportFile.number(text) == nil && !isNoNumber(text)
        }
      }.count
      let least = 1 + texts
      return (least..<max(least + 1, columns)).first { width in
        Set(rows.map { $0[..<width] }).count == rows.count
      } ?? least
    }

    private static func columns(
      named names: [String], among groups: [String], in file: ReportFile
    ) throws(Diagnostics) -> [Int] {
      var found: [Int] = []
      for name in names {
        guard let column = groups.firstIndex(of: name), names.count < groups.count else {
          throw file.fault(
            "'\(name.shortened(to: 60))' is no column to compare the other groups within",
            fix: "the columns of groups are \(groups.joined(separator: ", "))".shortened(to: 200))
        }
        found.append(column)
      }
      return found
    }

    /// Each group with its value, and the part of the groups that it is compared within.
    func values(of metric: String) -> [(group: String, part: String, value: Double)] {
      zip(zip(names, parts), cells[metric] ?? []).compactMap { group, value in
        value.map { (group.0, group.1, $0) }
      }
    }

    /// Whether a group that has somebody has no value.
    func isPartial(_ metric: String) -> Bool { (cells[metric] ?? []).contains { $0 == nil } }

    private static func isNoNumber(_ text: String) -> Bool {
      ["nan", "inf", "-inf", "na"].contains(text.lowercased())
    }
  }
}

extension Reported {
  /// Adds the difference and the ratio of values over groups, of all or of those of one part.
  fileprivate mutating func compare(_ values: [Double], of metric: String, within part: String) {
    guard let least = values.min(), let most = values.max() else { return }
    let place = part.isEmpty ? metric : "\(metric) within \(part)"
    func figure(_ name: String, _ value: Double) -> ReportFigure {
      ReportFigure(of: place, name, value, alias: "\(metric).\(name)")
    }
    figures.append(figure("difference", most - least))
    if least >= 0, most > 0 {
      figures.append(figure("ratio", least / most))
    } else {
      lacking["\(metric).ratio"] = "not defined"
    }
  }
}
