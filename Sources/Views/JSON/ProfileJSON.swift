package import Profiling
internal import Readiness
internal import Statistics

/// A profile as JSON.
package enum ProfileJSON {
  /// The figures of every column.
  ///
  /// - Parameters:
  ///   - profile: What was counted.
  ///   - reference: An earlier profile, whose quantiles are the edges to count over.
  /// - Returns: JSON; [json.md](Documentation/Formats/json.md) describes it.
  package static func text(_ profile: TableProfile, reference: TableProfile? = nil) -> String {
    func columns(_ columns: [ColumnProfile]) -> [Body.Column] {
      columns.map { Body.Column($0, reference: reference?[$0.name]) }
    }
    return JSONText.text(
      Body(
        rows: profile.rows, raggedRows: profile.raggedRows, columns: columns(profile.columns),
        slicedBy: profile.slicing?.column, window: profile.slicing?.window?.rawValue,
        slices: profile.slicing?.slices.map {
          Body.Slice(name: $0.name, rows: $0.rows, columns: columns($0.columns))
        }))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let rows: Int
    let raggedRows: Int
    let columns: [Column]
    let slicedBy: String?
    let window: String?
    let slices: [Slice]?

    struct Slice: Encodable {
      let name: String
      let rows: Int
      let columns: [Column]
    }

    struct Column: Encodable {
      let name: String
      let type: String
      let exact: Bool
      let missing: Int
      let distinct: Int?
      let distinctError: Double?
      let infinities: Int?
      let least: Double?
      let most: Double?
      let mean: Double?
      let standardDeviation: Double?
      let skewness: Double?
      let kurtosis: Double?
      let quantiles: [String: Double]?
      let quantileError: Double?
      let histogram: Bins?
      let frequent: [Frequent]
      let lengths: Lengths?
      let patterns: [Frequent]?
      let earliest: String?
      let latest: String?

      struct Bins: Encodable {
        let edges: [Double]
        let counts: [Int]
        let reference: [Int]?
      }

      struct Frequent: Encodable {
        let value: String
        let count: Int

        init(_ category: ColumnProfile.Category) {
          value = category.text
          count = category.count
        }
      }

      struct Lengths: Encodable {
        let least: Int
        let most: Int
        let mean: Double
      }

      init(_ column: ColumnProfile, reference: ColumnProfile?) {
        name = column.name
        type = column.type.rawValue
        exact = column.isExact
        missing = column.missing
        distinct = column.distinct
        distinctError = column.isExact ? nil : column.distinctError
        infinities = column.type == .number ? column.infinities : nil
        let numbers = column.numbers.flatMap { $0.total > 0 ? $0 : nil }
        least = column.range?.lowerBound
        most = column.range?.upperBound
        mean = numbers.map { _ in column.moments.mean }
        standardDeviation = numbers.map { _ in column.moments.variance.squareRoot() }
        skewness = column.shape?.skewness
        kurtosis = column.shape?.kurtosis
        quantiles = numbers.map { numbers in
          let wanted = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
          return Dictionary(
            wanted.compactMap { p in numbers.quantileLinear(p).map { ("\(p)", $0) } },
            uniquingKeysWith: { first, _ in first })
        }
        quantileError = column.type == .number && !column.isExact ? column.numberError : nil
        histogram = numbers.map { numbers in
          let edges = (reference ?? column).edges()
          return Bins(
            edges: edges, counts: Histogram(numbers, over: edges).counts,
            reference: reference?.numbers.map { Histogram($0, over: edges).counts })
        }
        frequent = column.frequent.map(Frequent.init)
        lengths =
          column.type == .category
          ? column.lengths.map {
            Lengths(least: $0.lowerBound, most: $0.upperBound, mean: column.meanLength)
          } : nil
        patterns =
          column.type == .category ? column.patterns.prefix(20).map(Frequent.init) : nil
        earliest = column.times?.lowerBound.text
        latest = column.times?.upperBound.text
      }
    }
  }
}
