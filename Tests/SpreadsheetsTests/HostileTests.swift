import Documents
import Readiness
import TestSupport
import Testing

@testable import Spreadsheets

/// Files that are no workbook, or one that was made to harm.
@Suite struct HostileTests {
  private func refusal(of bytes: [UInt8]) throws -> String {
    let read = Sample.read(bytes)
    #expect(read.list.isEmpty)
    #expect(read.diagnostics.map(\.code) == [.badWorkbook])
    return try #require(read.diagnostics.first).message
  }

  /// The sample's workbook after a change.
  private func refusal(changing change: (inout PackedFiles) -> Void) throws -> String {
    var files = try PackedFiles(Sample.workbook())
    change(&files)
    return try refusal(of: files.bytes())
  }

  @Test(arguments: [
    ([], "no .xlsx file"), (Array("item,answer\n".utf8), "no .xlsx file"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "encrypted, or of a format before 2007"),
    (Array("PK".utf8), "damaged"), (Array("PK\u{5}\u{6}".utf8), "damaged"),
  ])
  func `what is no workbook is told apart`(bytes: [UInt8], reason: String) throws {
    #expect(try refusal(of: bytes).contains(reason))
  }

  @Test func `a file that is too large is not looked at`() throws {
    let large = [UInt8](repeating: 0x50, count: Limits.bytes + 1)
    #expect(try refusal(of: large).contains("are read at most"))
  }

  @Test func `a file that grows too much is not unpacked`() throws {
    let zeros = [UInt8](repeating: 0x20, count: 8 << 20)
    let reason = try refusal { $0.files.append(("xl/bomb.xml", zeros)) }
    #expect(reason.contains("grows more than 200 times"))
  }

  @Test func `files that are too much together are not unpacked`() throws {
    // Noise that comes again shrinks, though no single file is out of proportion.
    var numbers = SeededNumbers(seed: 1)
    let noise = (0..<(20 << 10)).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    let much = [UInt8](repeatElement(noise, count: 500).joined())
    let reason = try refusal { files in
      for number in 0..<3 { files.files.append(("xl/noise\(number).xml", much)) }
    }
    #expect(reason.contains("unpacked it has more than"))
  }

