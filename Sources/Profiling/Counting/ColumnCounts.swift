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
  /// Values that are counted by their bits, of the column that they are of.
  private let values = ValueTable()
  private var leaf: ArrowLeaf?
  private(set) var counts: ColumnCounts
  private let tableMax: Int

  init(limits: ProfileLimits) {
    counts = ColumnCounts(limits: limits)
    // A little room for words of missing values and for texts in quotes.
    tableMax = min(limits.values, 1 << 16) + 64
  }

  mutating func add(_ batch: Batch, column: Int) {
    guard let arrow = batch.arrow else {
      table.add(batch, column: column)
      if table.distinct > tableMax { flush() }
      return
    }
    add(arrow.column(arrow.leaves[column]), firstRow: arrow.firstRow)
    if table.distinct > tableMax || values.distinct > tableMax { flush() }
  }

  /// Counts values as they lie in memory.
  private mutating func add(_ column: ArrowColumn, firstRow: Int) {
    leaf = column.leaf
    if column.hasKeys {
      counts.missing += values.add(column, firstRow: firstRow)
    } else if let texts = column.texts {
      counts.missing +=
        column.leaf.isDictionary
        ? table.add(column, referring: texts, firstRow: firstRow)
        : table.add(column, texts, firstRow: firstRow)
    } else {
      for row in 0..<column.count {
        if let words = column.words(of: row) {
          counts.add(words, count: 1, line: firstRow + row)
        } else {
          counts.missing += 1
        }
      }
    }
  }

  mutating func add(_ batch: Batch, column: Int, rows: some Sequence<Int>) {
    table.add(batch, column: column, rows: rows)
    if table.distinct > tableMax { flush() }
  }

  /// Moves what the table holds into the counts.
  mutating func flush() {
    table.drain { cell, count, line in counts.add(cell, count: count, line: line) }
    guard let leaf, values.distinct > 0 else { return }
    values.drain { key, count, row in counts.add(leaf.text(of: key), count: count, line: row) }
  }
}
