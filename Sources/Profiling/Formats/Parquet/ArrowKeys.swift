extension ArrowColumn {
  /// Whether every value is 64 bits or fewer, which then stand for it.
  var hasKeys: Bool {
    switch leaf.type {
    case .text, .null: false
    case .decimal(let bytes, _): bytes <= 8
    default: true
    }
  }

  /// Hands over the bits of every value that is there; of a number that is none, none.
  ///
  /// - Returns: How many are missing.
  @inline(__always)
  func eachKey(_ body: (_ row: Int, _ key: UInt64) -> Void) -> Int {
    switch leaf.type {
    case .signed(1): eachValue(Int8.self, body) { UInt64(bitPattern: Int64($0)) }
    case .signed(2): eachValue(Int16.self, body) { UInt64(bitPattern: Int64($0)) }
    case .signed(4), .days, .decimal(4, _), .clock(_, 4):
      eachValue(Int32.self, body) { UInt64(bitPattern: Int64($0)) }
    case .signed, .instant, .decimal, .clock:
      eachValue(Int64.self, body) { UInt64(bitPattern: $0) }
    case .unsigned(1): eachValue(UInt8.self, body) { UInt64($0) }
    case .unsigned(2): eachValue(UInt16.self, body) { UInt64($0) }
    case .unsigned(4): eachValue(UInt32.self, body) { UInt64($0) }
    case .unsigned: eachValue(UInt64.self, body) { $0 }
    case .double: eachValue(Double.self, body) { $0.isNaN ? nil : $0.bitPattern }
    case .single: eachValue(Float.self, body) { $0.isNaN ? nil : Double($0).bitPattern }
    case .half:
      eachValue(UInt16.self, body) { bits in
        let value = Double(halfBits: bits)
        return value.isNaN ? nil : value.bitPattern
      }
    case .truth: eachBit(body)
    case .text, .null: count
    }
  }

  @inline(__always)
  private func eachValue<Value>(
    _ type: Value.Type, _ body: (Int, UInt64) -> Void, _ key: (Value) -> UInt64?
  ) -> Int {
    guard let base = buffer(1, of: type) else { return count }
    let values = base + offset
    var missing = 0
    if gaps.isEmpty {
      for row in 0..<count {
        if let key = key(values[row]) { body(row, key) } else { missing &+= 1 }
      }
    } else {
      for row in 0..<count {
        if !isMissing(row), let key = key(values[row]) {
          body(row, key)
        } else {
          missing &+= 1
        }
      }
    }
    return missing
  }

  private func eachBit(_ body: (Int, UInt64) -> Void) -> Int {
    guard let bits = buffer(1, of: UInt8.self) else { return count }
    var missing = 0
    for row in 0..<count {
      if isMissing(row) {
        missing += 1
      } else {
        let bit = offset + row
        body(row, UInt64(bits[bit >> 3] >> UInt8(bit & 7) & 1))
      }
    }
    return missing
  }
}

extension Double {
  /// The value of a number of 16 bits: a sign, five bits of exponent, ten of mantissa.
  fileprivate init(halfBits bits: UInt16) {
    let exponent = Int(bits >> 10 & 31)
    let mantissa = Double(bits & 1023)
    let size: Double =
      switch exponent {
      case 0: Double(sign: .plus, exponent: -24, significand: mantissa)
      case 31: mantissa == 0 ? .infinity : .nan
      default: Double(sign: .plus, exponent: exponent - 25, significand: 1024 + mantissa)
      }
    self = bits >> 15 == 0 ? size : -size
  }
}
