internal import Statistics

/// A number with whether somebody stands by it, and how sure it is.
package struct Quantity: Hashable, Sendable {
  package let name: String
  /// The mean of what is drawn.
  package let value: Double
  /// Whether it was measured or decided, not guessed.
  package let isConfirmed: Bool
  /// Where it comes from.
  package let source: String?
  package let spread: Spread
  /// What no draw leaves.
  package let bounds: ClosedRange<Double>
  /// What it is to be taken from, where that is not written in the file.
  package let reference: Reference?

  package init(
    _ name: String, _ value: Double, isConfirmed: Bool = true, source: String? = nil,
    spread: Spread? = nil, bounds: ClosedRange<Double> = Self.anything,
    reference: Reference? = nil
  ) {
    self.name = name
    self.isConfirmed = isConfirmed
    self.source = source
    self.bounds = bounds
    self.reference = reference
    self.spread = spread ?? (isConfirmed ? .fixed : .guess)
    self.value = (spread?.mean).map { min(max($0, bounds.lowerBound), bounds.upperBound) } ?? value
  }

  package static let anything = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude

  /// The points below which 5 % and 95 % lie.
  package var ends: (low: Double, high: Double)? {
    func end(_ p: Double) -> Double {
      min(max(spread.quantile(p, of: value), bounds.lowerBound), bounds.upperBound)
    }
    return isUncertain ? (end(0.05), end(0.95)) : nil
  }

  /// Whether it is drawn, and not the same each time.
  package var isUncertain: Bool {
    switch spread {
    case .fixed: false
    case .guess: value != 0 && bounds.lowerBound < bounds.upperBound
    default: true
    }
  }

  /// The same number, to be taken from something else.
  package func with(_ reference: Reference) -> Quantity {
    Quantity(
      name, value, isConfirmed: isConfirmed, source: source, spread: spread, bounds: bounds,
      reference: reference)
  }

  /// The same number with another name.
  package func named(_ name: String) -> Quantity {
    Quantity(
      name, value, isConfirmed: isConfirmed, source: source, spread: spread, bounds: bounds,
      reference: reference)
  }
}

