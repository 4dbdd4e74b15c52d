internal import Foundation

/// Cuts a stream of bytes into batches of whole lines; memory is that of one batch, which grows only
/// for a line that is longer.
struct TextLines {
  private let source: ByteStream
  private var carry: [UInt8] = []
  private var line = 1
  private var isAtEnd = false

  init(_ source: ByteStream) { self.source = source }

  var bytesRead: Int { source.bytesRead }

  /// Reads some whole lines, each with a line feed behind it.
  ///
  /// - Returns: Whether there was one.
  /// - Throws: ``TableFile/Failure``.
  mutating func next(into batch: Batch) throws(TableFile.Failure) -> Bool {
    batch.count = 0
    batch.firstLine = line
    while batch.capacity <= carry.count { batch.grow() }
    carry.withUnsafeBufferPointer { bytes in
      if let base = bytes.baseAddress { batch.bytes.update(from: base, count: bytes.count) }
    }
    batch.count = carry.count
    carry.removeAll(keepingCapacity: true)
    while true {
      try read(into: batch)
      if batch.count == 0 { return false }
      if let end = batch.lastLineEnd {
        carry.append(
          contentsOf: UnsafeBufferPointer(
            start: batch.bytes + end + 1, count: batch.count - end - 1))
        batch.count = end + 1
        batch.seal()
        try look(at: batch)
        return true
      }
      guard batch.capacity < RecordReader.recordMax else { throw .longRecord(line: line) }
      batch.grow()
    }
  }

  private mutating func read(into batch: Batch) throws(TableFile.Failure) {
    while !isAtEnd, batch.count < batch.capacity - 1 {
      let count = try source.read(
        into: UnsafeMutableRawBufferPointer(
          start: batch.bytes + batch.count, count: batch.capacity - 1 - batch.count))
      batch.count += count
      if count == 0 { isAtEnd = true }
    }
    if isAtEnd, batch.count > 0, batch.bytes[batch.count - 1] != .lineFeed {
      batch.bytes[batch.count] = .lineFeed
      batch.count += 1
    }
  }

  /// Passes over a byte order mark, looks for bytes that are no text, and counts lines.
  private mutating func look(at batch: Batch) throws(TableFile.Failure) {
    if line == 1, batch.count >= 3, batch.bytes[0] == 0xEF, batch.bytes[1] == 0xBB,
      batch.bytes[2] == 0xBF
    {
      for place in 0..<3 { batch.bytes[place] = UInt8(ascii: " ") }
    }
    var (lines, high) = (0, UInt8(0))
    var nul = -1
    for place in 0..<batch.count {
      let byte = batch.bytes[place]
      if byte == .lineFeed { lines &+= 1 }
      high |= byte
      if byte == 0, nul < 0 { nul = lines }
    }
    if nul >= 0 { throw .nulByte(line: line + nul) }
    batch.hasHighBytes = high > 127
    line += lines
  }
}

extension Batch {
  /// The place of the line feed that ends the line at `start`.
  @inline(__always)
  func lineEnd(from start: Int) -> Int? {
    guard start < count, let end = memchr(bytes + start, Int32(UInt8.lineFeed), count - start)
    else { return nil }
    return UnsafeRawPointer(end) - UnsafeRawPointer(bytes)
  }

  fileprivate var lastLineEnd: Int? {
    var place = count - 1
    while place >= 0, bytes[place] != .lineFeed { place -= 1 }
    return place < 0 ? nil : place
  }

  /// Whether nothing but blanks stands there.
  func isBlank(_ range: Range<Int>) -> Bool {
    range.allSatisfy { bytes[$0] == UInt8(ascii: " ") || bytes[$0] == .carriageReturn }
  }
}

/// Bytes that are in memory.
final class MemoryBytes: ByteSource {
  private let bytes: [UInt8]
  private(set) var bytesRead = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    let count = min(room.count, bytes.count - bytesRead)
    room.copyBytes(from: bytes[bytesRead..<(bytesRead + count)])
    bytesRead += count
    return count
  }
}
