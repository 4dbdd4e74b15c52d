package import Readiness

/// What components bring from other systems, and what of it has been shown again here.
package struct ReuseText {
  private let verdict: Verdict
  private let reused: [(component: ComponentVerdict, record: Reused)]

  /// - Parameters:
  ///   - reused: What other systems' logs show, by component.
  ///   - verdict: Where the components stand here.
  package init(_ reused: [Component.ID: Reused], in verdict: Verdict) {
    self.verdict = verdict
    self.reused = verdict.components.compactMap { judged in
      reused[judged.component.id].map { (judged, $0) }
    }
  }

  package var page: TextPage {
    var page = TextPage()
    if reused.isEmpty {
      page.line(
        Line("No component comes from another system; 'reused-from' in airworthy.yaml says so."))
    }
    for (judged, record) in reused {
      let replays = verdict.replays(of: record, as: judged.component.id)
      page.heading("\(judged.component.id), \(record.origin.words)")
      page.line(
        Line(
          "entered here at \((judged.history.entry?.level).words), at most "
            + "\(record.origin.highestEntry) by its level there; works at "
            + judged.working.words), indent: 2)
      page.line(
        Line(
          "shown again here: \(replays.filter(\.isReplayed).count) of "
            + "\(replays.count.of("control")) on record there; the others are claims at most",
          .faint), indent: 2)
      page.table(Self.table(replays))
    }
    return page
  }

  private static func table(_ replays: [Replay]) -> TextTable {
    var table = TextTable([.left, .left, .left, .left])
    table.header(["control", "there", "lends here", "here"])
    for replay in replays {
      let foreign = replay.foreign
      table.row([
        Line(foreign.control.rawValue),
        Line("\(foreign.holds ? "yes" : "no"), \(foreign.by) on \(foreign.at.day)"),
        Line(replay.isReplayed ? "" : foreign.assurance.name, .faint),
        replay.hereLine,
      ])
    }
    return table
  }
}

extension Replay {
  /// How the control stands here.
  fileprivate var hereLine: Line {
    guard let here else { return Line("not asked here", .faint) }
    return here.standing.sign.line + Line(isReplayed ? ", shown again" : ", \(here.assurance.name)")
  }
}

/// The same for programs.
package enum ReuseJSON {
  package static func text(_ reused: [Component.ID: Reused], in verdict: Verdict) -> String {
    JSONText.text(
      Document(
        Header(verdict),
        body: Body(
          reused: verdict.components.compactMap { judged in
            reused[judged.component.id].map { record in
              Body.Component(
                component: judged.component.id.rawValue, log: record.log, origin: record.origin,
                highestEntry: record.origin.highestEntry.number,
                entered: judged.history.entry?.level.number,
                controls: verdict.replays(of: record, as: judged.component.id)
                  .map(Body.Control.init))
            }
          })))
  }

  private struct Body: Encodable {
    let reused: [Component]

    struct Component: Encodable {
      let component: String
      let log: String
      let origin: Readiness.Component.Origin
      let highestEntry: Int
      let entered: Int?
      let controls: [Control]
    }

    struct Control: Encodable {
      let control: String
      let holdsThere: Bool
      let by: String
      let at: String
      let lends: String
      let standing: String?
      let assurance: String?
      let replayed: Bool

      init(_ replay: Replay) {
        control = replay.foreign.control.rawValue
        holdsThere = replay.foreign.holds
        by = replay.foreign.by
        at = replay.foreign.at.text
        lends = replay.foreign.assurance.name
        standing = replay.here?.standing.name.code
        assurance = replay.here?.assurance.name
        replayed = replay.isReplayed
      }
    }
  }
}
