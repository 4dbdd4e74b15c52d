internal import RealModule

/// How often a two-class model was right and wrong, by kind.
package struct Confusion: Hashable, Sendable {
  package let truePositives: Int
  package let falsePositives: Int
  package let trueNegatives: Int
  package let falseNegatives: Int

  package init(
    truePositives: Int, falsePositives: Int, trueNegatives: Int, falseNegatives: Int
  ) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
  }

  /// Counts predictions: positive where the score is at least the threshold (scikit-learn's
  /// convention for `predict_proba` cut by hand).
  package init(_ scored: [Scored], threshold: Double) {
    var (tp, fp, tn, fn) = (0, 0, 0, 0)
    for row in scored {
      switch (row.score >= threshold, row.isPositive) {
      case (true, true): tp += 1
      case (true, false): fp += 1
      case (false, false): tn += 1
      case (false, true): fn += 1
      }
    }
    self.init(truePositives: tp, falsePositives: fp, trueNegatives: tn, falseNegatives: fn)
  }

  package var rows: Int { truePositives + falsePositives + trueNegatives + falseNegatives }

  package func accuracy(level: Double) -> Estimate? {
    share(truePositives + trueNegatives, of: rows, level)
  }

  /// Of the positive ones, how many were found.
  package func recall(level: Double) -> Estimate? {
    share(truePositives, of: truePositives + falseNegatives, level)
  }

  /// Of those said to be positive, how many are.
  package func precision(level: Double) -> Estimate? {
    share(truePositives, of: truePositives + falsePositives, level)
  }

  /// Of the negative ones, how many were taken for positive.
  package func falsePositiveRate(level: Double) -> Estimate? {
    share(falsePositives, of: falsePositives + trueNegatives, level)
  }

  /// The harmonic mean of precision and recall.
  ///
  /// The interval is taken on the logit, whose variance is 1/tp + 1/(fp + fn) for multinomial counts
  /// by the delta method.
  package func f1(level: Double) -> Estimate? {
    let (tp, wrong) = (Double(truePositives), Double(falsePositives + falseNegatives))
    guard tp + wrong > 0 else { return nil }
    let value = 2 * tp / (2 * tp + wrong)
    guard tp > 0, wrong > 0 else {
      // At an end of its range the value has no slope; the exact interval of tp/(tp+wrong) carries
      // over, as F1 = 2j/(1+j) rises with that share j.
      let share = Proportion.clopperPearson(
        truePositives, of: truePositives + falsePositives + falseNegatives, level: level)
      return Estimate(
        value: value, lower: 2 * share.lower / (1 + share.lower),
        upper: 2 * share.upper / (1 + share.upper), level: level, rows: rows,
        method: "F1; exact interval of its Jaccard share")
    }
    // log(F/(1−F)) = log 2tp − log wrong has variance 1/tp + 1/wrong for multinomial counts.
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    let half = z * (1 / tp + 1 / wrong).squareRoot()
    let odds = Double.log(2 * tp / wrong)
    func back(_ logit: Double) -> Double { 1 / (1 + Double.exp(-logit)) }
    return Estimate(
      value: value, lower: back(odds - half), upper: back(odds + half), level: level, rows: rows,
      method: "F1; delta method on its logit")
  }

  private func share(_ hits: Int, of rows: Int, _ level: Double) -> Estimate? {
    rows > 0 ? Proportion.clopperPearson(hits, of: rows, level: level) : nil
  }
}

/// One row's score and what turned out to be true.
package struct Scored: Hashable, Sendable {
  package let score: Double
  package let isPositive: Bool

  package init(score: Double, isPositive: Bool) {
    self.score = score
    self.isPositive = isPositive
  }
}

/// Figures of a model's scores that need no threshold.
package enum Ranking {
  /// The area under the ROC curve: how often a positive scores above a negative, ties counting half.
  ///
  /// Equal to scikit-learn's `roc_auc_score`; the interval is that of DeLong et al. (1988), taken on
  /// the logit.
  ///
  /// - Returns: `nil` where one of the classes has fewer than two rows.
  package static func rocAUC(_ scored: [Scored], level: Double) -> Estimate? {
    let positives = scored.filter(\.isPositive).map(\.score).sorted()
    let negatives = scored.filter { !$0.isPositive }.map(\.score).sorted()
    guard positives.count > 1, negatives.count > 1 else { return nil }
    let overNegatives = placements(of: positives, among: negatives)
    let overPositives = placements(of: negatives, among: positives).map { 1 - $0 }
    let (p, n) = (Moments(overNegatives), Moments(overPositives))
    let area = p.mean
    let variance = p.variance / Double(p.rows) + n.variance / Double(n.rows)
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    guard area > 0, area < 1, variance > 0 else {
      // Perfect separation has no spread to go by: the rule of three bounds what was not seen.
      let rows = min(positives.count, negatives.count)
      let miss = 1 - Double.pow((1 - level) / 2, 1 / Double(rows))
      return Estimate(
        value: area, lower: area == 0 ? 0 : max(0, area - miss),
        upper: area == 1 ? 1 : min(1, area + miss), level: level, rows: scored.count,
        method: "area under the ROC curve; exact bound for no misranked pair")
    }
    let half = z * variance.squareRoot() / (area * (1 - area))
    let odds = Double.log(area / (1 - area))
    func back(_ logit: Double) -> Double { 1 / (1 + Double.exp(-logit)) }
    return Estimate(
      value: area, lower: back(odds - half), upper: back(odds + half), level: level,
      rows: scored.count, method: "area under the ROC curve; interval of DeLong on the logit")
  }

  /// For each value, the share of `others` below it, ties counting half; both ascending.
  private static func placements(of values: [Double], among others: [Double]) -> [Double] {
    var (below, upTo) = (0, 0)
    let count = Double(others.count)
    return values.map { value in
      while below < others.count, others[below] < value { below += 1 }
      while upTo < others.count, others[upTo] <= value { upTo += 1 }
      return (Double(below) + Double(upTo)) / 2 / count
    }
  }

  /// The mean squared difference of score and truth (scikit-learn `brier_score_loss`).
  package static func brier(_ scored: [Scored], level: Double) -> Estimate? {
    let losses = scored.map { row in
      let miss = row.score - (row.isPositive ? 1 : 0)
      return miss * miss
    }
    guard losses.count > 1 else { return nil }
    return Mean.student(Moments(losses), level: level, of: "squared differences")
  }

  /// The mean negative log-likelihood, scores kept the smallest step of double precision away from
  /// 0 and 1 (scikit-learn `log_loss`).
  package static func logLoss(_ scored: [Scored], level: Double) -> Estimate? {
    let edge = Double.ulpOfOne
    let losses = scored.map { row in
      let score = min(max(row.score, edge), 1 - edge)
      return -Double.log(row.isPositive ? score : 1 - score)
    }
    guard losses.count > 1 else { return nil }
    return Mean.student(Moments(losses), level: level, of: "negative log-likelihoods")
  }
}
