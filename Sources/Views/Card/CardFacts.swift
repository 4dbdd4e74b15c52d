internal import Readiness

/// What can be computed for the fields of a card.
struct CardFacts {
  let judged: ComponentVerdict
  let verdict: Verdict
  let material: CardMaterial
  let level: Level

  private var component: Component { judged.component }
  private var system: System { verdict.system }

  func facts(for id: String) -> CardField.Facts {
    switch id {
    case "C.1": .line(technology)
    case "C.2": .line(system.links.project ?? "")
    case "C.3": .line(levels)
    case "C.4": previousCards
    case "C.5": .line(names(component.owners.research))
    case "C.6": .line(names(component.reviewers.research))
    case "C.7": .line(names(component.owners.product))
    case "C.8": .line(names(component.reviewers.product))
    case "C.9": .line(own.map(\.id.rawValue).joined(separator: ", "))
    case "C.10": .line(coupled)
    case "C.11": .line(system.links.page ?? "")
    case "C.12": .line(own.isEmpty ? "" : "requirements.yaml, \(own.count) of this component")
    case "C.13": .line(system.links.repository ?? "")
    case "C.14": .line(ethics)
    case "C.15": .line(component.versionWords)
    case "C.17": topRequirements
    case "C.20": standings(of: Self.testing)
    case "C.21": results
    case "C.22": data
    case "C.23": standings(of: ["gov.ethics-review", "model.fairness", "data.privacy"])
    case "C.28": risks
    case "C.31": standings(of: ["gov.compliance", "sec.access-control", "sec.encryption"])
    case "C.32": uncertainty
    case "C.36": level == .last ? standings(of: Self.monitoring) : .none
    case "C.37": dataCards
    case "C.38": history
    default: .none
    }
  }

  private static let testing: [Control.ID] = [
    "code.ci-tests", "code.step-tests", "code.model-spec-tests", "code.pipeline-integration",
    "feature.code-tested", "test.fixtures", "test.sensitivity", "test.metamorphic",
  ]
  private static let monitoring: [Control.ID] = [
    "data.drift-monitored", "monitor.prediction-quality", "monitor.skew", "monitor.staleness",
    "monitor.numerics",
  ]

  private var technology: String {
    let version = component.versions.model ?? component.versions.data ?? component.versions.code
    return "\(component.title)\(version.map { " \($0)" } ?? ""), \(component.kind.rawValue) of "
      + system.name
  }

  private var levels: String {
    guard let level = judged.working else { return "not entered" }
    let name = material.scale.stage(level)?.name ?? ""
    let through = judged.graduated.map { "graduated through \($0)" } ?? "nothing graduated yet"
    return "works at \(level), \(name); \(through)" + sideBySide
  }

  /// The level of the component whose place it takes, or of the one that takes its own.
  private var sideBySide: String {
    func works(at id: Component.ID) -> String {
      "\(id), which works at "
        + verdict.components.first { $0.component.id == id }.flatMap(\.working).words
    }
    if let other = component.successorOf { return "; to follow \(works(at: other))" }
    return system.successor(of: component.id).map { "; to be followed by \(works(at: $0.id))" }
      ?? ""
  }

  /// Those of the component, and those of the system, which every component answers for.
  private var own: [Requirement] {
    material.requirements.filter { $0.subject == .component(component.id) || $0.subject == .system }
  }

  private var coupled: String {
    let others = system.components.filter { $0.dependsOn.contains(component.id) }.map(\.id)
    let needs = component.dependsOn.map { "needs \($0)" }
    let all = needs + others.map { "needed by \($0)" }
    return all.isEmpty ? "none declared" : all.joined(separator: ", ")
  }

  private var ethics: String {
    guard
      let reading = verdict.readings.reading(of: "gov.ethics-review", for: component.id)
    else { return "" }
    switch reading.standing {
    case .holds: return reading.assurance >= .documented ? "complete" : "in progress"
    case .notReported: return "not begun"
    default: return "in progress: \(reading.because)"
    }
  }

  private func names(_ people: [Person.ID]) -> String {
    people.map { system.person($0)?.name ?? $0.rawValue }.joined(separator: ", ")
  }

  private var previousCards: CardField.Facts {
    let issued = material.issued[component.id] ?? []
    // Before the first graduation there is no earlier level to have a card of.
    let hasGraduated = (judged.graduated ?? .first) >= entry
    if issued.isEmpty, !hasGraduated, judged.history.entry?.origin?.card == nil {
      return .line("none: entered at \(entry)")
    }
    let elsewhere = judged.history.entry?.origin.flatMap { origin in
      origin.card.map { "in \(origin.system), SHA-256 \($0.prefix(12))…" }
    }
    return .line(
      ([elsewhere].compactMap(\.self)
        + issued.map { card in
          "level \(card.issue.level), event \(card.number), issued \(card.issue.at.day), SHA-256 "
            + "\(card.issue.digest.prefix(12))…"
        }).joined(separator: "; "))
  }

