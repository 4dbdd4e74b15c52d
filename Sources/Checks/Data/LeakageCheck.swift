package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Whether the test set is one that training knows nothing of: no row in both, no feature that is the
/// target in disguise, nothing from after the event.
///
/// Near-duplicates are not looked for. A split without such faults need not be like production, so
/// the check can refute that it is and not show it.
package struct LeakageCheck: Check {
  package static let kind = "leakage"

  package let component: Located<Component.ID>?
  let train: Located<Dataset.ID>
  let test: Located<Dataset.ID>
  let target: String?
  /// All columns of both but keys, times and the target unless set.
  let features: [String]
  let sharedMost: Double
  /// The greatest area under the ROC curve, or share of explained variance, of one feature alone.
  let powerMost: Double
  /// Columns with times that must lie before the row's own.
  let knownBefore: [String]
  let isSplitByTime: Bool
  let level: Double

  package static let controls: [Control.ID] = ["model.eval-representative"]
  package static let showable: [Control.ID] = []

  package static let shape = Shape<LeakageCheck>.settings(
    "Looks for what training knows of the test set: shared rows, telling features, the future.",
    .required("component", .componentReference, "The model."),
    .required("train", .reference, "The data set that the model learns from."),
    .required("test", .reference, "The data set that it is measured on."),
    .optional("target", .text(), "The column to predict: 0 or 1, or a number."),
    .optional(
      "features", .list(of: .text()), default: [],
      "What the model reads; all columns of both but keys, times and target unless set."),
    .optional(
      "shared", .number(0...1), default: 0,
      "The greatest share of test rows that training has as well."),
    .optional(
      "power", .number(0.5...1), default: 0.95,
      "The greatest ROC AUC, or R² of a number, of one feature alone."),
    .optional(
      "known-before", .list(of: .text(), orOne: true), default: [],
      "Columns with times that cannot lie after the time of their row."),
    .optional(
      "by-time", .truth, default: false, "Whether all of training must lie before all of the test."),
    .optional(
      "level", .number(0.5...0.9999), default: 0.95, "The coverage of all intervals together."),
    make: LeakageCheck.init(
      component:train:test:target:features:sharedMost:powerMost:knownBefore:isSplitByTime:level:))

  package var datasets: [Located<Dataset.ID>] { [train, test] }
  package var timed: [Located<Dataset.ID>] {
    (isSplitByTime ? [train, test] : []) + (knownBefore.isEmpty || isSplitByTime ? [] : [test])
  }

  package func answers(in source: Source) -> [Question] {
    component.map { [Question("model.eval-representative", .component($0.value))] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let (left, right) = (try source.open(train.value), try source.open(test.value))
    let aside = Set([target].compactMap(\.self))
    let names = try left.commonColumns(with: right, asked: features, except: aside)
    var types = names
    if let target { types[target] = .category }
    var times: (String, String)?
    if isSplitByTime, let a = left.dataset.time, let b = right.dataset.time { times = (a, b) }
    for name in knownBefore { types[name] = .time }
    let (trained, tested) = (
      try left.load(types.adding(times?.0)),
      try right.load(types.adding(right.dataset.time))
    )
    guard trained.rows > 0, tested.rows > 0 else {
      throw CannotRun("one of the tables has no rows")
    }
    var notes = [
      try SharedRows(left, right, columns: names.keys.sorted(), target: target)
        .note(most: sharedMost, level: level)
    ]
    if let target {
      let power = FeaturePower(
        train: trained, test: tested, target: target, most: powerMost,
        level: 1 - (1 - level) / Double(max(1, names.count)))
      notes += try power.notes(of: names, in: (left.dataset, right.dataset))
    }
    if let times { notes.append(Self.order(trained, times.0, tested, times.1)) }
    if let time = right.dataset.time {
      for name in knownBefore { notes.append(Self.late(name, tested, time)) }
    }
    let found = Status.overall(notes.map(\.measurement.status))
    let summary = summary(notes)
    return answers(in: source).map { question in
      Finding(
        control: question.control, subject: question.subject,
        status: found.passes ? .notReported : found, summary: summary,
        measurements: notes.map(\.measurement), samples: notes.compactMap(\.sample))
    }
  }

  private func summary(_ notes: [DataNote]) -> String {
    for (status, tail) in [(Status.fail, ""), (.inconclusive, ", which does not decide")] {
      let found = notes.filter { $0.measurement.status == status }
      guard let first = found.first else { continue }
      return first.sentence + tail
        + (found.count > 1 ? "; \(found.count - 1) more signs of leakage" : "")
    }
    return "no row is shared, no feature tells too much, and nothing comes too late, as far as was "
      + "looked; that alone shows no likeness to production"
  }

  /// Training rows that lie after the first row of the test.
  private static func order(
    _ trained: LoadedTable, _ before: String, _ tested: LoadedTable, _ after: String
  ) -> DataNote {
    let test = tested.columns[after]?.moments.compactMap(\.self).min()
    let train = trained.columns[before]?.moments.compactMap(\.self) ?? []
    let late = test.map { first in train.count { $0 >= first } } ?? 0
    return DataNote(
      measurement: .count(
        "training-rows-in-test-time", late, of: before, rows: train.count,
        status: late > 0 ? .fail : .pass),
      sentence: "\(late.of("training row lies", "training rows lie")) at or after the first of the "
        + "test")
  }

  /// Rows in which something that should be known before lies after them.
  private static func late(_ name: String, _ tested: LoadedTable, _ time: String) -> DataNote {
    let pairs = zip(
      tested.columns[name]?.moments ?? [], tested.columns[time]?.moments ?? [])
    var (rows, late) = (0, 0)
    for case (let value?, let own?) in pairs {
      rows += 1
      late += value > own ? 1 : 0
    }
    return DataNote(
      measurement: .count(
        "known-too-late", late, of: name, rows: rows,
        status: rows == 0 ? .inconclusive : late > 0 ? .fail : .pass),
      sentence: "'\(name)' lies after the time of its row in \(late.of("row")) of \(rows)")
  }
}

extension [String: ColumnType] {
  fileprivate func adding(_ time: String?) -> [String: ColumnType] {
    guard let time else { return self }
    return merging([time: .time]) { own, _ in own }
  }
}

/// Rows of the test that training has as well.
private struct SharedRows {
  private var rows = 0
  private var shared = 0
  private var first: [[String]] = []

  /// - Throws: ``CannotRun``.
  init(
    _ train: OpenDataset, _ test: OpenDataset, columns: [String], target: String?
  ) throws(CannotRun) {
    // A key that both have is what names a row; without one, all that it holds is.
    let key = train.dataset.key
    let named =
      !key.isEmpty && key == test.dataset.key ? key : columns + [target].compactMap(\.self)
    var known: Set<String> = []
    try Self.pass(train, named) { text, _ in _ = known.insert(text) }
    var (rows, shared, first) = (0, 0, [[String]]())
    try Self.pass(test, named) { text, line in
      rows += 1
      guard known.contains(text) else { return }
      shared += 1
      if first.count < 10 { first.append(["\(line)"]) }
    }
    (self.rows, self.shared, self.first) = (rows, shared, first)
  }

  private static func pass(
    _ opened: OpenDataset, _ names: [String], _ body: @escaping (String, Int) -> Void
  ) throws(CannotRun) {
    var missing: String?
    try opened.scan { header in
      let places = names.compactMap { header.firstIndex(of: $0) }
      missing = names.first { !header.contains($0) }
      return { line, row in
        body(
          places.map { LabelledRows.normal(row[$0]) }.joined(separator: "\u{1F}"), line)
        return missing == nil
      }
    }
    if let missing { throw CannotRun("\(opened.dataset.path.value) has no column '\(missing)'") }
  }

  func note(most: Double, level: Double) -> DataNote {
    var note = DataNote.share(
      "shared-rows", shared, of: rows, column: "", most: most, level: level,
      sentence: "\(shared.of("test row is", "test rows are")) among the training rows, of \(rows)")
    if shared > 0 {
      note.sample = Sample(
        title: "Test rows that training has", columns: ["line"], rows: first, total: shared)
    }
    return note
  }
}
