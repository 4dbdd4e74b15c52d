package import Documents
package import Readiness

/// Anomalies that TensorFlow Data Validation found, as text or as JSON.
package enum TFDVFormat: ReportFormat {
  package static let name = "tfdv"
  package static let reads = "anomalies of TensorFlow Data Validation"
  package static let shows: [Control.ID] = [
    "data.drift-monitored", "data.quality-checked", "data.schema", "monitor.skew",
  ]
  package static let rule = """
    An anomaly of severity ERROR is a fail, of severity WARNING a warn. Those against the schema \
    answer data.schema, these and those of the data set as a whole data.quality-checked; without a \
    schema in the file data.schema is not reported. Where distances were measured, drift answers \
    data.drift-monitored and skew monitor.skew. Where there were no data to look at, all is \
    inconclusive. It does not say when it was made: see --made.
    """
  package static let example = "tfdv anomalies.pbtxt --component flights"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let isJSON = file.bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
    let tree = isJSON ? try file.json() : try TextProto.read(file)
    let found = try Anomalies(tree, in: file)
    guard found.isOfTFDV else { throw file.notOf("anomalies of TensorFlow Data Validation") }
    var report = Reported()
    report.tool = "TensorFlow Data Validation"
    report.answers = found.answers
    report.whole = found.whole
    return report
  }
}

/// What the file holds, whatever its spelling.
private struct Anomalies {
  private var ofColumns: [Judged] = []
  private var ofDrift: [Judged] = []
  private var ofData: [Judged] = []
  private var drift: [Measurement] = []
  private var skew: [Measurement] = []
  private let isDataMissing: Bool
  private let features: Int
  let isOfTFDV: Bool

  init(_ tree: Tree, in file: ReportFile) throws(Diagnostics) {
    let known = ["baseline", "anomalyInfo", "datasetAnomalyInfo", "dataMissing", "driftSkewInfo"]
    isOfTFDV = known.contains { tree.field($0) != nil } || tree.field("anomalyNameFormat") != nil
    isDataMissing = tree.field("dataMissing")?.text == "true"
    features = tree.field("baseline")?.field("feature")?.elements.count ?? 0
    for (column, info) in Self.entries(tree.field("anomalyInfo")) {
      let status = try Self.status(info, in: file)
      let judged = Judged(
        column, status,
        info.field("description")?.text ?? info.field("shortDescription")?.text ?? "")
      let types = info.field("reason")?.elements.compactMap { $0.field("type")?.text } ?? []
      if !types.isEmpty, types.allSatisfy({ $0.hasPrefix("COMPARATOR_") }) {
        ofDrift.append(judged)
      } else {
        ofColumns.append(judged)
      }
    }
    if let info = tree.field("datasetAnomalyInfo") {
      ofData.append(
        Judged(
          "the data set", try Self.status(info, in: file), info.field("description")?.text ?? ""))
    }
    for entry in tree.field("driftSkewInfo")?.elements ?? [] {
      let path = entry.field("path")?.field("step")?.elements.compactMap(\.text) ?? []
      let name = path.joined(separator: ".")
      drift += try Self.measurements(entry.field("driftMeasurements"), of: name, in: file)
      skew += try Self.measurements(entry.field("skewMeasurements"), of: name, in: file)
    }
  }

  var answers: [ReportAnswer] {
    var answers = [
      ReportAnswer("data.quality-checked", verdict(ofColumns + ofData)),
      ReportAnswer(
        "data.schema",
        features > 0 || isDataMissing
          ? verdict(ofColumns) : .init(.notReported, "the file holds no schema")),
    ]
    for (control, measured) in [("data.drift-monitored", drift), ("monitor.skew", skew)]
    where !measured.isEmpty {
      let judged = measured.map { one in
        Judged(one.of, one.status, one.bareSentence)
      }
      answers.append(
        ReportAnswer(
          .init(control),
          isDataMissing
            ? Self.noData : judged.verdict("distance", measurements: Array(measured.prefix(100)))))
    }
    return answers
  }

  var whole: ReportAnswer.Verdict { verdict(ofColumns + ofData + ofDrift) }

  private static let noData = ReportAnswer.Verdict(.inconclusive, "there were no data to look at")

  private func verdict(_ anomalies: [Judged]) -> ReportAnswer.Verdict {
    if isDataMissing { return Self.noData }
    let errors = anomalies.filter { $0.status == .fail }
    let count = Measurement(
      statistic: "anomalies", value: Double(errors.count), rows: features > 0 ? features : nil,
      method: "counted", limit: .init(.atMost, 0), status: errors.isEmpty ? .pass : .fail)
    let schema = features > 0 ? " against a schema of \(features.of("feature"))" : ""
    guard let first = errors.first ?? anomalies.first else {
      return .init(.pass, "no anomaly\(schema)", measurements: [count])
    }
    return .init(
      first.status,
      "\(anomalies.count.of("anomaly", "anomalies"))\(schema), first \(first.name): \(first.message)",
      measurements: [count],
      samples: [
        Sample(
          title: "anomalies", columns: ["status", "column", "description"],
          rows: anomalies.prefix(20).map { [$0.status.rawValue, $0.name, $0.message] },
          total: anomalies.count)
      ])
  }

  /// The entries of a map, which text lists as `key` and `value`.
  private static func entries(_ tree: Tree?) -> [(String, Tree)] {
    guard let tree else { return [] }
    let listed = tree.elements.compactMap { entry -> (String, Tree)? in
      guard let key = entry["key"]?.text, let value = entry["value"] else { return nil }
      return (key, value)
    }
    return listed.isEmpty ? tree.pairs.map { ($0.key, $0.value) } : listed
  }

  private static func status(_ info: Tree, in file: ReportFile) throws(Diagnostics) -> Status {
    let word = info.field("severity")?.text ?? "UNKNOWN"
    switch word {
    case "ERROR": return .fail
    case "WARNING": return .warn
    default:
      throw file.fault(
        "'\(word.shortened(to: 40))' is not a severity; ERROR and WARNING are read",
        at: info.position)
    }
  }

  private static func measurements(
    _ tree: Tree?, of name: String, in file: ReportFile
  ) throws(Diagnostics) -> [Measurement] {
    var found: [Measurement] = []
    for entry in tree?.elements ?? [] {
      // What is zero is left out.
      let value =
        try entry.field("value").map { tree throws(Diagnostics) in
          try file.figure(tree, "a distance")
        } ?? 0
      guard let threshold = entry.field("threshold") else { continue }
      let limit = try file.figure(threshold, "a threshold")
      found.append(
        Measurement(
          of: name.shortened(to: 120),
          statistic: entry.field("type")?.text?.lowercased().shortened(to: 60) ?? "distance",
          value: value, method: "as reported", limit: .init(.atMost, limit),
          status: value <= limit ? .pass : .fail))
    }
    return found
  }
}

extension Tree {
  /// A field by its name in JSON; text has `data_missing` for `dataMissing`.
  fileprivate func field(_ name: String) -> Tree? {
    self[name]
      ?? self[name.map { $0.isUppercase ? "_\($0.lowercased())" : "\($0)" }.joined()]
  }
}
