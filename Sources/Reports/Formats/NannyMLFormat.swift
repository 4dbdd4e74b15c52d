package import Documents
package import Readiness

/// Results of NannyML as CSV: of its command, or of `to_df().to_csv()`.
package enum NannyMLFormat: ReportFormat {
  package static let name = "nannyml"
  package static let reads = "results of NannyML as CSV"
  package static let shows: [Control.ID] = ["data.drift-monitored", "monitor.prediction-quality"]
  package static let rule = """
    The newest chunk of the analysis decides: an alert in it is a fail, one only in earlier chunks a \
    warn; chunks of the reference do not count. Methods of drift answer data.drift-monitored, \
    metrics of performance, realised or estimated, monitor.prediction-quality. For what else it \
    watches, name a control. Parquet is not read. It does not say when it was made: see --made.
    """
  package static let example = "nannyml drift.csv --component flights"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    guard Dialect(of: file)?.format == name else { throw file.notOf("a result of NannyML as CSV") }
    let table = try ChunkTable(try file.csv(), in: file)
    var report = Reported()
    report.tool = "NannyML"
    report.whole = try table.verdict(on: table.series, in: file)
    for (control, kind) in [
      ("data.drift-monitored", ChunkTable.Kind.drift),
      ("monitor.prediction-quality", .performance),
    ] {
      let own = table.series.filter { $0.kind == kind }
      if !own.isEmpty {
        report.answers.append(
          ReportAnswer(.init(control), try table.verdict(on: own, in: file)))
      }
    }
    for series in table.series {
      guard let value = table.newest(series.value) else { continue }
      if let number = ReportFile.number(value) {
        report.figures.append(ReportFigure(series.name, number))
      } else {
        report.lacking[series.name] = "'\(value.shortened(to: 40))'"
      }
    }
    return report
  }
}

/// Chunks by row, with the columns of each method.
struct ChunkTable {
  /// One method of one column, or one metric.
  struct Series {
    let name: String
    let kind: Kind
    let value: Int
    let alert: Int
    let upper: Int?
    let lower: Int?
  }

  enum Kind {
    case drift, performance, other
  }

  private(set) var series: [Series] = []
  private let rows: [(line: Int, fields: [String])]
  private let key: Int
  private let end: Int?

