import Foundation
import Profiling
import TestSupport
import Testing

/// What a field of a table can be read as.
@Suite struct CellTests {
  /// Reads one field, as it would stand in a file.
  private func read<Value>(_ field: String, _ body: @escaping (Cell) -> Value) throws -> Value {
    let folder = try TemporaryFolder()
    try folder.write("a,b\n\(field),end\n", to: "t.csv")
    var value: Value?
    try TableFile(path: folder.path + "/t.csv").scan { _ in
      { _, row in
        value = body(row[0])
        return true
      }
    }
    return try #require(value)
  }

  @Test(arguments: ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "NaT", "\"\""])
  func `words for a missing value`(_ field: String) throws {
    #expect(try read(field) { $0.isMissing })
  }

  @Test(arguments: ["0", "\"NA\"", "no", "Nancy", "N", "none", " "])
  func `what is not missing`(_ field: String) throws {
    #expect(try !read(field) { $0.isMissing })
  }

  @Test(arguments: [
    "0", "-0", "12", "-12.5", "+3", ".5", "5.", "1e3", "1.5E-7", "0.1", "123456789012345678",
    "9007199254740993", "0.30000000000000004", "1e400", "-1e-400", "3.141592653589793",
  ])
  func `numbers read as Swift reads them`(_ field: String) throws {
    #expect(try read(field) { $0.number } == Double(field))
  }

  @Test(arguments: [
    "x", "1,5", "1 000", "0x10", "nan", "1e", "--1", "1.2.3", "12abc", "$5", "-", ".",
  ])
  func `what is no number`(_ field: String) throws {
    let quoted = field.contains(",") ? "\"\(field)\"" : field
    #expect(try read(quoted) { $0.number } == nil)
  }

  @Test func `infinities are numbers that are not finite`() throws {
    #expect(try read("inf") { $0.number } == .infinity)
    #expect(try read("-Infinity") { $0.number } == -.infinity)
    #expect(try read("1e141") { $0.number } == .infinity)
    #expect(try read("-1.7e308") { $0.number } == -.infinity)
    #expect(try read("-1e140") { $0.number } == -1e140)
  }

  @Test(arguments: [
    ("2013-05-01", "2013-05-01T00:00:00Z"), ("2013-05-01T10:20:30Z", "2013-05-01T10:20:30Z"),
    ("2013-05-01 10:20:30Z", "2013-05-01T10:20:30Z"),
    ("2013-05-01T10:20:30.5Z", "2013-05-01T10:20:30Z"),
    ("2013-05-01T00:30:00+02:00", "2013-04-30T22:30:00Z"),
    ("2013-05-01 00:30:00+02", "2013-04-30T22:30:00Z"),
    ("2013-05-01 00:30:00.5-0130", "2013-05-01T02:00:00Z"),
    ("2013-12-31T23:59:59-01:00", "2014-01-01T00:59:59Z"), ("2012-02-29", "2012-02-29T00:00:00Z"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), ("0001-01-01", "0001-01-01T00:00:00Z"),
  ])
  func `times are moments in UTC`(_ field: String, _ text: String) throws {
    #expect(try read(field) { $0.moment }?.text == text)
  }

  @Test(arguments: [
    "2013-05-01T10:20:30", "2013-02-29", "2013-13-01", "2013-05-01T24:00:00Z", "01.05.2013",
    "2013-05-01T10:20Z", "2013-5-1", "20130501", "2013-05-01T10:20:30+2:00",
    "2013-05-01T10:20:30+", "2013-05-01T10:20:30+020", "2013-05-01T10:20:30+02:0",
    "2013-05-01T10:20:30.Z",
  ])
  func `a time without an offset is none, nor what is no time`(_ field: String) throws {
    #expect(try read(field) { $0.moment } == nil)
  }

  @Test func `every day of four centuries is written as it is read`() throws {
    let folder = try TemporaryFolder()
    var lines = ["day"]
    var moment = Moment(milliseconds: -200 * 365 * 86_400_000)
    for _ in 0..<150_000 {
      lines.append(String(moment.text.prefix(10)))
      moment = Moment(milliseconds: moment.milliseconds + 86_400_000)
    }
    try folder.write(lines.joined(separator: "\n"), to: "t.csv")
    var before: Moment?
    var steps = Set<Int64>()
    try TableFile(path: folder.path + "/t.csv").scan { _ in
      { _, row in
        let read = row[0].moment
        if let before, let read { steps.insert(read.milliseconds - before.milliseconds) }
        before = read
        return true
      }
    }
    #expect(steps == [86_400_000])
  }

  @Test func `windows are named by their beginning`() {
    let moment = Moment(milliseconds: 1_368_798_000_000)
    #expect(
      Window.allCases.map { $0.name(of: moment) } == ["2013-05-17", "2013-05", "2013-Q2", "2013"])
  }
}
