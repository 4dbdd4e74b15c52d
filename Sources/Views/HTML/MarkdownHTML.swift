internal import CMarkdown

extension HTML {
  /// What people wrote in Markdown, with the tables of GitHub's; raw HTML and links that run code
  /// are left out.
  static func markdown(_ text: String) -> HTML {
    registered
    let options = CMARK_OPT_VALIDATE_UTF8
    guard let parser = cmark_parser_new(options) else { return HTML(text) }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let found = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, found)
      }
    }
    let bytes = Array(text.utf8CString.dropLast())
    bytes.withUnsafeBufferPointer { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    guard let document = cmark_parser_finish(parser) else { return HTML(text) }
    defer { cmark_node_free(document) }
    let extensions = cmark_parser_get_syntax_extensions(parser)
    guard let rendered = cmark_render_html(document, options, extensions) else { return HTML(text) }
    defer { cmark_get_default_mem_allocator().pointee.free(rendered) }
    return .trusted(String(cString: rendered))
  }

  /// The library keeps its extensions in one list, which must be filled once only.
  private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()
}
