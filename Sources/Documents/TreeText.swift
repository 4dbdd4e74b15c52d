/// The text that a tree was read from, for finding where the nodes of the tree end in it.
///
/// A tree knows where its nodes begin. Each node is followed from there through its own text, so
/// that what comes after it is what people wrote between the nodes: blanks, signs and comments.
struct TreeText {
  let scalars: [Unicode.Scalar]
  /// Where each line begins, counted as the parser counts lines.
  private let lines: [Int]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    var lines = [scalars.first == "\u{FEFF}" ? 1 : 0]
    for (index, scalar) in scalars.enumerated() where scalar.isBreak {
      let isHalf = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1] == "\n"
      if !isHalf { lines.append(index + 1) }
    }
    self.lines = lines
  }

  /// Where a node was found: from its first sign to behind its last, anchors counted in.
  struct Extent {
    var range: Range<Int>
    /// The scalars in it, keys and values, in order.
    var leaves: [Range<Int>]
  }

  /// Where a node lies that begins at an offset or behind it.
  ///
  /// - Parameters:
  ///   - tree: A node of the tree that was read from this text.
  ///   - cursor: The end of the sign before it: of a colon, a dash or a comma.
  ///   - indent: Columns before what holds it.
  /// - Returns: The extent; `nil` where the text is not what the tree says.
  func extent(of tree: Tree, from cursor: Int, indent: Int) -> Extent? {
    if case .scalar("", isPlain: true) = tree.content {
      return Extent(range: cursor..<cursor, leaves: [])
    }
    guard let first = offset(of: tree.position) else { return nil }
    // What lies further up is there by an alias here.
    if first < cursor { return alias(from: cursor) }
    let start = skippingAnchor(first)
    switch tree.content {
    case .scalar(let text, let isPlain):
      let isBlock = !isPlain && (self[start] == "|" || self[start] == ">")
      let end =
        isBlock ? endOfBlock(at: start, indent: indent) : endOfScalar(text, isPlain, at: start)
      return end.map { Extent(range: first..<$0, leaves: [first..<$0]) }
    case .sequence(let elements): return sequence(elements, at: first, from: start)
    case .mapping(let pairs): return mapping(pairs, at: first, from: start)
    }
  }

  private func sequence(_ elements: [Tree], at first: Int, from start: Int) -> Extent? {
    let isFlow = self[start] == "["
    let column = column(of: start)
    var whole = Extent(range: first..<start, leaves: [])
    var cursor = isFlow ? start + 1 : start
    for element in elements {
      if isFlow {
        cursor = skippingBlanks(cursor, and: ",")
      } else {
        guard let dash = dash(from: cursor) else { return nil }
        cursor = dash + 1
      }
      guard let extent = extent(of: element, from: cursor, indent: column) else { return nil }
      whole.leaves += extent.leaves
      cursor = extent.range.upperBound
    }
    guard let end = isFlow ? close("]", from: cursor) : cursor else { return nil }
    whole.range = first..<end
    return whole
  }

  private func mapping(_ pairs: [Tree.Pair], at first: Int, from start: Int) -> Extent? {
    let isFlow = self[start] == "{"
    let column = pairs.first.map { $0.keyPosition.column - 1 } ?? 0
    var whole = Extent(range: first..<start, leaves: [])
    var cursor = isFlow ? start + 1 : start
    for pair in pairs {
      if isFlow { cursor = skippingBlanks(cursor, and: ",") }
      guard let key = key(pair, from: cursor) else { return nil }
      whole.leaves.append(key.range)
      cursor = key.range.upperBound
      guard let value = key.value else { continue }
      guard let extent = extent(of: pair.value, from: value, indent: column) else { return nil }
      whole.leaves += extent.leaves
      cursor = extent.range.upperBound
    }
    guard let end = isFlow ? close("}", from: cursor) : cursor else { return nil }
    whole.range = first..<end
    return whole
  }

  /// Where a key lies, and where its value may begin: behind the colon, if there is one.
  func key(_ pair: Tree.Pair, from cursor: Int) -> (range: Range<Int>, value: Int?)? {
    guard let first = offset(of: pair.keyPosition), first >= cursor else { return nil }
    let start = skippingAnchor(first)
    let isPlain = self[start] != "\"" && self[start] != "'"
    guard let end = endOfScalar(pair.key, isPlain, at: start) else { return nil }
    let colon = skippingBlanks(end)
    return (first..<end, self[colon] == ":" ? colon + 1 : nil)
  }

  /// The dash of the next element of a sequence in lines.
  func dash(from cursor: Int) -> Int? {
    let place = skippingBlanks(cursor)
    return self[place] == "-" ? place : nil
  }

  private func close(_ sign: Unicode.Scalar, from cursor: Int) -> Int? {
    let place = skippingBlanks(cursor, and: ",")
    return self[place] == sign ? place + 1 : nil
  }

  private func alias(from cursor: Int) -> Extent? {
    let start = skippingBlanks(cursor)
    guard self[start] == "*" else { return nil }
    let end = scalars[start...].firstIndex { $0.isBlank || "[]{},".unicodeScalars.contains($0) }
    let range = start..<(end ?? scalars.count)
    return Extent(range: range, leaves: [range])
  }

  // MARK: - Scalars

  private func endOfScalar(_ text: String, _ isPlain: Bool, at start: Int) -> Int? {
    switch (isPlain, self[start]) {
    case (true, _): return endOfPlain(text, at: start)
    case (false, "\""):
      var place = start + 1
      while let scalar = self[place], scalar != "\"" { place += scalar == "\\" ? 2 : 1 }
      return self[place] == "\"" ? place + 1 : nil
    case (false, "'"):
      var place = start + 1
      while let scalar = self[place] {
        if scalar == "'", self[place + 1] != "'" { return place + 1 }
        place += scalar == "'" ? 2 : 1
      }
      return nil
    default: return nil
    }
  }

  /// A text without quotes has nothing in it but its own signs and the blanks between them.
  private func endOfPlain(_ text: String, at start: Int) -> Int? {
    var place = start
    for scalar in text.unicodeScalars where !scalar.isBlank {
      while let blank = self[place], blank.isBlank { place += 1 }
      guard self[place] == scalar else { return nil }
      place += 1
    }
    return place
  }

  /// The end of a text in lines of its own, after `|` or `>`.
  private func endOfBlock(at start: Int, indent: Int) -> Int {
    var line = endOfLine(from: start)
    let header = scalars[start..<line].prefix { !$0.isBlank }
    let isKept = header.contains("+")
    var least = header.compactMap { Int(String($0)) }.first.map { indent + $0 }
    var end = line
    while line < scalars.count {
      let next = startOfLine(after: line)
      line = endOfLine(from: next)
      let spaces = scalars[next..<line].prefix { $0 == " " }.count
      if next + spaces == line {
        if isKept { end = next < scalars.count ? startOfLine(after: line) : end }
        continue
      }
      if least == nil, spaces > indent { least = spaces }
      guard let least, spaces >= least else { break }
      end = isKept ? startOfLine(after: line) : line
    }
    return min(end, scalars.count)
  }

  // MARK: - Places

  /// The scalar at an offset; `nil` at the end.
  subscript(offset: Int) -> Unicode.Scalar? {
    scalars.indices.contains(offset) ? scalars[offset] : nil
  }

  func offset(of position: Tree.Position) -> Int? {
    guard lines.indices.contains(position.line - 1) else { return nil }
    let offset = lines[position.line - 1] + position.column - 1
    return scalars.indices.contains(offset) ? offset : nil
  }

  func column(of offset: Int) -> Int { offset - startOfLine(holding: offset) }

  /// Where the line begins that an offset lies in.
  func startOfLine(holding offset: Int) -> Int {
    (scalars[..<min(offset, scalars.count)].lastIndex(where: \.isBreak) ?? -1) + 1
  }

  /// The end of a line, before its break.
  func endOfLine(from offset: Int) -> Int {
    scalars[min(offset, scalars.count)...].firstIndex(where: \.isBreak) ?? scalars.count
  }

  /// Behind the break that lies at an offset.
  func startOfLine(after end: Int) -> Int {
    let isPair = self[end] == "\r" && self[end + 1] == "\n"
    return min(end + (isPair ? 2 : 1), scalars.count)
  }

  /// Behind blanks, breaks and comments, and behind commas if told so.
  func skippingBlanks(_ offset: Int, and sign: Unicode.Scalar? = nil) -> Int {
    var place = offset
    while let scalar = self[place] {
      if scalar == "#", place == 0 || scalars[place - 1].isBlank || scalars[place - 1] == sign {
        place = endOfLine(from: place)
      } else if scalar.isBlank || scalar == sign {
        place += 1
      } else {
        break
      }
    }
    return place
  }

  private func skippingAnchor(_ offset: Int) -> Int {
    guard self[offset] == "&" else { return offset }
    return skippingBlanks(scalars[offset...].firstIndex(where: \.isBlank) ?? scalars.count)
  }
}

extension Unicode.Scalar {
  /// Whether the parser begins a new line after it.
  var isBreak: Bool {
    switch self {
    case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  var isBlank: Bool { self == " " || self == "\t" || isBreak }
}
