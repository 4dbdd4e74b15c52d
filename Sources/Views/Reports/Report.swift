package import Readiness

/// Answers as hosts of continuous integration want them: cases in suites, each with its outcome and
/// the place to look at.
package struct Report: Sendable {
  package let cases: [Case]

  package struct Case: Sendable {
    /// The check, or the gate.
    let suite: String
    /// What is asked: a control or a criterion, and of whom.
    let name: String
    let rule: Rule
    let outcome: Outcome
    /// What was found, in one sentence.
    let message: String
    /// Where to look; `airworthy.yaml` where nothing nearer is known.
    let place: Place

    /// What stays the same from run to run.
    var key: String { "\(suite)/\(name)" }
  }

  /// What is asked, whoever it is asked of.
  struct Rule: Hashable, Sendable {
    let id: String
    let statement: String
    let help: String
  }

  enum Outcome: Sendable {
    case passed, warned, failed, undecided, broken, skipped
  }

  /// - Parameters:
  ///   - runs: What checks found.
  ///   - packs: What each control states.
  ///   - prefix: The folder of the system within its repository, empty or ending in a slash.
  package init(_ runs: [CheckText.Run], packs: Packs, prefix: String) {
    cases = runs.flatMap { run in
      run.findings.map { finding in
        let control = packs.controls[finding.control]
        return Case(
          suite: run.check.rawValue,
          name: finding.name,
          rule: Rule(
            id: finding.control.rawValue, statement: control?.statement ?? finding.control.rawValue,
            help: control?.remedy ?? ""),
          outcome: Outcome(finding.status), message: finding.summary.cleaned,
          place: Self.place(finding.places.first, prefix: prefix))
      }
    }
  }

  /// - Parameters:
  ///   - gates: The gates asked about.
  ///   - prefix: As above.
  package init(_ gates: [Gate], prefix: String) {
    cases = gates.flatMap { gate -> [Case] in
      let asked = gate.criteria.filter {
        $0.criterion.phase == .evidence || $0.stateBeforeReview.blocks
      }
      let cases = asked.map { reading -> Case in
        let state = reading.stateBeforeReview
        let lacks = reading.lackingBeforeReview
        let lacking = lacks.map { "\($0.control.id): \($0.lack(of: reading))" }
        return Case(
          suite: "gate \(gate.level) of \(gate.component)",
          name: "\(reading.criterion.id) \(reading.criterion.title)",
          rule: Rule(
            id: reading.criterion.id.rawValue, statement: reading.criterion.statement,
            help: lacks.first?.control.remedy ?? ""),
          outcome: Outcome(state),
          message: (lacking.isEmpty ? state.sign.word : lacking.joined(separator: "; ")).cleaned,
          place: Self.place(nil, prefix: prefix))
      }
      return cases + gate.owed.map { Self.open($0, at: gate, prefix: prefix) }
    }
  }

  /// A task that an earlier review of the level set.
  private static func open(_ owed: Gate.Owed, at gate: Gate, prefix: String) -> Case {
    Case(
      suite: "gate \(gate.level) of \(gate.component)",
      name: "task \(owed.task.number) of \(owed.review)",
      rule: Rule(
        id: "open-task", statement: "No task of an earlier review of the level is open.",
        help: "Close it with 'airworthy review done', with the number that was reached."),
      outcome: Outcome(CriterionReading.State.unmet),
      message: "\(owed.words) by \(owed.task.due.day)".cleaned,
      place: place(nil, prefix: prefix))
  }

  private static func place(_ place: Place?, prefix: String) -> Place {
    Place(path: prefix + (place?.path ?? "airworthy.yaml"), line: place?.line ?? 1)
  }
}

extension Report.Outcome {
  fileprivate init(_ status: Status) {
    self =
      switch status {
      case .pass: .passed
      case .warn: .warned
      case .fail: .failed
      case .inconclusive: .undecided
      case .error: .broken
      case .notApplicable, .absent, .notReported: .skipped
      }
  }

  fileprivate init(_ state: CriterionReading.State) {
    self =
      switch state {
      case .met: .passed
      case .conditional: .warned
      case .unmet: .failed
      case .undecided, .stale, .missing: .undecided
      case .notApplicable: .skipped
      }
  }
}
