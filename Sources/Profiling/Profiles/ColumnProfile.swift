package import Statistics

/// What a column holds, by everything that judging needs of it.
package struct ColumnProfile: Sendable {
  package let name: String
  package let type: ColumnType
  /// The type that somebody declared.
  package let declared: ColumnType?
  /// All rows, those with missing values among them.
  package let rows: Int
  package let missing: Int
  /// Values that are not of the column's type.
  package let misfits: Int
  /// The first ten texts among them, each with the line that it comes first in; 0 where the profile
  /// was stored, since lines are of a file.
  package let firstMisfits: [Misfit]
  package let infinities: Int
  /// Whether every distinct value was counted.
  ///
  /// If not, there were too many: ``numbers`` are those in the middle of the cells of a grid,
  /// ``categories`` only the frequent ones, and ``distinct`` an estimate. Rows, what is missing,
  /// misfits, infinities, extremes, mean and variance are exact either way.
  package let isExact: Bool
  /// The finite numbers; of a column of type number.
  package let numbers: ValueCounts?
  /// How far a number in ``numbers`` may be from the true one, as a share of it; 0 where exact.
  package let numberError: Double
  /// Each distinct text with how often it occurs, most frequent first, then by text; of a column of
  /// type category.
  package let categories: [Category]
  /// The most frequent texts of a column of any type, twenty at most; of a column that is not exact
  /// those of at least one row in 64, with counts that are never too low.
  package let frequent: [Category]
  /// The earliest and the latest; of a column of type time.
  package let times: ClosedRange<Moment>?
  /// Days since 1970-01-01 in UTC with how often they occur; of a column of type time.
  package let days: ValueCounts?
  package let distinct: Int
  /// The standard error of ``distinct``, relative; 0 where exact.
  package let distinctError: Double
  /// Count, mean and variance of the finite numbers.
  package let moments: Moments
  package let range: ClosedRange<Double>?
  /// Whether all numbers are whole.
  package let isWhole: Bool
  /// Lengths of texts in Unicode scalars, and the mean.
  package let lengths: ClosedRange<Int>?
  package let meanLength: Double
  /// How often each kind of text occurs, as ``TextPattern`` has it, most frequent first; of a column
  /// of type category, and empty where there are more than 64.
  package let patterns: [Category]

  /// All that was counted, from which everything else follows.
  let counts: ColumnCounts

  package struct Misfit: Hashable, Sendable {
    package let line: Int
    package let text: String

    package init(line: Int, text: String) {
      self.line = line
      self.text = text
    }
  }

  package struct Category: Hashable, Sendable {
    package let text: String
    package let count: Int

    package init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  /// Values that are there and of the type.
  package var present: Int { rows - missing - misfits }
  package var missingShare: Double { rows > 0 ? Double(missing) / Double(rows) : 0 }
}

package enum ColumnType: String, CaseIterable, Codable, Sendable {
  case number, category, time
}

extension ColumnProfile {
  /// The profile that counts come to.
  ///
  /// - Parameters:
  ///   - name: The column's name.
  ///   - declared: Its type; without it, the narrowest that every value fits.
  ///   - isText: Whether its format says that its values are texts: they then are numbers only if
  ///     declared so, and what would look like numbers counts as declared to be none.
  ///   - counts: What was counted.
  init(name: String, declared: ColumnType?, isText: Bool = false, counts: ColumnCounts) {
    var declared = declared
    var reading = ColumnReading(of: counts, declared: declared)
    if isText, declared == nil, reading.type == .number {
      declared = .category
      reading = ColumnReading(of: counts, declared: declared)
    }
    self.name = name
    self.declared = declared
    self.counts = counts
    type = reading.type
    rows = counts.rows
    missing = counts.missing
    misfits = reading.misfits
    firstMisfits = reading.firstMisfits
    infinities = reading.infinities
    isExact = counts.sketch == nil
    numbers = reading.numbers
    numberError = reading.numberError
    categories = reading.type == .category ? reading.texts : []
    frequent = Array(reading.texts.prefix(20))
    times = reading.times
    days = reading.days
    distinct = reading.distinct
    distinctError = reading.distinctError
    moments = reading.moments
    range = reading.range
    isWhole = reading.isWhole
    lengths = reading.lengths.range
    meanLength =
      counts.present > 0 ? Double(reading.lengths.total) / Double(counts.present) : 0
    patterns = reading.patterns.map { Category(text: $0.key, count: $0.value) }
      .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) }
  }
}
