import Documents
import Testing

/// What is refused of YAML, and where it is said to be.
@Suite struct YAMLTests {
  private func codes(_ text: String) -> [String] {
    YAML.read(text, file: "t.yaml").diagnostics.map { diagnostic in
      let place = diagnostic.place?.position
      return "\(diagnostic.code.rawValue) \(place?.line ?? 0):\(place?.column ?? 0)"
    }
  }

  @Test func `a tree keeps the place of every node`() throws {
    let tree = try #require(YAML.read("a: 1\nb:\n  - x\n  - {c: 'é'}\n", file: "t").tree)
    #expect(tree["a"]?.text == "1" && tree["a"]?.position == .init(line: 1, column: 4))
    #expect(tree["b"]?.elements.map(\.position.line) == [3, 4])
    #expect(tree["b"]?.elements[1]["c"]?.text == "é")
    #expect(tree.pairs.map(\.keyPosition.line) == [1, 2])
  }

  @Test func `null and empty scalars are nothing, quoted ones are texts`() throws {
    let tree = try #require(YAML.read("a:\nb: null\nc: ~\nd: ''\ne: 'null'\n", file: "t").tree)
    #expect(["a", "b", "c"].allSatisfy { tree[$0]?.text == nil })
    #expect(tree["d"]?.text == "" && tree["e"]?.text == "null")
  }

  @Test func `a duplicate key is reported where it stands, and the rest is read`() {
    #expect(
      codes("a: 1\nb:\n  c: 2\n  d: 3\n  c: 4\na: 5\n")
        == ["duplicate-key 5:3", "duplicate-key 6:1"])
    #expect(codes("- x: 1\n  y: 2\n  x: 3\n") == ["duplicate-key 3:3"])
    #expect(codes("{a: 1, a: 2}\n").first?.hasPrefix("duplicate-key") == true)
  }

  @Test func `tags are refused`() {
    #expect(codes("a: !foo 1\n") == ["refused-tag 1:4"])
    #expect(codes("a: !!str 1\n") == ["refused-tag 1:4"])
    #expect(codes("!x\na: 1\n") == ["refused-tag 1:1"])
    #expect(codes("a: &n !x 1\n") == ["refused-tag 1:4"])
    #expect(codes("a: 'not a !tag'\nb: x !y\n") == [])
  }

  @Test func `aliases are read up to 64`() throws {
    let few = "a: &n [1, 2]\nb: [\(Array(repeating: "*n", count: 64).joined(separator: ", "))]\n"
    #expect(codes(few) == [])
    let many = "a: &n [1, 2]\nb: [\(Array(repeating: "*n", count: 65).joined(separator: ", "))]\n"
    #expect(codes(many) == ["too-many-aliases 1:4"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a bomb of aliases is refused before it goes off`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(inner)]\n"
    }
    #expect(codes(bomb).first?.hasPrefix("too-many-aliases") == true)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a bomb of aliases as a key is refused too`() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let inner = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(inner)]\n"
    }
    #expect(!codes(bomb + "? *a12\n: 1\n").isEmpty)
    #expect(!codes(bomb + "*a12 : 1\n").isEmpty)
    #expect(!codes(bomb + "k: {? *a12 : 1}\n").isEmpty)
  }

  @Test func `nesting is read up to 100 levels, and deeper is refused without a crash`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(codes(nested(100)) == [])
    #expect(codes(nested(101)) == ["too-deep 1:101"])
    #expect(codes(nested(900)) == ["too-deep 1:101"])
    #expect(codes(nested(100_000)).first?.hasPrefix("too-deep") == true)
    #expect(codes(String(repeating: "- ", count: 5000) + "x\n").isEmpty == false)
  }

  @Test func `too large, not UTF-8 and broken files say so`() {
    let large = [UInt8](repeating: UInt8(ascii: "a"), count: YAML.bytesMax + 1)
    #expect(YAML.read(large, file: "t").diagnostics.map(\.code) == [.fileTooLarge])
    #expect(YAML.read([0x61, 0xFF], file: "t").diagnostics.map(\.code) == [.notUTF8])
    #expect(codes("a: [1, 2\nb: 3\n").first?.hasPrefix("syntax 2") == true)
    #expect(codes("a: 1\n\tb: 2\n").first?.hasPrefix("syntax 2") == true)
    #expect(codes("a: 1\n---\nb: 2\n").first?.hasPrefix("syntax") == true)
    #expect(codes("a: \u{0}\n").first?.hasPrefix("syntax") == true)
  }

  @Test func `Windows line ends and a byte order mark are read`() throws {
    let result = YAML.read("\u{FEFF}a: 1\r\nb: 2\r\n", file: "t")
    #expect(result.diagnostics.isEmpty && result.tree?["b"]?.text == "2")
  }

  @Test func `the canonical text is the same for the same content`() throws {
    func canonical(_ text: String) throws -> String {
      try #require(YAML.read(text, file: "t").tree).canonical
    }
    let base = try canonical("a: 1\nb: [x, {c: d}]\n")
    #expect(try canonical("# note\nb:\n  - x\n  - c: d\na:   1\n") == base)
    #expect(try canonical("a: 2\nb: [x, {c: d}]\n") != base)
    #expect(try canonical("a: '1'\nb: [x, {c: d}]\n") != base)
    #expect(try canonical("ab: c\n") != canonical("a: bc\n"))
  }

  @Test(arguments: [("a: 1\n\tb: 2\n", 2), ("a:\n  b: 1\n \t c: 2\n", 3), ("a:\n\t- b\n", 2)])
  func `a tab before a line is told by what it is`(text: String, line: Int) {
    let problem = YAML.read(text, file: "a.yaml").diagnostics.first
    #expect(problem?.message == "the line is indented by a tab, which YAML does not take")
    #expect(problem?.place?.position.line == line)
    #expect(problem?.fix == "indent by blanks, as the lines around it are")
  }
}
