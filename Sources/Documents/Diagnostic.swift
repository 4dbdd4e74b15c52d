/// Something wrong in what a person wrote: where, what, why it matters and how to mend it.
///
/// Diagnostics are values; they are gathered, and all shown at once.
package struct Diagnostic: Hashable, Sendable {
  package let code: Code
  package let severity: Severity
  package let message: String
  package let place: Place?
  package let fix: String?

  package enum Severity: String, Sendable {
    case error, warning
  }

  package struct Place: Hashable, Sendable {
    package let file: String
    /// The sheet of the file, where it has such; the position is then a row and a column of it.
    package let sheet: String?
    package let position: Tree.Position
    /// The line as written, for showing it with a caret.
    package let line: String?
    /// How many characters the caret underlines, at least 1.
    package let length: Int
    /// Whether it is the file as a whole, of which no part is to be named.
    private let isWhole: Bool

    /// A file of which nothing could be read.
    package init(whole file: String) {
      self.file = file
      sheet = nil
      position = .start
      line = nil
      length = 1
      isWhole = true
    }

    package init(file: String, position: Tree.Position, line: String? = nil, length: Int = 1) {
      self.file = file
      sheet = nil
      self.position = position
      self.line = line
      self.length = length
      isWhole = false
    }

    package init(file: String, sheet: String, cell: CellName) {
      self.file = file
      self.sheet = sheet
      position = Tree.Position(line: cell.row, column: cell.column)
      line = nil
      length = 1
      isWhole = false
    }

    /// `airworthy.yaml:3:7`, `answers.xlsx, Goals!E14`, or the file alone.
    package var words: String {
      if isWhole { return file }
      guard let sheet else { return "\(file):\(position.line):\(position.column)" }
      return "\(file), \(sheet)!" + CellName(row: position.line, column: position.column).text
    }
  }

  package init(
    _ code: Code, _ message: String, at place: Place?, fix: String? = nil,
    severity: Severity = .error
  ) {
    self.code = code
    self.message = message
    self.place = place
    self.fix = fix
    self.severity = severity
  }
}

extension Diagnostic {
  /// The text of one file, for making places in it.
  package struct Source: Sendable {
    package let file: String
    private let lines: [Substring]
    private let places: [Tree.Position: Place]

    package init(file: String, text: String) {
      self.file = file
      lines = text.lines
      places = [:]
    }

    /// A file that is no text, with where each position lies in it.
    package init(file: String, places: [Tree.Position: Place]) {
      self.file = file
      lines = []
      self.places = places
    }

    /// The place of a node; with a text, as many characters long as it.
    package func place(_ position: Tree.Position, of text: String? = nil) -> Place {
      if let place = places[position] { return place }
      let line = lines.indices.contains(position.line - 1) ? lines[position.line - 1] : nil
      // A report may be one line of megabytes, of which nothing is to be seen.
      let isShort = (line?.utf8.count ?? 0) <= 10_000
      return Place(
        file: file, position: position,
        line: isShort ? line.map(String.init) : nil,
        length: max(1, text?.count ?? 1))
    }
  }
}

/// Wrong files: nothing can be judged until a person mends what these say.
package struct Diagnostics: Error, Sendable {
  package let list: [Diagnostic]

  package init(_ list: [Diagnostic]) { self.list = list }
}

extension String {
  /// The lines between line feeds, without the carriage return that Windows puts before one.
  package var lines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
    }
  }
}
