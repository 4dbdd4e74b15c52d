import Testing

@testable import Views

/// Markup that text from files cannot break out of.
@Suite struct HTMLTests {
  private let hostile = "<script>alert('x')</script>\" onload=\"&amp;\u{0}\u{1B}"

  @Test func `text is escaped in elements and in attributes`() {
    let html = HTML.element("p", ["title": hostile]) { hostile }.markup
    #expect(!html.contains("<script"))
    #expect(!html.contains("\" onload"))
    #expect(!html.contains("\u{0}") && !html.contains("\u{1B}"))
    #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"))
    #expect(html.contains("&amp;amp;"))
  }

  @Test func `a literal with text put in is escaped as a whole`() {
    let html: HTML = "<b>\(hostile)</b>"
    #expect(!html.markup.contains("<"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))", "![a](data:text/html;base64,PHNjcmlwdD4=)",
    "<iframe src=//example.org></iframe>", "[a](vbscript:x)", "<a href=\"javascript:x\">y</a>",
  ])
  func `Markdown of people runs nothing`(_ text: String) {
    let html = HTML.markdown(text, headingsFrom: 1).markup.lowercased()
    for bad in ["<script", "<img src=\"x", "onerror", "javascript:", "<iframe", "vbscript:"] {
      #expect(!html.contains(bad) || html.contains("&lt;"), "\(html)")
    }
    #expect(!html.contains("href=\"javascript"))
    #expect(!html.contains("src=\"data:text"))
  }

  @Test func `Markdown keeps what people mean by it`() {
    let html = HTML.markdown("*a* and **b**\n\n| x | y |\n|---|---|\n| 1 | 2 |\n", headingsFrom: 1)
      .markup
    #expect(html.contains("<em>a</em>"))
    #expect(html.contains("<strong>b</strong>"))
    #expect(html.contains("<td>1</td>"))
  }

  @Test func `coordinates are written to a tenth, and alike every time`() {
    #expect(12.34567.placed == "12.3")
    #expect((-0.04).placed == "0")
    #expect(100.0.placed == "100")
  }
}
