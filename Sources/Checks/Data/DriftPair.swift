internal import Profiling
internal import Readiness
internal import Statistics

/// One column of the reference, prepared once for every window that is held against it.
struct DriftReference {
  fileprivate let column: LoadedColumn
  fileprivate let counts: ValueCounts
  /// Inner edges of the bins that blocks are resampled over; of a number.
  fileprivate let edges: [Double]
  /// The categories' names; of a category.
  fileprivate let names: [String]
  fileprivate let binned: Binned
  fileprivate let blocks: BlockResampling.Blocks?
  /// For each row the block that it belongs to.
  fileprivate let labels: [String]?

  /// - Parameters:
  ///   - column: The reference's values.
  ///   - current: The whole of what is compared with it, for the categories that only it has.
  ///   - blocks: For each row the block that it belongs to.
  init(_ column: LoadedColumn, current: LoadedColumn, blocks: [String]?) {
    self.column = column
    if column.type == .number {
      counts = ValueCounts(column.numbers.filter { !$0.isNaN })
      edges = counts.edges(most: 100)
      names = []
      let edges = edges
      binned = Binned(column.numbers.map { edges.bin(of: $0) }, bins: edges.count + 1)
    } else {
      counts = ValueCounts(values: [], counts: [])
      edges = []
      names = Array(Set(column.names).union(current.names)).sorted()
      binned = Binned(column, rows: column.codes.indices, names: names)
    }
    self.blocks = blocks.map(binned.blocks)
    labels = blocks
  }
}

/// One column of the reference beside the same column of one window of the current table.
struct DriftPair {
  let column: String
  let window: String
  private let sample: Sample
  private let blocks: (reference: BlockResampling.Blocks, current: BlockResampling.Blocks)?

  private enum Sample {
    case numbers(reference: ValueCounts, current: ValueCounts)
    case categories(names: [String], reference: [Int], current: [Int])
  }

  /// - Parameters:
  ///   - column: Its name.
  ///   - window: The name of the window; empty for the whole.
  ///   - reference: All of the reference.
  ///   - current: All rows of the current table.
  ///   - rows: The rows of the window.
  ///   - blocks: For each row of the current table the block that it belongs to.
  init(
    column: String, window: String, reference: DriftReference, current: LoadedColumn,
    rows: [Int], blocks: [String]?
  ) {
    self.column = column
    self.window = window
    let binned: Binned
    if reference.column.type == .number {
      let numbers = rows.map { current.numbers[$0] }
      sample = .numbers(
        reference: reference.counts, current: ValueCounts(numbers.filter { !$0.isNaN }))
      binned = Binned(
        numbers.map { reference.edges.bin(of: $0) }, bins: reference.edges.count + 1)
    } else {
      binned = Binned(current, rows: rows, names: reference.names)
      sample = .categories(
        names: reference.names, reference: reference.binned.total, current: binned.total)
    }
    self.blocks = blocks.flatMap { blocks in
      reference.blocks.map { ($0, binned.blocks(by: rows.map { blocks[$0] })) }
    }
  }

  /// The same column and window by what is there and what is missing, infinite or of another type.
  static func ofGaps(
    column: String, window: String, reference: DriftReference, current: LoadedColumn, rows: [Int],
    blocks: [String]?
  ) -> DriftPair {
    let old = reference.column.presence(in: reference.column.rows)
    let new = current.presence(in: rows)
    return DriftPair(
      column: "\(column), missing", window: window,
      sample: .categories(names: ["there", "missing"], reference: old.total, current: new.total),
      blocks: blocks.flatMap { blocks in
        reference.labels.map { (old.blocks(by: $0), new.blocks(by: rows.map { blocks[$0] })) }
      })
  }

  private init(
    column: String, window: String, sample: Sample,
    blocks: (reference: BlockResampling.Blocks, current: BlockResampling.Blocks)?
  ) {
    self.column = column
    self.window = window
    self.sample = sample
    self.blocks = blocks
  }

  var statistic: String {
    switch sample {
    case .numbers: "ks-distance"
    case .categories: "total-variation"
    }
  }

  func verdict(margin: Double, errorRate: Double, seed: UInt64) -> DriftVerdict {
    if rows.reference == 0 || rows.current == 0 {
      return DriftVerdict(
        distance: 0, deviation: 1, rows: (rows.reference, rows.current), margin: margin,
        errorRate: errorRate, method: "no rows with a value")
    }
    if let blocks { return verdict(blocks, margin: margin, errorRate: errorRate, seed: seed) }
    switch sample {
    case .numbers(let reference, let current):
      return DriftVerdict(numbers: reference, current, margin: margin, errorRate: errorRate)
    case .categories(_, let reference, let current):
      return DriftVerdict(categories: reference, current, margin: margin, errorRate: errorRate)
    }
  }

