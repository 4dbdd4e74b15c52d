/// The ways to show one control of one subject better than it is shown.
///
/// A fresh word with an artefact documents it; checks that all pass demonstrate it. What speaks
/// against it has to be mended at the full effort, and a check that does not decide be brought to at
/// that of demonstrating it. A word that only has to be given again takes a quarter of documenting,
/// and running a check that is declared takes nothing.
struct Climb {
  let reading: Reading
  let effort: Effort
  let ways: [Means.Way]
  let kinds: [String]
  /// Every check that is declared, whatever it answers.
  let declared: Set<Evidence.CheckID>

  /// A way to a rung.
  struct Route: Hashable {
    let to: Assurance
    let acts: [Act]
    /// Whether a named person gives a word.
    let hasWord: Bool

    var effort: Days { acts.map(\.effort).sum }
  }

  /// The cheapest route to a need, of equal ones the one that shows less; `nil` where it is met.
  func route(to need: Need) -> Route? {
    isMet(need)
      ? nil : routes(to: need).min { ($0.effort, $0.to) < ($1.effort, $1.to) }
  }

  private func isMet(_ need: Need) -> Bool {
    let isOpen = reading.standing == .undecided || reading.standing == .stale
    return reading.assurance >= need.least && !(need.isSettled && isOpen)
      && (!need.isVouched || reading.isVouchedFor)
  }

  private func routes(to need: Need) -> [Route] {
    let judging =
      need.isVouched && !reading.isVouchedFor ? [Act(.judge, effort.documented.again)] : []
    var routes: [Route] = []
    let isShut = !(failing(.fresh) + (need.isSettled ? open : [])).isEmpty
    if need.least <= .documented, !isShut {
      routes.append(Route(to: .documented, acts: word.isEmpty ? judging : word, hasWord: true))
    }
    func add(_ assurance: Assurance, _ acts: [Act]) {
      routes.append(Route(to: assurance, acts: acts + judging, hasWord: !judging.isEmpty))
    }
    if need.least <= .demonstrated { add(.demonstrated, showing) }
    add(.continuous, showing + repeating)
    return routes
  }

  // MARK: - Rungs

  /// What it takes to have a fresh yes with an artefact, and nobody who says no.
  private var word: [Act] {
    if !refusers.isEmpty { return [Act(.mend(checks: [], people: refusers), effort.documented)] }
    if reading.assurance >= .documented { return [] }
    let old = words.filter { !$0.ground.isFresh && $0.says && $0.hasArtefact }.map(\.by)
    if !old.isEmpty { return [Act(.confirm(old), effort.documented.again)] }
    return [Act(.put, effort.documented)]
  }

  /// What it takes to have every check that speaks about it pass on what is now.
  private var showing: [Act] {
    if reading.assurance >= .demonstrated { return [] }
    let again = toPassAgain.map { Act(.run(way(of: $0))) }
    let put = Act(.put, effort.documented)
    if !failing(.fresh).isEmpty || !failing().isEmpty && word == [put] {
      let whole = effort.documented + effort.demonstrated
      return [Act(.mend(checks: failing(), people: refusers), whole)] + again
    }
    if !failing().isEmpty {
      return word + [Act(.mend(checks: failing(), people: []), effort.demonstrated)] + again
    }
    let denied = refusers.isEmpty ? [] : word
    let settled = open.map { Act(.settle($0, rows: rows(for: $0)), effort.demonstrated) }
    if !again.isEmpty { return denied + settled + again }
    if !passing.isEmpty { return denied }
    if !ready.isEmpty { return denied + ready.map { Act(.run($0)) } }
    if ways.isEmpty { return word + [Act(.show(kinds: kinds), effort.demonstrated)] }
    return word + ways.map { Act(.run($0), share(of: ways.count)) }
  }

  /// The effort of demonstrating, on each of several checks.
  private func share(of count: Int) -> Days {
    Days(millionths: effort.demonstrated.millionths / max(1, count))
  }

  /// What it takes, once it is shown, to have it pass in automation again and again.
  private var repeating: [Act] {
    let isAutomated = runs.contains { !$0.runs.automated.isEmpty }
    let passed = showing.isEmpty ? runs.map { $0.runs.passesInARow }.max() ?? 0 : 0
    return (isAutomated ? [] : [Act(.automate, effort.continuous)])
      + [Act(.wait(runs: max(1, Keeping.perTopic - passed)))]
  }
}

// MARK: - What there is

extension Climb {
  private var runs: [(ground: Ground, runs: Ledger.Runs)] {
    reading.grounds.compactMap { ground in
      if case .runs(let runs) = ground.source { (ground, runs) } else { nil }
    }
  }

  private var words: [(ground: Ground, by: Person.ID, says: Bool, hasArtefact: Bool)] {
    reading.grounds.compactMap { ground in
      guard case .attestation(let given) = ground.source else { return nil }
      let word = given.attestation
      return (ground, word.by, word.says, !word.artefacts.isEmpty)
    }
  }

  /// People who freshly say no.
  var refusers: [Person.ID] {
    words.filter { $0.ground.isFresh && !$0.says }.map(\.by)
  }

  /// People who said yes once, with something to look at.
  var vouchers: [Person.ID] { words.filter { $0.says && $0.hasArtefact }.map(\.by) }

  enum Age { case any, fresh }

  /// Checks that refute it, or did when they last ran.
  private func failing(_ age: Age = .any) -> [Evidence.CheckID] {
    checks(age) { $0.status == .fail }
  }

  /// Checks that cannot decide.
  private var open: [Evidence.CheckID] {
    checks(.fresh) { $0.status == .inconclusive || $0.status == .error }
  }

  /// Checks that stand in the way until they pass: what they say is against it, does not decide, or
  /// is about something older.
  var toPassAgain: [Evidence.CheckID] {
    let old = checks { !$0.isFresh && $0.status != .fail && $0.status.weighs }
    return failing() + open + old
  }

  /// Declared checks that have said nothing yet.
  var ready: [Means.Way] {
    let known = Set(runs.map(\.runs.newest.evidence.check))
    return ways.filter { $0.isReady && !known.contains($0.check) }
  }

  /// Checks whose newest runs pass, on what is now.
  var passing: [Evidence.CheckID] { checks(.fresh) { $0.status.passes } }

  /// The checks of some runs, of those that still weigh: fresh ones, and older ones whose check can
  /// be run again.
  private func checks(
    _ age: Age = .any, _ isMeant: (Ground) -> Bool
  ) -> [Evidence.CheckID] {
    runs.filter { ground, runs in
      let check = runs.newest.evidence.check
      let canRun = declared.contains(check) || ways.contains { $0.check == check }
      return isMeant(ground) && (ground.isFresh || age == .any && canRun)
    }.map(\.runs.newest.evidence.check)
  }

  private func way(of check: Evidence.CheckID) -> Means.Way {
    ways.first { $0.check == check } ?? Means.Way(check: check, command: "")
  }

  /// How many rows in all would let a check decide, where that can be told.
  private func rows(for check: Evidence.CheckID) -> Int? {
    runs.first { $0.runs.newest.evidence.check == check }?
      .runs.newest.evidence.finding.measurements.compactMap(\.rowsNeeded).max()
  }
}

extension Ledger.Runs {
  /// How many of the newest runs by automation pass by the present declaration, one after another.
  fileprivate var passesInARow: Int {
    automated.prefix { run in
      run.evidence.status.passes && run.evidence.configuration == newest.evidence.configuration
    }.count
  }
}
