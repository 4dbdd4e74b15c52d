import Documents
import Foundation
import Testing

@Suite struct ShapeTests {
  private struct Pair: Equatable {
    let name: String
    let count: Int
    let tags: [String]
  }

  private let shape = Shape<Pair>.object(
    "A pair.", .required("name", .name, "The name."),
    .optional("count", .integer(0...9), default: 1, "How many."),
    .optional("tags", .list(of: .text(), orOne: true), default: [], "Words."),
    make: Pair.init(name:count:tags:))

  /// What a text reads as, and what is wrong with it.
  private func read<Value>(_ shape: Shape<Value>, _ text: String) throws -> (Value?, [String]) {
    let result = YAML.read(text, file: "t.yaml")
    var reader = Reader(source: result.source)
    let value = try shape.read(#require(result.tree), &reader)
    let words = reader.diagnostics.map { diagnostic in
      let place = diagnostic.place?.position
      return "\(place?.line ?? 0):\(place?.column ?? 0) \(diagnostic.code.rawValue): "
        + diagnostic.message + (diagnostic.fix.map { " [\($0)]" } ?? "")
    }
    return (value, words)
  }

  @Test func `an object reads its keys, with defaults for those left out`() throws {
    let (value, words) = try read(shape, "name: a\ntags: x\n")
    #expect(value == Pair(name: "a", count: 1, tags: ["x"]) && words.isEmpty)
  }

  @Test func `everything that is wrong is reported at once`() throws {
    let (value, words) = try read(shape, "nmae: a\ncount: 12\ntags: {x: 1}\n")
    #expect(value == nil)
    #expect(
      words == [
        "1:1 unknown-key: unknown key 'nmae' [did you mean 'name'?]",
        "1:1 missing-key: the key 'name' is missing [add 'name:']",
        "2:8 wrong-value: 12 is not between 0 and 9",
        "3:7 wrong-type: expected a text, found a mapping",
      ])
  }

  @Test func `a scalar where an object should be says what would fit`() throws {
    let (_, words) = try read(shape, "just a text\n")
    #expect(
      words == [
        "1:1 wrong-type: expected a mapping with name, count, tags, found 'just a text'"
      ])
  }

  @Test func `the nearest known word is offered`() {
    let known = ["components", "people", "checks", "policy"]
    #expect(Spelling.nearest(to: "componnets", among: known) == "components")
    #expect(Spelling.nearest(to: "Policy", among: known) == "policy")
    #expect(Spelling.nearest(to: "weather", among: known) == nil)
    #expect(Spelling.nearest(to: "", among: known) == nil)
  }

  @Test(arguments: [
    "1.0.0", "0.0.4", "1.2.3-rc.1", "1.0.0-alpha+001", "1.0.0+21AF26D3", "10.20.30",
  ])
  func `semantic versions`(_ text: String) throws {
    #expect(try read(.semanticVersion, text).0 == text)
  }

  @Test(arguments: [
    ("1.2", "write 1.2.0"), ("v1.2.3", "write 1.2.3"), ("1", "write 1.0.0"),
    ("01.2.3", "write one like 1.4.0"), ("1.2.3-", "write one like 1.4.0"),
    ("1.2.3-01", "write one like 1.4.0"), ("latest", "write one like 1.4.0"),
    ("1.2.3.4", "write one like 1.4.0"),
  ])
  func `what is no semantic version is mended where it can be`(_ text: String, _ fix: String) throws
  {
    let (value, words) = try read(.semanticVersion, "'\(text)'")
    #expect(value == nil && words.first?.hasSuffix("[\(fix)]") == true, "\(words)")
  }

  @Test func `numbers are finite, spans of days have their unit`() throws {
    #expect(try read(.number(), "0.05").0 == 0.05)
    #expect(try read(.number(), ".nan").1.count == 1)
    #expect(try read(.number(), "nan").1.count == 1)
    #expect(try read(.number(), "inf").1.count == 1)
    #expect(try read(.days(1...90), "30 days").0 == 30)
    #expect(try read(.days(1...90), "1 day").0 == 1)
    #expect(try read(.days(1...90), "30").1.first?.contains("'30 days'") == true)
    #expect(try read(.days(1...90), "400 days").1.count == 1)
  }

  @Test func `yes, no, true and false are truths`() throws {
    #expect(try read(.truth, "yes").0 == true && read(.truth, "false").0 == false)
    #expect(try read(.truth, "perhaps").1.count == 1)
  }

  @Test func `names are plain, short and lower-case`() throws {
    #expect(try read(.name, "delay-model_2.1").0 == "delay-model_2.1")
    for wrong in ["Delay", "a b", "-a", "ä", String(repeating: "a", count: 65)] {
      #expect(try read(.name, "'\(wrong)'").1.count == 1, "\(wrong)")
    }
  }

  @Test func `a shape describes itself as JSON Schema`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let schema = String(decoding: try encoder.encode(shape.schema), as: UTF8.self)
    #expect(schema.contains(#""required":["name"]"#))
    #expect(schema.contains(#""additionalProperties":false"#))
    #expect(schema.contains(#""maximum":9"#))
  }
}