/// How sure a number is.
package enum Spread: Hashable, Sendable {
  case fixed
  /// A guess without a range: log-normal about its value, 5 % below about half and above twice.
  case guess
  /// A positive number, 90 % between these: log-normal.
  case logNormal(low: Double, high: Double)
  /// A number of either sign, 90 % between these: normal.
  case normal(low: Double, high: Double)
  /// A share, 90 % between these: its log-odds are normal.
  case logitNormal(low: Double, high: Double)
  /// So many of so many: Beta(x + ½, n − x + ½), the posterior of Jeffreys' prior.
  case counts(Double, of: Double)
  /// The probability per period of what happened so often in so many periods, 1 − e^−λ with λ of
  /// Gamma(events + ½, periods).
  case events(Double, periods: Double)
  /// Observed values, whose mean is asked for: the Bayesian bootstrap (Rubin, 1981).
  case sample([Double])
  /// The difference of two shares, each as ``counts(_:of:)``: x of n, less y of m.
  case difference(Double, of: Double, from: Double, ofAll: Double)

  /// How many standard deviations lie between the 5 % and 95 % points of a normal number.
  static let width = 3.289_707_253_902_945

  /// The standard deviation of a guess's logarithm: 90 % between half and twice.
  static let guessSD = 2 * 0.693_147_180_559_945_3 / width

  /// The mean; `nil` where the value itself is it.
  var mean: Double? {
    switch self {
    case .fixed, .guess: nil
    case .logNormal(let low, let high):
      Elementary.exp(
        (Elementary.log(low) + Elementary.log(high)) / 2 + squaredSD(low, high) / 2)
    case .normal(let low, let high): (low + high) / 2
    case .counts(let hits, let count): (hits + 0.5) / (count + 1)
    case .sample(let values): values.reduce(0, +) / Double(max(1, values.count))
    case .difference(let x, let n, let y, let m): (x + 0.5) / (n + 1) - (y + 0.5) / (m + 1)
    case .events(let events, let periods):
      // E e^−λ of a gamma distribution.
      1 - Elementary.exp((events + 0.5) * (Elementary.log(periods) - Elementary.log(periods + 1)))
    case .logitNormal:
      Self.steps.map { quantile($0, of: 0) }.reduce(0, +) / Double(Self.steps.count)
    }
  }

  private func squaredSD(_ low: Double, _ high: Double) -> Double {
    let sd = (Elementary.log(high) - Elementary.log(low)) / Self.width
    return sd * sd
  }

  /// Probabilities in the middle of equal steps.
  private static let steps = (0..<500).map { (Double($0) + 0.5) / 500 }

  /// The value below which a draw lies with a probability; of observed values by the normal
  /// approximation of their mean.
  func quantile(_ p: Double, of value: Double) -> Double {
    let z = SpecialFunctions.normalQuantile(p)
    switch self {
    case .fixed: return value
    case .guess: return value * Elementary.exp(Self.guessSD * z - Self.guessSD * Self.guessSD / 2)
    case .logNormal(let low, let high):
      let (a, b) = (Elementary.log(low), Elementary.log(high))
      return Elementary.exp((a + b) / 2 + z * (b - a) / Self.width)
    case .normal(let low, let high): return (low + high) / 2 + z * (high - low) / Self.width
    case .logitNormal(let low, let high):
      let (a, b) = (Self.logit(low), Self.logit(high))
      return 1 / (1 + Elementary.exp(-((a + b) / 2 + z * (b - a) / Self.width)))
    case .counts(let hits, let count):
      return SpecialFunctions.incompleteBetaInverse(p, hits + 0.5, count - hits + 0.5)
    case .events(let events, let periods): return Self.hazard(p, events + 0.5, periods)
    case .sample(let values):
      let moments = Moments(values)
      return moments.mean + z * (moments.variancePopulation / Double(values.count + 1)).squareRoot()
    case .difference(let x, let n, let y, let m):
      func variance(_ hits: Double, _ count: Double) -> Double {
        let share = (hits + 0.5) / (count + 1)
        return share * (1 - share) / (count + 2)
      }
      return (mean ?? value) + z * (variance(x, n) + variance(y, m)).squareRoot()
    }
  }

  static func logit(_ share: Double) -> Double { Elementary.log(share / (1 - share)) }

  /// The quantile of 1 − e^−λ, by halving.
  private static func hazard(_ p: Double, _ shape: Double, _ periods: Double) -> Double {
    var (low, high) = (0.0, 1.0)
    while SpecialFunctions.upperGamma(shape, high) > 1 - p, high < 1e6 { high *= 2 }
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if SpecialFunctions.upperGamma(shape, middle) > 1 - p { low = middle } else { high = middle }
    }
    return -Elementary.expMinusOne(-high / periods)
  }
}

/// What a number is to be taken from, of what the log holds.
package enum Reference: Hashable, Sendable {
  /// What a check counted as wrong.
  case confusion(Counted)
  /// How often a check's windows went from good to failing.
  case hazard(check: String)
  /// How many more wrong predictions there are in a check's failing windows.
  case effect(check: String, of: Mistake, isOfClass: Bool)
  /// How often components went back to an earlier level after they were deployed.
  case switchbacks

  /// Wrong answers of the model, or of today's process, on the rows of a check: on all of them or on
  /// those of the class, in a segment if one is named, in a window if one is.
  package struct Counted: Hashable, Sendable {
    package let check: String
    package var mistake: Mistake
    package var isOfClass: Bool
    package let segment: String?
    package let window: String?
    package var isToday: Bool

    package init(
      check: String, mistake: Mistake = .missed, isOfClass: Bool = false, segment: String? = nil,
      window: String? = nil, isToday: Bool = false
    ) {
      self.check = check
      self.mistake = mistake
      self.isOfClass = isOfClass
      self.segment = segment
      self.window = window
      self.isToday = isToday
    }
  }

  /// The two ways in which a model of two classes is wrong.
  package enum Mistake: String, CaseIterable, Hashable, Sendable {
    case missed
    case falseAlarm = "false-alarm"
  }
}
