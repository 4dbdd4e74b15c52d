package import Profiling
package import Readiness

/// A comparison of two tables, with what it was asked for.
package struct DriftReport {
  let finding: Finding
  let reference: String
  let current: String
  /// The column with the time of a row.
  let time: String?
  let by: Window?
  /// The column that slices the rows.
  let slices: String?
  let errorRate: Double

  package init(
    _ finding: Finding, reference: String, current: String, time: String?, by: Window?,
    slices: String?, errorRate: Double
  ) {
    self.finding = finding
    self.reference = reference
    self.current = current
    self.time = time
    self.by = by
    self.slices = slices
    self.errorRate = errorRate
  }

  /// The answer as a sentence.
  var headline: String {
    let summary = finding.summary
    return summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  /// How the answer is to be taken.
  var terms: String {
    let count = finding.measurements.count
    let margins = Set(finding.measurements.compactMap { $0.limit?.value }).sorted()
    return "\(reference) is what was expected, \(current) what came. A change of up to "
      + "\(margins.map(\.percent).joined(separator: " or ")) of rows does not matter; the chance that "
      + "any of the \(count.of("answer")) is wrong is \(errorRate.percent) at most. "
      + "Undecided means that the rows are too few to tell."
  }

  /// The familiar figures of a comparison, by name.
  static func familiar(_ measurement: Measurement) -> String {
    measurement.familiar.keys.sorted().map { name in
      "\(name) \(measurement.familiar[name]?.figure ?? "")"
    }.joined(separator: ", ")
  }
}

extension Measurement {
  /// The answer with its sign.
  var verdict: String {
    switch status {
    case .fail: "\(status.sign.mark) drift"
    case .pass: "\(status.sign.mark) no drift"
    default: "\(status.sign.mark) undecided"
    }
  }
}

extension Double {
  /// The number to four digits; the very small ones with their power of ten.
  var figure: String {
    let parts = "\(self)".split(separator: "e")
    guard abs(self) < 1e-4, parts.count == 2, let digits = Double(parts[0]) else { return brief }
    return "\(digits.brief)e\(parts[1])"
  }
}
