package import Readiness

/// The ladder of some components, and the way that each took on it.
package struct LevelsReport: Sendable {
  let verdict: Verdict
  let stages: [ReadinessScale.Stage]
  let reviews: Reviews
  let components: [Placed]

  /// A component with its way.
  struct Placed: Sendable {
    let judged: ComponentVerdict
    let course: Course
    /// The component's reviews, the oldest first.
    let reviews: [Review]
  }

  /// - Parameters:
  ///   - verdict: The system as it was judged.
  ///   - scale: What the levels are called.
  ///   - reviews: The reviews of its components.
  ///   - wanted: Which of its components; all, unless named.
  package init(
    _ verdict: Verdict, scale: ReadinessScale, reviews: Reviews, of wanted: [Component.ID]? = nil
  ) {
    self.verdict = verdict
    stages = scale.levels
    self.reviews = reviews
    components = verdict.components.filter { wanted?.contains($0.component.id) ?? true }
      .map { judged in
        Placed(
          judged: judged, course: Course(of: judged.history, at: verdict.at),
          reviews: reviews.of(judged.component.id))
      }
  }

  var title: String {
    "Levels of \(verdict.system.name), \(verdict.at.words)"
  }
}

extension LevelsReport.Placed {
  var id: Component.ID { judged.component.id }

  /// Where it is and how it came there, in a sentence.
  var finding: String {
    guard let first = course.stays.first else { return "\(id) has not entered." }
    let backs = course.switchbacks.map { "\($0.from) to \($0.step.to), \($0.step.kind.rawValue)" }
    let went =
      backs.isEmpty
      ? "it never went back"
      : "it went back \(backs.count.of("time")) (\(backs.joined(separator: "; ")))"
    if let fault = course.fault {
      return
        "\(id) entered at level \(first.level) on \(first.from.day), and then its log is not in "
        + "order: \(fault)."
    }
    let now = course.current.map { stay in
      "works at level \(stay.level) since \(stay.from.day)"
    }
    return "\(id) entered at level \(first.level) on \(first.from.day), "
      + "\(Int(course.days).of("day")) ago, and \(now ?? "is nowhere"); \(went)."
      + (judged.graduated == .last ? " It has graduated through 9." : "")
      + judged.unfounded.map { " Event \($0.position): \($0.words)." }.joined()
  }

  /// Stays as rows: level, from, until, days, share, how it ended.
  var stayRows: [[String]] {
    let all = course.days
    return course.stays.map { stay in
      [
        "\(stay.level)", stay.from.day, stay.isWaiting ? "now" : stay.until.day, stay.days.tenths,
        all > 0 ? (stay.days / all).percent : "–", stay.end.words,
      ]
    }
  }

  static let stayHeader = ["level", "from", "until", "days", "share", "ended"]

  /// The gates of levels with what holds each, from 9 down.
  var rungs: [Rung] { judged.gates.reversed().map { Rung($0, of: judged) } }
}

/// One level of one component's ladder.
struct Rung {
  let gate: Gate
  let isEntry: Bool
  /// What it says beside the criteria.
  let words: String

  init(_ gate: Gate, of judged: ComponentVerdict) {
    self.gate = gate
    isEntry = judged.component.entry.level == gate.level
    let inReview = gate.criteria.filter { $0.criterion.phase == .review && $0.applies }
    let isMet =
      "\(gate.metCount) of \(gate.askedCount) met"
      + (inReview.isEmpty
        ? "" : ", review \(inReview.count { $0.state == .met }) of \(inReview.count)")
    let conditional = gate.criteria.filter { reading in
      if case .conditional = reading.state { true } else { false }
    }.count
    let under = conditional > 0 ? ", \(conditional) under waivers" : ""
    words =
      switch gate.reach {
      case .belowEntry: "entered above"
      case .behind: "graduated, \(isMet)\(under)"
      case .next: "works here, \(isMet)\(under)"
      case .ahead: "ahead, \(isMet)\(under)"
      }
  }

  var level: Level { gate.level }

  /// The criteria that are asked of the component: those that evidence answers before the review,
  /// then those that the review itself answers.
  var criteria: [[CriterionReading]] {
    guard gate.reach != .belowEntry else { return [] }
    return [Criterion.Phase.evidence, .review].map { phase in
      gate.criteria.filter { $0.criterion.phase == phase }
    }.filter { !$0.isEmpty }
  }
}

extension CriterionReading {
  fileprivate var applies: Bool {
    if case .notApplicable = state { false } else { true }
  }
}

extension Course.End {
  var words: String {
    switch self {
    case .graduated(let graduated):
      "graduated" + (graduated.review.map { " in \($0)" } ?? "")
        + (graduated.approved == nil ? "" : ", by the fast path")
    case .switchedBack(let back): "back to \(back.to), \(back.kind.rawValue): \(back.reason)"
    case .waiting: "–"
    case .broken: "the log goes on as the rules do not allow"
    }
  }
}

extension Component {
  /// The versions that it is judged with: `code 1.2.0, model 2.0.0`.
  var release: String {
    VersionPart.allCases.compactMap { part in versions[part].map { "\(part.rawValue) \($0)" } }
      .joined(separator: ", ")
  }
}
