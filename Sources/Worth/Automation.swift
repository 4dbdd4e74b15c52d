internal import Statistics

/// Which part of the items to automate, by how confident the model is.
package struct Automation: Sendable {
  /// After each part, the most confident first.
  package let points: [Point]
  /// The part to automate; `nil` where that is all or nothing.
  package let cut: Cut?
  /// Share of all items whose automation gains.
  package let share: Double
  /// The confidence from which on items are automated; `nil` where parts were given by hand.
  package let threshold: Double?
  /// Rows that the choice, and the values, rest on.
  package let rows: (chosen: Int, valued: Int)

  /// What automating up to a confidence gains, per item of all.
  package struct Point: Sendable {
    /// The least confidence; `nil` where parts were given by hand.
    package let threshold: Double?
    package let share: Double
    /// By the rows that the parts were fitted on.
    package let fitted: Double
    /// By the others.
    package let valued: Double
  }

  /// By parts that were given.
  package init?(_ model: DecisionModel) {
    let buckets = model.further.buckets
    guard !buckets.isEmpty else { return nil }
    let overall = Self.overall(model)
    var (share, gain) = (0.0, 0.0)
    var points: [Point] = []
    var sums = model.errors.map { _ in (people: 0.0, model: 0.0) }
    for bucket in buckets {
      let rates = model.errors.indices.map { index -> (people: Double, model: Double) in
        let name = model.errors[index].name
        return (
          bucket.people[name] ?? overall[index].people, bucket.model[name] ?? overall[index].model
        )
      }
      let cost = zip(model.errors, rates).map { $0.cost.value * ($1.model - $1.people) }
      let own = model.savingPerItem.value - cost.reduce(0, +)
      if own > 0 {
        share += bucket.share
        for index in sums.indices {
          sums[index].people += bucket.share * rates[index].people
          sums[index].model += bucket.share * rates[index].model
        }
      }
      gain += bucket.share * own
      let reached = (points.last?.share ?? 0) + bucket.share
      points.append(Point(threshold: nil, share: reached, fitted: gain, valued: gain))
    }
    self.points = points
    self.share = share
    threshold = nil
    rows = (0, 0)
    let taken = share
    let isPart = taken > 1e-9 && taken < model.automatedShare.value - 1e-9
    cut =
      isPart
      ? Cut(
        share: taken,
        rates: zip(model.errors, sums).map { error, sum in
          (
            Quantity("people's rate of \(error.name), part", sum.people / taken),
            Quantity("model's rate of \(error.name), part", sum.model / taken)
          )
        }) : nil
  }

  /// A prediction with what turned out to be true.
  package struct Row: Sendable {
    package let confidence: Double
    package let mistake: Reference.Mistake?

    package init(confidence: Double, mistake: Reference.Mistake?) {
      self.confidence = confidence
      self.mistake = mistake
    }
  }

  package static let bucketRows = 50
  package static let rowsMin = 4 * bucketRows

  /// By predictions whose truth is known: the part is chosen on one half of the rows, by an error
  /// cost that rises as confidence falls, and valued on the other half.
  ///
  /// People are taken to be as often wrong on each part as on all items.
  ///
  /// - Parameters:
  ///   - model: The numbers.
  ///   - rows: Predictions; `nil` comes back for fewer than ``rowsMin``.
  ///   - seed: Which rows are in which half.
  package init?(_ model: DecisionModel, rows: [Row], seed: UInt64) {
    guard rows.count >= Self.rowsMin else { return nil }
    var order = Array(rows.indices)
    var numbers = PCG64(seed: seed, stream: 65)
    order.shuffle(using: &numbers)
    func half(_ part: ArraySlice<Int>) -> [Row] {
      part.sorted().map { rows[$0] }.sorted { $0.confidence > $1.confidence }
    }
    let fitted = half(order.prefix(order.count / 2))
    let valued = half(order.dropFirst(order.count / 2))
    let overall = Self.overall(model)
    let people = zip(model.errors, overall).map { $0.cost.value * $1.people }.reduce(0, +)
    func cost(_ row: Row) -> Double {
      row.mistake.map { mistake in
        model.errors.filter { $0.mistake == mistake }.map(\.cost.value).reduce(0, +)
      } ?? 0
    }
    let buckets = Self.buckets(fitted)
    let costs = Isotonic.fit(
      buckets.map { bucket in bucket.map { cost(fitted[$0]) }.reduce(0, +) / Double(bucket.count) },
      weights: buckets.map { Double($0.count) })
    var (points, gain, seen, earned) = ([Point](), 0.0, 0, 0.0)
    var last: Double?
    for (bucket, mean) in zip(buckets, costs) {
      let own = model.savingPerItem.value + people - mean
      let edge = fitted[bucket.upperBound - 1].confidence
      gain += own * Double(bucket.count) / Double(fitted.count)
      while seen < valued.count, valued[seen].confidence >= edge {
        earned += model.savingPerItem.value + people - cost(valued[seen])
        seen += 1
      }
      points.append(
        Point(
          threshold: edge, share: Double(seen) / Double(valued.count), fitted: gain,
          valued: earned / Double(valued.count)))
      if own > 0 { last = edge }
    }
    self.points = points
    self.rows = (fitted.count, valued.count)
    let part = last.map { edge in valued.filter { $0.confidence >= edge } } ?? []
    let taken = Double(part.count) / Double(valued.count)
    let isAll = last != nil && buckets.last.map { fitted[$0.upperBound - 1].confidence } == last
    share = isAll ? 1 : taken
    threshold = isAll ? nil : last
    cut =
      isAll || part.isEmpty
      ? nil
      : Cut(
        share: taken * model.automatedShare.value,
        rates: zip(model.errors, overall).map { error, rates in
          let count = Double(part.count)
          let wrong = Double(part.count { $0.mistake != nil && $0.mistake == error.mistake })
          return (
            Quantity("people's rate of \(error.name), part", rates.people),
            error.mistake == nil
              ? Quantity("model's rate of \(error.name), part", rates.model)
              : Quantity(
                "model's rate of \(error.name), part", wrong / count,
                spread: .counts(wrong, of: count), bounds: 0...1)
          )
        })
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

  /// For each error its rates per item of all items.
  private static func overall(_ model: DecisionModel) -> [(people: Double, model: Double)] {
    let layout = Layout(model)
    let values = layout.values
    return layout.errors.map { rates in
      let weight = layout.weight(rates, values)
      return (weight * values[rates.people], weight * values[rates.model])
    }
  }
}
