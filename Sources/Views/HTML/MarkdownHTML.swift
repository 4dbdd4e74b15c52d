internal import Documents

extension HTML {
  /// What people wrote in Markdown, with the tables of GitHub's; raw HTML and links that run code
  /// are left out.
  static func markdown(_ text: String) -> HTML {
    Markdown.html(text).map(HTML.trusted) ?? HTML(text)
  }
}
