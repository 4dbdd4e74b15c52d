import Documents
import Readiness

/// A task or a condition as a command line gives it: `TEXT | OWNER | DUE | NUMBER`.
struct WrittenDuty {
  let text: String
  let owner: Person.ID
  let due: Instant
  /// What follows the date, if anything does.
  let rest: String?

  init(_ line: String, option: String) throws(Stop) {
    let parts = line.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingPrefix { $0.isWhitespace }
    }.map { part in String(part.reversed().drop { $0.isWhitespace }.reversed()) }
    guard (3...4).contains(parts.count), !parts[0].isEmpty, !parts[1].isEmpty else {
      throw .usage(
        "'\(line.shortened(to: 60))' is not a \(option)",
        fix: option == "task"
          ? "--task \"TEXT | OWNER | 2027-01-15 | recall of 0.80\", or \"… | none: WHY\""
          : "--condition \"TEXT | OWNER | 2027-01-15\"")
    }
    guard let due = Instant(parts[2]) else {
      throw .usage("'\(parts[2].shortened(to: 40))' is not a date", fix: "write it like 2027-01-15")
    }
    text = parts[0]
    owner = .init(parts[1])
    // A thing that is due on a day may be done until its end.
    self.due =
      parts[2].utf8.count == 10
      ? Instant(milliseconds: due.adding(days: 1).milliseconds - 1) : due
    rest = parts.count == 4 ? parts[3] : nil
  }

  var condition: Review.Condition {
    get throws(Stop) {
      guard rest == nil else {
        throw .usage("a condition has a text, an owner and a date", fix: "leave the rest out")
      }
      return Review.Condition(text: text, owner: owner, due: due)
    }
  }

  var task: Review.Task {
    get throws(Stop) {
      guard let rest, !rest.isEmpty else {
        throw .usage(
          "the task '\(text.shortened(to: 40))' has no number to reach",
          fix: "add \"| NUMBER\", or \"| none: WHY\" where there can be none")
      }
      guard rest.hasPrefix("none:") else {
        return Review.Task(text: text, owner: owner, due: due, measure: .number(rest))
      }
      let why = String(rest.dropFirst(5).drop(while: \.isWhitespace))
      guard !why.isEmpty else { throw .usage("'none:' needs a reason why") }
      return Review.Task(text: text, owner: owner, due: due, measure: .none(because: why))
    }
  }
}
