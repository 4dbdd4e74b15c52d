internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// How much each feature says of the target by itself: learnt on training, measured on the test.
///
/// Of a target of two classes that is the area under the ROC curve; of a number, the share of its
/// variance. A category stands for the mean of the target in training.
struct FeaturePower {
  let train: LoadedTable
  let test: LoadedTable
  let target: String
  let most: Double
  /// The coverage of one interval.
  let level: Double

  /// One note for each feature whose power can be measured.
  func notes(
    of features: [String: ColumnType], in datasets: (train: Dataset, test: Dataset)
  ) throws(CannotRun) -> [DataNote] {
    let truths = (
      try train.column(target, of: datasets.train).targets,
      try test.column(target, of: datasets.test).targets
    )
    let values = Set(truths.1.compactMap(\.self))
    guard values.count > 1 else {
      throw CannotRun("'\(target)' has fewer than two values in \(datasets.test.path.value)")
    }
    let isClass = values.isSubset(of: [0, 1])
    return features.keys.sorted().compactMap { name in
      guard let before = train.columns[name], let after = test.columns[name],
        let scores = Self.scores(before, truths.0, after)
      else { return nil }
      let estimate =
        isClass
        ? Self.area(scores, truths.1, level: level)
        : Self.determination(scores, truths.1, level: level)
      return estimate.map { note(of: name, $0, isClass: isClass) }
    }
  }

  private func note(of name: String, _ estimate: Estimate, isClass: Bool) -> DataNote {
    let answer = estimate.answer(to: .atMost(most))
    let status: Status =
      answer == .holds ? .pass : answer == .broken ? .fail : .inconclusive
    return DataNote(
      measurement: Measurement(
        of: name, statistic: isClass ? "single-feature-auc" : "single-feature-r2",
        value: estimate.value,
        interval: .init(lower: estimate.lower, upper: estimate.upper, level: level),
        rows: estimate.rows, method: estimate.method, limit: .init(.atMost, most), status: status,
        rowsNeeded: answer == .undecided ? estimate.rowsNeeded(for: .atMost(most)) : nil),
      sentence: "'\(name)' alone tells '\(target)' with "
        + "\(isClass ? "an AUC" : "an R²") of \(estimate.value.brief), \(most.brief) at most "
        + "is plausible")
  }

  /// For each row of the test a number by which it can be ranked; `nan` where there is none.
  private static func scores(
    _ before: LoadedColumn, _ truths: [Double?], _ after: LoadedColumn
  ) -> [Double]? {
    switch after.type {
    case .time: return nil
    case .number: return after.numbers
    case .category:
      var sums: [String: Moments] = [:]
      for (row, truth) in truths.enumerated() {
        guard let truth, let name = before.name(in: row) else { continue }
        sums[name, default: Moments()].add(truth)
      }
      return after.codes.indices.map { row in
        after.name(in: row).flatMap { sums[$0]?.mean } ?? .nan
      }
    }
  }

  /// The area under the curve, in whichever direction the feature points.
  private static func area(_ scores: [Double], _ truths: [Double?], level: Double) -> Estimate? {
    let scored = zip(scores, truths).compactMap { score, truth -> Scored? in
      guard !score.isNaN, let truth else { return nil }
      return Scored(score: score, isPositive: truth == 1)
    }
    guard let area = Ranking.rocAUC(scored, level: level) else { return nil }
    if area.value >= 0.5 { return area }
    return Estimate(
      value: 1 - area.value, lower: 1 - area.upper, upper: 1 - area.lower, level: level,
      rows: area.rows, method: area.method)
  }

  private static func determination(
    _ scores: [Double], _ truths: [Double?], level: Double
  ) -> Estimate? {
    var (left, right): ([Double], [Double]) = ([], [])
    for (score, truth) in zip(scores, truths) {
      guard !score.isNaN, let truth else { continue }
      left.append(score)
      right.append(truth)
    }
    return LinearRelation.determination(left, right, level: level)
  }
}

extension LoadedColumn {
  /// The truth of each row as a number: of two classes 0 and 1.
  fileprivate var targets: [Double?] {
    let values = names.map { text -> Double? in
      switch text.lowercased() {
      case "true", "yes": 1
      case "false", "no": 0
      default: Double(text).flatMap { $0.isFinite ? $0 : nil }
      }
    }
    return codes.map { $0 < 0 ? nil : values[Int($0)] }
  }
}
