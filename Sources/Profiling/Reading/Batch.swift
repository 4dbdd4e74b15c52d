/// Some whole records of a table, and where their cells lie.
///
/// This and ``CellTable`` are the places that handle memory by hand. What holds here:
/// `bytes` has `capacity` bytes and 64 more, which are zero beyond the text; `marks` has room for
/// one place before the first byte, one for every byte, and 16 more; every place that
/// ``cellRange(row:column:)`` forms lies in the text.
final class Batch {
  private(set) var capacity: Int
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  /// Places of separators and line ends; the first stands for the place before the text.
  private(set) var marks: UnsafeMutablePointer<UInt32>
  /// Bytes of text.
  var count = 0
  var rows = 0
  /// Places that a row takes in the index that ``places`` begins.
  var stride = 0
  /// For rows that were found one by one: of each the place before it, and of its cells the ends.
  var ragged: [UInt32] = []
  /// The lines that rows begin in, where they were found one by one.
  var lines: [Int] = []
  var isRegular = true
  /// The line of the first byte, from 1.
  var firstLine = 1
  /// Values as they lie in memory, where no cells were written.
  var arrow: ArrowBatch?
  /// What is to be cut into cells, of formats whose own bytes are none.
  var raw: Batch?
  /// Whether a byte is above 127, so that the text may be none in UTF-8.
  var hasHighBytes = false

  init(capacity: Int) {
    self.capacity = capacity
    bytes = .allocate(capacity: capacity + 64)
    bytes.initialize(repeating: 0, count: capacity + 64)
    marks = .allocate(capacity: capacity + 17)
  }

  deinit {
    bytes.deallocate()
    marks.deallocate()
  }

  /// Makes room for twice as much, keeping the text.
  func grow() {
    let old = bytes
    bytes = .allocate(capacity: 2 * capacity + 64)
    bytes.update(from: old, count: count)
    old.deallocate()
    marks.deallocate()
    capacity *= 2
    marks = .allocate(capacity: capacity + 17)
  }

  /// Zeroes what the scan reads beyond the text.
  func seal() { (bytes + count).update(repeating: 0, count: 64) }

  /// The line that a row begins in.
  func line(of row: Int) -> Int { isRegular ? firstLine + row : lines[row] }

  /// Hands over the index of places: cell `column` of `row` ends at
  /// `row * stride + column + 1`, and begins after the place before.
  func withPlaces<Result>(_ body: (UnsafePointer<UInt32>) -> Result) -> Result {
    guard !isRegular else { return body(UnsafePointer(marks)) }
    return ragged.withUnsafeBufferPointer { places in
      guard let base = places.baseAddress else { return body(UnsafePointer(marks)) }
      return body(base)
    }
  }

  /// The bytes of a cell as they are written, quotes and all.
  func cell(row: Int, column: Int) -> UnsafeRawBufferPointer {
    let index = row * stride + column
    let start = Int(isRegular ? marks[index] &+ 1 : ragged[index] &+ 1)
    let end = Int(isRegular ? marks[index + 1] : ragged[index + 1])
    return UnsafeRawBufferPointer(start: bytes + start, count: end - start)
  }

  /// The line of the first byte that is not UTF-8; `nil` where all are.
  var firstLineOfOtherText: Int? {
    guard hasHighBytes else { return nil }
    let text = UnsafeBufferPointer(start: bytes, count: count)
    guard String(validating: text, as: UTF8.self) == nil else { return nil }
    var line = firstLine
    var start = 0
    while let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if String(validating: text[start..<end], as: UTF8.self) == nil { break }
      line += 1
      start = end + 1
    }
    return line
  }
}
