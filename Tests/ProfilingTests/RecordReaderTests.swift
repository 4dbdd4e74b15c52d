import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// The fast reader against the plain one, which goes byte by byte.
@Suite struct RecordReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The rows as wide as the header with their lines, and the lines and widths of the others.
  private func fast(_ text: String, blockSize: Int) throws -> (rows: [[String]], ragged: [[Int]]) {
    try folder.write(text, to: "t.csv")
    var rows: [[String]] = []
    let file = TableFile(path: folder.path + "/t.csv", blockSize: blockSize)
    let pass = try file.scan { _ in
      { line, row in
        rows.append(["\(line)"] + (0..<row.count).map { row[$0].text })
        return true
      }
    }
    return (rows, pass.firstRagged.map { [$0.line, $0.fields ?? 0] })
  }

  private func plain(_ text: String) throws -> (rows: [[String]], ragged: [[Int]]) {
    let all = try TableRows(Array(text.utf8)).rows
    let width = all.first?.fields.count ?? 0
    let body = all.dropFirst()
    return (
      body.filter { $0.fields.count == width }.map { ["\($0.line)"] + $0.fields },
      body.filter { $0.fields.count != width }.prefix(10).map { [$0.line, $0.fields.count] }
    )
  }

  @Test func `whatever a table holds, both readers find the same records`() throws {
    var numbers = SeededNumbers(seed: 5)
    let fields = [
      "", "1", "-2.5", "NA", "\"\"", "\"a,b\"", "\"two\nlines\"", "\"say \"\"hi\"\"\"", "x\"y",
      "\"closed\"rest", "é", "12345678", "a longer text than sixteen bytes", "\"\r\n\"", " ",
    ]
    for trial in 0..<400 {
      let width = Int.random(in: 1...6, using: &numbers)
      let plainness = Int.random(in: 2...fields.count, using: &numbers)
      let end = trial % 3 == 0 ? "\r\n" : "\n"
      var text = (0..<width).map { "c\($0)" }.joined(separator: ",") + end
      for _ in 0..<Int.random(in: 0...40, using: &numbers) {
        let isRagged = Int.random(in: 0..<12, using: &numbers) == 0
        let count = isRagged ? Int.random(in: 1...8, using: &numbers) : width
        let row = (0..<count).map { _ in fields[Int.random(in: 0..<plainness, using: &numbers)] }
        text += row.joined(separator: ",") + end
        if Int.random(in: 0..<15, using: &numbers) == 0 { text += end }
      }
      if trial % 2 == 0, !text.dropLast().hasSuffix("\n") { text.removeLast() }
      let wanted = try plain(text)
      for blockSize in [16, 61, 256 << 10] {
        let found = try fast(text, blockSize: blockSize)
        try #require(
          found.rows == wanted.rows, "\(text.debugDescription) in blocks of \(blockSize)")
        try #require(found.ragged == wanted.ragged, "\(text.debugDescription)")
      }
    }
  }

  @Test func `rows of ordinary tables are found whole at the edges of blocks`() throws {
    let text = "a,b\n" + (0..<5000).map { "\($0),\($0 * 7)\n" }.joined()
    for blockSize in [100, 4096] {
      let rows = try fast(text, blockSize: blockSize).rows
      #expect(rows.count == 5000)
      #expect(rows.enumerated().allSatisfy { $1 == ["\($0 + 2)", "\($0)", "\($0 * 7)"] })
    }
  }

  @Test func `a line of many megabytes is refused, and memory stays small`() throws {
    let path = folder.path + "/long.csv"
    try Data(repeating: 0x61, count: 40 << 20).write(to: URL(filePath: path))
    #expect {
      try TableProfile(of: TableFile(path: path))
    } throws: { error in
      guard case TableFile.Failure.longRecord(line: 1) = error else { return false }
      return true
    }
    try (Data("a,b\n1,\"".utf8) + Data(repeating: 0x61, count: 20 << 20))
      .write(to: URL(filePath: path))
    #expect {
      try TableProfile(of: TableFile(path: path))
    } throws: { error in
      guard case TableFile.Failure.longRecord(line: 2) = error else { return false }
      return true
    }
  }

  @Test func `a million columns are refused`() throws {
    let names = (0..<1_000_000).map { "c\($0)" }.joined(separator: ",")
    try folder.write(names + "\n", to: "wide.csv")
    #expect {
      try TableFile(path: folder.path + "/wide.csv").columns()
    } throws: { error in
      guard case TableFile.Failure.tooManyColumns(let count) = error else { return false }
      return count > 10_000
    }
  }

  @Test func `zero bytes and lines that end in CR alone are told`() throws {
    try folder.write("a,b\n1,2\n3,\u{0}\n", to: "t.csv")
    #expect {
      try TableProfile(of: TableFile(path: folder.path + "/t.csv"))
    } throws: { error in
      guard case TableFile.Failure.nulByte(line: 3) = error else { return false }
      return true
    }
    try folder.write("a,b\r1,2\r3,4\r", to: "t.csv")
    #expect {
      try TableFile(path: folder.path + "/t.csv").columns()
    } throws: { error in
      guard case TableFile.Failure.carriageReturns = error else { return false }
      return true
    }
  }

  @Test func `damaged tables are read or refused, never more`() throws {
    var numbers = SeededNumbers(seed: 11)
    let sound = Array("a,b,t\n1,x,2013-01-01\n\"2\",\"y\n\",NA\n3.5,é,2013-01-02T10:00:00Z\n".utf8)
    for _ in 0..<600 {
      let bytes = Mutation.damage(sound, with: Mutation.ofReports, &numbers)
      let path = folder.path + "/t.csv"
      try Data(bytes).write(to: URL(filePath: path))
      guard let profile = try? TableProfile(of: TableFile(path: path, blockSize: 16)) else {
        continue
      }
      #expect(profile.columns.allSatisfy { $0.rows == profile.rows })
    }
  }
}
