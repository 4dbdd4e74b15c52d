internal import Documents
package import Readiness

/// What a report says, as far as controls can be answered from it.
package struct Reported: Sendable {
  /// The tool that wrote it, with its version, as far as the report says.
  package var tool: String?
  /// When it was made, if it says so.
  package var made: ReportTime?
  /// What it says about controls by itself.
  package var answers: [ReportAnswer] = []
  /// What it comes to as a whole, for a control that a person names; `nil` where it only states
  /// figures.
  package var whole: ReportAnswer.Verdict?
  /// Figures that limits can be set for, by their names.
  package var figures: [ReportFigure] = []
  /// The cases of a report of tests.
  package var tests: [ReportedTest] = []
  /// Figures that are not finite or not known, by their names: no limit can be set for these.
  var lacking: [String: String] = [:]
  /// The controls that it answers once limits are set.
  package var byLimits: [Control.ID] = []

  package init() {}

  /// Adds a figure as it stands in a document, or notes that it is none.
  mutating func add(
    _ name: String, of part: String = "", _ tree: Tree, in file: ReportFile,
    isKnown: (Double) -> Bool = { _ in true }
  ) {
    guard case .scalar(let text, isPlain: true) = tree.content,
      let value = ReportFile.number(text), isKnown(value)
    else {
      lacking[name] = tree.noun
      if !part.isEmpty { lacking["\(part).\(name)"] = tree.noun }
      return
    }
    figures.append(ReportFigure(of: part, name, value, at: tree.position))
  }
}

/// A test case as a report lists it.
package struct ReportedTest: Sendable {
  /// Its class name, and its file where the report has one.
  package let suite: String?
  package let name: String
  package let file: String?
  package let outcome: TestResult.Outcome
}

extension Reported {
  /// How tests fared that somebody asks for; those that the report does not list are left out.
  package func results(of asked: [TestName]) -> [TestResult] {
    asked.compactMap { name in
      let cases = tests.filter { name.matches(suite: $0.suite, name: $0.name, path: $0.file) }
      let outcomes = Set(cases.map(\.outcome))
      guard !outcomes.isEmpty else { return nil }
      return TestResult(
        test: name.description,
        outcome: outcomes.contains(.failed)
          ? .failed : outcomes.contains(.passed) ? .passed : .skipped, cases: cases.count)
    }
  }
}

/// What a report says about one control.
package struct ReportAnswer: Sendable {
  package let control: Control.ID
  /// The component that a map names.
  package let component: Component.ID?
  package let verdict: Verdict
  /// Where the report names the control, if it does.
  package let naming: Naming?

  /// Where a report names a control, and what in it does: a test, for one.
  package struct Naming: Sendable {
    package let line: Int
    package let by: String
  }

  /// A status with what it rests on.
  package struct Verdict: Sendable {
    package var status: Status
    /// One sentence with the figure that decides.
    package var summary: String
    package var measurements: [Measurement] = []
    package var places: [Place] = []
    package var samples: [Sample] = []

    package init(
      _ status: Status, _ summary: String, measurements: [Measurement] = [], places: [Place] = [],
      samples: [Sample] = []
    ) {
      self.status = status
      self.summary = summary
      self.measurements = measurements
      self.places = places
      self.samples = samples
    }
  }

  package init(
    _ control: Control.ID, of component: Component.ID? = nil, _ verdict: Verdict,
    naming: Naming? = nil
  ) {
    self.control = control
    self.component = component
    self.verdict = verdict
    self.naming = naming
  }
}

/// A figure that a report states, and that a limit can be set for.
package struct ReportFigure: Sendable {
  /// What it was measured on, such as a group; empty for the whole.
  package let of: String
  /// Its name, such as `accuracy`.
  package let statistic: String
  package let value: Double
  package let rows: Int?
  /// A name that it shares with others, such as `recall.difference` within each of several groups.
  private let alias: String?
  let position: Tree.Position

  init(
    of: String = "", _ statistic: String, _ value: Double, rows: Int? = nil, alias: String? = nil,
    at position: Tree.Position = .start
  ) {
    self.of = of.shortened(to: 120)
    self.statistic = statistic.shortened(to: 120)
    self.value = value
    self.rows = rows
    self.alias = alias?.shortened(to: 240)
    self.position = position
  }

  /// The names that a limit can be set under.
  package var names: [String] {
    let own = of.isEmpty ? [statistic] : [statistic, "\(of).\(statistic)"]
    return own + [alias].compactMap(\.self)
  }
}

/// A time as a report writes it.
package struct ReportTime: Hashable, Sendable {
  private let instant: Instant
  /// Whether it is written without an offset from UTC: it may then be off by 14 hours.
  private let isLocal: Bool

  init(_ instant: Instant) {
    self.instant = instant
    isLocal = false
  }

  /// Reads a date, or a time with or without an offset, with `T` or a blank before the clock.
  package init?(_ text: String) {
    guard (10...40).contains(text.utf8.count) else { return nil }
    let written = text.replacing(" UTC", with: "Z").replacing(" ", with: "T")
    if let exact = Instant(written) {
      (instant, isLocal) = (exact, text.utf8.count == 10)
    } else if let local = Instant(written + "Z") {
      (instant, isLocal) = (local, true)
    } else {
      return nil
    }
  }

  /// Reads seconds or milliseconds since 1970.
  init?(sinceEpoch number: Double) {
    guard number > 0, number < 1e14 else { return nil }
    self.init(Instant(milliseconds: Int64(number < 1e11 ? number * 1000 : number)))
  }

  /// The instant that it stands for: without an offset, UTC, but no later than the present.
  ///
  /// - Parameter now: The present.
  /// - Returns: The instant; `nil` where it lies in the future.
  package func instant(by now: Instant) -> Instant? {
    if instant <= now { return instant }
    let latest = Instant(milliseconds: now.milliseconds + (isLocal ? 14 * 3_600_000 : 300_000))
    return instant <= latest ? now : nil
  }

  package var text: String { instant.text }
}
