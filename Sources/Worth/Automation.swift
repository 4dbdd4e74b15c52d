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
  /// How people's errors on a part are known.
  package let people: People

  package enum People: Hashable, Sendable {
    /// Counted on the same rows, or given for each part.
    case measured
    /// Somebody stands by it that they are everywhere the same.
    case said
    /// They are taken to be everywhere the same, and nobody stands by that.
    case assumed
  }

  /// What is taken for true where people's errors are ``People/assumed``.
  package static let assumption =
    "people are as often wrong on the items that the model is sure of as on all"

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
    let isTold = model.errors.allSatisfy { error in
      buckets.allSatisfy { $0.people[error.name] != nil }
    }
    self.points = points
    self.share = share
    threshold = nil
    rows = (0, 0)
    people = isTold ? .measured : .assumed
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
        }, isAssumed: !isTold) : nil
  }

  /// For each error its rates per item of all items.
  static func overall(_ model: DecisionModel) -> [(people: Double, model: Double)] {
    let layout = Layout(model)
    let values = layout.values
    return layout.errors.map { rates in
      let weight = layout.weight(rates, values)
      return (weight * values[rates.people], weight * values[rates.model])
    }
  }

  init(
    points: [Point], cut: Cut?, share: Double, threshold: Double?,
    rows: (chosen: Int, valued: Int), people: People
  ) {
    self.points = points
    self.cut = cut
    self.share = share
    self.threshold = threshold
    self.rows = rows
    self.people = people
  }
}
