/// A pattern for `matches`: signs, classes and counts, one after the other, for the whole text.
///
/// There are no groups and no alternatives, so that every text is matched in one pass over it with
/// a set of places in the pattern: no text takes long.
struct RulePattern: Hashable, Sendable {
  /// What one scalar must be, and whether any number more of it may follow or it may be left out.
  private struct Step: Hashable {
    let ranges: [ClosedRange<UInt32>]
    let isDenied: Bool
    var isOptional = false
    var repeats = false

    func holds(_ scalar: Unicode.Scalar) -> Bool {
      ranges.contains { $0.contains(scalar.value) } != isDenied
    }
  }

  private let steps: [Step]
  /// The most steps that a pattern comes to once its counts are written out.
  static let stepsMax = 256

  /// - Parameters:
  ///   - text: The pattern.
  ///   - start: Where it stands in the rule, for what is wrong.
  /// - Throws: ``RuleFault``.
  init(_ text: String, at start: Int) throws(RuleFault) {
    var reader = PatternReader(scalars: Array(text.unicodeScalars), start: start)
    steps = try reader.steps()
  }

  func matches(_ text: String) -> Bool {
    var places = Set([0])
    follow(&places)
    for scalar in text.unicodeScalars {
      var next: Set<Int> = []
      for place in places where place < steps.count && steps[place].holds(scalar) {
        next.insert(steps[place].repeats ? place : place + 1)
        if steps[place].repeats { next.insert(place + 1) }
      }
      if next.isEmpty { return false }
      follow(&next)
      places = next
    }
    return places.contains(steps.count)
  }

  /// Adds the places that can be reached by leaving out what may be left out.
  private func follow(_ places: inout Set<Int>) {
    for place in places.sorted() {
      var next = place
      while next < steps.count, steps[next].isOptional {
        next += 1
        places.insert(next)
      }
    }
  }

  private struct PatternReader {
    let scalars: [Unicode.Scalar]
    let start: Int
    var position = 0

    mutating func steps() throws(RuleFault) -> [Step] {
      var steps: [Step] = []
      while position < scalars.count {
        let step = try step()
        let (least, most) = try count()
        steps += Array(repeating: step, count: least)
        if let most {
          var free = step
          free.isOptional = true
          steps += Array(repeating: free, count: most - least)
        } else {
          var free = step
          (free.isOptional, free.repeats) = (true, true)
          steps.append(free)
        }
        if steps.count > stepsMax {
          throw fault(
            "the pattern is longer than \(stepsMax) signs once its counts are written out")
        }
      }
      return steps
    }

    private func fault(_ message: String, fix: String? = nil) -> RuleFault {
      RuleFault(message, at: start + position, fix: fix)
    }

    private mutating func step() throws(RuleFault) -> Step {
      let scalar = scalars[position]
      switch scalar {
      case ".":
        position += 1
        return Step(ranges: [], isDenied: true)
      case "[": return try bracket()
      case "\\": return Step(ranges: try escape(), isDenied: false)
      case "(", ")", "|":
        throw fault(
          "patterns have no groups and no alternatives",
          fix: "write two 'matches' with 'or', or '\\\(scalar)' for the sign itself")
      case "^", "$":
        throw fault(
          "a pattern always stands for the whole text", fix: "leave '\(scalar)' out")
      case "*", "+", "?", "{", "}", "]":
        throw fault(
          "'\(scalar)' follows nothing that could be counted",
          fix: "write '\\\(scalar)' for the sign itself")
      default:
        position += 1
        return Step(ranges: [scalar.value...scalar.value], isDenied: false)
      }
    }

    /// The scalars that `\d`, `\w`, `\s` or an escaped sign stand for.
    private mutating func escape() throws(RuleFault) -> [ClosedRange<UInt32>] {
      guard position + 1 < scalars.count else { throw fault("nothing follows '\\'") }
      let scalar = scalars[position + 1]
      defer { position += 2 }
      switch scalar {
      case "d": return [0x30...0x39]
      case "w": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F...0x5F]
      case "s": return [0x09...0x0D, 0x20...0x20]
      case "a"..."z", "A"..."Z", "0"..."9":
        throw fault("'\\\(scalar)' stands for nothing; there are \\d, \\w and \\s")
      default: return [scalar.value...scalar.value]
      }
    }

    private mutating func bracket() throws(RuleFault) -> Step {
      let opened = position
      position += 1
      var ranges: [ClosedRange<UInt32>] = []
      let isDenied = position < scalars.count && scalars[position] == "^"
      if isDenied { position += 1 }
      while position < scalars.count, scalars[position] != "]" {
        if scalars[position] == "\\" {
          ranges += try escape()
          continue
        }
        let low = scalars[position].value
        guard position + 2 < scalars.count, scalars[position + 1] == "-",
          scalars[position + 2] != "]"
        else {
          ranges.append(low...low)
          position += 1
          continue
        }
        let high = scalars[position + 2].value
        guard low <= high else { throw fault("the range runs backwards") }
        ranges.append(low...high)
        position += 3
      }
      guard position < scalars.count, !ranges.isEmpty else {
        position = opened
        throw fault("a '[' is opened here and holds nothing, or is never closed")
      }
      position += 1
      return Step(ranges: ranges, isDenied: isDenied)
    }

    /// How often the step before must and may stand; any number where there is no most.
    private mutating func count() throws(RuleFault) -> (Int, Int?) {
      guard position < scalars.count else { return (1, 1) }
      switch scalars[position] {
      case "?":
        position += 1
        return (0, 1)
      case "*":
        position += 1
        return (0, nil)
      case "+":
        position += 1
        return (1, nil)
      case "{": return try braces()
      default: return (1, 1)
      }
    }

    private mutating func braces() throws(RuleFault) -> (Int, Int?) {
      let end = scalars[position...].firstIndex(of: "}") ?? position
      let inside = String(String.UnicodeScalarView(scalars[position..<end].dropFirst()))
      let parts = inside.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      guard let least = parts.first ?? nil, (0...stepsMax).contains(least), parts.count <= 2 else {
        throw fault("a count is written {3}, {2,} or {2,5}, up to \(stepsMax)")
      }
      let most = parts.count == 1 ? least : parts[1]
      if inside.hasSuffix(",") {
        position = end + 1
        return (least, nil)
      }
      guard let most, most >= least, most <= stepsMax else {
        throw fault("a count is written {3}, {2,} or {2,5}, up to \(stepsMax)")
      }
      position = end + 1
      return (least, most)
    }
  }
}
