/// One way to go on: how much the model does, and what stands behind it.
package struct Policy: Hashable, Sendable {
  package let rollout: Rollout
  package let planB: PlanB

  package enum Rollout: String, Hashable, Sendable {
    /// All goes on as today.
    case none = "not at all"
    case full
    /// Only what the model is confident of.
    case partial
    /// People look at what the model says before it counts.
    case assisted = "human in the loop"
    /// A trial on a part, and all of it if that pays.
    case trial = "A/B first"
  }

  package enum PlanB: String, Hashable, Sendable {
    case now = "plan B now"
    case later = "plan B later"
    case never = "no plan B"
    /// The model does not degrade.
    case unneeded = ""
  }

  package init(_ rollout: Rollout, _ planB: PlanB = .unneeded) {
    self.rollout = rollout
    self.planB = planB
  }

  package var name: String {
    planB == .unneeded ? rollout.rawValue : "\(rollout.rawValue), \(planB.rawValue)"
  }
}

extension DecisionModel {
  /// What can be compared, by what the file tells of it.
  ///
  /// - Parameter cut: The part that a partial roll-out would automate.
  /// - Returns: The policies; the first is to do nothing.
  func policies(cut: Cut?) -> [Policy] {
    guard let degradation else {
      return [Policy(.none), Policy(.full)] + (cut == nil ? [] : [Policy(.partial)])
        + (further.assistance == nil ? [] : [Policy(.assisted)])
        + (further.trial == nil ? [] : [Policy(.trial)])
    }
    var all = [Policy(.none), Policy(.full, .now)]
    if degradation.planB != nil { all.append(Policy(.full, .later)) }
    all.append(Policy(.full, .never))
    if cut != nil { all += [Policy(.partial, .now), Policy(.partial, .never)] }
    if further.assistance != nil { all.append(Policy(.assisted, .now)) }
    if further.trial != nil { all.append(Policy(.trial, .now)) }
    return all
  }
}

/// The part of the items that a partial roll-out automates.
package struct Cut: Sendable {
  /// Share of all items.
  package let share: Double
  /// For each error the rates on that part, per item of it.
  package let rates: [(people: Quantity, model: Quantity)]
  /// Whether people's rates are taken to be those of all items, and nobody stands by that.
  package let isAssumed: Bool

  package init(
    share: Double, rates: [(people: Quantity, model: Quantity)], isAssumed: Bool = false
  ) {
    self.share = share
    self.rates = rates
    self.isAssumed = isAssumed
  }
}

/// When there is something to fall back to.
struct Fallback: Sendable {
  /// Before this period the old process is still there.
  let kept: Int
  /// From this period on plan B is there.
  let ready: Int

  enum Kind { case oldProcess, nothing, planB }

  func kind(in period: Int) -> Kind {
    period >= ready ? .planB : period < kept ? .oldProcess : .nothing
  }

  /// The first period after one in which something else holds; `Int.max` if it stays so.
  func end(of kind: Kind) -> Int {
    switch kind {
    case .planB: .max
    case .oldProcess: min(kept, ready)
    case .nothing: ready
    }
  }

  static let now = Fallback(kept: 0, ready: 1)

  init(kept: Int, ready: Int) {
    self.kept = kept
    self.ready = ready
  }

  /// - Parameters:
  ///   - plan: What is decided.
  ///   - written: When plan B would be there.
  ///   - isBuilt: Whether a plan B of later is really built.
  init(_ plan: Policy.PlanB, _ written: DecisionModel.PlanB?, isBuilt: Bool = true) {
    let kept = written?.keptUntil ?? 0
    switch plan {
    case .now, .unneeded: self = .now
    case .later: self.init(kept: kept, ready: isBuilt ? written?.readyIn ?? .max : .max)
    case .never: self.init(kept: kept, ready: .max)
    }
  }
}
