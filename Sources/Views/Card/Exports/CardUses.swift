internal import Documents

/// A text about uses, sorted into what it is for and what it is not for.
struct CardUses {
  private(set) var intended: String?
  private(set) var unacceptable: String?

  /// A paragraph, an item or a heading that begins with words such as *not for* turns what follows,
  /// up to the next that begins with *for* or *intended*; an item turns itself alone.
  ///
  /// - Parameter text: Markdown.
  init(_ text: String) {
    var parts: [Bool: [String]] = [:]
    var isRefused = false
    for block in Self.blocks(of: text) {
      let isItem = block.first.map { "-*+".contains($0) } ?? false && !block.hasPrefix("**")
      let own = Self.turn(of: block)
      if !isItem { isRefused = own ?? isRefused }
      parts[own ?? isRefused, default: []].append(block)
    }
    func joined(_ blocks: [String]?) -> String? {
      blocks.flatMap { $0.isEmpty ? nil : $0.joined(separator: "\n\n") }
    }
    intended = joined(parts[false])
    unacceptable = joined(parts[true])
  }

  /// Paragraphs and items of lists; fenced code stays with what stands before it.
  private static func blocks(of text: String) -> [String] {
    var blocks: [[Substring]] = []
    var fences = Markdown.Fences()
    var isOpen = false
    for line in text.lines {
      let isCode = fences.take(line)
      let isBlank = line.allSatisfy(\.isWhitespace)
      let isItem = line.firstMatch(of: /^([-*+]|\d{1,3}[.)])\s/) != nil
      if isBlank, !isCode {
        isOpen = false
      } else if isOpen && !isItem && !line.hasPrefix("#") || isCode && !blocks.isEmpty {
        blocks[blocks.count - 1].append(line)
      } else {
        blocks.append([line])
        isOpen = true
      }
    }
    return blocks.map { $0.joined(separator: "\n") }
  }

  /// Whether a block begins with what it is not for; `nil` where it does not say.
  private static func turn(of block: String) -> Bool? {
    let words = block.prefix(120).lowercased()
      .split { !$0.isLetter && $0 != "'" }.prefix(4).map(String.init)
    let opening = words.joined(separator: " ") + " "
    if refusals.contains(where: opening.hasPrefix) { return true }
    return approvals.contains(where: opening.hasPrefix) ? false : nil
  }

  private static let refusals = [
    "not ", "never ", "no use ", "do not ", "don't ", "must not ", "may not ", "shall not ",
    "unacceptable ", "out of scope ", "out of-scope ", "misuse ", "prohibited ", "forbidden ",
    "it must not ", "it may not ", "it shall not ", "it is not ", "unsuitable ", "beyond scope ",
  ]
  private static let approvals = [
    "for ", "intended ", "use ", "uses ", "used ", "acceptable ", "in scope ", "direct use ",
    "what it is for ", "it is for ", "who ",
  ]
}

extension String {
  /// The text with relative links as they lead from the folder of airworthy.yaml, and not from the
  /// file that people wrote them in.
  func rebased(from file: String) -> String {
    let folder = file.split(separator: "/").dropLast()
    guard !folder.isEmpty, contains("](") || contains("]:") else { return self }
    var fences = Markdown.Fences()
    return lines.map { line in
      if fences.take(line) { return String(line) }
      let moved = line.replacing(/(\]\(\s*<?|^\h*\[[^\]\n]+\]:\s*<?)([^)\s>]+)/) { match in
        String(match.output.1) + Self.rebased(String(match.output.2), from: Array(folder))
      }
      return String(moved)
    }.joined(separator: "\n")
  }

  private static func rebased(_ target: String, from folder: [Substring]) -> String {
    guard !target.hasPrefix("/"), !target.hasPrefix("#"), !target.hasPrefix("mailto:"),
      !WebAddress.isMeant(by: target)
    else { return target }
    var way = folder.map(String.init)
    for step in target.split(separator: "/") where step != "." {
      if step == "..", let last = way.last, last != ".." {
        way.removeLast()
      } else {
        way.append(String(step))
      }
    }
    return way.joined(separator: "/")
  }
}
