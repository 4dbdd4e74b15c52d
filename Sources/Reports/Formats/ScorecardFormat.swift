package import Documents
package import Readiness

/// Checks of a repository by OpenSSF Scorecard.
package enum ScorecardFormat: ReportFormat {
  package static let name = "scorecard"
  package static let reads = "OpenSSF Scorecard as JSON"
  package static let shows: [Control.ID] = ["code.ci-tests", "code.peer-approved", "code.pr-only"]
  package static let rule = """
    CI-Tests answers code.ci-tests and Code-Review answers code.peer-approved: 10 is a pass, less a \
    fail, since some change went without. Branch-Protection answers code.pr-only with 10 only; less \
    may have other causes and is not reported, nor is -1, which means not known. The aggregate and \
    the other checks are figures: they show a control that is named, within limits that are set.
    """
  package static let example = "scorecard scorecard.json"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    guard let list = tree["checks"]?.list, let about = tree["scorecard"] else {
      throw file.notOf("JSON of OpenSSF Scorecard")
    }
    var report = Reported()
    report.tool = "OpenSSF Scorecard \(about["version"]?.text ?? "")".shortened(to: 60).firstLine
    guard let date = tree["date"]?.text, let made = ReportTime(date) else {
      throw file.fault(
        "the report does not say when it was made", at: tree["date"]?.position ?? tree.position)
    }
    report.made = made
    let repository = tree["repo"]?["name"]?.text.map { " of \($0)" } ?? ""
    if let score = tree["score"] {
      report.add("score", score, in: file, isKnown: { $0 >= 0 })
    }
    for check in list {
      guard let name = check["name"]?.text, let score = check["score"],
        let number = score.text.flatMap({ Int($0) }), (-1...10).contains(number)
      else {
        throw file.fault("a check has no name, or no score from -1 to 10", at: check.position)
      }
      report.add(name, score, in: file, isKnown: { $0 >= 0 })
      let summary =
        "\(name)\(repository) scores \(number < 0 ? "nothing" : "\(number) of 10"): "
        + (check["reason"]?.text ?? "no reason given").firstLine
      guard let (control, least) = controls[name] else { continue }
      let status: Status =
        number == 10 ? .pass : number < 0 || least == nil ? .notReported : .fail
      report.answers.append(
        ReportAnswer(
          control,
          .init(
            status, summary.shortened(to: 300),
            measurements: number < 0
              ? []
              : [
                Measurement(
                  of: name, statistic: "score", value: Double(number), method: "as reported",
                  limit: least.map { .init(.atLeast, $0) }, status: status)
              ])))
    }
    return report
  }

  /// The controls that checks answer, and from which score on; none where less refutes nothing.
  private static let controls: [String: (Control.ID, Double?)] = [
    "CI-Tests": ("code.ci-tests", 10), "Code-Review": ("code.peer-approved", 10),
    "Branch-Protection": ("code.pr-only", nil),
  ]
}
