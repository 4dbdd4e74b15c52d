package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether the labels of a table can be learnt from: none is missing, no class is too rare, and rows
/// that are alike are labelled alike.
///
/// That is a part of what makes data correct, so this check alone cannot show that they are.
package struct LabelCheck: Check {
  package static let kind = "labels"

  let data: Located<Dataset.ID>
  let label: String
  /// The columns that make rows alike; all but key, time and label unless set.
  let features: [String]
  let conflictsMost: Double
  let classLeast: Double
  let missingMost: Double
  let level: Double

  package static let controls: [Control.ID] = ["data.quality-checked"]
  package static let showable: [Control.ID] = []

  package static let shape = Shape<LabelCheck>.settings(
    "Looks at the labels of a table: balance, missing ones, and rows alike with different ones.",
    .required("data", .reference, "The data set."),
    .required("label", .text(), "The column with the label."),
    .optional(
      "features", .list(of: .text()), default: [],
      "The columns that make rows alike; all but key, time and label unless set."),
    .optional(
      "conflicts", .number(0...1), default: 0.01,
      "The greatest share of rows that another row alike contradicts."),
    .optional(
      "class-share", .number(0...1), default: 0,
      "The least share of rows that each class must have; 0 sets no limit."),
    .optional("missing", .number(0...1), default: 0, "The greatest share of rows without a label."),
    .optional("level", .number(0.5...0.9999), default: 0.95, "The coverage of the intervals."),
    make: LabelCheck.init(data:label:features:conflictsMost:classLeast:missingMost:level:))

  package var datasets: [Located<Dataset.ID>] { [data] }

  package func answers(in source: Source) -> [Question] {
    source.datasets[data.value].map { [Question("data.quality-checked", $0.subject)] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let opened = try source.open(data.value)
    let rows = try LabelledRows(
      of: opened, label: label, features: features)
    guard rows.count > 0 else { throw CannotRun("\(opened.dataset.path.value) has no rows") }
    var notes = [
      DataNote.share(
        "missing-labels", rows.unlabelled, of: rows.count, column: label, most: missingMost,
        level: level, sentence: "\(rows.unlabelled.of("row has", "rows have")) no '\(label)'"),
      conflicts(rows, hiding: opened.dataset.personalColumns),
    ]
    notes += classes(rows)
    let found = Status.overall(notes.map(\.measurement.status))
    let bad = notes.filter { !$0.measurement.status.passes }
    let worst = bad.first { $0.measurement.status == .fail } ?? bad.first
    let path = opened.dataset.path.value
    let summary =
      worst.map { note in
        "\(note.sentence) in \(path)"
          + (note.measurement.status == .inconclusive ? ", which does not decide" : "")
      } ?? "the labels of \(path) contradict one another in \(rows.conflicting.of("row")) of "
      + "\(rows.count), \(conflictsMost.percent) at most may"
    return answers(in: source).map { question in
      Finding(
        control: question.control, subject: question.subject,
        status: found.passes ? .notReported : found, summary: summary,
        measurements: notes.map(\.measurement), samples: notes.compactMap(\.sample))
    }
  }

  private func conflicts(_ rows: LabelledRows, hiding personal: Set<String>) -> DataNote {
    var note = DataNote.share(
      "conflicting-labels", rows.conflicting, of: rows.count - rows.unlabelled, column: label,
      most: conflictsMost, level: level,
      sentence: "\(rows.conflicting.of("row has", "rows have")) the features of a row with another "
        + "'\(label)', \(conflictsMost.percent) at most may",
      familiar: ["groups": Double(rows.conflicts.count)])
    if !rows.conflicts.isEmpty, !personal.contains(label) {
      note.sample = Sample(
        title: "Rows alike with different labels", columns: ["lines", "labels"],
        rows: rows.conflicts.prefix(10).map { group in
          [
            group.lines.prefix(4).map(String.init).joined(separator: ", ")
              + (group.lines.count > 4 ? ", …" : ""), group.labels.joined(separator: ", "),
          ]
        }, total: rows.conflicts.count)
    }
    return note
  }

  /// The share of each class, with intervals that hold for all at once.
  private func classes(_ rows: LabelledRows) -> [DataNote] {
    let counts = rows.classes.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let labelled = rows.count - rows.unlabelled
    // Of a label with more values than this none is a class.
    guard labelled > 0, counts.count <= 50 else { return [] }
    let each = 1 - (1 - level) / Double(max(1, counts.count))
    return counts.map { name, count in
      let share = Proportion.clopperPearson(count, of: labelled, level: each)
      let answer = classLeast > 0 ? share.answer(to: .atLeast(classLeast)) : .holds
      let status: Status =
        answer == .holds ? .pass : answer == .broken ? .fail : .inconclusive
      return DataNote(
        measurement: Measurement(
          of: name, statistic: "class-share", value: share.value,
          interval: .init(lower: share.lower, upper: share.upper, level: each), rows: labelled,
          method: share.method + ", for all classes at once",
          limit: classLeast > 0 ? .init(.atLeast, classLeast) : nil, status: status,
          rowsNeeded: answer == .undecided ? share.rowsNeeded(for: .atLeast(classLeast)) : nil),
        sentence: "class '\(name)' has \(share.value.percent) of the rows, "
          + "\(classLeast.percent) at least is expected")
    }
  }
}
