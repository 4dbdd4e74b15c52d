package import Documents
package import Readiness

/// Results of validations of Great Expectations, 1.x and 0.x, and of its checkpoints.
package enum GreatExpectationsFormat: ReportFormat {
  package static let name = "great-expectations"
  package static let reads = "results of validations of Great Expectations as JSON"
  package static let shows: [Control.ID] = ["data.quality-checked"]
  package static let rule = """
    An expectation that is not met is a fail, but for one of severity warning or info, which warns; \
    one that broke is an error. Without any expectation the answer is inconclusive, though Great \
    Expectations calls that a success. Whether the suite covers every feature it does not say, so \
    data.schema takes --control.
    """
  package static let example = "great-expectations validation.json --component flights"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    guard let success = tree["success"]?.truth else {
      throw file.notOf("a validation of Great Expectations")
    }
    let validations = try validations(in: tree, of: file)
    var judged: [Judged] = []
    for (_, results) in validations {
      for result in results { judged.append(try expectation(result, in: file)) }
    }
    if !success, !judged.isEmpty, judged.allSatisfy({ $0.status == .pass }) {
      throw file.fault(
        "the report says that it failed, and lists no expectation that did",
        fix: "import the whole report")
    }
    var report = Reported()
    let metas = [tree["meta"]] + validations.map { $0.validation["meta"] }
    report.tool = metas.compactMap { $0?["great_expectations_version"]?.text }.first
      .map { "Great Expectations \($0.shortened(to: 40))" }
    report.made = metas.compactMap { $0.flatMap(time) }.first
    let subject = validations.compactMap { suite(of: $0.validation) }.inOrder.listed
    let verdict = judged.verdict("expectation", of: subject)
    report.whole = verdict
    report.answers = [ReportAnswer("data.quality-checked", verdict)]
    return report
  }

  /// Each validation with its results: the file itself, or those of a checkpoint.
  private static func validations(
    in tree: Tree, of file: ReportFile
  ) throws(Diagnostics) -> [(validation: Tree, results: [Tree])] {
    let parts: [Tree]
    if let described = tree["validation_results"]?.list {
      parts = described
    } else if let run = tree["run_results"] {
      parts = run.pairs.map { $0.value["validation_result"] ?? $0.value }
    } else if tree["expectation_config"] != nil {
      // One expectation that was validated by itself.
      return [(tree, [tree])]
    } else {
      parts = [tree]
    }
    var found: [(validation: Tree, results: [Tree])] = []
    for part in parts {
      guard let results = part["results"]?.list ?? part["expectations"]?.list else {
        throw file.fault(
          "a validation holds no list of results", at: part.position,
          fix: "import the result of a validation: result.to_json_dict()")
      }
      found.append((part, results))
    }
    return found
  }

  private static func expectation(
    _ result: Tree, in file: ReportFile
  ) throws(Diagnostics) -> Judged {
    guard let success = result["success"]?.truth else {
      throw file.fault("a result does not say whether it is met", at: result.position)
    }
    let config = result["expectation_config"] ?? result
    let type = config["type"]?.text ?? config["expectation_type"]?.text ?? "expectation"
    let column = config["kwargs"]?["column"]?.text.map { " of \($0)" } ?? ""
    let name = type + column
    if success { return Judged(name, .pass) }
    if let exception = exception(in: result["exception_info"]) {
      return Judged(name, .error, exception)
    }
    let isMild = ["warning", "info"].contains(config["severity"]?.text)
    return Judged(name, isMild ? .warn : .fail, message(of: result["result"]))
  }

  /// What broke; newer releases have it by metric.
  private static func exception(in info: Tree?) -> String? {
    guard let info else { return nil }
    for part in [info] + info.pairs.map(\.value) where part["raised_exception"]?.truth == true {
      return part["exception_message"]?.text ?? "it broke"
    }
    return nil
  }

  private static func message(of result: Tree?) -> String {
    if let percent = result?["unexpected_percent"]?.text.flatMap({ ReportFile.number($0) }),
      let count = result?["unexpected_count"]?.text
    {
      return "\(count.shortened(to: 20)) unexpected, \((percent / 100).percent)"
    }
    return result?["observed_value"]?.text.map { "observed \($0)" } ?? ""
  }

  private static func suite(of validation: Tree) -> String? {
    validation["suite_name"]?.text ?? validation["meta"]?["expectation_suite_name"]?.text
  }

  private static func time(in meta: Tree) -> ReportTime? {
    if let text = meta["validation_time"]?.text ?? meta["run_id"]?["run_time"]?.text,
      let time = ReportTime(text)
    {
      return time
    }
    // 20261121T152208.580107Z
    guard let text = meta["batch_markers"]?["ge_load_time"]?.text, text.utf8.count >= 16,
      text.utf8.allSatisfy({ $0 < 0x80 })
    else { return nil }
    let digits = Array(text)
    func part(_ range: Range<Int>) -> String { String(digits[range]) }
    return ReportTime(
      "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):"
        + String(digits[13...]))
  }
}
