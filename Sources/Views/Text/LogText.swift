package import Readiness

/// Events, one a line.
package struct LogText {
  private let events: [Event]
  private let total: Int

  /// - Parameters:
  ///   - events: What to show, in order.
  ///   - total: How many there are in all.
  package init(_ events: [Event], total: Int) {
    self.events = events
    self.total = total
  }

  package var page: TextPage {
    var page = TextPage()
    if events.count < total {
      page.line(Line("the newest \(events.count) of \(total); --last 0 shows all", .faint))
    }
    var table = TextTable([.right, .left, .left, .left])
    for event in events {
      table.row([
        Line("\(event.position)"), Line(event.at.words, .faint), Line(event.by.name, .faint),
        Line(event.fact.words),
      ])
    }
    page.table(table, indent: 0)
    return page
  }
}

extension Fact {
  /// What happened, in one sentence.
  package var words: String {
    switch self {
    case .versionsSeen(let seen):
      let parts = VersionPart.allCases.compactMap { part in
        seen.versions[part].map { "\(part.rawValue) \($0)" }
      }
      return "\(seen.subject) is seen at \(parts.isEmpty ? "no version" : parts.listed)"
    case .checkDeclared(let declared): return "the check \(declared.check) is declared"
    case .checkWithdrawn(let declared): return "the check \(declared.check) is no longer declared"
    case .evidenceRecorded(let evidence):
      return "\(evidence.control) of \(evidence.subject): \(evidence.status.sign.word), by "
        + "\(evidence.check)\(evidence.provenance.map { " from \($0.words)" } ?? ""); "
        + evidence.finding.summary
    case .attestationTaken(let taken):
      let given = taken.attestation
      return
        "\(given.by) attests \(given.control) of \(given.subject): \(given.says ? "yes" : "no")"
        + (taken.changed.map { ", on \(given.on.day); \($0.map(\.location).listed) changed since" }
          ?? "")
    case .attestationWithdrawn(let given):
      return "\(given.by) no longer attests \(given.control) of \(given.subject)"
    case .waiverGranted(let waiver):
      return
        "\(waiver.owner) waives \(waiver.control) of \(waiver.subject) until \(waiver.until.day)"
    case .waiverWithdrawn(let waiver):
      return "the waiver of \(waiver.control) of \(waiver.subject) is withdrawn"
    case .exemptionDeclared(let exemption):
      return "\(exemption.control) does not apply to \(exemption.subject): \(exemption.reason)"
    case .exemptionWithdrawn(let exemption):
      return "\(exemption.control) applies to \(exemption.subject) again"
    case .componentEntered(let entered):
      let origin = entered.entry.origin.map { "; \($0.words)" } ?? ""
      return "\(entered.component) enters at level \(entered.entry.level): "
        + entered.entry.reason + origin
    case .levelGraduated(let graduated):
      let why = graduated.approved.map { _ in ": \(graduated.reason)" } ?? ""
      return "\(graduated.component) graduates through level \(graduated.level)\(why)"
    case .componentSwitchedBack(let back):
      return "\(back.component) is switched back to level \(back.to): \(back.reason)"
    case .cardIssued(let issue):
      return "the card of \(issue.component) at level \(issue.level) is issued, \(issue.outcome)"
    case .gateIssued(let issue):
      return "gate \(issue.level) of \(issue.component) is put on record: \(issue.outcome)"
    case .cardTextSeen(let seen): return "people's text of the card of \(seen.component) is seen"
    case .writersTold(let told):
      let people = told.people.isEmpty ? "nobody" : told.people.map(\.rawValue).listed
      return "since its last gate \(people) wrote the "
        + (told.text == .card ? "text of the card" : "requirements") + " of \(told.component)"
    case .retrainApproved(let signed):
      let approval = signed.content
      return "\(approval.by) approves \(approval.part.rawValue) \(approval.version) of "
        + "\(approval.component) as a retrain: \(approval.reason)"
    case .requirementsSeen(let seen): return "the requirements of \(seen.subject) are seen"
    default: return reviewWords
    }
  }

  /// The same of a fact about a review or a key.
  private var reviewWords: String {
    switch self {
    case .keyRegistered(let key): "the key \(key.id) is registered for \(key.person)"
    case .keyRevoked(let revoked): "the key \(revoked.key) is revoked: \(revoked.reason)"
    case .reviewOpened(let opened):
      "the review \(opened.review) opens on packet \(opened.digest.prefix(12))"
    case .ethicsChecked(let run):
      "\(run.by) runs the checklist \(run.checklist) in \(run.review)"
    case .questionAsked(let asked): "\(asked.by) asks in \(asked.review): \(asked.text)"
    case .questionAnswered(let answered):
      "\(answered.by) answers question \(answered.question) of \(answered.review): \(answered.text)"
    case .reviewSigned(let signed):
      "\(signed.content.by) signs \(signed.content.review): \(signed.content.vote.rawValue)"
    case .reviewDecided(let signed):
      "\(signed.content.by) decides \(signed.content.review): \(signed.content.outcome.rawValue)"
    case .taskClosed(let closed): "\(closed.by) closes task \(closed.task) of \(closed.review)"
    case .reviewDebriefed(let debriefed): "\(debriefed.by) debriefs \(debriefed.review)"
    case .reviewWithdrawn(let withdrawn):
      "the review \(withdrawn.review) ends without a decision: \(withdrawn.reason)"
    case .worthDecided(let decided):
      "worth (\(decided.depth.rawValue)): \(decided.choice); the numbers advise \(decided.advice), "
        + "\(decided.mean.amount) \(decided.currency) in the mean"
    case .worthRealised(let realised):
      "\(realised.window) really earned \(realised.value.amount): \(realised.source)"
    default: ""
    }
  }
}
