/// A table's profile cut by the values of a column, or by windows of time.
package struct ProfileSlicing: Sendable {
  package let column: String
  /// The span of time that is a slice; `nil` where every value is one.
  package let window: Window?
  /// In the order of their names; rows without a value have the empty name.
  package let slices: [ProfileSlice]

  package static let slicesMax = 1000
}

/// The rows of a table that belong together.
package struct ProfileSlice: Sendable {
  package let name: String
  package let rows: Int
  package let columns: [ColumnProfile]

  package subscript(column: String) -> ColumnProfile? { columns.first { $0.name == column } }
}
