package import Documents
package import Readiness

/// Findings of static analysis as SARIF 2.1.0.
package enum SARIFFormat: ReportFormat {
  package static let name = "sarif"
  package static let reads = "SARIF 2.1.0 of linters and scanners"
  package static let shows: [Control.ID] = []
  package static let rule = """
    A scanner's findings show what it looked for, and no control by themselves: name it with \
    --control. A result of level error is a fail, of level warning a warn; notes pass. What is \
    suppressed, absent, or of a kind that is no finding does not count. Where the tool says that it \
    broke off, or a run holds no list of results, the answer is inconclusive.
    """
  package static let example = "sarif checkov.sarif --control infra.validated-ci"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    guard let runs = tree["runs"]?.list, let version = tree["version"]?.text else {
      throw file.notOf("SARIF")
    }
    guard version == "2.1.0" else {
      throw file.fault(
        "this is SARIF \(version.shortened(to: 20)), and 2.1.0 is read",
        at: tree["version"]?.position ?? .start)
    }
    var results: [Result] = []
    for run in runs {
      let levels = RuleLevels(of: run)
      for result in run["results"]?.list ?? [] {
        if let found = try Result(result, levels, in: file) { results.append(found) }
      }
    }
    var report = Reported()
    report.tool = runs.compactMap(tool).inOrder.joined(separator: ", ").nilIfEmpty
    report.made =
      runs.flatMap { $0["invocations"]?.list ?? [] }
      .compactMap { $0["endTimeUtc"]?.text }.compactMap { ReportTime($0) }.last
    report.figures = Result.Level.allCases.map { level in
      ReportFigure("\(level)s", Double(results.filter { $0.level == level }.count))
    }
    report.whole = verdict(on: results, runs: runs)
    return report
  }

  private static func tool(of run: Tree) -> String? {
    let driver = run["tool"]?["driver"]
    guard let name = driver?["name"]?.text else { return nil }
    let version = driver?["semanticVersion"]?.text ?? driver?["version"]?.text
    return ([name] + [version].compactMap(\.self)).joined(separator: " ").shortened(to: 80)
  }

  private static func verdict(on results: [Result], runs: [Tree]) -> ReportAnswer.Verdict {
    let errors = results.filter { $0.level == .error }
    let warnings = results.filter { $0.level == .warning }
    let bad = errors + warnings
    let measurements = [
      Measurement(
        statistic: "errors", value: Double(errors.count), method: "counted",
        limit: .init(.atMost, 0), status: errors.isEmpty ? .pass : .fail),
      Measurement(
        statistic: "warnings", value: Double(warnings.count), method: "counted",
        status: warnings.isEmpty ? .pass : .warn),
    ]
    let places = Array(bad.compactMap(\.place).prefix(10))
    let samples =
      bad.isEmpty
      ? []
      : [
        Sample(
          title: "results", columns: ["level", "rule", "message"],
          rows: bad.prefix(20).map { ["\($0.level)", $0.rule, $0.message] }, total: bad.count)
      ]
    let counts = "\(errors.count.of("error")) and \(warnings.count.of("warning"))"
    if let first = errors.first {
      return .init(
        .fail, "\(counts), first \(first.rule): \(first.message)", measurements: measurements,
        places: places, samples: samples)
    }
    if let reason = unfinished(runs) {
      return .init(.inconclusive, reason, measurements: measurements)
    }
    return .init(
      warnings.isEmpty ? .pass : .warn, counts, measurements: measurements, places: places,
      samples: samples)
  }

  /// Why the runs do not show that all was looked at; `nil` where they do.
  private static func unfinished(_ runs: [Tree]) -> String? {
    if runs.isEmpty { return "the report holds no run of a tool" }
    if runs.contains(where: { $0["results"]?.list == nil }) {
      return "a run holds no list of results, so nothing was looked for"
    }
    let ended = runs.flatMap { $0["invocations"]?.list ?? [] }
    return ended.contains { $0["executionSuccessful"]?.truth == false }
      ? "the tool says that it did not end well" : nil
  }

  /// One result that counts.
  private struct Result {
    let level: Level
    let rule: String
    let message: String
    let place: Place?

    enum Level: String, CaseIterable {
      case error, warning, note
    }

    init?(_ tree: Tree, _ levels: RuleLevels, in file: ReportFile) throws(Diagnostics) {
      guard case .mapping = tree.content else {
        throw file.fault("expected a result, found \(tree.noun)", at: tree.position)
      }
      let kind = tree["kind"]?.text ?? "fail"
      let isSuppressed = tree["suppressions"]?.list?.contains { suppression in
        (suppression["status"]?.text ?? "accepted") == "accepted"
      }
      guard kind == "fail", isSuppressed != true, tree["baselineState"]?.text != "absent" else {
        return nil
      }
      rule = (tree["ruleId"]?.text ?? tree["rule"]?["id"]?.text ?? "result").shortened(to: 80)
      let index = tree["ruleIndex"]?.text.flatMap { Int($0) }
      let word = tree["level"]?.text ?? levels.level(of: rule, at: index) ?? "warning"
      if word == "none" { return nil }
      guard let level = Level(rawValue: word) else {
        throw file.fault(
          "'\(word.shortened(to: 40))' is not a level of SARIF",
          at: tree["level"]?.position ?? tree.position)
      }
      self.level = level
      message = (tree["message"]?["text"]?.text ?? "").firstLine.shortened(to: 200)
      let physical = tree["locations"]?.list?.first?["physicalLocation"]
      let line = physical?["region"]?["startLine"]?.text.flatMap { Int($0) }
      place = (physical?["artifactLocation"]?["uri"]?.text).map {
        Place(path: $0.shortened(to: 200), line: line)
      }
    }
  }

  /// The levels that a run's rules have unless a result says another.
  private struct RuleLevels {
    private let ordered: [String?]
    private let named: [String: String]

    init(of run: Tree) {
      let rules = run["tool"]?["driver"]?["rules"]?.list ?? []
      ordered = rules.map { $0["defaultConfiguration"]?["level"]?.text }
      named = Dictionary(
        zip(rules, ordered).compactMap { rule, level in
          guard let id = rule["id"]?.text, let level else { return nil }
          return (id, level)
        }, uniquingKeysWith: { first, _ in first })
    }

    func level(of id: String, at index: Int?) -> String? {
      if let index, ordered.indices.contains(index) { return ordered[index] }
      return named[id]
    }
  }
}

extension String {
  var nilIfEmpty: String? { isEmpty ? nil : self }
}
