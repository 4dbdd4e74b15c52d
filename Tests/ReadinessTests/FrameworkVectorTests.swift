import Readiness
import TestSupport
import Testing

/// The vectors of the frameworks, through the carried items and the controls that they read.
@Suite struct FrameworkVectorTests {
  // MARK: Robustness

  /// The items from the last to the first: `R6.1` comes before `R1.2`, which reads its control too.
  private static let robustness = [
    "R6.4", "R6.3", "R6.2", "R6.1", "R5.4", "R5.3", "R5.2", "R5.1", "R4.4", "R4.3", "R4.2", "R4.1",
    "R3.4", "R3.3", "R3.2", "R3.1", "R2.3", "R2.2", "R2.1", "R1.3", "R1.2", "R1.1",
  ]

  /// Spreads points over items as evenly as they go, the first of the list first.
  private func spread(_ total: Int, over items: [String]) -> [String: Int] {
    let (each, rest) = total.quotientAndRemainder(dividingBy: items.count)
    return Dictionary(
      uniqueKeysWithValues: items.enumerated().map { ($1, each + ($0 < rest ? 1 : 0)) })
  }

  private func robustness(_ points: [String: Int], without: [Control.ID] = []) throws -> Score {
    let framework = try #require(carriedPacks.framework("robustness"))
    var least: [Control.ID: Assurance] = [:]
    for item in framework.items {
      let assurance = try #require(Assurance(rawValue: points[item.id.rawValue] ?? 0))
      for control in item.requires { least[control] = max(least[control] ?? .none, assurance) }
    }
    return try score("robustness", least, without: without)
  }

  @Test(arguments: [
    (0, "not ready"), (22, "not ready"), (24, "not ready"),
    (25, "adequate, fragile in growth"), (39, "adequate, fragile in growth"),
    (40, "robust"), (44, "robust"), (60, "robust"),
    (61, "best in class"), (66, "best in class"), (88, "best in class"),
  ])
  func `a robustness total has its band`(_ total: Int, _ band: String) throws {
    let score = try robustness(spread(total, over: Self.robustness))
    #expect(score.stands.value == Double(total) && score.stands.pointsMax == 88)
    #expect(score.stands.band?.name == band)
  }

  @Test func `two robustness items out and all others 2 are 44 of 88, robust`() throws {
    let items = Self.robustness.filter { $0 != "R3.4" && $0 != "R1.3" }
    let score = try robustness(
      spread(40, over: items), without: ["model.counterfactual", "data.representative"])
    #expect(score.stands.points == 40 && score.stands.pointsMax == 80)
    #expect(score.stands.value == 44 && score.stands.band?.name == "robust")
  }

  @Test func `20 robustness items that add up to 27 are 29.7 of 88, fragile in growth`() throws {
    let items = Self.robustness.filter { $0 != "R3.4" && $0 != "R1.3" }
    let score = try robustness(
      spread(27, over: items), without: ["model.counterfactual", "data.representative"])
    let value = try #require(score.stands.value)
    #expect(score.stands.points == 27 && abs(value - 29.7) < 1e-9)
    #expect(score.stands.band?.name == "adequate, fragile in growth")
  }

  @Test func `18 robustness items are enough for a total, 17 are not`() throws {
    let four: [Control.ID] = [
      "model.counterfactual", "data.representative", "feature.value-known", "infra.scalable",
    ]
    #expect(try robustness([:], without: four).stands.value == 0)
    let five = try robustness([:], without: four + ["ops.recovery"])
    #expect(five.stands.value == nil && five.stands.band == nil)
  }

  @Test func `a robustness sum hides a category without a point, so the weakest is named`() throws {
    // Without access control R1.2 has nothing either: 88 - 16 - 4.
    var points = Dictionary(uniqueKeysWithValues: Self.robustness.map { ($0, 4) })
    for item in ["R6.1", "R6.2", "R6.3", "R6.4", "R1.2"] { points[item] = 0 }
    let score = try robustness(points)
    #expect(score.stands.value == 68 && score.stands.band?.name == "best in class")
    #expect(score.weakest?.section.id == "R6" && score.weakest?.points == 0)
  }

  // MARK: Maturity

  /// The controls of the basic statements that a kind of system is asked, and of the others.
  private func maturity(
    _ traits: Set<System.Trait>, basic: Assurance, advanced: Assurance = .none,
    without: [Control.ID] = []
  ) throws -> Score {
    let sections = try #require(carriedPacks.framework("maturity")).sections
    var shown = Shown(traits: traits)
    func controls(isBasic: Bool) -> Set<Control.ID> {
      Set(sections.filter { $0.mandatory == isBasic }.flatMap(\.items).flatMap(\.requires))
    }
    let asked = controls(isBasic: true)
    let others = controls(isBasic: false)
    for control in asked.sorted() where !without.contains(control) { shown.show(control, basic) }
    for control in others.subtracting(asked).sorted() { shown.show(control, advanced) }
    return try #require(shown.score("maturity"))
  }

