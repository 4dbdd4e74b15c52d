import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The card that the method's paper shows in its third figure: a copilot for neuropathology at level 4.
///
/// The facts are those of the figure; the words, the names and the ids are ours. The figure shows a
/// part of a card, so some fields are missing here too, and are named.
@Suite struct NeuropathologyCardTests {
  private let shell: Shell

  init() throws {
    let folder = try TemporaryFolder()
    for (path, text) in Self.files { try folder.write(text, to: path) }
    var shell = Shell(in: folder)
    shell.now = "2021-01-10T09:00:00Z"
    #expect(shell("check records").ending != .wrongInput)
    let signed = SignedGraduations()
    // Each level from 0 on has its card, which the next one links to.
    for number in 0..<4 {
      shell.now = Instant("2021-0\(number + 1)-20T09:00:00Z") ?? shell.now
      try #require(shell("card copilot --issue").ending == .met)
      let level = try #require(Level(number))
      let store = try SQLiteEventStore(path: folder.path + "/.airworthy/log.db", access: .write)
      let day = shell.now.adding(days: 1)
      let graduation = try signed.facts(
        of: "copilot", in: "neuropathology", through: level, on: day)
      try store.append(
        ((number == 0 ? signed.keys : []) + graduation).map {
          Entry(at: day, by: Actor(.automation, "ci"), system: "neuropathology", fact: $0)
        }, expecting: nil)
    }
    shell.now = "2021-05-02T09:00:00Z"
    self.shell = shell
  }

