internal import Profiling
internal import Readiness
internal import Statistics

/// A column, or what is missing of it, in the reference and in the current table or a part of it.
struct DriftPair {
  let column: String
  let aspect: Aspect
  /// The window and the slice; empty for the whole.
  let part: String
  private let sample: Sample
  private let blocks: DriftBlocks?

  enum Aspect {
    case values
    /// What is missing, infinite or of another type.
    case gaps
    /// How far rows lie off the directions in which the reference's numbers vary together.
    case together
  }

  private enum Sample {
    case numbers(reference: ValueCounts, current: ValueCounts)
    case categories(names: [String], reference: [Int], current: [Int])
  }

  /// The pairs of a column: its values where both sides have rows, and its gaps where there are any.
  ///
  /// Where a side has rows and no value, its gaps say so alone.
  static func pairs(
    of column: String, in part: String, _ reference: DriftColumn, _ current: DriftColumn,
    blocks: (DriftPair.Aspect) -> DriftBlocks?
  ) -> [DriftPair] {
    let isEmpty = { (side: DriftColumn) in side.rows > 0 && side.present == 0 }
    var pairs: [DriftPair] = []
    if !isEmpty(reference), !isEmpty(current) {
      let sample: Sample
      if reference.type == .number {
        sample = .numbers(reference: reference.numbers, current: current.numbers)
      } else {
        let names = Set(reference.categories.keys).union(current.categories.keys).sorted()
        sample = .categories(
          names: names, reference: names.map { reference.categories[$0] ?? 0 },
          current: names.map { current.categories[$0] ?? 0 })
      }
      pairs.append(
        DriftPair(
          column: column, aspect: .values, part: part, sample: sample, blocks: blocks(.values)))
    }
    if reference.gaps + current.gaps > 0 {
      pairs.append(
        DriftPair(
          column: column, aspect: .gaps, part: part,
          sample: .categories(
            names: ["there", "missing"], reference: [reference.present, reference.gaps],
            current: [current.present, current.gaps]), blocks: blocks(.gaps)))
    }
    return pairs
  }

  private init(
    column: String, aspect: Aspect, part: String, sample: Sample, blocks: DriftBlocks?
  ) {
    self.column = column
    self.aspect = aspect
    self.part = part
    self.sample = sample
    self.blocks = blocks
  }

  /// Several columns together, by one number a row.
  init(together reference: ValueCounts, _ current: ValueCounts) {
    self.init(
      column: "all numbers together", aspect: .together, part: "",
      sample: .numbers(reference: reference, current: current), blocks: nil)
  }

  /// What a measurement of it is called.
  var name: String { aspect == .gaps ? "\(column), missing" : column }

  var statistic: String {
    switch (aspect, sample) {
    case (.gaps, _): "missing-share-change"
    case (.together, _): "reconstruction-error-ks-distance"
    case (_, .numbers): "ks-distance"
    case (_, .categories): "total-variation"
    }
  }

  func verdict(margin: Double, errorRate: Double, seed: UInt64) -> DriftVerdict {
    if rows.reference == 0 || rows.current == 0 {
      return DriftVerdict(
        distance: 0, deviation: 1, rows: rows, margin: margin, errorRate: errorRate,
        method: "no rows with a value")
    }
    if let blocks {
      let isOrdered = if case .numbers = sample { true } else { false }
      return DriftVerdict(
        distance: distance,
        deviation: blocks.deviation(
          isOrdered ? .numbers : .categories, errorRate: errorRate, seed: seed),
        rows: rows, margin: margin, errorRate: errorRate,
        method: (isOrdered ? "Kolmogorov–Smirnov" : "total variation")
          + " distance; \(blocks.words)"
      )
    }
    switch sample {
    case .numbers(let reference, let current):
      return DriftVerdict(numbers: reference, current, margin: margin, errorRate: errorRate)
    case .categories(_, let reference, let current):
      return DriftVerdict(categories: reference, current, margin: margin, errorRate: errorRate)
    }
  }

  private var distance: Double {
    switch sample {
    case .numbers(let reference, let current): Distance.kolmogorovSmirnov(reference, current)
    case .categories(_, let reference, let current): Distance.totalVariation(reference, current)
    }
  }

  private var rows: (reference: Int, current: Int) {
    switch sample {
    case .numbers(let reference, let current): (reference.total, current.total)
    case .categories(_, let reference, let current):
      (reference.reduce(0, +), current.reduce(0, +))
    }
  }
}

// MARK: - What to show beside a verdict

