import Documents
import Readiness
import TestSupport
import Testing

@testable import Spreadsheets

/// Whatever happens to a file, reading it ends, and says answers or what is wrong.
@Suite struct DamageTests {
  @Test func `a file that was cut off anywhere is refused`() throws {
    let bytes = try Sample.workbook()
    for end in stride(from: 0, to: bytes.count, by: 53) {
      let read = Sample.read(Array(bytes.prefix(end)))
      #expect(read.diagnostics.map(\.code) == [.badWorkbook], "\(end) of \(bytes.count) bytes")
    }
  }

  @Test(arguments: 0..<4) func `flipped bytes never trap`(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var files = try PackedFiles(Sample.workbook())
    files.isStored = seed % 2 == 1
    let sound = try files.bytes()
    for _ in 0..<100 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      expectEnd(Sample.read(bytes))
    }
  }

  private static let pieces = [
    "<", ">", "&", "\"", "&#0;", "&#x10FFFF;", "&amp;", "<f/>", "<v>", "</v>", "<c>", "</c>",
    "<row r=\"9\">", "<is><t>yes</t></is>", "<!--", "-->", "<![CDATA[", "]]>", "<?x?>", "\u{0}",
    "_x0000_", "_xFFFF_", "99999999999999999999", "-1", "t=\"s\"", "<!DOCTYPE x>", "\r\n", "é",
    "<si>", "</si>", "<rPh>", "</rPh>", "xmlns=\"\"", "<t>", "1e999",
  ]

  /// Parts as they stand, damaged where a program would read them.
  @Test(arguments: [
    "xl/worksheets/sheet2.xml", "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml",
    "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "_rels/.rels",
  ])
  func `damaged parts never trap`(part: String) throws {
    var numbers = SeededNumbers(seed: UInt64(part.utf8.count))
    let sound = try PackedFiles(Sample.workbook())
    let index = try #require(sound.files.firstIndex { $0.name == part })
    var told = 0
    for _ in 0..<100 {
      var files = sound
      files.isStored = true
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        damage(&files.files[index].bytes, &numbers)
      }
      let read = Sample.read(try files.bytes())
      expectEnd(read)
      if !read.diagnostics.isEmpty { told += 1 }
    }
    #expect(told > 20, "damage that nobody notices is no damage")
  }

  private func damage(_ bytes: inout [UInt8], _ numbers: inout SeededNumbers) {
    let place = Int.random(in: 0...bytes.count, using: &numbers)
    let length = min(bytes.count - place, Int.random(in: 0...40, using: &numbers))
    switch Int.random(in: 0..<5, using: &numbers) {
    case 0: bytes.removeSubrange(place..<(place + length))
    case 1: bytes.removeSubrange(place...)
    case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
    case 3:
      let copy = Array(bytes[place..<(place + length)])
      bytes.insert(contentsOf: copy, at: Int.random(in: 0...bytes.count, using: &numbers))
    default:
      let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &numbers)]
      bytes.insert(contentsOf: Array(piece.utf8), at: place)
    }
  }

  /// Expects no more errors than people read, each with its place, and no answer twice.
  private func expectEnd(_ read: AnswerWorkbook.Answers) {
    #expect(Set(read.list.map { "\($0.control) \($0.subject)" }).count == read.list.count)
    #expect(read.diagnostics.allSatisfy { $0.place?.file == "answers.xlsx" })
    #expect(read.diagnostics.count <= 210)
  }
}
