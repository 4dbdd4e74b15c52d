/// Something to do, as a part of a step.
package struct Act: Hashable, Sendable {
  package let what: What
  package let effort: Days

  package enum What: Hashable, Sendable {
    /// Put the practice in place and show it, as the control's remedy says.
    case put
    /// Mend what speaks against it: checks that fail, and people who say no.
    case mend(checks: [Evidence.CheckID], people: [Person.ID])
    /// Give a word again that grew old.
    case confirm([Person.ID])
    /// Run a check that is declared.
    case run(Means.Way)
    /// Declare a check of one of these kinds and run it; any tool of the team's where there is none.
    case show(kinds: [String])
    /// Get more rows for a check that cannot decide, or let it run that cannot.
    case settle(Evidence.CheckID, rows: Int?)
    /// A named person judges what is shown.
    case judge
    /// Have the check run on every change or by a schedule.
    case automate
    /// Runs in automation that are still to come, all of which must pass.
    case wait(runs: Int)
  }

  package enum Kind: String, CaseIterable, Sendable {
    case run, write, decide, wait
  }

  package var kind: Kind {
    switch what {
    case .put, .mend: .write
    case .run, .show, .automate: .run
    case .confirm, .judge, .settle: .decide
    case .wait: .wait
    }
  }

  package init(_ what: What, _ effort: Days = .none) {
    self.what = what
    self.effort = effort
  }
}

/// What a goal asks of one control of one subject.
struct Need: Hashable {
  /// The least assurance.
  var least: Assurance
  /// Whether a check that does not decide, or is stale, stands in the way of it.
  var isSettled = false
  /// Whether a named person must vouch for it.
  var isVouched = false

  /// What both ask.
  func joined(_ other: Need) -> Need {
    Need(
      least: max(least, other.least), isSettled: isSettled || other.isSettled,
      isVouched: isVouched || other.isVouched)
  }
}