extension DriftPair {
  /// The figures that people know, each equal to the reference implementation's; none is NaN.
  var familiar: [String: Double] {
    guard rows.reference > 0, rows.current > 0 else { return [:] }
    switch sample {
    case .numbers(let reference, let current):
      let edges = reference.decileEdges
      let before = reference.counts(over: edges, countsUp: true)
      let now = current.counts(over: edges, countsUp: true)
      var figures = [
        "ks-p-value": KolmogorovSmirnov.pValue(distance, rows.reference, rows.current),
        "wasserstein": Distance.wasserstein(reference, current),
        "psi-deciles": Distance.populationStability(before, now),
        "jensen-shannon-deciles": Distance.jensenShannon(before, now),
        "mean-reference": reference.moments.mean, "mean-current": current.moments.mean,
      ]
      let evidently = EvidentlyBinning(reference, current)
      figures["psi-evidently"] = evidently?.populationStability
      figures["jensen-shannon-evidently"] = evidently?.jensenShannon
      return figures
    case .categories(_, let reference, let current):
      var figures = [
        "jensen-shannon": Distance.jensenShannon(reference, current),
        "hellinger": Distance.hellinger(reference, current),
        "psi": Distance.populationStability(reference, current),
        "largest-change": Distance.maximum(reference, current),
      ]
      let chi = ChiSquared.twoSample(reference, current)
      figures["chi-squared"] = chi?.statistic
      figures["chi-squared-p-value"] = chi?.pValue
      figures["psi-evidently"] = EvidentlyBinning(reference, current)?.populationStability
      return figures
    }
  }

  /// Where the two differ most: what to look at, and its share before and now.
  var change: (of: String, before: Double, now: Double)? {
    switch sample {
    case .numbers(let reference, let current):
      return Distance.greatestGap(reference, current).map { gap in
        let what = aspect == .together ? "distance from the usual pattern" : column
        return ("\(what) ≤ \(gap.value.brief)", gap.left, gap.right)
      }
    case .categories(let names, let reference, let current):
      guard rows.reference > 0, rows.current > 0 else { return nil }
      let shares = names.indices.map { index in
        (
          names[index], Double(reference[index]) / Double(rows.reference),
          Double(current[index]) / Double(rows.current)
        )
      }
      if aspect == .gaps { return ("\(column) missing", shares[1].1, shares[1].2) }
      guard let most = shares.max(by: { abs($0.1 - $0.2) < abs($1.1 - $1.2) }) else { return nil }
      return ("\(column) '\(most.0.cleaned(to: 40))'", most.1, most.2)
    }
  }

  var overlay: Overlay {
    switch sample {
    case .numbers(let reference, let current):
      let edges = reference.merging(current).drawingEdges(24)
      return Overlay(
        of: name, window: part, bins: Self.names(of: edges),
        reference: reference.counts(over: edges), current: current.counts(over: edges))
    case .categories(let names, let reference, let current):
      let order = names.indices.sorted {
        (reference[$1] + current[$1], $0) < (reference[$0] + current[$0], $1)
      }
      let shown = order.prefix(12)
      let rest = order.dropFirst(12)
      return Overlay(
        of: name, window: part,
        bins: shown.map { names[$0] } + (rest.isEmpty ? [] : ["\(rest.count) others"]),
        reference: shown.map { reference[$0] }
          + (rest.isEmpty ? [] : [rest.map { reference[$0] }.reduce(0, +)]),
        current: shown.map { current[$0] }
          + (rest.isEmpty ? [] : [rest.map { current[$0] }.reduce(0, +)]))
    }
  }

  private static func names(of edges: [Double]) -> [String] {
    guard let first = edges.first, let last = edges.last else { return ["all"] }
    let inner = zip(edges, edges.dropFirst()).map { "\($0.brief) to \($1.brief)" }
    return ["≤ \(first.brief)"] + inner + ["> \(last.brief)"]
  }
}

extension ValueCounts {
  /// Inner edges of bins of equal width over all but the outermost hundredth on either side.
  fileprivate func drawingEdges(_ bins: Int) -> [Double] {
    if values.count <= bins { return Array(values.dropLast()) }
    guard let low = quantile(0.01), let high = quantile(0.99), low < high else { return [] }
    return (0...(bins - 2)).map { low + (high - low) * Double($0) / Double(bins - 2) }
  }
}

extension String {
  fileprivate func cleaned(to count: Int) -> String {
    self.count > count ? prefix(count) + "…" : self
  }
}
