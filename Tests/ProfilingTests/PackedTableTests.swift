import Foundation
import Profiling
import TestSupport
import Testing

/// Tables that are packed by gzip or zstd, and what happens when they are damaged.
@Suite struct PackedTableTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.path + "/" + name }

  /// Packs a file by a program that is on every machine that builds this.
  private func pack(_ tool: String, _ name: String, to packed: String) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool, "-q", "-c", path(name)]
    let target = path(packed)
    _ = FileManager.default.createFile(atPath: target, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: target))
    process.standardOutput = file
    try process.run()
    process.waitUntilExit()
    try file.close()
    try #require(process.terminationStatus == 0, "\(tool) is needed for this test")
  }

  private static let text =
    "id,x\n" + (0..<20_000).map { "\($0),\(Double($0 % 977) / 8)\n" }.joined()

  private func failure(_ name: String) -> String {
    do throws(TableFile.Failure) {
      _ = try TableProfile(of: TableFile(path: path(name)))
      return "none"
    } catch {
      guard case .refused(let words, _, let fix) = error else { return "\(error)" }
      return "\(words); \(fix ?? "")"
    }
  }

  @Test(arguments: [("gzip", "gz"), ("zstd", "zst")])
  func `a packed table has the profile of the plain one`(tool: String, ending: String) throws {
    try folder.write(Self.text, to: "t.csv")
    try pack(tool, "t.csv", to: "t.csv.\(ending)")
    let plain = try TableProfile(of: TableFile(path: path("t.csv"))).stored(as: .json)
    for blockSize in [100, 256 << 10] {
      let packed = TableFile(path: path("t.csv.\(ending)"), blockSize: blockSize)
      #expect(try TableProfile(of: packed).stored(as: .json) == plain)
    }
    // What is packed says so itself, whatever its name.
    try FileManager.default.moveItem(atPath: path("t.csv.\(ending)"), toPath: path("other.csv"))
    #expect(try TableProfile(of: TableFile(path: path("other.csv"))).stored(as: .json) == plain)
  }

  @Test(arguments: [("gzip", "gz"), ("zstd", "zst")])
  func `several members behind one another are one table`(tool: String, ending: String) throws {
    let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
    try folder.write(lines[..<9_001].joined(separator: "\n") + "\n", to: "a.csv")
    try folder.write(lines[9_001...].joined(separator: "\n"), to: "b.csv")
    try folder.write(Self.text, to: "t.csv")
    try pack(tool, "a.csv", to: "a.\(ending)")
    try pack(tool, "b.csv", to: "b.\(ending)")
    let both =
      try Data(contentsOf: URL(filePath: path("a.\(ending)")))
      + Data(contentsOf: URL(filePath: path("b.\(ending)")))
    try both.write(to: URL(filePath: path("t.csv.\(ending)")))
    #expect(
      try TableProfile(of: TableFile(path: path("t.csv.\(ending)"))).stored(as: .json)
        == TableProfile(of: TableFile(path: path("t.csv"))).stored(as: .json))
  }

  @Test(arguments: [("gzip", "gz"), ("zstd", "zst")])
  func `a stream that is cut short or damaged is refused with the place and a cure`(
    tool: String, ending: String
  ) throws {
    try folder.write(Self.text, to: "t.csv")
    try pack(tool, "t.csv", to: "t.\(ending)")
    let whole = try Data(contentsOf: URL(filePath: path("t.\(ending)")))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: path("cut")))
    let cut = failure("cut")
    #expect(cut.contains("cut short: it stops at byte \(whole.count / 2)"), "\(cut)")
    #expect(cut.contains("copy or pack the file again"))
    var damaged = whole
    for place in (whole.count / 2)..<(whole.count / 2 + 40) { damaged[place] ^= 0x5A }
    try damaged.write(to: URL(filePath: path("damaged")))
    #expect(failure("damaged").contains("damaged at byte"), "\(failure("damaged"))")
    try (whole + Data("more".utf8)).write(to: URL(filePath: path("more")))
    #expect(failure("more") != "none")
    // Zeros behind the end are of tapes.
    if ending == "gz" {
      try (whole + Data(count: 700)).write(to: URL(filePath: path("padded")))
      #expect(failure("padded") == "none")
    }
  }

  @Test(arguments: [("gzip", "gz"), ("zstd", "zst")])
  func `a small file that unpacks to one endless line is refused`(
    tool: String, ending: String
  )
    throws
  {
    let bomb = path("bomb.csv")
    _ = FileManager.default.createFile(atPath: bomb, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: bomb))
    for _ in 0..<64 { try file.write(contentsOf: Data(repeating: 0x61, count: 1 << 20)) }
    try file.close()
    try pack(tool, "bomb.csv", to: "bomb.\(ending)")
    #expect(failure("bomb.\(ending)").contains("longRecord(line: 1)"))
  }

  @Test func `what is packed otherwise, or is another thing, says what helps`() throws {
    for (name, bytes) in [
      ("t.xlsx", "PK\u{3}\u{4}"), ("t.csv.bz2", "BZh91AY"), ("t.arrow", "ARROW1\u{0}\u{0}"),
      ("t.json5", "[{\"a\":1}]"),
    ] {
      try folder.write(bytes, to: name)
      #expect(failure(name).hasPrefix("it "), "\(name): \(failure(name))")
    }
  }
}
