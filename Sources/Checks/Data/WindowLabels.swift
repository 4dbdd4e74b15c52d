internal import Documents
internal import Profiling
internal import Readiness

extension LoadedTable {
  /// For each row the name of the span of time that it falls in.
  ///
  /// - Parameters:
  ///   - window: The span: a day, a month, a quarter or a year.
  ///   - dataset: Whose table it is; it names the column that holds the time.
  /// - Returns: As many names as there are rows.
  /// - Throws: ``CannotRun`` where a row has no time, or one without an offset.
  func labels(by window: Window, of dataset: Dataset) throws(CannotRun) -> [String] {
    guard let time = dataset.time, let column = columns[time] else {
      throw CannotRun("\(dataset.path.value) has no column '\(dataset.time ?? "")'")
    }
    if column.misfits > 0 {
      throw CannotRun(
        "\(column.misfits.of("value")) of '\(time)' in \(dataset.path.value) "
          + (column.misfits == 1 ? "is" : "are")
          + " no time with an offset, like 2013-05-01T10:00:00Z")
    }
    if column.missing > 0 {
      throw CannotRun(
        "\(column.missing.of("row")) of \(dataset.path.value) "
          + "\(column.missing == 1 ? "has" : "have") no '\(time)', so nobody can say to which "
          + "\(window.rawValue) \(column.missing == 1 ? "it belongs" : "they belong")")
    }
    var known: [Int: String] = [:]
    return column.moments.map { moment in
      guard let moment else { return "" }
      if let name = known[moment.day] { return name }
      let name = window.name(of: moment)
      known[moment.day] = name
      return name
    }
  }
}
