// How entries are written.

extension ListEdit.Entry {
  /// The entry in lines of its own, after a dash.
  ///
  /// - Parameters:
  ///   - lineEnd: What ends a line.
  ///   - indent: Columns before the dash; the first line has none.
  /// - Returns: The text, without an end of line.
  func lines(lineEnd: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent + 2)
    let lines = pairs.map { "\($0.key): \($0.value.written(.line))" }
    return "- " + lines.joined(separator: lineEnd + margin)
  }

  /// The entry in braces.
  func flow(isJSON: Bool) -> String {
    let pairs = pairs.map { pair in
      "\(isJSON ? pair.key.quoted : pair.key): \(pair.value.written(isJSON ? .json : .flow))"
    }
    return "{" + pairs.joined(separator: ", ") + "}"
  }
}

private enum Style {
  case line, flow, json
}

extension ListEdit.Value {
  fileprivate func written(_ style: Style) -> String {
    switch self {
    case .text(let text): text.written(style)
    case .truth(let truth):
      style == .json ? (truth ? "true" : "false") : truth ? "yes" : "no"
    case .list(let texts):
      texts.count == 1
        ? texts[0].written(style)
        : "[" + texts.map { $0.written(style == .line ? .flow : style) }.joined(separator: ", ")
          + "]"
    }
  }
}

extension String {
  fileprivate func written(_ style: Style) -> String {
    switch style {
    case .json: quoted
    case .flow: isWord ? self : quoted
    case .line: isWord || isSentence || isAddress ? self : quoted
    }
  }

  /// In double quotes, as YAML and JSON both read it.
  var quoted: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case _ where scalar.isUnprintable:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Whether this is a name, a path or a date, which need no quotes anywhere.
  private var isWord: Bool {
    guard let first = utf8.first, first.isLetterOrDigit, !isTaken else { return false }
    if isInstant { return true }
    return utf8.contains { $0.isLetterOrDigit && !$0.isDigit }
      && utf8.allSatisfy { $0.isLetterOrDigit || "-_./#+@".utf8.contains($0) }
  }

  /// Whether this is plain prose, which needs no quotes in a line of its own.
  private var isSentence: Bool {
    guard let first, first.isLetter, last?.isWhitespace == false, !isTaken else { return false }
    return unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " .,;()'/_-+%…–".unicodeScalars.contains(scalar)
    }
  }

  private var isAddress: Bool {
    (hasPrefix("https://") || hasPrefix("http://"))
      && utf8.allSatisfy { $0.isLetterOrDigit || "-_.~/?#+@:=&%,;".utf8.contains($0) }
      && !hasSuffix(":")
  }

  /// Whether other readers of YAML take it for something else than a text.
  private var isTaken: Bool {
    ["yes", "no", "true", "false", "on", "off", "y", "n", "null"].contains(lowercased())
      || Double(self) != nil
  }

  private var isInstant: Bool {
    wholeMatch(of: /\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?/) != nil
  }
}

extension Unicode.Scalar {
  fileprivate var isUnprintable: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isLetterOrDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
