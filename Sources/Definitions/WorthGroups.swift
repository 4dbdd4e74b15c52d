internal import Documents
internal import Worth

extension Shape where Value == DecisionModel.Share {
  static let share = Shape<DecisionModel.Share>.object(
    "A class with how frequent it is.",
    .required("name", .text(), "What to call it."),
    .required("share", .quantity("share", 0...1), "Its share of the items."),
    make: { name, share in DecisionModel.Share(name, share.named("share of \(name)")) })
}

extension Shape where Value == DecisionModel.Segment {
  static let segment = Shape<DecisionModel.Segment>.object(
    "A group of items.",
    .required("name", .text(), "What to call it."),
    .required("share", .quantity("share", 0...1), "Its share of the items."),
    .optional(
      "classes", .list(of: .share), default: [], "Classes in it, where they differ from the whole."),
    make: { name, share, classes in
      DecisionModel.Segment(
        name, share.named("share of \(name)"),
        classes: classes.map {
          DecisionModel.Share($0.name, $0.share.named("share of \($0.name) in \(name)"))
        })
    })
}

extension Shape where Value == DecisionModel.Capacity {
  static let capacity = Shape<DecisionModel.Capacity>.object(
    "How many errors can be handled downstream.",
    .required(
      "errors-per-period", .quantity("errors that can be handled", 0...1e15), "Errors per period."),
    .required("cost-beyond", .quantity("cost of an error beyond", 0...1e15), "Money per error."),
    make: DecisionModel.Capacity.init(errorsPerPeriod:costBeyond:))
}

extension Shape where Value == DecisionModel.PlanB {
  static let planB = Shape<DecisionModel.PlanB>.object(
    "What plan B costs, and when it is there.",
    .required("cost", .quantity("cost of plan B", 0...1e15), "Money to build it."),
    .required("kept-until", .integer(1...10_000), "The period in which the old process is gone."),
    .required("ready-in", .integer(1...10_000), "The period from which on it would be there."),
    .required(
      "built", .quantity("probability that plan B is built", 0...1),
      "How likely it is that it is really built, if later."),
    make: DecisionModel.PlanB.init(cost:keptUntil:readyIn:built:))
}

extension Shape where Value == DecisionModel.Monitor {
  static let monitor = Shape<DecisionModel.Monitor>.object(
    "What looks for a degraded model.",
    .required("every", .number(0.001...1e4), "Periods from one look to the next."),
    .required("label-delay", .number(0...1e4), "Periods until the truth is known."),
    .required("labelled-share", .number(0.000_001...1), "Share of items whose truth comes."),
    .required("false-alarm", .number(0.000_001...0.5), "False alarms per look."),
    make: DecisionModel.Monitor.init(every:labelDelay:labelledShare:falseAlarm:))
}

extension Shape where Value == DecisionModel.Bucket {
  static let bucket = Shape<DecisionModel.Bucket>.object(
    "A part of the items, by the model's confidence.",
    .required("share", .number(0...1), "Its share of the items."),
    .optional("people", .rates, default: [:], "People's rate of each error on it, per item."),
    .required("model", .rates, "The model's rate of each error on it, per item."),
    make: DecisionModel.Bucket.init(share:people:model:))
}

extension Shape where Value == [String: Double] {
  fileprivate static let rates = Shape<[(key: Located<String>, value: Double)]>
    .dictionary(.text(), to: .number(0...1)).map { pairs in
      Dictionary(pairs.map { ($0.key.value, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Shape where Value == DecisionModel.Confidence {
  /// The name of a check, or that with what is said of people.
  static var confidence: Shape<DecisionModel.Confidence> {
    let whole = Shape<DecisionModel.Confidence>.object(
      "The check whose predictions, sorted by confidence, say what to automate.",
      .required("check", .name, "The check."),
      .optional(
        "people-even", .truth, default: false,
        "Whether somebody stands by this: people are as often wrong on each part as on all items."),
      make: DecisionModel.Confidence.init(check:isPeopleEven:))
    return Shape(schema: .anyOf([Shape<String>.name.schema, whole.schema])) { tree, reader in
      if case .mapping = tree.content { return whole.read(tree, &reader) }
      return Shape<String>.name.read(tree, &reader).map { .init(check: $0) }
    }
  }
}

extension Shape where Value == DecisionModel.Assistance {
  static let assistance = Shape<DecisionModel.Assistance>.object(
    "People who look at what the model says before it counts.",
    .required(
      "saving-per-item", .quantity("saving per item with people in the loop"),
      "Money saved per item then."),
    .required(
      "caught", .quantity("share of errors that people catch", 0...1),
      "The share of the model's errors that they catch."),
    make: DecisionModel.Assistance.init(savingPerItem:caught:))
}

extension Shape where Value == DecisionModel.Trial {
  static let trial = Shape<DecisionModel.Trial>.object(
    "A trial on a part, that decides about the rest.",
    .required("share", .number(0.000_001...1), "The share of the items in it."),
    .required("periods", .integer(1...10_000), "How long it runs."),
    .required("cost", .quantity("cost of the trial", 0...1e15), "Money that it costs besides."),
    make: DecisionModel.Trial.init(share:periods:cost:))
}

extension Shape where Value == DecisionModel.Limits {
  static let limits = Shape<DecisionModel.Limits>.object(
    "What risk of a loss is borne.",
    .optional(
      "deploy-at-most", .quantity(DecisionModel.Limits.deployName, 0...1),
      default: DecisionModel.Limits.unsaid.deployAtMost, "Deployed is with a risk up to this."),
    .optional(
      "refuse-above", .quantity(DecisionModel.Limits.refuseName, 0...1),
      default: DecisionModel.Limits.unsaid.refuseAbove, "Refused is above this."),
    make: DecisionModel.Limits.init(deployAtMost:refuseAbove:)
  ).check { limits, tree, reader in
    if limits.deployAtMost.value <= limits.refuseAbove.value { return limits }
    reader.report(
      .wrongValue, "'deploy-at-most' is above 'refuse-above'", at: tree,
      fix: "a risk cannot be borne and refused")
    return nil
  }
}

/// How far to look ahead, and whether somebody says so.
struct Horizon {
  let periods: Int
  let isSaid: Bool
}

extension Shape where Value == Horizon {
  static let horizon: Shape<Horizon> = {
    let number = Shape<Int>.integer(1...10_000)
    let whole = Shape<Horizon>.object(
      "A number of periods, with whether somebody stands by it.",
      .required("value", number, "The number."),
      .optional("confirmed", .truth, default: true, "Whether it was decided."),
      .optional("from", .text(), "Where it comes from."),
      make: { value, isConfirmed, _ in Horizon(periods: value, isSaid: isConfirmed) })
    return Shape(schema: .anyOf([number.schema, whole.schema])) { tree, reader in
      if case .mapping = tree.content { return whole.read(tree, &reader) }
      return number.read(tree, &reader).map { Horizon(periods: $0, isSaid: true) }
    }
  }()
}
