import Readiness
import TestSupport
import Testing
import Views

/// Answers to the questions of a scenario, at one instant.
struct ScenarioAnswer {
  private let verdict: Verdict
  private let log: ScenarioLog
  private let rules: Proceedings

  /// Judges what had happened by then; the versions and entries that the scenario's system declares
  /// hold from the beginning.
  init(log: ScenarioLog, at instant: Instant) throws {
    self.log = log
    rules = log.rules(at: instant, by: log.ledger(until: instant))
    verdict = rules.verdict
  }

  /// The answer to a question such as `code.ci-tests`, `data.schema of d`, `item R1.1`, `answered R1.1`,
  /// `total robustness`, `gate 3 of m`, `criterion L3.1 at 3 of m`, `level of m`,
  /// `level of next line`, `history of m`, `cards of m`, `card C.3 of m` (what is computed), `review m-3-1`, `refused` (why lines of
  /// this very instant were) or `waivers`.
  func answer(to words: [String]) throws -> String {
    switch words.first {
    case "item": return try item(words[1])
    case "answered": return try answered(words[1])
    case "total": return try total(words[1])
    case "gate": return try gate(words[1], of: words[3])
    case "criterion": return try criterion(words[1], at: words[3], of: words[5])
    case "level":
      return level(of: words.dropFirst(2).joined(separator: " "))
    case "steps":
      return verdict.nextSteps.prefix(Int(words.last ?? "") ?? 1).map(\.control.id.rawValue)
        .joined(separator: ", ")
    case "refused": return log.refused(on: verdict.at)
    case "history": return history(of: words[2])
    case "cards":
      return (rules.ledger.cards[.init(words[2])] ?? []).map { "\($0.issue.level)" }
        .joined(separator: ", ")
    case "card": return try card(words[1], of: words[3])
    case "review": return ScenarioReview.told(words[1], by: rules)
    case "waivers":
      let report = verdict.waivers
      return "\(report.inForce.count) in force, \(report.expired.count) expired, "
        + "\(report.unused.count) unused"
    default: return try control(words)
    }
  }

  /// What a card computes for a field; of cards issued before, without their digests.
  private func card(_ field: String, of component: String) throws -> String {
    let card = try Card(of: judged(component), in: verdict, from: rules.cardMaterial)
    return (card.factTexts[field] ?? "nothing").replacing("\n", with: " / ")
      .replacing(/, SHA-256 [0-9a-f]{12}… \([^)]*\)/, with: "")
  }

  private func answered(_ name: String) throws -> String {
    let items = verdict.scores.flatMap(\.sections).flatMap(\.items)
    return try #require(items.first { $0.item.id.rawValue == name }).answer.rawValue
  }

  private func control(_ words: [String]) throws -> String {
    let subject = Subject(name: words.count == 3 ? words[2] : Subject.systemName)
    guard
      let reading = verdict.readings[.init(words[0])].first(where: { $0.subject == subject })
    else { return "not asked of \(subject)" }
    let reasons = reading.grounds.flatMap(\.staleBecause)
    let standing =
      switch reading.standing {
      case .waived(let waiver): "waived until \(waiver.until.day)"
      case .notApplicable(let reason): "not applicable, \(reason)"
      default: reading.standing.name
      }
    return "\(standing), \(reading.assurance.name)"
      + (reasons.isEmpty ? "" : " (\(reasons.map(word).joined(separator: ", ")))")
  }

  private func word(_ reason: Ground.Staleness) -> String {
    switch reason {
    case .age: "too old"
    case .version(let part, _, _): "another \(part.rawValue) version"
    case .configuration: "declared otherwise"
    case .artefact(let location): "another \(location)"
    }
  }

  private func item(_ id: String) throws -> String {
    guard let item = verdict.scores.flatMap(\.items).first(where: { $0.item.id.rawValue == id })
    else { throw Scenario.Unreadable(line: "item \(id)") }
    if let reason = item.notApplicable { return "not applicable, \(reason)" }
    return "\(item.points.brief) of \(item.pointsMax.brief), proved \(item.provedPoints.brief)"
  }

  private func total(_ id: String) throws -> String {
    guard let score = verdict.scores.first(where: { $0.framework.id.rawValue == id }) else {
      throw Scenario.Unreadable(line: "total \(id)")
    }
    func words(_ total: Score.Total) -> String {
      guard let value = total.value else { return "none" }
      let of = " (\(total.points.brief) of \(total.pointsMax.brief))"
      return value.brief + of + (total.band.map { " \($0.name)" } ?? "")
    }
    return "\(words(score.stands)); proved \(words(score.proved))"
  }

  private func judged(_ component: String) throws -> ComponentVerdict {
    guard let judged = verdict.components.first(where: { $0.component.id.rawValue == component })
    else { throw Scenario.Unreadable(line: component) }
    return judged
  }

  private func gate(_ level: String, of component: String) throws -> String {
    guard let gate = try judged(component).gates.first(where: { "\($0.level)" == level }) else {
      throw Scenario.Unreadable(line: "gate \(level)")
    }
    let reach =
      switch gate.reach {
      case .next: ""
      case .behind: ", behind"
      case .belowEntry: ", below entry"
      case .ahead: ", ahead"
      }
    let until =
      if case .conditional(let until) = gate.outcome { " until \(until.day)" } else { "" }
    return "\(gate.outcome.name)\(until)\(reach)"
  }

  private func criterion(_ id: String, at level: String, of component: String) throws -> String {
    let gate = try judged(component).gates.first { "\($0.level)" == level }
    guard let reading = gate?.criteria.first(where: { $0.criterion.id.rawValue == id }) else {
      throw Scenario.Unreadable(line: "criterion \(id)")
    }
    switch reading.state {
    case .conditional(let until): return "conditional until \(until.day)"
    case .notApplicable(let reason): return "not applicable, \(reason)"
    default: return reading.state.name
    }
  }

  /// Where a component went, step by step.
  private func history(of name: String) -> String {
    let steps = rules.ledger.levels[.init(name)]?.steps ?? []
    return steps.map { step in
      switch step {
      case .entered(let entry): return "entered \(entry.level)"
      case .graduated(let graduated, _): return "\(graduated.level)"
      case .switchedBack(let back, _): return "\(back.kind) to \(back.to)"
      }
    }.joined(separator: ", ")
  }

  private func level(of name: String) -> String {
    func words(_ working: Level?, _ graduated: Level?) -> String {
      "works at \(working.map { "\($0)" } ?? "none"), "
        + "graduated through \(graduated.map { "\($0)" } ?? "none")"
    }
    if name == Subject.systemName { return words(verdict.working, verdict.graduated) }
    if name == "next line" {
      return words(verdict.working(in: .next), verdict.graduated(in: .next))
    }
    guard let judged = try? judged(name) else { return "not entered" }
    let fault = judged.history.fault.map { "; fault: \($0)" } ?? ""
    let slipped = judged.slipped.map { "\($0.level)" }
    return words(judged.working, judged.graduated) + fault
      + (slipped.isEmpty ? "" : "; slipped: \(slipped.joined(separator: ", "))")
  }
}
