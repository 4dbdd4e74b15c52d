internal import Checks
internal import Documents
internal import Readiness

/// What a component says of its uncertainty, as it was written.
struct WrittenUncertainty: Sendable {
  let uncertainty: Uncertainty
  let error: WrittenError?
  let sensitivity: [(key: Located<String>, value: Double)]

  static let none = WrittenUncertainty(uncertainty: Uncertainty(), error: nil, sensitivity: [])
}

struct WrittenError: Sendable {
  let source: ErrorSource
  /// The data set that holds a sample.
  let data: Located<Dataset.ID>?
}

struct WrittenCorrelation: Sendable {
  let first: Located<Component.ID>
  let second: Located<Component.ID>
  let strength: Correlation.Strength

  var correlation: Correlation { Correlation(first.value, second.value, strength) }
}

extension Shape where Value == WrittenUncertainty {
  static let uncertainty = Shape<WrittenUncertainty>.object(
    "Where a component's uncertainty is quantified, and how far its output may be wrong.",
    .optional(
      "quantified", .list(of: .quantified, orOne: true), default: [],
      "The places at which it is quantified."),
    .optional("error", .error, "The error of its output that the component adds itself."),
    .optional(
      "combines", Shape<Uncertainty.Combination>.word,
      "How its error and those of what it needs come together; any-error for an error-rate, else "
        + "additive unless set."),
    .optional(
      "sensitivity", .dictionary(.name, to: .number()), default: [],
      "How strongly an error of what it needs counts, by component; 1 unless set."),
    .optional("unit", .text(), "The unit of the error, for readers."),
    .optional("from", .text(), "How the numbers were found."),
    make: { quantified, error, combination, sensitivity, unit, source in
      WrittenUncertainty(
        uncertainty: Uncertainty(
          quantified: quantified, error: error?.source, combination: combination,
          sensitivity: Dictionary(
            sensitivity.map { (Component.ID($0.key.value), $0.value) },
            uniquingKeysWith: { first, _ in first }),
          unit: unit, source: source),
        error: error, sensitivity: sensitivity)
    }
  ).check { written, tree, reader in
    if let words = written.uncertainty.mismatch, let place = tree["combines"] ?? tree["error"] {
      reader.report(.wrongValue, words, at: place)
      return nil as WrittenUncertainty?
    }
    return written
  }
}

extension Uncertainty {
  /// Why its own error cannot combine as it is said to.
  fileprivate var mismatch: String? {
    guard let error, let combination else { return nil }
    switch (combination, error) {
    case (.anyError, .errorRate), (.multiplicative, .logNormal), (.multiplicative, .sample):
      return nil
    case (.anyError, _): return "decisions have an error-rate, and no other distribution"
    case (_, .errorRate): return "an error-rate combines by any-error alone"
    case (.multiplicative, .uniform(let least, _)) where least > 0: return nil
    case (.multiplicative, _):
      return "factors are above 0: they take log-normal, uniform with a least above 0, or sample"
    case (.additive, _): return nil
    }
  }
}

extension Shape where Value == Uncertainty.Quantified {
  fileprivate static let quantified = Shape<Uncertainty.Quantified>.object(
    "A place at which uncertainty is quantified.",
    .required("where", Shape<Uncertainty.Place>.word, "input, output or decision."),
    .required(
      "kind", .list(of: Shape<Uncertainty.Kind>.word, orOne: true),
      "noise (chance in what is observed) or knowledge (what more data would lessen)."),
    .required("how", .text(), "How it is quantified."),
    .optional("shown", .text(), "How whoever uses the output gets to see it."),
    make: Uncertainty.Quantified.init(place:kinds:how:shown:))
}

extension Shape where Value == WrittenError {
  fileprivate static let error = Shape<[WrittenError?]>.object(
    "A distribution of errors, exactly one.",
    .optional("normal", .normal, "Normal errors."),
    .optional("uniform", .uniform, "Any error between two ends, each as likely."),
    .optional("log-normal", .logNormal, "Factors whose logarithm is normal."),
    .optional("student-t", .studentT, "Errors with heavier tails than normal ones."),
    .optional("sample", .sample, "Errors that were observed, one a row of a data set."),
    .optional("error-rate", .rate, "The share of decisions that are wrong."),
    make: { [$0, $1, $2, $3, $4, $5] }
  ).check { choices, tree, reader -> WrittenError? in
    let given = choices.compactMap(\.self)
    if given.count == 1, tree.pairs.count == 1 { return given[0] }
    if tree.pairs.count != 1 {
      reader.report(
        .wrongValue, "an error has one distribution, not \(tree.pairs.count)", at: tree,
        fix: "name one of normal, uniform, log-normal, student-t, sample and error-rate")
    }
    return nil
  }

