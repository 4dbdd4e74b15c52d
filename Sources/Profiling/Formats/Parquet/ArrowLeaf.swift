internal import CArrow

/// A column of single values, perhaps inside of others, with how its values lie in memory.
struct ArrowLeaf {
  /// The names on the way to it, with dots between.
  let name: String
  /// Which child to take at each step.
  let path: [Int]
  let type: Kind
  /// Whether the values are places in a list of texts.
  let isDictionary: Bool

  enum Kind: Hashable {
    case null
    case truth
    /// Whole numbers of so many bytes.
    case signed(Int)
    case unsigned(Int)
    case half, single, double
    /// A whole number of so many bytes, to be divided by ten to the scale.
    case decimal(bytes: Int, scale: Int)
    /// Offsets of four or of eight bytes.
    case text(wide: Bool)
    case days
    /// Since 1970-01-01T00:00:00, in units of which a second has so many.
    case instant(perSecond: Int, hasZone: Bool)
    /// Since midnight; the number has so many bytes.
    case clock(perSecond: Int, bytes: Int)
  }

  /// Whether the values are texts, so that digits among them are no numbers.
  var isText: Bool {
    if case .text = type { return true }
    return false
  }

  /// - Throws: ``TableFile/Failure`` for a type that is no single value.
  static func all(
    of schema: ArrowSchema, path: [Int], name: String
  ) throws(TableFile.Failure) -> [ArrowLeaf] {
    guard let written = schema.format else { return [] }
    let format = String(cString: written)
    if format == "+s" {
      var leaves: [ArrowLeaf] = []
      for index in 0..<Int(schema.n_children) {
        guard let child = schema.children?[index]?.pointee else { continue }
        let own = child.name.map { String(cString: $0) } ?? ""
        leaves += try all(
          of: child, path: path + [index], name: path.isEmpty ? own : name + "." + own)
      }
      return leaves
    }
    if let dictionary = schema.dictionary?.pointee.format {
      guard case .text(let isWide) = Kind(String(cString: dictionary)), format == "i" else {
        throw refusal(of: String(cString: dictionary), in: name)
      }
      return [ArrowLeaf(name: name, path: path, type: .text(wide: isWide), isDictionary: true)]
    }
    guard let kind = Kind(format) else { throw refusal(of: format, in: name) }
    return [ArrowLeaf(name: name, path: path, type: kind, isDictionary: false)]
  }

  private static func refusal(of format: String, in name: String) -> TableFile.Failure {
    let words =
      switch format.prefix(2) {
      case "+l", "+L", "+w", "+v": "a list, which is no single value of a row"
      case "+m": "a map, which is no single value of a row"
      case "z", "Z", "vz": "bytes, which are no text"
      case let start where start.hasPrefix("w:"): "bytes, which are no text"
      case "tD": "a span of time without a unit that a number could have"
      default: "of the type '\(format)', which is not read"
      }
    return .refused(
      "column '\(name)' is \(words)", line: nil,
      fix: "write the table without it, or leave it out by --columns where that is offered")
  }
}

extension ArrowLeaf.Kind {
  /// - Parameter format: As the C data interface spells types.
  init?(_ format: String) {
    let simple: [String: Self] = [
      "n": .null, "b": .truth, "c": .signed(1), "s": .signed(2), "i": .signed(4), "l": .signed(8),
      "C": .unsigned(1), "S": .unsigned(2), "I": .unsigned(4), "L": .unsigned(8), "e": .half,
      "f": .single, "g": .double, "u": .text(wide: false), "U": .text(wide: true), "tdD": .days,
      "tdm": .instant(perSecond: 1000, hasZone: true), "tts": .clock(perSecond: 1, bytes: 4),
      "ttm": .clock(perSecond: 1000, bytes: 4), "ttu": .clock(perSecond: 1_000_000, bytes: 8),
      "ttn": .clock(perSecond: 1_000_000_000, bytes: 8),
    ]
    if let kind = simple[format] {
      self = kind
    } else if format.hasPrefix("ts"), let sign = format.dropFirst(2).first, format.contains(":") {
      let units: [Character: Int] = ["s": 1, "m": 1000, "u": 1_000_000, "n": 1_000_000_000]
      guard let unit = units[sign] else { return nil }
      self = .instant(perSecond: unit, hasZone: !format.hasSuffix(":"))
    } else if format.hasPrefix("d:") {
      let parts = format.dropFirst(2).split(separator: ",").compactMap { Int($0) }
      guard parts.count >= 2, (0...76).contains(parts[1]) else { return nil }
      let bits = parts.count > 2 ? parts[2] : 128
      guard [32, 64, 128].contains(bits) else { return nil }
      self = .decimal(bytes: bits / 8, scale: parts[1])
    } else {
      return nil
    }
  }

  /// The bytes of a value; 0 where it has no fixed number of them.
  var width: Int {
    switch self {
    case .null, .truth, .text: 0
    case .signed(let bytes), .unsigned(let bytes), .decimal(let bytes, _), .clock(_, let bytes):
      bytes
    case .half: 2
    case .single, .days: 4
    case .double, .instant: 8
    }
  }
}
