import Foundation
import Statistics
import TestSupport

/// What SciPy, scikit-learn and lifelines say; `Fixtures/make_oracles.py` made it.
struct Oracles: Decodable {
  let numbers: [Numbers]
  let categories: [Categories]
  let classification: Classification
  let regression: Regression
  /// Rows, statistic, probability.
  let one_sample: [[Double]]
  /// Rows of either, statistic, probability.
  let two_sample_exact: [[Double]]
  let special: [String: [[Double]]]
  let survival: [Survival]

  struct Counts: Decodable {
    let values: [Double]
    let counts: [Int]

    var sample: ValueCounts { ValueCounts(values: values, counts: counts) }
  }

  struct Numbers: Decodable {
    let name: String
    let reference: Counts
    let current: Counts
    let ks: Double
    let ks_p: Double
    let wasserstein: Double
    let psi: Double
    let mean: Double
    let variance: Double
    let quantiles: [Double]
  }

  struct Categories: Decodable {
    let name: String
    let reference: [Int]
    let current: [Int]
    let total_variation: Double
    let maximum: Double
    let jensen_shannon: Double
    let hellinger: Double
    let psi: Double
    /// As Evidently bins it, where that was asked.
    let psi_evidently: Double?
    let chi2: Double
    let chi2_p: Double
    let chi2_dof: Int
  }

  struct Classification: Decodable {
    let truth: [Int]
    let score: [Double]
    let accuracy: Double
    let accuracy_interval: [Double]
    let precision: Double
    let recall: Double
    let f1: Double
    let roc_auc: Double
    let brier: Double
    let log_loss: Double

    var scored: [Scored] {
      zip(score, truth).map { Scored(score: $0, isPositive: $1 == 1) }
    }
  }

  struct Regression: Decodable {
    let truth: [Double]
    let predicted: [Double]
    let mae: Double
    let rmse: Double
    let r2: Double
    let bias: Double
  }

  struct Survival: Decodable {
    let name: String
    let lengths: [Double]
    /// 0 where it has not ended.
    let outcomes: [Int]
    let times: [Double]
    let at_risk: [Int]
    let survival: [Double]
    let lower: [Double]
    let upper: [Double]
    let median: Double?
    let median_interval: [Double?]
    /// Time, and the share that has ended in the second outcome by then.
    let second_outcome: [[Double]]

    var curve: SurvivalCurve {
      SurvivalCurve(zip(lengths, outcomes).map { Spell($0, hasEnded: $1 > 0) })
    }

    var history: SpellHistory {
      SpellHistory(zip(lengths, outcomes).map { (length: $0, outcome: $1 > 0 ? $1 : nil) })
    }
  }

  static let kept: Oracles = {
    do {
      let path = Checkout.path("Tests/StatisticsTests/Fixtures/oracles.json")
      return try JSONDecoder().decode(Oracles.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      fatalError("the oracles do not read: \(error)")
    }
  }()
}

/// Whether two numbers agree, relative to the second.
func agree(_ ours: Double, _ theirs: Double, within tolerance: Double) -> Bool {
  abs(ours - theirs) <= tolerance * abs(theirs) || ours == theirs
}
