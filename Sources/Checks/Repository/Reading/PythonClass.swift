internal import Documents

/// A class of Python that declares fields with types: a model of pydantic or pandera.
struct PythonClass: Sendable {
  let name: String
  let bases: [String]
  let line: Int
  let fields: [Field]

  struct Field: Sendable {
    let name: String
    /// What stands between the colon and the equals sign.
    let type: String
    /// What stands after the equals sign; empty where nothing does.
    let value: String
    let line: Int
  }
}

extension String {
  /// The classes that declare fields, in the order of the text; those inside others are left out.
  var pythonClasses: [PythonClass] {
    var classes: [PythonClass] = []
    let statements = pythonStatements
    for (index, head) in statements.enumerated() {
      guard let match = head.text.firstMatch(of: #/^class\s+(\w+)\s*(?:\(([^)]*)\))?\s*:/#) else {
        continue
      }
      let body = statements[(index + 1)...].prefix { $0.indent > head.indent }
      let depth = body.first?.indent ?? 0
      let fields = body.filter { $0.indent == depth }.compactMap {
        statement -> PythonClass.Field? in
        guard let field = statement.text.firstMatch(of: #/^(\w+)\s*:\s*([^=]+?)\s*(?:=\s*(.*))?$/#),
          !["else", "try", "finally"].contains(field.1)
        else { return nil }
        return PythonClass.Field(
          name: String(field.1), type: String(field.2), value: String(field.3 ?? ""),
          line: statement.line)
      }
      let bases = (match.2 ?? "").split(separator: ",").map { base in
        String(base).trimmed.split(separator: ".").last.map(String.init) ?? ""
      }
      classes.append(
        PythonClass(name: String(match.1), bases: bases, line: head.line, fields: fields))
    }
    return classes
  }

  /// The schemas that a call of pandera's `DataFrameSchema` makes, with the columns as fields.
  var frameSchemas: [PythonClass] {
    pythonStatements.compactMap { statement in
      guard
        let match = statement.text.firstMatch(
          of: #/^(\w+)\s*(?::\s*[\w.]+\s*)?=\s*(?:\w+\.)?DataFrameSchema\(/#)
      else { return nil }
      let text = statement.text
      let columns = text.matches(of: #/["']([^"']+)["']\s*:\s*(?:\w+\.)?Column\(/#)
      let fields = columns.indices.map { index in
        let end =
          columns.indices.contains(index + 1) ? columns[index + 1].range.lowerBound : text.endIndex
        let rest = String(text[columns[index].range.upperBound..<end])
        return PythonClass.Field(
          name: String(columns[index].1), type: rest, value: "", line: statement.line)
      }
      return PythonClass(name: String(match.1), bases: [], line: statement.line, fields: fields)
    }
  }

  /// The statements of Python code, each on one line, without comments and docstrings.
  private var pythonStatements: [(text: String, indent: Int, line: Int)] {
    var statements: [(text: String, indent: Int, line: Int)] = []
    var open: (text: String, indent: Int, line: Int)?
    var depth = 0
    var fence: String?
    for (index, raw) in lines.enumerated() {
      var line = String(raw)
      if let mark = fence {
        if line.contains(mark) { fence = nil }
        continue
      }
      let body = line.trimmed
      if depth == 0, let mark = ["\"\"\"", "'''"].first(where: body.hasPrefix) {
        if !body.dropFirst(3).contains(mark) { fence = mark }
        continue
      }
      line = line.replacing(#/(^|\s)#[^"']*$/#, with: "")
      let text = line.trimmed
      if text.isEmpty { continue }
      if var started = open {
        started.text += " " + text
        open = started
      } else {
        open = (text, line.prefix { $0 == " " || $0 == "\t" }.count, index + 1)
      }
      depth += text.bracketDepth
      if depth <= 0, let done = open {
        statements.append(done)
        open = nil
        depth = 0
      }
    }
    return statements
  }

  /// How many brackets it opens and does not close, outside of quotes.
  private var bracketDepth: Int {
    var depth = 0
    var quote: Character?
    for character in self {
      if let mark = quote {
        if character == mark { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      }
    }
    return depth
  }
}
