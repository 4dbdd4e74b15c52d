/// What the cells of a column come to: every distinct text with its count, or once there are more
/// than ``ProfileLimits/values``, sketches.
///
/// It is the same whatever the order of the cells and however they were split, and says nothing of
/// the column's type, so that a type can be declared later.
struct ColumnCounts: Hashable, Sendable {
  let limits: ProfileLimits
  var missing = 0
  /// Texts that are not missing; none once there is a sketch.
  private(set) var texts: [String: Occurrence] = [:]
  private(set) var sketch: ColumnSketch?

  /// How often a text occurs and the line that it comes first in, 0 where that is not known.
  struct Occurrence: Hashable, Sendable {
    var count: Int
    var line: Int
  }

  init(limits: ProfileLimits) { self.limits = limits }

  init(
    limits: ProfileLimits, missing: Int, texts: [String: Occurrence], sketch: ColumnSketch? = nil
  ) {
    self.limits = limits
    self.missing = missing
    self.texts = texts
    self.sketch = sketch
  }

  var present: Int { sketch?.present ?? texts.values.reduce(0) { $0 + $1.count } }
  var rows: Int { missing + present }

  mutating func add(_ cell: Cell, count: Int, line: Int) {
    if cell.isMissing {
      missing += count
    } else {
      add(cell.text, count: count, line: line)
    }
  }

  mutating func add(_ text: String, count: Int, line: Int) {
    guard sketch == nil else {
      sketch?.add(text, count: count, line: line)
      return
    }
    if var known = texts[text] {
      known.count += count
      known.line = min(known.line, line)
      texts[text] = known
      return
    }
    texts[text] = Occurrence(count: count, line: line)
    if texts.count > limits.values { beginSketch() }
  }

  /// - Precondition: Both have the same limits.
  mutating func merge(_ other: ColumnCounts) {
    missing += other.missing
    for (text, occurrence) in other.texts {
      add(text, count: occurrence.count, line: occurrence.line)
    }
    guard let theirs = other.sketch else { return }
    if sketch == nil { beginSketch() }
    sketch?.merge(theirs)
  }

  private mutating func beginSketch() {
    var begun = ColumnSketch(limits: limits)
    for (text, occurrence) in texts {
      begun.add(text, count: occurrence.count, line: occurrence.line)
    }
    texts = [:]
    sketch = begun
  }
}

/// Counts a column's cells as they are read.
struct ColumnTally {
  private let table = CellTable()
  private(set) var counts: ColumnCounts
  private let tableMax: Int

  init(limits: ProfileLimits) {
    counts = ColumnCounts(limits: limits)
    // A little room for words of missing values and for texts in quotes.
    tableMax = min(limits.values, 1 << 16) + 64
  }

  mutating func add(_ batch: Batch, column: Int) {
    table.add(batch, column: column)
    if table.distinct > tableMax { flush() }
  }

  mutating func add(_ batch: Batch, column: Int, rows: some Sequence<Int>) {
    table.add(batch, column: column, rows: rows)
    if table.distinct > tableMax { flush() }
  }

  /// Moves what the table holds into the counts.
  mutating func flush() {
    table.drain { cell, count, line in counts.add(cell, count: count, line: line) }
  }
}
