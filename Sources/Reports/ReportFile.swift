internal import Documents
internal import Profiling

/// A report as it lies there: its name, for messages, and its bytes.
package struct ReportFile: Sendable {
  package let name: String
  package let bytes: [UInt8]

  /// The greatest report that is read.
  package static let bytesMax = 64 << 20

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  func json() throws(Diagnostics) -> Tree { try JSON.read(bytes, file: name) }

  func xml() throws(Diagnostics) -> XML.Document { try XML.read(bytes, file: name) }

  func yaml() throws(Diagnostics) -> Tree {
    let result = YAML.read(bytes, file: name)
    guard let tree = result.tree, result.diagnostics.isEmpty else {
      throw Diagnostics(
        result.diagnostics.isEmpty ? [problem("the file is empty")] : result.diagnostics)
    }
    return tree
  }

  /// The rows of a CSV file, at least one, all as long as the first.
  func csv() throws(Diagnostics) -> [(line: Int, fields: [String])] {
    let rows: [(line: Int, fields: [String])]
    do throws(TableRows.Failure) {
      rows = try TableRows(bytes).rows
    } catch {
      switch error {
      case .notUTF8: throw Diagnostics([problem("the file is not UTF-8", .notUTF8)])
      case .openQuote(let line):
        throw fault("a quote is opened and never closed", .badTable, line: line)
      case .tooManyFields:
        throw fault("the table has more than \(TableRows.fieldsMax) fields", .fileTooLarge)
      }
    }
    guard let width = rows.first?.fields.count else { throw fault("the file is empty", .badTable) }
    if let ragged = rows.first(where: { $0.fields.count != width }) {
      throw fault(
        "the row has \(ragged.fields.count) fields, and the first has \(width)", .badTable,
        line: ragged.line)
    }
    return rows
  }

  func text() throws(Diagnostics) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics([problem("the file is not UTF-8", .notUTF8)])
    }
    return text
  }

  // MARK: - What is wrong

  /// What is wrong with the file at a place in it.
  func fault(
    _ message: String, _ code: Diagnostic.Code = .badReport, at position: Tree.Position = .start,
    fix: String? = nil
  ) -> Diagnostics {
    Diagnostics([problem(message, code, at: position, fix: fix)])
  }

  func fault(
    _ message: String, _ code: Diagnostic.Code = .badReport, line: Int, fix: String? = nil
  ) -> Diagnostics {
    fault(message, code, at: .init(line: line, column: 1), fix: fix)
  }

  /// The refusal of a file that is not of a format, with what it is if that can be told.
  func notOf(_ wanted: String) -> Diagnostics {
    guard let likely = Dialect(of: self) else { return fault("this is not \(wanted)") }
    return fault("this is \(likely.name), not \(wanted)", fix: likely.advice)
  }

  private func problem(
    _ message: String, _ code: Diagnostic.Code = .badReport, at position: Tree.Position = .start,
    fix: String? = nil
  ) -> Diagnostic {
    guard position != .start else {
      return Diagnostic(code, message, at: .init(file: name, position: position), fix: fix)
    }
    let source = Diagnostic.Source(file: name, text: String(decoding: bytes, as: UTF8.self))
    return Diagnostic(code, message, at: source.place(position), fix: fix)
  }
}

extension ReportFile {
  // MARK: - Figures

  /// A figure of JSON or YAML: a finite number.
  ///
  /// - Parameters:
  ///   - tree: Where it stands.
  ///   - what: What it is, for the message.
  /// - Returns: The number.
  /// - Throws: ``Documents/Diagnostics`` where it is none, or not finite.
  func figure(_ tree: Tree, _ what: String) throws(Diagnostics) -> Double {
    guard case .scalar(let text, isPlain: true) = tree.content, let number = Self.number(text)
    else {
      throw fault("expected a number for \(what), found \(tree.noun)", at: tree.position)
    }
    return number
  }

  /// A count of JSON: a whole number that is not negative; some tools write `3.0`.
  func count(_ tree: Tree, _ what: String) throws(Diagnostics) -> Int {
    let number = try figure(tree, what)
    guard number >= 0, number <= 1e15, number == number.rounded() else {
      throw fault("expected a count for \(what), found \(tree.noun)", at: tree.position)
    }
    return Int(number)
  }

  /// The finite number that a text is, small enough to compute with; `nil` for anything else.
  static func number(_ text: String) -> Double? {
    guard text.utf8.count <= 400,
      text.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
          UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
          true
        default: false
        }
      }), let number = Double(text), number.isFinite, abs(number) <= 1e60
    else { return nil }
    return number
  }
}

extension Tree {
  /// Whether this is the word `true` or `false` of JSON; `nil` for anything else.
  var truth: Bool? {
    guard case .scalar(let text, isPlain: true) = content else { return nil }
    return ["true": true, "false": false][text]
  }

  /// Whether this is `null`.
  var isNull: Bool {
    if case .scalar(_, isPlain: true) = content { text == nil } else { false }
  }

  /// The elements, where this is a list.
  var list: [Tree]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// The text in quotes; `nil` for numbers and words.
  var string: String? {
    if case .scalar(let text, isPlain: false) = content { text } else { nil }
  }
}
