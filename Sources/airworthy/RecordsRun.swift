import Checks
import Definitions
import Readiness
import Views

extension DeclaredCheck {
  /// What definitions and log show by themselves; it is not declared, and always run.
  static let records = DeclaredCheck(
    id: Review.recordsCheck, check: RecordsCheck(), configuration: "")
}

extension Workspace {
  /// What definitions and log show by themselves now, where the log has another answer or an old one.
  ///
  /// Nobody is the author of it: whoever looks sees the same.
  func recordsNews(on ledger: Ledger, at now: Instant) -> [Fact] {
    let source = Source(
      folder: project.folder, declared: project.declared, packs: project.packs,
      datasets: project.datasets, ledger: ledger, now: now, worth: worthRecord(by: ledger, at: now))
    let check = DeclaredCheck.records
    let news = check.findings(in: source).filter { finding in
      let known = ledger.runs[finding.subject]?[finding.control]?[check.id]?.newest
      guard let known else { return finding.status != .notReported }
      return known.evidence.status != finding.status
        || known.evidence.finding.summary != finding.summary
        || known.evidence.versions != ledger.versions[finding.subject] ?? Versions()
        || known.at.adding(days: 1) <= now
    }
    return [(check, news)].evidence(by: ledger)
  }

  /// Says which components changed versions sent back, and what that takes.
  func tell(_ facts: [Fact], in session: Session) {
    for case .componentSwitchedBack(let back) in facts where back.change != nil {
      session.console.complain(
        "\(back.component) is switched back to level \(back.to): \(back.reason)\n")
      session.console.complain("  \(back.afterwards)\n")
    }
  }
}

extension [(DeclaredCheck, [Finding])] {
  /// The findings as they go into the log.
  func evidence(by ledger: Ledger) -> [Fact] {
    flatMap { check, findings in
      findings.map { finding in
        Fact.evidenceRecorded(
          Evidence(
            finding: finding, check: check.id, configuration: check.configuration,
            versions: ledger.versions[finding.subject] ?? Versions(), tool: Airworthy.version))
      }
    }
  }
}
