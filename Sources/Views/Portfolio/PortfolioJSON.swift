internal import Portfolio
internal import Readiness
internal import Statistics

/// A meta-review as JSON, for programs; `Documentation/Formats/portfolio.md` describes every member.
package enum PortfolioJSON {
  package static func text(_ report: PortfolioReport) -> String { JSONText.text(Body(report)) }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let at: String
    let systems: Int
    let components: Int
    let headline: String
    let settings: SettingsBody
    let logs: [LogBody]
    let leftOut: [LeftOutBody]
    let times: [TimeBody]
    let switchbacks: [SwitchbackBody]
    let loops: [LoopBody]
    let paths: [PathBody]
    let reviews: ReviewsBody
    let forecasts: [ForecastBody]
    let objectives: [ObjectiveBody]
    let outOfTime: [TravellerBody]
    let broken: [TravellerBody]

    init(_ report: PortfolioReport) {
      let review = report.review
      at = review.at.text
      systems = review.systemCount
      components = review.travellers.count
      headline = report.headline
      settings = SettingsBody(review.settings)
      logs = report.logs.map(LogBody.init)
      leftOut = report.leftOut.map(LeftOutBody.init)
      times = review.times.map(TimeBody.init)
      switchbacks = review.ways.switchbacks.map(SwitchbackBody.init)
      loops = review.ways.loops.map(LoopBody.init)
      paths = review.ways.paths.map(PathBody.init)
      reviews = ReviewsBody(review.reviews)
      forecasts = review.forecasts.map(ForecastBody.init)
      objectives = review.objectives.map(ObjectiveBody.init)
      outOfTime = review.outOfTime.map(TravellerBody.init)
      broken = review.broken.map(TravellerBody.init)
    }
  }

  private struct SettingsBody: Encodable {
    let to: Int?
    let seed: UInt64
    let draws: Int
    let leastStays: Int

    init(_ settings: MetaReview.Settings) {
      to = settings.to?.number
      seed = settings.seed
      draws = settings.draws
      leastStays = settings.staysLeast
    }
  }

  private struct LogBody: Encodable {
    let path: String
    let systems: [String]
    let events: Int
    let verified: Bool

    init(_ log: PortfolioReport.Log) {
      path = log.path
      systems = log.systems
      events = log.events
      verified = log.isVerified
    }
  }

  private struct LeftOutBody: Encodable {
    let path: String
    let reason: String

    init(_ file: PortfolioReport.LeftOut) {
      path = file.path
      reason = file.reason
    }
  }

  private struct TimeBody: Encodable {
    let level: Int
    let graduated: Int
    let switchedBack: Int
    let waiting: Int
    let median: Double?
    let medianFrom: Double?
    let medianTo: Double?
    let curve: [StepBody]

    init(_ time: LevelTime) {
      level = time.level.number
      graduated = time.graduatedCount
      switchedBack = time.switchedBackCount
      waiting = time.waitingCount
      median = time.curve.median
      medianFrom = time.curve.medianInterval.lower
      medianTo = time.curve.medianInterval.upper
      curve = time.curve.steps.map(StepBody.init)
    }
  }

  private struct StepBody: Encodable {
    let days: Double
    let atRisk: Int
    let ended: Int
    let share: Double
    let from: Double?
    let to: Double?

    init(_ step: SurvivalCurve.Step) {
      days = step.time
      atRisk = step.atRisk
      ended = step.ended
      share = step.survival
      from = step.interval?.lowerBound
      to = step.interval?.upperBound
    }
  }

  private struct SwitchbackBody: Encodable {
    let from: Int
    let to: Int
    let kind: String
    let count: Int
    let components: Int

    init(_ back: Ways.Switchback) {
      from = back.from.number
      to = back.to.number
      kind = back.kind.rawValue
      count = back.count
      components = back.components
    }
  }

  private struct LoopBody: Encodable {
    let lower: Int
    let upper: Int
    let count: Int
    let components: Int
    let open: Int

    init(_ loop: Ways.Loop) {
      lower = loop.lower.number
      upper = loop.upper.number
      count = loop.count
      components = loop.components
      open = loop.open
    }
  }

  private struct PathBody: Encodable {
    let levels: [Int]
    let count: Int
    let example: String

    init(_ path: Ways.Path) {
      levels = path.levels.map(\.number)
      count = path.count
      example = path.example
    }
  }

  private struct ReviewsBody: Encodable {
    let decided: Int
    let open: Int
    let withdrawn: Int
    let tasksShare: Double?
    let tasksShareFrom: Double?
    let tasksShareTo: Double?
    let byLevel: [OutcomesBody]
    let openTasks: [TaskBody]
    let overdueDebriefs: [DebriefBody]

    init(_ figures: ReviewFigures) {
      decided = figures.decidedCount
      open = figures.openCount
      withdrawn = figures.withdrawnCount
      tasksShare = figures.tasksShare?.value
      tasksShareFrom = figures.tasksShare?.lower
      tasksShareTo = figures.tasksShare?.upper
      byLevel = figures.decidedByLevel.sorted { $0.key < $1.key }.map {
        OutcomesBody(
          level: $0.key.number, graduate: $0.value[.graduate] ?? 0, tasks: $0.value[.tasks] ?? 0,
          switchback: $0.value[.switchback] ?? 0)
      }
      openTasks = figures.openTasks.map(TaskBody.init)
      overdueDebriefs = figures.overdueDebriefs.map {
        DebriefBody(
          system: $0.system.rawValue, component: $0.component.rawValue,
          review: $0.review.rawValue, due: $0.due.text)
      }
    }
  }

  private struct OutcomesBody: Encodable {
    let level: Int
    let graduate: Int
    let tasks: Int
    let switchback: Int
  }

  private struct TaskBody: Encodable {
    let system: String
    let component: String
    let review: String
    let task: Int
    let text: String
    let owner: String
    let since: String
    let due: String
    let overdue: Bool

    init(_ task: ReviewFigures.OpenTask) {
      system = task.system.rawValue
      component = task.component.rawValue
      review = task.review.rawValue
      self.task = task.duty.number
      text = task.duty.text
      owner = task.duty.owner.rawValue
      since = task.since.text
      due = task.duty.due.text
      overdue = task.isOverdue
    }
  }

  private struct DebriefBody: Encodable {
    let system: String
    let component: String
    let review: String
    let due: String
  }

  private struct TravellerBody: Encodable {
    let system: String
    let component: String
    let log: String
    let fault: String?

    init(_ traveller: Traveller) {
      system = traveller.system.rawValue
      component = traveller.component.rawValue
      log = traveller.log
      fault = traveller.course.fault
    }
  }

  private struct ForecastBody: Encodable {
    let system: String
    let component: String
    let at: Int?
    let since: String?
    let to: Int
    let state: String
    let reached: String?
    /// By when one way in ten, half of them and nine in ten are there.
    let early: String?
    let middle: String?
    let late: String?
    let words: String

    init(_ forecast: Forecast) {
      let stay = forecast.traveller.course.current
      system = forecast.traveller.system.rawValue
      component = forecast.traveller.component.rawValue
      at = stay?.level.number
      since = stay?.from.text
      to = forecast.level.number
      words = forecast.words
      early = forecast.instant(Forecast.lower)?.text
      middle = forecast.instant(Forecast.middle)?.text
      late = forecast.instant(Forecast.upper)?.text
      switch forecast.answer {
      case .reached(let since): (state, reached) = ("reached", since.text)
      case .drawn: (state, reached) = ("forecast", nil)
      case .notEnough: (state, reached) = ("not-enough-history", nil)
      case .beyondHistory, .unknown: (state, reached) = ("not-known", nil)
      }
    }
  }

  private struct ObjectiveBody: Encodable {
    let system: String
    let component: String
    let level: Int
    let by: String
    let state: String
    let inTime: Double?
    let reached: String?

    init(_ standing: ObjectiveStanding) {
      system = standing.system.rawValue
      component = standing.component.rawValue
      level = standing.objective.level.number
      by = standing.objective.by.day
      state = standing.state.rawValue
      inTime = standing.probability
      reached = standing.reached?.text
    }
  }
}
