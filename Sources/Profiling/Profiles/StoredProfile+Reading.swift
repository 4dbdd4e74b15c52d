extension TableProfile {
  /// Why stored bytes are no profile.
  package struct NoProfile: Error, Hashable, Sendable {
    /// What is wrong, without a full stop.
    package let reason: String
  }

  /// - Parameters:
  ///   - stored: As it was read, from anybody.
  ///   - path: Where it lies.
  /// - Throws: ``NoProfile`` for what no profile holds.
  init(_ stored: StoredProfile, path: String) throws(NoProfile) {
    try StoredProfile.Head(format: stored.format, version: stored.version).check()
    let columns = try Self.columns(stored.columns, rows: stored.rows)
    guard (0...StoredCount.max).contains(stored.raggedRows) else {
      throw NoProfile(reason: "raggedRows is no count")
    }
    var slicing: ProfileSlicing?
    if let by = stored.by {
      var slices: [ProfileSlice] = []
      for slice in stored.slices ?? [] {
        guard slice.columns.map(\.name) == stored.columns.map(\.name) else {
          throw NoProfile(reason: "slice '\(slice.name)' has other columns")
        }
        slices.append(
          ProfileSlice(
            name: slice.name, rows: slice.rows,
            columns: try Self.columns(slice.columns, rows: slice.rows)))
      }
      let window = stored.window.map(Window.init(rawValue:))
      guard window != .some(nil) else { throw NoProfile(reason: "its window is not known") }
      slicing = ProfileSlicing(column: by, window: window ?? nil, slices: slices)
    }
    self.init(
      path: path, rows: stored.rows, raggedRows: stored.raggedRows, columns: columns,
      slicing: slicing)
  }

  private static func columns(
    _ stored: [StoredColumn], rows: Int
  ) throws(NoProfile) -> [ColumnProfile] {
    guard (0...StoredCount.max).contains(rows) else { throw NoProfile(reason: "rows is no count") }
    guard stored.count <= RecordReader.columnsMax else {
      throw NoProfile(reason: "it has more than \(RecordReader.columnsMax) columns")
    }
    let limits = ProfileLimits(columns: stored.count)
    var seen: Set<String> = []
    var columns: [ColumnProfile] = []
    for column in stored {
      guard seen.insert(column.name).inserted else {
        throw NoProfile(reason: "two columns are called '\(column.name)'")
      }
      guard let counts = column.read(limits), counts.rows == rows else {
        throw NoProfile(reason: "the counts of column '\(column.name)' do not fit")
      }
      columns.append(ColumnProfile(name: column.name, declared: column.declared, counts: counts))
    }
    return columns
  }
}

extension StoredProfile.Head {
  /// - Throws: ``TableProfile/NoProfile`` for another format or version.
  func check() throws(TableProfile.NoProfile) {
    guard format == StoredProfile.formatName else {
      throw .init(reason: "its format is not \(StoredProfile.formatName)")
    }
    guard version == StoredProfile.versionNow else {
      throw .init(
        reason: "its version is \(version), and \(StoredProfile.versionNow) is read; make it "
          + "anew, or use a newer airworthy")
    }
  }
}

/// Counts as others may have written them: sums of as many as there can be do not overflow.
enum StoredCount {
  static let max = 1 << 53

  /// The sum; `nil` where one is no count or the sum is too large.
  static func total(_ counts: [Int], least: Int = 1) -> Int? {
    var total = 0
    for count in counts {
      guard (least...max).contains(count) else { return nil }
      total += count
      guard total <= max else { return nil }
    }
    return total
  }
}

extension StoredColumn {
  /// `nil` for what no column holds.
  fileprivate func read(_ limits: ProfileLimits) -> ColumnCounts? {
    guard (0...StoredCount.max).contains(missing) else { return nil }
    if let sketch {
      guard texts == nil, counts == nil, let read = sketch.read(limits) else { return nil }
      return ColumnCounts(limits: limits, missing: missing, texts: [:], sketch: read)
    }
    guard let texts, let counts, texts.count == counts.count, texts.count <= limits.values,
      StoredCount.total(counts) != nil
    else { return nil }
    var known: [String: ColumnCounts.Occurrence] = [:]
    for (text, count) in zip(texts, counts) {
      guard known.updateValue(.init(count: count, line: 0), forKey: text) == nil else { return nil }
    }
    return ColumnCounts(limits: limits, missing: missing, texts: known)
  }
}

