import Dispatch
import Foundation
import Synchronization
import Worth

/// Draws histories of 60 periods on all cores, with fixed numbers as `paths.py` beside it has them, and
/// with uncertain ones: `worth-benchmark [HISTORIES]`.
@main enum WorthBenchmark {
  static func main() {
    let draws = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 10_000_000
    for isUncertain in [false, true] {
      let simulation = Simulation(
        model(isUncertain), policies: [Policy(.full, .now)], draws: draws, seed: 1)
      let before = (wall: Date(), used: clock())
      let done = Mutex([Simulation.Block?](repeating: nil, count: Simulation.blocks))
      DispatchQueue.concurrentPerform(iterations: Simulation.blocks) { number in
        let block = simulation.block(number)
        done.withLock { $0[number] = block }
      }
      let result = simulation.result(of: done.withLock { $0.compactMap(\.self) })
      guard let outcome = result.outcomes.first else { return }
      let used = Double(clock() - before.used) / Double(CLOCKS_PER_SEC)
      let wall = Date().timeIntervalSince(before.wall)
      print(
        "\(isUncertain ? "uncertain" : "fixed") \(outcome.drawn.mean) \(outcome.low) "
          + "\(outcome.middle) \(outcome.high) \(outcome.loss) cpu \(used) wall \(wall)")
    }
  }

  private static func model(_ isUncertain: Bool) -> DecisionModel {
    func number(_ name: String, _ value: Double, _ spread: Spread? = nil) -> Quantity {
      Quantity(name, value, spread: isUncertain ? spread : nil)
    }
    return DecisionModel(
      currency: "USD", period: "month",
      itemsPerPeriod: number("N", 100_000, .logNormal(low: 80_000, high: 120_000)),
      automatedShare: number("q", 1), savingPerItem: number("a", 0.3, .normal(low: 0.2, high: 0.4)),
      fixedCostPerPeriod: number("F", 5_000), investment: number("I", 40_000), horizonPeriods: 60,
      discountPerPeriod: number("r", 0.01),
      errors: [
        .init(
          name: "wrong", cost: number("c", 2, .logNormal(low: 1, high: 4)),
          people: number("b", 0.013, .counts(130, of: 10_000)),
          model: number("m", 0.02, .counts(200, of: 10_000)))
      ],
      degradation: .init(
        hazard: number("h", 0.1, .events(3, periods: 36)),
        extraErrors: [("wrong", number("extra", 0.25))], detectionPeriods: number("D", 2),
        repairPeriods: number("R", 1), repairPeriodsWithoutPlanB: number("R0", 3),
        fallbackGainPerItem: number("gF", 0), switchCost: number("K", 8_000)))
  }
}
