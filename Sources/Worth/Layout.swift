/// All numbers of a model in one row, and where each stands.
///
/// It is asked for each history that is drawn, on all cores, and so is shared and not copied.
final class Layout: Sendable {
  let quantities: [Quantity]
  /// What formulas call each of them.
  let symbols: [String]
  let items: Int
  let share: Int
  let saving: Int
  let fixed: Int
  let investment: Int
  let discount: Int
  let growth: Int
  let errors: [Rates]
  let segments: [Int]
  let classes: [Int]
  /// For each segment the classes as they are in it; empty where as everywhere.
  let segmentClasses: [[Int]]
  let degradation: Degradation?
  /// Extra rates while degraded, each with the error that it is of.
  let extra: [(error: Int?, rate: Int)]
  let capacity: (errors: Int, cost: Int)?
  let assistance: (saving: Int, caught: Int)?
  let trialCost: Int?
  /// The rates on the part that a partial roll-out automates, one pair for each error.
  let cut: [(people: Int, model: Int)]
  let cutShare: Double

  struct Rates {
    let cost: Int
    let people: Int
    let model: Int
    /// Where its class stands among the classes, and its segment among the segments.
    let place: (trueClass: Int?, segment: Int?)
  }

  struct Degradation {
    let hazard: Int
    let detection: Int
    let repair: Int
    let repairWithout: Int
    let fallbackGain: Int
    let switchCost: Int
    let planB: (cost: Int, built: Int)?
  }

  init(_ model: DecisionModel, cut: Cut? = nil) {
    var (quantities, symbols) = ([Quantity](), [String]())
    func add(_ quantity: Quantity, _ symbol: String) -> Int {
      quantities.append(quantity)
      symbols.append(symbol)
      return quantities.count - 1
    }
    items = add(model.itemsPerPeriod, "N")
    share = add(model.automatedShare, "q")
    saving = add(model.savingPerItem, "a")
    fixed = add(model.fixedCostPerPeriod, "F")
    investment = add(model.investment, "I")
    discount = add(model.discountPerPeriod, "r")
    growth = add(model.further.growth, "growth")
    segments = model.further.segments.map { add($0.share, "w") }
    classes = model.further.classes.map { add($0.share, "π") }
    segmentClasses = model.further.segments.map { segment in
      segment.classes.isEmpty
        ? []
        : model.further.classes.map { known in
          segment.classes.first { $0.name == known.name }.map { add($0.share, "π") }
            ?? add(Quantity("share of \(known.name) in \(segment.name)", 0), "π")
        }
    }
    errors = model.errors.map { error in
      Rates(
        cost: add(error.cost, "c"), people: add(error.people, "b"), model: add(error.model, "m"),
        place: (
          error.trueClass.flatMap { name in
            model.further.classes.firstIndex { $0.name == name }
          },
          error.segment.flatMap { name in
            model.further.segments.firstIndex { $0.name == name }
          }
        ))
    }
    let hazard = model.degradation.map { add($0.hazard, "h") }
    extra = (model.degradation?.extraErrors ?? []).map { extra in
      (model.errors.firstIndex { $0.name == extra.name }, add(extra.rate, "Δ"))
    }
    degradation = model.degradation.map { one in
      Degradation(
        hazard: hazard ?? 0,
        detection: add(one.detectionPeriods, "D"), repair: add(one.repairPeriods, "R"),
        repairWithout: add(one.repairPeriodsWithoutPlanB, "R₀"),
        fallbackGain: add(one.fallbackGainPerItem, "g_F"), switchCost: add(one.switchCost, "K_F"),
        planB: one.planB.map { (add($0.cost, "K_B"), add($0.built, "φ")) })
    }
    capacity = model.further.capacity.map {
      (add($0.errorsPerPeriod, "Kap"), add($0.costBeyond, "c_over"))
    }
    assistance = model.further.assistance.map {
      (add($0.savingPerItem, "a with people"), add($0.caught, "caught"))
    }
    trialCost = model.further.trial.map { add($0.cost, "cost of the trial") }
    self.cut = (cut?.rates ?? []).map {
      (add($0.people, "b on the part"), add($0.model, "m on the part"))
    }
    cutShare = cut?.share ?? 0
    (self.quantities, self.symbols) = (quantities, symbols)
  }

  var values: [Double] { quantities.map(\.value) }

  /// Which numbers are costs, that may be dear together.
  var costs: Set<Int> {
    Set(errors.map(\.cost) + [degradation?.switchCost, capacity?.cost].compactMap(\.self))
  }

  /// Groups of counts over the same rows, whose shares are drawn together.
  var sameRows: [[Int]] {
    func groups(_ places: [(key: String, at: Int)]) -> [[Int]] {
      Dictionary(grouping: places, by: \.key).sorted { $0.key < $1.key }.map {
        $0.value.map(\.at)
      }.filter { $0.count > 1 }
    }
    func key(_ rates: Rates, _ at: Int, _ who: String) -> (key: String, at: Int)? {
      guard case .counts(_, let of) = quantities[at].spread else { return nil }
      let place = "\(rates.place.trueClass ?? -1) \(rates.place.segment ?? -1)"
      return ("\(who) \(place) \(of)", at)
    }
    let own = errors.flatMap { [key($0, $0.people, "people"), key($0, $0.model, "model")] }
    let parts = zip(errors, cut).flatMap {
      [key($0, $1.people, "people"), key($0, $1.model, "model")]
    }
    return groups(own.compactMap(\.self)) + groups(parts.compactMap(\.self))
      + groups(
        ([classes] + segmentClasses + [segments]).enumerated().flatMap { index, shares in
          shares.compactMap { at in
            guard case .counts(_, let of) = quantities[at].spread else { return nil }
            return ("\(index) \(of)", at)
          }
        })
  }

  /// Groups of shares that make up the whole.
  var wholes: [[Int]] { ([segments, classes] + segmentClasses).filter { !$0.isEmpty } }

  /// How much of all items an error is counted on, by some values.
  func weight(_ rates: Rates, _ values: [Double]) -> Double {
    if let segment = rates.place.segment {
      return values[segments[segment]] * classShare(rates.place.trueClass, segment, values)
    }
    guard rates.place.trueClass != nil else { return 1 }
    guard !segments.isEmpty else { return classShare(rates.place.trueClass, nil, values) }
    var sum = 0.0
    for index in segments.indices {
      sum += values[segments[index]] * classShare(rates.place.trueClass, index, values)
    }
    return sum
  }

  private func classShare(_ known: Int?, _ segment: Int?, _ values: [Double]) -> Double {
    guard let known else { return 1 }
    if let segment, !segmentClasses[segment].isEmpty {
      return values[segmentClasses[segment][known]]
    }
    return values[classes[known]]
  }
}
