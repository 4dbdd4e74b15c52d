internal import Foundation

/// Reads Parquet: values as they lie in memory, in batches of some thousand rows.
///
/// Numbers and times are counted by their bits and texts by their dictionary; only where rows are asked
/// for one by one, cells are written.
final class ParquetReader: RecordSource {
  let columns: [String]
  let blockSize: Int
  private(set) var pass = TableFile.Pass()

  private let leaves: [ArrowLeaf]
  private let stream: ArrowStream
  private let asCells: Bool
  private let rows: Int
  private let size: Int

  private static let rowsMax = 32_768

  /// - Parameters:
  ///   - path: The file.
  ///   - only: The columns that are wanted; `nil` for all of them.
  ///   - asCells: Whether rows are asked for one by one.
  ///   - blockSize: What a batch should have in bytes.
  /// - Throws: ``TableFile/Failure``.
  init(
    path: String, only: Set<String>?, asCells: Bool, blockSize: Int
  ) throws(TableFile.Failure) {
    (stream, rows) = try ParquetPlugin.open(path, only: only, rowsMax: Self.rowsMax)
    leaves = try stream.leaves()
    columns = leaves.map(\.name)
    self.asCells = asCells
    self.blockSize = blockSize
    size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    guard columns.count <= RecordReader.columnsMax else { throw .tooManyColumns(columns.count) }
    var seen: Set<String> = []
    for name in columns where !seen.insert(name).inserted { throw .repeatedColumn(name) }
    if only == nil, columns.isEmpty { throw .noHeader }
    pass.textColumns = Set(leaves.indices.filter { leaves[$0].isText })
  }

  var bytesRead: Int {
    rows > 0 ? Int(Double(size) * Double(min(pass.rows, rows)) / Double(rows)) : size
  }

  func next(into batch: Batch) throws(TableFile.Failure) -> Bool {
    batch.count = 0
    batch.rows = 0
    batch.hasHighBytes = false
    while let found = try stream.next() {
      guard found.count > 0 else { continue }
      batch.arrow = ArrowBatch(rows: found, leaves: leaves, firstRow: pass.rows + 1)
      batch.rows = found.count
      batch.firstLine = pass.rows + 1
      pass.rows += found.count
      return true
    }
    batch.arrow = nil
    return false
  }

  func cut(_ batch: Batch) throws(TableFile.Failure) -> TableFile.Pass {
    guard let arrow = batch.arrow else { return TableFile.Pass() }
    for leaf in leaves where leaf.isText {
      let column = arrow.column(leaf)
      guard column.hasSoundTexts else {
        throw ParquetPlugin.damaged("column '\(leaf.name)' refers to texts that are not there")
      }
      guard column.texts?.areText != false else {
        throw .refused(
          "column '\(leaf.name)' holds bytes that are not UTF-8", line: nil,
          fix: "write its texts as UTF-8")
      }
    }
    if asCells {
      arrow.write(to: batch)
      batch.arrow = nil
    }
    return TableFile.Pass()
  }
}

/// Some rows with their columns.
struct ArrowBatch {
  let rows: ArrowRows
  let leaves: [ArrowLeaf]
  /// The number of the first row, from 1.
  let firstRow: Int

  func column(_ leaf: ArrowLeaf) -> ArrowColumn { ArrowColumn(leaf, of: rows) }

  /// Writes every value as a cell.
  func write(to batch: Batch) {
    // Values lie column by column, and cells row by row.
    var columns: [[ArrowCell]] = []
    for leaf in leaves {
      var cells: [ArrowCell] = []
      cells.reserveCapacity(rows.count)
      column(leaf).eachCell { _, cell in cells.append(cell) }
      columns.append(cells)
    }
    let writer = CellWriter(batch, columns: leaves.count)
    for row in 0..<rows.count {
      writer.beginRow(line: firstRow + row)
      for cells in columns {
        switch cells[row] {
        case .missing: writer.addMissing()
        case .word(let word): writer.add(word: word)
        case .text(let text): writer.add(text: text)
        }
      }
    }
    writer.finish()
  }
}
