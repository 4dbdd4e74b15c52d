package import Readiness

/// What moved between two verdicts, as JSON.
package enum ComparisonJSON {
  package static func text(_ comparison: Comparison) -> String {
    JSONText.text(Body(comparison))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let before: Point
    let after: Point
    let components: [ComponentBody]
    let scores: [ScoreBody]
    let controls: [ControlBody]

    init(_ comparison: Comparison) {
      system = comparison.after.system.id.rawValue
      before = Point(comparison.before)
      after = Point(comparison.after)
      components = comparison.components.map(ComponentBody.init)
      scores = comparison.scores.map(ScoreBody.init)
      controls = comparison.readings.map(ControlBody.init)
    }
  }

  private struct Point: Encodable {
    let at: String
    let position: Int

    init(_ verdict: Verdict) {
      at = verdict.at.text
      position = verdict.position
    }
  }

  private struct ComponentBody: Encodable {
    let component: String
    let works: Pair<Int>
    let gates: [GateBody]

    struct GateBody: Encodable {
      let level: Int
      let outcome: Pair<String>
      let met: Pair<Int>
      let asked: Pair<Int>
      let criteria: [CriterionBody]
    }

    struct CriterionBody: Encodable {
      let id: String
      let state: Pair<String>
      let controls: [String]
    }

    init(_ move: Comparison.ComponentMove) {
      component = move.component.id.rawValue
      works = Pair(before: move.before?.working?.number, after: move.after.working?.number)
      gates = move.gates.map { gate in
        GateBody(
          level: gate.after.level.number,
          outcome: Pair(before: gate.before.outcome.name.code, after: gate.after.outcome.name.code),
          met: Pair(before: gate.before.metCount, after: gate.after.metCount),
          asked: Pair(before: gate.before.askedCount, after: gate.after.askedCount),
          criteria: gate.criteria.map { before, after in
            CriterionBody(
              id: after.criterion.id.rawValue,
              state: Pair(before: before.state.name.code, after: after.state.name.code),
              controls: after.readings.map(\.name))
          })
      }
    }
  }

  private struct ScoreBody: Encodable {
    let framework: String
    let stands: Pair<Double>
    let proved: Pair<Double>
    let items: [ItemBody]

    struct ItemBody: Encodable {
      let id: String
      let points: Pair<Double>
      let provedPoints: Pair<Double>
      let controls: [String]
    }

    init(_ move: Comparison.ScoreMove) {
      framework = move.after.framework.id.rawValue
      stands = Pair(before: move.before?.stands.value, after: move.after.stands.value)
      proved = Pair(before: move.before?.proved.value, after: move.after.proved.value)
      items = move.items.map { item in
        ItemBody(
          id: item.after.item.id.rawValue,
          points: Pair(before: item.before?.counted, after: item.after.counted),
          provedPoints: Pair(
            before: item.before?.provedPoints, after: item.after.provedPoints),
          controls: item.controls)
      }
    }
  }

  private struct ControlBody: Encodable {
    let control: String
    let subject: String
    let standing: Pair<String>
    let assurance: Pair<String>
    let causes: [CauseBody]

    struct CauseBody: Encodable {
      let kind: String
      let event: Int?
      let at: String?
      let words: String
    }

    init(_ move: Comparison.ReadingMove) {
      control = move.control?.rawValue ?? ""
      subject = move.subject?.description ?? ""
      standing = Pair(
        before: move.before?.standing.name.code, after: move.after?.standing.name.code)
      assurance = Pair(before: move.before?.assurance.name, after: move.after?.assurance.name)
      causes = move.causes.map { cause in
        switch cause {
        case .event(let event):
          CauseBody(
            kind: event.position > 0 ? "event" : "declared",
            event: event.position > 0 ? event.position : nil, at: event.at.text,
            words: cause.words)
        case .lost(let event):
          CauseBody(
            kind: "lost", event: event.position, at: event.at.text, words: cause.words)
        case .aged(let at): CauseBody(kind: "aged", event: nil, at: at.text, words: cause.words)
        case .waiverEnded(let at):
          CauseBody(kind: "waiver-ended", event: nil, at: at.text, words: cause.words)
        case .definitions:
          CauseBody(kind: "definitions", event: nil, at: nil, words: cause.words)
        }
      }
    }
  }

  /// A value before and after; absent where there was none.
  private struct Pair<Value: Encodable>: Encodable {
    let before: Value?
    let after: Value?
  }
}
