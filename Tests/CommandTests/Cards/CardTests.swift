import Digests
import EventLog
import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Cards as a user gets them.
@Suite struct CardTests {
  private static let odd = """
    Tabs\tand trailing blanks  \nstay.\r
    \r
    ~~~
    ## C.18 not a heading
    ~~~

    * `## C.19` neither, é ̈ 🛫
    """

  @Test func `people's text survives byte for byte`() throws {
    let shell = try Shell(replacing: [
      "cards/model.md": "# Model\n\n## C.16 Summary\n\n\(Self.odd)\n\n## C.25 Caveats\n\nNone.\n"
    ])
    let before = try shell.contents()
    let page = shell("card model")
    #expect(page.ending == .met && page.out.contains("\n\(Self.odd)\n"))
    let data = try #require(shell("card model --format json").out.data(using: .utf8))
    let json = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    let fields = json?["fields"] as? [[String: Any]] ?? []
    #expect(fields.first { $0["id"] as? String == "C.16" }?["text"] as? String == Self.odd)
    for format in ["html", "hf", "mct", "cyclonedx"] {
      #expect(shell("card model --format \(format)").ending == .met)
    }
    #expect(try shell.contents() == before)
  }

  @Test func `a card is held to the obligations of the level that is asked for`() throws {
    let shell = try Shell()
    let low = shell("card model --level 0").out
    let high = shell("card model --level 9").out
    #expect(!low.contains("C.35") && high.contains("C.35 Fallback or bypass mode"))
    #expect(high.contains("Shown as level 9 asks for it, working at 3."))
    #expect(high.contains("works at 3, System development"))
    #expect(shell("card model --level 3").out == shell("card model").out)
    #expect(shell("card model --level 10").ending == .wrongInput)
    #expect(shell("card model --level 4 --issue").ending == .wrongInput)
  }

  @Test func `a card names the cards that were issued before, and shows them again`() throws {
    var shell = try Shell()
    let issued = shell("card model --issue --format json")
    #expect(issued.ending == .met)
    let number = try #require(issued.err.firstMatch(of: /as event (\d+)/)?.output.1)
    shell.now = "2026-02-03T12:00:00Z"
    let later = shell("card model").out
    let digest = Digest(of: shell("card model --format json --as-of \(number)").out).hex
    #expect(
      later.contains("level 3, event \(number), issued 2026-02-01, SHA-256 \(digest.prefix(12))"))
    #expect(shell("card model --as-of \(number)").err.isEmpty)
    try shell.edit("cards/model.md", "Says how late.", to: "Says how early.")
    #expect(shell("card model --as-of \(number)").err.contains("not the card that event \(number)"))
  }

  @Test func `markdown is another name of md`() throws {
    let shell = try Shell()
    #expect(shell("card model --format markdown").out == shell("card model --format md").out)
    #expect(shell("card show model").out == shell("card model").out)
  }

  @Test(arguments: [
    "card model --check --issue", "card model --check --format html", "card model --dry-run",
    "card model --template --format json", "card model --template --as-of 2026-01-15",
    "card model --level -1", "card modle", "card model --format docx",
    "card model --check --level 3",
  ])
  func `what makes no sense is refused, and nothing is written`(_ line: String) throws {
    let shell = try Shell()
    let before = try shell.contents()
    let result = shell(line)
    #expect(result.ending == .wrongInput && result.out.isEmpty && !result.err.isEmpty)
    #expect(try shell.contents() == before)
  }

  @Test func `a data set is asked the questions of the datasheet`() throws {
    let shell = try Shell(replacing: [
      "cards/data.md": "## D.1 Purpose\n\nTo tell late from early.\n\n## D.5 How many\n\n200.\n"
    ])
    let page = shell("card data").out
    #expect(page.contains("### D.1 Purpose\n\nTo tell late from early.\n"))
    #expect(page.contains("data | cards/data.md | 2 of 52 answered"))
    #expect(page.contains("**Not answered:** D.2 Makers; D.3 Funding."))
    #expect(shell("card model").out.contains("data | cards/data.md | 2 of 52 answered"))
    #expect(shell("card data --format html").out.contains("<h3>D.5 How many</h3>"))
    #expect(!shell("card model").out.contains("Datasheet"))
  }

  @Test func `a model is not asked the questions of the datasheet`() throws {
    let shell = try Shell(replacing: ["cards/model.md": "## D.1 Purpose\n\nx\n"])
    let result = shell("card model")
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("'D.1' is not a field of people's text on the card"))
  }
}

/// Skeletons for people to fill.
@Suite struct CardTemplateTests {
  @Test func `a skeleton has what is due, and says nothing by itself`() throws {
    let shell = try Shell(replacing: ["cards/model.md": nil])
    let before = shell("card model --format json").out
    #expect(shell("card model --template").ending == .met)
    let text = try shell.folder.text(of: "cards/model.md")
    #expect(text.contains("## C.18 Model and algorithm\n\n<!-- How does it work"))
    #expect(!text.contains("## C.35"))
    #expect(shell("card model --format json").out == before)
    let again = shell("card model --template")
    #expect(again.ending == .met && again.out.contains("nothing was written"))
    #expect(shell("card model --template --level 8").ending == .met)
    #expect(try shell.folder.text(of: "cards/model.md").contains("## C.35 Fallback"))
  }

  @Test func `a skeleton of a data set has all 52 questions`() throws {
    let shell = try Shell()
    let dry = shell("card data --template --dry-run")
    #expect(dry.out.matches(of: /(?m)^## D\.\d+\s/).count == 52)
    #expect(!FileManager.default.fileExists(atPath: shell.folder.path + "/cards/data.md"))
  }

  @Test(arguments: [
    "# Model\r\n\r\n## C.16 Summary\r\n\r\nSays how late.\r\n\r\n## C.24 Assumptions\r\n\r\nMany.",
    "## C.27 Notes\n\n```\n## C.16 x\n", "", "\n\n\n", "## C.18\n<!-- a\n## C.19 b\n-->\n",
  ])
  func `what is there stays byte for byte`(_ text: String) throws {
    let shell = try Shell(replacing: ["cards/model.md": text])
    guard shell("card model").ending == .met else { return }
    let before = shell("card model").out
    let result = shell("card model --template")
    let after = try shell.folder.text(of: "cards/model.md")
    // Below code that is never closed nothing can be added.
    guard result.ending == .met else {
      #expect(text.contains("```") && after == text)
      return
    }
    // Every line is there still, in its order.
    var rest = after.utf8.split(separator: UInt8(ascii: "\n")).map { Array($0) }[...]
    for line in text.utf8.split(separator: UInt8(ascii: "\n")).map({ Array($0) }) {
      let found = try #require(rest.firstIndex(of: line))
      rest = rest[(found + 1)...]
    }
    #expect(shell("card model").out == before)
  }

  @Test func `a folder of cards that leads elsewhere is not written to`() throws {
    let shell = try Shell(replacing: ["cards/model.md": nil])
    let outside = try TemporaryFolder()
    let cards = shell.folder.path + "/cards"
    try? FileManager.default.removeItem(atPath: cards)
    try FileManager.default.createSymbolicLink(atPath: cards, withDestinationPath: outside.path)
    #expect(shell("card model --template").ending == .wrongInput)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }
}
