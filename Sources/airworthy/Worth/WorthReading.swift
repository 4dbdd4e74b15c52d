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
  /// - Parameters:
  ///   - ledger: What the log says.
  ///   - now: The present.
  /// - Returns: The model.
  /// - Throws: ``Stop`` where there is none.
  func worth(by ledger: Ledger, at now: Instant) throws(Stop) -> DecisionModel {
    guard let model = project.worth else {
      throw .wrong([
        Diagnostic(
          .missingFile, "there is no worth.yaml in \(project.folder.path)", at: nil,
          fix: "'airworthy worth ask' asks for its numbers and writes it")
      ])
    }
    return model.resolved(by: ledger, at: now)
  }

  /// Which part to automate: by the parts in the file, or by the predictions of a check.
  func automation(_ model: DecisionModel, seed: UInt64, at now: Instant) throws(Stop) -> Automation?
  {
    guard let confidence = model.further.confidence else { return Automation(model) }
    let name = confidence.check
    // That it is one is seen when the files are read.
    let declared = project.checks.first { $0.id.rawValue == name }
    guard let check = declared?.check as? ClassificationCheck else { return nil }
    let missing = project.missingData(of: check.datasets.map(\.value))
    if !missing.isEmpty { throw .wrong(missing) }
    let source = Source(
      folder: project.folder, declared: project.declared, packs: project.packs,
      datasets: project.datasets, now: now)
    do throws(CannotRun) {
      func mistake(_ said: Bool, _ row: ClassificationCheck.Judged) -> Reference.Mistake? {
        said == row.isPositive ? nil : row.isPositive ? .missed : .falseAlarm
      }
      let rows = try check.judged(in: source).map { row in
        Automation.Row(
          confidence: row.confidence, mistake: mistake(row.model, row),
          todays: row.today.flatMap { mistake($0, row) }, segment: row.segment)
      }
      let people: Automation.People =
        check.countsToday ? .measured : confidence.isPeopleEven ? .said : .assumed
      return Automation(model, rows: rows, people: people, seed: seed)
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
      record: ledger.worthShown(now: analysis.verdict), notes: notes(on: model))
  }

  /// What there is of a decision about worth, for the check of the records.
  func worthRecord(by ledger: Ledger, at now: Instant) -> WorthRecord {
    guard let model = project.worth?.resolved(by: ledger, at: now) else { return .missing }
    let guesses = model.unconfirmed.map(\.name)
    guard let decision = ledger.worth?.decision else { return .undecided(guesses: guesses) }
    if let reopened = reopened(by: ledger, at: now) {
      return .reopened(decided: reopened.decided, now: reopened.now)
    }
    return .decided(
      min(decision.depth, model.depth),
      summary: "\(decision.by) decided: \(decision.choice)", guesses: guesses)
  }

  /// What was advised when worth was decided, and what is now, where that is something else.
  ///
  /// The draws are those of the decision, so nothing but the numbers can have moved it.
  func reopened(by ledger: Ledger, at now: Instant) -> (decided: String, now: String)? {
    guard let decision = ledger.worth?.decision, project.worth != nil else { return nil }
    let report = try? worthReport(
      by: ledger, draws: min(decision.draws, 100_000), seed: decision.seed, at: now
    ) { _ in }
    guard let report, report.analysis.verdict.leaning.rawValue != decision.advice else {
      return nil
    }
    return (decision.adviceWords, report.analysis.verdict.leaning.words)
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

extension Fact.WorthDecided {
  /// What the numbers advised then, in words.
  var adviceWords: String { WorthVerdict.Advice(rawValue: advice)?.words ?? advice }
}

extension Ledger {
  /// What is on record of worth.
  ///
  /// - Parameter now: What the numbers advise now; `nil` where that is not looked at.
  /// - Returns: `nil` where nothing was decided.
  func worthShown(now: WorthVerdict?) -> WorthRecordShown? {
    worth.map { one in
      let advised = now.map(\.leaning)
      return WorthRecordShown(
        decision: one.decision, at: one.at, number: one.position,
        advised: one.decision.adviceWords,
        reopened: advised.flatMap { $0.rawValue == one.decision.advice ? nil : $0.words },
        actuals: realised.values.filter { $0.position > one.position }.map(\.fact)
          .sorted { $0.window < $1.window },
        earlier: realised.values.filter { $0.position <= one.position }.map(\.fact.value))
    }
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
