internal import CMarkdown

/// Markdown as GitHub reads it.
package enum Markdown {
  /// What people wrote, as HTML, with the tables of GitHub's.
  ///
  /// Raw HTML and links that run code are left out. `nil` where the library refuses.
  package static func html(_ text: String) -> String? {
    parsing(text) { document, parser in
      let extensions = cmark_parser_get_syntax_extensions(parser)
      guard let rendered = cmark_render_html(document, options, extensions) else { return nil }
      defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
      return String(cString: rendered)
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
      guard let walk = cmark_iter_new(document) else { return nil }
      defer { cmark_iter_free(walk) }
      var found: [Heading] = []
      while true {
        let event = cmark_iter_next(walk)
        guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(walk) else { break }
        guard event == CMARK_EVENT_ENTER, cmark_node_get_type(node) == CMARK_NODE_HEADING else {
          continue
        }
        found.append(
          Heading(
            text: words(in: node), level: Int(cmark_node_get_heading_level(node)),
            line: Int(cmark_node_get_start_line(node)),
            isOutermost: cmark_node_parent(node) == document))
      }
      return found
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
