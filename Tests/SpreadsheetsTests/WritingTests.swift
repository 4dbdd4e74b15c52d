import Documents
import Readiness
import TestSupport
import Testing

@testable import Spreadsheets

/// What a workbook holds when it is written.
@Suite struct WritingTests {
  private static let texts = [
    "=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "-1", "\t=1", "'=1",
    "https://example.org/", "=HYPERLINK(\"http://example.org\")", "_x003D_1", "</t><f>1</f>",
  ]

  @Test func `the same verdict gives the same bytes`() throws {
    let (first, second) = (try Sample.workbook(), try Sample.workbook())
    #expect(first == second)
  }

  @Test(arguments: texts)
  func `a text is never a formula and never a link`(text: String) throws {
    let facts: [Fact] = [
      .attestationTaken(
        .init(
          attestation: Attestation(
            control: "gov.roles", subject: .system, says: true, by: "mara", on: "2026-01-10",
            artefacts: [Artefact(location: text)], note: text),
          versions: Versions(code: "1.0.0"))),
      .evidenceRecorded(
        Evidence(
          finding: Finding(
            control: "data.schema", subject: .component("data"), status: .fail, summary: text,
            places: [Place(path: text)]),
          check: "look", configuration: "", versions: Versions(code: "1.0.0"), tool: "0.1.0")),
    ]
    let system = Sample.system(name: text, purpose: text)
    let packs = Sample.packs(question: text, name: text)
    let bytes = try Sample.workbook(Sample.verdict(of: system, by: packs, on: facts))
    for (name, content) in try PackedFiles(bytes).files {
      let xml = String(decoding: content, as: UTF8.self)
      #expect(!xml.contains(/<f[ >\/]/), "\(name)")
      #expect(!xml.contains("<hyperlink") && !xml.contains("TargetMode"), "\(name)")
      #expect(!name.contains("externalLink") && !name.contains("connections"), "\(name)")
    }
    let cells = try Workbook(bytes).sheets.flatMap { $0.rows.values.flatMap(\.values) }
    #expect(cells.filter(\.isFormula).isEmpty)
    // Purpose, question, artefact and note as answered and as kept, evidence and its place.
    #expect(cells.filter { $0.text == text.cellText }.count >= 8)
    #expect(Sample.read(bytes, about: system, by: packs).list.isEmpty)
    #expect(Sample.read(bytes, about: system, by: packs).diagnostics.isEmpty)
  }

