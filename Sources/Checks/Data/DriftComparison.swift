internal import Documents
internal import Foundation
package import Profiling
package import Readiness

/// A comparison of two files, outside of any system.
package struct DriftComparison {
  private let columns: [String]
  private let time: String?
  private let by: Window?
  private let blocks: Window?
  private let margin: Double
  private let errorRate: Double
  private let seed: Int

  package init(
    columns: [String], time: String?, by: Window?, blocks: Window?, margin: Double,
    errorRate: Double, seed: Int
  ) {
    self.columns = columns
    self.time = time
    self.by = by
    self.blocks = blocks
    self.margin = margin
    self.errorRate = errorRate
    self.seed = seed
  }

  /// What a drift check would find.
  ///
  /// - Parameters:
  ///   - reference: The path of the file that shows what to expect.
  ///   - current: The path of the file that came.
  /// - Returns: The finding.
  /// - Throws: ``CannotRun``.
  package func finding(_ reference: String, _ current: String) throws(CannotRun) -> Finding {
    let check = DriftCheck(
      reference: Located("reference", at: .start, text: nil),
      current: Located("current", at: .start, text: nil), columns: columns, by: by, last: nil,
      blocks: blocks, margin: margin, errorRate: errorRate, seed: seed)
    return try check.finding(
      on: .system, between: table("reference", at: reference), and: table("current", at: current))
  }

  private func table(_ id: Dataset.ID, at path: String) -> OpenDataset {
    OpenDataset(
      dataset: Dataset(
        id: id, title: id.rawValue, path: Located(path, at: .start, text: nil),
        component: Located("none", at: .start, text: nil), key: [], time: time,
        rows: 0...Int.max, columns: [], columnsLike: nil, columnsExcept: [], isDraft: false),
      file: TableFile(path: URL(filePath: path).path))
  }
}
