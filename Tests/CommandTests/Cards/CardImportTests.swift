import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Cards that were kept elsewhere, taken up as a user does.
@Suite struct CardImportTests {
  /// A card as the public template lays it out; the words are ours.
  private static let card = """
    # MLTRL Card

    | | |
    |---|---|
    | **Tech name** | Lateness of flights |
    | Project ID | R-07 |
    | Current level | 4 |
    | Owner(s) | Jane Former |
    | Reviewer(s) | Kofi |
    | Component codes | 1.1 |
    | Req's, V&V docs | [sheet](https://example.org/reqs) |
    | Code repo & docs | https://example.org/code |
    | Ethics checklist? | in progress |

    **TL;DR** Sorts flights by how late they get.

    ## Top-level requirements

    1. The algorithm shall be quick.

    ## Model / algorithm info

    A tree.

    # Its pitch

    It adds up.

    ## Intended use

    For planners.

    ### Extended use

    None.

    ## Testing status

    Some.

    ~~~
    ## Data considerations
    ~~~

    ## Data considerations
    Spring only.

    ## Caveats, known edge cases, recommendations

    Snow.

    ## MLTRL stage debrief

    1. Built it.

    ## Team outing

    We saw planes.

    ## Extra notes

    """

  private func shell(_ card: String, kept: String? = nil) throws -> Shell {
    try Shell(replacing: ["old.md": card, "cards/model.md": kept])
  }

  private func take(_ shell: Shell, _ more: String...) -> Shell.Result {
    shell.run(
      ["card", "import", shell.folder.path + "/old.md", "--component", "model"] + more
        + ["-C", shell.folder.path])
  }

  @Test func `sections go to their fields, and what has none to the notes`() throws {
    let shell = try shell(Self.card)
    let before = try shell.contents()
    let dry = take(shell, "--dry-run")
    #expect(dry.ending == .met && dry.out.contains("nothing was written"))
    #expect(try shell.contents() == before)
    let result = take(shell)
    #expect(result.ending == .met && result.out.hasSuffix("wrote cards/model.md\n"))
    #expect(result.out.contains(/computed here, the same +'Component codes': 1.1/))
    let text = try shell.folder.text(of: "cards/model.md")
    #expect(text.contains("## C.16 One-line summary\n\nSorts flights by how late they get.\n"))
    #expect(text.contains("## C.18 Model and algorithm\n\nA tree.\n"))
    #expect(text.contains("For planners.\n\n### Extended use\n\nNone.\n"))
    #expect(text.contains("~~~\n## Data considerations\n~~~\n"))
    #expect(text.contains("## C.22 Data considerations\n\nSpring only.\n"))
    #expect(text.contains("## C.26 Stage debrief\n\n1. Built it.\n"))
    #expect(text.contains("### Its pitch\n\nIt adds up.\n"))
    #expect(text.contains("### Team outing\n\nWe saw planes.\n"))
    #expect(text.contains("### Top-level requirements\n\n1. The algorithm shall be quick.\n"))
    #expect(text.contains("- Owner(s): Jane Former\n"))
    #expect(result.out.contains("nothing below it"))
    // The card reads, and is checked: nobody of that name is declared.
    let card = shell("card model")
    #expect(card.ending == .met && card.out.contains("Sorts flights by how late they get."))
    #expect(shell("card model --check").out.contains("Jane Former"))
  }

  @Test func `a bar behind a backslash is no end of a cell`() throws {
    let shell = try shell(
      "| field | value |\n|---|---|\n| TL;DR | Short `a\\|b` summary |\n| Place | x \\| y |\n")
    #expect(take(shell).ending == .met)
    let text = try shell.folder.text(of: "cards/model.md")
    #expect(text.contains("Short `a|b` summary\n") && text.contains("- Place: x | y\n"), "\(text)")
  }

  @Test func `empty fields are filled, and the rest of the file stays`() throws {
    let kept =
      "# Mine\r\n\r\nA preface.\n\n## C.16 Summary\n<!-- say it -->\n\n## C.30 Service\n\nFast.\n"
    let shell = try shell("## Intended use\n\nFor all.\n\n## TL;DR\n\nShort.\n", kept: kept)
    #expect(take(shell).ending == .met)
    #expect(
      try shell.folder.text(of: "cards/model.md")
        == "# Mine\r\n\r\nA preface.\n\n## C.16 Summary\n<!-- say it -->\n\nShort.\n\n"
        + "## C.19 Intended use, and unacceptable use\n\nFor all.\n\n## C.30 Service\n\nFast.\n")
  }

  @Test func `a text that is there is never written over`() throws {
    let shell = try shell(Self.card, kept: "## C.19 Use\n\nMine.\n\n## C.27 Notes\n\nAlso.\n")
    let before = try shell.contents()
    let result = take(shell)
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("C.19, C.27"))
    #expect(try shell.contents() == before)
  }

  @Test(arguments: [
    "", "\n\n", "Just words.\n", "# Title\n\n## Nothing known\n\ntext\n", "{\"a\": 1}",
    "## Intended use\u{0}\n\nx\n", "## Intended use\n\n\u{1B}[2Jx\n",
  ])
  func `what is no card is told, and nothing is written`(_ text: String) throws {
    let shell = try shell(text)
    let before = try shell.contents()
    let result = take(shell)
    #expect(result.ending == .wrongInput && result.err.contains("old.md"))
    #expect(try shell.contents() == before)
  }

  @Test func `a huge file and one that is not UTF-8 are told`() throws {
    let shell = try shell(String(repeating: "## Intended use\n\nx\n\n", count: 60_000))
    #expect(take(shell).err.contains("file-too-large"))
    try Data([0x23, 0x20, 0xFF, 0xFE]).write(to: shell.folder.url.appending(path: "old.md"))
    #expect(take(shell).err.contains("not-utf8"))
    #expect(shell("card import gone.md --component model").ending == .wrongInput)
    #expect(shell("card import . --component model").ending == .wrongInput)
  }

  @Test func `damaged cards are no trap, and leave a file that reads`() throws {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<80 {
      let shell = try shell("")
      let bytes = Mutation.damage(Array(Self.card.utf8), &numbers)
      try Data(bytes).write(to: shell.folder.url.appending(path: "old.md"))
      let result = take(shell)
      #expect(result.ending == .met || result.ending == .wrongInput)
      #expect(shell("card model").ending == .met)
    }
  }
}
