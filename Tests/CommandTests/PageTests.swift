import TestSupport
import Testing

@testable import airworthy

/// Pages as a browser gets them.
@Suite struct PageTests {
  @Test(arguments: [
    "status --format html", "card model --format html", "levels --format html",
  ])
  func `a page is one well-formed file that asks nothing of the network`(line: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    try shell.edit("airworthy.yaml", "name: Sample", to: "name: \"<script>alert(1)</script>\"")
    let page = shell(line).out
    #expect(page.hasPrefix("<!doctype html>"))
    #expect(openElements(in: page) == [])
    #expect(!page.contains("<script"))
    #expect(page.contains("&lt;script&gt;"))
    // Links that a reader may follow lead out; nothing is fetched.
    #expect(!page.contains(/(src|srcset)="|@import|url\(|<link|<iframe|<img/))
    #expect(page.contains("<html lang=\"en\""))
    #expect(page.contains("<title>"))
    #expect(page.contains("name=\"viewport\""))
    #expect(page.contains("prefers-color-scheme"))
    #expect(page.contains("@media print"))
  }

  @Test func `every picture has a caption, a name and its data as a table`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let page = shell("status --format html").out
    let pictures = page.matches(of: /<svg\b/).count
    #expect(pictures > 2)
    #expect(page.matches(of: /<svg [^>]*role="img" aria-label="[^"]+"/).count == pictures)
    #expect(page.matches(of: /<figcaption>[^<]+/).count >= pictures)
    let figures = page.split(separator: "<figure>").dropFirst()
    #expect(figures.allSatisfy { $0.contains("<table>") })
  }

  /// Elements that are opened and not closed in order.
  private func openElements(in page: String) -> [Substring] {
    var open: [Substring] = []
    let void: Set<Substring> = ["meta", "br", "hr", "col", "input", "img"]
    for match in page.matches(of: /<(\/?)([a-zA-Z][a-zA-Z0-9]*)[^>]*?(\/?)>/) {
      let (_, end, name, selfClosed) = match.output
      if void.contains(name) || !selfClosed.isEmpty { continue }
      if end.isEmpty {
        open.append(name)
      } else if open.last == name {
        open.removeLast()
      } else {
        return open + [name]
      }
    }
    return open
  }
}
