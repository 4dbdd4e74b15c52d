/// Counts the values of a column by their bits: open addressing with linear probing, at most half full.
///
/// It handles memory by hand. What holds here: the table has a power of two of slots, of which at least
/// half are empty, so that every search ends; a slot is empty where its count is 0.
final class ValueTable {
  private(set) var distinct = 0
  private var slots: UnsafeMutablePointer<Slot>
  private var bits: UInt64 = 6

  private struct Slot {
    var key: UInt64
    var count: Int
    /// The row in which it came first.
    var row: Int
  }

  init() {
    slots = .allocate(capacity: 1 << 6)
    slots.initialize(repeating: Slot(key: 0, count: 0, row: 0), count: 1 << 6)
  }

  deinit { slots.deallocate() }

  /// Counts the values of some rows.
  ///
  /// - Parameters:
  ///   - column: Has keys.
  ///   - firstRow: The number of its first row.
  /// - Returns: How many are missing.
  func add(_ column: ArrowColumn, firstRow: Int) -> Int {
    var (table, shift, mask) = (slots, 64 &- bits, (1 &<< Int(bits)) &- 1)
    return column.eachKey { row, key in
      var slot = Int(truncatingIfNeeded: (key &* Self.factor) &>> shift)
      while table[slot].count != 0 {
        if table[slot].key == key {
          table[slot].count &+= 1
          return
        }
        slot = (slot &+ 1) & mask
      }
      table[slot] = Slot(key: key, count: 1, row: firstRow &+ row)
      distinct &+= 1
      if distinct &* 2 > mask {
        grow()
        (table, shift, mask) = (slots, 64 &- bits, (1 &<< Int(bits)) &- 1)
      }
    }
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(never)
  private func grow() {
    let (old, count) = (slots, 1 << Int(bits))
    bits += 2
    let room = 1 << Int(bits)
    slots = .allocate(capacity: room)
    slots.initialize(repeating: Slot(key: 0, count: 0, row: 0), count: room)
    for place in 0..<count where old[place].count != 0 {
      var slot = Int(truncatingIfNeeded: (old[place].key &* Self.factor) &>> (64 &- bits))
      while slots[slot].count != 0 { slot = (slot + 1) & (room - 1) }
      slots[slot] = old[place]
    }
    old.deallocate()
  }

  /// Hands over every distinct value with how often it was counted and the row it came first in, and
  /// forgets them.
  func drain(_ body: (_ key: UInt64, _ count: Int, _ row: Int) -> Void) {
    for slot in 0..<(1 << Int(bits)) where slots[slot].count != 0 {
      body(slots[slot].key, slots[slot].count, slots[slot].row)
    }
    slots.update(repeating: Slot(key: 0, count: 0, row: 0), count: 1 << Int(bits))
    distinct = 0
  }
}
