package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// A model against its predecessor on a fixed set of cases: not only how many, but which flip.
package struct GoldenSetCheck: Check {
  package static let kind = "golden-set"

  package let component: Located<Component.ID>?
  let data: Located<Dataset.ID>
  let target: String
  let previous: String
  let current: String
  let threshold: Double
  let limits: Limits
  let level: Double

  private static let names = [
    "flips-for-the-worse", "flips-for-the-better", "accuracy", "accuracy-difference",
  ]

  package static let controls: [Control.ID] = ["model.release-gate"]

  package static let shape = Shape<GoldenSetCheck>.settings(
    "Compares a model with its predecessor on a fixed set of cases.",
    .required("component", .componentReference, "The model."),
    .required("data", .reference, "The data set with the cases."),
    .required("target", .text(), "The column with the truth, 0 or 1."),
    .required("previous", .text(), "The column with the predecessor's scores, 0 to 1."),
    .required("current", .text(), "The column with the model's scores, 0 to 1."),
    .optional("threshold", .number(0...1), default: 0.5, "From where on a score means positive."),
    .required("limits", Limits.shape(names), "How good each figure must be."),
    .optional("level", .number(0.5...0.9999), default: 0.95, "The coverage of the intervals."),
    make: { component, data, target, previous, current, threshold, limits, level in
      GoldenSetCheck(
        component: component, data: data, target: target, previous: previous, current: current,
        threshold: threshold, limits: limits, level: level)
    })

  package var datasets: [Located<Dataset.ID>] { [data] }

  package func answers(in source: Source) -> [Question] {
    component.map { [Question("model.release-gate", .component($0.value))] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let opened = try source.open(data.value)
    let dataset = opened.dataset
    var types: [String: ColumnType] = [target: .number, previous: .number, current: .number]
    for name in dataset.key { types[name] = .category }
    let table = try opened.load(types)
    let truth = try numbers(of: target, in: table, dataset)
    let old = try numbers(of: previous, in: table, dataset)
    let new = try numbers(of: current, in: table, dataset)
    if table.rows == 0 { throw CannotRun("\(dataset.path.value) has no rows") }
    if let odd = truth.first(where: { $0 != 0 && $0 != 1 }) {
      throw CannotRun("a value of '\(target)' is \(odd.brief), not 0 or 1")
    }

    var (worse, better, right) = ([Int](), [Int](), 0)
    for row in truth.indices {
      let wasRight = (old[row] >= threshold) == (truth[row] == 1)
      let isRight = (new[row] >= threshold) == (truth[row] == 1)
      right += isRight ? 1 : 0
      if wasRight, !isRight { worse.append(row) }
      if !wasRight, isRight { better.append(row) }
    }
    let pairs = PairedDecisions(better: better.count, worse: worse.count, rows: table.rows)
    let measurements = measurements(pairs, right: right)
    let keys = dataset.key.compactMap { name in table.columns[name].map { (name, $0) } }
    let sample = Sample(
      title: "Cases that the predecessor had right and the model has wrong",
      columns: keys.map(\.0) + [target, previous, current],
      rows: worse.prefix(20).map { row in
        keys.map { $0.1.codes[row] < 0 ? "" : $0.1.names[Int($0.1.codes[row])] }
          + [truth[row].brief, old[row].brief, new[row].brief]
      }, total: worse.count)
    return answers(in: source).map { question in
      Finding(
        control: question.control, subject: question.subject,
        status: Status.overall(measurements.map(\.status)),
        summary: summary(pairs, measurements), measurements: measurements,
        samples: worse.isEmpty ? [] : [sample])
    }
  }

  private func measurements(_ pairs: PairedDecisions, right: Int) -> [Measurement] {
    func exact(_ count: Int, _ method: String) -> Estimate {
      // The set is the population: a count on it has no sampling error.
      Estimate(
        value: Double(count), lower: Double(count), upper: Double(count), level: 1,
        rows: pairs.rows, method: method)
    }
    let accuracy = Proportion.clopperPearson(right, of: pairs.rows, level: level)
    var figures = [
      limits.measurement(
        exact(pairs.worse, "count on the fixed set"), named: "flips-for-the-worse"),
      limits.measurement(
        exact(pairs.better, "count on the fixed set"), named: "flips-for-the-better"),
      limits.measurement(accuracy, named: "accuracy"),
    ]
    if let difference = pairs.difference(level: level) {
      figures.append(
        limits.measurement(
          difference, named: "accuracy-difference",
          familiar: ["mcnemar-p-value": pairs.exactPValue]))
    }
    return figures
  }

  private func summary(_ pairs: PairedDecisions, _ measurements: [Measurement]) -> String {
    let flips =
      "of \(pairs.rows.of("case")), \(pairs.better) turned right and \(pairs.worse) turned wrong"
    let broken = measurements.first { $0.status == .fail }
    let open = measurements.first { $0.status == .inconclusive }
    if let broken { return "\(broken.sentence); \(flips)" }
    if let open { return "\(open.sentence) is undecided; \(flips)" }
    return flips
  }

  private func numbers(
    of name: String, in table: LoadedTable, _ dataset: Dataset
  )
    throws(CannotRun) -> [Double]
  {
    let column = try table.column(name, of: dataset)
    let without = column.numbers.filter(\.isNaN).count
    if without > 0 {
      throw CannotRun("\(without.of("row")) of \(dataset.path.value) without a number in '\(name)'")
    }
    return column.numbers
  }
}
