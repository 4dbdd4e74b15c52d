/// Finds the places of a text that must change for its list to change.
struct ListChanges {
  private let text: TreeText
  private let key: String
  private let root: Range<Int>
  private let rootColumn: Int
  private let isJSON: Bool
  private let list: List?
  private let lineEnd: String

  private struct List {
    let elements: [Tree]
    let range: Range<Int>
    /// Behind the colon of its key.
    let start: Int
  }

  private typealias Entries = [ListEdit.Entry]

  /// - Returns: `nil` where the key holds no list, or one that this cannot follow.
  init?(to key: String, of tree: Tree, in text: TreeText) {
    guard let first = tree.pairs.first,
      let root = text.extent(of: tree, from: 0, indent: -1)?.range
    else { return nil }
    self.text = text
    self.key = key
    self.root = root
    rootColumn = first.keyPosition.column - 1
    isJSON = text[root.lowerBound] == "{"
    let lineBreak = text.scalars.firstIndex(where: \.isBreak)
    lineEnd = lineBreak.map { text[$0] == "\r" && text[$0 + 1] == "\n" } == true ? "\r\n" : "\n"
    guard let pair = tree.pairs.first(where: { $0.key == key }) else {
      list = nil
      return
    }
    guard case .sequence(let elements) = pair.value.content,
      let start = text.key(pair, from: 0)?.value,
      let range = text.extent(of: pair.value, from: start, indent: rootColumn)?.range,
      text[range.lowerBound] == "-" || text[range.lowerBound] == "["
    else { return nil }
    list = List(elements: elements, range: range, start: start)
  }

  /// - Returns: The changes in the order of the text; `nil` where there is no way.
  func all(
    _ replaced: [Int: [ListEdit.Entry]], _ added: [ListEdit.Entry]
  ) -> [TreeText.Change]? {
    guard let list else { return added.isEmpty ? [] : [newKey(with: added)] }
    guard replaced.keys.allSatisfy(list.elements.indices.contains) else { return nil }
    if list.elements.isEmpty { return added.isEmpty ? [] : [first(added, in: list)] }
    return text[list.range.lowerBound] == "["
      ? inBrackets(list, replaced, added) : inLines(list, replaced, added)
  }

  // MARK: - In lines

  private func inLines(
    _ list: List, _ replaced: [Int: Entries], _ added: Entries
  ) -> [TreeText.Change]? {
    let column = text.column(of: list.range.lowerBound)
    let margin = String(repeating: " ", count: column)
    let isEmptied = list.elements.indices.allSatisfy { replaced[$0]?.isEmpty == true }
    var changes: [TreeText.Change] = isEmptied ? [(list.start..<list.start, " []")] : []
    var end = list.start
    for (index, element) in list.elements.enumerated() {
      guard let dash = text.dash(from: end),
        let extent = text.extent(of: element, from: dash + 1, indent: column)
      else { return nil }
      end = extent.range.upperBound
      guard let entries = replaced[index] else { continue }
      if entries.isEmpty {
        let next = isAtLineStart(end) ? end : text.startOfLine(after: text.endOfLine(from: end))
        changes.append((text.startOfLine(holding: dash)..<next, ""))
      } else {
        let parts =
          text.comments(in: dash..<end, besides: extent.leaves) + lines(entries, indent: column)
        let written = parts.joined(separator: lineEnd + margin)
        changes.append((dash..<end, isAtLineStart(end) ? written + lineEnd : written))
      }
    }
    guard !added.isEmpty else { return changes }
    let written = lines(added, indent: column).map { margin + $0 }.joined(separator: lineEnd)
    if isAtLineStart(end) {
      changes.append((end..<end, written + lineEnd))
    } else {
      // Behind a comment beside the last entry.
      let place = text.endOfLine(from: end)
      changes.append((place..<place, lineEnd + written))
    }
    return changes
  }

  private func lines(_ entries: Entries, indent: Int) -> [String] {
    entries.map { $0.lines(lineEnd: lineEnd, indent: indent) }
  }

  private func isAtLineStart(_ offset: Int) -> Bool { text[offset - 1]?.isBreak == true }

  // MARK: - In brackets

