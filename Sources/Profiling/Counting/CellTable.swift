/// Counts the cells of a column by their bytes, as they are written; nothing is read as a number.
///
/// Up to seven bytes are their own key: the bytes, little-endian, below their number plus one, so
/// that no key is zero. Longer cells lie in an arena, found by a hash of all their bytes and then
/// compared. Both are open addressing with linear probing, at most a third full.
///
/// This and ``Batch`` are the places that handle memory by hand. What holds here: each table has a
/// power of two of slots, of which at least two thirds are empty, so that every search ends; eight
/// bytes beyond every cell can be read, since the batch has 64 more than its text.
final class CellTable {
  /// Distinct cells.
  var distinct: Int { shortCount + longCount }

  private var short: UnsafeMutablePointer<Slot>
  private var shortBits: UInt64 = 4
  private var shortCount = 0
  private var shortLines: [UInt64: Int] = [:]

  private var long: UnsafeMutablePointer<Int32>
  private var longBits: UInt64 = 4
  private var longCount = 0
  private var longCells: UnsafeMutablePointer<LongCell>
  private var longCapacity = 4
  /// The bytes of long cells, one behind the other.
  private var arena: UnsafeMutablePointer<UInt8>
  private var arenaCount = 0
  private var arenaCapacity = 64
  /// The long cell that was counted last; −1 where there is none.
  private var lastLong = -1

  private struct Slot {
    var key: UInt64
    var count: Int
  }

  private struct LongCell {
    let hash: UInt64
    let offset: Int
    let length: Int
    let line: Int
    var count: Int
  }

  init() {
    short = .allocate(capacity: 1 << Int(shortBits))
    short.initialize(repeating: Slot(key: 0, count: 0), count: 1 << 4)
    long = .allocate(capacity: 1 << Int(longBits))
    long.initialize(repeating: -1, count: 1 << 4)
    longCells = .allocate(capacity: longCapacity)
    arena = .allocate(capacity: arenaCapacity)
  }

  deinit {
    short.deallocate()
    long.deallocate()
    longCells.deallocate()
    arena.deallocate()
  }

  /// Counts a column's cells of all rows of a batch.
  func add(_ batch: Batch, column: Int) { add(batch, column: column, rows: 0..<batch.rows) }

  /// Counts a column's cells of some rows of a batch.
  ///
  /// What does not change from cell to cell is held in variables of the function, since a store into
  /// the table could be one into the object, for all that the compiler knows.
  @inline(__always)
  func add(_ batch: Batch, column: Int, rows: some Sequence<Int>) {
    batch.withPlaces { places in
      let bytes = UnsafePointer(batch.bytes)
      let (stride, first) = (batch.stride, places + column)
      var (table, shift, mask) = (short, 64 &- shortBits, (1 &<< Int(shortBits)) &- 1)
      for row in rows {
        let place = first + row &* stride
        let start = place[0] &+ 1
        let length = place[1] &- start
        let cell = bytes + Int(start)
        guard length <= 7 else {
          addLong(cell, length: Int(length), count: 1, line: batch.line(of: row))
          continue
        }
        let word = UnsafeRawPointer(cell).loadUnaligned(as: UInt64.self).littleEndian
        let bits = UInt64(length) &* 8
        let key = word & ((1 &<< bits) &- 1) | (UInt64(length) &+ 1) &<< 56
        var slot = Int(truncatingIfNeeded: (key &* Self.factor) &>> shift)
        while table[slot].key != key, table[slot].key != 0 { slot = (slot &+ 1) & mask }
        if table[slot].key == key {
          table[slot].count &+= 1
        } else {
          insert(key, line: batch.line(of: row))
          (table, shift, mask) = (short, 64 &- shortBits, (1 &<< Int(shortBits)) &- 1)
        }
      }
    }
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(never)
  private func insert(_ key: UInt64, count: Int = 1, line: Int) {
    if (shortCount + 1) * 3 > 1 << shortBits { growShort() }
    put(Slot(key: key, count: count))
    shortLines[key] = line
    shortCount += 1
  }

  private func put(_ new: Slot) {
    var slot = Int(truncatingIfNeeded: (new.key &* Self.factor) &>> (64 &- shortBits))
    while short[slot].key != 0 { slot = (slot + 1) & ((1 << Int(shortBits)) - 1) }
    short[slot] = new
  }

  private func growShort() {
    let old = short
    let count = 1 << Int(shortBits)
    shortBits += 2
    short = .allocate(capacity: 1 << Int(shortBits))
    short.initialize(repeating: Slot(key: 0, count: 0), count: 1 << Int(shortBits))
    for slot in 0..<count where old[slot].key != 0 { put(old[slot]) }
    old.deallocate()
  }
}

// MARK: - Texts in memory

extension CellTable {
  /// Counts texts that rows refer to by number.
  ///
  /// - Returns: How many rows refer to none.
  func add(_ column: ArrowColumn, referring texts: ArrowTexts, firstRow: Int) -> Int {
    var uses = [(count: Int32, row: Int32)](repeating: (0, 0), count: texts.count)
    var present = 0
    column.eachIndex { row, index in
      guard uses.indices.contains(index) else { return }
      if uses[index].count == 0 { uses[index].row = Int32(truncatingIfNeeded: row) }
      uses[index].count &+= 1
      present &+= 1
    }
    for (index, use) in uses.enumerated() where use.count > 0 {
      add(texts[index], count: Int(use.count), line: firstRow + Int(use.row))
    }
    return column.count - present
  }

