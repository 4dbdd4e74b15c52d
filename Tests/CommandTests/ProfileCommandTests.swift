import Foundation
import TestSupport
import Testing

@testable import airworthy

/// `airworthy profile`: shown, stored, added up, and set beside an earlier one.
@Suite struct ProfileCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.table(0..<100), to: "days/a.csv")
    try folder.write(Self.table(100..<250), to: "days/b.csv")
    try folder.write(Self.table(0..<250), to: "all.csv")
  }

  private static func table(_ rows: Range<Int>) -> String {
    "id,x,kind,at\n"
      + rows.map { row in
        "r\(row),\(row % 7 == 0 ? "NA" : "\(Double(row % 50) / 4)"),\(["a", "b"][row % 2]),"
          + "2026-0\(row % 3 + 1)-10\n"
      }.joined()
  }

  private func profile(_ arguments: String...) -> Shell.Result {
    Shell(in: folder).run(
      ["profile"] + arguments.map { $0.replacingOccurrences(of: "@", with: folder.path + "/") })
  }

  /// A text without its line ends, which depend on how long the folder's name is.
  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `what is stored of parts adds up to what is stored of the whole`() throws {
    #expect(profile("@days/a.csv", "--output", "@a.json").ending == .met)
    #expect(profile("@days/b.csv", "--output", "@b.awp").ending == .met)
    #expect(profile("@all.csv", "--output", "@all.json").ending == .met)
    #expect(profile("merge", "@b.awp", "@a.json", "--output", "@sum.json").ending == .met)
    let whole = try folder.text(of: "all.json")
    #expect(try folder.text(of: "sum.json") == whole)
    #expect(whole.hasPrefix("{\"columns\":["))
  }

  @Test func `files, a folder and a pattern are profiled as one table`() throws {
    let whole = profile("@all.csv", "--format", "json").out
    for names in [["@days/b.csv", "@days/a.csv"], ["@days"], ["@days/*.csv"]] {
      let result = Shell(in: folder).run(
        ["profile", "--format", "json"]
          + names.map { $0.replacingOccurrences(of: "@", with: folder.path + "/") })
      #expect(result.ending == .met && result.out == whole, "\(names)")
    }
    #expect(words(profile("@days").out).contains("a.csv and 1 other 250 rows, 4 columns"))
    #expect(profile("@none/*.csv").ending == .wrongInput)
    try folder.write("id,y\n1,2\n", to: "days/c.csv")
    let odd = profile("@days")
    #expect(odd.ending == .wrongInput && words(odd.err).contains("has other columns than"))
  }

  @Test func `slices by value and by window are shown`() {
    let byKind = profile("@all.csv", "--by", "kind")
    #expect(byKind.out.contains("kind a, 125 rows") && byKind.out.contains("kind b, 125 rows"))
    let byMonth = profile("@all.csv", "--time", "at", "--window", "quarter", "--format", "json")
    #expect(byMonth.out.contains("\"name\" : \"2026-Q1\""))
    #expect(profile("@all.csv", "--by", "nothing").ending == .wrongInput)
    #expect(profile("@all.csv", "--by", "kind", "--time", "at").ending == .wrongInput)
  }

  @Test func `a reference is shown beside, and its data are not needed`() throws {
    #expect(profile("@days/a.csv", "--output", "@old.json").ending == .met)
    try FileManager.default.removeItem(atPath: folder.path + "/days/a.csv")
    let beside = profile("@days/b.csv", "--reference", "@old.json")
    #expect(beside.ending == .met && words(beside.out).contains("reference ") && beside.err.isEmpty)
    let figures = profile("@days/b.csv", "--reference", "@old.json", "--format", "json").out
    #expect(figures.contains("\"reference\" : ["))
  }

  @Test func `what is no profile, no column or no whole row is refused`() throws {
    try folder.write("{\"format\":\"airworthy-profile\"}", to: "bad.json")
    let bad = profile("merge", "@bad.json")
    #expect(bad.ending == .wrongInput && words(bad.err).contains("is no profile"))
    let near = profile("@all.csv", "--columns", "kin")
    #expect(near.ending == .wrongInput && words(near.err).contains("did you mean 'kind'?"))
    try folder.write("a,b\n1,2\n1\n", to: "ragged.csv")
    #expect(profile("@ragged.csv").ending == .met)
    let refused = profile("@ragged.csv", "--ragged", "error")
    #expect(refused.ending == .wrongInput && refused.err.contains("ragged.csv:3:"))
    #expect(profile("@all.csv", "--columns", "x", "--output", "@x.json").ending == .wrongInput)
  }

  @Test func `the same bytes every time, in every format`() {
    for format in ["text", "json", "html", "profile", "binary"] {
      let first = profile("@all.csv", "--format", format)
      #expect(first.ending == .met && !first.bytes.isEmpty)
      #expect(profile("@all.csv", "--format", format).bytes == first.bytes, "\(format)")
    }
    #expect(profile("@all.csv", "--format", "html").out.contains("<svg"))
  }
}
