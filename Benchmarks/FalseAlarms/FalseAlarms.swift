import Foundation
import Statistics

/// How often a verdict of drift is false, and how often a shift is found, over many drawn tables.
///
///     false-alarms [TRIALS] > ours.jsonl
///     false-alarms timing
///
/// Prints a line of JSON for each kind of trial. The verdicts are those of `airworthy drift` at its
/// defaults: a margin of 0.05 and an error rate of 0.01, shared among the columns.
@main
struct FalseAlarms {
  static let margin = 0.05
  static let errorRate = 0.01

  static func main() async {
    if CommandLine.arguments.dropFirst().first == "timing" { return Timing.run() }
    let trials = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 20_000
    await withTaskGroup(of: Void.self) { group in
      for (index, plan) in Plan.all(trials: trials).enumerated() {
        group.addTask {
          // Each as it comes: a run takes minutes.
          let line = plan.run(stream: UInt64(index) << 24) + "\n"
          FileHandle.standardOutput.write(Data(line.utf8))
        }
      }
    }
  }
}

/// One kind of trial, repeated.
struct Plan: Sendable {
  let shape: Shape
  let reference: Int
  let current: Int
  var columns = 1
  /// In standard deviations of the normal score.
  let shift: Double
  let trials: Int
  /// Rows of a block; 0 where rows are taken as independent.
  var block = 0

  /// The shift at which the distance is the margin.
  static let atMargin = 2 * SpecialFunctions.normalQuantile(0.5 + FalseAlarms.margin / 2)

  static func all(trials: Int) -> [Plan] {
    let designs = [
      (10_000, 50), (10_000, 200), (10_000, 500), (10_000, 1000), (10_000, 10_000), (50, 50),
      (200, 200), (500, 500), (1000, 1000), (100_000, 100_000), (1_000_000, 1_000_000),
    ]
    // Of shifted data fewer are enough: shares there are not small.
    let shifts = [
      (0.0, trials), (0.02, trials / 20), (atMargin, trials / 4), (0.25, trials / 20),
      (0.5, trials / 20),
    ]
    var plans: [Plan] = []
    for shape in Shape.allCases where shape != .autocorrelated {
      for (reference, current) in designs {
        for (shift, trials) in shifts {
          plans.append(
            Plan(
              shape: shape, reference: reference, current: current, shift: shift,
              trials: max(1, trials)))
        }
      }
    }
    for columns in [20, 200] {
      for (reference, current) in [(10_000, 200), (10_000, 500), (10_000, 1000), (500, 500)] {
        for shift in [0, 0.5] {
          plans.append(
            Plan(
              shape: .normal, reference: reference, current: current, columns: columns,
              shift: shift, trials: max(1, trials / columns)))
        }
      }
    }
    return plans + dependent(trials: trials)
  }

  /// Rows that depend on one another: in blocks, and, for comparison, as if they did not.
  private static func dependent(trials: Int) -> [Plan] {
    let designs = [(500, 50, trials), (10_000, 100, trials), (100_000, 1000, trials / 100)]
    return designs.flatMap { rows, block, trials in
      [(0.0, trials), (0.02, trials / 20), (0.25, trials / 20), (0.5, trials / 20)].flatMap {
        shift, trials in
        [block, 0].map { block in
          Plan(
            shape: .autocorrelated, reference: rows, current: rows, shift: shift,
            trials: max(1, block == 0 ? min(trials, 2000) : trials), block: block)
        }
      }
    }
  }

  func run(stream: UInt64) -> String {
    var generator = Normals(seed: 2013, stream: stream)
    let errorRate = FalseAlarms.errorRate / Double(columns)
    var (drift, same, open, tables) = (0, 0, 0, 0)
    for trial in 0..<trials {
      var isDrift = false
      for _ in 0..<columns {
        switch answer(&generator, errorRate: errorRate, seed: UInt64(trial)) {
        case .drift:
          drift += 1
          isDrift = true
        case .noMaterialDrift: same += 1
        case .undecided: open += 1
        }
      }
      if isDrift { tables += 1 }
    }
    let name = block > 0 ? "Airworthy, in blocks" : "Airworthy"
    return """
      {"tool": "\(name)", "shape": "\(shape.rawValue)", "reference": \(reference), \
      "current": \(current), "columns": \(columns), "shift": \(shift), \
      "trials": \(trials * columns), "drift": \(drift), "same": \(same), "undecided": \(open), \
      "tables": \(trials), "tables_with_drift": \(tables)}
      """
  }

  private func answer(
    _ generator: inout Normals, errorRate: Double, seed: UInt64
  ) -> DriftVerdict.Answer {
    if shape == .categorical {
      let before = shape.categories(reference, shift: 0, &generator)
      let now = shape.categories(current, shift: shift, &generator)
      return DriftVerdict(
        categories: before, now, margin: FalseAlarms.margin, errorRate: errorRate
      ).answer
    }
    if block > 0 { return inBlocks(&generator, errorRate: errorRate, seed: seed) }
    let before = shape.numbers(reference, shift: 0, &generator)
    let now = shape.numbers(current, shift: shift, &generator)
    return DriftVerdict(
      numbers: before, now, margin: FalseAlarms.margin, errorRate: errorRate
    ).answer
  }

  /// As a check with `blocks` does it: a hundred bins of the reference's mass, a thousand resamples.
  private func inBlocks(
    _ generator: inout Normals, errorRate: Double, seed: UInt64
  ) -> DriftVerdict.Answer {
    let before = shape.series(reference, shift: 0, &generator)
    let now = shape.series(current, shift: shift, &generator)
    let counts = (ValueCounts(before), ValueCounts(now))
    let edges = Array(
      Set((1..<100).compactMap { counts.0.quantile(Double($0) / 100) })
    ).sorted()
    func blocks(_ series: [Double]) -> BlockResampling.Blocks {
      var bins = [Int32](
        repeating: 0, count: ((series.count + block - 1) / block) * (edges.count + 1))
      for (row, value) in series.enumerated() {
        var (low, high) = (0, edges.count)
        while low < high {
          let middle = (low + high) / 2
          if edges[middle] < value { low = middle + 1 } else { high = middle }
        }
        bins[row / block * (edges.count + 1) + low] += 1
      }
      return BlockResampling.Blocks(bins: edges.count + 1, counts: bins)
    }
    let sides = (blocks(before), blocks(now))
    let deviations = BlockResampling.deviations(
      sides.0, sides.1, scale: .numbers, repetitions: 1000, seed: seed)
    return DriftVerdict(
      distance: Distance.kolmogorovSmirnov(counts.0, counts.1),
      deviation: BlockResampling.bound(
        deviations, blocks: min(sides.0.count, sides.1.count), errorRate: errorRate),
      rows: (reference, current), margin: FalseAlarms.margin, errorRate: errorRate, method: "blocks"
    ).answer
  }
}
