internal import Documents
internal import Worth

extension Shape where Value == Quantity {
  /// A number, bare, with a unit, or as what is known of it.
  static func quantity(
    _ name: String, _ range: ClosedRange<Double>? = nil
  ) -> Shape<Quantity> {
    let bounds = range ?? Quantity.anything
    let number = Shape<Double>.measured(range)
    let whole = Shape<Quantity>.object(
      "A number with how sure it is, and whether somebody stands by it.",
      .optional("value", number, "The number."),
      .optional("range", .list(of: number), "90 % surely between these two."),
      .optional("counts", .list(of: .number(0...1e15)), "So many of so many."),
      .optional("events", .list(of: .number(0...1e15)), "It happened so often in so many periods."),
      .optional("sample", .list(of: number), "Observed values, whose mean is asked for."),
      .optional("evidence", .name, "The check whose counts of right and wrong it is taken from."),
      .optional("segment", .text(), "Of the evidence, the rows of this segment."),
      .optional("window", .text(), "Of the evidence, the rows of this window."),
      .optional("history", .name, "The check whose windows, or 'switchbacks', tell it."),
      .optional("confirmed", .truth, "Whether it was measured or decided."),
      .optional("from", .text(), "Where it comes from."),
      make: {
        value, pair, counts, events, sample, evidence, segment, window, history, isConfirmed,
        from in
        Written(
          value: value, range: pair, counts: counts, events: events, sample: sample,
          evidence: evidence, segment: segment, window: window, history: history,
          isConfirmed: isConfirmed, from: from
        ).quantity(name, bounds)
      }
    ).check { quantity, tree, reader in
      Written.report(quantity, in: tree, range: range, &reader) ? quantity : nil
    }
    return Shape(schema: .anyOf([number.schema, whole.schema])) { tree, reader in
      if case .mapping = tree.content { return whole.read(tree, &reader) }
      return number.read(tree, &reader).map { Quantity(name, $0, bounds: bounds) }
    }
  }
}

/// A quantity as it is written.
private struct Written {
  let value: Double?
  let range: [Double]?
  let counts: [Double]?
  let events: [Double]?
  let sample: [Double]?
  let evidence: String?
  let segment: String?
  let window: String?
  let history: String?
  let isConfirmed: Bool?
  let from: String?

  func quantity(_ name: String, _ bounds: ClosedRange<Double>) -> Quantity {
    var reference: Reference?
    if let evidence {
      reference = .confusion(.init(check: evidence, segment: segment, window: window))
    } else if let history {
      reference = history == "switchbacks" ? .switchbacks : .hazard(check: history)
    }
    // What stands in for evidence that is not there is nobody's word.
    let stands = isConfirmed ?? (reference == nil)
    return Quantity(
      name, value ?? 0, isConfirmed: stands, source: from, spread: spread(bounds), bounds: bounds,
      reference: reference)
  }

  private func spread(_ bounds: ClosedRange<Double>) -> Spread? {
    if let pair = range, pair.count == 2, pair[0] < pair[1] {
      let (low, high) = (pair[0], pair[1])
      if bounds.upperBound <= 1, low > 0, high < 1 { return .logitNormal(low: low, high: high) }
      return low > 0 ? .logNormal(low: low, high: high) : .normal(low: low, high: high)
    }
    if let pair = counts, pair.count == 2, pair[0] <= pair[1], pair[1] > 0 {
      return .counts(pair[0], of: pair[1])
    }
    if let pair = events, pair.count == 2, pair[1] > 0 {
      return .events(pair[0], periods: pair[1])
    }
    if let sample, sample.count > 1 { return .sample(sample) }
    return nil
  }

  /// Reports what does not fit; whether all is well.
  static func report(
    _ quantity: Quantity, in tree: Tree, range: ClosedRange<Double>?, _ reader: inout Reader
  ) -> Bool {
    let ways = ["range", "counts", "events", "sample", "evidence", "history"]
    let given = ways.filter { tree[$0] != nil }
    func refuse(_ message: String, at place: Tree, fix: String?) -> Bool {
      reader.report(.wrongValue, message, at: place, fix: fix)
      return false
    }
    if given.count > 1, let place = tree[given[1]] {
      return refuse(
        "'\(given[0])' and '\(given[1])' both say what the number is", at: place,
        fix: "keep one of them")
    }
    guard let way = given.first, let place = tree[way] else {
      if tree["value"] != nil { return true }
      reader.report(
        .missingKey, "it is not said what the number is", at: tree.position,
        fix: "add 'value', or one of \(ways.joined(separator: ", "))")
      return false
    }
    if tree["value"] != nil, way != "evidence", way != "history" {
      return refuse(
        "'value' and '\(way)' both say what the number is", at: place, fix: "keep one of them")
    }
    let count = place.elements.count
    switch way {
    case "range" where count != 2 || quantity.spread == .fixed || quantity.spread == .guess:
      return refuse(
        "a range is two numbers, the lower one first", at: place, fix: "write [low, high]")
    case "range":
      // A range for a share that reaches its ends has no log-odds.
      if case .normal(let low, _) = quantity.spread, let range, range.lowerBound >= 0, low <= 0 {
        return refuse(
          "a range from 0 on says nothing of how small it may be", at: place,
          fix: "write a lower number above 0, or 'counts'")
      }
      return true
    case "counts":
      if case .counts = quantity.spread { return isShare(range) || refuseShare() }
      return refuse(
        "counts are two numbers: so many, of so many, not more than there are", at: place,
        fix: "write [12, 400]")
    case "events":
      if case .events = quantity.spread { return isShare(range) || refuseShare() }
      return refuse(
        "events are two numbers: how often it happened, in how many periods", at: place,
        fix: "write [1, 24]")
    case "sample" where count < 2 || count > 10_000:
      return refuse("a sample has 2 to 10000 values", at: place, fix: nil)
    case "evidence", "history":
      return isShare(range) || refuseShare()
    default: return true
    }
    func isShare(_ range: ClosedRange<Double>?) -> Bool { (range?.upperBound ?? 2) <= 1 }
    func refuseShare() -> Bool {
      refuse(
        "'\(way)' gives a share, and this is none", at: place,
        fix: "write 'value', 'range' or 'sample'")
    }
  }
}

extension Shape where Value == Double {
  /// A number that may have a unit after it, like *40 USD*.
  ///
  /// Whether the unit is the right one is told by ``WorthUnits``.
  static func measured(_ range: ClosedRange<Double>?) -> Shape<Double> {
    let number = Shape<Double>.number(range)
    return Shape(schema: .anyOf([number.schema, .string()])) { tree, reader in
      guard let text = tree.text, Double(text) == nil, let (value, unit) = WorthUnits.split(text)
      else {
        return number.read(tree, &reader)
      }
      let scaled = unit.hasPrefix("%") ? value / 100 : value
      let plain = Tree(.scalar("\(scaled)", isPlain: true), at: tree.position)
      return number.read(plain, &reader)
    }
  }
}
