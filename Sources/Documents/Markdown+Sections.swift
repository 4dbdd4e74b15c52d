extension Markdown {
  /// A heading with what stands below it, up to the next one that is not below it.
  package struct Section: Sendable {
    /// The name that GitHub links to it by: `data-flow`, or `data-flow-1` for the second of a name.
    package let slug: String
    /// The text with line feeds at the ends of lines, without blank lines at its end.
    package let text: String
  }

  /// The section of a name; `nil` where no heading has it.
  package static func section(_ slug: String, of text: String) -> Section? {
    let page = Page(text)
    let slugs = slugs(of: page.headings)
    guard let index = slugs.firstIndex(of: slug) else { return nil }
    return Section(slug: slug, text: page.text(below: index))
  }

  /// The names of all sections, in order.
  package static func slugs(of text: String) -> [String] { slugs(of: Page(text).headings) }

  /// A name for each heading, made as GitHub makes them.
  ///
  /// Lower-case letters, marks, digits, `_` and `-` stay, a blank becomes `-`, anything else goes; a
  /// name that is taken gets the first number that makes it new.
  private static func slugs(of headings: [Heading]) -> [String] {
    var taken: [String: Int] = [:]
    return headings.map { heading in
      let name = heading.text.slug
      var slug = name
      while taken[slug] != nil {
        taken[name, default: 0] += 1
        slug = "\(name)-\(taken[name, default: 0])"
      }
      taken[slug] = 0
      return slug
    }
  }

  /// A text in lines, with its headings.
  private struct Page {
    let lines: [Substring]
    let headings: [Heading]

    init(_ text: String) {
      let unix = text.utf8.contains(13) ? text.replacing("\r\n", with: "\n") : text
      var lines = unix.replacing("\r", with: "\n").lines
      headings = Markdown.headings(lines.withoutFrontMatter.joined(separator: "\n"))
      while let last = lines.last, last.allSatisfy(\.isWhitespace) { lines.removeLast() }
      self.lines = lines
    }

    /// A heading's own lines and those below it.
    func text(below index: Int) -> String {
      let heading = headings[index]
      let next = headings.dropFirst(index + 1).first {
        $0.level <= heading.level && ($0.isOutermost || !heading.isOutermost)
      }
      let first = min(heading.line - 1, lines.count)
      let end = min(max(next.map { $0.line - 1 } ?? lines.count, first), lines.count)
      var own = lines[first..<end]
      while let last = own.last, last.allSatisfy(\.isWhitespace) { own.removeLast() }
      return own.joined(separator: "\n") + "\n"
    }
  }
}

extension [Substring] {
  /// The lines with those blank that hold settings for a generator of pages.
  fileprivate var withoutFrontMatter: [Substring] {
    guard first == "---", let end = dropFirst().firstIndex(of: "---") else { return self }
    return Array(repeating: "", count: end + 1) + self[(end + 1)...]
  }
}

extension String {
  fileprivate var slug: String {
    var slug = String.UnicodeScalarView()
    for scalar in lowercased().unicodeScalars {
      if scalar == " " {
        slug.append("-")
      } else if scalar == "-" || scalar.properties.isAlphabetic || scalar.isOfWords {
        slug.append(scalar)
      }
    }
    return String(slug)
  }
}

extension Unicode.Scalar {
  fileprivate var isOfWords: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
    default: false
    }
  }
}
