extension Shape where Value == String {
  /// Any text that is not empty.
  package static func text(_ schema: Schema = .string()) -> Shape<String> {
    Shape(schema: schema) { tree, reader in
      guard let text = tree.text, !text.allSatisfy(\.isWhitespace) else {
        reader.report(.wrongType, "expected a text, found \(tree.noun)", at: tree)
        return nil
      }
      return text
    }
  }

  /// A name to refer to: lower-case letters, digits, `-`, `_` and `.`, 64 characters at most.
  package static var name: Shape<String> {
    Shape.text(.string(pattern: "^[a-z0-9][a-z0-9._-]{0,63}$")).check { text, tree, reader in
      guard isName(text) else {
        reader.report(
          .wrongValue, "'\(text.shortened(to: 40))' is not a name", at: tree,
          fix: "use lower-case letters, digits, '-', '_' and '.', 64 at most")
        return nil
      }
      return text
    }
  }

  /// Whether a text is a name to refer to.
  package static func isName(_ text: String) -> Bool {
    text.utf8.count <= 64 && text.first?.isPunctuation == false
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }

  /// `MAJOR.MINOR.PATCH` with optional pre-release and build, as semver.org 2.0.0.
  package static var semanticVersion: Shape<String> {
    let pattern = #"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$"#
    return Shape.text(.string(pattern: pattern)).check { text, tree, reader in
      if SemanticVersion.isValid(text) { return text }
      reader.report(
        .badVersion, "'\(text.shortened(to: 40))' is not a semantic version", at: tree,
        fix: SemanticVersion.nearest(to: text).map { "write \($0)" } ?? "write one like 1.4.0")
      return nil
    }
  }
}

extension Shape where Value == Bool {
  package static var truth: Shape<Bool> {
    Shape(schema: .boolean) { tree, reader in
      switch tree.text {
      case "yes", "true": return true
      case "no", "false": return false
      default:
        reader.report(.wrongType, "expected yes or no, found \(tree.noun)", at: tree)
        return nil
      }
    }
  }
}

extension Shape where Value == Int {
  package static func integer(_ range: ClosedRange<Int>) -> Shape<Int> {
    Shape(schema: .integer(range)) { tree, reader in
      guard let text = tree.text, let number = Int(text) else {
        reader.report(.wrongType, "expected a whole number, found \(tree.noun)", at: tree)
        return nil
      }
      guard range.contains(number) else {
        reader.report(
          .wrongValue, "\(number) is not between \(range.lowerBound) and \(range.upperBound)",
          at: tree)
        return nil
      }
      return number
    }
  }

  /// A span of days, `30 days`.
  package static func days(_ range: ClosedRange<Int>) -> Shape<Int> {
    Shape(schema: .string(pattern: #"^\d+ days?$"#)) { tree, reader in
      let words = tree.text?.split(separator: " ") ?? []
      let isSpan = words.count == 2 && (words[1] == "days" || words[1] == "day")
      guard isSpan, let number = words.first.flatMap({ Int($0) }) else {
        reader.report(
          .wrongType, "expected a number of days, found \(tree.noun)", at: tree,
          fix: "write it like '30 days'")
        return nil
      }
      guard range.contains(number) else {
        reader.report(
          .wrongValue,
          "\(number) days is not between \(range.lowerBound) and \(range.upperBound) days",
          at: tree)
        return nil
      }
      return number
    }
  }
}

extension Shape where Value == Double {
  /// A finite number, small enough to be multiplied with a few others of its size.
  package static func number(_ range: ClosedRange<Double>? = nil) -> Shape<Double> {
    Shape(schema: .number(range)) { tree, reader in
      guard let text = tree.text, let number = Double(text), number.isFinite else {
        reader.report(.wrongType, "expected a number, found \(tree.noun)", at: tree)
        return nil
      }
      if abs(number) > 1e60 {
        reader.report(
          .wrongValue, "\(tree.noun) is too large to compute with; 1e60 is the most", at: tree)
        return nil
      }
      if let range, !range.contains(number) {
        reader.report(
          .wrongValue,
          "\(text) is not between \(range.lowerBound.plain) and "
            + "\(range.upperBound.plain)", at: tree)
        return nil
      }
      return number
    }
  }
}

extension Shape
where Value: RawRepresentable & CaseIterable & SendableMetatype, Value.RawValue == String {
  /// One of a fixed set of words.
  package static var word: Shape<Value> {
    let words = Value.allCases.map(\.rawValue)
    return Shape(schema: .oneOf(words)) { tree, reader in
      guard let text = tree.text else {
        reader.report(
          .wrongType, "expected one of \(words.joined(separator: ", ")), found \(tree.noun)",
          at: tree)
        return nil
      }
      guard let value = Value(rawValue: text) else {
        reader.report(
          .wrongValue, "'\(text.shortened(to: 40))' is not one of \(words.joined(separator: ", "))",
          at: tree, fix: Spelling.nearest(to: text, among: words).map { "did you mean '\($0)'?" })
        return nil
      }
      return value
    }
  }
}

/// The grammar of semver.org 2.0.0.
enum SemanticVersion {
  static func isValid(_ text: String) -> Bool {
    guard text.utf8.count <= 128 else { return false }
    let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    if build.count == 2, !build[1].isDotted({ _ in true }) { return false }
    let pre = build[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    if pre.count == 2, !pre[1].isDotted({ !$0.isNumber || $0 == "0" || $0.first != "0" }) {
      return false
    }
    let numbers = pre[0].split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 3
      && numbers.allSatisfy { $0.isNumber && ($0 == "0" || $0.first != "0") && $0.count <= 18 }
  }

  /// The version that a text most likely means: `v1.2` as `1.2.0`.
  static func nearest(to text: String) -> String? {
    let bare = text.hasPrefix("v") ? String(text.dropFirst()) : text
    return [bare, bare + ".0", bare + ".0.0"].first(where: isValid)
  }
}

extension Substring {
  /// Whether this is a series of identifiers between dots, each allowed by a rule.
  fileprivate func isDotted(_ isAllowed: (Substring) -> Bool) -> Bool {
    split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && isAllowed(part)
        && part.utf8.allSatisfy { byte in
          switch byte {
          case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"):
            true
          default: false
          }
        }
    }
  }

  fileprivate var isNumber: Bool {
    !isEmpty && utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}

extension Shape where Value == Void {
  /// Exactly one word.
  package static func constant(_ word: String) -> Shape<Void> {
    Shape(schema: .constant(word)) { tree, reader in
      if tree.text == word { return () }
      reader.report(.wrongValue, "expected '\(word)', found \(tree.noun)", at: tree)
      return nil
    }
  }
}

extension Double {
  /// The number as people write it: without a point where it is whole.
  fileprivate var plain: String {
    let text = "\(self)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
