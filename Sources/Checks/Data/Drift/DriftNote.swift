internal import Documents
internal import Profiling
internal import Readiness
internal import Statistics

/// Something about a column or a part that is worth knowing beside verdicts, by a name of its own.
struct DriftNote: Hashable {
  /// The column or the part; empty for the tables.
  let of: String
  /// The name that stays the same, such as `constant`.
  let kind: String
  let words: String

  static func noRows(in part: String, of table: String) -> DriftNote {
    DriftNote(of: part, kind: "no-rows", words: "\(table) has no row; nothing can be said")
  }

  static func oneRow(in part: String, of table: String) -> DriftNote {
    DriftNote(of: part, kind: "one-row", words: "\(table) has one row, which decides nothing")
  }

  static func newSlice(_ slice: String, rows: Int) -> DriftNote {
    DriftNote(
      of: slice, kind: "new-slice",
      words: "\(rows.of("row")) came, and the reference has none to compare them with")
  }

  static func goneSlice(_ slice: String, rows: Int) -> DriftNote {
    DriftNote(
      of: slice, kind: "gone-slice", words: "none came; the reference has \(rows.of("row"))")
  }

  static func unseenSlices(_ count: Int, of column: String) -> DriftNote {
    DriftNote(
      of: column, kind: "slices-left-out",
      words: "\(count.of("slice")) of few rows \(count == 1 ? "is" : "are") not looked at")
  }

  /// What two profiles of a column show besides their distributions.
  static func notes(on reference: ColumnProfile, _ current: ColumnProfile) -> [DriftNote] {
    var notes: [DriftNote] = []
    func note(_ kind: String, _ words: String) {
      notes.append(DriftNote(of: reference.name, kind: kind, words: words))
    }
    for (profile, table) in [(reference, "reference"), (current, "current table")]
    where profile.rows > 0 {
      let values = profile.present - profile.infinities
      if values == 0, profile.infinities == 0 {
        note("all-missing", "the \(table) has no value here")
      } else if profile.distinct == 1, values > 1 {
        note("constant", "the \(table) has one value only, \(profile.onlyValue)")
      }
      if profile.infinities > 0 {
        note(
          "infinite",
          "\(profile.infinities.of("value")) of the \(table) "
            + "\(profile.infinities == 1 ? "is" : "are") infinite, and counted as missing")
      }
      if profile.misfits > 0 {
        let first = profile.firstMisfits.first.map {
          ", first '\($0.text.prefix(40))' in line \($0.line)"
        }
        note(
          "other-type",
          "\(profile.misfits.of("value")) of the \(table) "
            + "\(profile.misfits == 1 ? "is no" : "are no") \(reference.type.rawValue)"
            + (first ?? ""))
      }
    }
    return notes
  }

  /// The categories that one side alone has: which, and how often.
  static func news(
    on reference: ColumnProfile, _ current: ColumnProfile
  ) -> (new: [ColumnProfile.Category], gone: [ColumnProfile.Category]) {
    guard reference.type == .category, current.type == .category else { return ([], []) }
    let (before, now) = (
      Set(reference.categories.map(\.text)), Set(current.categories.map(\.text))
    )
    return (
      current.categories.filter { !before.contains($0.text) },
      reference.categories.filter { !now.contains($0.text) }
    )
  }
}

extension ColumnProfile {
  fileprivate var onlyValue: String {
    if let number = numbers?.values.first { return number.brief }
    return "'\(categories.first?.text.prefix(40) ?? "")'"
  }
}
