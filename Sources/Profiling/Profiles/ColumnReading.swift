internal import Statistics

/// The counts of a column read as one type.
struct ColumnReading {
  let type: ColumnType
  var misfits = 0
  var firstMisfits: [ColumnProfile.Misfit] = []
  var infinities = 0
  var numbers: ValueCounts?
  var numberError = 0.0
  /// Most frequent first, then by text.
  var texts: [ColumnProfile.Category] = []
  var times: ClosedRange<Moment>?
  var days: ValueCounts?
  var distinct = 0
  var distinctError = 0.0
  var moments = Moments()
  var range: ClosedRange<Double>?
  var isWhole = false
  var lengths = TextLengths()
  var patterns: [String: Int] = [:]
}

extension ColumnReading {
  init(of counts: ColumnCounts, declared: ColumnType?) {
    if let sketch = counts.sketch {
      self.init(of: sketch, declared: declared)
    } else {
      self.init(of: counts.texts, declared: declared)
    }
  }
}

// MARK: - From every distinct text

extension ColumnReading {
  init(of texts: [String: ColumnCounts.Occurrence], declared: ColumnType?) {
    type = declared ?? Self.type(of: texts)
    for (text, occurrence) in texts { lengths.add(text, count: occurrence.count) }
    self.texts = texts.map { .init(text: $0.key, count: $0.value.count) }
      .sorted { (-$0.count, $0.text) < (-$1.count, $1.text) }
    switch type {
    case .number: readNumbers(texts)
    case .time: readTimes(texts)
    case .category:
      distinct = texts.count
      for (text, occurrence) in texts {
        patterns[TextPattern.of(text), default: 0] += occurrence.count
        if patterns.count > ColumnSketch.patternsMax { break }
      }
      if patterns.count > ColumnSketch.patternsMax { patterns = [:] }
    }
  }

  /// The narrowest type that every text fits.
  private static func type(of texts: [String: ColumnCounts.Occurrence]) -> ColumnType {
    if texts.isEmpty { return .category }
    if texts.allSatisfy({ $0.key.asNumber != nil }) { return .number }
    return texts.allSatisfy { $0.key.asMoment != nil } ? .time : .category
  }

  private mutating func readNumbers(_ texts: [String: ColumnCounts.Occurrence]) {
    var finite: [(value: Double, count: Int)] = []
    var strange = FirstTexts()
    for (text, occurrence) in texts {
      switch text.asNumber {
      case .some(let number) where number.isFinite:
        // Zero has two signs, and only one value.
        finite.append((number == 0 ? 0 : number, occurrence.count))
      case .some: infinities += occurrence.count
      case nil:
        misfits += occurrence.count
        strange.add(text, line: occurrence.line)
      }
    }
    firstMisfits = strange.inOrder
    let counts = ValueCounts(counted: finite)
    numbers = counts
    distinct = counts.values.count
    moments = counts.moments
    isWhole = counts.values.allSatisfy { $0 == $0.rounded(.towardZero) }
    if let least = counts.values.first, let most = counts.values.last { range = least...most }
  }

  private mutating func readTimes(_ texts: [String: ColumnCounts.Occurrence]) {
    var strange = FirstTexts()
    var seen: Set<Moment> = []
    var perDay: [Int: Int] = [:]
    for (text, occurrence) in texts {
      if let moment = text.asMoment {
        seen.insert(moment)
        perDay[moment.day, default: 0] += occurrence.count
      } else {
        misfits += occurrence.count
        strange.add(text, line: occurrence.line)
      }
    }
    firstMisfits = strange.inOrder
    distinct = seen.count
    if let first = seen.min(), let last = seen.max() { times = first...last }
    days = ValueCounts(counted: perDay.map { (Double($0.key), $0.value) })
  }
}

// MARK: - From a sketch

extension ColumnReading {
  init(of sketch: ColumnSketch, declared: ColumnType?) {
    let (numbers, times) = (sketch.numbers, sketch.times)
    let inferred: ColumnType =
      numbers.count + numbers.infinities == sketch.present
      ? .number : times.count == sketch.present ? .time : .category
    type = declared ?? inferred
    lengths = sketch.lengths
    texts = sketch.frequent.texts
    distinctError = sketch.texts.error
    switch type {
    case .number:
      infinities = numbers.infinities
      misfits = sketch.present - numbers.count - infinities
      firstMisfits = sketch.firstNotNumbers.inOrder
      range = numbers.range
      self.numbers = numbers.range.map { numbers.grid.counts(within: $0) } ?? ValueCounts([])
      numberError = numbers.grid.error
      distinct = numbers.distinct.count
      moments = Moments(rows: numbers.count, mean: numbers.mean, m2: numbers.m2)
      isWhole = numbers.fractions == 0
    case .time:
      misfits = sketch.present - times.count
      firstMisfits = sketch.firstNotTimes.inOrder
      self.times = times.range
      days = ValueCounts(
        counted: times.spans.map { (Double($0.key << times.level), $0.value) })
      distinct = sketch.texts.count
    case .category:
      distinct = sketch.texts.count
      patterns = sketch.patterns ?? [:]
    }
  }
}

extension ValueCounts {
  /// - Parameter counted: Finite values in any order; one may come more than once.
  fileprivate init(counted: [(value: Double, count: Int)]) {
    var values: [Double] = []
    var counts: [Int] = []
    for (value, count) in counted.sorted(by: { $0.value < $1.value }) {
      if values.last == value {
        counts[counts.count - 1] += count
      } else {
        values.append(value)
        counts.append(count)
      }
    }
    self.init(values: values, counts: counts)
  }
}
