import Foundation
import TestSupport
import Testing
import Worth

/// Values are those of an implementation in NumPy that was written apart; `Fixtures/make_oracle.py`
/// made it.
@Suite struct OracleTests {
  private struct Oracle: Decodable {
    let sets: [Numbers]

    struct Numbers: Decodable {
      let items, growth, saving, extra, hazard, detection, repair, alone, fallback: Double
      let fixed, investment, discount, planCost, built, capacity, beyond: Double
      let mean, sd, loss, worst: Double
      let `switch`: Double
      let costs, people, model, quantiles: [Double]
      let periods, kept, ready: Int
      let plan: String

      var decision: DecisionModel {
        Case().with {
          ($0.items, $0.growth, $0.saving, $0.fixed) = (items, growth, saving, fixed)
          ($0.investment, $0.periods, $0.discount) = (investment, periods, discount)
          ($0.hazard, $0.extra, $0.detection, $0.repair) = (hazard, extra, detection, repair)
          ($0.alone, $0.fallback, $0.switchCost) = (alone, fallback, self.switch)
          $0.planB = (planCost, kept, ready, built)
          $0.capacity = (capacity * people.reduce(0, +) * items, beyond)
          $0.errors = zip(["wrong", "other"], zip(costs, zip(people, model))).map {
            (name: $0, cost: $1.0, people: $1.1.0, model: $1.1.1)
          }
        }.model
      }

      var policy: Policy {
        Policy(.full, plan == "now" ? .now : plan == "later" ? .later : .never)
      }
    }
  }

  @Test func `twenty sets of numbers come to what NumPy says`() throws {
    let path = Checkout.path("Tests/WorthTests/Fixtures/oracle.json")
    let oracle = try JSONDecoder().decode(
      Oracle.self, from: Data(contentsOf: URL(filePath: path)))
    #expect(oracle.sets.count == 20)
    for (index, set) in oracle.sets.enumerated() {
      let result = Simulation(
        set.decision, policies: [set.policy], draws: 40_000, seed: 11
      ).result.outcomes[0]
      #expect(near(result.mean, set.mean, 1e-9), "set \(index)")
      #expect(abs(result.drawn.mean - set.mean) < 4 * result.drawn.error, "set \(index)")
      #expect(abs(result.loss - set.loss) < 4 * result.lossError + 0.002, "set \(index)")
      #expect(abs(result.worst - set.worst) < 0.1 * set.sd, "set \(index)")
      for (own, theirs) in zip([result.low, result.middle, result.high], set.quantiles) {
        #expect(abs(own - theirs) < 0.05 * set.sd + 1e-6 * abs(theirs), "set \(index)")
      }
    }
  }
}
