package import Documents
internal import Profiling
package import Readiness

/// Whether numbers are such as can be computed with, in training and in serving: no NaN, nothing
/// infinite, nothing beyond what a double holds, and as precise in the one as in the other.
package struct NumericsCheck: Check {
  package static let kind = "numerics"

  package let component: Located<Component.ID>?
  let training: Located<Dataset.ID>
  let serving: Located<Dataset.ID>
  /// The columns to look at; all numbers but keys unless set.
  let columns: [String]

  package static let controls: [Control.ID] = ["monitor.numerics"]

  package static let shape = Shape<NumericsCheck>.settings(
    "Counts NaN, infinite and out-of-range values in training and serving, and lost precision.",
    .required("component", .componentReference, "The model."),
    .required("training", .reference, "The data set that training reads."),
    .required("serving", .reference, "The data set with what is scored."),
    .optional(
      "columns", .list(of: .text()), default: [], "The columns; all numbers but keys unless set."),
    make: NumericsCheck.init(component:training:serving:columns:))

  package var datasets: [Located<Dataset.ID>] { [training, serving] }
  package var judgesByRules: Bool { true }

  package func answers(in source: Source) -> [Question] {
    component.map { [Question("monitor.numerics", .component($0.value))] } ?? []
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let trained = try NumberTallies(of: source.open(training.value), asked: columns)
    let served = try NumberTallies(of: source.open(serving.value), asked: columns)
    let looked = Set(trained.columns.keys).union(served.columns.keys)
    guard !looked.isEmpty else { throw CannotRun("neither table has a column of numbers") }
    var notes = trained.notes(in: "training") + served.notes(in: "serving")
    for name in trained.columns.keys.sorted() {
      guard let before = trained.columns[name], let after = served.columns[name] else { continue }
      notes += Self.losses(of: name, from: before, to: after)
    }
    let broken = notes.filter { $0.measurement.status == .fail }
    let rows = (trained.rows, served.rows)
    let status: Status =
      rows.0 == 0 || rows.1 == 0
      ? broken.isEmpty ? .inconclusive : .fail : Status.overall(notes.map(\.measurement.status))
    let odd = notes.first { $0.measurement.status == .warn }
    let summary =
      if let first = broken.first {
        first.sentence + (broken.count > 1 ? "; \(broken.count - 1) more rules are broken" : "")
      } else if let odd {
        "\(odd.sentence), which is worth a look"
      } else {
        "\(looked.count.of("column")) of \(rows.0.of("training row")) and "
          + "\(rows.1.of("served row")) hold only numbers that can be computed with"
      }
    return answers(in: source).map { question in
      Finding(
        control: question.control, subject: question.subject, status: status, summary: summary,
        measurements: notes.map(\.measurement), samples: notes.compactMap(\.sample))
    }
  }

  /// What a column has lost on its way from training to serving.
  private static func losses(
    of name: String, from before: ColumnNumbers, to after: ColumnNumbers
  ) -> [DataNote] {
    guard before.numbers >= 30, after.numbers >= 30 else { return [] }
    var notes: [DataNote] = []
    let (had, has) = (before.fractionShare, after.fractionShare)
    let isCut = had > 0.05 && has < had / 10
    notes.append(
      DataNote(
        measurement: Measurement(
          of: name, window: "serving", statistic: "fractional-share", value: has,
          rows: after.numbers, method: "share of numbers with decimals",
          status: isCut ? .fail : .pass, familiar: ["in-training": had]),
        sentence: "'\(name)' has decimals in \(had.percent) of the training rows and in "
          + "\(has.percent) of the served ones"))
    let isSingle = after.singleShare > 0.9 && before.singleShare < 0.1
    let isDouble = before.singleShare > 0.9 && after.singleShare < 0.1
    if isSingle || isDouble {
      notes.append(
        DataNote(
          measurement: Measurement(
            of: name, window: "serving", statistic: "single-precision-share",
            value: after.singleShare, rows: after.long,
            method: "share of numbers with many digits that single precision holds exactly",
            status: .fail, familiar: ["in-training": before.singleShare]),
          sentence: "'\(name)' is in single precision in \(isSingle ? "serving" : "training") only")
      )
    }
    return notes
  }
}

