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
    columns of text are the groups, a column 'count' is how many a group has, and groups of nobody \
    do not count.
    """
  package static let example = "fairlearn groups.csv --at-most false_positive_rate.difference=0.1"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    if Dialect(of: file) != nil { throw file.notOf("by_group of Fairlearn as CSV") }
    let rows = try file.csv()
    let table = try Groups(rows, in: file)
    var report = Reported()
    report.tool = "Fairlearn"
    for metric in table.metrics {
      let values = table.values(of: metric)
      for (group, value) in values {
        report.figures.append(
          ReportFigure(of: group, metric, value, rows: table.counts[group]))
      }
      guard let least = values.map(\.value).min(), let most = values.map(\.value).max(),
        !table.isPartial(metric)
      else {
        for name in ["difference", "ratio"] {
          report.lacking["\(metric).\(name)"] = "not known for every group"
          report.lacking[name] = "not known for every group, of \(metric)"
        }
        continue
      }
      report.figures.append(ReportFigure(of: metric, "difference", most - least))
      if least >= 0, most > 0 {
        report.figures.append(ReportFigure(of: metric, "ratio", least / most))
      } else {
        report.lacking["\(metric).ratio"] = "not defined"
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
    private let cells: [String: [Double?]]

    init(
      _ rows: [(line: Int, fields: [String])], in file: ReportFile
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
      // A group may be a number; the first column always is one.
      let width =
        1
        + header.indices.dropFirst().prefix { column in
          body.contains { row in
            let text = row.fields[column]
            return !text.isEmpty && ReportFile.number(text) == nil && !Self.isNoNumber(text)
          }
        }.count
      var names: [String] = []
      var seen: Set<String> = []
      var columns: [String: [Double?]] = [:]
      for row in body {
        let values = row.fields[width...]
        if values.allSatisfy(\.isEmpty) { continue }
        let name = row.fields[..<width].joined(separator: ", ")
        guard seen.insert(name).inserted else {
          throw file.fault("the group '\(name.shortened(to: 60))' stands twice", line: row.line)
        }
        names.append(name)
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
      cells = columns
      let countColumn = header[width...].first { ["count", "n", "group_size"].contains($0) }
      metrics = header[width...].filter { $0 != countColumn }
      counts = Dictionary(
        zip(names, countColumn.flatMap { columns[$0] } ?? []).compactMap { name, count in
          count.flatMap { $0 >= 0 && $0 < 1e15 ? (name, Int($0)) : nil }
        }, uniquingKeysWith: { first, _ in first })
    }

    func values(of metric: String) -> [(group: String, value: Double)] {
      zip(names, cells[metric] ?? []).compactMap { name, value in value.map { (name, $0) } }
    }

    /// Whether a group that has somebody has no value.
    func isPartial(_ metric: String) -> Bool { (cells[metric] ?? []).contains { $0 == nil } }

    private static func isNoNumber(_ text: String) -> Bool {
      ["nan", "inf", "-inf", "na"].contains(text.lowercased())
    }
  }
}
