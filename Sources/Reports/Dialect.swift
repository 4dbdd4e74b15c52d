internal import Documents

/// What a file that was taken for another seems to be, and what to do about it.
struct Dialect {
  let name: String
  let advice: String?
  /// The format that it is read as; none for what is not read.
  let format: String?

  private init(_ name: String, _ advice: String? = nil, format: String? = nil) {
    self.name = name
    self.advice = advice
    self.format = format
  }

  /// A file that is read here.
  private static func of(_ name: String, _ format: String) -> Dialect {
    Dialect(name, "read it with 'airworthy import \(format)'", format: format)
  }

  init?(of file: ReportFile) {
    let bytes = file.bytes
    let first = bytes.first { $0 > 0x20 && $0 < 0x80 }
    let found: Dialect? =
      if bytes.isEmpty {
        Dialect("an empty file")
      } else if bytes.starts(with: "PAR1".utf8) {
        Dialect("a Parquet file", "write CSV instead: result.to_df().to_csv('result.csv')")
      } else if bytes.starts(with: [0x1F, 0x8B]) || bytes.starts(with: [0x50, 0x4B, 3, 4]) {
        Dialect("a compressed file", "unpack it first")
      } else if first == UInt8(ascii: "<") {
        Self.ofXML(file)
      } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
        Self.ofJSON(file)
      } else {
        Self.ofText(file)
      }
    guard let found else { return nil }
    self = found
  }

  private static func ofXML(_ file: ReportFile) -> Dialect? {
    let head = String(decoding: file.bytes.prefix(400), as: UTF8.self).lowercased()
    if head.contains("<!doctype html") || head.contains("<html") {
      return Dialect("a web page", "download the report itself")
    }
    switch try? file.xml().root.name {
    case "testsuites"?, "testsuite"?: return of("JUnit XML", "junit")
    case "coverage"?: return of("Cobertura XML", "cobertura")
    case let name?: return Dialect("XML with the root '\(name.shortened(to: 40))'")
    case nil: return nil
    }
  }

  private static func ofJSON(_ file: ReportFile) -> Dialect? {
    guard let tree = try? file.json() else { return nil }
    let keys = Set((tree.list?.first ?? tree).pairs.map(\.key))
    let known = signatures.first { $0.isList == (tree.list != nil) && keys.isSuperset(of: $0.keys) }
    return known?.dialect
  }

  private static func ofText(_ file: ReportFile) -> Dialect? {
    let head = String(decoding: file.bytes.prefix(4000), as: UTF8.self)
    let first = String(head.lines.first ?? "")
    if head.hasPrefix("TN:") || head.hasPrefix("SF:") { return of("an lcov tracefile", "lcov") }
    if first.hasPrefix("Type,Name,Request Count") { return of("Locust's statistics", "locust") }
    if first.hasPrefix("Method,Name,") || first.hasPrefix("Count,Message,")
      || first.hasPrefix("Timestamp,User Count")
    {
      return Dialect("a side file of Locust", "*_stats.csv is read: 'airworthy import locust'")
    }
    if first.contains("chunk_key") || first.hasPrefix(",chunk,") || first.hasPrefix("chunk,") {
      return of("a result of NannyML", "nannyml")
    }
    if ["anomaly_info {", "baseline {", "dataset_anomaly_info {", "data_missing:"]
      .contains(where: { first.hasPrefix($0) })
    {
      return of("anomalies of TensorFlow Data Validation", "tfdv")
    }
    if head.contains("model-index:") || head.hasPrefix("- dataset:") {
      return of("evaluation results of Hugging Face", "huggingface")
    }
    return nil
  }

  /// Keys at the top of a JSON file, or of the first in its list, that tell what it is; the first
  /// that fits counts.
  private static let signatures: [(keys: Set<String>, isList: Bool, dialect: Dialect)] = [
    (
      ["machine_info", "benchmarks"], false,
      Dialect("a file of pytest-benchmark", "read it with 'airworthy import json' and a map")
    ),
    (
      ["type", "data", "metric"], false, Dialect("points of k6", "k6 run --summary-export is read")
    ),
    (["runs", "version"], false, of("SARIF", "sarif")),
    (["scorecard", "checks"], false, of("OpenSSF Scorecard", "scorecard")),
    (["success", "statistics"], false, of("Great Expectations", "great-expectations")),
    (["success", "expectation_config"], false, of("Great Expectations", "great-expectations")),
    (["type", "results", "name"], false, of("a suite of Deepchecks", "deepchecks")),
    (["root_group", "metrics"], false, of("a summary of k6", "k6")),
    (["results", "metadata", "config"], false, of("a summary of k6", "k6")),
    (["metrics", "tests"], false, of("a report of Evidently", "evidently")),
    (["version", "metrics"], false, of("a report of Evidently", "evidently")),
    (["version", "tests"], false, of("a report of Evidently", "evidently")),
    (["info", "data"], false, of("a run of MLflow", "mlflow")),
    (["run"], false, of("a run of MLflow", "mlflow")),
    (["model_version"], false, of("a model version of MLflow", "mlflow")),
    (["anomalyNameFormat"], false, of("anomalies of TFDV", "tfdv")),
    (["_evaluate_version"], false, of("results of evaluate", "huggingface")),
    (["num_requests", "response_times"], true, of("Locust's statistics", "locust")),
  ]
}
