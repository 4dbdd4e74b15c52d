package import Documents
package import Readiness

/// What a word of the product means: a control, an item, a criterion, a level, a code, or a list.
package struct ExplainText {
  private let packs: Packs
  private let verdict: Verdict?
  private let checks: [(name: String, schema: Schema)]
  private let signs: [(control: Control.ID, looksFor: String)]
  private let reports: [ReportKind]
  private let topic: String

  /// A format of reports that can be imported.
  package struct ReportKind {
    let name: String
    let reads: String
    let shows: [Control.ID]
    let rule: String
    let example: String

    package init(
      name: String, reads: String, shows: [Control.ID], rule: String, example: String
    ) {
      self.name = name
      self.reads = reads
      self.shows = shows
      self.rule = rule
      self.example = example
    }
  }

  /// - Parameters:
  ///   - packs: What to explain.
  ///   - verdict: What stands, where there is a system.
  ///   - checks: The kinds of checks with the shapes of their settings.
  ///   - signs: What the repository check looks for, by control.
  ///   - reports: The formats of reports that can be imported.
  ///   - topic: The name, or a list.
  package init(
    packs: Packs, verdict: Verdict? = nil, checks: [(name: String, schema: Schema)],
    signs: [(control: Control.ID, looksFor: String)], reports: [ReportKind], topic: String
  ) {
    self.packs = packs
    self.verdict = verdict
    self.checks = checks
    self.signs = signs
    self.reports = reports
    self.topic = topic
  }

  /// Every name that can be explained.
  package var topics: [String] {
    checks.map(\.name) + reports.map(\.name) + CardField.kinds.map(\.id)
      + packs.order.map(\.rawValue)
      + packs.frameworks.map(\.id.rawValue)
      + packs.frameworks.flatMap(\.items).map(\.id.rawValue)
      + packs.scale.criteria.map(\.id.rawValue) + Diagnostic.Code.allCases.map(\.rawValue)
      + Level.all.map { "\($0)" }
      + ["controls", "levels", "frameworks", "checks", "formats", "codes"]
  }

  /// The explanation; `nil` where nothing bears the name.
  package var page: TextPage? {
    if let control = packs.controls[.init(topic)] { return page(on: control) }
    if let framework = packs.framework(.init(topic)) { return page(on: framework) }
    for framework in packs.frameworks {
      if let item = framework.items.first(where: { $0.id.rawValue == topic }) {
        return page(on: item, in: framework)
      }
    }
    if let criterion = packs.scale.criteria.first(where: { $0.id.rawValue == topic }) {
      return page(on: criterion)
    }
    let number = topic.hasPrefix("level ") ? String(topic.dropFirst(6)) : topic
    if let level = Int(number).flatMap({ Level($0) }), let stage = packs.scale.stage(level) {
      return page(on: stage)
    }
    if let code = Diagnostic.Code(rawValue: topic) { return page(on: code) }
    if let check = checks.first(where: { $0.name == topic }) { return page(on: check) }
    if let report = reports.first(where: { $0.name == topic }) { return page(on: report) }
    if let field = CardField.kinds.first(where: { $0.id == topic }) { return page(on: field) }
    return list
  }

  private var list: TextPage? {
    var page = TextPage()
    var table = TextTable([.left, .left])
    switch topic {
    case "controls":
      for id in packs.order {
        table.row([Line(id.rawValue), Line(packs.controls[id]?.statement ?? "", .faint)])
      }
    case "levels", "mltrl":
      for stage in packs.scale.levels {
        table.row([Line("\(stage.level)  \(stage.name)"), Line(stage.aim, .faint)])
      }
    case "frameworks":
      for framework in packs.frameworks {
        table.row([Line(framework.id.rawValue), Line(framework.name, .faint)])
      }
    case "checks":
      for check in checks { table.row([Line(check.name), Line(check.schema.summary, .faint)]) }
      page.table(table, indent: 0)
      table = TextTable([.left, .left])
      page.heading("What the repository check looks for")
      for sign in signs { table.row([Line(sign.control.rawValue), Line(sign.looksFor, .faint)]) }
    case "formats":
      for report in reports { table.row([Line(report.name), Line(report.reads, .faint)]) }
    case "codes":
      for code in Diagnostic.Code.allCases {
        table.row([Line(code.rawValue), Line(code.explanation, .faint)])
      }
    default: return nil
    }
    page.table(table, indent: 0)
    return page
  }

  private func page(on check: (name: String, schema: Schema)) -> TextPage {
    var page = TextPage()
    page.line(Line(check.name, .strong) + Line(", a kind of check", .faint))
    page.line(Line(check.schema.summary))
    page.heading("Its settings in airworthy.yaml")
    var table = TextTable([.left, .left, .left])
    for key in check.schema.documentation {
      table.row([
        Line(key.key), Line(key.isRequired ? "needed" : "", .faint), Line(key.about, .faint),
      ])
    }
    page.table(table)
    return page
  }

  private func page(on report: ReportKind) -> TextPage {
    var page = TextPage()
    page.line(Line(report.name, .strong) + Line(", a format of reports to import", .faint))
    page.line(Line("Reads \(report.reads)."))
    page.heading("What it shows")
    page.line(
      Line(
        report.shows.isEmpty
          ? "no control by itself" : report.shows.map(\.rawValue).listed), indent: 2)
    page.line(Line(report.rule), indent: 2)
    page.heading("For example")
    page.line(Line("airworthy import \(report.example)"), indent: 2)
    return page
  }

  private func page(on field: CardField.Kind) -> TextPage {
    var page = TextPage()
    page.line(
      Line("\(field.id) \(field.title)", .strong) + Line(", a field of the TRL Card", .faint))
    page.line(
      Line(
        field.mustFrom.map { "It may not be empty from level \($0) on." }
          ?? "It may always be empty."))
    return page
  }

  private func page(on control: Control) -> TextPage {
    var page = TextPage()
    page.line(Line(control.id.rawValue, .strong))
    page.line(Line(control.statement))
    if let verdict { standing(of: control, in: verdict, on: &page) }
    page.heading("Why")
    page.line(Line(control.why), indent: 2)
    page.heading("What to do")
    page.line(Line(control.remedy), indent: 2)
    page.heading("How it is judged")
    page.line(
      Line("about \(control.scope.words); \(control.binding); evidence is fresh for ")
        + Line(
          "\(control.freshForDays.of("day")); no review of level \(control.gate) should pass "
            + "without it"), indent: 2)
    page.line(Line(control.effort.words), indent: 2)
    if let sign = signs.first(where: { $0.control == control.id }) {
      page.line(Line("the repository check looks for \(sign.looksFor)"), indent: 2)
    }
    let formats = reports.filter { $0.shows.contains(control.id) }.map(\.name)
    if !formats.isEmpty {
      page.line(
        Line("'airworthy import' takes reports of \(formats.listed) for it"), indent: 2)
    }
    examples(control.examples, on: &page)
    let items = packs.frameworks.flatMap(\.items).filter { $0.requires.contains(control.id) }
    let criteria = packs.scale.criteria.filter { $0.requires.contains(control.id) }
    page.heading("Read by")
    page.line(
      Line((items.map(\.id.rawValue) + criteria.map(\.id.rawValue)).joined(separator: " ")),
      indent: 2)
    return page
  }

  private func examples(_ examples: Control.Examples, on page: inout TextPage) {
    guard !(examples.holds + examples.fails).isEmpty else { return }
    page.heading("For example")
    for example in examples.holds {
      page.line(Line("✓ holds: ", .good) + Line(example.title), indent: 2, hanging: 2)
    }
    for example in examples.fails {
      page.line(Line("✕ does not: ", .bad) + Line(example.title), indent: 2, hanging: 2)
    }
  }

  private func page(on framework: Framework) -> TextPage {
    var page = TextPage()
    page.line(Line(framework.name, .strong))
    page.line(Line(framework.about))
    page.line(Line("Source: \(framework.source)", .faint))
    for section in framework.sections {
      page.heading("\(section.title)\(section.mandatory ? "" : " (beyond the basics)")")
      var table = TextTable([.left, .left])
      for item in section.items {
        table.row([Line(item.id.rawValue), Line(item.question, .faint)])
      }
      page.table(table)
    }
    if !framework.bands.isEmpty {
      page.heading("Bands")
      for band in framework.bands {
        page.line(Line("\(band.name): ", .strong) + Line(band.meaning), indent: 2, hanging: 2)
      }
    }
    return page
  }

  private func page(on item: Framework.Item, in framework: Framework) -> TextPage {
    var page = TextPage()
    page.line(Line("\(item.id) \(item.title)", .strong) + Line(", of \(framework.name)", .faint))
    page.line(Line(item.question))
    if !item.anchors.isEmpty {
      page.heading("What its points look like")
      for (points, anchor) in item.anchors.enumerated() {
        page.line(Line("\(points)  \(anchor)"), indent: 2, hanging: 3)
      }
    }
    if !item.evidence.isEmpty {
      page.heading("What shows it")
      page.line(Line(item.evidence), indent: 2)
    }
    page.heading("Answered by")
    page.table(controls(item.requires, item.supportedBy))
    let points = item.points ?? framework.points
    page.line(
      Line(
        "Points for none, claimed, documented, demonstrated, continuous: "
          + points.map(\.brief).joined(separator: ", "), .faint), indent: 2)
    if !item.appliesIf.isEmpty {
      page.line(
        Line("Asked only of \(item.appliesIf.words) systems.", .faint), indent: 2)
    }
    return page
  }

  private func page(on criterion: Criterion) -> TextPage {
    var page = TextPage()
    let whose =
      switch criterion.when {
      case .at(let level): "gate \(level)"
      case .every(let from): "every gate from \(from) on"
      }
    page.line(
      Line("\(criterion.id) \(criterion.title)", .strong)
        + Line(", a criterion of \(whose)", .faint))
    page.line(Line(criterion.statement))
    if !criterion.evidence.isEmpty {
      page.heading("What shows it")
      page.line(Line(criterion.evidence), indent: 2)
    }
    page.heading("Answered by")
    page.table(controls(criterion.requires, criterion.supportedBy))
    page.line(
      Line(
        "Decided by \(criterion.decidedBy.words); at least "
          + criterion.least.map { "\($0.assurance.name) from level \($0.from)" }.joined(
            separator: ", ")
          + (criterion.phase == .review ? "; asked in the review itself" : ""), .faint), indent: 2)
    return page
  }

  private func page(on stage: ReadinessScale.Stage) -> TextPage {
    var page = TextPage()
    page.line(
      Line("Level \(stage.level), \(stage.name)", .strong) + Line(", \(stage.phase)", .faint))
    page.line(Line(stage.aim))
    var table = TextTable([.left, .left])
    table.row(["works", Line(stage.works)])
    table.row(["reviews", Line(stage.reviews)])
    table.row(["leaves behind", Line(stage.deliverables)])
    table.row(["code", Line("\(stage.calibre) calibre")])
    table.row(["requirements", Line(stage.requirements)])
    page.blank()
    page.table(table)
    if !stage.options.isEmpty {
      page.heading(stage.isKeyDecision ? "The key decision" : "What can be decided")
      for option in stage.options {
        page.line(Line("\(option.id): ", .strong) + Line(option.text), indent: 2, hanging: 2)
      }
    }
    page.heading("Criteria for leaving it")
    var criteria = TextTable([.left, .left])
    for criterion in packs.scale.criteria(at: stage.level) {
      criteria.row([Line(criterion.id.rawValue), Line(criterion.statement, .faint)])
    }
    page.table(criteria)
    return page
  }

  private func page(on code: Diagnostic.Code) -> TextPage {
    var page = TextPage()
    page.line(Line(code.rawValue, .strong))
    page.line(Line(code.explanation))
    return page
  }

  private func controls(_ required: [Control.ID], _ supporting: [Control.ID]) -> TextTable {
    var table = TextTable([.left, .left])
    for id in required {
      table.row([Line(id.rawValue, .strong), Line(packs.controls[id]?.statement ?? "")])
    }
    for id in supporting {
      table.row([
        Line(id.rawValue), Line("further evidence: \(packs.controls[id]?.statement ?? "")", .faint),
      ])
    }
    return table
  }
}

extension Control.Scope {
  fileprivate var words: String {
    switch self {
    case .system: "the whole system"
    case .everyComponent: "every component"
    case .components(let kinds):
      "each \(kinds.map(\.rawValue).sorted().joined(separator: " and "))"
    }
  }
}

extension Control {
  fileprivate var binding: String {
    boundTo.isEmpty
      ? "bound to no version" : "bound to the version of \(boundTo.sorted().map(\.rawValue).listed)"
  }
}

extension Criterion.Decider {
  fileprivate var words: String {
    switch self {
    case .machine: "a check; a person's word counts only as long as none has looked"
    case .artefact: "the panel, on an artefact that a machine has seen"
    case .person: "a named person"
    }
  }
}

extension Set<System.Trait> {
  fileprivate var words: String { sorted().map(\.rawValue).joined(separator: " or ") }
}
