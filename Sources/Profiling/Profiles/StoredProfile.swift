/// A profile as it is stored: what was counted, and nothing that follows from it.
///
/// All is in an order that does not depend on how it was counted. Both forms, JSON and binary, hold
/// exactly this; `Documentation/Formats/profile.md` describes the members.
struct StoredProfile: Codable, Hashable {
  var format = Self.formatName
  var version = Self.versionNow
  var rows: Int
  var raggedRows: Int
  var columns: [StoredColumn]
  var by: String?
  var window: String?
  var slices: [Slice]?

  static let formatName = "airworthy-profile"
  static let versionNow = 1

  /// What every version begins with.
  struct Head: Decodable {
    var format: String
    var version: Int
  }

  struct Slice: Codable, Hashable {
    var name: String
    var rows: Int
    var columns: [StoredColumn]
  }
}

struct StoredColumn: Codable, Hashable {
  var name: String
  var declared: ColumnType?
  var missing: Int
  /// Every distinct text in the order of its scalars, and how often each occurs.
  var texts: [String]?
  var counts: [Int]?
  var sketch: StoredSketch?
}

/// What ``ColumnSketch`` holds, in order.
struct StoredSketch: Codable, Hashable {
  var present: Int
  var distinct: [UInt8]
  var frequent: Frequent
  var lengths: Lengths
  var patterns: Counted?
  var numbers: Numbers
  var times: Times

  struct Counted: Codable, Hashable {
    var texts: [String]
    var counts: [Int]
  }

  struct Frequent: Codable, Hashable {
    var counters: [Int]
    var texts: [String]
  }

  struct Lengths: Codable, Hashable {
    var least: Int
    var most: Int
    var total: Int
  }

  struct Numbers: Codable, Hashable {
    var count: Int
    var infinities: Int
    var fractions: Int
    /// The least and the most; none where there is no number.
    var extremes: [Double]
    /// Digits of 32 bits, the lowest first.
    var sum: [Int64]
    var squares: [Int64]
    var level: Int
    var cells: [Int]
    var counts: [Int]
    var distinct: [UInt8]
  }

  struct Times: Codable, Hashable {
    var count: Int
    /// The earliest and the latest in milliseconds.
    var extremes: [Int64]
    var level: Int
    var spans: [Int]
    var counts: [Int]
  }
}

// MARK: - From a profile

extension StoredProfile {
  init(_ profile: TableProfile) {
    self.init(
      rows: profile.rows, raggedRows: profile.raggedRows,
      columns: profile.columns.map(StoredColumn.init), by: profile.slicing?.column,
      window: profile.slicing?.window?.rawValue,
      slices: profile.slicing?.slices.map {
        Slice(name: $0.name, rows: $0.rows, columns: $0.columns.map(StoredColumn.init))
      })
  }
}

extension StoredColumn {
  init(_ column: ColumnProfile) {
    self.init(name: column.name, declared: column.declared, missing: column.counts.missing)
    if let sketch = column.counts.sketch {
      self.sketch = StoredSketch(sketch)
    } else {
      let known = column.counts.texts.sorted {
        $0.key.unicodeScalars.precedes($1.key.unicodeScalars)
      }
      texts = known.map(\.key)
      counts = known.map(\.value.count)
    }
  }
}

extension StoredSketch {
  init(_ sketch: ColumnSketch) {
    let (numbers, times) = (sketch.numbers, sketch.times)
    let patterns = sketch.patterns?.sorted { $0.key.unicodeScalars.precedes($1.key.unicodeScalars) }
    let cells = numbers.grid.cells.sorted { $0.key < $1.key }
    let spans = times.spans.sorted { $0.key < $1.key }
    self.init(
      present: sketch.present, distinct: sketch.texts.registers,
      frequent: Frequent(
        counters: sketch.frequent.counters,
        texts: sketch.frequent.texts.map(\.text)),
      lengths: Lengths(
        least: sketch.lengths.range?.lowerBound ?? 0, most: sketch.lengths.range?.upperBound ?? 0,
        total: sketch.lengths.total),
      patterns: patterns.map { Counted(texts: $0.map(\.key), counts: $0.map(\.value)) },
      numbers: Numbers(
        count: numbers.count, infinities: numbers.infinities, fractions: numbers.fractions,
        extremes: numbers.range.map { [$0.lowerBound, $0.upperBound] } ?? [],
        sum: numbers.sum.stored, squares: numbers.squares.stored, level: numbers.grid.level,
        cells: cells.map { Int($0.key) }, counts: cells.map(\.value),
        distinct: numbers.distinct.registers),
      times: Times(
        count: times.count,
        extremes: times.range.map { [$0.lowerBound.milliseconds, $0.upperBound.milliseconds] }
          ?? [],
        level: times.level, spans: spans.map(\.key), counts: spans.map(\.value)))
  }
}

extension String.UnicodeScalarView {
  /// An order that is the same in every version of Unicode.
  fileprivate func precedes(_ other: Self) -> Bool {
    lexicographicallyPrecedes(other) { $0.value < $1.value }
  }
}
