import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// What a card computes, as a user gets it.
@Suite struct CardFactTests {
  /// Further components, tables and an artefact beside those of the sample.
  private static func shell(_ text: String? = nil) throws -> Shell {
    let shell = try Shell(replacing: ["cards/model.md": text, "model.bin": "weights\n"])
    try shell.edit(
      "airworthy.yaml", "data:\n  a:",
      to: "  batch:\n    kind: pipeline\n    versions: {code: 1.3.0, model: 2.0.0}\n"
        + "    depends-on: [model]\n    entry: {level: 8, on: 2026-01-01, reason: known}\n"
        + "data:\n  own:\n    path: data/a.csv\n    component: batch\n    key: [id]\n"
        + "    columns: {x: {type: number, least: 0, most: 100}}\n  a:")
    try shell.edit(
      "airworthy.yaml", "    depends-on: [data]\n",
      to: "    depends-on: [data]\n    artefact: model.bin\n")
    try shell.edit(
      "airworthy.yaml", "checks:\n",
      to: "checks:\n  own-quality: {check: data-quality, data: own}\n")
    return shell
  }

  @Test func `the version of a component is that of what it is`() throws {
    let shell = try Self.shell()
    #expect(shell("card batch").out.contains("batch 1.3.0, pipeline of Sample"))
    #expect(shell("card model").out.contains("model 2.0.0, model of Sample"))
    #expect(shell("card data").out.contains("data 3.0.0, dataset of Sample"))
    let bill = shell("card batch --format cyclonedx").out
    #expect(bill.contains(/"name" : "batch",[^}]*"version" : "1\.3\.0"/) || bill.contains("1.3.0"))
  }

  @Test func `limits of data are counted, and are no figures of quality`() throws {
    let shell = try Self.shell()
    #expect(shell("check").ending == .notMet)
    let card = shell("card batch").out
    #expect(card.contains(/\| limits of own-quality \|  \| \d+ of \d+ hold \|/), "\(card)")
    #expect(!card.contains("values-of-wrong-type") && !card.contains("values\\_of"))
    #expect(!shell("card batch --format hf").out.contains("model-index"))
    #expect(shell("card model --format hf").out.contains("roc_auc"))
    #expect(!shell("card model").out.contains("limits of"))
  }

  @Test func `tables are named with rows and digests, of all that it is made with`() throws {
    let shell = try Self.shell()
    let row = /\| data \| 3\.0\.0 \| data\/a\.csv \| 200 \| [0-9a-f]{12}… \|/
    for component in ["data", "model", "batch"] {
      #expect(shell("card \(component)").out.contains(row), "\(component)")
    }
    #expect(shell("card batch").out.contains(/\| batch \|  \| data\/a\.csv \| 200 \|/))
    try FileManager.default.removeItem(atPath: shell.folder.path + "/data/a.csv")
    #expect(shell("card model").out.contains("| data/a.csv |  | cannot be read |"))
  }

  @Test func `data cards are found by whatever way`() throws {
    let shell = try Self.shell()
    try shell.folder.write("## C.16 Summary\n\nFlights.\n", to: "cards/data.md")
    #expect(shell("card batch").out.contains("| data | cards/data.md |"))
  }

