internal import Documents
internal import Worth

extension Shape where Value == DecisionModel {
  /// `worth.yaml`.
  static let worth = Shape<DecisionModel>.file(
    "worth", "The numbers that decide whether the model is worth running.",
    .required("currency", .text(), "The unit of money, e.g. USD."),
    .required("period", .text(), "The unit of time, e.g. month."),
    .required("items-per-period", .quantity("items-per-period", 0...1e15), "Items that arrive."),
    .required(
      "automated-share", .quantity("automated-share", 0...1),
      "The share of items that the model handles."),
    .required(
      "saving-per-item", .quantity("saving-per-item"), "Money saved per item, before errors."),
    .required(
      "fixed-cost-per-period", .quantity("fixed-cost-per-period", 0...1e15),
      "Money that running costs whatever the volume."),
    .required("investment", .quantity("investment", 0...1e15), "Money spent once, at the start."),
    .required("horizon-periods", .integer(1...10_000), "Periods to look ahead."),
    .required(
      "discount-per-period", .quantity("discount-per-period", 0...1),
      "By how much a later period counts less."),
    .required("errors", .list(of: .error), "The ways to be wrong."),
    .optional("degradation", .degradation, "How the model may get worse, and what then happens."),
    make: DecisionModel.init(
      currency:period:itemsPerPeriod:automatedShare:savingPerItem:fixedCostPerPeriod:investment:
      horizonPeriods:discountPerPeriod:errors:degradation:)
  ).check { model, tree, reader in
    var isSound = true
    for (who, sum) in [
      ("people's", model.errors.map(\.people.value).reduce(0, +)),
      ("the model's", model.errors.map(\.model.value).reduce(0, +)),
    ] where sum > 1 + 1e-9 {
      reader.report(
        .wrongValue, "\(who) error rates add up to \(sum), more than one error per item",
        at: tree["errors"] ?? tree)
      isSound = false
    }
    let names = (tree["errors"]?.elements ?? []).compactMap { $0["name"]?.text }
    var seen: Set<String> = []
    for entry in tree["errors"]?.elements ?? [] {
      guard let name = entry["name"], let text = name.text, !seen.insert(text).inserted else {
        continue
      }
      reader.report(
        .repeatedEntry, "two errors are called '\(text.shortened(to: 40))'", at: name,
        fix: "give one of them another name")
      isSound = false
    }
    let degraded =
      model.errors.map(\.model.value).reduce(0, +)
      + (model.degradation?.extraErrors ?? []).map(\.rate.value).reduce(0, +)
    if isSound, degraded > 1 + 1e-9, let place = tree["degradation"]?["extra-errors"] {
      reader.report(
        .wrongValue, "with the extra ones the model makes \(degraded) errors per item", at: place,
        fix: "'rate' is what is added, not what it comes to")
      isSound = false
    }
    for extra in tree["degradation"]?["extra-errors"]?.elements ?? [] {
      guard let name = extra["name"], let text = name.text, !names.contains(text) else { continue }
      reader.report(
        .unknownReference, "no error is called '\(text.shortened(to: 40))'", at: name,
        fix: Spelling.nearest(to: text, among: names).map { "did you mean '\($0)'?" })
      isSound = false
    }
    return isSound ? model : nil
  }
}

extension Shape where Value == DecisionModel.ErrorKind {
  fileprivate static let error = Shape<DecisionModel.ErrorKind>.object(
    "One way to be wrong.",
    .required("name", .text(), "What to call it."),
    .required("cost", .quantity("cost", 0...1e15), "Money per error."),
    .required("people", .quantity("people's rate", 0...1), "Errors per item in today's process."),
    .required("model", .quantity("model's rate", 0...1), "Errors per item with the model."),
    make: { name, cost, people, model in
      DecisionModel.ErrorKind(
        name: name, cost: cost.named("cost of a \(name)"),
        people: people.named("people's rate of \(name)"),
        model: model.named("model's rate of \(name)"))
    })
}

extension Shape where Value == DecisionModel.Degradation {
  fileprivate static let degradation = Shape<DecisionModel.Degradation>.object(
    "How the model may get worse, how that is noticed, and what then happens.",
    .required("hazard", .quantity("hazard", 0...0.999_999), "Probability of it per period."),
    .required("extra-errors", .list(of: .extra), "Extra errors per item while it lasts."),
    .required(
      "detection-periods", .quantity("detection-periods", 1...1e6), "Periods until noticed."),
    .required("repair-periods", .quantity("repair-periods", 1...1e6), "Periods with plan B."),
    .required(
      "repair-periods-without-plan-b", .quantity("repair-periods-without-plan-b", 1...1e6),
      "Periods of repair without plan B."),
    .required(
      "fallback-gain-per-item", .quantity("fallback-gain-per-item"),
      "Money per item, against today, while plan B runs."),
    .required("switch-cost", .quantity("switch-cost", 0...1e15), "Money per switch to plan B."),
    make: DecisionModel.Degradation.init(
      hazard:extraErrors:detectionPeriods:repairPeriods:repairPeriodsWithoutPlanB:
      fallbackGainPerItem:switchCost:))
}

extension Shape where Value == (name: String, rate: Quantity) {
  fileprivate static let extra = Shape<(name: String, rate: Quantity)>.object(
    "Extra errors of one kind.",
    .required("name", .text(), "The kind."),
    .required("rate", .number(0...1), "Extra errors per item."),
    .optional("confirmed", .truth, default: true, "Whether somebody stands by it."),
    .optional("from", .text(), "Where it comes from."),
    make: { name, rate, confirmed, from in
      (
        name: name,
        rate: Quantity("extra rate of \(name)", rate, isConfirmed: confirmed, source: from)
      )
    })
}

extension Shape where Value == Quantity {
  /// A number, bare or with whether it is confirmed and where it comes from.
  fileprivate static func quantity(
    _ name: String, _ range: ClosedRange<Double>? = nil
  )
    -> Shape<Quantity>
  {
    let number = Shape<Double>.number(range)
    let whole = Shape<Quantity>.object(
      "A number with whether somebody stands by it.",
      .required("value", number, "The number."),
      .optional("confirmed", .truth, default: true, "Whether it was measured or decided."),
      .optional("from", .text(), "Where it comes from."),
      make: { value, confirmed, from in
        Quantity(name, value, isConfirmed: confirmed, source: from)
      })
    return Shape(schema: .anyOf([number.schema, whole.schema])) { tree, reader in
      if case .mapping = tree.content { return whole.read(tree, &reader) }
      return number.read(tree, &reader).map { Quantity(name, $0) }
    }
  }
}

extension Quantity {
  fileprivate func named(_ name: String) -> Quantity {
    Quantity(name, value, isConfirmed: isConfirmed, source: source)
  }
}
