import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// JSON Lines as a table: names are columns, and what is no object is left out and told.
@Suite struct JSONLinesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func file(_ text: String, blockSize: Int = 256 << 10) throws -> TableFile {
    try folder.write(text, to: "t.jsonl")
    return TableFile(path: folder.path + "/t.jsonl", blockSize: blockSize)
  }

  /// The columns, then each row's line and texts; `nil` where a value is missing.
  private func rows(_ text: String, blockSize: Int = 256 << 10) throws -> [[String?]] {
    var rows: [[String?]] = []
    try file(text, blockSize: blockSize).scan { columns in
      rows.append(columns)
      return { line, row in
        rows.append(
          ["\(line)"] + (0..<row.count).map { row[$0].isMissing ? nil : row[$0].text })
        return true
      }
    }
    return rows
  }

  private func failure(_ text: String) throws -> String {
    let file = try file(text)
    do throws(TableFile.Failure) {
      _ = try TableProfile(of: file)
      return "none"
    } catch {
      guard case .refused(let words, let line, let fix) = error else { return "\(error)" }
      return "\(line ?? 0): \(words); \(fix ?? "")"
    }
  }

  @Test func `names are columns, in the order in which they come first, however late`() throws {
    let text = "{\"a\":1,\"b\":\"x\"}\n\n{\"b\":\"y\",\"c\":true,\"a\":2.5e3}\n{\"late\":null}\n"
    for blockSize in [16, 64, 256 << 10] {
      #expect(
        try rows(text, blockSize: blockSize) == [
          ["a", "b", "c", "late"], ["1", "1", "x", nil, nil], ["3", "2.5e3", "y", "true", nil],
          ["4", nil, nil, nil, nil],
        ])
    }
  }

  @Test func `objects inside are flattened, and an empty one is nothing`() throws {
    #expect(
      try rows("{\"a\":{\"b\":{\"c\":1},\"d\":2},\"e\":{}}\n{\"a\":{\"d\":3}}\n") == [
        ["a.b.c", "a.d"], ["1", "1", "2"], ["2", nil, "3"],
      ])
  }

  @Test func `escapes, quotes and words for nothing are texts as they are meant`() throws {
    let text =
      #"{"a":"say \"hi\"\n\u00e9\ud83d\ude00","b":"NA","c":"\"q\"","d":"null","e":"a,b\\"}"# + "\n"
    #expect(
      try rows(text) == [
        ["a", "b", "c", "d", "e"], ["1", "say \"hi\"\né😀", "NA", "\"q\"", "null", "a,b\\"],
      ])
    #expect(try rows("{\"caf\\u00e9\":{\"x\\ty\":1}}\n")[0] == ["café.x\ty"])
  }

  @Test func `texts of digits are no numbers unless declared so, and numbers are`() throws {
    let file = try file(
      "{\"zip\":\"01234\",\"n\":12,\"at\":\"2026-01-02\"}\n"
        + "{\"zip\":\"99\",\"n\":-0.5,\"at\":\"2026-01-03\"}\n")
    let profile = try TableProfile(of: file)
    #expect(profile.columns.map(\.type) == [.category, .number, .time])
    let declared = try TableProfile(of: file, declared: ["zip": .number])
    #expect(declared["zip"]?.type == .number && declared["zip"]?.moments.mean == 666.5)
    let again = try TableProfile(stored: profile.stored(as: .binary), path: "p")
    #expect(again.columns.map(\.type) == [.category, .number, .time])
  }

  @Test func `lines that are no objects are left out, counted and told`() throws {
    let text =
      "{\"a\":1}\nnonsense\n{\"a\":2,}\n[1]\n{\"a\":01}\n{\"a\":1,\"a\":2}\n{\"a\":\"\\ud800\"}\n"
      + "{\"a\":3} {\"a\":4}\n{\"a\":\"open\n{\"a\":5}\n{\"a\":NaN}\n{\"a\":-Infinity}\n"
    for blockSize in [16, 256 << 10] {
      let profile = try TableProfile(of: try file(text, blockSize: blockSize))
      #expect(profile.rows == 4 && profile.raggedRows == 8)
      #expect(profile.firstRagged.map(\.line) == [2, 3, 4, 5, 6, 7, 8, 9])
      #expect(profile.firstRagged.allSatisfy { $0.fields == nil })
      #expect(profile["a"]?.missing == 1 && profile["a"]?.infinities == 1)
    }
    let first = try TableProfile(of: try file(text)).firstRagged.map(\.reason)
    #expect(first[0] == "an object is wanted, at byte 1")
    #expect(first[1] == "a name in quotes is wanted, at byte 8")
  }

  @Test func `a list is refused with its line, unless its column is not asked for`() throws {
    let text = "{\"id\":1}\n{\"id\":2,\"tags\":[\"a\",{\"b\":[1]}]}\n"
    let words = try failure(text)
    #expect(words.hasPrefix("2: 'tags' is a list"), "\(words)")
    var seen: [String] = []
    try file(text).reading(only: ["id"]).scan { columns in
      let place = columns.firstIndex(of: "id") ?? 0
      return { _, row in
        seen.append(row[place].text)
        return true
      }
    }
    #expect(seen == ["1", "2"])
  }

  @Test func `what is no text, or has no object, is refused`() throws {
    #expect(try failure("").contains("no line holds a JSON object"))
    #expect(try failure("1\n2\n").contains("no line holds a JSON object"))
    let path = folder.path + "/t.jsonl"
    try Data(Array("{\"a\":1}\n{\"a\":\"".utf8) + [0xFF, 0x22, 0x7D, 0x0A])
      .write(to: URL(filePath: path))
    #expect {
      try TableProfile(of: TableFile(path: path))
    } throws: { error in
      guard case TableFile.Failure.notUTF8(line: 2) = error else { return false }
      return true
    }
    let names = (0..<10_001).map { "\"c\($0)\":1" }.joined(separator: ",")
    #expect(try failure("{\(names)}\n") == "tooManyColumns(10001)")
    #expect(
      try failure("{\"a\":" + String(repeating: "{\"a\":", count: 100_000))
        .contains("no line holds a JSON object"))
  }

  @Test func `what begins with an object is JSON Lines whatever it is called`() throws {
    try folder.write("{\"a\":1}\n{\"a\":2}\n", to: "export.log")
    #expect(try TableFile(path: folder.path + "/export.log").columns() == ["a"])
  }

  @Test func `damaged lines are read or left out, never more`() throws {
    var numbers = SeededNumbers(seed: 12)
    let sound = Array(
      "{\"a\":1,\"b\":{\"c\":\"x\\u00e9\\\"\"}}\n{\"a\":-2.5e-3,\"d\":[1,{\"e\":null}]}\n{\"a\":true}\n"
        .utf8)
    for _ in 0..<600 {
      let bytes = Mutation.damage(sound, with: Mutation.ofReports, &numbers)
      let path = folder.path + "/t.jsonl"
      try Data(bytes).write(to: URL(filePath: path))
      guard let profile = try? TableProfile(of: TableFile(path: path, blockSize: 16)) else {
        continue
      }
      #expect(profile.columns.allSatisfy { $0.rows == profile.rows })
    }
  }
}
