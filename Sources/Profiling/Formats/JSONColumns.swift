/// The columns of a table of JSON Lines: the names of all values that its lines hold, in the order in
/// which they come first.
struct JSONColumns {
  private(set) var names: [String] = []
  /// The same as bytes, for comparing.
  private var written: [[UInt8]] = []
  private var places: [String: Int] = [:]

  /// The column of a value; `nil` where no column bears its name.
  ///
  /// - Parameters:
  ///   - name: The name's bytes.
  ///   - guess: Where it likely is: lines name their values in one order mostly.
  /// - Returns: Its place.
  @inline(__always)
  func column(of name: UnsafeBufferPointer<UInt8>, guess: Int) -> Int? {
    if guess < written.count, isEqual(written[guess], name) { return guess }
    return places[String(decoding: name, as: UTF8.self)]
  }

  @inline(__always)
  private func isEqual(_ known: [UInt8], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    guard known.count == name.count else { return false }
    for index in 0..<name.count where known[index] != name[index] { return false }
    return true
  }

  mutating func add(_ name: String) {
    guard places[name] == nil else { return }
    places[name] = names.count
    names.append(name)
    written.append(Array(name.utf8))
  }

  /// Takes up the names of a line.
  ///
  /// - Throws: ``TableFile/Failure/tooManyColumns(_:)``.
  mutating func add(
    _ line: JSONLine, in text: UnsafePointer<UInt8>
  ) throws(TableFile.Failure) {
    var guess = 0
    for value in line.values {
      let known = line.withName(of: value, in: text) { column(of: $0, guess: guess) }
      if let known {
        guess = known + 1
        continue
      }
      let name = line.withName(of: value, in: text) { String(decoding: $0, as: UTF8.self) }
      add(name)
      guess = names.count
      guard names.count <= RecordReader.columnsMax else { throw .tooManyColumns(names.count) }
    }
  }
}

extension JSONLine {
  /// Hands over the bytes of a value's name.
  @inline(__always)
  func withName<Result>(
    of value: Value, in text: UnsafePointer<UInt8>,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let (start, length) = (Int(value.nameStart), Int(value.nameLength))
    guard value.isNameApart else {
      return body(UnsafeBufferPointer(start: text + start, count: length))
    }
    return names.withUnsafeBufferPointer { body(.init(rebasing: $0[start..<(start + length)])) }
  }
}
