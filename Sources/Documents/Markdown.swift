internal import CMarkdown

/// Markdown as GitHub reads it.
package enum Markdown {
  /// What people wrote, as HTML, with the tables of GitHub's.
  ///
  /// Raw HTML stands there as text, comments do not, and links that run code are left out.
  ///
  /// - Parameters:
  ///   - text: Markdown.
  ///   - rank: The rank that its highest heading gets, and lower ones accordingly, if it has one of a
  ///     higher rank.
  /// - Returns: HTML; `nil` where the library refuses.
  package static func html(_ text: String, headingsFrom rank: Int = 1) -> String? {
    parsing(text) { document, parser in
      showRawHTML(in: document)
      lowerHeadings(in: document, to: rank)
      let extensions = cmark_parser_get_syntax_extensions(parser)
      guard let rendered = cmark_render_html(document, options, extensions) else { return nil }
      defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
      return String(cString: rendered)
    }
  }

  /// Puts text in the place of raw HTML, so that nothing that people wrote is lost.
  private static func showRawHTML(in document: OpaquePointer) {
    let kinds = [CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE]
    for node in nodes(in: document, where: { kinds.contains($0) }) {
      let isBlock = cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK
      let literal = cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
      let words = literal.replacing(/(?s)<!--.*?(-->|$)/, with: "")
      defer { cmark_node_free(node) }
      guard !words.allSatisfy(\.isWhitespace), let shown = cmark_node_new(CMARK_NODE_TEXT) else {
        cmark_node_unlink(node)
        continue
      }
      let end = words.lastIndex { !$0.isWhitespace } ?? words.startIndex
      cmark_node_set_literal(shown, isBlock ? String(words[...end]) : words)
      if isBlock, let paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH) {
        cmark_node_append_child(paragraph, shown)
        cmark_node_replace(node, paragraph)
      } else {
        cmark_node_replace(node, shown)
      }
    }
  }

  private static func lowerHeadings(in document: OpaquePointer, to rank: Int) {
    let headings = nodes(in: document) { $0 == CMARK_NODE_HEADING }
    let highest = headings.map { Int(cmark_node_get_heading_level($0)) }.min() ?? rank
    guard highest < rank else { return }
    for heading in headings {
      let level = Int(cmark_node_get_heading_level(heading)) + rank - highest
      cmark_node_set_heading_level(heading, Int32(min(6, level)))
    }
  }

  /// The nodes of some kinds, in order.
  private static func nodes(
    in document: OpaquePointer, where isWanted: (cmark_node_type) -> Bool
  ) -> [OpaquePointer] {
    guard let walk = cmark_iter_new(document) else { return [] }
    defer { cmark_iter_free(walk) }
    var found: [OpaquePointer] = []
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { return found }
      if event == CMARK_EVENT_ENTER, isWanted(cmark_node_get_type(node)) { found.append(node) }
    }
  }

  /// A heading as it is shown, without signs of emphasis and the like.
  package struct Heading: Hashable, Sendable {
    package let text: String
    /// 1 to 6.
    package let level: Int
    /// The line that it begins in, from 1.
    package let line: Int
    /// Whether it stands in no list and in no quotation.
    package let isOutermost: Bool
  }

  /// The headings of a text, in its order.
  package static func headings(_ text: String) -> [Heading] {
    parsing(text) { document, _ in
      nodes(in: document) { $0 == CMARK_NODE_HEADING }.map { node in
        Heading(
          text: words(in: node), level: Int(cmark_node_get_heading_level(node)),
          line: Int(cmark_node_get_start_line(node)),
          isOutermost: cmark_node_parent(node) == document)
      }
    } ?? []
  }

  /// Each paragraph and heading as it is shown, with the line that it begins in, from 1.
  package static func blocks(_ text: String) -> [(text: String, line: Int)] {
    parsing(text) { document, _ in
      nodes(in: document) { $0 == CMARK_NODE_PARAGRAPH || $0 == CMARK_NODE_HEADING }.map { node in
        (words(in: node), Int(cmark_node_get_start_line(node)))
      }
    } ?? []
  }

  private static let options = CMARK_OPT_VALIDATE_UTF8

  private static func parsing<Value>(
    _ text: String, _ body: (OpaquePointer, OpaquePointer) -> Value?
  ) -> Value? {
    registered
    guard let parser = cmark_parser_new(options) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    let bytes = Array(text.utf8CString.dropLast())
    bytes.withUnsafeBufferPointer { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    guard let document = cmark_parser_finish(parser) else { return nil }
    defer { cmark_node_free(document) }
    return body(document, parser)
  }

  /// The words below a node; a picture has none.
  private static func words(in node: OpaquePointer) -> String {
    guard let walk = cmark_iter_new(node) else { return "" }
    defer { cmark_iter_free(walk) }
    var words = ""
    var pictures = 0
    while true {
      let event = cmark_iter_next(walk)
      guard event != CMARK_EVENT_DONE, let part = cmark_iter_get_node(walk) else { return words }
      let type = cmark_node_get_type(part)
      if type == CMARK_NODE_IMAGE { pictures += event == CMARK_EVENT_ENTER ? 1 : -1 }
      guard event == CMARK_EVENT_ENTER, pictures == 0 else { continue }
      if type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE {
        words += cmark_node_get_literal(part).map { String(cString: $0) } ?? ""
      } else if type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK {
        words += " "
      }
    }
  }

  /// The library keeps its extensions in one list, which must be filled once only.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
