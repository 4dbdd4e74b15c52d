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
      let items, saving, cost, people, model, extra, hazard, detection, repair: Double
      let fixed, investment, discount, mean, sd, loss: Double
      let `switch`: Double
      let periods: Int
      let quantiles: [Double]

      var decision: DecisionModel {
        Case().with {
          ($0.items, $0.saving, $0.fixed, $0.investment) = (items, saving, fixed, investment)
          ($0.periods, $0.discount, $0.hazard, $0.extra) = (periods, discount, hazard, extra)
          ($0.detection, $0.repair, $0.switchCost) = (detection, repair, self.switch)
          $0.errors = [(name: "wrong", cost: cost, people: people, model: model)]
        }.model
      }
    }
  }

  @Test func `twenty sets of numbers come to what NumPy says`() throws {
    let path = Checkout.path("Tests/WorthTests/Fixtures/oracle.json")
    let oracle = try JSONDecoder().decode(
      Oracle.self, from: Data(contentsOf: URL(filePath: path)))
    #expect(oracle.sets.count == 20)
    for (index, set) in oracle.sets.enumerated() {
      let value = Valuation(of: set.decision)
      #expect(near(value.netPresentValue, set.mean, 1e-9), "set \(index)")
      let result = Simulation(
        set.decision, policies: [Policy(.full, .now)], draws: 20_000, seed: 11
      ).result.outcomes[0]
      #expect(abs(result.loss - set.loss) < 4 * result.lossError + 0.003, "set \(index)")
      for (own, theirs) in zip([result.low, result.middle, result.high], set.quantiles) {
        #expect(abs(own - theirs) < 0.1 * set.sd + 1e-6 * abs(theirs), "set \(index)")
      }
    }
  }
}