  /// - Returns: How many rows have none.
  func add(_ column: ArrowColumn, _ texts: ArrowTexts, firstRow: Int) -> Int {
    var missing = 0
    for row in 0..<column.count {
      if column.isMissing(row) {
        missing += 1
      } else {
        add(texts[row], count: 1, line: firstRow + row)
      }
    }
    return missing
  }

  /// Counts a text that is there, whatever it may look like.
  private func add(_ text: UnsafeRawBufferPointer, count: Int, line: Int) {
    if let first = text.first, first == .quote || first | 0x20 == UInt8(ascii: "n"),
      text.count <= 4 || first == .quote
    {
      var quoted: [UInt8] = [.quote]
      for byte in text {
        if byte == .quote { quoted.append(.quote) }
        quoted.append(byte)
      }
      quoted.append(.quote)
      quoted.withUnsafeBytes { add(written: $0, count: count, line: line) }
    } else {
      add(written: text, count: count, line: line)
    }
  }

  private func add(written cell: UnsafeRawBufferPointer, count: Int, line: Int) {
    guard cell.count <= 7 else {
      guard let base = cell.baseAddress else { return }
      addLong(
        base.assumingMemoryBound(to: UInt8.self), length: cell.count, count: count, line: line)
      return
    }
    var word: UInt64 = 0
    for (index, byte) in cell.enumerated() { word |= UInt64(byte) &<< (UInt64(index) &* 8) }
    let key = word | (UInt64(cell.count) &+ 1) &<< 56
    let mask = (1 &<< Int(shortBits)) &- 1
    var slot = Int(truncatingIfNeeded: (key &* Self.factor) &>> (64 &- shortBits))
    while short[slot].key != key, short[slot].key != 0 { slot = (slot &+ 1) & mask }
    if short[slot].key == key {
      short[slot].count &+= count
    } else {
      insert(key, count: count, line: line)
    }
  }
}

// MARK: - Long cells

extension CellTable {
  @inline(__always)
  private func addLong(
    _ bytes: UnsafePointer<UInt8>, length: Int, count: Int, line: @autoclosure () -> Int
  ) {
    if lastLong >= 0, isEqual(lastLong, bytes, length) {
      longCells[lastLong].count &+= count
      return
    }
    let hash = CellHash.of(bytes, length: length)
    var slot = Int(truncatingIfNeeded: hash &>> (64 &- longBits))
    while long[slot] >= 0 {
      let cell = Int(long[slot])
      if longCells[cell].hash == hash, isEqual(cell, bytes, length) {
        longCells[cell].count &+= count
        lastLong = cell
        return
      }
      slot = (slot + 1) & ((1 << Int(longBits)) - 1)
    }
    insertLong(bytes, length, hash, count: count, line: line())
  }

  private func isEqual(_ cell: Int, _ bytes: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    guard longCells[cell].length == length else { return false }
    let left = UnsafeRawPointer(arena + longCells[cell].offset)
    let right = UnsafeRawPointer(bytes)
    // Eight bytes at a time, the last eight perhaps overlapping: a long cell has eight at least.
    var place = 0
    while place < length - 8 {
      if left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        != right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      {
        return false
      }
      place += 8
    }
    return left.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self)
  }

