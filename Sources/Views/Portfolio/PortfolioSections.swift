internal import Portfolio
internal import Readiness
internal import Statistics

/// One part of a meta-review, as every format shows it.
struct PortfolioSection {
  var title: String
  /// Whether it has a row for each level.
  var isOfLevels = false
  var words: [String] = []
  var header: [String] = []
  /// Columns whose cells are numbers.
  var numbers: Set<Int> = []
  var rows: [[Cell]] = []
  /// What is said in place of a table without rows.
  var empty = ""

  enum Cell: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    case text(String)
    case sign(Sign)

    init(stringLiteral value: String) { self = .text(value) }

    var plain: String {
      switch self {
      case .text(let text): text
      case .sign(let sign): "\(sign.mark) \(sign.word)"
      }
    }
  }

  /// The first rows, and how many there are in all; a table of levels stays whole.
  func shortened(to most: Int) -> PortfolioSection {
    guard rows.count > most, !isOfLevels else { return self }
    var section = self
    section.rows = Array(rows.prefix(most))
    section.title += " (the first \(most) of \(rows.count))"
    return section
  }
}

extension PortfolioReport {
  var sections: [PortfolioSection] {
    [objectives, times, switchbacks, paths, reviewed, tasks, debriefs, forecasts, troubles]
      .filter { !($0.rows.isEmpty && $0.words.isEmpty && $0.empty.isEmpty) }
  }

  private var objectives: PortfolioSection {
    PortfolioSection(
      title: "Objectives",
      header: ["component", "level", "by", "state", "in time", ""], numbers: [1, 4],
      rows: review.objectives.map { standing in
        [
          "\(standing.system)/\(standing.component)", "\(standing.objective.level)",
          "\(standing.objective.by.day)", .sign(standing.state.sign),
          .text(standing.probability.map { ($0 * 100).rounded().brief + " %" } ?? "–"),
          .text(standing.reached.map { "first there on \($0.day)" } ?? ""),
        ]
      })
  }

  var times: PortfolioSection {
    let marks = Self.marks
    return PortfolioSection(
      title: "Time at a level, in days", isOfLevels: true,
      words: ["The last columns tell how many are known to be there after so many days."],
      header: ["level", "up", "back", "waiting", "median", "95 % interval"]
        + marks.map { "after \($0.brief)" },
      numbers: Set(1...4).union(6..<(6 + marks.count)),
      rows: review.times.filter { $0.curve.count > 0 }.map { time in
        let interval = time.curve.medianInterval
        return [
          .text(name(time.level)), "\(time.graduatedCount)", "\(time.switchedBackCount)",
          "\(time.waitingCount)", .text(days(time.curve.median)),
          .text("\(days(interval.lower)) to \(days(interval.upper))"),
        ] + marks.map { "\(time.curve.atRisk(after: $0))" }
      }, empty: "No component has a stay at a level yet.")
  }

  /// The days after which the number still at a level is told.
  static let marks = [30.0, 90, 365]

  var switchbacks: PortfolioSection {
    PortfolioSection(
      title: "Switchbacks",
      header: ["from", "to", "kind", "how often", "components"], numbers: [0, 1, 3, 4],
      rows: review.ways.switchbacks.map {
        [
          "\($0.from)", "\($0.to)", .text($0.kind.rawValue), "\($0.count)", "\($0.components)",
        ]
      }, empty: "No component went back.")
  }

  private var paths: PortfolioSection {
    let loops = review.ways.loops.prefix(5).map {
      "\($0.lower)⇄\($0.upper) \($0.count.of("time")) by \($0.components.of("component"))"
    }
    return PortfolioSection(
      title: "Whole paths to date",
      words: loops.isEmpty ? [] : ["Loops gone round: \(loops.joined(separator: ", "))."],
      header: ["path", "components", "one of them"], numbers: [1],
      rows: review.ways.paths.map { [.text($0.words), "\($0.count)", .text($0.example)] })
  }

  private var reviewed: PortfolioSection {
    let figures = review.reviews
    let share = figures.tasksShare.map { share in
      "\(share.value.percent) of \(figures.decidedCount.of("decided review")) ended in tasks "
        + "(95 % interval \(share.lower.percent) to \(share.upper.percent)); "
    }
    return PortfolioSection(
      title: "Reviews", isOfLevels: true,
      words: [
        "\(share ?? "no review is decided yet; ")\(figures.openCount) open, "
          + "\(figures.withdrawnCount) withdrawn without a decision."
      ].map { $0.prefix(1).uppercased() + $0.dropFirst() },
      header: ["level", "graduate", "tasks", "switchback"], numbers: [1, 2, 3],
      rows: figures.decidedByLevel.sorted { $0.key < $1.key }.map { level, outcomes in
        [.text(name(level))]
          + [Review.Outcome.graduate, .tasks, .switchback].map { "\(outcomes[$0] ?? 0)" }
      })
  }

  private var tasks: PortfolioSection {
    let tasks = review.reviews.openTasks
    return PortfolioSection(
      title: "Open tasks and conditions, the oldest first",
      words: tasks.isEmpty
        ? []
        : ["\(tasks.count) open, \(tasks.filter(\.isOverdue).count) of them overdue."],
      header: ["since", "due", "", "review", "owner", "what"],
      rows: tasks.map { task in
        [
          .text(task.since.day), .text(task.duty.due.day), .text(task.isOverdue ? "✕ overdue" : ""),
          "\(task.system) \(task.review)", .text(task.duty.owner.rawValue), .text(task.duty.text),
        ]
      })
  }

  private var debriefs: PortfolioSection {
    PortfolioSection(
      title: "Overdue debriefs",
      header: ["due", "days over", "review"], numbers: [1],
      rows: review.reviews.overdueDebriefs.map {
        [.text($0.due.day), "\(review.at.days(since: $0.due))", "\($0.system) \($0.review)"]
      })
  }

  var forecasts: PortfolioSection {
    PortfolioSection(
      title: "Forecast, the middle of the drawn ways and the range of 80 %",
      words: review.forecasts.isEmpty
        ? [
          "No component has a target; name a level with --to, or set target: in airworthy.yaml."
        ] : [],
      header: ["component", "at", "for", "to", "when"], numbers: [1, 2, 3],
      rows: review.forecasts.map { forecast in
        let stay = forecast.traveller.course.current
        return [
          .text(forecast.traveller.name), .text(stay.map { "\($0.level)" } ?? "–"),
          .text(stay.map { days($0.days) } ?? "–"), "\(forecast.level)", .text(forecast.words),
        ]
      })
  }

  private var troubles: PortfolioSection {
    let clocks = review.outOfTime.map { traveller -> [PortfolioSection.Cell] in
      [
        .text(traveller.log), .text(traveller.name),
        "times go backwards or lie ahead; a stay that would be negative counts as zero",
      ]
    }
    let broken = review.broken.map { traveller -> [PortfolioSection.Cell] in
      [
        .text(traveller.log), .text(traveller.name),
        "left out: \(traveller.course.fault ?? "its steps are not in order")",
      ]
    }
    let files = leftOut.map { file -> [PortfolioSection.Cell] in
      [.text(file.path), "–", .text("left out: \(file.reason)")]
    }
    return PortfolioSection(
      title: "What is wrong with logs", header: ["log", "component", "what"],
      rows: files + broken + clocks)
  }
}