  private func inBrackets(
    _ list: List, _ replaced: [Int: Entries], _ added: Entries
  ) -> [TreeText.Change]? {
    guard let ranges = rangesInBrackets(list), let last = ranges.last else { return nil }
    var changes: [TreeText.Change] = []
    var isKept = false
    for (index, range) in ranges.enumerated() {
      if let entries = replaced[index], entries.isEmpty {
        // With the comma before it, or behind it where nothing is kept before.
        let start = isKept ? ranges[index - 1].upperBound : range.lowerBound
        let isLast = index + 1 == ranges.count
        let end = isKept || isLast ? range.upperBound : ranges[index + 1].lowerBound
        changes.append((start..<end, ""))
        continue
      }
      isKept = true
      if let entries = replaced[index] { changes.append((range, flow(entries, between: ", "))) }
    }
    guard !added.isEmpty else { return changes }
    // Each in a line of its own where the last one is.
    let start = text.startOfLine(holding: last.lowerBound)
    let margin = String(String.UnicodeScalarView(text.scalars[start..<last.lowerBound]))
    let isAlone = start > list.range.lowerBound && margin.unicodeScalars.allSatisfy(\.isBlank)
    let separator = isAlone ? "," + lineEnd + margin : ", "
    changes.append(
      (last.upperBound..<last.upperBound, separator + flow(added, between: separator)))
    return changes
  }

  private func rangesInBrackets(_ list: List) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    var end = list.range.lowerBound + 1
    for element in list.elements {
      let start = text.skippingBlanks(end, and: ",")
      guard let range = text.extent(of: element, from: start, indent: 0)?.range else { return nil }
      ranges.append(range)
      end = range.upperBound
    }
    return ranges
  }

  private func flow(_ entries: Entries, between separator: String) -> String {
    entries.map { $0.flow(isJSON: isJSON) }.joined(separator: separator)
  }

  // MARK: - What was not there

  /// The entries of a list that is empty: in lines, where nothing speaks against them.
  private func first(_ added: Entries, in list: List) -> TreeText.Change {
    let inside = list.range.lowerBound + 1
    if isJSON || text.scalars[inside..<list.range.upperBound].contains("#") {
      return (inside..<inside, flow(added, between: ", "))
    }
    let margin = lineEnd + String(repeating: " ", count: rootColumn + 2)
    let written = lines(added, indent: rootColumn + 2).map { margin + $0 }.joined()
    // A comment behind the brackets stays behind the key.
    let end = text.endOfLine(from: list.range.upperBound)
    let rest = String(String.UnicodeScalarView(text.scalars[list.range.upperBound..<end]))
    return (list.start..<end, rest + written)
  }

  /// The key with its entries, at the end of the outermost mapping.
  private func newKey(with added: Entries) -> TreeText.Change {
    if isJSON {
      let place = root.upperBound - 1
      return (place..<place, ", \(key.quoted): [\(flow(added, between: ", "))]")
    }
    let margin = lineEnd + String(repeating: " ", count: rootColumn)
    let written =
      margin + key + ":"
      + lines(added, indent: rootColumn + 2).map { margin + "  " + $0 }.joined()
    // Behind the comments at the end, unless a mark ends the document before.
    let mark = text.skippingBlanks(root.upperBound)
    let place = text[mark] == nil ? text.scalars.count : text.startOfLine(holding: mark)
    return (place..<place, isAtLineStart(place) ? written + lineEnd : lineEnd + written)
  }
}

extension TreeText {
  /// A part of the text, and what comes in its place.
  typealias Change = (range: Range<Int>, text: String)

  /// The text with some parts changed; `nil` where they overlap.
  func replacing(_ changes: [Change]) -> String? {
    var new = String.UnicodeScalarView()
    var done = 0
    for change in changes {
      guard change.range.lowerBound >= done else { return nil }
      new.append(contentsOf: scalars[done..<change.range.lowerBound])
      new.append(contentsOf: change.text.unicodeScalars)
      done = change.range.upperBound
    }
    new.append(contentsOf: scalars[done...])
    return String(new)
  }

  /// The comments between the scalars of a node.
  func comments(in range: Range<Int>, besides leaves: [Range<Int>]) -> [String] {
    var found: [String] = []
    var place = range.lowerBound
    for leaf in leaves + [range.upperBound..<range.upperBound] {
      while place < leaf.lowerBound {
        guard self[place] == "#", self[place - 1]?.isBlank == true else {
          place += 1
          continue
        }
        let end = endOfLine(from: place)
        found.append(String(String.UnicodeScalarView(scalars[place..<end])))
        place = end
      }
      place = max(place, leaf.upperBound)
    }
    return found
  }
}
