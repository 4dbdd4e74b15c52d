import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// The same table in every format, and what each refuses.
@Suite struct TableFormatTests {
  static let tables = Checkout.path("Tests/ProfilingTests/Fixtures/tables")

  /// Whether the plug-in for Parquet lies beside the tests; without it they are skipped, and say so.
  static let canReadParquet: Bool = {
    do throws(TableFile.Failure) {
      _ = try TableFile(path: tables + "/empty.parquet").columns()
      return true
    } catch {
      return false
    }
  }()

  private func failure(_ name: String) -> String {
    do throws(TableFile.Failure) {
      _ = try TableProfile(of: TableFile(path: name))
      return "none"
    } catch {
      guard case .refused(let words, _, let fix) = error else { return "\(error)" }
      return "\(words); \(fix ?? "")"
    }
  }

  @Test(
    .enabled(
      if: canReadParquet, "needs the plug-in for Parquet: run 'script/parquet .build/debug' first"),
    arguments: ["same.jsonl", "same.parquet", "same.sqlite"])
  func `the same rows have the same profile in every format`(name: String) throws {
    let plain = TableFile(path: Self.tables + "/same.csv")
    let other = TableFile(path: Self.tables + "/" + name)
    let wanted = try TableProfile(of: plain)
    let profile = try TableProfile(of: other)
    #expect(profile.rows == 1500 && profile.columns.map(\.name) == wanted.columns.map(\.name))
    #expect(profile.columns.map(\.type) == wanted.columns.map(\.type))
    #expect(profile["amount"]?.moments == wanted["amount"]?.moments)
    let isSame = profile.stored(as: .json) == wanted.stored(as: .json)
    #expect(isSame)
    // Rows one by one, sliced, and with a key.
    let (left, right) = (
      try TableProfile(of: other, by: "at", window: .day),
      try TableProfile(of: plain, by: "at", window: .day)
    )
    let isSameBySlice = left.stored(as: .json) == right.stored(as: .json)
    #expect(isSameBySlice)
    #expect(try TableProfile(of: other, key: ["word"]).repeatedKeys == 1490)
    let types: [String: ColumnType] = ["amount": .number, "word": .category, "at": .time]
    let (one, two) = (
      try LoadedTable(of: plain, types: types), try LoadedTable(of: other, types: types)
    )
    #expect(one.columns["word"]?.codes == two.columns["word"]?.codes)
    #expect(one.columns["at"]?.moments == two.columns["at"]?.moments)
    #expect(one.columns["amount"]?.missing == two.columns["amount"]?.missing)
  }

  // MARK: - Parquet

  @Test(
    .enabled(
      if: canReadParquet, "needs the plug-in for Parquet: run 'script/parquet .build/debug' first"))
  func `values of every type of Parquet are read exactly, and structures are flattened`() throws {
    var rows: [String: [String?]] = [:]
    try TableFile(path: Self.tables + "/types.parquet").scan { columns in
      { _, row in
        for (index, name) in columns.enumerated() {
          rows[name, default: []].append(row[index].isMissing ? nil : row[index].text)
        }
        return true
      }
    }
    let wanted: [String: [String?]] = [
      "truth": ["true", "false"], "i8": ["-128", "127"], "i16": ["-32768", "32767"],
      "i32": ["-2147483648", "2147483647"],
      "i64": ["-9223372036854775808", "9223372036854775807"], "u8": ["0", "255"],
      "u16": ["0", "65535"], "u32": ["0", "4294967295"], "u64": ["0", "18446744073709551615"],
      "f16": ["0.5", "-65504"], "f32": ["0.10000000149011612", "inf"], "f64": ["0.1", nil],
      "small": ["-1.05", "0.50"],
      "large": ["12345678901234567890.50", "-12345678901234567890.50"],
      "text": ["é", "007"], "wide": [String(repeating: "x", count: 40), "\"q\""],
      "coded": ["a", "b"], "day": ["1969-12-31", "2026-02-28"],
      "ms": ["1969-12-31T23:59:59.500Z", "1969-12-31T23:59:59.500Z"],
      "us": ["1969-12-31T23:59:59.500000Z", "1969-12-31T23:59:59.500000Z"],
      "naive": ["2026-05-01T10:00:00.123456", "2026-05-01T10:00:00.123456"],
      "clock": ["01:02:03", "23:59:59.005"], "nothing": [nil, nil], "in.x": ["1", nil],
      "in.deep.y": ["p", nil],
    ]
    for (name, texts) in wanted { #expect(rows[name] == texts + [nil], "\(name)") }
    #expect(rows.count == wanted.count)
    // Counted by their bits they are the same.
    let profile = try TableProfile(of: TableFile(path: Self.tables + "/types.parquet"))
    for (name, texts) in wanted {
      let column = try #require(profile[name])
      let known = texts.compactMap(\.self)
      #expect(column.missing == 3 - known.count, "\(name)")
      #expect(Set(column.frequent.map(\.text)) == Set(known), "\(name)")
    }
    #expect(profile["text"]?.type == .category && profile["us"]?.type == .time)
    #expect(profile["i64"]?.type == .number && profile["day"]?.type == .time)
  }

  @Test(
    .enabled(
      if: canReadParquet, "needs the plug-in for Parquet: run 'script/parquet .build/debug' first"))
  func `what a Parquet file has that no table has is refused with the column`() throws {
    #expect(failure(Self.tables + "/list.parquet").hasPrefix("column 'tags' is a list"))
    #expect(failure(Self.tables + "/bytes.parquet").hasPrefix("column 'raw' is bytes"))
    #expect(
      failure(Self.tables + "/latin.parquet").contains("'text' holds bytes that are not UTF-8"))
    #expect(failure(Self.tables + "/twice.parquet") == "repeatedColumn(\"a\")")
    #expect(try TableProfile(of: TableFile(path: Self.tables + "/empty.parquet")).rows == 0)
    let chosen = TableFile(path: Self.tables + "/list.parquet").reading(only: ["id"])
    #expect(try TableProfile(of: chosen)["id"]?.rows == 2)
  }