  @Test(arguments: [
    ([System.Trait.realTime], 45.0), ([.batch], 42), ([.realTime, .batch], 46),
  ])
  func `a project is mature when every basic statement is a yes, whatever the advanced ones are`(
    _ serving: [System.Trait], _ count: Double
  ) throws {
    let score = try maturity(Set(serving), basic: .demonstrated)
    #expect(score.stands.isComplete && score.proved.isComplete)
    #expect(score.stands.points == count && score.stands.pointsMax == count)
    let advanced = score.sections.filter { !$0.section.mandatory }.flatMap(\.items)
    // X58 reads a basic control too.
    #expect(advanced.filter { $0.points > 0 }.map(\.item.id).allSatisfy { $0 == "X58" })
  }

  @Test(arguments: [
    ([System.Trait.realTime], 36.0, 45.0), ([.batch], 33, 42), ([.realTime, .batch], 36, 46),
  ])
  func `documents answer all basic statements but those that demand automation`(
    _ serving: [System.Trait], _ count: Double, _ of: Double
  ) throws {
    let score = try maturity(Set(serving), basic: .documented)
    #expect(score.stands.points == count && score.stands.pointsMax == of)
    #expect(!score.stands.isComplete && score.proved.points == 0)
  }

  @Test func `one basic statement that is open is immature, whatever the advanced ones are`() throws
  {
    let score = try maturity(
      [.batch], basic: .continuous, advanced: .continuous, without: ["doc.data-dictionary"])
    #expect(score.stands.points == 41 && !score.stands.isComplete)
    let advanced = score.sections.filter { !$0.section.mandatory }.flatMap(\.applicable)
    #expect(advanced.allSatisfy { $0.points == 1 })
  }

  @Test func `claims answer no statement`() throws {
    #expect(try maturity([.batch], basic: .claimed).stands.points == 0)
  }

  // MARK: ML Test Score

  /// Section sums in half points, made of whole tests and at most one half test each.
  private func tests(_ sums: [Double], without: [Control.ID] = []) throws -> Score {
    let framework = try #require(carriedPacks.framework("ml-test-score"))
    var least: [Control.ID: Assurance] = [:]
    for (section, sum) in zip(framework.sections, sums) {
      var rest = sum
      for item in section.items where !without.contains(item.requires[0]) {
        let assurance: Assurance = rest >= 1 ? .continuous : rest > 0 ? .documented : .none
        for control in item.requires { least[control] = assurance }
        rest -= min(1, max(0, rest))
      }
    }
    return try score("ml-test-score", least, without: without)
  }

  @Test(arguments: [
    ([7.0, 7, 7, 7], 7.0, "exceptional"), ([7, 7, 7, 0], 0, "research project"),
    ([3.5, 4, 2.5, 3], 2.5, "fairly tested"), ([3, 3, 3, 3], 3, "fairly tested"),
    ([5.5, 6, 5.5, 5.5], 5.5, "exceptional"), ([5, 6, 5.5, 7], 5, "strongly automated"),
    ([0.5, 7, 7, 7], 0.5, "serious gaps likely"), ([7, 2, 7, 7], 2, "first pass"),
  ])
  func `the ML Test Score is its least section`(
    _ sums: [Double], _ total: Double, _ band: String
  )
    throws
  {
    let score = try tests(sums)
    #expect(score.sections.map(\.points) == sums)
    #expect(score.stands.value == total && score.stands.band?.name == band)
  }

  @Test func `tests that do not apply scale their section to 7, two of them at most`() throws {
    // Five tests apply, with three points: 7 · 3 / 5.
    let two: [Control.ID] = ["feature.lead-time", "data.privacy"]
    let score = try tests([3, 7, 7, 7], without: two)
    let value = try #require(score.stands.value)
    #expect(abs(value - 4.2) < 1e-9 && score.stands.band?.name == "strongly automated")
    #expect(try tests([3, 7, 7, 7], without: two + ["data.schema"]).stands.value == nil)
  }

  private func score(
    _ framework: Framework.ID, _ least: [Control.ID: Assurance], without: [Control.ID]
  ) throws -> Score {
    var shown = Shown()
    for (control, assurance) in least.sorted(by: { $0.key < $1.key }) {
      shown.show(control, assurance)
    }
    for control in without { shown.exempt(control) }
    return try #require(shown.score(framework))
  }
}
