package import Portfolio
package import Readiness
internal import Statistics

/// A meta-review with the logs that it rests on.
package struct PortfolioReport: Sendable {
  package let review: MetaReview
  /// By path.
  package let logs: [Log]
  /// Files that could not be read or do not count, each with the reason.
  package let leftOut: [LeftOut]
  /// The names of levels.
  let names: [Level: String]

  package struct Log: Hashable, Sendable {
    package let path: String
    package let systems: [String]
    package let events: Int
    package let isVerified: Bool

    package init(path: String, systems: [String], events: Int, isVerified: Bool) {
      self.path = path
      self.systems = systems
      self.events = events
      self.isVerified = isVerified
    }
  }

  package struct LeftOut: Hashable, Sendable {
    package let path: String
    package let reason: String

    package init(path: String, reason: String) {
      self.path = path
      self.reason = reason
    }
  }

  package init(
    _ review: MetaReview, logs: [Log], leftOut: [LeftOut], stages: [ReadinessScale.Stage]
  ) {
    self.review = review
    self.logs = logs
    self.leftOut = leftOut
    names = Dictionary(
      stages.map { ($0.level, $0.name) }, uniquingKeysWith: { first, _ in first })
  }
}

extension PortfolioReport {
  var title: String {
    "Portfolio of \(review.systemCount.of("system")), "
      + "\(review.travellers.count.of("component")), as of \(review.at.words)"
  }

  /// What matters most, in a sentence or two.
  var headline: String {
    let tasks = review.reviews.openTasks.filter(\.isOverdue).count
    let debriefs = review.reviews.overdueDebriefs.count
    let parts = [
      objectiveWords,
      slowest.map {
        "level \($0.level) takes longest, \(days($0.curve.median)) days by the median"
      },
      tasks > 0 ? "\(tasks.of("open task")) \(tasks == 1 ? "is" : "are") overdue" : nil,
      debriefs > 0 ? "\(debriefs.of("debrief")) \(debriefs == 1 ? "is" : "are") overdue" : nil,
    ].compactMap(\.self)
    let sentence =
      parts.isEmpty
      ? "too few stays at a level have ended to say how long one takes"
      : parts.joined(separator: "; ")
    return sentence.prefix(1).uppercased() + sentence.dropFirst() + "."
  }

  private var objectiveWords: String? {
    let counts = review.objectives.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    let off = counts[.missed, default: 0] + counts[.notOnTrack, default: 0]
    let told = [
      (off, "missed or not on track"), (counts[.atRisk, default: 0], "at risk"),
      (counts[.notKnown, default: 0], "not known"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    guard !review.objectives.isEmpty else { return nil }
    let all = review.objectives.count.of("objective")
    return told.isEmpty
      ? "\(all), on track or reached" : "\(all): \(told.joined(separator: ", "))"
  }

  /// The level with the greatest median, of those that enough stays tell of.
  var slowest: LevelTime? {
    review.times.filter {
      $0.level < .last && $0.curve.median != nil
        && $0.graduatedCount + $0.switchedBackCount >= review.settings.staysLeast
    }
    .max { ($0.curve.median ?? 0, $1.level) < ($1.curve.median ?? 0, $0.level) }
  }

  /// Which logs were checked link by link.
  var verification: String {
    let open = logs.filter { !$0.isVerified }.map(\.path)
    let read = "\(logs.count.of("log")) read"
    if open.isEmpty { return "\(read), every link of their chains verified." }
    let which =
      open.count == logs.count
      ? "none verified"
      : "not verified: \(open.prefix(5).joined(separator: ", "))"
        + (open.count > 5 ? " and \(open.count - 5) more" : "")
    return "\(read), \(which); --verify checks every link. Without it each event that counts is "
      + "checked against its own hash, and those of exports are not."
  }

  func name(_ level: Level) -> String { names[level].map { "\(level) \($0)" } ?? "\(level)" }

  /// A number of days, whole unless few; *not reached* where the curve does not come down so far.
  func days(_ value: Double?) -> String {
    value.map { $0 < 10 ? $0.tenths : $0.rounded().brief } ?? "not reached"
  }

  static let methods = [
    "Time at a level: Kaplan and Meier's estimate over stays; one that has not ended counts for as "
      + "long as it has lasted. A stay ends by graduating or by going back. The interval of the "
      + "median is Brookmeyer and Crowley's with the log-log transformation; where a curve does not "
      + "come down to a half, it is not reached. Level 9 is left by going back only.",
    "Forecasts: each way is drawn stay by stay from those estimates, the first given how long the "
      + "component has waited already, and goes on from where the drawn stay led, up or back. History "
      + "is resampled for each way (Efron 1981). A range holds the middle 80 % of the ways. Stays are "
      + "taken for independent, and the past for a guide.",
    "Objectives: on track if 90 % of the ways are in time, at risk if more than half are, else not "
      + "on track.",
  ]
}

extension Forecast {
  /// The answer in words, with the range of dates where there is one.
  var words: String {
    switch answer {
    case .reached(let since): return "reached on \(since.day)"
    case .drawn:
      let (low, middle, high) = (
        instant(Self.lower), instant(Self.middle), instant(Self.upper)
      )
      guard let low else { return "not reached: nine ways in ten lead beyond all history" }
      return "\(middle?.day ?? "not reached") (\(low.day) to \(high?.day ?? "not reached"))"
    case .notEnough(let level, let ended):
      return "not enough history: \(ended.of("stay")) at level \(level) ended"
    case .beyondHistory(let level):
      return "not known: at level \(level) for longer than any stay that ended"
    case .unknown: return "not known: its log ends in no stay"
    }
  }
}

extension ObjectiveStanding.State {
  var sign: Sign {
    switch self {
    case .missed: Sign(mark: "✕", word: "missed", kind: .bad)
    case .notOnTrack: Sign(mark: "✕", word: "not on track", kind: .bad)
    case .atRisk: Sign(mark: "△", word: "at risk", kind: .conditional)
    case .notKnown: Sign(mark: "?", word: "not known", kind: .unsure)
    case .onTrack: Sign(mark: "✓", word: "on track", kind: .good)
    case .reachedLate: Sign(mark: "✓", word: "reached late", kind: .good)
    case .reached: Sign(mark: "✓", word: "reached", kind: .good)
    }
  }
}
