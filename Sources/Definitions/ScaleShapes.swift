internal import Documents
internal import Readiness

extension Shape where Value == ReadinessScale {
  /// A file with the scale of levels.
  static let scale = Shape<ReadinessScale>.file(
    "readiness-levels", "The technology readiness levels and their criteria.",
    .required("id", .name, "Its name to refer to."),
    .required("name", .text(), "Its name, for readers."),
    .required("edition", .text(), "The edition of this file."),
    .required("source", .text(), "Where it comes from."),
    .required("about", .text(), "What it is for, and how to read it."),
    .required("levels", .list(of: .stage), "The ten levels, 0 first."),
    .required("criteria", .list(of: .criterion), "The exit criteria."),
    .optional(
      "fast-path", .controlNames, default: [],
      "What a machine has to show of an approved retrain."),
    make: { _, name, edition, source, about, levels, criteria, fastPath in
      ReadinessScale(
        name: name, edition: edition, source: source, about: about, levels: levels,
        criteria: criteria, fastPath: fastPath)
    }
  ).check { scale, tree, reader in
    guard scale.levels.map(\.level) == Level.all else {
      reader.report(
        .wrongValue, "the levels are the ten from 0 to 9, in this order", at: tree["levels"] ?? tree
      )
      return nil as ReadinessScale?
    }
    return reader.isFreeOfRepeats(tree["criteria"]?.elements ?? []) ? scale : nil
  }
}

extension Shape where Value == ReadinessScale.Stage {
  fileprivate static let stage = Shape<ReadinessScale.Stage>.object(
    "A level.",
    .required("level", .level, "Its number."),
    .required("name", .text(), "Its name."),
    .required("phase", .text(), "research, prototyping, productisation or deployment."),
    .required("calibre", .text(), "How good the code must be."),
    .required("aim", .text(), "What it is for."),
    .required("works", .text(), "Who works at it."),
    .required("reviews", .text(), "Who reviews."),
    .required("deliverables", .text(), "What it leaves behind."),
    .required("requirements", .text(), "Which requirements rule."),
    .required("key-decision", .truth, "Whether its review takes a key decision."),
    .optional("options", .list(of: .option), default: [], "What can be decided."),
    .optional("panel", .list(of: .demand), default: [], "Whom the review asks for."),
    .optional("group", .list(of: .demand), default: [], "Whom the working group asks for."),
    make: {
      level, name, phase, calibre, aim, works, reviews, deliverables, requirements, key, options,
      panel, group in
      ReadinessScale.Stage(
        level: level, name: name, phase: phase, calibre: calibre, aim: aim, works: works,
        reviews: reviews, deliverables: deliverables, requirements: requirements,
        isKeyDecision: key, options: options, panel: panel, group: group)
    })
}

extension Shape where Value == Demand {
  fileprivate static let demand = Shape<Demand>.object(
    "Who has to be there.",
    .required("roles", .list(of: .name, orOne: true), "Any of these parts will do."),
    .optional("at-least", .integer(1...100), default: 1, "How many people."),
    .optional(
      "everybody", .truth, default: false, "Whether all who are declared with such a part are due."),
    make: Demand.init(roles:atLeast:isEverybody:))
}

extension Shape where Value == ReadinessScale.Stage.Option {
  fileprivate static let option = Shape<ReadinessScale.Stage.Option>.object(
    "Something that can be decided.",
    .required("id", .name, "A short name."),
    .required("text", .text(), "What it means."),
    .optional(
      "outcomes", .list(of: Shape<Review.Outcome>.word, orOne: true),
      default: Review.Outcome.allCases, "The outcomes of a review that it goes with."),
    .optional(
      "asks-when", .truth, default: false, "Whether it takes a date or a condition."),
    make: ReadinessScale.Stage.Option.init(id:text:outcomes:asksWhen:))
}

extension Shape where Value == Criterion {
  fileprivate static let criterion = Shape<Criterion>.object(
    "An exit criterion.",
    .required("id", Shape<String>.text().map(Criterion.ID.init(_:)), "Its name."),
    .required("level", .when, "The level whose gate asks it, or 'every'."),
    .optional("from", .level, default: .first, "The level from which every gate asks it."),
    .required("title", .text(), "What to call it."),
    .required("statement", .text(), "What must be true."),
    .required("decided-by", Shape<Criterion.Decider>.word, "Who can decide it."),
    .optional("evidence", .text(), default: "", "What shows it."),
    .required("requires", .someControls, "Met only if all of these are shown well enough."),
    .optional("supported-by", .controlNames, default: [], "Further evidence; never decides."),
    .required("least", .least, "The least assurance, perhaps rising with the level."),
    .optional(
      "applies-if", .list(of: Shape<System.Trait>.word), default: [],
      "Asked only of systems with one of these traits."),
    .optional(
      "phase", Shape<Criterion.Phase>.word, default: .evidence,
      "Whether the review looks at it or makes it."),
    make: {
      id, level, from, title, statement, decider, evidence, requires, supported, least, applies,
      phase in
      Criterion(
        id: id, title: title, statement: statement, evidence: evidence,
        when: level.map(Criterion.When.at) ?? .every(from: from), decidedBy: decider, phase: phase,
        requires: requires, supportedBy: supported, appliesIf: Set(applies), least: least)
    })
}

extension Shape where Value == Level? {
  fileprivate static let when = Shape<Level?>(
    schema: .anyOf([Shape<Level>.level.schema, .oneOf(["every"])])
  ) { tree, reader in
    if tree.text == "every" { return .some(nil) }
    return Shape<Level>.level.read(tree, &reader).map { .some($0) }
  }
}

extension Shape where Value == [Criterion.Step] {
  /// One assurance for all levels, or one from each of several levels on.
  fileprivate static let least = Shape<[Criterion.Step]>(
    schema: .anyOf([
      Shape<Assurance>.assurance.schema, Shape<[Criterion.Step]>.list(of: .step).schema,
    ])
  ) { tree, reader in
    if case .scalar = tree.content {
      return Shape<Assurance>.assurance.read(tree, &reader)
        .map { [Criterion.Step(from: .first, assurance: $0)] }
    }
    return Shape<[Criterion.Step]>.list(of: .step).read(tree, &reader)
  }
}

extension Shape where Value == Criterion.Step {
  fileprivate static let step = Shape<Criterion.Step>.object(
    "An assurance that is asked from a level on.",
    .required("from", .level, "The level."),
    .required("assurance", .assurance, "The least assurance."),
    make: Criterion.Step.init(from:assurance:))
}
