internal import Profiling
internal import Readiness
internal import Statistics

/// All numbers of two tables together: whether they still vary with one another as they did.
///
/// Half of the reference's rows, drawn by the seed, tells the directions in which they vary (see
/// ``Statistics/PrincipalComponents``). How far the other half and the current rows lie off these is
/// one number a row, and these numbers are compared as a column's are. Neither has been seen by the
/// directions, so the bounds of the verdict hold as they stand.
struct MultivariateDrift {
  private(set) var pair: DriftPair?
  private(set) var note: DriftNote?

  /// More rows than these of a table are drawn from.
  private static let rowsMax = 200_000
  private static let share = 0.65

  init(_ reference: LoadedTable, _ current: LoadedTable, names: [String], seed: UInt64) {
    let numbers = names.filter { reference.columns[$0]?.type == .number }
    var generator = PCG64(seed: seed)
    let before = reference.wholeRows(of: numbers).shuffled(using: &generator).prefix(Self.rowsMax)
    let now = current.wholeRows(of: numbers).shuffled(using: &generator).prefix(Self.rowsMax)
    let half = before.count / 2
    guard numbers.count > 1,
      let components = PrincipalComponents(
        reference.rows(before.prefix(half), of: numbers), explaining: Self.share)
    else {
      note = DriftNote(
        of: "", kind: "not-together",
        words: "fewer than two columns of numbers vary in the reference's whole rows")
      return
    }
    func errors(_ table: LoadedTable, _ rows: some Sequence<Int>) -> ValueCounts {
      ValueCounts(table.rows(rows, of: numbers).map(components.reconstructionError))
    }
    pair = DriftPair(
      together: errors(reference, before.dropFirst(half)), errors(current, now))
    note = DriftNote(
      of: "all numbers together", kind: "how-together",
      words: "\(components.count) of \(numbers.count) principal components of \(half) of the "
        + "reference's rows; \(before.count - half) others against \(now.count) rows, all without "
        + "a gap")
  }
}

extension LoadedTable {
  /// The rows that have a number in every one of some columns.
  fileprivate func wholeRows(of names: [String]) -> [Int] {
    let values = names.compactMap { columns[$0]?.numbers }
    return (0..<rows).filter { row in values.allSatisfy { !$0[row].isNaN } }
  }

  fileprivate func rows(_ rows: some Sequence<Int>, of names: [String]) -> [[Double]] {
    let values = names.compactMap { columns[$0]?.numbers }
    return rows.map { row in values.map { $0[row] } }
  }
}