/// What the numbers of one column are like.
struct ColumnNumbers {
  private(set) var numbers = 0
  private(set) var nan = 0
  private(set) var infinite = 0
  private(set) var beyond = 0
  private(set) var outside = 0
  private(set) var long = 0
  private var fractions = 0
  private var single = 0
  private(set) var lines: [Int] = []
  let least: Double
  let most: Double

  init(least: Double?, most: Double?) {
    (self.least, self.most) = (least ?? -.infinity, most ?? .infinity)
  }

  /// The share of numbers that are not whole.
  var fractionShare: Double { numbers > 0 ? Double(fractions) / Double(numbers) : 0 }
  /// Of the numbers with more digits than single precision holds, the share that it holds exactly.
  var singleShare: Double { long >= 30 ? Double(single) / Double(long) : 0 }

  mutating func add(_ cell: Cell, line: Int) {
    let text = cell.text
    if cell.isMissing {
      guard text.lowercased() == "nan" else { return }
      nan += 1
      note(line)
      return
    }
    guard let number = cell.number else { return }
    guard number.isFinite else {
      infinite += 1
      note(line)
      return
    }
    numbers += 1
    if number < least || number > most {
      outside += 1
      note(line)
    }
    if number != number.rounded() { fractions += 1 }
    if abs(number) >= 0x1p53, Self.isOtherInteger(text, than: number) {
      beyond += 1
      note(line)
    }
    let digits = text.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    // Nine digits tell any two numbers of single precision apart; a double with more of them is
    // hardly ever one of these.
    if digits > 9, number != number.rounded() {
      long += 1
      if Double(Float(number)) == number { single += 1 }
    }
  }

  private mutating func note(_ line: Int) {
    if lines.count < 10 { lines.append(line) }
  }

  /// Whether digits spell a whole number that a double cannot hold.
  private static func isOtherInteger(_ text: String, than number: Double) -> Bool {
    guard text.utf8.allSatisfy({ $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "e") }),
      let whole = Int(text)
    else { return false }
    return Int(exactly: number) != whole
  }
}

/// The columns of numbers of a table.
private struct NumberTallies {
  private(set) var columns: [String: ColumnNumbers] = [:]
  private(set) var rows = 0
  private let path: String

  init(of opened: OpenDataset, asked: [String]) throws(CannotRun) {
    let dataset = opened.dataset
    path = dataset.path.value
    let profile = try opened.profile()
    for name in asked where profile[name] == nil {
      throw CannotRun("\(path) has no column '\(name)'")
    }
    let rules = Dictionary(
      dataset.columns.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = profile.columns.filter { column in
      asked.isEmpty
        ? column.type == .number && !dataset.key.contains(column.name) : asked.contains(column.name)
    }.map(\.name)
    var tallies = names.map { ColumnNumbers(least: rules[$0]?.least, most: rules[$0]?.most) }
    var places: [Int] = []
    let pass = try opened.scan { header in
      places = names.map { header.firstIndex(of: $0) ?? 0 }
      return { line, row in
        for index in tallies.indices { tallies[index].add(row[places[index]], line: line) }
        return true
      }
    }
    rows = pass.rows
    columns = Dictionary(zip(names, tallies), uniquingKeysWith: { first, _ in first })
  }

  func notes(in place: String) -> [DataNote] {
    columns.sorted { $0.key < $1.key }.flatMap { name, tally in
      let counts: [(String, Int, String, Status)] = [
        ("nan", tally.nan, "NaN", .fail),
        ("infinities", tally.infinite, "infinite", .fail),
        ("out-of-range", tally.outside, "out of range", .fail),
        ("beyond-double", tally.beyond, "whole and larger than a double can tell apart", .fail),
      ]
      return counts.map { statistic, count, words, failure in
        var note = DataNote(
          measurement: Measurement(
            of: name, window: place, statistic: statistic, value: Double(count), rows: rows,
            method: "count", limit: .init(.atMost, 0), status: count > 0 ? failure : .pass),
          sentence: "\(count.of("value")) of '\(name)' in \(path) \(count == 1 ? "is" : "are") "
            + words)
        if count > 0 {
          note.sample = Sample(
            title: "Lines in which '\(name)' of \(path) is no number to compute with",
            columns: ["line"], rows: tally.lines.map { ["\($0)"] },
            total: tally.nan + tally.infinite + tally.outside + tally.beyond)
        }
        return note
      }
    }
  }
}
