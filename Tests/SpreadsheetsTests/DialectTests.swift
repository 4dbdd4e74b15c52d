import Documents
import Foundation
import Readiness
import TestSupport
import Testing

@testable import Spreadsheets

/// Workbooks as other programs save them; `Fixtures/make_dialects.py` makes the kept ones.
@Suite struct DialectTests {
  private static let folder = "Tests/SpreadsheetsTests/Fixtures/"

  private func kept(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Checkout.root.appending(path: Self.folder + name)))
  }

  @Test func `the kept workbook says what one says that is written now`() throws {
    let written = try Sample.workbook()
    if isRecording {
      try Data(written).write(to: Checkout.root.appending(path: Self.folder + "written.xlsx"))
      Issue.record("recorded written.xlsx; run make_dialects.py, and then again")
    }
    let (old, new) = (try Workbook(kept("written.xlsx")), try Workbook(written))
    #expect(old.sheets.map(\.name) == new.sheets.map(\.name))
    for (old, new) in zip(old.sheets, new.sheets) { #expect(old.rows == new.rows) }
  }

  @Test(arguments: ["openpyxl-3.1.5.xlsx", "libreoffice-7.4.7.xlsx"])
  func `what people answered in another program is read`(file: String) throws {
    let read = Sample.read(try kept(file))
    #expect(read.diagnostics.isEmpty)
    #expect(
      read.list.map(\.places.answer.words) == [
        "answers.xlsx, Small score!E6", "answers.xlsx, Small score!E7",
        "answers.xlsx, Small score!E11",
      ])
    #expect(
      read.list.map(\.says) == [
        .yes(["docs/a.md", "https://example.org/ü?a=1&b=<2>"]), .no([]),
        .notApplicable(reason: "It is a toy."),
      ])
    #expect(read.list.map(\.by) == ["mara", nil, "kofi"])
    #expect(
      read.list.map(\.note) == [
        "=1+1 is no formula here\nsecond line", "Größe ≠ 😀", "It is a toy.",
      ])
  }

  @Test(arguments: ["openpyxl-3.1.5.xlsx", "libreoffice-7.4.7.xlsx"])
  func `cells of a sheet of their own are read as they are`(file: String) throws {
    let sheet = try #require(Workbook(kept(file)).sheets.first { $0.name == "Our notes" })
    #expect(sheet[1, 1]?.isFormula == true)
    #expect(sheet[2, 1]?.text == "3.5")
    #expect(sheet[3, 1]?.text == "TRUE")
  }

  /// The sample's workbook with the text of some part changed.
  private func read(
    changing part: String, _ change: (String) -> String
  ) throws -> AnswerWorkbook.Answers {
    var files = try PackedFiles(Sample.workbook())
    files[part] = change(files[part])
    return Sample.read(try files.bytes())
  }

  private static let sheet = "xl/worksheets/sheet2.xml"

  @Test func `names may have prefixes, cells no places, and texts parts and readings`() throws {
    let empty = #"<c r="E6" s="\d+"\/>"#
    let prefixed = try read(changing: Self.sheet) { xml in
      xml.replacing(/<(\/?)([a-zA-Z])/) { "<\($0.output.1)x:\($0.output.2)" }
        .replacing("xmlns=", with: "xmlns:x=").replacing("<x:?", with: "<?")
        .replacing("<?x:", with: "<?")
    }
    #expect(prefixed.diagnostics.isEmpty)
    let rich = try read(changing: Self.sheet) { xml in
      guard let cell = try? Regex(empty) else { return xml }
      return xml.replacing(cell) { _ in
        "<c t=\"inlineStr\" r=\"E6\"><is><r><rPr><b/></rPr><t>n</t></r><r><t>o</t></r>"
          + "<rPh sb=\"0\" eb=\"1\"><t>yes</t></rPh></is></c>"
      }
    }
    #expect(rich.diagnostics.isEmpty && rich.list.map(\.says) == [.no([])])
    let placeless = try read(changing: Self.sheet) { xml in
      xml.replacing(/<c r="[A-Z]+\d+"/, with: "<c").replacing(/<row r="\d+"/, with: "<row")
    }
    #expect(placeless.diagnostics.isEmpty)
    let plain = try read(changing: Self.sheet) { xml in
      guard let cell = try? Regex(empty) else { return xml }
      return xml.replacing(cell) { _ in "<c r=\"E6\" t=\"str\"><v>no</v></c>" }
    }
    #expect(plain.list.map(\.says) == [.no([])])
  }

  @Test func `the strict dialect is read, parts by absolute names, and in letters of any case`()
    throws
  {
    var files = try PackedFiles(Sample.workbook())
    try files.set("E6", of: 2, to: "no")
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for (name, _) in files.files where name.hasSuffix(".xml") || name.hasSuffix(".rels") {
      files[name] = files[name].replacing(
        main, with: "http://purl.oclc.org/ooxml/spreadsheetml/main"
      )
      .replacing(relations, with: "http://purl.oclc.org/ooxml/officeDocument/relationships")
      .replacing("Target=\"worksheets/", with: "Target=\"/xl/Worksheets/./")
    }
    let read = Sample.read(try files.bytes())
    #expect(read.diagnostics.isEmpty && read.list.map(\.says) == [.no([])])
  }

  @Test func `a part in UTF-16 is read as well`() throws {
    var files = try PackedFiles(Sample.workbook())
    try files.set("E6", of: 2, to: "no")
    let part = "xl/worksheets/sheet2.xml"
    let index = try #require(files.files.firstIndex { $0.name == part })
    let units = [0xFEFF] + Array(files[part].replacing("UTF-8", with: "UTF-16").utf16)
    files.files[index].bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(Sample.read(try files.bytes()).list.map(\.says) == [.no([])])
  }
}
