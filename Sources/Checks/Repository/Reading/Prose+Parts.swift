internal import Documents
internal import Readiness

extension Prose {
  /// A section with all that stands below its deeper headings.
  func whole(at index: Int) -> Section {
    let own = sections[index]
    let below = sections[(index + 1)...].prefix { $0.depth > own.depth }
    if own.depth == 0 || below.isEmpty { return own }
    let lines = below.reduce(into: own.lines) { lines, section in
      // The heading's line keeps the count of lines.
      lines += ["## " + section.title] + section.lines
    }
    return Section(path: own.path, title: own.title, depth: own.depth, line: own.line, lines: lines)
  }

  /// The sections whose title holds one of some phrases, each with all that stands below it.
  func wholes(titled phrases: [String]) -> [Section] {
    sections.indices.filter { index in
      sections[index].depth > 0 && phrases.contains { sections[index].title.contains($0) }
    }.map(whole)
  }

  /// All of it as one section, under its name and first heading.
  var whole: Section {
    let titles = sections.first { $0.depth > 0 }.map(\.title) ?? ""
    let lines = sections.flatMap { ($0.depth > 0 ? ["## " + $0.title] : []) + $0.lines }
    return Section(
      path: file.path, title: file.name.lowercased() + " " + titles, depth: 0, line: 1,
      lines: lines)
  }

  /// Whether it is there to be filled in, or to show how something is done elsewhere.
  var isForm: Bool {
    file.isExample || file.path.lowercased().contains("template")
      || file.folders.contains {
        $0.hasPrefix(".") || ["templates", "mlartifacts", "mlruns", "wandb"].contains($0)
      }
  }
}

extension Repository {
  /// All tables of documents that are no forms, each with the words of the document's path and of
  /// the headings above it.
  var tables: [ProseTable] {
    memory.tables.value {
      prose.filter { !$0.isForm }.flatMap { document -> [ProseTable] in
        var above: [Prose.Section] = []
        return document.sections.flatMap { section -> [ProseTable] in
          above.removeAll { $0.depth >= section.depth }
          above.append(section)
          let context = Set(document.file.path.words + above.flatMap(\.title.words))
          return section.tables.map { table in
            ProseTable(place: table.place, context: context, head: table.head, rows: table.rows)
          }
        }
      }
    }
  }

  /// The sections whose title holds one of some phrases, and the documents whose name does.
  ///
  /// Each comes with all that stands below it; documents that are forms are left out.
  func wholes(titled phrases: [String]) -> [Prose.Section] {
    prose.filter { !$0.isForm }.flatMap { document -> [Prose.Section] in
      let name = document.file.name.lowercased().replacing(#/[-_]+/#, with: " ")
      if phrases.contains(where: name.contains) { return [document.whole] }
      return document.wholes(titled: phrases)
    }
  }
}

extension Repository {
  /// Sections that may tell in passing what a document should: of notebooks, those that have a word from
  /// each group; of documents, those of 60 words or more that also have one of the first in the heading.
  func sections(speakingOf groups: [[String]]) -> [Place] {
    prose.filter { !$0.isForm }.flatMap { document in
      let isNotebook = document.file.suffix == "ipynb"
      return document.sections.filter { section in
        let isTitled = groups.first?.contains(where: section.title.contains) ?? false
        return (isNotebook || isTitled && section.wordsShown >= 60)
          && Self.speaks(section, of: groups)
      }
    }.map(\.place)
  }

  private static func speaks(_ section: Prose.Section, of groups: [[String]]) -> Bool {
    let text = section.title + " " + section.textShown
    return groups.allSatisfy { $0.contains(where: text.contains) }
  }
}

/// A table of a document, without those in blocks of code and in comments.
struct ProseTable: Sendable {
  let place: Place
  var context: Set<String> = []
  /// In lower case.
  let head: [String]
  let rows: [[String]]

  /// The column whose head holds one of some words.
  func column(_ words: [String], except: Set<Int?> = []) -> Int? {
    head.indices.first { index in
      let own = head[index].words
      return !except.contains(index)
        && words.contains { $0.contains(" ") ? head[index].contains($0) : own.contains($0) }
    }
  }

  /// The cells of a column; empty where a row ends before it.
  func cells(_ column: Int) -> [String] {
    rows.map { $0.indices.contains(column) ? $0[column] : "" }
  }
}

extension Prose.Section {
  /// The lines that a reader sees as text: without blocks of code and comments, which stay empty.
  var shown: [String] {
    var fence: String?
    var isComment = false
    return lines.map { line in
      if let open = fence {
        if line.hasPrefix(open) { fence = nil }
        return ""
      }
      if line.hasPrefix("```") || line.hasPrefix("~~~") {
        fence = String(line.prefix(3))
        return ""
      }
      if line.contains("<!--") { isComment = true }
      defer { if line.contains("-->") { isComment = false } }
      return isComment ? "" : line
    }
  }

