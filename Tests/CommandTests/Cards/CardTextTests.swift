import Foundation
import TestSupport
import Testing

@testable import airworthy

/// People's text on pages: all of it is there, and none of it passes for what is computed.
@Suite struct CardTextTests {
  private func shell(_ text: String) throws -> Shell {
    try Shell(replacing: ["cards/model.md": "## C.19 Use\n\n\(text)\n"])
  }

  @Test func `raw HTML is shown as text, and comments are not`() throws {
    let shell = try shell("<div>Never use at night.</div>\n\nNor <b>by day</b>.<!-- hm -->")
    let page = shell("card model --format html").out
    #expect(page.contains("<p>&lt;div&gt;Never use at night.&lt;/div&gt;</p>"), "\(page)")
    #expect(page.contains("Nor &lt;b&gt;by day&lt;/b&gt;."))
    #expect(!page.contains("omitted") && !page.contains(" hm "))
  }

  @Test func `headings of a text are below that of its field`() throws {
    let page = try shell("# big heading\n\nx\n\n### small\n\ny")("card model --format html").out
    #expect(page.matches(of: /<h1>/).count == 1)
    #expect(page.contains("<h3>big heading</h3>") && page.contains("<h5>small</h5>"))
    #expect(try shell("### small")("card model --format html").out.contains("<h3>small</h3>"))
  }

  @Test(arguments: [
    "*Computed:*\n\n| a | b |\n|---|---|\n| 1 | 2 |", "_Computed:_ it is fine", "**computed:** yes",
    "&#67;omputed: yes", "- *Com*puted: yes", "> Computed: x", "### Computed:",
    "<i>Computed:</i> x",
  ])
  func `no text bears the mark of what is computed`(_ text: String) throws {
    let shell = try shell("Fine.\n\n\(text)")
    let result = shell("card model")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("marks what is computed on a card"), "\(result.err)")
    #expect(result.err.contains("cards/model.md:5:"), "\(result.err)")
  }

  @Test(arguments: ["It is computed: twice.", "```\nComputed: x\n```", "Recomputed: no."])
  func `the word alone is no mark`(_ text: String) throws {
    #expect(try shell(text)("card model").ending == .met)
  }

  @Test func `everything computed in the body bears the mark`() throws {
    let shell = try shell("For all.")
    let card = shell("card model --level 8").out
    let body = try #require(card.split(separator: "\n## C.16", maxSplits: 1).last)
    let tables = body.matches(of: /\n\n(.*)\n\n\|/).map(\.output.1)
    #expect(tables.count > 3)
    for before in tables { #expect(before == "*Computed:*") }
    #expect(card.contains("*Computed:* serves: batch"))
  }

  @Test func `a wide table can be moved sideways by keys, and pictures print without their data`()
    throws
  {
    let page = try shell("For all.")("card model --format html").out
    #expect(!page.contains(/class="scroll[^"]*"(?! tabindex="0" role="region" aria-label=")/))
    #expect(
      page.contains("class=\"scroll wide\"") && page.contains(".scroll.wide > table { min-width"))
    #expect(page.contains(".pictures details { display: none; }"))
    let history = try #require(page.split(separator: "C.38 Level history").last)
    #expect(history.contains("<div class=\"pictures\"><figure>"))
    #expect(page.contains("aria-label=\"Summary\""))
  }

  @Test(arguments: [
    ("## Intended use", "did you mean 'C.19'?"), ("## C.91 Use", "did you mean 'C."),
    ("## Whatever", "such as C.19"),
  ])
  func `a heading that is no field's is told with the likely one`(
    heading: String, says: String
  )
    throws
  {
    let shell = try Shell(replacing: ["cards/model.md": "\(heading)\n\nx\n"])
    let result = shell("card model")
    #expect(result.ending == .wrongInput && result.err.contains(says), "\(result.err)")
    #expect(!result.err.contains("C.16, C.18"))
  }

  @Test func `a card that is a link in a circle is told as such`() throws {
    let shell = try Shell(replacing: ["cards/model.md": nil, "cards/README.md": "x\n"])
    let path = shell.folder.path + "/cards/model.md"
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "model.md")
    let result = shell("card model")
    #expect(
      result.ending == .wrongInput
        && result.err.replacing(/\s+/, with: " ").contains("links lead in a circle"),
      "\(result.err)")
  }
}
