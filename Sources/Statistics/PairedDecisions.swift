internal import RealModule

/// Two models' right and wrong answers on the same rows.
package struct PairedDecisions: Hashable, Sendable {
  /// Rows that the current model has right and the previous one wrong.
  package let better: Int
  /// Rows that the current model has wrong and the previous one right.
  package let worse: Int
  package let rows: Int

  package init(better: Int, worse: Int, rows: Int) {
    self.better = better
    self.worse = worse
    self.rows = rows
  }

  /// The two-sided exact test of McNemar: how likely so uneven a split of the flips is by chance
  /// (SciPy `binomtest(better, better + worse)`).
  package var exactPValue: Double {
    let flips = better + worse
    guard flips > 0 else { return 1 }
    let least = min(better, worse)
    if least * 2 == flips { return 1 }
    let (k, n) = (Double(least), Double(flips))
    // P(X ≤ k) for a fair coin, as an incomplete beta function.
    return min(1, 2 * SpecialFunctions.incompleteBeta(0.5, n - k, k + 1))
  }

  /// The difference of accuracies, current minus previous.
  ///
  /// The interval is Wald's after adding half a flip to either side, which keeps its coverage for
  /// few flips (Agresti and Min, *Simple improved confidence intervals for comparing matched
  /// proportions*, 2005).
  package func difference(level: Double) -> Estimate? {
    guard rows > 0 else { return nil }
    let n = Double(rows)
    let value = Double(better - worse) / n
    let (b, c) = (Double(better) + 0.5, Double(worse) + 0.5)
    let total = n + 2
    let centre = (b - c) / total
    let z = SpecialFunctions.normalQuantile(0.5 + level / 2)
    let half = z * ((b + c) - (b - c) * (b - c) / total).squareRoot() / total
    return Estimate(
      value: value, lower: max(-1, min(value, centre - half)),
      upper: min(1, max(value, centre + half)), level: level, rows: rows,
      method: "difference of paired shares; interval of Agresti and Min")
  }
}