  private func verdict(
    _ blocks: (reference: BlockResampling.Blocks, current: BlockResampling.Blocks),
    margin: Double, errorRate: Double, seed: UInt64
  ) -> DriftVerdict {
    let repetitions = 1000
    let deviations = BlockResampling.deviations(
      blocks.reference, blocks.current, scale: statistic == "ks-distance" ? .numbers : .categories,
      repetitions: repetitions, seed: seed)
    let fewest = min(blocks.reference.count, blocks.current.count)
    return DriftVerdict(
      distance: distance,
      deviation: fewest < Self.blocksMin
        ? 1 : deviations.tailBound(errorRate: errorRate) * Self.widening(fewest, errorRate),
      rows: (rows.reference, rows.current), margin: margin, errorRate: errorRate,
      method: "\(statistic == "ks-distance" ? "Kolmogorov–Smirnov" : "total variation") distance; "
        + "\(repetitions) resamples of \(blocks.reference.count) and \(blocks.current.count) blocks"
    )
  }

  /// With fewer blocks their resampling says nothing of how much they vary.
  private static let blocksMin = 6

  /// By how much Student's tail is wider than the normal one: resamples of few blocks vary less than
  /// new blocks would.
  private static func widening(_ blocks: Int, _ errorRate: Double) -> Double {
    let p = 1 - errorRate / 2
    return SpecialFunctions.studentQuantile(p, freedom: Double(blocks - 1))
      / SpecialFunctions.normalQuantile(p)
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

  /// The figures that people know, each equal to the reference implementation's.
  var familiar: [String: Double] {
    guard rows.reference > 0, rows.current > 0 else { return [:] }
    switch sample {
    case .numbers(let reference, let current):
      return [
        "ks-p-value": KolmogorovSmirnov.pValue(distance, rows.reference, rows.current),
        "wasserstein": Distance.wasserstein(reference, current),
        "psi-deciles": Distance.populationStability(reference, current),
        "mean-reference": reference.moments.mean, "mean-current": current.moments.mean,
      ]
    case .categories(_, let reference, let current):
      var figures = [
        "jensen-shannon": Distance.jensenShannon(reference, current),
        "hellinger": Distance.hellinger(reference, current),
        "psi": Distance.populationStability(reference, current),
        "largest-change": Distance.maximum(reference, current),
      ]
      figures["chi-squared-p-value"] = ChiSquared.twoSample(reference, current)?.pValue
      return figures
    }
  }

  var overlay: Overlay {
    switch sample {
    case .numbers(let reference, let current):
      let edges = reference.merging(current).drawingEdges(24)
      return Overlay(
        of: column, window: window, bins: Self.names(of: edges),
        reference: reference.counts(over: edges), current: current.counts(over: edges))
    case .categories(let names, let reference, let current):
      let order = names.indices.sorted {
        (reference[$1] + current[$1], $0) < (reference[$0] + current[$0], $1)
      }
      let shown = order.prefix(12)
      let rest = order.dropFirst(12)
      return Overlay(
        of: column, window: window,
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

/// Rows sorted into bins; rows without a value are in none.
private struct Binned {
  let rows: [Int?]
  let bins: Int

  init(_ rows: [Int?], bins: Int) {
    self.rows = rows
    self.bins = bins
  }

  /// Some rows of categories, each in the bin of its name.
  init(_ column: LoadedColumn, rows: some Sequence<Int>, names: [String]) {
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let bins = column.names.map { index[$0] }
    self.init(
      rows.map { column.codes[$0] < 0 ? nil : bins[Int(column.codes[$0])] },
      bins: max(1, names.count))
  }

  var total: [Int] {
    var total = [Int](repeating: 0, count: bins)
    for case let bin? in rows { total[bin] += 1 }
    return total
  }

  func blocks(by labels: [String]) -> BlockResampling.Blocks {
    let names = Array(Set(labels)).sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var counts = [Int32](repeating: 0, count: names.count * bins)
    for (row, label) in zip(rows, labels) {
      guard let row, let block = index[label] else { continue }
      counts[block * bins + row] += 1
    }
    return BlockResampling.Blocks(bins: bins, counts: counts)
  }
}

extension [Double] {
  /// The bin (edge[i−1], edge[i]] that a number falls in; none for NaN.
  fileprivate func bin(of number: Double) -> Int? {
    if number.isNaN { return nil }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ValueCounts {
  /// Inner edges of bins of about equal mass; every distinct value its own where there are few.
  fileprivate func edges(most: Int) -> [Double] {
    if values.count <= most { return Array(values.dropLast()) }
    let quantiles = (1..<most).compactMap { quantile(Double($0) / Double(most)) }
    return Array(Set(quantiles)).sorted()
  }

  /// Inner edges of bins of equal width over all but the outermost hundredth on either side.
  fileprivate func drawingEdges(_ bins: Int) -> [Double] {
    if values.count <= bins { return Array(values.dropLast()) }
    guard let low = quantile(0.01), let high = quantile(0.99), low < high else { return [] }
    return (0...(bins - 2)).map { low + (high - low) * Double($0) / Double(bins - 2) }
  }
}

extension LoadedColumn {
  /// Whether some value is missing, infinite or of another type.
  var hasGaps: Bool { missing > 0 || misfits > 0 }

  fileprivate var rows: Range<Int> { type == .number ? numbers.indices : codes.indices }

  /// Some rows, each in the bin of what is there, or in that of what is not.
  fileprivate func presence(in rows: some Sequence<Int>) -> Binned {
    Binned(rows.map { (type == .number ? !numbers[$0].isNaN : codes[$0] >= 0) ? 0 : 1 }, bins: 2)
  }
}
