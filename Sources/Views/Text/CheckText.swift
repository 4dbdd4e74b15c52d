package import Readiness

/// What checks found, one block a check.
package struct CheckText {
  /// One check's findings.
  package struct Run {
    package let check: Evidence.CheckID
    package let findings: [Finding]
    /// The report that they were taken from, if they were.
    package let provenance: Provenance?

    package init(
      check: Evidence.CheckID, findings: [Finding], provenance: Provenance? = nil
    ) {
      self.check = check
      self.findings = findings
      self.provenance = provenance
    }

    /// Why it could answer nothing at all, where that is one reason for several controls.
    var failure: String? {
      let reasons = Set(findings.map { $0.status == .error ? $0.summary : "" })
      guard findings.count > 1, reasons.count == 1, let reason = reasons.first else { return nil }
      return reason.isEmpty ? nil : reason
    }
  }

  private let runs: [Run]
  private let isVerbose: Bool

  /// - Parameters:
  ///   - runs: The checks in the order in which they ran.
  ///   - isVerbose: Whether to show all figures, and what was not found.
  package init(_ runs: [Run], isVerbose: Bool) {
    self.runs = runs
    self.isVerbose = isVerbose
  }

  package var page: TextPage {
    var page = TextPage()
    for run in runs {
      page.blank()
      // Why a report that was named says nothing is always shown.
      let showsAll = isVerbose || run.provenance != nil
      let quiet = run.findings.filter { $0.status == .notReported }
      page.line(Line(run.check.rawValue, .strong))
      if let provenance = run.provenance {
        page.line(Line("from \(provenance.words)", .faint), indent: 2, hanging: 2)
      }
      if let reason = run.failure {
        page.line(Status.error.sign.line + Line("  nothing could be looked at", .strong), indent: 2)
        page.line(Line(reason), indent: 4)
        continue
      }
      for finding in run.findings where showsAll || finding.status != .notReported {
        show(finding, on: &page)
      }
      if !showsAll, !quiet.isEmpty {
        page.line(
          Line(
            "– nothing was found for \(Self.names(of: quiet))", .faint),
          indent: 2, hanging: 2)
      }
    }
    page.blank()
    page.line(Self.tally(runs.flatMap(\.findings)))
    return page
  }

  private func show(_ finding: Finding, on page: inout TextPage) {
    page.line(finding.status.sign.line + Line("  \(finding.name)", .strong), indent: 2)
    page.line(Line(finding.summary), indent: 4)
    for place in finding.places.prefix(isVerbose ? 10 : 1) {
      page.line(Line(place.words, .faint), indent: 4, hanging: 2)
    }
    if isVerbose {
      page.table(MeasurementText.table(finding.measurements), indent: 4)
    } else {
      page.table(MeasurementText.summary(finding.measurements), indent: 4)
    }
    if isVerbose {
      for sample in finding.samples { page.sample(sample, indent: 4) }
    }
  }

  /// The controls of a few findings, of more than these their number.
  private static func names(of findings: [Finding]) -> String {
    let names = Set(findings.map(\.control)).sorted().map(\.rawValue)
    return names.count < 6
      ? names.listed : "\(names.count) controls; --verbose says what was looked for"
  }

  private static func tally(_ findings: [Finding]) -> Line {
    var line = Line("\(findings.count.of("answer")): ")
    let counted = Status.allCases.map { status in
      (status, findings.filter { $0.status == status }.count)
    }.filter { $0.1 > 0 }
    for (index, (status, count)) in counted.enumerated() {
      line =
        line + Line(index == 0 ? "" : ", ") + Line("\(count) \(status.sign.word)", status.sign.tone)
    }
    return line
  }
}

extension TextPage {
  /// Some rows that show what a finding says.
  mutating func sample(_ sample: Sample, indent: Int) {
    line(
      Line("\(sample.title), \(sample.rows.count) of \(sample.total)", .faint), indent: indent)
    var table = TextTable(sample.columns.map { _ in .left })
    table.header(sample.columns)
    for row in sample.rows { table.row(row.map { Line($0) }) }
    self.table(table, indent: indent + 2)
  }
}

extension Place {
  /// `path:line: excerpt`.
  package var words: String {
    path + (line.map { ":\($0)" } ?? "") + (excerpt.map { ": \($0)" } ?? "")
  }
}

/// Figures with their intervals, limits and answers.
enum MeasurementText {
  /// Every figure.
  static func table(_ measurements: [Measurement]) -> TextTable {
    var table = TextTable([.left, .left, .left, .right, .left, .left])
    for measurement in measurements {
      let needed = measurement.rowsNeeded.map { "; about \($0) rows would decide" } ?? ""
      table.row([
        Line(measurement.window), Line(measurement.of), Line(measurement.statistic),
        Line(measurement.value.brief), Line(measurement.range, .faint),
        measurement.status.sign.line + Line(measurement.bound + needed, .faint),
      ])
    }
    return table
  }

  /// For each figure that is not well throughout, how often it is not, and where it is worst.
  static func summary(_ measurements: [Measurement]) -> TextTable {
    var order: [String] = []
    var groups: [String: [Measurement]] = [:]
    for measurement in measurements where measurement.limit != nil {
      let name = measurement.of.isEmpty ? measurement.statistic : measurement.of
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(measurement)
    }
    var table = TextTable([.left, .left, .left])
    let ranked = order.compactMap {
      name -> (name: String, group: [Measurement], worst: Measurement)? in
      guard let group = groups[name], let worst = group.worst else { return nil }
      return (name, group, worst)
    }.filter { $0.worst.status != .pass }.sorted { $0.worst.isWorse(than: $1.worst) }
    for (name, group, worst) in ranked.prefix(10) {
      let same = group.filter { $0.status == worst.status }.count
      let place = worst.window.isEmpty ? "" : " in \(worst.window)"
      table.row([
        Line(name),
        group.count > 1
          ? Line("\(worst.status.sign.mark) \(same) of \(group.count)", worst.status.sign.tone)
          : Line(worst.status.sign.mark, worst.status.sign.tone),
        Line("\(group.count > 1 ? "worst " : "")\(worst.value.brief) \(worst.range)\(place)")
          + Line(worst.bound, .faint),
      ])
    }
    if ranked.count > 10 { table.row([Line("and \(ranked.count - 10) more", .faint)]) }
    return table
  }
}

extension Measurement {
  var range: String {
    interval.map { interval in
      interval.lower == interval.upper
        ? "" : "[\(interval.lower.brief), \(interval.upper.brief)]"
    } ?? ""
  }

  fileprivate var bound: String {
    limit.map { "  \($0.side == .atLeast ? "≥" : "≤")\u{A0}\($0.value.brief)" } ?? ""
  }

  /// How far it lies beyond its limit; negative within.
  private var excess: Double {
    guard let limit else { return 0 }
    return limit.side == .atLeast ? limit.value - value : value - limit.value
  }

  fileprivate func isWorse(than other: Measurement) -> Bool {
    func rank(_ status: Status) -> Int {
      [.fail, .error, .inconclusive, .warn].firstIndex(of: status) ?? 9
    }
    return (rank(status), -excess) < (rank(other.status), -other.excess)
  }
}

extension [Measurement] {
  fileprivate var worst: Measurement? { self.min { $0.isWorse(than: $1) } }
}