  init(_ all: [(line: Int, fields: [String])], in file: ReportFile) throws(Diagnostics) {
    let (names, height) = Self.names(of: all)
    guard let key = names.firstIndex(of: "chunk_key"), names.inOrder.count == names.count else {
      throw file.fault("the header names no 'chunk_key', or a column twice")
    }
    self.key = key
    end = names.firstIndex(of: "chunk_end_date")
    let period = names.firstIndex(of: "chunk_period")
    let body = all.dropFirst(height)
    rows = body.filter { row in period.map { row.fields[$0] == "analysis" } ?? true }
    guard !rows.isEmpty else {
      throw file.fault(
        "the report has no chunk of the analysis",
        fix: "import a result that was calculated on new data, too")
    }
    let places = Dictionary(
      zip(names, names.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    for (index, column) in names.enumerated() where column.hasSuffix("_alert") {
      let name = String(column.dropLast("_alert".count))
      guard let value = places[name + "_value"] else { continue }
      series.append(
        Series(
          name: name, kind: Self.kind(of: name), value: value, alert: index,
          upper: places[name + "_upper_threshold"], lower: places[name + "_lower_threshold"]))
    }
    guard !series.isEmpty else {
      throw file.fault("the report has no column of values with one of alerts")
    }
  }

  /// The names of the columns, of one line or of levels that lie one above the other, and how many
  /// lines they take.
  private static func names(of rows: [(line: Int, fields: [String])]) -> ([String], Int) {
    let first = rows[0].fields
    guard let chunk = first.firstIndex(of: "chunk"),
      let last = rows.prefix(4).firstIndex(where: { $0.fields[chunk] == "key" })
    else { return (first, 1) }
    let levels = rows[...last]
    let names = first.indices.map { column -> String in
      let parts = levels.map { $0.fields[column] }.inOrder.filter { !$0.isEmpty }
      guard parts.first == "chunk", parts.count > 1, let own = parts.last else {
        return parts.joined(separator: "_")
      }
      return own.hasPrefix("chunk") ? own : "chunk_" + own
    }
    return (names, last + 1)
  }

  private static let driftMethods = [
    "kolmogorov_smirnov", "jensen_shannon", "wasserstein", "hellinger", "l_infinity", "chi2",
    "reconstruction_error", "domain_classifier_auroc",
  ]

  private static let metrics: Set<String> = [
    "roc_auc", "f1", "precision", "recall", "specificity", "accuracy", "average_precision",
    "business_value", "mae", "mape", "mse", "msle", "rmse", "rmsle",
  ]

  private static func kind(of name: String) -> Kind {
    if driftMethods.contains(where: { name == $0 || name.hasSuffix("_\($0)") }) { return .drift }
    let bare = ["estimated_", "realized_"].first { name.hasPrefix($0) }
      .map { String(name.dropFirst($0.count)) }
    return metrics.contains(bare ?? name) ? .performance : .other
  }

  // MARK: - Judging

  /// What the newest chunk has in a column.
  func newest(_ column: Int) -> String? { rows.last?.fields[column] }

  /// What the alerts of some series come to.
  func verdict(
    on series: [Series], in file: ReportFile
  ) throws(Diagnostics) -> ReportAnswer.Verdict {
    var judged: [Judged] = []
    var measurements: [Measurement] = []
    for one in series {
      var earlier: [String] = []
      for row in rows.dropLast() where try alert(one, in: row, of: file) == true {
        earlier.append(row.fields[key])
      }
      guard let last = rows.last else { continue }
      let chunk = last.fields[key].shortened(to: 60)
      let value = ReportFile.number(last.fields[one.value])
      let status: Status =
        switch try alert(one, in: last, of: file) {
        case true?: .fail
        case false? where value != nil: earlier.isEmpty ? .pass : .warn
        default: .inconclusive
        }
      let words = value.map { " \($0.brief)" } ?? " without a value"
      judged.append(
        Judged(
          one.name, status,
          status == .warn
            ? "alerts in \(earlier.listed), none in \(chunk)" : "\(words.dropFirst()) in \(chunk)"))
      if let value {
        measurements.append(
          Measurement(
            of: one.name.shortened(to: 120), window: chunk, statistic: "value", value: value,
            method: "as reported", limit: limit(of: one, value: value, in: last.fields),
            status: status))
      }
    }
    let until = end.flatMap { newest($0) }.flatMap { $0.isEmpty ? nil : " until \($0.prefix(10))" }
    return judged.verdict(
      "value", of: "\(rows.count.of("chunk"))\(until ?? "")",
      measurements: Array(measurements.prefix(100)))
  }

  private func alert(
    _ series: Series, in row: (line: Int, fields: [String]), of file: ReportFile
  ) throws(Diagnostics) -> Bool? {
    switch row.fields[series.alert] {
    case "True", "true": return true
    case "False", "false": return false
    case "": return nil
    default:
      throw file.fault(
        "'\(row.fields[series.alert].shortened(to: 40))' is no alert; True and False are read",
        line: row.line)
    }
  }

  /// The threshold that the value breaks, or else one that it keeps.
  private func limit(
    of series: Series, value: Double, in fields: [String]
  ) -> Measurement.Limit? {
    let upper = series.upper.flatMap { ReportFile.number(fields[$0]) }
    let lower = series.lower.flatMap { ReportFile.number(fields[$0]) }
    if let lower, value < lower || upper == nil { return .init(.atLeast, lower) }
    return upper.map { .init(.atMost, $0) }
  }
}
