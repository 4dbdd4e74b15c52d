internal import Documents
internal import Readiness

// What a changed row answers.

extension AnswerReader {
  mutating func take(_ row: Row, on topic: Topic, was: Reply) {
    if let earlier = given[topic] {
      if earlier.reply != row.reply.settled {
        report(
          .repeatedEntry, "\(topic.words) is answered otherwise in \(earlier.place.words)",
          at: row.place(of: .answer), fix: "answer it once, or twice the same")
      }
      return
    }
    // A name that stands there since the workbook was written is of whoever answered before.
    let isOthers = row.reply.settled.by == was.settled.by
    let (says, by) = (says(row, was: was), isOthers ? nil : person(row))
    guard let says, by != nil || isOthers || row[.by].isEmpty, isNewest(row, on: topic, was: was)
    else { return }
    given[topic] = (row.reply.settled, row.place(of: .answer))
    let comment = row.reply.settled.comment
    answers.append(
      SheetAnswer(
        control: topic.control, subject: topic.subject, says: says, by: by,
        note: comment.isEmpty ? nil : comment,
        places: .init(
          answer: row.place(of: .answer), artefact: row.place(of: .artefact),
          person: row.place(of: .by))))
  }

  /// Whether nobody answered otherwise since the workbook was written.
  private mutating func isNewest(_ row: Row, on topic: Topic, was: Reply) -> Bool {
    guard let now = standing[topic], now.settled != was.settled,
      !row.reply.settled.isSame(as: now.settled)
    else { return true }
    let whose = now.by.isEmpty ? "" : " by \(now.by.shown)"
    report(
      .repeatedEntry,
      "\(topic.words) was answered since the workbook was written: '\(now.answer.shown)'\(whose)",
      at: row.place(of: .answer),
      fix: "write the workbook anew and answer there, or call with --again to replace that answer")
    return false
  }

  /// What a changed row says; `nil` where it says nothing, or nothing that can be taken.
  private mutating func says(_ row: Row, was: Reply) -> SheetAnswer.Says? {
    let reply = row.reply.settled
    let place = row.place(of: .answer)
    let artefacts = reply.artefact.lines.map { String($0).settled }.filter { !$0.isEmpty }
    switch Choice(rawValue: reply.answer.isEmpty ? Choice.later.rawValue : reply.answer) {
    case .yesWithArtefact? where artefacts.isEmpty:
      report(
        .missingKey, "the answer is '\(reply.answer)', and no artefact is named",
        at: row.place(of: .artefact), fix: "name a file or a web address, or answer 'yes'")
    case .yesWithArtefact?, .yes?: return .yes(artefacts)
    case .no?: return .no(artefacts)
    case .notApplicable? where reply.comment.isEmpty:
      report(
        .missingKey, "the answer is '\(reply.answer)', and no reason is given",
        at: row.place(of: .comment), fix: "say why in the comment")
    case .notApplicable?: return .notApplicable(reason: reply.comment)
    case .later?: warnOfSilence(reply, was: was, at: place)
    case nil:
      report(
        .wrongValue, "'\(reply.answer.shown)' is no answer", at: place,
        fix:
          "write \(Choice.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")) or nothing")
    }
    return nil
  }

  private mutating func warnOfSilence(_ reply: Reply, was: Reply, at place: Diagnostic.Place) {
    let wasAnswered = !was.answer.isEmpty && was.answer != Choice.later.rawValue
    report(
      .wrongValue,
      wasAnswered
        ? "the answer '\(was.answer.shown)' was removed, and stays as it is"
        : "something is said beside an answer that is not given, and is not kept", at: place,
      fix: wasAnswered ? "to take it back, remove its entry from attestations.yaml" : "answer it",
      severity: .warning)
  }

  /// The person whom a row names, by the short name or the whole.
  private mutating func person(_ row: Row) -> Person.ID? {
    let name = row.reply.settled.by
    guard !name.isEmpty else { return nil }
    let known =
      system.people.first { $0.id.rawValue == name }
      ?? system.people.first { $0.name == name }
    if known == nil {
      report(
        .unknownReference, "no person '\(name.shown)' is declared", at: row.place(of: .by),
        fix: near(name, system.people.map(\.id.rawValue)))
    }
    return known?.id
  }
}
