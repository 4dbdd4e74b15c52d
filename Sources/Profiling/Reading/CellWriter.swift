/// Writes cells into a batch row by row, for formats whose own bytes are no cells.
///
/// A cell is written so that ``Cell`` reads the same text back, and takes for missing only what is.
struct CellWriter {
  private let batch: Batch

  /// Empties a batch and begins.
  ///
  /// - Parameters:
  ///   - batch: Takes the cells.
  ///   - columns: How many cells a row has.
  init(_ batch: Batch, columns: Int) {
    self.batch = batch
    batch.count = 0
    batch.rows = 0
    batch.stride = columns + 1
    batch.isRegular = false
    batch.hasHighBytes = false
    batch.ragged.removeAll(keepingCapacity: true)
    batch.lines.removeAll(keepingCapacity: true)
  }

  /// Begins a row; as many cells as there are columns have to follow.
  func beginRow(line: Int) {
    batch.ragged.append(UInt32(truncatingIfNeeded: batch.count - 1))
    batch.lines.append(line)
    batch.rows += 1
  }

  func addMissing() { end() }

  /// Adds a number or a word for one, which is read as it is written.
  @inline(__always)
  func add(word: UnsafeRawBufferPointer) {
    batch.append(word)
    end()
  }

  func add(word: String) {
    var word = word
    word.withUTF8 { add(word: UnsafeRawBufferPointer($0)) }
  }

  /// Adds a text, in quotes where it would be read as something else without them.
  @inline(__always)
  func add(text: UnsafeRawBufferPointer) {
    let isPlain =
      text.isEmpty
      || text[0] != .quote
        && (text.count > 4 || text[0] | 0x20 != UInt8(ascii: "n"))
    if isPlain { add(word: text) } else { addQuoted(text) }
  }

  private func addQuoted(_ text: UnsafeRawBufferPointer) {
    var quoted: [UInt8] = [.quote]
    for byte in text {
      if byte == .quote { quoted.append(.quote) }
      quoted.append(byte)
    }
    quoted.append(.quote)
    quoted.withUnsafeBytes { batch.append($0) }
    end()
  }

  @inline(__always)
  private func end() {
    batch.ragged.append(UInt32(truncatingIfNeeded: batch.count))
    batch.appendByte(UInt8(ascii: ","))
  }

  /// Makes the batch readable.
  func finish() { batch.seal() }
}

extension Batch {
  @inline(__always)
  fileprivate func append(_ new: UnsafeRawBufferPointer) {
    guard let base = new.baseAddress else { return }
    while count + new.count + 1 > capacity { grow() }
    (bytes + count).update(from: base.assumingMemoryBound(to: UInt8.self), count: new.count)
    count += new.count
  }

  @inline(__always)
  fileprivate func appendByte(_ byte: UInt8) {
    if count + 1 > capacity { grow() }
    bytes[count] = byte
    count += 1
  }
}
