import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

@Suite struct TableProfileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profile(
    _ text: String, declared: [String: ColumnType] = [:], key: [String] = []
  ) throws -> TableProfile {
    try folder.write(text, to: "t.csv")
    return try TableProfile(
      of: TableFile(path: folder.path + "/t.csv"), declared: declared, key: key)
  }

  @Test func `a type is inferred by all values of a column`() throws {
    let table = try profile(
      "n,c,t,mixed,empty\n1,x,2013-01-01,1,NA\n2.5,y,2013-01-02,2,\n-3,x,2013-01-03,three,NA\n")
    #expect(table.columns.map(\.type) == [.number, .category, .time, .category, .category])
    #expect(table["n"]?.numbers?.values == [-3, 1, 2.5])
    #expect(table["c"]?.categories.map(\.text) == ["x", "y"])
    #expect(table["mixed"]?.categories.count == 3)
    #expect(table["empty"]?.missing == 3 && table["empty"]?.present == 0)
  }

  @Test func `a declared type wins, and what does not fit it is counted and shown`() throws {
    let table = try profile("n\n1\nx\n\n2\ny\n", declared: ["n": .number])
    let column = try #require(table["n"])
    #expect(column.misfits == 2 && column.firstMisfits.map(\.text) == ["x", "y"])
    #expect(column.firstMisfits.map(\.line) == [3, 6])
    let category = try profile("n\n1\n2\n1\n", declared: ["n": .category])
    #expect(category["n"]?.categories.map(\.count) == [2, 1])
  }

  @Test func `infinities are set apart from numbers`() throws {
    let column = try #require(try profile("n\n1\ninf\n-inf\n2\n")["n"])
    #expect(column.type == .number && column.infinities == 2 && column.numbers?.total == 2)
  }

  @Test func `zero has one value, whatever its sign`() throws {
    #expect(try profile("n\n0\n-0\n0.0\n")["n"]?.distinct == 1)
  }

  @Test func `repeated keys are counted over all key columns`() throws {
    let table = try profile("a,b\n1,x\n1,y\n1,x\n2,x\n1,x\n", key: ["a", "b"])
    #expect(table.repeatedKeys == 2 && table.firstRepeatedKeys.map(\.line) == [4, 6])
    #expect(try profile("a\n1\n", key: ["b"]).repeatedKeys == nil)
  }

  @Test func `many distinct numbers are counted exactly`() throws {
    let values = (0..<80_000).map { ($0 * 7919) % 60_013 }
    let table = try profile("n\n" + values.map(String.init).joined(separator: "\n") + "\n")
    let numbers = try #require(table["n"]?.numbers)
    #expect(numbers.total == 80_000 && numbers.values.count == Set(values).count)
    #expect(numbers.values.first == 0 && numbers.values.last == 60_012)
  }

  @Test func `no rows make a profile of nothing`() throws {
    let table = try profile("a,b\n")
    #expect(table.rows == 0 && table.columns.allSatisfy { $0.rows == 0 })
  }

  @Test func `bytes that are not UTF-8 are refused, with their line`() throws {
    let path = folder.path + "/bad.csv"
    try Data([0x61, 0x0A, 0xC3, 0xA9, 0x0A, 0xFF, 0xFE, 0x0A]).write(to: URL(filePath: path))
    #expect {
      try TableProfile(of: TableFile(path: path))
    } throws: { error in
      guard case TableFile.Failure.notUTF8(line: 3) = error else { return false }
      return true
    }
  }
}
