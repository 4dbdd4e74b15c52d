import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// Columns with more distinct values than are counted one by one.
@Suite struct ColumnSketchTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func column(_ values: [String]) throws -> ColumnProfile {
    try folder.write("v\n" + values.joined(separator: "\n") + "\n", to: "t.csv")
    let profile = try TableProfile(of: TableFile(path: folder.path + "/t.csv"))
    return try #require(profile["v"])
  }

  @Test func `extremes, mean and variance stay exact, quantiles within their error`() throws {
    var numbers = SeededNumbers(seed: 8)
    let values = (0..<70_000).map { _ in
      exp(Double.random(in: -12...12, using: &numbers)) * (Bool.random(using: &numbers) ? 1 : -1)
    }
    let column = try column(values.map { "\($0)" })
    #expect(!column.isExact && column.type == .number && column.present == 70_000)
    #expect(column.range == (try #require(values.min()))...(try #require(values.max())))
    let exact = Moments(values.sorted { abs($0) < abs($1) })
    #expect(abs(column.moments.mean - exact.mean) < 1e-9 * exact.variance.squareRoot())
    #expect(abs(column.moments.m2 / exact.m2 - 1) < 1e-9)
    let counts = try #require(column.numbers)
    #expect(counts.total == 70_000 && column.numberError >= 1.0 / 1024)
    let sample = ValueCounts(values)
    for p in [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999] {
      let (ours, wanted) = (try #require(counts.quantile(p)), try #require(sample.quantile(p)))
      #expect(abs(ours - wanted) <= column.numberError * abs(wanted) * 1.0001, "\(p)")
    }
    #expect(abs(Double(column.distinct) / 70_000 - 1) < 4 * column.distinctError)
  }

  @Test func `sums do not lose small numbers beside large ones`() throws {
    // Two large ones that cancel, and many small: in any other way of adding little is left of them.
    let column = try column(
      ["1e120", "-1e120"] + (1...66_000).map { "\(Double($0) * 1e-3)" })
    #expect(!column.isExact)
    let mean = 66_000.0 * 66_001 / 2 * 1e-3 / 66_002
    #expect(abs(column.moments.mean / mean - 1) < 1e-12)
  }

  @Test func `frequent values are found among many others, never too low`() throws {
    var numbers = SeededNumbers(seed: 9)
    var values = (0..<70_000).map { "id-\($0)" }
    values += Array(repeating: "often", count: 18_000) + Array(repeating: "less", count: 3_600)
    values += Array(repeating: "seldom", count: 600)
    let column = try column(values.shuffled(using: &numbers))
    #expect(!column.isExact && column.type == .category)
    #expect(column.frequent.map(\.text) == ["often", "less"])
    for (category, wanted) in zip(column.frequent, [18_000, 3_600]) {
      #expect((wanted...(wanted + 92_200 * 272 / 100_000)).contains(category.count))
    }
    #expect(abs(Double(column.distinct) / 70_003 - 1) < 4 * column.distinctError)
    #expect(column.lengths == 4...8)
    #expect(column.patterns.first.map(\.text) == "a+-9+")
  }

  @Test func `one value of another type makes a category of many numbers`() throws {
    let values = (0..<70_000).map { "\($0)" }
    #expect(try column(values).type == .number)
    #expect(try column(values + ["many"]).type == .category)
    #expect(try column(values + ["NA"]).missing == 1)
    try folder.write("v\n" + (values + ["many", "inf"]).joined(separator: "\n"), to: "t.csv")
    let declared = try TableProfile(
      of: TableFile(path: folder.path + "/t.csv"), declared: ["v": .number])
    let column = try #require(declared["v"])
    #expect(column.misfits == 1 && column.infinities == 1 && column.isWhole)
    #expect(column.firstMisfits.map(\.text) == ["many"])
    #expect(column.firstMisfits.map(\.line) == [70_002])
  }

  @Test func `times keep their ends and their days`() throws {
    let values = (0..<70_000).map { Moment(milliseconds: Int64($0) * 1_000_000).text }
    let column = try column(values)
    #expect(!column.isExact && column.type == .time)
    #expect(column.times?.lowerBound == Moment(milliseconds: 0))
    #expect(column.times?.upperBound == Moment(milliseconds: 69_999 * 1_000_000))
    #expect(column.days?.total == 70_000 && column.days?.counts.first == 87)
  }

  @Test func `a column that is asked for exactly is counted value by value`() throws {
    let text = "v,w\n" + (0..<70_000).map { "\($0),\($0)\n" }.joined()
    try folder.write(text, to: "t.csv")
    let profile = try TableProfile(of: TableFile(path: folder.path + "/t.csv"), exact: ["v"])
    #expect(profile["v"]?.isExact == true && profile["v"]?.distinct == 70_000)
    #expect(profile["w"]?.isExact == false)
    // The ends are known either way.
    #expect(profile["w"]?.numbers?.values.first == 0)
    #expect(profile["w"]?.numbers?.values.last == 69_999)
    #expect(profile["w"]?.numbers?.total == 70_000)
  }

  @Test func `memory does not grow with the number of columns beyond bounds`() {
    let narrow = ProfileLimits(columns: 1).values
    #expect(narrow == 65_536)
    for columns in [8, 19, 300, 10_000] {
      let limits = ProfileLimits(columns: columns)
      #expect(limits.values * columns <= 1 << 21 && limits.values >= 128)
    }
  }
}
