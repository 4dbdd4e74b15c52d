import Readiness
import TestSupport
import Testing

/// Each of the 104 criteria goes from blocked to met by evidence, at every level that asks for it
/// and for every component that it is asked of, and by nothing less.
@Suite struct EveryCriterionTests {
  static let criteria = carriedPacks.scale.criteria.map(Asked.init)

  /// A criterion, with who decides it by the framework's own table.
  struct Asked: CustomTestStringConvertible {
    let criterion: Criterion

    var testDescription: String { criterion.id.rawValue }

    /// Marks of the criteria, in order.
    ///
    /// `A`: a machine decides; `P`: a machine sees the artefact and a person judges it; `H`: only a
    /// person decides. Where the table leaves the choice, `P`.
    private static let marks: [String: String] = [
      "G": "AAPAAAAAAPPAA", "L0": "PHPAPPHA", "L1": "PPAPAHP", "L2": "APAPPPA", "L3": "AAPAAPA",
      "L4": "HAPAPAPPPA", "L5": "APPAAPPP", "L6": "AAAAPPPAAPAAP", "L7": "AAAAAAPPAP",
      "L8": "AAAAPAAAAA", "L9": "AAAAAAAAPAA",
    ]

    /// Those that only the review brings about; no machine can demonstrate them.
    private static let ofReview: Set<Criterion.ID> = [
      "G.1", "G.2", "G.3", "G.4", "G.5", "G.12", "L1.3", "L2.7", "L3.5", "L4.10", "L8.8", "L8.10",
    ]

    var mark: Character? {
      let parts = criterion.id.rawValue.split(separator: ".")
      guard parts.count == 2, let marks = Self.marks[String(parts[0])], let number = Int(parts[1])
      else { return nil }
      return marks.dropFirst(number - 1).first
    }

    var isOfReview: Bool { Self.ofReview.contains(criterion.id) }

    /// What the criterion asks at a level: a demonstration where a machine decides, from 7 on.
    func least(at level: Level) -> Assurance {
      mark == "A" && level.number >= 7 && !isOfReview ? .demonstrated : .documented
    }

    /// The levels whose gate asks it.
    var levels: [Level] { Level.all.filter(criterion.isAsked) }
  }

  @Test func `there are 104 of them, and each is decided by whom the framework says`() {
    #expect(Self.criteria.count == 104)
    let decides: [Criterion.Decider: Character] = [.machine: "A", .artefact: "P", .person: "H"]
    for asked in Self.criteria {
      #expect(asked.mark == decides[asked.criterion.decidedBy], "\(asked.criterion.id)")
      #expect((asked.criterion.phase == .review) == asked.isOfReview, "\(asked.criterion.id)")
    }
  }

  @Test(arguments: criteria)
  func `a criterion is met by evidence as strong as its level asks, and by no weaker`(
    _ asked: Asked
  )
    throws
  {
    for assurance in Assurance.allCases {
      var shown = Shown()
      for control in asked.criterion.requires { shown.show(control, assurance) }
      try expect(asked, in: shown, "\(assurance)") { level in
        if assurance == .none { return .missing }
        if assurance < asked.least(at: level) { return .unmet }
        // What only a person decides is open until one vouches for it, whatever checks say.
        return asked.mark == "H" && assurance >= .demonstrated ? .missing : .met
      }
    }
  }

  @Test(arguments: criteria)
  func `a check and a person's word together meet every criterion`(_ asked: Asked) throws {
    var shown = Shown()
    for control in asked.criterion.requires {
      shown.show(control, .demonstrated)
      for subject in shown.subjects(of: control) { shown.attest(control, of: subject) }
    }
    try expect(asked, in: shown, "vouched for") { _ in .met }
  }

  @Test(arguments: criteria)
  func `what is stale, undecided or refuted meets no criterion`(_ asked: Asked) throws {
    for control in asked.criterion.requires {
      var shown = Shown()
      for other in asked.criterion.requires {
        shown.show(other, .continuous)
        shown.show(other, .documented)
      }
      let fresh = try #require(carriedPacks.controls[control]).freshForDays
      // Controls of longer freshness still hold then, and do not hide the one that is stale.
      try expect(
        asked, of: control, in: shown, at: Shown.day.adding(days: fresh + 1), "stale"
      ) { _ in .stale }
      var open = shown
      var broken = shown
      for subject in shown.subjects(of: control) {
        open.run(control, of: subject, .inconclusive)
        broken.run(control, of: subject, .fail)
      }
      try expect(asked, of: control, in: open, "undecided") { _ in .undecided }
      try expect(asked, of: control, in: broken, "refuted") { _ in .unmet }
    }
  }

  @Test(arguments: criteria)
  func `a criterion alone keeps its gates shut, and opens them`(_ asked: Asked) throws {
    var shown = Shown()
    for control in carriedPacks.order where !asked.criterion.requires.contains(control) {
      showAll(control, in: &shown)
    }
    let shut = shown.verdict()
    for control in asked.criterion.requires { showAll(control, in: &shown) }
    let open = shown.verdict()
    for level in asked.levels {
      for (before, after) in zip(gates(level, in: shut), gates(level, in: open)) {
        let isAsked = state(of: asked, in: before).map { !$0.isNotApplicable } ?? false
        if isAsked, !asked.isOfReview {
          #expect(before.blockers.contains { $0.criterion.id == asked.criterion.id })
          #expect(before.evidence == .undecided, "\(level) of \(before.component)")
        }
        #expect(after.evidence == .met && after.blockers.isEmpty)
        #expect(after.criteria.allSatisfy { !$0.state.blocks })
      }
    }
  }

  private func showAll(_ control: Control.ID, in shown: inout Shown) {
    shown.show(control, .continuous)
    shown.show(control, .documented)
  }

  private func gates(_ level: Level, in verdict: Verdict) -> [Gate] {
    verdict.components.flatMap(\.gates).filter { $0.level == level }
  }

  private func state(of asked: Asked, in gate: Gate) -> CriterionReading.State? {
    gate.criteria.first { $0.criterion.id == asked.criterion.id }?.state
  }

  /// Expects a state of a criterion at every level that asks it, for all of whom it is asked; of
  /// those for whom a control is, if one is named.
  private func expect(
    _ asked: Asked, of control: Control.ID? = nil, in shown: Shown,
    at instant: Instant = Shown.dayAfter, _ words: Comment,
    is expected: (Level) -> CriterionReading.State
  ) throws {
    let readings = shown.readings(at: instant)
    var count = 0
    for level in asked.levels {
      for component in shown.system.components {
        let reading = asked.criterion.reading(
          at: level, for: component, readings: readings, traits: shown.system.traits)
        #expect(reading.least == asked.least(at: level), "\(level)")
        let controls = reading.readings.map(\.control.id)
        guard !reading.state.isNotApplicable, control.map(controls.contains) ?? true else {
          continue
        }
        count += 1
        #expect(reading.state == expected(level), "\(words), \(level) of \(component.id)")
      }
    }
    #expect(count >= asked.levels.count, "it is asked of nobody")
  }
}

extension CriterionReading.State {
  fileprivate var isNotApplicable: Bool {
    if case .notApplicable = self { true } else { false }
  }
}
