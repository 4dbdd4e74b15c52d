import Definitions
import Documents
import Readiness
import TestSupport
import Testing

/// A section of a document as what there is to look at, in files that people write by hand.
@Suite struct SectionTests {
  private static let page = "# Goals\n\n## Data flow\n\nIn and out.\n\n## Rest\n\nMore.\n"

  private func artefacts(_ location: String, page: String = page) throws -> [Artefact]? {
    let folder = try SampleProject.folder(replacing: [
      "docs/goals.md": page,
      "attestations.yaml": """
      apiVersion: airworthy/v1
      kind: attestations
      attestations:
        - {control: doc.code, says: yes, by: mara, on: 2026-01-10, artefact: \(location)}

      """,
    ])
    let result = try Project.read(in: #require(Folder(folder.path)), now: "2026-02-01")
    return result.project?.declared.attestations.first?.artefacts
  }

  @Test func `a section is kept with the digest of its own text`() throws {
    let whole = try #require(try artefacts("docs/goals.md")?.first)
    let part = try #require(try artefacts("docs/goals.md#data-flow")?.first)
    #expect(part.location == "docs/goals.md#data-flow")
    #expect(part.digest != nil && part.digest != whole.digest)
  }

  @Test func `an edit elsewhere leaves it alone, one within does not`() throws {
    let part = try artefacts("docs/goals.md#data-flow")
    let elsewhere = Self.page.replacing("More.", with: "Less.\n\n## New\n")
    #expect(try artefacts("docs/goals.md#data-flow", page: elsewhere) == part)
    #expect(try artefacts("docs/goals.md", page: elsewhere) != artefacts("docs/goals.md"))
    let within = Self.page.replacing("In and", with: "In or")
    #expect(try artefacts("docs/goals.md#data-flow", page: within) != part)
  }

  @Test(arguments: [
    ("docs/goals.md#dataflow", "did you mean '#data-flow'?"),
    ("docs/goals.md#xyz", "there are #goals, #data-flow, #rest"),
  ])
  func `a heading that is not there is told`(location: String, fix: String) throws {
    let folder = try SampleProject.folder(replacing: ["docs/goals.md": Self.page])
    let text = try folder.text(of: "attestations.yaml")
    try folder.write(text.replacing("docs/goals.md", with: location), to: "attestations.yaml")
    let result = try Project.read(in: #require(Folder(folder.path)), now: "2026-02-01")
    let diagnostic = try #require(result.diagnostics.first)
    #expect(result.project == nil)
    #expect(diagnostic.code == .missingSection && diagnostic.fix == fix)
    #expect(diagnostic.place?.file == "attestations.yaml" && diagnostic.place?.position.line == 8)
  }

  @Test func `a part of a file that is no document is not looked for`() throws {
    #expect(try artefacts("data/a.csv#L3")?.first?.location == "data/a.csv#L3")
    #expect(try artefacts("data/a.csv#L3")?.first?.digest == artefacts("data/a.csv")?.first?.digest)
  }

  @Test func `a document without text or that is no text is no trap`() throws {
    #expect(try artefacts("docs/goals.md#a", page: "") == nil)
    #expect(try artefacts("docs/goals.md#", page: "# a") != nil)
  }
}
