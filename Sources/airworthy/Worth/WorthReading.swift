import Checks
import Definitions
import Digests
import Dispatch
import Documents
import Foundation
import Readiness
import Synchronization
import Views
import Worth

extension Workspace {
  /// The decision model, with what the log knows of it.
  ///
  /// - Parameter ledger: What the log says.
  /// - Returns: The model.
  /// - Throws: ``Stop`` where there is none, or it names checks that are not declared.
  func worth(by ledger: Ledger, at now: Instant) throws(Stop) -> DecisionModel {
    guard let model = project.worth else {
      throw .wrong([
        Diagnostic(
          .missingFile, "there is no worth.yaml in \(project.folder.path)", at: nil,
          fix: "'airworthy worth ask' asks for its numbers and writes it")
      ])
    }
    let known = project.checks.map(\.id.rawValue)
    for (check, number) in model.checksNamed where !known.contains(check) {
      throw .wrong([
        Diagnostic(
          .unknownReference,
          "worth.yaml takes \(number) from '\(check.shortened(to: 40))', and no check is called so",
          at: nil,
          fix: Spelling.nearest(to: check, among: known).map { "did you mean '\($0)'?" })
      ])
    }
    return model.resolved(by: ledger, at: now)
  }

  /// Which part to automate: by the parts in the file, or by the predictions of a check.
  func automation(_ model: DecisionModel, seed: UInt64, at now: Instant) throws(Stop) -> Automation?
  {
    guard let name = model.further.confidence else { return Automation(model) }
    let declared = project.checks.first { $0.id.rawValue == name }
    guard let check = declared?.check as? ClassificationCheck else {
      throw .usage(
        "'confidence' in worth.yaml names \(name), which is no classification check",
        fix: "name a check of kind classification")
    }
    let missing = project.missingData(of: check.datasets.map(\.value))
    if !missing.isEmpty { throw .wrong(missing) }
    let source = Source(
      folder: project.folder, declared: project.declared, packs: project.packs,
      datasets: project.datasets, now: now)
    do throws(CannotRun) {
      let rows = try check.confidences(in: source).map { row in
        Automation.Row(
          confidence: row.confidence,
          mistake: row.isMissed ? .missed : row.isFalseAlarm ? .falseAlarm : nil)
      }
      return Automation(model, rows: rows, seed: seed)
    } catch {
      throw .failed("the confidence of \(name) cannot be read: \(error.reason)")
    }
  }

  /// Everything about worth, drawn on all cores.
  func worthReport(
    by ledger: Ledger, draws: Int, seed: UInt64, at now: Instant, progress: (String) -> Void
  ) throws(Stop) -> WorthReport {
    let model = try worth(by: ledger, at: now)
    let automation = try automation(model, seed: seed, at: now)
    let simulation = Simulation(model, cut: automation?.cut, draws: draws, seed: seed)
    let analysis = Analysis(
      simulation, blocks: simulation.allBlocks(progress), automation: automation)
    let figures = [analysis.valuation.netPresentValue] + analysis.outcomes.map(\.mean)
    guard figures.allSatisfy(\.isFinite) else {
      throw .usage(
        "the numbers of worth.yaml grow beyond what can be computed",
        fix: "look at 'growth-per-period' and at the largest numbers")
    }
    return WorthReport(
      title: project.system.name, analysis: analysis,
      record: shownRecord(ledger, advice: analysis.verdict), notes: notes(on: model))
  }

  /// What there is of a worth analysis, for the check of the records.
  func worthRecord(by ledger: Ledger, at now: Instant) -> WorthRecord {
    guard let model = project.worth?.resolved(by: ledger, at: now) else { return .missing }
    if let reopened = reopened(by: ledger, at: now) {
      return .reopened(decided: reopened.decided, now: reopened.now)
    }
    let guesses = model.unconfirmed.map(\.name)
    if !guesses.isEmpty { return .unconfirmed(guesses) }
    let valuation = Valuation(of: model)
    return .confirmed(
      verdict: "\(valuation.netPresentValue.amount) \(model.currency) over "
        + model.horizonPeriods.of(model.period))
  }

  /// What was advised when worth was decided, and what is now, where that is something else.
  ///
  /// The draws are those of the decision, so nothing but the numbers can have moved it.
  func reopened(by ledger: Ledger, at now: Instant) -> (decided: String, now: String)? {
    guard let decision = ledger.worth?.decision, project.worth != nil else { return nil }
    let report = try? worthReport(
      by: ledger, draws: min(decision.draws, 100_000), seed: decision.seed, at: now
    ) { _ in }
    guard let report, report.analysis.verdict.code != decision.advice else { return nil }
    let before = WorthVerdict.Advice(rawValue: decision.advice)?.words ?? decision.advice
    return (before, report.analysis.verdict.advice.words)
  }

  private func shownRecord(_ ledger: Ledger, advice: WorthVerdict) -> WorthRecordShown? {
    ledger.worth.map { one in
      WorthRecordShown(
        decision: one.decision, at: one.at, by: one.by, number: one.position,
        reopened: one.decision.advice == advice.code ? nil : advice.advice.words,
        actuals: ledger.realised.values.sorted { $0.window < $1.window })
    }
  }

  /// What to be careful of.
  private func notes(on model: DecisionModel) -> [String] {
    var notes: [String] = []
    for quantity in model.quantities {
      if case .counts(let hits, let of) = quantity.spread, hits < 30 {
        notes.append(
          "\(quantity.name) rests on \(hits.brief) errors in \(of.brief) items; 30 would tell more")
      }
    }
    for error in model.errors {
      if error.cost.value == 0 { notes.append("a \(error.name) is said to cost nothing") }
      if error.people.value == 0, error.model.value > 0 {
        notes.append("\(error.name) is an error that today's process does not make")
      }
    }
    return notes
  }
}

extension Simulation {
  /// All blocks, drawn on all cores.
  fileprivate func allBlocks(_ progress: (String) -> Void) -> [Block] {
    let done = Mutex([Block?](repeating: nil, count: Self.blocks))
    // In parts, so that whoever waits sees how far it is.
    let part = draws > 1_000_000 ? 8 : Self.blocks
    for first in stride(from: 0, to: Self.blocks, by: part) {
      DispatchQueue.concurrentPerform(iterations: min(part, Self.blocks - first)) { number in
        let block = block(first + number)
        done.withLock { $0[first + number] = block }
      }
      if draws > 1_000_000 { progress("\((first + part) * 100 / Self.blocks) % of \(draws) draws") }
    }
    return done.withLock { $0.compactMap(\.self) }
  }
}
