internal import Readiness
internal import Views

/// The sheet of a framework: what it asks, what people answer, what stands now.
struct QuestionnaireSheet {
  let questionnaire: Questionnaire
  let verdict: Verdict

  /// The row of the columns' titles, from 0.
  private static let header = 4
  private var first: Int { Self.header + 1 }

  func write(on sheet: SheetWriter) {
    sheet.widths(Column.allCases.map(\.width))
    writeTop(on: sheet)
    for column in Column.allCases {
      sheet.write(column.title, Self.header, column.rawValue, .header)
    }
    var above: Questionnaire.Row?
    for (index, row) in questionnaire.rows.enumerated() {
      write(row, below: above, at: first + index, on: sheet)
      above = row
    }
    let last = first + max(0, questionnaire.rows.count - 1)
    sheet.head(
      .init(rows: Self.header...last, columns: 0...Column.freshUntil.rawValue),
      keeping: Column.statement.rawValue)
    offerAnswers(in: first...last, on: sheet)
    sheet.protect()
    sheet.paginate(on: .a3, header: Self.header)
  }

  private func writeTop(on sheet: SheetWriter) {
    let (score, framework) = (questionnaire.score, questionnaire.framework)
    sheet.height(28, of: 0)
    sheet.write(framework.name, 0, 0, .title)
    sheet.write(
      "\(verdict.system.name) (\(verdict.system.id)), judged at \(verdict.at.words) as of event "
        + "\(verdict.position) of the log; \(framework.source)", 1, 0, .faint)
    let weakest = score.weakest.map {
      "; weakest: \($0.section.title), \($0.points.brief) of \($0.pointsMax.brief)"
    }
    sheet.write(
      "Stands at \(score.stands.words(of: framework)), \(score.stands.meaning(in: framework)); "
        + "proved \(score.proved.words(of: framework)), "
        + "\(score.proved.meaning(in: framework))\(weakest ?? "")",
      2, 0, .line.with { $0.isBold = true })
    sheet.write(
      "Yellow cells wait for an answer; every answer, artefact, comment and name can be changed. "
        + "Read them back with: airworthy answer --from FILE", 3, 0, .faint)
    sheet.height(22, of: Self.header)
  }

  private func write(
    _ row: Questionnaire.Row, below above: Questionnaire.Row?, at line: Int, on sheet: SheetWriter
  ) {
    let begins = above?.section != row.section
    let repeats = above?.item == row.item && !begins
    let plain = Style.plain.with { $0.begins = begins }
    let faint = plain.with { $0.ink = Style.Ink.faint }
    let about = repeats ? faint : plain
    var cells: [(text: String, width: Double)] = []
    func put(_ text: String, _ column: Column, _ style: Style) {
      sheet.write(text, line, column.rawValue, style)
      cells.append((text, column.width))
    }
    put("\(row.section) \(row.sectionTitle)", .section, faint)
    put(row.item.rawValue, .item, about.with { $0.isBold = !repeats })
    put(row.statement, .statement, about)
    put(row.topic?.words ?? "", .reads, faint)
    for column in Column.replies {
      put(
        row.reply[column], column,
        row.topic == nil
          ? plain.with { $0.fill = Style.Ink.panel }
          : Style(
            fill: row.isOpen ? Style.Ink.field : Style.Ink.paper, isBold: column == .answer,
            isUnlocked: true, rule: .box, begins: begins))
    }
    let colours = row.standing.kind.colours
    put(
      "\(row.standing.mark) \(row.standing.word)", .standing,
      plain.with {
        $0.ink = colours.ink
        $0.fill = colours.fill
      })
    put(row.assurance, .assurance, plain)
    put(row.points, .points, plain)
    put(row.evidence, .evidence, plain)
    put(row.place, .place, faint)
    sheet.write(row.on, line, Column.on.rawValue, plain)
    sheet.write(row.freshUntil, line, Column.freshUntil.rawValue, plain)
    sheet.height(RowHeight.points(for: cells), of: line)
  }

  private func offerAnswers(in rows: ClosedRange<Int>, on sheet: SheetWriter) {
    func block(_ column: Column) -> SheetWriter.Block {
      .init(rows: rows, columns: column.rawValue...column.rawValue)
    }
    sheet.offer(
      Choice.allCases.map(\.rawValue), in: block(.answer), isStrict: true,
      else: "Choose one of the answers in the list, or leave the cell empty.")
    sheet.offer(
      verdict.system.people.map(\.id.rawValue).sorted(), in: block(.by), isStrict: false,
      else: "airworthy.yaml does not name this person under 'people'.")
    for (answer, kind) in [
      (Choice.yesWithArtefact, Sign.Kind.good), (.yes, .good), (.no, .bad), (.notApplicable, .none),
    ] {
      sheet.tint(answer.rawValue, in: block(.answer), as: kind.colours)
    }
  }
}
