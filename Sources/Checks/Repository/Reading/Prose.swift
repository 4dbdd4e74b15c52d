internal import Documents
internal import Readiness

/// A document that people wrote, Markdown, reStructuredText or the text of a notebook, by its sections.
struct Prose: Sendable {
  let file: Repository.File
  let sections: [Section]

  /// What stands below one heading, up to the next of any depth.
  struct Section: Sendable {
    let path: String
    /// In lower case; empty for what stands before the first heading.
    let title: String
    /// 1 for the outermost.
    let depth: Int
    let line: Int
    /// Lines of text, tables and code, as they stand.
    let lines: [String]

    /// The same on another line.
    func moved(to line: Int) -> Section {
      Section(path: path, title: title, depth: depth, line: line, lines: lines)
    }

    var place: Place { Place(path: path, line: line, excerpt: title.shortened(to: 120)) }
    /// The number of words, without code and tables.
    var words: Int { prose.map { $0.split(separator: " ").count }.reduce(0, +) }
    var text: String { prose.joined(separator: " ").lowercased() }

    private var prose: [String] {
      var isCode = false
      return lines.filter { line in
        if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
        return !isCode && !line.hasPrefix("|") && !line.hasPrefix("```")
      }
    }

    /// Whether a block of code stands in it, of a language if one is named.
    func hasCode(_ language: String = "") -> Bool {
      lines.contains {
        $0.hasPrefix("```\(language)") || $0.hasPrefix(".. code-block:: \(language)")
      }
    }

    /// The first table: cells of its head in lower case, and those of its rows.
    var table: (head: [String], rows: [[String]])? {
      guard let rule = lines.firstIndex(where: { $0.contains(#/^\|?[\s:|-]*-{3}[\s:|-]*$/#) }),
        rule > 0, lines[rule].contains("|")
      else { return nil }
      let rows = lines[(rule + 1)...].prefix { $0.contains("|") }.map(\.cells)
      return (lines[rule - 1].cells.map { $0.lowercased() }, Array(rows))
    }
  }

  /// Whether its name or a folder above holds one of some words.
  func isNamed(_ words: String...) -> Bool {
    let name = file.path.lowercased()
    return words.contains { name.contains($0) }
  }
}

extension Repository {
  /// The tracked documents, in the order of their paths; licences and third-party notices left out.
  var prose: [Prose] {
    memory.prose.value {
      tracked { file in
        ["md", "markdown", "rst", "rmd", "qmd", "ipynb"].contains(file.suffix.lowercased())
          && !file.folders.contains {
            ["node_modules", "vendor", "third_party", ".ipynb_checkpoints"].contains($0)
          }
      }.parallelMap { file -> Prose? in
        guard file.suffix == "ipynb" else {
          return text(of: file.path).map { Prose(file: file, sections: $0.sections(in: file.path)) }
        }
        let cells = passingText(of: file.path).flatMap { Notebook.cells(of: $0, ["markdown"]) }
        guard let cells, cells.text.contains(where: { !$0.isWhitespace }) else { return nil }
        let sections = cells.text.sections(in: file.path)
        return Prose(
          file: file, sections: cells.isPlaced ? sections : sections.map { $0.moved(to: 1) })
      }.compactMap(\.self)
    }
  }

  /// The first section, of all documents, whose title holds one of some phrases and that fits.
  func section(
    titled phrases: [String], where fits: (Prose.Section) -> Bool = { _ in true }
  ) -> Prose.Section? {
    for document in prose {
      let found = document.sections.first { section in
        section.depth > 0 && phrases.contains { section.title.contains($0) } && fits(section)
      }
      if let found { return found }
    }
    return nil
  }
}

extension String {
  /// The cells of a row of a Markdown table.
  fileprivate var cells: [String] {
    var body = Substring(trimmed)
    if body.hasPrefix("|") { body = body.dropFirst() }
    if body.hasSuffix("|") { body = body.dropLast() }
    return body.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
  }

  /// The sections of a document; headings with `#`, or underlined.
  fileprivate func sections(in path: String) -> [Prose.Section] {
    let lines = self.lines.map { String($0).trimmed }
    var sections: [Prose.Section] = []
    var current = (title: "", depth: 0, line: 1, lines: [String]())
    var isCode = false
    func close() {
      sections.append(
        Prose.Section(
          path: path, title: current.title, depth: current.depth, line: current.line,
          lines: current.lines))
    }
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") || line.hasPrefix("~~~") { isCode.toggle() }
      let marks = line.prefix { $0 == "#" }.count
      let next = index + 1 < lines.count ? lines[index + 1] : ""
      if !isCode, (1...6).contains(marks), line.dropFirst(marks).first == " " {
        close()
        let title = String(line.dropFirst(marks)).trimmed.lowercased()
        current = (title, marks, index + 1, [])
      } else if !isCode, !line.isEmpty, next.count >= 3, let mark = next.first,
        "=-~^".contains(mark), next.allSatisfy({ $0 == mark }), !line.hasPrefix("|"),
        line.first?.isLetter == true || line.first?.isNumber == true
      {
        close()
        current = (line.lowercased(), mark == "=" ? 1 : 2, index + 1, [])
      } else {
        current.lines.append(line)
      }
    }
    close()
    return sections.filter { $0.depth > 0 || !$0.lines.isEmpty }
  }
}
