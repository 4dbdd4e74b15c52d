internal import Profiling
internal import Statistics

/// A column's rows of the reference and of a part of the current table in blocks, on the same bins.
struct DriftBlocks {
  let reference: BlockResampling.Blocks
  let current: BlockResampling.Blocks

  /// With fewer blocks their resampling says nothing of how much they vary.
  private static let fewest = 6
  private static let repetitions = 1000

  /// Some rows of a table, each with the name of its block.
  struct Side {
    let column: LoadedColumn
    let rows: [Int]
    /// For every row of the table the name of its block.
    let labels: [String]
  }

  /// The values of both sides: numbers in bins of the reference's mass, categories as they are.
  static func ofValues(_ reference: Side, _ current: Side) -> DriftBlocks {
    guard reference.column.type == .number else {
      let names = Array(Set(reference.column.names).union(current.column.names)).sorted()
      let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
      return DriftBlocks(reference, current, bins: max(1, names.count)) { column in
        let bins = column.names.map { index[$0] }
        return { row in column.codes[row] < 0 ? nil : bins[Int(column.codes[row])] }
      }
    }
    let edges = ValueCounts(
      reference.rows.map { reference.column.numbers[$0] }.filter { !$0.isNaN }
    ).blockEdges(most: 100)
    return DriftBlocks(reference, current, bins: edges.count + 1) { column in
      { row in edges.bin(of: column.numbers[row]) }
    }
  }

  /// What is there, and what is missing, infinite or of another type.
  static func ofGaps(_ reference: Side, _ current: Side) -> DriftBlocks {
    DriftBlocks(reference, current, bins: 2) { column in
      { row in
        let isThere =
          column.type == .number ? !column.numbers[row].isNaN : column.codes[row] >= 0
        return isThere ? 0 : 1
      }
    }
  }

  private init(
    _ reference: Side, _ current: Side, bins: Int,
    sorting: (LoadedColumn) -> (Int) -> Int?
  ) {
    self.reference = Self.counted(reference, bins: bins, bin: sorting(reference.column))
    self.current = Self.counted(current, bins: bins, bin: sorting(current.column))
  }

  private static func counted(
    _ side: Side, bins: Int, bin: (Int) -> Int?
  ) -> BlockResampling.Blocks {
    let names = Set(side.rows.map { side.labels[$0] }).sorted()
    let index = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var counts = [Int32](repeating: 0, count: names.count * bins)
    for row in side.rows {
      guard let bin = bin(row), let block = index[side.labels[row]] else { continue }
      counts[block * bins + bin] += 1
    }
    return BlockResampling.Blocks(bins: bins, counts: counts)
  }

  /// What the distance between resamples and samples stays below with probability 1 − `errorRate`.
  func deviation(_ scale: BlockResampling.Scale, errorRate: Double, seed: UInt64) -> Double {
    let fewest = min(reference.count, current.count)
    guard fewest >= Self.fewest else { return 1 }
    let deviations = BlockResampling.deviations(
      reference, current, scale: scale, repetitions: Self.repetitions, seed: seed)
    return BlockResampling.bound(deviations, blocks: fewest, errorRate: errorRate)
  }

  var words: String {
    "\(Self.repetitions) resamples of \(reference.count) and \(current.count) blocks"
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
  fileprivate func blockEdges(most: Int) -> [Double] {
    if values.count <= most { return Array(values.dropLast()) }
    let quantiles = (1..<most).compactMap { quantile(Double($0) / Double(most)) }
    return Array(Set(quantiles)).sorted()
  }
}
