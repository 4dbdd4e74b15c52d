/// Where a component quantifies how uncertain it is, and how far its own output may be wrong.
package struct Uncertainty: Hashable, Sendable {
  package let quantified: [Quantified]
  /// The error that the component adds itself; `nil` where none is declared.
  package let error: ErrorSource?
  /// How its own error and those of what it needs come together; `nil` unless declared.
  package let combination: Combination?
  /// How strongly an error of what it needs counts; 1 unless set.
  ///
  /// Of errors that add up the factor, of factors the power, and of decisions the probability that one
  /// spoils this one.
  package let sensitivity: [Component.ID: Double]
  /// The unit of the error, for readers.
  package let unit: String?
  /// How the numbers were found.
  package let source: String?

  /// A place at which uncertainty is quantified.
  package struct Quantified: Hashable, Sendable {
    package let place: Place
    package let kinds: [Kind]
    /// How it is quantified.
    package let how: String
    /// How whoever uses the output gets to see it; `nil` where it is not shown.
    package let shown: String?

    package init(place: Place, kinds: [Kind], how: String, shown: String? = nil) {
      self.place = place
      self.kinds = kinds
      self.how = how
      self.shown = shown
    }
  }

  package enum Place: String, CaseIterable, Sendable {
    case input, output, decision
  }

  package enum Kind: String, CaseIterable, Sendable {
    /// Aleatoric: chance in what is observed.
    case noise
    /// Epistemic: ignorance, which more data would lessen.
    case knowledge
  }

  package enum Combination: String, CaseIterable, Sendable {
    /// Errors add up, each times its sensitivity.
    case additive
    /// Factors around 1 multiply, each to the power of its sensitivity.
    case multiplicative
    /// A decision is wrong if it or one that it rests on is.
    case anyError = "any-error"
  }

  package init(
    quantified: [Quantified] = [], error: ErrorSource? = nil, combination: Combination? = nil,
    sensitivity: [Component.ID: Double] = [:], unit: String? = nil, source: String? = nil
  ) {
    self.quantified = quantified
    self.error = error
    self.combination = combination
    self.sensitivity = sensitivity
    self.unit = unit
    self.source = source
  }
}

/// Where the error of a component's own output comes from: a distribution, or a column of errors.
package enum ErrorSource: Hashable, Sendable {
  case normal(mean: Double, sd: Double)
  case uniform(least: Double, most: Double)
  /// A positive value whose logarithm is normal.
  case logNormal(logMean: Double, logSD: Double)
  case studentT(freedom: Double, mean: Double, scale: Double)
  /// The share of wrong decisions.
  case errorRate(Double)
  /// Errors that were observed, one a row.
  case sample(data: String, column: String)
}

/// How far the errors of two components go together.
package struct Correlation: Hashable, Sendable {
  package let first: Component.ID
  package let second: Component.ID
  package let strength: Strength

  package enum Strength: Hashable, Sendable {
    /// Spearman's correlation of the errors.
    case rank(Double)
    /// The correlation of their normal scores; of two normal errors their own.
    case latent(Double)
  }

  package init(_ first: Component.ID, _ second: Component.ID, _ strength: Strength) {
    self.first = first
    self.second = second
    self.strength = strength
  }
}
