internal import Documents
internal import Foundation
internal import Profiling
package import Readiness

/// A comparison of two files, outside of any system.
package struct DriftComparison {
  private let terms: DriftTerms
  private let time: String?

  package init(_ terms: DriftTerms, time: String?) {
    self.terms = terms
    self.time = time
  }

  /// What a drift check would find, with all that can be drawn.
  ///
  /// - Parameters:
  ///   - reference: The path of the file that shows what to expect.
  ///   - current: The path of the file that came.
  /// - Returns: The finding.
  /// - Throws: ``CannotRun``.
  package func finding(_ reference: String, _ current: String) throws(CannotRun) -> Finding {
    let check = DriftCheck(
      reference: Located("reference", at: .start, text: nil),
      current: Located("current", at: .start, text: nil), terms: terms)
    return try check.finding(
      on: .system, between: table("reference", at: reference), and: table("current", at: current),
      overlaysMax: 60)
  }

  /// The columns that the comparison takes; `nil` where it takes all.
  private var wanted: Set<String>? {
    guard !terms.columns.isEmpty else { return nil }
    let others = [time, terms.slices, terms.target, terms.prediction].compactMap(\.self)
    return Set(terms.columns + others)
  }

  private func table(_ id: Dataset.ID, at path: String) -> OpenDataset {
    OpenDataset(
      dataset: Dataset(
        id: id, title: id.rawValue, path: Located(TableFile.shown(path), at: .start, text: nil),
        component: Located("none", at: .start, text: nil), key: [], time: time,
        rows: 0...Int.max, columns: [], columnsLike: nil, columnsExcept: [], isDraft: false),
      file: TableFile(
        path: TableFile.isDatabase(named: path) ? path : URL(filePath: path).path, only: wanted))
  }
}