  @Test func `files lie where they are, and links lead there`() throws {
    let shell = try Shell(replacing: [
      "cards/model.md": nil, "airworthy/cards/model.md": "## C.16 Summary\n\nSays how late.\n",
      "requirements.yaml": nil,
      "airworthy/requirements.yaml": SampleProject.files["requirements.yaml"],
    ])
    try shell.edit(
      "airworthy.yaml", "  target: 5\n",
      to: "  target: 5\n  page: https://example.org/p\n  repository: https://example.org/r\n")
    let card = shell("card model").out
    #expect(card.contains("[airworthy/requirements.yaml](airworthy/requirements.yaml)"))
    #expect(card.contains("`airworthy/cards/model.md`") && !card.contains("`cards/model.md`"))
    #expect(card.contains("[https://example.org/p](https://example.org/p)"))
    let page = shell("card model --format html").out
    #expect(page.contains("<a href=\"https://example.org/r\">https://example.org/r</a>"))
    #expect(page.contains("<code>airworthy/cards/model.md</code>"))
    let json = shell("card model --format json").out
    #expect(
      json.contains("\"address\" : \"https:\\/\\/example.org\\/p\"")
        || json.contains("\"address\" : \"https://example.org/p\""))
  }

  @Test func `top-level requirements are integers, and stand as their evidence bears them`() throws
  {
    let shell = try Shell()
    try shell.edit(
      "requirements.yaml", "requirements:\n",
      to:
        "requirements:\n  - id: \"2\"\n    kind: product\n    statement: The system shall be quick.\n"
        + "    component: model\n    tags: [latency]\n"
        + "    verification: [{step: Time it., status: open}]\n"
        + "    validation: [{step: Ask., status: open}]\n"
        + "    risk: {probability: 0.1, value: 2, per: release}\n"
        + "  - id: \"2.1.1\"\n    kind: product\n    statement: It shall answer in 2 s.\n"
        + "    component: model\n    tags: [latency]\n"
        + "    verification: [{step: Time it., status: open}]\n"
        + "    validation: [{step: Ask., status: open}]\n"
        + "    risk: {probability: 0.1, value: 2, per: release}\n")
    let card = shell("card model").out
    #expect(card.contains("| Component codes | 1.1, 2, 2.1 |"), "\(card)")
    // Nothing is on record of the check that is named, so the step is not passed.
    #expect(
      card.contains("| 1 | research | 1.1: The system shall be right. | 0 of 1 passed, 1 "),
      "\(card)")
    #expect(
      card.contains("| 2 | product | The system shall be quick. (with 1 part) | 0 of 2 passed"))
    #expect(shell("check").ending == .notMet)
    #expect(shell("card model").out.contains("shall be right. | 1 of 1 passed |"))
    // Of service levels only those count that are stated in numbers.
    let levels = shell("card model --level 4").out
    #expect(levels.contains("| 2.1.1 | It shall answer in 2 s. |"))
    #expect(!levels.contains("\n| 2 | The system shall be quick. |"))
    #expect(!levels.contains("C.30 Service levels;"))
  }

  @Test func `what is computed beside people's text does not stand for it`() throws {
    let shell = try Shell()
    let missing = try #require(
      shell("card model --level 8").out.firstMatch(of: /\*\*Missing at level 8:\*\*.*/)
    ).output
    for field in ["C.19", "C.24", "C.29", "C.30", "C.35"] { #expect(missing.contains(field)) }
    #expect(shell("card model --level 8").out.contains("*Computed:* serves: batch"))
    let answers =
      "apiVersion: airworthy/v1\nkind: attestations\nattestations:\n"
      + ["gov.use-limits", "ops.recovery", "model.rollback"].map { control in
        "  - control: \(control)\n"
          + (control == "model.rollback" ? "    component: model\n" : "")
          + "    says: yes\n    by: kofi\n    on: 2026-01-20\n    artefact: docs/goals.md\n"
      }.joined()
    try shell.folder.write(answers, to: "attestations.yaml")
    let card = shell("card model --level 8").out
    #expect(card.contains("| gov.use-limits | ✓ holds | documented |"), "\(card)")
    #expect(card.contains("| ops.recovery | ✓ holds |"))
    let left = try #require(card.firstMatch(of: /\*\*Missing at level 8:\*\*.*/)).output
    #expect(left.contains("C.19") && !left.contains("C.35"))
  }

  @Test func `versions name the tag and the artefact that bear them`() throws {
    let shell = try Self.shell()
    let git = Git(folder: shell.folder.path)
    let author = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    try #require(git.run(["init", "-q"]) != nil)
    try #require(git.run(author + ["commit", "-q", "--allow-empty", "-m", "x"]) != nil)
    for tag in ["v1.2.0", "model-2.0.0", "v9.9.9"] { try #require(git.run(["tag", tag]) != nil) }
    let card = shell("card model").out
    #expect(
      card.contains(
        /code 1\.2\.0 \(tag v1\.2\.0\), model 2\.0\.0 \(tag model-2\.0\.0, model\.bin, SHA-256 [0-9a-f]{12}…\), data 3\.0\.0/
      ), "\(card)")
    #expect(!card.contains("9.9.9"))
  }

  @Test func `an unchanged card is put on record once, and that it is current again`() throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    for day in 2...6 {
      shell.now = Instant("2026-02-0\(day)T12:00:00Z") ?? shell.now
      #expect(shell("card model --issue").ending == .met)
    }
    #expect(shell("card model --issue").err.contains("it says what event"))
    let first = shell("card model").out
    #expect(first.matches(of: /--as-of \d+/).count == 1, "\(first)")
    // Every card of a level stays, however many there are.
    for day in 1...5 {
      shell.now = Instant("2026-03-0\(day)T12:00:00Z") ?? shell.now
      let words = try shell.folder.text(of: "cards/model.md")
      try shell.folder.write(words + "\nMore.\n", to: "cards/model.md")
      #expect(shell("card model --issue").ending == .met)
    }
    #expect(shell("card model").out.matches(of: /--as-of \d+/).count == 6)
  }
}
