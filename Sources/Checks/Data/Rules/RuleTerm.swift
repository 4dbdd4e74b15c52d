internal import Profiling

// The parts of a rule by the type of what they come to. A missing value makes unknown what is
// computed from it; `nil` stands for both.

indirect enum NumberTerm: Hashable, Sendable {
  case constant(Double)
  case column(Int)
  case negative(NumberTerm)
  case absolute(NumberTerm)
  case arithmetic(RuleNode.Operation, NumberTerm, NumberTerm)
  case length(TextTerm)
  case ofText(TextTerm)
  case part(DatePart, TimeTerm)
  case secondsBetween(TimeTerm, TimeTerm)
  case either(NumberTerm, NumberTerm)

  func value(_ row: RuleRow) -> Double? {
    switch self {
    case .constant(let number): number
    case .column(let slot): row.number(slot)
    case .negative(let part): part.value(row).map { -$0 }
    case .absolute(let part): part.value(row).map { abs($0) }
    case .arithmetic(let operation, let left, let right):
      Self.compute(operation, left.value(row), right.value(row))
    case .length(let part): part.value(row).map { Double($0.unicodeScalars.count) }
    case .ofText(let part): part.value(row).flatMap(Self.number)
    case .part(let part, let time): time.value(row).map { Double(part.value(of: $0)) }
    case .secondsBetween(let from, let to): Self.seconds(from.value(row), to.value(row))
    case .either(let part, let other): part.value(row) ?? other.value(row)
    }
  }

  private static func compute(
    _ operation: RuleNode.Operation, _ left: Double?, _ right: Double?
  ) -> Double? {
    guard let left, let right else { return nil }
    let result: Double
    switch operation {
    case .add: result = left + right
    case .subtract: result = left - right
    case .multiply: result = left * right
    case .divide: result = right == 0 ? .nan : left / right
    case .remainder: result = right == 0 ? .nan : left.truncatingRemainder(dividingBy: right)
    }
    return result.isNaN ? nil : result
  }

  private static func seconds(_ from: Moment?, _ to: Moment?) -> Double? {
    guard let from, let to else { return nil }
    return (Double(to.milliseconds) - Double(from.milliseconds)) / 1000
  }

  private static func number(_ text: String) -> Double? {
    guard text.utf8.count <= 400, let first = text.utf8.first,
      first != UInt8(ascii: "n"), first != UInt8(ascii: "N")
    else { return nil }
    return Double(text).flatMap { $0.isNaN ? nil : $0 }
  }
}

indirect enum TextTerm: Hashable, Sendable {
  case constant(String)
  case column(Int)
  case either(TextTerm, TextTerm)

  func value(_ row: RuleRow) -> String? {
    switch self {
    case .constant(let text): text
    case .column(let slot): row.text(slot)
    case .either(let part, let other): part.value(row) ?? other.value(row)
    }
  }
}

indirect enum TimeTerm: Hashable, Sendable {
  case constant(Moment)
  case column(Int)
  case either(TimeTerm, TimeTerm)

  func value(_ row: RuleRow) -> Moment? {
    switch self {
    case .constant(let moment): moment
    case .column(let slot): row.moment(slot)
    case .either(let part, let other): part.value(row) ?? other.value(row)
    }
  }
}

indirect enum TruthTerm: Hashable, Sendable {
  case constant(Bool)
  case numbers(RuleNode.Order, NumberTerm, NumberTerm)
  case texts(RuleNode.Order, TextTerm, TextTerm)
  case times(RuleNode.Order, TimeTerm, TimeTerm)
  case numberAmong(NumberTerm, Set<Double>)
  case textAmong(TextTerm, Set<String>)
  case timeAmong(TimeTerm, Set<Moment>)
  case matches(TextTerm, RulePattern)
  case isMissing(Term)
  case not(TruthTerm)
  case all([TruthTerm])
  case any([TruthTerm])

  /// As in SQL: `nil` is unknown; false and unknown is false, true or unknown is true.
  func value(_ row: RuleRow) -> Bool? {
    switch self {
    case .constant(let truth): truth
    case .numbers(let order, let left, let right): order.holds(left.value(row), right.value(row))
    case .texts(let order, let left, let right): order.holds(left.value(row), right.value(row))
    case .times(let order, let left, let right): order.holds(left.value(row), right.value(row))
    case .numberAmong(let part, let members): part.value(row).map(members.contains)
    case .textAmong(let part, let members): part.value(row).map(members.contains)
    case .timeAmong(let part, let members): part.value(row).map(members.contains)
    case .matches(let part, let pattern): part.value(row).map(pattern.matches)
    case .isMissing(let part): part.isMissing(in: row)
    case .not(let part): part.value(row).map { !$0 }
    case .all(let parts): Self.fold(parts, row, until: false)
    case .any(let parts): Self.fold(parts, row, until: true)
    }
  }

  private static func fold(_ parts: [TruthTerm], _ row: RuleRow, until end: Bool) -> Bool? {
    var isKnown = true
    for part in parts {
      switch part.value(row) {
      case end?: return end
      case nil: isKnown = false
      default: continue
      }
    }
    return isKnown ? !end : nil
  }
}

/// A part of any type.
enum Term: Hashable, Sendable {
  case number(NumberTerm)
  case text(TextTerm)
  case time(TimeTerm)
  case truth(TruthTerm)

  var noun: String {
    switch self {
    case .number: "a number"
    case .text: "a text"
    case .time: "a time"
    case .truth: "a condition"
    }
  }

  func isMissing(in row: RuleRow) -> Bool {
    switch self {
    case .number(let part): part.value(row) == nil
    case .text(let part): part.value(row) == nil
    case .time(let part): part.value(row) == nil
    case .truth(let part): part.value(row) == nil
    }
  }
}

extension RuleNode.Order {
  fileprivate func holds<Value: Comparable>(_ left: Value?, _ right: Value?) -> Bool? {
    guard let left, let right else { return nil }
    return switch self {
    case .equal: left == right
    case .unequal: left != right
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    }
  }
}

/// A part of a date, in UTC.
enum DatePart: String, CaseIterable, Sendable {
  case year, month, day, weekday, hour, minute

  /// Weekdays count from Monday, 1, to Sunday, 7.
  func value(of moment: Moment) -> Int {
    switch self {
    case .year: CivilDate(dayNumber: moment.day).year
    case .month: CivilDate(dayNumber: moment.day).month
    case .day: CivilDate(dayNumber: moment.day).day
    // The first day of 1970 was a Thursday.
    case .weekday: ((moment.day + 3) % 7 + 7) % 7 + 1
    case .hour: Self.minute(of: moment) / 60
    case .minute: Self.minute(of: moment) % 60
    }
  }

  private static func minute(of moment: Moment) -> Int {
    Int((Double(moment.milliseconds) / 60_000).rounded(.down)) - moment.day * 1440
  }
}

/// A row with the place of each column that a rule reads.
struct RuleRow {
  let row: TableFile.Row
  /// For each slot of the rule the index of its column.
  let places: [Int]

  func number(_ slot: Int) -> Double? { cell(slot).flatMap(\.number) }
  func text(_ slot: Int) -> String? { cell(slot)?.text }
  func moment(_ slot: Int) -> Moment? { cell(slot).flatMap(\.moment) }

  private func cell(_ slot: Int) -> Cell? {
    let cell = row[places[slot]]
    return cell.isMissing ? nil : cell
  }
}