  @Test func `the header has what the figure has`() throws {
    let card = shell("card copilot").out
    for row in [
      "C.1 | Technology | Neuropathology Copilot 1.0.0, model of Neuropathology",
      "C.3 | Current level | works at 4, Proof of concept development; graduated through 3",
      "C.5 | Owner, R&D | Ada", "C.6 | Reviewer, R&D | Ben", "C.7 | Owner, product | Cyd",
      "C.8 | Reviewer, product | Dov", "C.9 | Component codes | 1.1, 2.1, 3.2",
      "C.10 | Coupled components | needs open-slides, needs partner-slides, needs simulated-slides",
      "C.14 | Ethics checklist | complete; [docs/ethics.md](docs/ethics.md)",
      "C.15 | Versions | model 1.0.0 (model/copilot.bin, SHA-256 ",
    ] { #expect(card.contains(row), "\(row)\n\(card)") }
    let links = try #require(card.firstMatch(of: /\| C\.4 \|(.*)\n/)?.output.1)
    for level in 0..<4 { #expect(links.contains("level \(level), event ")) }
    #expect(links.matches(of: /`airworthy card copilot --as-of \d+`/).count == 4)
  }

  @Test func `the body has what the figure has, and names what it lacks`() {
    let card = shell("card copilot").out
    for words in [
      "a person chooses which slides", "An expert looks at every region", "from the same sensor",
      "Not validated for other diseases", "| open-slides | 2.1.0 | data/open.csv | 3 |",
      "| partner-slides | 1.2.0 | data/partner.csv | 2 |",
      "| simulated-slides | 1.0.0 | data/simulated.csv | 4 |",
      "| partner-slides | cards/partner-slides.md |",
      "| 1 | research | 1.1: The system shall mark regions",
    ] { #expect(card.contains(words), "\(words)\n\(card)") }
    #expect(
      card.contains(
        "**Missing at level 4:** C.20 Testing status; C.26 Stage debrief; C.30 Service levels; "
          + "C.31 Regulation and security; C.32 Uncertainty; C.33 Hidden feedback loops."),
      "\(card)")
  }

  @Test func `it is the same in every format, and its text holds`() throws {
    let page = shell("card copilot --format html").out
    #expect(page.contains("<a href=\"docs/ethics.md\">docs/ethics.md</a>"))
    #expect(page.contains("Not validated for other diseases"))
    let toolkit = shell("card copilot --format mct").out
    #expect(
      toolkit.contains("\"name\" : \"1.0.0\"") && toolkit.contains("\"date\" : \"2021-01-10\""))
    let bill = shell("card copilot --format cyclonedx").out
    for set in ["open", "partner", "simulated"] { #expect(bill.contains("data/\(set).csv")) }
    #expect(shell("card copilot --check").ending == .met)
    try shell.edit(
      "cards/copilot.md", "A person chooses", to: "This is model 0.9.0. A person chooses")
    #expect(shell("card copilot --check").ending == .notMet)
  }

  private static let files: [String: String] = [
    "airworthy.yaml": manifest, "requirements.yaml": requirements,
    "attestations.yaml": """
    apiVersion: airworthy/v1
    kind: attestations
    attestations:
      - control: gov.ethics-review
        component: copilot
        says: yes
        by: cyd
        on: 2021-01-09
        artefact: docs/ethics.md

    """,
    "docs/ethics.md": "# Ethics\n\nEvery question of the house's checklist is answered.\n",
    "docs/reports.md": "# Reports\n", "model/copilot.bin": "weights\n",
    "data/open.csv": "slide\n1\n2\n3\n", "data/partner.csv": "slide\n1\n2\n",
    "data/simulated.csv": "slide\n1\n2\n3\n4\n",
    "cards/open-slides.md": "## C.22 Data\n\nPublished with a reference; age and sex of donors.\n",
    "cards/partner-slides.md": "## C.22 Data\n\nA pilot at a partner's; age and sex of donors.\n",
    "cards/simulated-slides.md": "## C.22 Data\n\nMade with randomised domains.\n",
    "cards/copilot.md": """
    ## C.16 Summary

    In three steps: a person chooses which slides are looked at, the model marks what is unusual, and
    an expert decides.

    ## C.18 Model

    It learns without labels what slides look like, as points on a surface of few dimensions; what
    lies far from it is marked. An expert looks at every region that is marked.

    ## C.19 Use

    An expert in the loop, always.

    Not validated for other diseases.

    ## C.21 Results

    Above the agreed accuracy on five classes, and about a second a slide on two graphics processors:
    [reports](../docs/reports.md).

    ## C.22 Data

    Three sets: open ones, those of a partner's pilot, and simulated ones with randomised domains.

    ## C.23 Ethics

    Demographics stand on the data cards. Slides are anonymised and no metadata are used.

    ## C.24 Assumptions

    Images in use come from the same sensor as those in training.

    ## C.25 Caveats

    - A new source of images takes a whole new training.
    - What is no tissue is marked as unusual; users should note it.

    ## C.34 People

    A person chooses slides before, and an expert decides after.

    """,
  ]

  private static let manifest = """
    apiVersion: airworthy/v1
    kind: system
    system:
      id: neuropathology
      name: Neuropathology
      purpose: Points experts to unusual regions of slides.
      version: 1.0.0
      serving: [batch]
      project-id: R-1
      page: https://example.org/copilot
      repository: https://example.org/git/copilot
    people:
      ada: {name: Ada, roles: [research]}
      ben: {name: Ben, roles: [research]}
      cyd: {name: Cyd, roles: [product]}
      dov: {name: Dov, roles: [product]}
    components:
      open-slides:
        kind: dataset
        versions: {data: 2.1.0}
        entry: {level: 4, on: 2021-01-05, reason: published}
        owners: {research: [ada], product: [cyd]}
      partner-slides:
        kind: dataset
        versions: {data: 1.2.0}
        entry: {level: 4, on: 2021-01-05, reason: a pilot}
        owners: {research: [ada], product: [cyd]}
      simulated-slides:
        kind: dataset
        versions: {data: 1.0.0}
        entry: {level: 4, on: 2021-01-05, reason: simulated}
        owners: {research: [ada], product: [cyd]}
      copilot:
        kind: model
        title: Neuropathology Copilot
        versions: {model: 1.0.0}
        artefact: model/copilot.bin
        depends-on: [open-slides, partner-slides, simulated-slides]
        entry: {level: 0, on: 2021-01-05, reason: theory}
        owners: {research: [ada], product: [cyd]}
        reviewers: {research: [ben], product: [dov]}
    data:
      open: {path: data/open.csv, component: open-slides, columns: {slide: {type: number}}}
      partner: {path: data/partner.csv, component: partner-slides, columns: {slide: {type: number}}}
      simulated:
        {path: data/simulated.csv, component: simulated-slides, columns: {slide: {type: number}}}
    checks:
      open-quality: {check: data-quality, data: open}

    """

  private static let requirements = """
    apiVersion: airworthy/v1
    kind: requirements
    requirements:
      - id: "1.1"
        kind: research
        statement: The system shall mark regions that an expert would want to see.
        component: copilot
        verification: [{step: Count., status: open}]
        validation: [{step: Ask., status: open}]
        risk: {probability: 0.1, value: 9, per: release}
      - id: "2.1"
        kind: research
        statement: The system shall treat a slide in about a second.
        component: copilot
        verification: [{step: Measure., status: open}]
        validation: [{step: Ask., status: open}]
        risk: {probability: 0.1, value: 4, per: release}
      - id: "3.2"
        kind: product
        statement: The system shall leave every decision to an expert.
        component: copilot
        verification: [{step: Look., status: open}]
        validation: [{step: Ask., status: open}]
        risk: {probability: 0.1, value: 10, per: release}

    """
}
