package import Profiling
internal import Readiness
internal import Statistics

/// A profile as JSON.
package enum ProfileJSON {
  package static func text(_ profile: TableProfile) -> String {
    JSONText.text(
      Body(
        rows: profile.rows, raggedRows: profile.raggedRows,
        columns: profile.columns.map(Body.Column.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let rows: Int
    let raggedRows: Int
    let columns: [Column]

    struct Column: Encodable {
      let name: String
      let type: String
      let missing: Int
      let distinct: Int?
      let infinities: Int?
      let least: Double?
      let most: Double?
      let mean: Double?
      let standardDeviation: Double?
      let quantiles: [String: Double]?
      let frequent: [Frequent]?
      let earliest: String?
      let latest: String?

      struct Frequent: Encodable {
        let value: String
        let count: Int
      }

      init(_ column: ColumnProfile) {
        name = column.name
        type = column.type.rawValue
        missing = column.missing
        distinct = column.type == .time ? nil : column.distinct
        infinities = column.type == .number ? column.infinities : nil
        let numbers = column.numbers.flatMap { $0.total > 0 ? $0 : nil }
        least = numbers?.values.first
        most = numbers?.values.last
        let moments = numbers?.moments
        mean = moments?.mean
        standardDeviation = moments?.variance.squareRoot()
        quantiles = numbers.map { numbers in
          let wanted = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
          return Dictionary(
            wanted.compactMap { p in numbers.quantileLinear(p).map { ("\(p)", $0) } },
            uniquingKeysWith: { first, _ in first })
        }
        frequent =
          column.type == .category
          ? column.categories.prefix(20).map { Frequent(value: $0.text, count: $0.count) } : nil
        earliest = column.times?.lowerBound.text
        latest = column.times?.upperBound.text
      }
    }
  }
}