extension StoredSketch {
  fileprivate func read(_ limits: ProfileLimits) -> ColumnSketch? {
    let size = 1 << limits.registerBits
    guard (0...StoredCount.max).contains(present), distinct.count == size,
      let distinct = DistinctSketch(registers: distinct),
      StoredCount.total(Array(frequent.counters.prefix(limits.counters)), least: 0) == present,
      frequent.counters.count == limits.counters * FrequentSketch.depth,
      frequent.counters.allSatisfy({ (0...present).contains($0) }),
      let frequent = FrequentSketch(
        width: limits.counters, counters: frequent.counters, texts: frequent.texts, total: present),
      let numbers = numbers.read(limits), let times = times.read(limits),
      numbers.count + numbers.infinities <= present, times.count <= present,
      lengths.least >= 0, lengths.most >= lengths.least, (0...1 << 60).contains(lengths.total)
    else { return nil }
    var sketch = ColumnSketch(limits: limits)
    sketch.present = present
    sketch.texts = distinct
    sketch.frequent = frequent
    sketch.lengths = TextLengths(range: lengths.least...lengths.most, total: lengths.total)
    sketch.patterns = nil
    if let patterns {
      guard patterns.texts.count == patterns.counts.count,
        patterns.texts.count <= ColumnSketch.patternsMax,
        StoredCount.total(patterns.counts) == present
      else { return nil }
      sketch.patterns = Dictionary(
        zip(patterns.texts, patterns.counts), uniquingKeysWith: { first, _ in first })
    }
    sketch.numbers = numbers
    sketch.times = times
    return sketch
  }
}

extension StoredSketch.Numbers {
  fileprivate func read(_ limits: ProfileLimits) -> NumberSketch? {
    let keys = cells.compactMap(Int32.init(exactly:))
    guard keys.count == counts.count, keys.count == cells.count,
      StoredCount.total(counts) == count, (0...StoredCount.max).contains(infinities),
      (0...count).contains(fractions), let sum = ExactSum(stored: sum),
      let squares = ExactSum(stored: squares), distinct.count == 1 << limits.registerBits,
      let distinct = DistinctSketch(registers: distinct),
      let grid = NumberGrid(
        level: level, cells: Dictionary(zip(keys, counts), uniquingKeysWith: { first, _ in first }),
        limit: limits.grid),
      grid.cells.count == keys.count, sum.value.isFinite, squares.value.isFinite
    else { return nil }
    var sketch = NumberSketch(limits: limits)
    if count > 0 {
      guard extremes.count == 2, extremes.allSatisfy({ abs($0) <= 1e140 }),
        extremes[0] <= extremes[1]
      else { return nil }
      sketch.range = extremes[0]...extremes[1]
    }
    sketch.count = count
    sketch.infinities = infinities
    sketch.fractions = fractions
    sketch.sum = sum
    sketch.squares = squares
    sketch.grid = grid
    sketch.distinct = distinct
    return sketch
  }
}

extension StoredSketch.Times {
  fileprivate func read(_ limits: ProfileLimits) -> TimeSketch? {
    guard (0...40).contains(level), spans.count == counts.count, spans.count <= limits.grid,
      StoredCount.total(counts) == count, spans.allSatisfy({ abs($0 << level) < 1 << 40 })
    else { return nil }
    var sketch = TimeSketch(limit: limits.grid)
    if count > 0 {
      guard extremes.count == 2, extremes[0] <= extremes[1],
        extremes.allSatisfy({ $0.magnitude < 1 << 50 })
      else { return nil }
      sketch.range = Moment(milliseconds: extremes[0])...Moment(milliseconds: extremes[1])
    }
    sketch.count = count
    sketch.level = level
    sketch.spans = Dictionary(zip(spans, counts), uniquingKeysWith: { first, _ in first })
    guard sketch.spans.count == spans.count else { return nil }
    return sketch
  }
}

extension ExactSum {
  /// The digits in use, from the lowest, with the place of the first before them.
  var stored: [Int64] {
    let all = normalized.digits
    guard let first = all.firstIndex(where: { $0 != 0 }),
      let last = all.lastIndex(where: { $0 != 0 })
    else { return [] }
    return [Int64(first)] + all[first...last]
  }

  init?(stored: [Int64]) {
    var digits = [Int64](repeating: 0, count: Self.digitCount)
    if let first = stored.first {
      guard (0..<Int64(Self.digitCount)).contains(first),
        Int(first) + stored.count - 1 <= Self.digitCount
      else { return nil }
      for (index, digit) in stored.dropFirst().enumerated() { digits[Int(first) + index] = digit }
    }
    self.init(digits: digits)
  }
}
