package import Documents
package import Readiness

extension AnswerWorkbook {
  /// The answers in a workbook that are not on record, which would be lost with it.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - file: Its name, for places.
  ///   - verdict: What stands.
  /// - Returns: Their cells; none where the file is no workbook of the system.
  package static func unread(
    in bytes: [UInt8], of file: String, beside verdict: Verdict
  ) -> [Diagnostic.Place] {
    guard let workbook = try? Workbook(bytes), let record = Record(workbook),
      record.facts[.system]?.value == verdict.system.id.rawValue
    else { return [] }
    let known = verdict.replies
    return workbook.sheets.compactMap(Table.init).flatMap { table in
      table.rows.map { Row($0, of: table, in: file) }.filter { row in
        guard row.isAnswered, let topic = Topic(words: row[.reads]) else { return row.isAnswered }
        let reply = row.reply.settled
        return reply != record.replies[topic]?.settled && !reply.isSame(as: known[topic])
      }.map { $0.place(of: .answer) }
    }
  }
}

extension Verdict {
  /// What people's answers say now, as a workbook would show them.
  var replies: [Topic: Reply] {
    Dictionary(
      scores.flatMap { Questionnaire($0, readings).rows }
        .compactMap { row in row.topic.map { ($0, row.reply.settled) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Reply {
  /// Whether it says what another does, by whomever.
  func isSame(as other: Reply?) -> Bool {
    guard let other else { return false }
    return [answer, artefact, comment] == [other.answer, other.artefact, other.comment]
  }
}
