import Documents
import Testing

/// Sections are named as GitHub names them, and hold what stands below their headings.
@Suite struct MarkdownTests {
  @Test func `a heading is named in lower case, without signs, and with dashes for blanks`() {
    #expect(
      Markdown.slugs(
        of: """
          # Data flow
          ## The *data* flow, and `what_it` does!
          ### Über 3–4 Größen & more
          ## [A link](https://example.org) ![picture](x.png)
          Underlined
          ---
          ## C++ / C#
          ## 数据 流
          ## 🙂 smile
          # Trailing signs ##
          """) == [
          "data-flow", "the-data-flow-and-what_it-does", "über-34-größen--more", "a-link-",
          "underlined", "c--c", "数据-流", "-smile", "trailing-signs",
        ])
  }

  @Test func `the second of a name gets a number that nothing else has`() {
    #expect(
      Markdown.slugs(of: "# a\n# a\n# a-1\n# a\n# A\n") == ["a", "a-1", "a-1-1", "a-2", "a-3"])
  }

  @Test func `what only looks like a heading is none`() {
    #expect(
      Markdown.slugs(
        of: """
          ---
          title: front matter
          ---
          #no blank
              # code

          ```
          # fenced
          ```
          ~~~
          # fenced too
          ~~~
          <!--
          # comment
          -->
          \\# escaped
          # real
          """) == ["real"])
  }

  @Test func `a section ends where the next one begins that is not below it`() throws {
    let text = """
      # Page
      before
      ## One
      text

      ### Below
      more

      ## Two
      > # Quoted
      end

      """
    #expect(Markdown.section("one", of: text)?.text == "## One\ntext\n\n### Below\nmore\n")
    #expect(Markdown.section("below", of: text)?.text == "### Below\nmore\n")
    #expect(Markdown.section("two", of: text)?.text == "## Two\n> # Quoted\nend\n")
    #expect(Markdown.section("quoted", of: text)?.text == "> # Quoted\nend\n")
    #expect(Markdown.section("page", of: text)?.text.hasPrefix("# Page\nbefore\n") == true)
    #expect(Markdown.section("three", of: text) == nil)
    #expect(Markdown.section("Two", of: text) == nil)
  }

  @Test func `a section is the same whatever the line ends and whatever stands elsewhere`() {
    let text = "# Page\n\n## One\ntext\n\n## Two\nend\n"
    let one = Markdown.section("one", of: text)?.text
    #expect(Markdown.section("one", of: text.replacing("\n", with: "\r\n"))?.text == one)
    #expect(Markdown.section("one", of: text.replacing("\n", with: "\r"))?.text == one)
    #expect(Markdown.section("one", of: text.replacing("end", with: "other"))?.text == one)
    #expect(
      Markdown.section("one", of: text.replacing("\n## Two", with: "\n\n\n## 2"))?.text == one)
    #expect(Markdown.section("one", of: text.replacing("text", with: "words"))?.text != one)
    #expect(Markdown.section("two", of: "# Page\n\n## Two\nend")?.text == "## Two\nend\n")
  }

  @Test func `texts that are odd are read without a trap`() {
    for text in ["", "\n", "#", "# ", "---", "---\n---", "\u{0}# a", "# \u{0}", "\r\r# a\r"] {
      for slug in Markdown.slugs(of: text) { #expect(Markdown.section(slug, of: text) != nil) }
    }
    #expect(Markdown.slugs(of: "\r\r# a\r") == ["a"])
  }
}
