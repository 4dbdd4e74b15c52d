internal import CArrow

/// The values of a column in some rows, where they lie in memory.
struct ArrowColumn {
  let leaf: ArrowLeaf
  let count: Int
  /// The place of the first value.
  let offset: Int
  let array: ArrowArray
  /// Where bits tell which values are there: its own, and those of what it lies in.
  private(set) var gaps: [(bits: UnsafePointer<UInt8>, offset: Int)] = []

  init(_ leaf: ArrowLeaf, of rows: ArrowRows) {
    self.leaf = leaf
    count = rows.count
    var array = rows.array.pointee
    var offset = Int(array.offset)
    for step in leaf.path {
      guard let child = array.children?[step]?.pointee else { break }
      array = child
      offset += Int(array.offset)
      if array.null_count != 0, array.n_buffers > 0, let bits = array.buffers?[0] {
        gaps.append((bits.assumingMemoryBound(to: UInt8.self), offset))
      }
    }
    self.array = array
    self.offset = offset
  }

  /// A buffer, of values of a type.
  @inline(__always)
  func buffer<Value>(_ index: Int, of _: Value.Type) -> UnsafePointer<Value>? {
    array.buffers?[index]?.assumingMemoryBound(to: Value.self)
  }

  @inline(__always)
  func isMissing(_ row: Int) -> Bool {
    if case .null = leaf.type { return true }
    for gap in gaps {
      let bit = gap.offset &+ row
      if gap.bits[bit &>> 3] &>> UInt8(truncatingIfNeeded: bit & 7) & 1 == 0 { return true }
    }
    return false
  }
}

/// The texts of a column, or of what it refers to.
struct ArrowTexts {
  private let offsets: UnsafeRawPointer
  private let isWide: Bool
  private let bytes: UnsafeRawPointer?
  private let first: Int
  let count: Int

  init?(_ array: ArrowArray, isWide: Bool, offset: Int, count: Int) {
    guard let offsets = array.buffers?[1] else { return nil }
    self.offsets = offsets
    self.isWide = isWide
    self.count = count
    bytes = array.buffers?[2]
    first = offset
  }

  @inline(__always)
  subscript(index: Int) -> UnsafeRawBufferPointer {
    let (start, end) = (place(first &+ index), place(first &+ index &+ 1))
    return UnsafeRawBufferPointer(start: bytes.map { $0 + start }, count: end &- start)
  }

  @inline(__always)
  private func place(_ index: Int) -> Int {
    isWide
      ? Int(offsets.load(fromByteOffset: index &* 8, as: Int64.self))
      : Int(offsets.load(fromByteOffset: index &* 4, as: Int32.self))
  }

  /// Whether each ends where it begins or later, as in a damaged file it may not.
  var areInOrder: Bool {
    var isSound = place(first) >= 0
    for index in 0..<count where place(first &+ index) > place(first &+ index &+ 1) {
      isSound = false
    }
    return isSound
  }

  /// Whether all of them are UTF-8.
  var areText: Bool {
    guard count > 0 else { return true }
    let (start, end) = (place(first), place(first + count))
    let all = UnsafeRawBufferPointer(start: bytes.map { $0 + start }, count: end - start)
    var high: UInt8 = 0
    for byte in all { high |= byte }
    return high < 128 || String(validating: all, as: UTF8.self) != nil
  }
}

extension ArrowColumn {
  /// The texts that the values are, or refer to; `nil` where they are none.
  var texts: ArrowTexts? {
    guard case .text(let isWide) = leaf.type else { return nil }
    guard leaf.isDictionary else {
      return ArrowTexts(array, isWide: isWide, offset: offset, count: count)
    }
    guard let dictionary = array.dictionary?.pointee else { return nil }
    return ArrowTexts(
      dictionary, isWide: isWide, offset: Int(dictionary.offset), count: Int(dictionary.length))
  }

  /// Whether every text that is referred to is there, and whole.
  var hasSoundTexts: Bool {
    guard let texts else { return true }
    guard texts.areInOrder else { return false }
    guard leaf.isDictionary else { return true }
    var isSound = true
    eachIndex { _, index in
      if UInt(bitPattern: index) >= UInt(bitPattern: texts.count) { isSound = false }
    }
    return isSound
  }

  /// Hands over the text that each row which is there refers to, by its number.
  @inline(__always)
  func eachIndex(_ body: (_ row: Int, _ index: Int) -> Void) {
    guard let indexes = buffer(1, of: Int32.self) else { return }
    for row in 0..<count where gaps.isEmpty || !isMissing(row) {
      body(row, Int(indexes[offset &+ row]))
    }
  }
}
