/// What hands out the rows of a table batch by batch.
protocol RecordSource: AnyObject {
  /// The names of the columns, in order.
  var columns: [String] { get }
  /// What was found besides the rows so far.
  var pass: TableFile.Pass { get }
  /// Bytes of the file that were read so far.
  var bytesRead: Int { get }
  /// A good size of a batch, in bytes.
  var blockSize: Int { get }

  /// Reads some records; their bytes and places lie in `batch` until the next call with it.
  ///
  /// - Returns: Whether there was anything left.
  /// - Throws: ``TableFile/Failure``.
  func next(into batch: Batch) throws(TableFile.Failure) -> Bool

  /// Makes cells of what ``next(into:)`` has read, where that needs no order: several may do so at the
  /// same time.
  ///
  /// - Returns: What was found besides the rows in this batch.
  /// - Throws: ``TableFile/Failure``.
  func cut(_ batch: Batch) throws(TableFile.Failure) -> TableFile.Pass
}

extension RecordSource {
  /// The cells of most formats are found one after the other, by ``next(into:)``.
  func cut(_ batch: Batch) throws(TableFile.Failure) -> TableFile.Pass { TableFile.Pass() }
}
