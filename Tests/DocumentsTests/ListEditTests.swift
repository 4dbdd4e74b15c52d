import Documents
import TestSupport
import Testing

/// A list is edited in its text, and everything else stays as it was written.
@Suite struct ListEditTests {
  private let entry = ListEdit.Entry([
    ("control", .text("doc.api")), ("says", .truth(true)), ("note", .text("Seen: all of it.")),
  ])

  private func edit(
    _ text: String, replacing replaced: [Int: [ListEdit.Entry]] = [:],
    adding added: [ListEdit.Entry] = []
  ) -> String? {
    ListEdit(of: text, list: "list", replacing: replaced, adding: added)?.text
  }

  @Test func `an entry is added after the last one, in the style that is there`() {
    #expect(
      edit("kind: x\nlist:\n  # first\n  - a: 1 # one\n  # the end\nrest: y\n", adding: [entry])
        == """
        kind: x
        list:
          # first
          - a: 1 # one
          - control: doc.api
            says: yes
            note: "Seen: all of it."
          # the end
        rest: y

        """)
    #expect(
      edit("list:\n- a: 1\n", adding: [entry])
        == "list:\n- a: 1\n- control: doc.api\n  says: yes\n  note: \"Seen: all of it.\"\n")
    #expect(
      edit("list: [{a: 1}, {a: 2}] # few\n", adding: [entry])
        == "list: [{a: 1}, {a: 2}, {control: doc.api, says: yes, note: \"Seen: all of it.\"}] # few\n"
    )
    #expect(
      edit("list: [\n  {a: 1},\n]\n", adding: [entry, entry])
        == """
        list: [
          {a: 1},
          {control: doc.api, says: yes, note: "Seen: all of it."},
          {control: doc.api, says: yes, note: "Seen: all of it."},
        ]

        """)
    #expect(
      edit("{\"kind\": \"x\", \"list\": [{\"a\": 1}]}", adding: [entry])
        == "{\"kind\": \"x\", \"list\": [{\"a\": 1}, {\"control\": \"doc.api\", \"says\": true, "
        + "\"note\": \"Seen: all of it.\"}]}")
  }

  @Test func `an empty list, or none, begins in lines`() {
    let lines = "  - control: doc.api\n    says: yes\n    note: \"Seen: all of it.\"\n"
    #expect(
      edit("list: [] # none\nb: 1\n", adding: [entry])
        == "list: # none\n\(lines)b: 1\n")
    #expect(
      edit("list: []  # none yet", adding: [entry]) == "list:  # none yet\n\(lines.dropLast())")
    #expect(edit("list: []\r\nb: 1\r\n", adding: [entry])?.hasPrefix("list:\r\n  - c") == true)
    #expect(edit("b: 1\n# end\n", adding: [entry]) == "b: 1\n# end\n\nlist:\n\(lines)")
    #expect(edit("b: 1", adding: [entry]) == "b: 1\n\nlist:\n\(lines.dropLast())")
    #expect(edit("b: 1\n...\n", adding: [entry]) == "b: 1\n\nlist:\n\(lines)...\n")
    #expect(
      edit("{\"b\": 1}\n", adding: [ListEdit.Entry([("c", .list(["d", "e"]))])])
        == "{\"b\": 1, \"list\": [{\"c\": [\"d\", \"e\"]}]}\n")
  }

  @Test func `an entry that is replaced takes nothing with it`() {
    #expect(
      edit(
        """
        list:
          - a: 1

          # about two
          - a: 2 # beside
            # within
            b: "x # no comment"
            c: |
              # no comment either
              text

          # about three
          - a: 3

        """, replacing: [1: [entry]])
          == """
          list:
            - a: 1

            # about two
            # beside
            # within
            - control: doc.api
              says: yes
              note: "Seen: all of it."

            # about three
            - a: 3

          """)
    #expect(
      edit("list: [{a: 1}, {a: \"}, {\"}, {a: 3}]\n", replacing: [1: [entry]])
        == "list: [{a: 1}, {control: doc.api, says: yes, note: \"Seen: all of it.\"}, {a: 3}]\n")
  }

  @Test func `an entry can become several, or none`() {
    let short = ListEdit.Entry([("a", .text("x"))])
    let text = "list:\n  - a: 1\n  - a: 2\n  # end\n"
    #expect(
      edit(text, replacing: [0: [short, short]])
        == "list:\n  - a: x\n  - a: x\n  - a: 2\n  # end\n")
    #expect(edit(text, replacing: [0: []]) == "list:\n  - a: 2\n  # end\n")
    #expect(edit(text, replacing: [0: [], 1: []]) == "list: []\n  # end\n")
    #expect(
      edit(text, replacing: [1: []], adding: [short]) == "list:\n  - a: 1\n  - a: x\n  # end\n")
    #expect(edit("list: [1, 2, 3]\n", replacing: [0: []]) == "list: [2, 3]\n")
    #expect(edit("list: [1, 2, 3]\n", replacing: [0: [], 2: []]) == "list: [2]\n")
    #expect(
      edit("list: [1, 2, 3]\n", replacing: [0: [], 1: []], adding: [short]) == "list: [3, {a: x}]\n"
    )
    #expect(edit("list: [1, 2]\n", replacing: [0: [], 1: []]) == "list: []\n")
  }

  @Test func `line ends, a byte order mark and a missing end of line stay`() {
    let short = ListEdit.Entry([("a", .text("x"))])
    #expect(
      edit("\u{FEFF}list:\r\n  - a: 1\r\n", adding: [short])
        == "\u{FEFF}list:\r\n  - a: 1\r\n  - a: x\r\n")
    #expect(edit("list:\n  - a: 1", adding: [short]) == "list:\n  - a: 1\n  - a: x")
  }

  @Test func `texts in lines end where they end`() {
    let short = ListEdit.Entry([("a", .text("x"))])
    #expect(
      edit("list:\n  - a: |+\n      one\n\n\nb: 1\n", adding: [short])
        == "list:\n  - a: |+\n      one\n\n\n  - a: x\nb: 1\n")
    #expect(
      edit("list:\n  - a: >2-\n         one\n        two\n\n  # c\nb: 1\n", adding: [short])
        == "list:\n  - a: >2-\n         one\n        two\n  - a: x\n\n  # c\nb: 1\n")
    #expect(
      edit("list:\n  - a: |\n      one\n    # out\n  - a: 2\n", replacing: [0: [short]])
        == "list:\n  - a: x\n    # out\n  - a: 2\n")
    #expect(
      edit("list:\n  - a: one\n      two\n  - a: 'it''s\n\n      two'\n", adding: [short])
        == "list:\n  - a: one\n      two\n  - a: 'it''s\n\n      two'\n  - a: x\n")
  }

  @Test func `what cannot be done without a change of something else is refused`() {
    let short = ListEdit.Entry([("a", .text("x"))])
    // A line end would become part of the text.
    #expect(edit("list:\n  - a: |\n      one", adding: [short]) == nil)
    // The anchor would go with the entry.
    #expect(edit("list:\n  - a: &n one\n  - a: *n\n", replacing: [0: [short]]) == nil)
    #expect(edit("list: 1\n", adding: [short]) == nil)
    #expect(edit("list:\n", adding: [short]) == nil)
    #expect(edit("- 1\n", adding: [short]) == nil)
    #expect(edit("list: [1]\n", replacing: [1: [short]]) == nil)
    #expect(edit("list: [1", adding: [short]) == nil)
    // The parser drops a byte order mark wherever it stands.
    #expect(edit("list: [1]", adding: [ListEdit.Entry([("a", .text("\u{FEFF}"))])]) == nil)
  }

  @Test func `aliases beside an edit stay`() {
    let short = ListEdit.Entry([("a", .text("x"))])
    #expect(
      edit("who: &n mara\nlist:\n  - a: *n\n  - {a: *n, b: 1}\n", replacing: [0: [short]])
        == "who: &n mara\nlist:\n  - a: x\n  - {a: *n, b: 1}\n")
    #expect(
      edit("who: &n [1, 2]\nlist:\n  - *n\n  - a: *n # same\n", adding: [short])
        == "who: &n [1, 2]\nlist:\n  - *n\n  - a: *n # same\n  - a: x\n")
  }

  @Test(arguments: [
    "plain words", "yes", "No", "null", "~", "12", "1e3", "2026-02-01", "a: b", "a #b", "#a", "",
    "- a", "it's", "\"quoted\"", "back\\slash", "tab\there", "two\nlines", "\u{85}\u{2028}", "ünï",
    "docs/a.md#b-1", "https://example.org/a?b=c&d=%20#e", "trailing ", " leading", "[a]", "{a}",
    "*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "?", "a, b", "ends:", "🙂", "\u{7}",
  ])
  func `every text is read as it was meant`(text: String) throws {
    let entry = ListEdit.Entry([("a", .text(text)), ("b", .list([text, "x"]))])
    for old in ["list:\n  - a: 1\n", "list: [{a: 1}]\n", "{\"list\": [1]}"] {
      let new = try #require(edit(old, adding: [entry]), "\(old)")
      let element = try #require(YAML.read(new, file: "t").tree?["list"]?.elements.last)
      #expect(element["a"]?.text == text)
      #expect(element["b"]?.elements.map(\.text) == [text, "x"])
    }
  }
}