  private var entry: Level { judged.history.entry?.level ?? .first }

  private var topRequirements: CardField.Facts {
    .table(
      ["id", "kind", "shall", "verification", "validation"],
      own.map { requirement in
        [
          requirement.id.rawValue, requirement.kind.rawValue, requirement.statement,
          requirement.verification.summary, requirement.validation.summary,
        ]
      })
  }

  private var risks: CardField.Facts {
    let ranked = own.compactMap { requirement in requirement.risk.map { (requirement, $0) } }
      .sorted { ($1.1.number, $0.0.id) < ($0.1.number, $1.0.id) }
    return .table(
      ["risk", "of", "probability", "value", "requirement"],
      ranked.prefix(5).map { requirement, risk in
        [
          risk.number.brief, requirement.id.rawValue,
          "\(risk.probability.brief) per \(risk.period)", "\(risk.value)", requirement.statement,
        ]
      })
  }

  private func standings(of controls: [Control.ID]) -> CardField.Facts {
    let readings = controls.compactMap { verdict.readings.reading(of: $0, for: component.id) }
      .filter { $0.standing != .notReported }
    return .table(
      ["control", "standing", "assurance", "because"],
      readings.map { reading in
        [
          reading.control.id.rawValue,
          "\(reading.standing.sign.mark) \(reading.standing.sign.word)",
          reading.assurance.name, reading.because,
        ]
      })
  }

  /// Figures with a limit that fresh checks of this component measured.
  var figures: [CardFigure] {
    let runs = verdict.readings.list.filter { $0.subject == .component(component.id) }
      .flatMap(\.freshRuns)
    return runs.flatMap { run in
      run.evidence.finding.measurements.filter { $0.limit != nil && $0.statistic != "coverage" }
        .map { measurement in
          CardFigure(
            check: run.evidence.check, dataVersion: run.evidence.versions.data, at: run.at,
            measurement: measurement)
        }
    }
  }

  private var results: CardField.Facts {
    let rows = figures.map { figure in
      let measurement = figure.measurement
      let limit = measurement.limit.map { "\($0.side == .atLeast ? "≥" : "≤") \($0.value.brief)" }
      let range = measurement.interval.map { interval in
        interval.lower == interval.upper
          ? "" : "[\(interval.lower.brief), \(interval.upper.brief)]"
      }
      return [
        figure.name, measurement.window, measurement.value.brief, range ?? "", limit ?? "",
        "\(measurement.status.sign.mark) \(measurement.status.sign.word)",
      ]
    }
    return .table(["figure", "window", "value", "interval", "limit", "answer"], rows)
  }

  /// Data sets with a card, and how much of what is asked about them is answered.
  private var dataCards: CardField.Facts {
    let sources = [component] + component.dependsOn.compactMap { system.component($0) }
    let rows = sources.filter { $0.kind == .dataset && material.texts[$0.id]?.isEmpty == false }
      .map { source in
        let count = material.answered(by: source)
        return [
          source.id.rawValue, "cards/\(source.id).md",
          count.map { "\($0.answered) of \($0.of) answered" } ?? "",
        ]
      }
    return .table(["data set", "card", "questions"], rows)
  }

  private var data: CardField.Facts {
    let sources = [component] + component.dependsOn.compactMap { system.component($0) }
    let rows = sources.filter { $0.versions.data != nil }.map { source in
      let quality = verdict.readings.reading(of: "data.quality-checked", for: source.id)
      return [
        source.id.rawValue, source.versions.data ?? "",
        quality.map { "\($0.standing.sign.mark) \($0.because)" } ?? "",
      ]
    }
    return .table(["component", "data version", "quality"], rows)
  }

  private var history: CardField.Facts {
    .table(
      ["when", "what", "why"],
      judged.history.steps.map { step in
        switch step {
        case .entered(let entry):
          [
            entry.on.day, "entered at \(entry.level)",
            entry.reason + (entry.origin.map { "; \($0.words)" } ?? ""),
          ]
        case .graduated(let graduated, let at):
          [at.day, "graduated through \(graduated.level)", graduated.reason]
        case .switchedBack(let back, let at):
          [at.day, "\(back.kind.rawValue) switchback to \(back.to)", back.reason]
        }
      })
  }
}

extension [Requirement.Step] {
  fileprivate var summary: String {
    let passed = filter { $0.state == .passed }.count
    let failed = filter { $0.state == .failed }.count
    return "\(passed) of \(count) passed" + (failed > 0 ? ", \(failed) failed" : "")
  }
}

extension Reading {
  /// What checks found by runs that are fresh.
  fileprivate var freshRuns: [Ledger.Run] {
    grounds.compactMap { ground in
      guard ground.isFresh, case .runs(let runs) = ground.source else { return nil }
      return runs.newest
    }
  }
}
