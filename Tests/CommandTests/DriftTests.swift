import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Tables that are broken do not pass for tables that have not drifted.
@Suite struct DriftTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A table of 4,000 rows, with a way to spoil the value of each row.
  private func table(
    _ name: String, _ spoil: (Int) -> (at: String, x: String, kind: String)?
  ) throws
    -> String
  {
    var numbers = SeededNumbers(seed: UInt64(name.utf8.count))
    let rows = (0..<4000).compactMap { row -> String? in
      let x = "\(Double(Int.random(in: 0..<1000, using: &numbers)) / 10)"
      let kind = ["a", "b", "c"][Int.random(in: 0..<3, using: &numbers)]
      let spoiled =
        spoil(row) ?? ("2026-01-\(row % 28 + 1 < 10 ? "0" : "")\(row % 28 + 1)", x, kind)
      return "r\(name)\(row),\(spoiled.at),\(spoiled.x),\(spoiled.kind)\n"
    }
    try folder.write("id,at,x,kind\n" + rows.joined(), to: name + ".csv")
    return folder.path + "/\(name).csv"
  }

  private func drift(_ current: String, _ options: [String] = []) throws -> Shell.Result {
    let reference = try table("reference") { _ in nil }
    return Shell(in: folder).run(["drift", reference, current] + options)
  }

  @Test func `two samples of one population do not drift`() throws {
    let result = try drift(table("alike") { _ in nil }, ["--margin", "0.1"])
    #expect(result.ending == .met)
    // What names rows is not compared.
    #expect(!result.out.contains("\n    id "))
  }

  @Test(arguments: ["", "NA", "oops", "inf", "1e300"])
  func `values that went missing are drift`(_ value: String) throws {
    let result = try drift(
      table("gaps") { $0 % 5 < 3 ? ("2026-01-05", value, "a") : nil }, ["--columns", "x"])
    #expect(result.ending == .notMet)
    #expect(result.out.contains("x, missing"))
  }

  @Test func `a column that is gone is told`() throws {
    let path = folder.path + "/less.csv"
    try folder.write("id,at,kind\n1,2026-01-01,a\n2,2026-01-02,b\n", to: "less.csv")
    let result = try drift(path)
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("'x', which"))
  }

  @Test func `rows without a time belong to no window, and are told`() throws {
    let result = try drift(
      table("timeless") { $0 == 7 ? ("", "1", "a") : nil }, ["--by", "month", "--time", "at"])
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("1 row"))
  }

  @Test func `a text that is not UTF-8 is refused, not taken for another`() throws {
    let path = folder.path + "/latin.csv"
    try Data([0x78, 0x2C, 0x79, 0x0A, 0x61, 0xE9, 0x2C, 0x31, 0x0A]).write(
      to: URL(filePath: path))
    let result = Shell(in: folder).run(["profile", path])
    #expect(result.ending == .wrongInput)
    #expect(result.err.contains("UTF-8"))
    #expect(result.err.contains("latin.csv:2:"))
  }
}