  @Test func `a file that lies about its size is damaged`() throws {
    var files = try PackedFiles(Sample.workbook())
    files.isStored = true
    var bytes = try files.bytes()
    let name = Array("xl/worksheets/sheet2.xml".utf8)
    // In the list of files the size lies 22 bytes before the name.
    let last = try #require(
      bytes.indices.last { bytes[$0...].starts(with: name) })
    bytes[last - 22] ^= 0x40
    #expect(try refusal(of: bytes).contains("damaged"))
  }

  @Test(arguments: ["../evil.xml", "/etc/passwd", "xl/../../x", "C:evil", "xl\\evil.xml"])
  func `a name that leads out is refused`(name: String) throws {
    let reason = try refusal { $0.files.append((name, [0x20])) }
    #expect(reason.contains("leads out of it"))
  }

  @Test func `too many files are refused, and a name that stands twice`() throws {
    let many = try refusal { files in
      for number in 0..<Limits.entries { files.files.append(("x\(number)", [])) }
    }
    #expect(many.contains("are read at most"))
    let twice = try refusal { $0.files.append(("XL/Workbook.xml", [0x20])) }
    #expect(twice.contains("packed into it twice"))
  }

  @Test func `an encrypted file is refused`() throws {
    #expect(try refusal { $0.password = "secret" }.contains("encrypted"))
  }

  @Test func `macros are refused by their file and by their type`() throws {
    #expect(try refusal { $0.files.append(("xl/vbaProject.bin", [1])) }.contains("macros"))
    let type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    let byType = try refusal {
      $0["[Content_Types].xml"].replace(
        type, with: "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    }
    #expect(byType.contains("macros"))
  }

  @Test func `a packed file of another kind is told apart`() throws {
    let reason = try refusal { files in
      files.files = [("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))]
    }
    #expect(reason.contains("is none"))
  }

  @Test(arguments: [
    "<!DOCTYPE worksheet [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
    "<!DOCTYPE worksheet SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE worksheet>",
    "<!DOCTYPE worksheet [<!ENTITY % p SYSTEM \"http://example.org/\">%p;]>",
  ])
  func `declarations are refused`(declaration: String) throws {
    let reason = try refusal {
      $0["xl/worksheets/sheet2.xml"].replace("<worksheet ", with: declaration + "<worksheet ")
    }
    #expect(reason.contains("declares entities"))
  }

  /// A part with what is replaced in it, and what is told.
  private static let damages: [(part: String, old: String, new: String, reason: String)] = [
    ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>999999999999999999999</v>", "a number"),
    ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>29999</v>", "a text that is not there"),
    ("xl/worksheets/sheet1.xml", "<v>0</v>", "<v>-2</v>", "a number"),
    ("xl/worksheets/sheet2.xml", "r=\"D6\"", "r=\"C6\"", "C6 stands there twice"),
    ("xl/worksheets/sheet2.xml", "r=\"E6\"", "r=\"XFE6\"", "a cell 'XFE6'"),
    ("xl/worksheets/sheet2.xml", "r=\"E6\"", "r=\"E1048577\"", "a cell 'E1048577'"),
    ("xl/worksheets/sheet2.xml", "r=\"E6\"", "r=\"E0\"", "a cell 'E0'"),
    ("xl/worksheets/sheet2.xml", "r=\"E6\"", "r=\"6\"", "a cell '6'"),
    ("xl/worksheets/sheet2.xml", "<row r=\"6\"", "<row r=\"-6\"", "a number '-6'"),
    ("xl/worksheets/sheet2.xml", "</worksheet>", "", "sheet2.xml"),
    ("xl/worksheets/sheet2.xml", "</row>", "</raw>", "sheet2.xml"),
    ("xl/sharedStrings.xml", "</sst>", "&unknown;</sst>", "sharedStrings.xml"),
    ("xl/workbook.xml", "name=\"About\"", "", "the list of its sheets"),
    ("xl/workbook.xml", "name=\"About\"", "name=\"second LIST\"", "two sheets"),
    ("xl/_rels/workbook.xml.rels", "sharedStrings.xml", "../../../texts.xml", "not there"),
    ("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "worksheets/no.xml", "is not in it"),
    ("_rels/.rels", "xl/workbook.xml", "xl/workbork.xml", "is not in it"),
    ("_rels/.rels", "/officeDocument\"", "/somethingElse\"", "no workbook"),
  ]

  @Test(arguments: damages)
  func `damage is told with its place`(
    part: String, old: String, new: String, reason: String
  )
    throws
  {
    var files = try PackedFiles(Sample.workbook())
    try #require(files[part].contains(old), "\(part) does not hold what is to be replaced")
    files[part].replace(old, with: new, maxReplacements: 1)
    #expect(try refusal(of: files.bytes()).contains(reason))
  }

  @Test func `elements within one another without end are refused`() throws {
    let deep = String(repeating: "<x>", count: 100_000)
    let reason = try refusal {
      $0.isStored = true
      $0["xl/worksheets/sheet2.xml"].replace("<sheetData>", with: "<sheetData>" + deep)
    }
    #expect(reason.contains("has elements more than 100 deep"))
  }

  @Test func `too many cells, texts and sheets are refused`() throws {
    let row = String(repeating: "<c><v>1</v></c>", count: 100)
    let rows = String(repeating: "<row>\(row)</row>", count: Limits.cells / 100 + 1)
    let cells = try refusal {
      $0.isStored = true
      $0["xl/worksheets/sheet1.xml"].replace("</sheetData>", with: rows + "</sheetData>")
    }
    #expect(cells.contains("more than \(Limits.cells) cells"))
    let texts = try refusal {
      $0.isStored = true
      $0["xl/sharedStrings.xml"].replace(
        "</sst>", with: String(repeating: "<si/>", count: Limits.texts) + "</sst>")
    }
    #expect(texts.contains("more than \(Limits.texts) texts"))
    let sheets = try refusal { files in
      let more = (0..<300).map { "<sheet name=\"s\($0)\" sheetId=\"9\" r:id=\"rId1\"/>" }.joined()
      files["xl/workbook.xml"].replace("</sheets>", with: more + "</sheets>")
    }
    #expect(sheets.contains("more than \(Limits.sheets) sheets"))
  }
}