  /// All of its tables; of a section that was put together from several the lines are its own.
  var tables: [ProseTable] {
    let lines = shown
    return lines.indices.dropFirst().compactMap { index in
      guard lines[index].contains("|"), lines[index - 1].contains("|"),
        lines[index].contains(#/^\|?[\s:|-]*-{2}[\s:|-]*$/#)
      else { return nil }
      let rows = lines[(index + 1)...].prefix { $0.contains("|") }.map(\.tableCells)
      let place = Place(
        path: path, line: depth == 0 ? index : line + index,
        excerpt: lines[index - 1].shortened(to: 120))
      return ProseTable(
        place: place, head: lines[index - 1].tableCells.map { $0.lowercased() }, rows: rows)
    }
  }

  /// The words of its text and lists, without tables, code and comments.
  var wordsShown: Int { shown.filter { !$0.hasPrefix("|") }.map(\.wordCount).reduce(0, +) }

  /// The words of its text, lists and tables.
  var allWordsShown: Int { shown.map(\.wordCount).reduce(0, +) }

  /// What a reader sees, in lower case.
  var textShown: String { shown.joined(separator: " ").lowercased() }

  /// Whether nothing in it says that it is still to be written, or is not so.
  var isFinished: Bool {
    !textShown.contains(
      #/\b(todo|tbd|tba|tbc|fixme|lorem ipsum|placeholder|to be (written|decided|defined|determined|agreed)|coming soon)\b/#
    )
      && !textShown.contains(
        #/\b(not (yet )?(been )?(in force|in place|implemented|adopted|agreed|written|rehearsed|decided)|none of (this|it|these)|(nobody|no one) (has|yet|approves|owns|decides))\b/#
      )
  }

  /// Its sentences; each entry of a list and each row of a table is one.
  var sentences: [String] {
    shown.split { $0.isEmpty || $0.hasPrefix("#") }.flatMap { lines in
      lines.joined(separator: "\n")
        .replacing(#/\n(?![-*+|•]|\d+[.)])/#, with: " ")
        .split { "\n.;!?".contains($0) }.map(String.init)
    }
  }

  /// Whether the text has a word, or a beginning of one, from each group.
  func speaks(ofEach groups: [[String]]) -> Bool { missing(of: groups) == nil }

  /// The first group of which the text has no word.
  func missing(of groups: [[String]]) -> [String]? {
    let text = " " + textShown.replacing(#/[^\p{L}\p{N}%]+/#, with: " ") + " "
    return groups.first { group in !group.contains { text.contains(" " + $0) } }
  }

  /// The entries of its lists, bulleted or numbered, that say something in some words.
  func entries(ofWords least: Int) -> [String] {
    shown.filter { line in
      line.contains(#/^([-*+•]|\d+[.)])\s+\S/#)
        && line.split(separator: " ").count { $0.contains(where: \.isLetter) } >= least
    }
  }

  /// Where a diagram stands: a block of a language for diagrams with arrows, or a picture that the
  /// repository holds.
  func diagram(in repository: Repository) -> Place? {
    for (index, text) in lines.enumerated() {
      let place = Place(
        path: path, line: depth == 0 ? index + 1 : line + 1 + index,
        excerpt: text.shortened(to: 120))
      let languages = ["mermaid", "plantuml", "puml", "dot", "graphviz", "d2", "structurizr"]
      if languages.contains(where: { text.hasPrefix("```\($0)") || text.hasPrefix(".. \($0)::") })
        || text.hasPrefix(".. uml::")
      {
        let arrows = lines[(index + 1)...].prefix { !$0.hasPrefix("```") }.count {
          $0.contains(#/--?>|->>|==>|-\.->|<-|->/#)
        }
        if arrows >= 3 { return place }
      }
      if let image = text.image, let path = repository.resolve(image, from: self.path),
        repository.has(path)
      {
        return place
      }
    }
    return nil
  }
}

extension Repository {
  /// The path that a link of a document leads to.
  fileprivate func resolve(_ link: String, from path: String) -> String? {
    guard !link.contains("://") else { return nil }
    var parts = link.hasPrefix("/") ? [] : path.split(separator: "/").dropLast().map(String.init)
    for part in link.split(separator: "/").map(String.init) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension String {
  fileprivate var wordCount: Int { split(separator: " ").count { $0.contains(where: \.isLetter) } }

  /// The address of the picture that a line shows.
  fileprivate var image: String? {
    // Every line of every document comes here, and hardly any has what an expression begins with.
    var found: Substring?
    if utf8.contains(UInt8(ascii: "!")) { found = firstMatch(of: #/!\[[^\]]*\]\(([^)\s]+)/#)?.1 }
    if found == nil, utf8.contains(UInt8(ascii: "<")) {
      found = firstMatch(of: #/<img[^>]*src="([^"]+)"/#)?.1
    }
    if found == nil, hasPrefix("..") {
      found = firstMatch(of: #/^\.\. (?:image|figure):: (\S+)/#)?.1
    }
    return found.map(String.init)
  }

  fileprivate var tableCells: [String] {
    var body = Substring(trimmed)
    if body.hasPrefix("|") { body = body.dropFirst() }
    if body.hasSuffix("|") { body = body.dropLast() }
    return body.split(separator: "|", omittingEmptySubsequences: false).map { String($0).trimmed }
  }

  /// Whether a cell says something, and not that somebody should.
  var isFilled: Bool {
    let bare = lowercased().filter { $0.isLetter || $0.isNumber }
    if contains("{{") || wholeMatch(of: #/<.*>|\[[^\]]*\]/#) != nil { return false }
    let empty: Set<String> = [
      "", "todo", "tbd", "tba", "tbc", "na", "none", "xx", "xxx", "fixme", "example", "unknown",
      "pending", "open", "lorem", "later",
    ]
    // Such as "Example risk 1" and "Risk 2", which a form brings.
    if lowercased().contains(
      #/^\s*((example|dummy|placeholder)\b.*|(sample )?(risk|hazard|kpi|goal|metric)\s*#?\d+)\s*$/#
    ) {
      return false
    }
    return !empty.contains(bare) && !bare.hasPrefix("todo") && !bare.hasPrefix("tbd")
  }
}
