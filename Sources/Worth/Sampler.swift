internal import Statistics

/// Draws all uncertain numbers of a model at once.
struct Sampler: Sendable {
  private let steps: [Step]
  private let wholes: [[Int]]
  private let bounds: [ClosedRange<Double>]
  /// How much of a cost's spread it has in common with other costs.
  private let common: Double
  private let own: Double
  private let middle: [Double]
  /// Which numbers differ from draw to draw.
  let uncertain: [Int]

  private enum Step {
    /// exp(log mean + sd z), with the common part for costs.
    case logNormal(Int, mean: Double, sd: Double, isCost: Bool)
    case guess(Int, value: Double, isCost: Bool)
    case normal(Int, mean: Double, sd: Double)
    case logitNormal(Int, mean: Double, sd: Double)
    case beta(Int, Double, Double)
    case events(Int, shape: Double, periods: Double)
    case sample(Int, [Double])
    case difference(Int, (Double, Double), (Double, Double))
    /// Shares of the same rows; the last shape is of the rows that are in none.
    case dirichlet([Int], [Double])
  }

  init(_ layout: Layout, costCorrelation: Double) {
    common = max(0, min(1, costCorrelation)).squareRoot()
    own = (1 - max(0, min(1, costCorrelation))).squareRoot()
    middle = layout.values
    bounds = layout.quantities.map(\.bounds)
    wholes = layout.wholes
    let costs = layout.costs
    let together = layout.sameRows
    let grouped = Set(together.flatMap(\.self))
    var steps: [Step] = []
    for group in together {
      let counts = group.map { at -> (Double, Double) in
        if case .counts(let hits, let of) = layout.quantities[at].spread { return (hits, of) }
        return (0, 0)
      }
      let rest = (counts.first?.1 ?? 0) - counts.map(\.0).reduce(0, +)
      steps.append(.dirichlet(group, counts.map { $0.0 + 0.5 } + [max(0, rest) + 0.5]))
    }
    for (at, quantity) in layout.quantities.enumerated()
    where quantity.isUncertain && !grouped.contains(at) {
      steps.append(Self.step(quantity, at, isCost: costs.contains(at)))
    }
    self.steps = steps
    uncertain = layout.quantities.indices.filter { layout.quantities[$0].isUncertain }
  }

  private static func step(_ quantity: Quantity, _ at: Int, isCost: Bool) -> Step {
    switch quantity.spread {
    case .fixed, .guess: return .guess(at, value: quantity.value, isCost: isCost)
    case .logNormal(let low, let high):
      let (a, b) = (Elementary.log(low), Elementary.log(high))
      return .logNormal(at, mean: (a + b) / 2, sd: (b - a) / Spread.width, isCost: isCost)
    case .normal(let low, let high):
      return .normal(at, mean: (low + high) / 2, sd: (high - low) / Spread.width)
    case .logitNormal(let low, let high):
      let (a, b) = (Spread.logit(low), Spread.logit(high))
      return .logitNormal(at, mean: (a + b) / 2, sd: (b - a) / Spread.width)
    case .counts(let hits, let of): return .beta(at, hits + 0.5, of - hits + 0.5)
    case .events(let events, let periods):
      return .events(at, shape: events + 0.5, periods: periods)
    case .sample(let values): return .sample(at, values)
    case .difference(let x, let n, let y, let m):
      return .difference(at, (x + 0.5, n - x + 0.5), (y + 0.5, m - y + 0.5))
    }
  }

  /// Puts a draw of the uncertain numbers into all of them.
  func draw(into values: inout [Double], _ numbers: inout PCG64) {
    let shared = common > 0 ? numbers.normal() : 0
    for step in steps {
      switch step {
      case .logNormal(let at, let mean, let sd, let isCost):
        values[at] = Elementary.exp(mean + sd * score(isCost, shared, &numbers))
      case .guess(let at, let value, let isCost):
        let sd = Spread.guessSD
        values[at] = value * Elementary.exp(sd * score(isCost, shared, &numbers) - sd * sd / 2)
      case .normal(let at, let mean, let sd): values[at] = mean + sd * numbers.normal()
      case .logitNormal(let at, let mean, let sd):
        values[at] = 1 / (1 + Elementary.exp(-(mean + sd * numbers.normal())))
      case .beta(let at, let a, let b): values[at] = Self.beta(a, b, &numbers)
      case .events(let at, let shape, let periods):
        values[at] = -Elementary.expMinusOne(-numbers.gamma(shape: shape) / periods)
      case .sample(let at, let observed): values[at] = Self.mean(of: observed, &numbers)
      case .difference(let at, let one, let other):
        values[at] =
          Self.beta(one.0, one.1, &numbers) - Self.beta(other.0, other.1, &numbers)
      case .dirichlet(let places, let shapes):
        var sum = 0.0
        for (index, shape) in shapes.enumerated() {
          let part = numbers.gamma(shape: shape)
          sum += part
          if index < places.count { values[places[index]] = part }
        }
        for at in places { values[at] /= sum }
      }
    }
    for at in uncertain {
      values[at] = min(max(values[at], bounds[at].lowerBound), bounds[at].upperBound)
    }
    for whole in wholes { Self.normalise(whole, &values) }
  }

  private func score(_ isCost: Bool, _ shared: Double, _ numbers: inout PCG64) -> Double {
    let z = numbers.normal()
    return isCost && common > 0 ? common * shared + own * z : z
  }

  private static func beta(_ a: Double, _ b: Double, _ numbers: inout PCG64) -> Double {
    let x = numbers.gamma(shape: a)
    let sum = x + numbers.gamma(shape: b)
    return sum > 0 ? x / sum : a / (a + b)
  }

  /// A mean with weights of Dirichlet(1, …, 1).
  private static func mean(of values: [Double], _ numbers: inout PCG64) -> Double {
    var (sum, weights) = (0.0, 0.0)
    for value in values {
      let weight = -Elementary.log(numbers.positiveUniform())
      sum += weight * value
      weights += weight
    }
    return weights > 0 ? sum / weights : 0
  }

  private static func normalise(_ places: [Int], _ values: inout [Double]) {
    var sum = 0.0
    for at in places { sum += values[at] }
    guard sum > 0 else { return }
    for at in places { values[at] /= sum }
  }
}
