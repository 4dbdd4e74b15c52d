import Foundation
import Profiling
import TestSupport
import Testing

/// CSV as RFC 4180 has it, and as the world writes it.
@Suite struct TableFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The rows of a text, as texts, with the line that each begins in.
  private func rows(_ text: String, name: String = "t.csv") throws -> [[String]] {
    try folder.write(text, to: name)
    var rows: [[String]] = []
    try TableFile(path: folder.path + "/" + name).scan { columns in
      rows.append(columns)
      return { line, row in
        rows.append(["\(line)"] + (0..<row.count).map { row[$0].text })
        return true
      }
    }
    return rows
  }

  @Test func `plain fields`() throws {
    #expect(try rows("a,b\n1,x\n2,y\n") == [["a", "b"], ["2", "1", "x"], ["3", "2", "y"]])
  }

  @Test func `quotes hold separators, line ends and quotes`() throws {
    #expect(
      try rows("a,b\n\"x,y\",\"two\nlines\"\n\"say \"\"hi\"\"\",z\n") == [
        ["a", "b"], ["2", "x,y", "two\nlines"], ["4", "say \"hi\"", "z"],
      ])
  }

  @Test func `CRLF, a byte order mark, blank lines and no last line end`() throws {
    #expect(
      try rows("\u{FEFF}a,b\r\n1,2\r\n\r\n3,4") == [
        ["a", "b"], ["2", "1", "2"], ["4", "3", "4"],
      ])
  }

  @Test func `empty fields, at the end too`() throws {
    #expect(
      try rows("a,b,c\n,,\n1,,") == [["a", "b", "c"], ["2", "", "", ""], ["3", "1", "", ""]])
  }

  @Test func `tabs separate in a TSV file`() throws {
    #expect(try rows("a\tb\n1,5\t2\n", name: "t.tsv") == [["a", "b"], ["2", "1,5", "2"]])
  }

  @Test func `ragged rows are left out, counted and named`() throws {
    try folder.write("a,b\n1\n1,2\n1,2,3\n", to: "t.csv")
    var seen = 0
    let pass = try TableFile(path: folder.path + "/t.csv").scan { _ in
      { _, _ in
        seen += 1
        return true
      }
    }
    #expect(seen == 1 && pass.rows == 1 && pass.raggedRows == 2)
    #expect(pass.firstRagged.map(\.line) == [2, 4] && pass.firstRagged.map(\.fields) == [1, 3])
  }

  @Test func `what is no table says why`() throws {
    func failure(_ text: String) throws -> String {
      try folder.write(text, to: "t.csv")
      do throws(TableFile.Failure) {
        _ = try TableFile(path: folder.path + "/t.csv").columns()
        try TableFile(path: folder.path + "/t.csv").scan { _ in { _, _ in true } }
        return "none"
      } catch {
        return "\(error)"
      }
    }
    #expect(try failure("") == "noHeader")
    #expect(try failure("\n\n") == "noHeader")
    #expect(try failure(",,\n") == "repeatedColumn(\"\")")
    #expect(try failure("a,b,a\n1,2,3\n") == "repeatedColumn(\"a\")")
    #expect(try failure("a,b\n1,\"x\n2,y\n") == "openQuote(line: 2)")
    #expect(throws: TableFile.Failure.self) {
      try TableFile(path: folder.path + "/missing.csv").columns()
    }
    #expect(throws: TableFile.Failure.self) { try TableFile(path: folder.path).columns() }
  }
}
