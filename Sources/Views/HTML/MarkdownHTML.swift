internal import Documents

extension HTML {
  /// What people wrote in Markdown, with the tables of GitHub's; raw HTML is shown as the text that
  /// it is, and links that run code are left out.
  ///
  /// - Parameters:
  ///   - text: Markdown.
  ///   - rank: The highest rank that a heading of the text may have on the page.
  /// - Returns: What shows it.
  static func markdown(_ text: String, headingsFrom rank: Int) -> HTML {
    Markdown.html(text, headingsFrom: rank).map(HTML.trusted) ?? HTML(text)
  }
}
