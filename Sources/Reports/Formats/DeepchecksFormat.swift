package import Documents
package import Readiness

/// Results of a suite of Deepchecks.
package enum DeepchecksFormat: ReportFormat {
  package static let name = "deepchecks"
  package static let reads = "results of a suite of Deepchecks as JSON"
  package static let shows: [Control.ID] = ["data.quality-checked"]
  package static let rule = """
    The conditions of a suite decide: FAIL is a fail, WARN warns, and what could not run is an \
    error; checks without a condition do not count. data.quality-checked is answered by the checks \
    of integrity, such as nulls, duplicates, mixed types and conflicting labels; where there is \
    none it is not reported. For what else a suite shows, name a control: all of its conditions \
    then count.
    """
  package static let example = "deepchecks integrity.json --component flights"

  /// Checks of the data themselves, of one table.
  private static let integrity: Set<String> = [
    "Class Imbalance", "Conflicting Labels", "Data Duplicates", "Is Single Value",
    "Mixed Data Types", "Mixed Nulls", "Outlier Sample Detection", "Percent Of Nulls",
    "Special Characters", "String Length Out Of Bounds", "String Mismatch",
  ]

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    guard tree["type"]?.text == "SuiteResult", let results = tree["results"]?.list else {
      throw file.notOf("the result of a suite of Deepchecks")
    }
    var all: [(check: String, judged: Judged)] = []
    for result in results { all += try conditions(of: result, in: file) }
    let suite = tree["name"]?.text ?? ""
    let own = all.filter { integrity.contains($0.check) }.map(\.judged)
    var report = Reported()
    report.tool = "Deepchecks"
    report.whole = all.map(\.judged).verdict("condition", of: suite)
    report.answers = [
      ReportAnswer(
        "data.quality-checked",
        own.isEmpty
          ? .init(.notReported, "the suite judges no integrity of data")
          : own.verdict("condition", of: suite))
    ]
    return report
  }

  private static func conditions(
    of result: Tree, in file: ReportFile
  ) throws(Diagnostics) -> [(check: String, judged: Judged)] {
    let check = result["check"]?["name"]?.text ?? "a check"
    let title = result["header"]?.text ?? check
    if result["type"]?.text == "CheckFailure" {
      return [(check, Judged(title, .error, result["exception"]?.text ?? "it could not run"))]
    }
    guard let conditions = result["conditions_results"]?.list else {
      throw file.fault("a check holds no list of conditions", at: result.position)
    }
    var found: [(check: String, judged: Judged)] = []
    for condition in conditions {
      let word = condition["Status"]?.text ?? ""
      let statuses: [String: Status] = [
        "PASS": .pass, "WARN": .warn, "FAIL": .fail, "ERROR": .error,
      ]
      guard let status = statuses[word] else {
        throw file.fault(
          "'\(word.shortened(to: 40))' is not the status of a condition", at: condition.position)
      }
      let name = [title, condition["Condition"]?.text].compactMap(\.self).joined(separator: ": ")
      found.append((check, Judged(name, status, condition["More Info"]?.text ?? "")))
    }
    return found
  }
}
