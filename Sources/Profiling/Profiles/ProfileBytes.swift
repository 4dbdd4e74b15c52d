/// Writes the binary form: numbers of seven bits a byte, the lowest first, with a set bit where more
/// follow; signed ones zigzag; texts and lists behind their lengths.
struct ByteWriter {
  private(set) var bytes: [UInt8] = []

  static let mark = Array("AWPROF\u{1}\n".utf8)

  mutating func write(_ profile: StoredProfile) {
    bytes += Self.mark
    write(profile.version)
    write(profile.rows)
    write(profile.raggedRows)
    write(profile.columns)
    write(profile.by != nil)
    guard let by = profile.by else { return }
    write(by)
    write(profile.window ?? "")
    let slices = profile.slices ?? []
    write(slices.count)
    for slice in slices {
      write(slice.name)
      write(slice.rows)
      write(slice.columns)
    }
  }

  private mutating func write(_ columns: [StoredColumn]) {
    write(columns.count)
    for column in columns {
      write(column.name)
      write(column.declared?.rawValue ?? "")
      write(column.missing)
      write(column.sketch != nil)
      if let sketch = column.sketch {
        write(sketch)
      } else {
        write(column.texts ?? [])
        write(column.counts ?? [])
      }
    }
  }

  private mutating func write(_ sketch: StoredSketch) {
    write(sketch.present)
    write(sketch.distinct)
    write(sketch.frequent.counters)
    write(sketch.frequent.texts)
    for length in [sketch.lengths.least, sketch.lengths.most, sketch.lengths.total] {
      write(length)
    }
    write(sketch.patterns != nil)
    if let patterns = sketch.patterns {
      write(patterns.texts)
      write(patterns.counts)
    }
    let numbers = sketch.numbers
    for count in [numbers.count, numbers.infinities, numbers.fractions] { write(count) }
    write(numbers.extremes.map { Int(bitPattern: UInt($0.bitPattern)) })
    write(numbers.sum.map(Int.init))
    write(numbers.squares.map(Int.init))
    write(numbers.level)
    write(numbers.cells)
    write(numbers.counts)
    write(numbers.distinct)
    let times = sketch.times
    write(times.count)
    write(times.extremes.map(Int.init))
    write(times.level)
    write(times.spans)
    write(times.counts)
  }

  // MARK: Parts

  private mutating func write(_ number: Int) {
    var rest = UInt(bitPattern: number << 1 ^ number >> (Int.bitWidth - 1))
    while rest > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  private mutating func write(_ truth: Bool) { bytes.append(truth ? 1 : 0) }

  private mutating func write(_ text: String) { write(Array(text.utf8)) }

  private mutating func write(_ part: [UInt8]) {
    write(part.count)
    bytes += part
  }

  private mutating func write(_ numbers: [Int]) {
    write(numbers.count)
    for number in numbers { write(number) }
  }

  private mutating func write(_ texts: [String]) {
    write(texts.count)
    for text in texts { write(text) }
  }
}

/// Reads the binary form, from anybody: every length is held against the bytes that are left.
struct ByteReader {
  private let bytes: [UInt8]
  private var position: Int

  /// - Parameter bytes: They begin with ``ByteWriter/mark``.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = ByteWriter.mark.count
  }

  mutating func readProfile() throws(TableProfile.NoProfile) -> StoredProfile {
    let version = try number()
    guard version == StoredProfile.versionNow else {
      return StoredProfile(version: version, rows: 0, raggedRows: 0, columns: [])
    }
    var profile = StoredProfile(
      version: version, rows: try number(), raggedRows: try number(), columns: try columns())
    if try truth() {
      profile.by = try text()
      let window = try text()
      profile.window = window.isEmpty ? nil : window
      var slices: [StoredProfile.Slice] = []
      for _ in 0..<(try length()) {
        slices.append(.init(name: try text(), rows: try number(), columns: try columns()))
      }
      profile.slices = slices
    }
    guard position == bytes.count else { throw fault("bytes follow its end") }
    return profile
  }

  private mutating func columns() throws(TableProfile.NoProfile) -> [StoredColumn] {
    var columns: [StoredColumn] = []
    for _ in 0..<(try length()) {
      let name = try text()
      let type = try text()
      guard type.isEmpty || ColumnType(rawValue: type) != nil else {
        throw fault("a type is not known")
      }
      var column = StoredColumn(
        name: name, declared: ColumnType(rawValue: type), missing: try number())
      if try truth() {
        column.sketch = try sketch()
      } else {
        column.texts = try texts()
        column.counts = try numbers()
      }
      columns.append(column)
    }
    return columns
  }

  private mutating func sketch() throws(TableProfile.NoProfile) -> StoredSketch {
    StoredSketch(
      present: try number(), distinct: try part(),
      frequent: .init(counters: try numbers(), texts: try texts()),
      lengths: .init(least: try number(), most: try number(), total: try number()),
      patterns: try truth() ? .init(texts: try texts(), counts: try numbers()) : nil,
      numbers: .init(
        count: try number(), infinities: try number(), fractions: try number(),
        extremes: try numbers().map { Double(bitPattern: UInt64(UInt(bitPattern: $0))) },
        sum: try numbers().map(Int64.init), squares: try numbers().map(Int64.init),
        level: try number(), cells: try numbers(), counts: try numbers(), distinct: try part()),
      times: .init(
        count: try number(), extremes: try numbers().map(Int64.init), level: try number(),
        spans: try numbers(), counts: try numbers()))
  }

  // MARK: Parts

  private func fault(_ reason: String) -> TableProfile.NoProfile { .init(reason: reason) }

  private mutating func byte() throws(TableProfile.NoProfile) -> UInt8 {
    guard position < bytes.count else { throw fault("it is cut short") }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func number() throws(TableProfile.NoProfile) -> Int {
    var bits: UInt = 0
    var shift: UInt = 0
    while true {
      let next = try byte()
      // The tenth byte has room for one bit.
      guard shift < 63 || shift == 63 && next <= 1 else { throw fault("a number is too long") }
      bits |= UInt(next & 0x7F) << shift
      guard next & 0x80 != 0 else { break }
      shift += 7
    }
    return Int(bitPattern: bits >> 1) ^ -Int(bitPattern: bits & 1)
  }

  /// How many parts follow, each of a byte at least.
  private mutating func length() throws(TableProfile.NoProfile) -> Int {
    let length = try number()
    guard (0...(bytes.count - position)).contains(length) else { throw fault("it is cut short") }
    return length
  }

  private mutating func truth() throws(TableProfile.NoProfile) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw fault("a sign is neither yes nor no")
    }
  }

  private mutating func part() throws(TableProfile.NoProfile) -> [UInt8] {
    let count = try length()
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  private mutating func text() throws(TableProfile.NoProfile) -> String {
    guard let text = String(validating: try part(), as: UTF8.self) else {
      throw fault("a text is not UTF-8")
    }
    return text
  }

  private mutating func texts() throws(TableProfile.NoProfile) -> [String] {
    var texts: [String] = []
    for _ in 0..<(try length()) { texts.append(try text()) }
    return texts
  }

  private mutating func numbers() throws(TableProfile.NoProfile) -> [Int] {
    var numbers: [Int] = []
    for _ in 0..<(try length()) { numbers.append(try number()) }
    return numbers
  }
}
