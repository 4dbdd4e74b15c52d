/// What a framework's threshold asks of each control: the least effort that reaches it.
struct ScoreNeeds {
  let score: Score
  let threshold: Threshold
  let verdict: Verdict
  /// The effort of one reading's way to a need, `nil` where it is met.
  let effort: (Reading, Need) -> Days?

  enum Answer {
    case reached
    case needs([(reading: Reading, need: Need)])
    case unreachable(Obstacle)
  }

  func answer() -> Answer {
    if threshold.isReached(by: score.stands) { return .reached }
    let out = sections.flatMap(\.items).filter { $0.notApplicable != nil }
    guard sections.contains(where: { !$0.applicable.isEmpty }) else {
      return .unreachable(.nothingAsked)
    }
    guard score.stands.value != nil || threshold == .complete else {
      return .unreachable(.noTotal(out: out))
    }
    do throws(ScoreSearch.TooEntangled) {
      guard let best = try search.best() else {
        let (most, whole) = (total(\.complete), total(\.ideal))
        return .unreachable(.tooHigh(most: most, out: most < whole ? out : []))
      }
      return .needs(
        zip(controls, best).flatMap { control, assurance in
          guard let assurance else { return [(reading: Reading, need: Need)]() }
          return readings(of: control).filter { $0.assurance < assurance }
            .map { ($0, Need(least: assurance)) }
        })
    } catch {
      return .unreachable(.tooEntangled)
    }
  }

  // MARK: - As a search

  private var sections: [SectionScore] { score.sections.filter(\.section.mandatory) }

  /// What decides the applicable items, in the order of names.
  private var controls: [Control.ID] {
    Set(sections.flatMap(\.applicable).flatMap(\.item.requires)).filter {
      !readings(of: $0).isEmpty
    }
    .sorted()
  }

  private func readings(of control: Control.ID) -> [Reading] {
    verdict.readings.deployed(control).filter { !$0.standing.isNotApplicable }
  }

  private var search: ScoreSearch {
    let controls = controls
    let index = Dictionary(
      controls.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first }
    )
    return ScoreSearch(
      levers: controls.map { lever(of: readings(of: $0)) },
      items: sections.enumerated().flatMap { row, section in
        section.applicable.map { item in
          ScoreSearch.Item(
            levers: item.item.requires.compactMap { index[$0] },
            points: (item.item.points ?? score.framework.points).map(exact),
            section: isBySection ? row : 0)
        }
      },
      needs: needs)
  }

  /// A control: to raise it is to raise every reading of it that stands lower.
  private func lever(of readings: [Reading]) -> ScoreSearch.Lever {
    let low = readings.map(\.assurance).min() ?? .none
    let rungs = [Assurance.documented, .demonstrated, .continuous].filter { $0 > low }.map { rung in
      let efforts = readings.filter { $0.assurance < rung }
        .compactMap { effort($0, Need(least: rung)) }
      return ScoreSearch.Rung(
        assurance: rung, cost: efforts.sum.millionths, steps: efforts.count)
    }
    return ScoreSearch.Lever(rungs: [.init(assurance: low, cost: 0, steps: 0)] + rungs)
  }

  private var isBySection: Bool {
    if case .leastSection = score.framework.total, threshold != .complete { true } else { false }
  }

  /// The points that each section needs, or all together.
  private var needs: [Int] {
    let whole = sections.flatMap(\.items).map(\.pointsMax).reduce(0, +)
    let most = sections.map(\.pointsMax).reduce(0, +)
    switch (threshold, score.framework.total) {
    case (.complete, _): return [exact(most)]
    case (_, .everyStatement): return [need(of: 1)]
    case (_, .sum): return [need(of: whole / most)]
    case (_, .leastSection):
      return sections.map { section in
        need(of: section.items.map(\.pointsMax).reduce(0, +) / section.pointsMax)
      }
    }
  }

  /// The points that come to the threshold once they are scaled.
  private func need(of scale: Double) -> Int {
    // A section of which nothing counts gives nothing, whatever is done.
    guard scale.isFinite else { return threshold.isReached(by: 0) ? 0 : .max }
    switch threshold {
    case .atLeast(let least): return exact((least - Threshold.slack) / scale, .up)
    case .atLeastRounded(let least):
      return exact((least - Threshold.half - Threshold.slack) / scale, .up)
    case .above(let bound): return exact((bound + Threshold.slack) / scale, .down) + 1
    case .complete: return .max
    }
  }

  /// Points in thousand-millionths, so that a sum does not depend on its order.
  private func exact(_ points: Double) -> Int { exact(points, .toNearestOrAwayFromZero) }

  private func exact(_ points: Double, _ rule: FloatingPointRoundingRule) -> Int {
    Int((min(max(points, -1e8), 1e8) * 1e9).rounded(rule))
  }

  /// The total if every item stood in a certain way.
  private func total(_ way: (ItemScore) -> ItemScore) -> Double {
    let sections = sections.map { section in
      SectionScore(section: section.section, items: section.items.map(way))
    }
    return score.framework.total(sections, points: \.points).value ?? 0
  }
}

extension ItemScore {
  /// The item with all its points, where anything can be raised for it.
  fileprivate var complete: ItemScore {
    ItemScore(
      item: item, assurance: .continuous, points: readings.isEmpty ? points : pointsMax,
      provedPoints: provedPoints, pointsMax: pointsMax, readings: readings,
      notApplicable: notApplicable)
  }

  /// The item as it would count if it applied and had all its points.
  fileprivate var ideal: ItemScore {
    ItemScore(
      item: item, assurance: .continuous, points: pointsMax, provedPoints: provedPoints,
      pointsMax: pointsMax, readings: readings, notApplicable: nil)
  }
}
