internal import Readiness
internal import Views

/// The first sheet: what the workbook is, what it came to, and how to fill it in.
struct AboutSheet {
  let verdict: Verdict
  let sheets: [(name: String, questionnaire: Questionnaire)]
  let tool: String

  private static let widths: [Double] = [26, 17, 17, 32, 44]

  func write(on sheet: SheetWriter) {
    sheet.widths(Self.widths)
    var row = 0
    func line(_ cells: [String], _ styles: Style...) {
      for (column, text) in cells.enumerated() {
        sheet.write(text, row, column, styles[min(column, styles.count - 1)])
      }
      row += 1
    }
    /// A row of a table, whose last text may run on over the rest of it.
    func entry(_ cells: [String], _ styles: Style...) {
      sheet.height(18, of: row)
      for column in Self.widths.indices {
        let text = column < cells.count ? cells[column] : ""
        sheet.write(
          text, row, column, styles[min(column, styles.count - 1)].with { $0.isMiddle = true })
      }
      row += 1
    }
    func titles(_ cells: [String]) { entry(cells, .header) }
    func heading(_ text: String) {
      row += 1
      sheet.height(22, of: row)
      line([text], .heading)
    }
    sheet.height(30, of: 0)
    line([verdict.system.name], .title)
    line([verdict.headline], .line.with { $0.isBold = true })
    line([verdict.system.purpose], .faint)

    heading("What it came to")
    titles(["Framework", "Stands", "Proved", "Meaning", "Weakest section"])
    for (name, questionnaire) in sheets {
      let (score, framework) = (questionnaire.score, questionnaire.framework)
      entry(
        [
          name, score.stands.words(of: framework), score.proved.words(of: framework),
          score.stands.meaning(in: framework),
          score.weakest.map { "\($0.section.title), \($0.points.brief) of \($0.pointsMax.brief)" }
            ?? "",
        ], .strong, .strong, .long)
    }
    line(
      ["'Stands' counts everything at its assurance, 'proved' only what checks demonstrated."],
      .faint)

    heading("What it stands on")
    for (label, value) in facts { entry([label, value], .label, .long) }

    heading("How to fill it in")
    titles(["Answer", "What it says"])
    for answer in Choice.allCases { entry([answer.rawValue, answer.meaning], .strong, .long) }
    row += 1
    for hint in Self.hints { line(["• " + hint], .line) }

    heading("Signs")
    titles(["Stands", "What it says"])
    for (words, kind, meaning) in Self.signs {
      let colours = kind.colours
      entry(
        [words, meaning],
        .long.with {
          $0.ink = colours.ink
          $0.fill = colours.fill
        }, .long)
    }
    sheet.protect()
    sheet.paginate(on: .a4)
  }

  private var facts: [(String, String)] {
    [
      ("System", verdict.system.id.rawValue), ("Judged at", verdict.at.words),
      ("Log", "as of event \(verdict.position)"), ("Packs", verdict.packs),
      ("Written by", "airworthy \(tool), format \(RecordSheet.version)"),
    ]
  }

  private static let hints = [
    "An artefact is a file from the folder of airworthy.yaml or a web address, one a line.",
    "By is a person whom airworthy.yaml names under 'people'.",
    "The same control may be read by several rows; it is enough to answer one of them.",
    "The protection has no password. Rows may be sorted, and columns and sheets added.",
    "Item, statement and what a row reads must stay as they are; an answer is read by them.",
    "Read the answers back with: airworthy answer --from FILE. Only what was changed is taken.",
  ]

  private static let signs: [(words: String, kind: Sign.Kind, meaning: String)] =
    [
      (Standing.holds, "Fresh evidence speaks for it, and none against it."),
      (.refuted, "Fresh evidence speaks against it."),
      (.undecided, "A check ran and could not decide."),
      (.stale, "It was shown once, for other versions or too long ago."),
      (.notReported, "Nothing says anything about it; that counts as nothing."),
      (.notApplicable(""), "It does not concern this system, and leaves the sum."),
    ].map { ("\($0.sign.mark) \($0.sign.word)", $0.sign.kind, $1) } + [
      ("⚑ waived until …", .conditional, "A person decided to go on without it; no score rises.")
    ]
}
