package import Readiness

/// A plan as JSON, for programs; `Documentation/Formats/json.md` describes every member.
package enum PlanJSON {
  package static func text(_ plan: Plan) -> String {
    JSONText.text(Document(Header(plan.before), body: Body(plan)))
  }

  private struct Body: Encodable {
    let headline: String
    let goal: GoalBody
    let outcome: String
    let obstacle: String?
    let effort: Double
    let best: BestBody?
    let stages: [StageBody]
    let totals: [TotalBody]
    let waivers: [WaiverBody]
    let lapses: [LapseBody]

    init(_ plan: Plan) {
      headline = plan.headline
      goal = GoalBody(plan.goal)
      effort = plan.effort.value
      best = plan.best.map { BestBody(step: $0.step, gain: $0.gain) }
      stages = plan.stages.map(StageBody.init)
      totals = zip(plan.before.scores, plan.after.scores).map { before, after in
        TotalBody(
          framework: before.framework.id.rawValue, before: before.stands.value,
          after: after.stands.value)
      }
      waivers = plan.waivers.map {
        WaiverBody(
          control: $0.control.rawValue, subject: $0.subject.description, until: $0.until.text)
      }
      lapses = plan.lapses.map {
        WaiverBody(
          control: $0.reading.control.id.rawValue, subject: $0.reading.subject.description,
          until: $0.until.text)
      }
      switch plan.outcome {
      case .reached: (outcome, obstacle) = ("reached", nil)
      case .planned: (outcome, obstacle) = ("planned", nil)
      case .unreachable(let why):
        (outcome, obstacle) = ("unreachable", why.words(of: plan.framework))
      }
    }

    typealias LapseBody = WaiverBody
  }

  private struct GoalBody: Encodable {
    let kind: String
    let components: [String]?
    let level: Int?
    let framework: String?
    let atLeast: Double?
    let above: Double?

    init(_ goal: Goal) {
      switch goal {
      case .nextGates(let names):
        (kind, components, level) = ("gates", names.map(\.rawValue), nil)
        (framework, atLeast, above) = (nil, nil, nil)
      case .level(let wanted, let names):
        (kind, components, level) = ("level", names.map(\.rawValue), wanted.number)
        (framework, atLeast, above) = (nil, nil, nil)
      case .score(let id, let threshold):
        (components, level, framework) = (nil, nil, id.rawValue)
        switch threshold {
        case .atLeast(let least), .atLeastRounded(let least):
          (kind, atLeast, above) = ("score", least, nil)
        case .above(let bound): (kind, atLeast, above) = ("score", nil, bound)
        case .complete: (kind, atLeast, above) = ("complete", nil, nil)
        }
      }
    }
  }

  private struct BestBody: Encodable {
    let step: Int
    let gain: Double
  }

  private struct StageBody: Encodable {
    let level: Int?
    let effort: Double
    let steps: [StepBody]
    let reviews: [ReviewBody]

    init(_ stage: Plan.Stage) {
      level = stage.level?.number
      effort = stage.effort.value
      steps = stage.steps.map(StepBody.init)
      reviews = stage.reviews.map { review in
        ReviewBody(
          component: review.component.rawValue, level: review.level.number,
          keyDecision: review.isKeyDecision, reviewers: review.reviewers.map(\.rawValue),
          criteria: review.criteria.map(\.rawValue), controls: review.controls.map(\.rawValue))
      }
    }
  }

  private struct ReviewBody: Encodable {
    let component: String
    let level: Int
    let keyDecision: Bool
    let reviewers: [String]
    let criteria: [String]
    let controls: [String]
  }

  private struct StepBody: Encodable {
    let number: Int
    let control: String
    let subject: String
    let standing: String
    let from: String
    let to: String
    let effort: Double
    let acts: [ActBody]
    let remedy: String
    let people: [String]
    let alone: OpeningBody
    let inTurn: OpeningBody
    let askedInReview: [String]

    init(_ step: Plan.Step) {
      number = step.number
      control = step.control.id.rawValue
      subject = step.subject.description
      standing = step.before.standing.name.code
      from = step.before.assurance.name
      to = step.after.assurance.name
      effort = step.effort.value
      acts = step.acts.map { act in
        ActBody(
          kind: act.kind.rawValue, effort: act.effort.value, words: act.words(for: step),
          command: act.command)
      }
      remedy = step.control.remedy
      people = step.people.map(\.rawValue)
      alone = OpeningBody(step.alone)
      inTurn = OpeningBody(step.inTurn)
      askedInReview = step.askedInReview.map(\.rawValue)
    }
  }

  private struct ActBody: Encodable {
    let kind: String
    let effort: Double
    let words: String
    let command: String?
  }

  private struct OpeningBody: Encodable {
    let items: [ItemBody]
    let criteria: [PlaceBody]
    let gates: [PlaceBody]

    init(_ opening: Opening) {
      items = opening.items.map {
        ItemBody(
          framework: $0.framework.rawValue, item: $0.item.rawValue, before: $0.before,
          after: $0.after)
      }
      criteria = opening.criteria.map {
        PlaceBody(
          component: $0.gate.component.rawValue, level: $0.gate.level.number,
          criterion: $0.criterion.rawValue)
      }
      gates = opening.gates.map {
        PlaceBody(component: $0.component.rawValue, level: $0.level.number, criterion: nil)
      }
    }
  }

  private struct ItemBody: Encodable {
    let framework: String
    let item: String
    let before: Double
    let after: Double
  }

  private struct PlaceBody: Encodable {
    let component: String
    let level: Int
    let criterion: String?
  }

  private struct TotalBody: Encodable {
    let framework: String
    let before: Double?
    let after: Double?
  }

  private struct WaiverBody: Encodable {
    let control: String
    let subject: String
    let until: String
  }
}

extension Act {
  /// The command line, where there is one.
  fileprivate var command: String? {
    if case .run(let way) = what, !way.command.isEmpty { way.command } else { nil }
  }
}