  @inline(never)
  private func insertLong(
    _ bytes: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, count: Int, line: Int
  ) {
    if (longCount + 1) * 3 > 1 << Int(longBits) { growLong() }
    if longCount == longCapacity { longCells.grow(&longCapacity, used: longCount) }
    while arenaCount + length > arenaCapacity { arena.grow(&arenaCapacity, used: arenaCount) }
    (longCells + longCount).initialize(
      to: LongCell(hash: hash, offset: arenaCount, length: length, line: line, count: count))
    (arena + arenaCount).update(from: bytes, count: length)
    arenaCount += length
    lastLong = longCount
    longCount += 1
    place(lastLong)
  }

  private func place(_ cell: Int) {
    var slot = Int(truncatingIfNeeded: longCells[cell].hash &>> (64 &- longBits))
    while long[slot] >= 0 { slot = (slot + 1) & ((1 << Int(longBits)) - 1) }
    long[slot] = Int32(truncatingIfNeeded: cell)
  }

  private func growLong() {
    long.deallocate()
    longBits += 2
    long = .allocate(capacity: 1 << Int(longBits))
    long.initialize(repeating: -1, count: 1 << Int(longBits))
    for cell in 0..<longCount { place(cell) }
  }
}

// MARK: - What was counted

extension CellTable {
  /// Hands over every distinct cell with how often it was counted and the line it came first in,
  /// and forgets them.
  func drain(_ body: (_ cell: Cell, _ count: Int, _ line: Int) -> Void) {
    for slot in 0..<(1 << Int(shortBits)) where short[slot].key != 0 {
      var key = short[slot].key.littleEndian
      let length = Int(short[slot].key >> 56) - 1
      let line = shortLines[short[slot].key] ?? 0
      withUnsafeBytes(of: &key) { bytes in
        body(
          Cell(written: UnsafeRawBufferPointer(rebasing: bytes[..<length])), short[slot].count, line
        )
      }
    }
    for cell in UnsafeBufferPointer(start: longCells, count: longCount) {
      let bytes = UnsafeRawBufferPointer(start: arena + cell.offset, count: cell.length)
      body(Cell(written: bytes), cell.count, cell.line)
    }
    removeAll()
  }

  private func removeAll() {
    short.update(repeating: Slot(key: 0, count: 0), count: 1 << Int(shortBits))
    long.update(repeating: -1, count: 1 << Int(longBits))
    shortCount = 0
    shortLines.removeAll(keepingCapacity: true)
    longCount = 0
    arenaCount = 0
    lastLong = -1
  }
}

extension UnsafeMutablePointer {
  /// Doubles the room, keeping what is in use.
  fileprivate mutating func grow(_ capacity: inout Int, used: Int) {
    let new = UnsafeMutablePointer.allocate(capacity: 2 * capacity)
    new.moveInitialize(from: self, count: used)
    deallocate()
    self = new
    capacity *= 2
  }
}

/// A hash of 64 bits that is the same in every run and on every machine: words multiplied and
/// folded, the scheme of wyhash (Wang Yi, 2019).
enum CellHash {
  static func of(_ bytes: UnsafePointer<UInt8>, length: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: length) &* 0xA076_1D64_78BD_642F
    let raw = UnsafeRawPointer(bytes)
    var place = 0
    while place &+ 8 <= length {
      hash = mix(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
      place &+= 8
    }
    if place < length {
      var word: UInt64 = 0
      var shift: UInt64 = 0
      while place < length {
        word |= UInt64(bytes[place]) &<< shift
        shift &+= 8
        place &+= 1
      }
      hash = mix(hash ^ word)
    }
    return mix(hash ^ 0xE703_7ED1_A0B4_28DB)
  }

  static func of(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { bytes in
      bytes.baseAddress.map { of($0, length: bytes.count) } ?? mix(0xE703_7ED1_A0B4_28DB)
    }
  }

  static func mix(_ word: UInt64) -> UInt64 {
    let product = (word ^ 0x2D35_8DCC_AA6C_78A5).multipliedFullWidth(by: 0x8BB8_4B93_962E_ACC9)
    return product.high ^ product.low
  }
}
