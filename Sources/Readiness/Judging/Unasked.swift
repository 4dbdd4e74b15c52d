/// How much of what is there no requirement asks for: a hint of needs that nobody wrote down.
package struct Unasked: Hashable, Sendable {
  package let controls: Int
  package let controlsInAll: Int
  package let checks: Int
  package let checksInAll: Int
  /// Cases of imported reports of tests, the newest of each; 0 in all where none is on record.
  package let tests: Int
  package let testsInAll: Int

  package init(by declared: Declarations, packs: Packs, ledger: Ledger) {
    let steps = declared.requirements.flatMap { $0.verification + $0.validation }
    let targets = steps.flatMap(\.evidence).map(\.target)
    let controls = Set(targets.compactMap { if case .control(let id) = $0 { id } else { nil } })
    let checks = Set(targets.compactMap { if case .check(let id) = $0 { id } else { nil } })
    controlsInAll = packs.controls.count
    self.controls = packs.controls.keys.filter { !controls.contains($0) }.count
    checksInAll = declared.checks.count
    self.checks = declared.checks.keys.filter { !checks.contains($0) }.count

    let reports = Dictionary(grouping: ledger.reportsOfTests) {
      $0.provenance?.report.digest ?? $0.check.rawValue
    }.values
    testsInAll = reports.map { report in report.map(\.cases).max() ?? 0 }.reduce(0, +)
    let asked = reports.map { report in
      let results = Set(report.flatMap(\.finding.tests))
      return min(results.map(\.cases).reduce(0, +), report.map(\.cases).max() ?? 0)
    }
    tests = testsInAll - asked.reduce(0, +)
  }
}

extension Ledger {
  fileprivate var reportsOfTests: [Evidence] {
    runs.values.flatMap(\.values).flatMap(\.values).map(\.newest.evidence)
      .filter { $0.provenance?.format == "junit" }
  }
}

extension Evidence {
  /// How many cases its report has.
  fileprivate var cases: Int {
    let count = finding.measurements.first { $0.of.isEmpty && $0.statistic == "tests" }?.value ?? 0
    return (0...1e9).contains(count) ? Int(count) : 0
  }
}
