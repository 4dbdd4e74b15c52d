internal import Documents
internal import Readiness

extension Shape where Value == Framework {
  /// A file with a framework.
  static let framework = Shape<Framework?>.file(
    "framework", "A set of items that read controls, with a scale and a rule for the total.",
    .required("id", Shape<String>.name.map(Framework.ID.init(_:)), "Its name to refer to."),
    .required("name", .text(), "Its name, for readers."),
    .required("edition", .text(), "The edition of this file."),
    .required("source", .text(), "Where it comes from."),
    .required("about", .text(), "What it is for, and how to read it."),
    .required("total", Shape<TotalRule>.word, "How items make a total."),
    .required("points", .points, "Points for the five steps of assurance."),
    .optional(
      "least-applicable", .integer(0...10_000), default: 0,
      "With fewer applicable items a sum has no total."),
    .optional(
      "most-not-applicable-per-section", .integer(0...10_000), default: 0,
      "With more items out of a section a least section has no total."),
    .optional("bands", .list(of: .band), default: [], "Ranges of the total, with names."),
    .required("sections", .list(of: .section), "Groups of items."),
    make: { id, name, edition, source, about, total, points, least, most, bands, sections in
      let rule: Framework.Total =
        switch total {
        case .sum: .sum(leastApplicable: least)
        case .leastSection: .leastSection(mostNotApplicable: most)
        case .everyStatement: .everyStatement
        }
      return Framework(
        id: id, name: name, edition: edition, source: source, about: about, total: rule,
        points: points, bands: bands, sections: sections)
    }
  ).check { framework, tree, reader -> Framework? in
    let sections = tree["sections"]?.elements ?? []
    let isSound =
      reader.isFreeOfRepeats(sections)
      && reader.isFreeOfRepeats(sections.flatMap { $0["items"]?.elements ?? [] })
    return isSound ? framework : nil
  }
}

extension Reader {
  /// Whether no two entries have the same id; reports those that do.
  mutating func isFreeOfRepeats(_ entries: [Tree]) -> Bool {
    var seen: Set<String> = []
    var isSound = true
    for id in entries.compactMap({ $0["id"] }) {
      guard let text = id.text, !seen.insert(text).inserted else { continue }
      report(.repeatedEntry, "the id '\(text.shortened(to: 40))' stands twice", at: id)
      isSound = false
    }
    return isSound
  }
}

private enum TotalRule: String, CaseIterable {
  case sum
  case leastSection = "least-section"
  case everyStatement = "every-statement"
}

extension Shape where Value == [Double] {
  fileprivate static let points = Shape<[Double]>.list(of: .number(0...1000)).check {
    points, tree, reader in
    let rises = zip(points, points.dropFirst()).allSatisfy { $0 <= $1 }
    guard points.count == Assurance.allCases.count, rises else {
      reader.report(
        .wrongValue, "points are five numbers that do not fall, one for each assurance", at: tree)
      return nil as [Double]?
    }
    return points
  }
}

extension Shape where Value == Band {
  fileprivate static let band = Shape<Band>.object(
    "A range of totals.",
    .required("id", .text(), "A short name."),
    .required("name", .text(), "What to call it."),
    .optional("meaning", .text(), default: "", "What it says of a system."),
    .optional("from", .number(), "The least total, which belongs to it."),
    .optional("above", .number(), "What the total must be above."),
    .optional("below", .number(), "What the total must be below."),
    .optional("through", .number(), "The greatest total, which belongs to it."),
    make: { id, name, meaning, from, above, below, through in
      Band(
        id: id, name: name, meaning: meaning,
        lower: from.map { .init($0, inclusive: true) } ?? above.map { .init($0, inclusive: false) },
        upper: through.map { .init($0, inclusive: true) }
          ?? below.map { .init($0, inclusive: false) })
    }
  ).check { band, tree, reader -> Band? in
    for (one, other) in [("from", "above"), ("through", "below")] {
      guard tree[one] != nil, let place = tree[other] else { continue }
      reader.report(
        .wrongValue, "a band has '\(one)' or '\(other)', not both", at: place, fix: "remove one")
      return nil
    }
    return band
  }
}

extension Shape where Value == Framework.Section {
  fileprivate static let section = Shape<Framework.Section>.object(
    "A group of items.",
    .required("id", Shape<String>.text().map(Framework.Section.ID.init(_:)), "A short name."),
    .required("title", .text(), "What to call it."),
    .optional("mandatory", .truth, default: true, "Whether the total rests on it."),
    .required("items", .list(of: .item), "The items."),
    make: Framework.Section.init(id:title:mandatory:items:))
}

extension Shape where Value == Framework.Item {
  fileprivate static let item = Shape<Framework.Item>.object(
    "An item: a question, and the controls that answer it.",
    .required("id", Shape<String>.text().map(Framework.Item.ID.init(_:)), "Its name."),
    .required("title", .text(), "What to call it."),
    .required("question", .text(), "What is asked."),
    .optional("anchors", .list(of: .text()), default: [], "What each point looks like, from 0."),
    .optional("evidence", .text(), default: "", "What could show it."),
    .optional("article", .text(), "Its number in the source."),
    .required("requires", .someControls, "The item is met only if all of these are."),
    .optional("supported-by", .controlNames, default: [], "Further evidence; never decides."),
    .optional(
      "applies-if", .list(of: Shape<System.Trait>.word), default: [],
      "Asked only of systems with one of these traits."),
    .optional("points", .points, "Points that differ from the framework's."),
    .optional("levels", .levels, default: Level.first...Level.last, "When teams take it up."),
    make: {
      id, title, question, anchors, evidence, article, requires, supported, applies, points, levels
      in
      Framework.Item(
        id: id, title: title, question: question, anchors: anchors, evidence: evidence,
        article: article, requires: requires, supportedBy: supported, appliesIf: Set(applies),
        points: points, levels: levels)
    })
}

extension Shape where Value == [Control.ID] {
  /// At least one: what reads no control could be neither met nor missed.
  static let someControls = controlNames.check { names, tree, reader in
    if !names.isEmpty { return names }
    reader.report(.wrongValue, "it reads no control, so nothing could ever answer it", at: tree)
    return nil as [Control.ID]?
  }

  static let controlNames = Shape<[Control.ID]>.list(
    of: Shape<String>.name.map(Control.ID.init(_:)))
}

extension Shape where Value == ClosedRange<Level> {
  fileprivate static let levels = Shape<(Level, Level)>.object(
    "A range of levels.",
    .required("from", .level, "The first."),
    .required("to", .level, "The last."),
    make: { ($0, $1) }
  ).check { ends, tree, reader -> ClosedRange<Level>? in
    if ends.0 <= ends.1 { return ends.0...ends.1 }
    reader.report(.wrongValue, "the last level lies before the first", at: tree)
    return nil
  }
}