  @Test
  func `every required control of every subject has a row, and what is not asked one without`()
    throws
  {
    let sheets = try Workbook(Sample.workbook()).sheets
    #expect(sheets.map(\.name) == ["About", "Small score", "Second list", "airworthy"])
    let table = try #require(Table(sheets[1]))
    #expect(table.missing.isEmpty)
    let rows = table.rows.map { Row($0, of: table, in: "") }
    #expect(
      rows.map { [$0[.item], $0[.reads], $0[.answer]] } == [
        ["S1", "data.schema · data", ""], ["S1", "data.schema · batch", ""],
        ["S1", "gov.roles · system", "yes with artefact"], ["S2", "model.tuned · model", "no"],
        ["S3", "", ""], ["S4", "gov.card-current · data", ""],
        ["S4", "gov.card-current · batch", "not applicable"],
        ["S4", "gov.card-current · model", ""],
      ])
    #expect(rows[2][.artefact] == "docs/roles.md\nCODEOWNERS")
    #expect(rows[2][.comment] == "Since spring.\nOf all.")
    #expect(rows[2][.by] == "mara")
  }

  @Test func `a row says what stands, on what, where and until when`() throws {
    let sheet = try Workbook(Sample.workbook()).sheets[1]
    let row = (1...15).map { sheet[6, $0]?.text ?? "" }
    #expect(
      row == [
        "A Data", "S1", "Are the data right, complete and enough?", "data.schema · data", "", "",
        "", "", "✓ holds", "demonstrated", "0 of 4", "all 9 columns are declared",
        "schema.yaml:3", "46042", "46132",
      ])
    // 46042 is 2026-01-20 in days of spreadsheets, and 90 days later the evidence is stale.
    let notAsked = (9...15).map { sheet[10, $0]?.text ?? "" }
    #expect(
      notAsked == ["– not applicable", "–", "–", "asked only of real-time systems", "", "", ""])
  }

  @Test func `only what people answer can be changed, and sheets are protected without a password`()
    throws
  {
    let files = try PackedFiles(Sample.workbook())
    let formats = files["xl/styles.xml"].split(separator: "<cellXfs")[1]
      .split(separator: "</cellXfs>")[0].split(separator: "<xf ")
    let unlocked = formats.dropFirst().enumerated()
      .filter { $0.element.contains("locked=\"0\"") }.map { "\($0.offset)" }
    #expect(!unlocked.isEmpty)
    for sheet in 1...4 {
      let xml = files["xl/worksheets/sheet\(sheet).xml"]
      let protection = try #require(xml.firstMatch(of: /<sheetProtection [^>]*>/)).output
      #expect(protection.contains("sheet=\"1\"") && !protection.contains("password"))
      let open = xml.matches(of: /<c r="([A-Z]+)\d+" s="(\d+)"/)
        .filter { unlocked.contains(String($0.output.2)) }.map { String($0.output.1) }
      #expect(Set(open) == ([2, 3].contains(sheet) ? ["E", "F", "G", "H"] : []))
    }
  }

  @Test func `answers come from a list, people from those declared`() throws {
    let xml = try PackedFiles(Sample.workbook())["xl/worksheets/sheet2.xml"]
    #expect(xml.contains("sqref=\"E6:E13\""))
    #expect(xml.contains("\"yes with artefact,yes,no,not applicable,later\""))
    #expect(xml.contains("\"kofi,mara\""))
    #expect(xml.contains("<autoFilter ref=\"A5:O13\"/>"))
    #expect(xml.contains("ySplit=\"5\""))
  }

  @Test func `only the frameworks that are asked for get a sheet`() throws {
    let bytes = try AnswerWorkbook.bytes(
      of: Sample.verdict(), frameworks: ["second"], tool: "0.1.0")
    let names = try Workbook(bytes).sheets.map(\.name)
    #expect(names == ["About", "Second list", "airworthy"])
  }

  @Test(arguments: [
    ("Plain", "Plain"), ("", "Framework"), ("a[b]c:d*e?f/g\\h", "a-b-c-d-e-f-g-h"),
    ("'quoted'", "quoted"), ("About", "About 2"), ("HISTORY", "HISTORY 2"),
    ("Airworthy", "Airworthy 2"), ("second list", "second list"),
    ("A name that is much longer than thirty-one letters", "A name that is much longer than"),
    (String(repeating: "😀", count: 20), String(repeating: "😀", count: 15)),
    ("a\nb", "a-b"),
  ])
  func `a sheet has a name that spreadsheets take`(name: String, sheet: String) throws {
    let packs = Sample.packs(question: "Is it?", name: name)
    let sheets = try Workbook(Sample.workbook(Sample.verdict(by: packs))).sheets
    #expect(sheets[1].name == sheet)
    #expect(Set(sheets.map { $0.name.lowercased() }).count == 4)
  }

  @Test func `a year before spreadsheets begin stands as text`() throws {
    let facts: [Fact] = [
      .attestationTaken(
        .init(
          attestation: Attestation(
            control: "gov.roles", subject: .system, says: true, by: "mara", on: "1850-01-10"),
          versions: Versions(code: "1.0.0")))
    ]
    let sheet = try Workbook(Sample.workbook(Sample.verdict(on: facts))).sheets[1]
    #expect(sheet[8, 14]?.text == "1850-01-10")
  }
}
