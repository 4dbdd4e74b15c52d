import Documents
import Readiness
import TestSupport
import Testing

@testable import Spreadsheets

/// What is read back from a workbook that people filled in.
@Suite struct AnswerTests {
  /// The sample's workbook, changed.
  private func changed(_ cells: [(sheet: Int, cell: String, text: String)]) throws -> [UInt8] {
    var files = try PackedFiles(Sample.workbook())
    for change in cells { try files.set(change.cell, of: change.sheet, to: change.text) }
    return try files.bytes()
  }

  @Test func `a workbook that nobody changed answers nothing`() throws {
    let read = Sample.read(try Sample.workbook())
    #expect(read.list.isEmpty && read.diagnostics.isEmpty)
  }

  @Test func `every kind of answer is read`() throws {
    let read = Sample.read(
      try changed([
        (2, "E6", "yes with artefact"), (2, "F6", "docs/a.md\n https://example.org/x \n"),
        (2, "H6", "mara"), (2, "E7", " No "), (2, "G7", "Not yet."), (2, "H7", "Kofi Mensah"),
        (2, "E9", "yes"), (2, "E11", "NOT APPLICABLE"), (2, "G11", "It is a toy."),
        (2, "E13", "later"), (2, "G13", "ask Kofi"),
      ]))
    #expect(read.diagnostics.map(\.severity) == [.warning])
    #expect(
      read.list.map(\.control) == ["data.schema", "data.schema", "model.tuned", "gov.card-current"])
    #expect(
      read.list.map(\.subject) == [
        .component("data"), .component("batch"), .component("model"), .component("data"),
      ])
    #expect(
      read.list.map(\.says) == [
        .yes(["docs/a.md", "https://example.org/x"]), .no([]), .yes([]),
        .notApplicable(reason: "It is a toy."),
      ])
    #expect(read.list.map(\.by) == ["mara", "kofi", nil, nil])
    #expect(read.list.map(\.note) == [nil, "Not yet.", nil, "It is a toy."])
    #expect(read.list.first?.places.answer.words == "answers.xlsx, Small score!E6")
    #expect(read.list.first?.places.artefact.words == "answers.xlsx, Small score!F6")
  }

  @Test func `a control that several rows read is answered by one of them`() throws {
    let read = Sample.read(try changed([(3, "E6", "no")]))
    #expect(read.diagnostics.isEmpty)
    #expect(read.list.map(\.control) == ["gov.roles"])
    let twice = Sample.read(try changed([(3, "E6", "no"), (2, "E8", "no")]))
    #expect(twice.list.count == 1 && twice.diagnostics.isEmpty)
  }

  /// What stands where somebody answered after the workbook was written.
  private func later(_ says: Bool, by person: Person.ID) -> Verdict {
    Sample.verdict(
      on: Sample.facts + [
        .attestationTaken(
          .init(
            attestation: Attestation(
              control: "gov.roles", subject: .system, says: says, by: person, on: "2026-01-20"),
            versions: Versions(code: "1.0.0")))
      ])
  }

  @Test(arguments: [
    // What stands since, what the row says, and whether it is refused.
    (true, "no", true), (true, "yes with artefact", false), (false, "yes", true),
  ])
  func `what was answered since the workbook was written is not replaced by what it says`(
    since: Bool, says: String, isRefused: Bool
  ) throws {
    let bytes = try changed([(3, "E6", says), (2, "E6", "yes")])
    let read = Sample.read(bytes, beside: later(since, by: "kofi"))
    #expect(read.diagnostics.map(\.code) == (isRefused ? [.repeatedEntry] : []))
    if let told = read.diagnostics.first {
      #expect(told.message.contains("was answered since the workbook was written"))
      #expect(told.message.contains("by kofi") && told.fix?.contains("--again") == true)
      #expect(told.place?.words == "answers.xlsx, Second list!E6")
    }
    // What nobody answered since is taken, and everything where no verdict is given.
    #expect(read.list.map(\.control).contains("data.schema"))
    #expect(Sample.read(bytes).diagnostics.isEmpty)
  }

  @Test func `a changed answer is of whoever brings it in, unless its name was changed as well`()
    throws
  {
    let kept = Sample.read(try changed([(2, "E9", "yes")]))
    #expect(kept.list.map(\.by) == [nil] && kept.diagnostics.isEmpty)
    let renamed = Sample.read(try changed([(2, "E9", "yes"), (2, "H9", "mara")]))
    #expect(renamed.list.map(\.by) == ["mara"])
  }

  @Test func `rows may be moved, columns and sheets added`() throws {
    var files = try PackedFiles(changed([(2, "E6", "yes")]))
    let part = "xl/worksheets/sheet2.xml"
    // Column B becomes column Z, and row 6 the last.
    files[part] = files[part].replacing(/r="B(\d+)"/) { "r=\"Z\($0.output.1)\"" }
      .replacing(/<row r="6"/, with: "<row r=\"60\"")
      .replacing(/r="([A-Z])6"/) { "r=\"\($0.output.1)60\"" }
    files["xl/workbook.xml"] = files["xl/workbook.xml"]
      .replacing("name=\"Small score\"", with: "name=\"Ours\"")
    let read = Sample.read(try files.bytes())
    #expect(read.diagnostics.isEmpty)
    #expect(read.list.map(\.places.answer.words) == ["answers.xlsx, Ours!E60"])
  }

  /// Cells with what is put into them, and what is told, where; nothing where empty.
  private static let mistakes: [(cells: [String: String], code: String, cell: String)] = [
    (["E6": "maybe"], "wrong-value", "E6"),
    (["E6": "yes with artefact"], "missing-key", "F6"),
    (["E6": "not applicable"], "missing-key", "G6"),
    (["E6": "yes", "H6": "mar"], "unknown-reference", "H6"),
    (["C6": "Are the data wrong?"], "changed-cell", "C6"),
    (["B6": "S9"], "changed-cell", "B6"),
    (["B6": "S2"], "changed-cell", "C6"),
    (["D6": "data.schemas · data"], "unknown-control", "D6"),
    (["D6": "data.schema · dota", "E6": "yes"], "wrong-subject", "D6"),
    (["D6": "data.schema"], "changed-cell", "D6"),
    (["D6": ""], "", ""),
    (["D6": "", "E6": "yes"], "changed-cell", "D6"),
    (["D6": "model.tuned · model"], "changed-cell", "D6"),
    (["E10": "yes"], "changed-cell", "D10"),
    (["E8": ""], "wrong-value", "E8"),
    (["G6": "to be asked"], "wrong-value", "E6"),
    (["E5": "Anser"], "changed-cell", "E5"),
    (["H5": "", "B5": "By"], "changed-cell", "B5"),
  ]

  @Test(arguments: mistakes)
  func `what is wrong is told with its sheet and cell`(
    cells: [String: String], code: String, cell: String
  ) throws {
    let read = Sample.read(try changed(cells.map { (2, $0.key, $0.value) }))
    #expect(read.list.isEmpty)
    #expect(read.diagnostics.map(\.code.rawValue) == (code.isEmpty ? [] : [code]))
    if let diagnostic = read.diagnostics.first {
      #expect(diagnostic.place?.words == "answers.xlsx, Small score!\(cell)")
      #expect(diagnostic.fix != nil)
    }
  }

  @Test func `what is wrong in any row is told at once`() throws {
    let read = Sample.read(
      try changed([
        (2, "E6", "yes"), (2, "E7", "perhaps"), (2, "C9", "Otherwise?"), (3, "E6", "no"),
        (3, "H6", "nobody"),
      ]))
    #expect(read.list.map(\.places.answer.words) == ["answers.xlsx, Small score!E6"])
    #expect(
      read.diagnostics.compactMap(\.place?.words) == [
        "answers.xlsx, Small score!E7", "answers.xlsx, Small score!C9",
        "answers.xlsx, Second list!H6",
      ])
  }

  @Test func `two answers to one question are told apart`() throws {
    let read = Sample.read(try changed([(2, "E8", "no"), (3, "E6", "yes")]))
    #expect(read.list.map(\.says) == [.no(["docs/roles.md", "CODEOWNERS"])])
    #expect(read.diagnostics.map(\.code) == [.repeatedEntry])
    #expect(read.diagnostics.first?.message.contains("Small score!E8") == true)
    #expect(read.diagnostics.first?.place?.words == "answers.xlsx, Second list!E6")
  }

  @Test(arguments: ["B6", "C6", "D6", "E6", "F6", "G6", "H6"])
  func `a formula is no answer`(cell: String) throws {
    var files = try PackedFiles(Sample.workbook())
    try files.replace(cell, of: 2, by: "<f>\"yes\"</f><v>yes</v>", type: "str")
    let read = Sample.read(try files.bytes())
    #expect(read.diagnostics.map(\.code) == [.wrongType])
    #expect(read.diagnostics.first?.place?.words == "answers.xlsx, Small score!\(cell)")
  }

  @Test func `formulas elsewhere are nobody's business`() throws {
    var files = try PackedFiles(Sample.workbook())
    try files.replace("K6", of: 2, by: "<f>1+1</f><v>2</v>", type: "n")
    #expect(Sample.read(try files.bytes()).diagnostics.isEmpty)
  }

  @Test(arguments: [
    ("B1", "2", "format '2'"), ("B2", "other", "about 'other'"), ("B3", "0", "other packs"),
  ])
  func `a workbook of another format, system or packs is not taken`(
    cell: String, text: String, reason: String
  ) throws {
    let read = Sample.read(try changed([(4, cell, text), (2, "E6", "nonsense")]))
    #expect(read.list.isEmpty)
    #expect(read.diagnostics.map(\.code) == [.foreignWorkbook])
    #expect(read.diagnostics.first?.message.contains(reason) == true)
    #expect(read.diagnostics.first?.place?.words == "answers.xlsx, airworthy!\(cell)")
  }

  @Test func `a component that has gone takes its unanswered rows with it`() throws {
    let bytes = try Sample.workbook()
    let system = Sample.system
    let less = System(
      id: system.id, name: system.name, purpose: system.purpose, versions: system.versions,
      traits: system.traits, people: system.people,
      components: system.components.filter { $0.id != "batch" })
    #expect(Sample.read(bytes, about: less).diagnostics.isEmpty)
    let answered = Sample.read(try changed([(2, "E7", "no")]), about: less)
    #expect(answered.diagnostics.map(\.code) == [.wrongSubject])
  }

  @Test func `a sheet without its titles is told, one of somebody's own is not`() throws {
    var files = try PackedFiles(Sample.workbook())
    files["xl/worksheets/sheet2.xml"] = files["xl/worksheets/sheet2.xml"]
      .replacing(/<row r="5".*?<\/row>/, with: "")
    let read = Sample.read(try files.bytes())
    #expect(read.diagnostics.map(\.code) == [.changedCell])
    files["xl/workbook.xml"] = files["xl/workbook.xml"].replacing("Small score", with: "Notes")
    #expect(Sample.read(try files.bytes()).diagnostics.isEmpty)
  }

  @Test func `a workbook that is not ours, or lost its record, is told`() throws {
    var files = try PackedFiles(Sample.workbook())
    try files.set("A1", of: 4, to: "notes")
    let read = Sample.read(try files.bytes())
    #expect(read.diagnostics.map(\.code) == [.badWorkbook])
  }
}
