/// How far each number by itself moves the expected value of a policy.
package struct Tornado: Sendable {
  /// At the means of all numbers.
  package let base: Double
  /// The one that moves it most first.
  package let bars: [Bar]

  package struct Bar: Sendable {
    package let name: String
    /// The number, at its ends.
    package let low: Double
    package let high: Double
    /// The value with it at these ends.
    package let atLow: Double
    package let atHigh: Double
    /// Whether the ends are 10 % below and above, since the number has no spread of its own.
    package let isNominal: Bool

    package var swing: Double { abs(atHigh - atLow) }
  }

  init(_ model: DecisionModel, _ policy: Policy, _ layout: Layout) {
    let middle = layout.values
    func value(_ at: Int, _ number: Double) -> Double {
      var values = middle
      values[at] = number
      return PolicyCase(policy, model, layout, values).expected(trial: 0)
    }
    base = PolicyCase(policy, model, layout, middle).expected(trial: 0)
    let whole = Set(layout.wholes.flatMap(\.self))
    let bars = layout.quantities.enumerated().compactMap { at, quantity -> Bar? in
      guard quantity.value != 0 || quantity.isUncertain, !whole.contains(at) else { return nil }
      let isNominal = !quantity.isUncertain
      func end(_ p: Double, _ factor: Double) -> Double {
        let number =
          isNominal ? quantity.value * factor : quantity.spread.quantile(p, of: quantity.value)
        return min(max(number, quantity.bounds.lowerBound), quantity.bounds.upperBound)
      }
      let (low, high) = (end(0.05, 0.9), end(0.95, 1.1))
      return Bar(
        name: quantity.name, low: low, high: high, atLow: value(at, low), atHigh: value(at, high),
        isNominal: isNominal)
    }
    self.bars = bars.filter { $0.swing > 0 }.enumerated().sorted {
      ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset)
    }.map(\.element)
  }
}
