import Documents
import TestSupport
import Testing

/// JSON and XML as other tools write them, read strictly.
@Suite struct JSONTests {
  private func read(_ text: String) throws -> Tree {
    try JSON.read(Array(text.utf8), file: "a.json")
  }

  private func problem(_ text: String) -> Diagnostic? {
    do {
      _ = try read(text)
      return nil
    } catch let error as Diagnostics {
      return error.list.first
    } catch {
      return nil
    }
  }

  @Test func `values keep their text, their kind and their place`() throws {
    let tree = try read("{\"a\": [1.50, -2e3, true, null],\n \"é\": \"x\\n\\u00e9\\ud83d\\ude00\"}")
    #expect(tree["a"]?.elements.map(\.text) == ["1.50", "-2e3", "true", nil])
    #expect(tree["é"]?.text == "x\né😀")
    #expect(tree["é"]?.position == .init(line: 2, column: 7))
    #expect(try read("{\"a\": \"1\"}")["a"]?.noun == "'1'")
    #expect(try read("\u{FEFF}[]").elements.isEmpty)
    #expect(try read("[NaN, -Infinity]").elements.map(\.text) == ["NaN", "-Infinity"])
  }

  @Test(arguments: [
    ("{\"a\": 1, \"a\": 2}", Diagnostic.Code.duplicateKey, 1, 10),
    ("{\"a\": 1,\n \"\\u0061\": 2}", .duplicateKey, 2, 2), ("[1,]", .syntax, 1, 4),
    ("[1 2]", .syntax, 1, 4), ("{a: 1}", .syntax, 1, 2), ("[01]", .syntax, 1, 2),
    ("[1.]", .syntax, 1, 2), ("[+1]", .syntax, 1, 2), ("[.5]", .syntax, 1, 2),
    ("[1e]", .syntax, 1, 2), ("[nan]", .syntax, 1, 2), ("['a']", .syntax, 1, 2),
    ("[1] 2", .syntax, 1, 5), ("", .syntax, 1, 1), ("[\"a", .syntax, 1, 2),
    ("[\"\\x\"]", .syntax, 1, 3), ("[\"\\ud800\"]", .syntax, 1, 3), ("[\"\\u12\"]", .syntax, 1, 3),
    ("[\"a\nb\"]", .syntax, 1, 4), ("[1 // one\n]", .syntax, 1, 4),
  ])
  func `what is not JSON is refused, with its place`(
    text: String, code: Diagnostic.Code, line: Int, column: Int
  ) {
    let found = problem(text)
    #expect(found?.code == code)
    #expect(found?.place?.position == .init(line: line, column: column), "\(text)")
  }

  @Test func `nesting has an end`() throws {
    #expect(problem(String(repeating: "[", count: 100_000))?.code == .tooDeep)
    let sound = String(repeating: "[", count: 100) + String(repeating: "]", count: 100)
    #expect(problem(sound) == nil)
  }
}

@Suite struct XMLTests {
  private func read(_ text: String) throws -> XML.Document {
    try XML.read(Array(text.utf8), file: "a.xml")
  }

  private func problem(_ text: String) -> Diagnostic? {
    do {
      _ = try read(text)
      return nil
    } catch let error as Diagnostics {
      return error.list.first
    } catch {
      return nil
    }
  }

  @Test func `elements, attributes and text`() throws {
    let document = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE a SYSTEM "http://localhost/a.dtd">
      <!-- by hand -->
      <a b="1 &lt; 2" c='"'>x &amp; y<d/>
        <d e="&#233;&#xe9;"><![CDATA[<raw>]]></d></a>
      """)
    let root = document.root
    #expect(root["b"] == "1 < 2" && root["c"] == "\"" && root["e"] == nil)
    #expect(root.text.hasPrefix("x & y"))
    #expect(root.children("d").map { $0["e"] } == [nil, "éé"])
    #expect(root.children[1].text == "<raw>" && root.children[1].line == 5)
    #expect(document.comments == [" by hand "])
  }

  @Test(arguments: [
    ("<a>", 1), ("<a></b>", 1), ("<a/><b/>", 1), ("</a>", 1), ("<a b=1/>", 1), ("<a b/>", 1),
    ("<a b='1' b='2'/>", 1), ("<a b='<'/>", 1), ("<a>&x;</a>", 1), ("<a>&#0;</a>", 1),
    ("<a>&#xD800;</a>", 1), ("<a>&amp</a>", 1), ("x<a/>", 1), ("<a/>x", 1), ("", 1), ("<a\n", 1),
    ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", 1), ("<a><!DOCTYPE a></a>", 1), ("<a>\u{1}</a>", 1),
    ("<?xml version='1.0' encoding='UTF-16'?><a/>", 1), ("<a>\n<!-- x", 2), ("<a><![CDATA[", 1),
    ("< a/>", 1), ("<a b='1'c='2'/>", 1),
  ])
  func `what is not well formed, or declares entities, is refused`(text: String, line: Int) {
    let found = problem(text)
    #expect(found != nil)
    #expect(found?.place?.position.line == line)
  }

  @Test func `nesting and text have an end`() throws {
    #expect(problem(String(repeating: "<a>", count: 100_000))?.code == .tooDeep)
    let long = try read("<a>\(String(repeating: "x", count: 100_000))</a>")
    #expect(long.root.text.count == 2_000)
  }
}
