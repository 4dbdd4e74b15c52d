package import Profiling

/// What a comparison of two tables is asked for.
package struct DriftTerms: Sendable {
  /// The columns to compare; where empty, all of the reference but keys, times and texts whose every
  /// value is another, each of which the current table must have.
  package var columns: [String]
  package var by: Window?
  /// How many of the newest windows to look at; all unless set.
  package var last: Int?
  /// The column by whose values the rows of both tables are sliced.
  package var slices: String?
  /// Rows of one block depend on one another; blocks do not.
  package var blocks: Window?
  package var margin: Double
  /// The margins of single columns.
  package var margins: [String: Double]
  package var target: String?
  package var prediction: String?
  /// Whether all numbers are compared together as well.
  package var isMultivariate: Bool
  package var errorRate: Double
  package var seed: Int

  package init(
    columns: [String] = [], by: Window? = nil, last: Int? = nil, slices: String? = nil,
    blocks: Window? = nil, margin: Double = 0.05, margins: [String: Double] = [:],
    target: String? = nil, prediction: String? = nil, isMultivariate: Bool = false,
    errorRate: Double = 0.01, seed: Int = 2013
  ) {
    self.columns = columns
    self.by = by
    self.last = last
    self.slices = slices
    self.blocks = blocks
    self.margin = margin
    self.margins = margins
    self.target = target
    self.prediction = prediction
    self.isMultivariate = isMultivariate
    self.errorRate = errorRate
    self.seed = seed
  }

  /// Whether profiles are not enough, and single rows are needed.
  var needsRows: Bool { by != nil || slices != nil || blocks != nil }

  /// Every column that is named, with what names it.
  var named: [(column: String, by: String)] {
    columns.map { ($0, "columns") }
      + [(slices, "slices"), (target, "target"), (prediction, "prediction")].compactMap {
        column, by in column.map { ($0, by) }
      } + margins.keys.sorted().map { ($0, "margins") }
  }

  /// What a column is to the model, in words; empty for a feature.
  func role(of column: String) -> String {
    column == target ? "target" : column == prediction ? "prediction" : ""
  }
}
