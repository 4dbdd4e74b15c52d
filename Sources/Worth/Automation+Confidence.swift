internal import Statistics

extension Automation {
  /// A prediction with what turned out to be true.
  package struct Row: Sendable {
    package let confidence: Double
    /// How the model was wrong.
    package let mistake: Reference.Mistake?
    /// How today's process was wrong.
    package let todays: Reference.Mistake?
    /// The group that it is in.
    package let segment: String

    package init(
      confidence: Double, mistake: Reference.Mistake?, todays: Reference.Mistake? = nil,
      segment: String = ""
    ) {
      self.confidence = confidence
      self.mistake = mistake
      self.todays = todays
      self.segment = segment
    }
  }

  package static let bucketRows = 50
  package static let rowsMin = 4 * bucketRows

  /// By predictions whose truth is known: the part is chosen on one half of the rows and valued on
  /// the other.
  ///
  /// What errors cost, the model's and where they are counted people's, is made rising as confidence
  /// falls; the part is the one that gains most by that.
  ///
  /// - Parameters:
  ///   - model: The numbers.
  ///   - rows: Predictions; `nil` comes back for fewer than ``rowsMin``.
  ///   - people: Whether ``Row/todays`` tells people's errors, or their rates are those of all items.
  ///   - seed: Which rows are in which half.
  package init?(_ model: DecisionModel, rows: [Row], people: People, seed: UInt64) {
    guard rows.count >= Self.rowsMin else { return nil }
    let (fitted, valued) = Self.halves(rows, seed)
    let overall = Self.overall(model)
    let even = zip(model.errors, overall).map { $0.cost.value * $1.people }.reduce(0, +)
    let costs = MistakeCosts(model)
    func today(_ row: Row) -> Double {
      people == .measured ? costs[row.todays, row.segment] : even
    }
    func models(_ row: Row) -> Double { costs[row.mistake, row.segment] }
    let buckets = Self.buckets(fitted)
    func rising(_ cost: (Row) -> Double) -> [Double] {
      Isotonic.fit(
        buckets.map { part in part.map { cost(fitted[$0]) }.reduce(0, +) / Double(part.count) },
        weights: buckets.map { Double($0.count) })
    }
    let (own, others) = (rising(models), rising(today))
    let saving = model.savingPerItem.value
    var (points, gain, seen, earned) = ([Point](), 0.0, 0, 0.0)
    var best: (gain: Double, edge: Double?) = (0, nil)
    for (index, bucket) in buckets.enumerated() {
      let edge = fitted[bucket.upperBound - 1].confidence
      gain += (saving + others[index] - own[index]) * Double(bucket.count) / Double(fitted.count)
      while seen < valued.count, valued[seen].confidence >= edge {
        earned += saving + today(valued[seen]) - models(valued[seen])
        seen += 1
      }
      points.append(
        Point(
          threshold: edge, share: Double(seen) / Double(valued.count), fitted: gain,
          valued: earned / Double(valued.count)))
      if gain > best.gain { best = (gain, edge) }
    }
    let part = best.edge.map { edge in valued.filter { $0.confidence >= edge } } ?? []
    let isAll = best.edge != nil && points.last?.threshold == best.edge
    let taken = isAll ? 1 : Double(part.count) / Double(valued.count)
    self.init(
      points: points,
      cut: isAll || part.isEmpty ? nil : Self.cut(model, part, of: valued.count, people, overall),
      share: taken, threshold: isAll ? nil : best.edge, rows: (fitted.count, valued.count),
      people: people)
  }

  /// The part with its rates, counted on the rows that did not choose it.
  private static func cut(
    _ model: DecisionModel, _ part: [Row], of all: Int, _ people: People,
    _ overall: [(people: Double, model: Double)]
  ) -> Cut {
    let count = Double(part.count)
    func rate(
      _ who: String, _ error: DecisionModel.ErrorKind, _ else: Double,
      _ mistake: (Row) -> Reference.Mistake?
    ) -> Quantity {
      let name = "\(who) rate of \(error.name), part"
      guard let own = error.mistake else { return Quantity(name, `else`) }
      let wrong = Double(part.count { mistake($0) == own && error.concerns($0.segment) })
      return Quantity(name, wrong / count, spread: .counts(wrong, of: count), bounds: 0...1)
    }
    return Cut(
      share: count / Double(all) * model.automatedShare.value,
      rates: zip(model.errors, overall).map { error, rates in
        (
          people == .measured
            ? rate("people's", error, rates.people) { $0.todays }
            : Quantity("people's rate of \(error.name), part", rates.people),
          rate("model's", error, rates.model) { $0.mistake }
        )
      }, isAssumed: people == .assumed)
  }

  private static func halves(_ rows: [Row], _ seed: UInt64) -> (fitted: [Row], valued: [Row]) {
    var order = Array(rows.indices)
    var numbers = PCG64(seed: seed, stream: 65)
    order.shuffle(using: &numbers)
    func half(_ part: ArraySlice<Int>) -> [Row] {
      part.sorted().map { rows[$0] }.sorted { $0.confidence > $1.confidence }
    }
    return (half(order.prefix(order.count / 2)), half(order.dropFirst(order.count / 2)))
  }

  /// Neighbours by confidence, at least so many, and never cut between equal ones.
  private static func buckets(_ rows: [Row]) -> [Range<Int>] {
    let size = max(bucketRows, rows.count / 100)
    var buckets: [Range<Int>] = []
    var from = 0
    for row in rows.indices {
      let isEnd = row + 1 == rows.count || rows[row + 1].confidence < rows[row].confidence
      if isEnd, row + 1 - from >= size {
        buckets.append(from..<(row + 1))
        from = row + 1
      }
    }
    guard from < rows.count else { return buckets }
    if let last = buckets.popLast() { return buckets + [last.lowerBound..<rows.count] }
    return [0..<rows.count]
  }
}

extension DecisionModel.ErrorKind {
  fileprivate func concerns(_ segment: String) -> Bool {
    self.segment.map { $0 == segment } ?? true
  }
}

/// What each mistake of a two-class check costs, by segment.
private struct MistakeCosts {
  private struct Key: Hashable {
    let mistake: Reference.Mistake
    let segment: String?
  }

  private var costs: [Key: Double] = [:]

  init(_ model: DecisionModel) {
    for error in model.errors {
      guard let mistake = error.mistake else { continue }
      costs[Key(mistake: mistake, segment: error.segment), default: 0] += error.cost.value
    }
  }

  subscript(mistake: Reference.Mistake?, segment: String) -> Double {
    guard let mistake else { return 0 }
    return (costs[Key(mistake: mistake, segment: nil)] ?? 0)
      + (costs[Key(mistake: mistake, segment: segment)] ?? 0)
  }
}