  private static let normal = Shape<ErrorSource>.object(
    "Normal errors.",
    .optional("mean", .number(), default: 0, "The mean; 0 unless set."),
    .required("sd", .spread("standard deviation"), "The standard deviation."),
    make: { .normal(mean: $0, sd: $1) }
  ).map { WrittenError(source: $0, data: nil) }

  private static let uniform = Shape<(Double, Double)>.object(
    "Any error between two ends.",
    .required("least", .number(), "The lower end."), .required("most", .number(), "The upper end."),
    make: { ($0, $1) }
  ).check { ends, tree, reader -> WrittenError? in
    if ends.0 <= ends.1 {
      return WrittenError(source: .uniform(least: ends.0, most: ends.1), data: nil)
    }
    reader.report(
      .wrongValue, "least \(ends.0.brief) is above most \(ends.1.brief)", at: tree["least"] ?? tree)
    return nil
  }

  private static let logNormal = Shape<ErrorSource>.object(
    "Factors whose logarithm is normal.",
    .optional(
      "log-mean", .number(-50...50), default: 0, "The mean of the logarithm; 0 unless set."),
    .required("log-sd", .spread("standard deviation"), "The standard deviation of the logarithm."),
    make: { .logNormal(logMean: $0, logSD: $1) }
  ).map { WrittenError(source: $0, data: nil) }

  private static let studentT = Shape<ErrorSource>.object(
    "Student's t, moved and stretched.",
    .required("freedom", .freedom, "Degrees of freedom, above 2."),
    .optional("mean", .number(), default: 0, "The mean; 0 unless set."),
    .required("scale", .spread("scale"), "What the standard t is multiplied by."),
    make: { .studentT(freedom: $0, mean: $1, scale: $2) }
  ).map { WrittenError(source: $0, data: nil) }

  private static let sample = Shape<WrittenError>.object(
    "Errors that were observed.",
    .required(
      "data", Shape<String>.name.map(Dataset.ID.init(_:)).located, "The data set, under data."),
    .required("column", .text(), "Its column of errors."),
    make: { data, column in
      WrittenError(source: .sample(data: data.value.rawValue, column: column), data: data)
    })

  private static let rate = Shape<Double>.number(0...1).map {
    WrittenError(source: .errorRate($0), data: nil)
  }
}

extension Shape where Value == Double {
  /// A number that says how wide something is.
  fileprivate static func spread(_ noun: String) -> Shape<Double> {
    Shape.number().check { number, tree, reader -> Double? in
      if number >= 0 { return number }
      reader.report(.wrongValue, "a \(noun) is not negative, as \(number.brief) is", at: tree)
      return nil
    }
  }

  fileprivate static var freedom: Shape<Double> {
    Shape.number().check { number, tree, reader -> Double? in
      if number > 2, number <= 1e6 { return number }
      reader.report(
        .wrongValue, "\(number.brief) degrees of freedom are not above 2 and at most a million",
        at: tree, fix: "with 2 or fewer the variance is infinite")
      return nil
    }
  }
}

extension Shape where Value == WrittenCorrelation {
  static let correlation = Shape<([Located<Component.ID>], Double?, Double?)>.object(
    "Two components whose errors depend on one another; one of rank and latent.",
    .required("between", .list(of: .component), "The two components."),
    .optional("rank", .number(-1...1), "Spearman's correlation of their errors."),
    .optional(
      "latent", .number(-1...1),
      "The correlation of the normal scores of their errors; of two normal errors their own."),
    make: { ($0, $1, $2) }
  ).check { pair, tree, reader -> WrittenCorrelation? in
    let (between, rank, latent) = pair
    guard between.count == 2 else {
      reader.report(
        .wrongValue, "a correlation is between two components", at: tree["between"] ?? tree)
      return nil
    }
    if (tree["rank"] == nil) == (tree["latent"] == nil) {
      reader.report(.wrongValue, "a correlation has either 'rank' or 'latent'", at: tree)
      return nil
    }
    return (rank.map(Correlation.Strength.rank) ?? latent.map(Correlation.Strength.latent)).map {
      WrittenCorrelation(first: between[0], second: between[1], strength: $0)
    }
  }
}