  @Test(
    .enabled(
      if: canReadParquet, "needs the plug-in for Parquet: run 'script/parquet .build/debug' first"))
  func `a Parquet file that is cut short, damaged or packed is refused`() throws {
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: URL(filePath: Self.tables + "/same.parquet"))
    let path = folder.path + "/t.parquet"
    for count in [4, 5, 100, whole.count / 2, whole.count - 1] {
      try whole.prefix(count).write(to: URL(filePath: path))
      #expect(failure(path).contains("cut short or damaged"), "\(count) bytes: \(failure(path))")
    }
    try Data().write(to: URL(filePath: path))
    #expect(failure(path).contains("cut short or damaged"))
    var numbers = SeededNumbers(seed: 21)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 4..<bytes.count, using: &numbers)] = UInt8.random(
          in: 0...255, using: &numbers)
      }
      try bytes.write(to: URL(filePath: path))
      // Read or refused, never more.
      _ = failure(path)
    }
  }

  // MARK: - SQLite

  @Test func `a table or a query of SQLite is named in one word`() throws {
    let name = "sqlite:" + Self.tables + "/same.sqlite"
    #expect(try TableProfile(of: TableFile(path: name)).rows == 1500)
    #expect(try TableProfile(of: TableFile(path: name + "?table=same")).rows == 1500)
    let query =
      name + "?query=SELECT id, amount * 2 AS twice FROM same WHERE whole > 0 AND id != '?'"
    let profile = try TableProfile(of: TableFile(path: query))
    #expect(profile.columns.map(\.name) == ["id", "twice"] && profile.rows > 500)
  }

  @Test func `what SQLite cannot read, or would write, is refused`() throws {
    let name = "sqlite:" + Self.tables + "/same.sqlite"
    #expect(failure(name + "?table=none").contains("no such table: none"))
    #expect(
      failure(name + "?query=DELETE FROM same").contains("not one statement that only selects"))
    #expect(failure(name + "?query=SELECT 1; SELECT 2").contains("not one statement"))
    #expect(failure(name + "?query=ATTACH 'x' AS y").contains("not one statement"))
    #expect(failure(name + "?query=SELECT 1 AS a, 2 AS a") == "repeatedColumn(\"a\")")
    #expect(failure(name + "?query=SELECT x'00ff' AS raw").contains("column 'raw' holds bytes"))
    #expect(failure("sqlite:/none/at/all.db?table=x").hasPrefix("unreadable"))
    #expect(failure("sqlite:" + Self.tables + "/same.csv?table=x").contains("not a database"))
    let folder = try TemporaryFolder()
    let whole = try Data(contentsOf: URL(filePath: Self.tables + "/same.sqlite"))
    let path = folder.path + "/cut.sqlite"
    try whole.prefix(20_000).write(to: URL(filePath: path))
    #expect(failure(path).contains("SQLite says:"), "\(failure(path))")
  }

  // MARK: - PostgreSQL

  @Test func `a server that is not there is told without the password`() {
    let words = failure("postgresql://me:s3cret@127.0.0.1:1/shop?query=SELECT 1")
    #expect(words.contains("PostgreSQL") && !words.contains("s3cret"), "\(words)")
    #expect(failure("postgresql://127.0.0.1:1/shop").contains("no table is named"))
  }

  @Test func `a name is shown without its password`() {
    for (name, shown) in [
      ("postgresql://me:s3@cret@host:5/db?table=a", "postgresql://me:*@host:5/db?table=a"),
      (
        "postgres://host/db?user=me&password=s3cret&sslmode=require&query=SELECT 1",
        "postgres://host/db?user=me&password=*&sslmode=require?query=SELECT 1"
      ),
      ("sqlite:a.db?query=SELECT 1", "sqlite:a.db?query=SELECT 1"), ("a:b.csv", "a:b.csv"),
    ] {
      #expect(TableFile.shown(name) == shown)
    }
  }
}
