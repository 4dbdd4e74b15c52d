import Readiness
import TestSupport
import Testing

/// Each of the 110 items of the carried frameworks goes from nothing to all its points by evidence,
/// and by nothing less.
@Suite struct EveryItemTests {
  static let items = carriedPacks.frameworks.flatMap { framework in
    framework.items.map { Asked(item: $0, framework: framework.id) }
  }

  /// An item, with what it is worth by the rules of its framework.
  struct Asked: CustomTestStringConvertible {
    let item: Framework.Item
    let framework: Framework.ID

    var testDescription: String { item.id.rawValue }

    /// The statements of the maturity assessment that a document does not answer.
    private static let automatic: Set<Framework.Item.ID> = [
      "X12", "X13", "X19", "X29", "X31", "X33", "X40", "X41", "X42", "X45", "X51", "X52", "X58",
      "X60",
    ]

    /// Its points for each assurance, none first.
    var ladder: [Double] {
      switch framework {
      case "robustness": [0, 1, 2, 3, 4]
      case "ml-test-score": [0, 0, 0.5, 0.5, 1]
      case "maturity" where Self.automatic.contains(item.id): [0, 0, 0, 1, 1]
      case "maturity": [0, 0, 1, 1, 1]
      default: []
      }
    }
  }

  @Test func `there are 22, 60 and 28 of them`() {
    let counts = Dictionary(grouping: Self.items, by: \.framework).mapValues(\.count)
    #expect(counts == ["robustness": 22, "maturity": 60, "ml-test-score": 28])
  }

  @Test(arguments: items)
  func `an item climbs from nothing to all its points with the evidence`(_ asked: Asked) throws {
    for assurance in Assurance.allCases {
      var shown = Shown()
      for control in asked.item.requires { shown.show(control, assurance) }
      let score = try score(of: asked, in: shown)
      #expect(score.points == asked.ladder[assurance.rawValue], "\(assurance)")
      // Only what a machine demonstrated is proved.
      let proved = assurance >= .demonstrated ? score.points : 0
      #expect(score.provedPoints == proved, "\(assurance)")
      #expect(score.pointsMax == asked.ladder[4] && score.notApplicable == nil)
    }
  }

  @Test(arguments: items)
  func `everything else together gives an item nothing`(_ asked: Asked) throws {
    var shown = Shown()
    for control in carriedPacks.order where !asked.item.requires.contains(control) {
      shown.show(control, .continuous)
    }
    #expect(try score(of: asked, in: shown).points == 0)
  }

  @Test(arguments: items)
  func `an item needs each of its controls, of everyone whom they are about`(_ asked: Asked) throws
  {
    let whole = Shown()
    for control in asked.item.requires {
      for missing in whole.subjects(of: control) {
        var shown = Shown()
        for other in asked.item.requires {
          for subject in shown.subjects(of: other) where (other, subject) != (control, missing) {
            shown.show(other, of: subject, .continuous)
          }
        }
        #expect(try score(of: asked, in: shown).points == 0, "\(control) of \(missing)")
      }
    }
  }

  @Test(arguments: items)
  func `stale evidence gives an item no more than a claim`(_ asked: Asked) throws {
    for control in asked.item.requires {
      let known = try #require(carriedPacks.controls[control])
      var shown = Shown()
      for other in asked.item.requires { shown.show(other, .continuous) }
      let last = Shown.day.adding(days: known.freshForDays)
      #expect(try score(of: asked, in: shown, at: last.adding(days: 1)).points == asked.ladder[1])
      guard !known.boundTo.isEmpty else { continue }
      shown.release(known.boundTo)
      #expect(try score(of: asked, in: shown).points == asked.ladder[1], "\(control)")
    }
  }

  @Test(arguments: items)
  func `one failing run takes all points of an item, and so does a person's no`(
    _ asked: Asked
  )
    throws
  {
    for control in asked.item.requires {
      var shown = Shown()
      for other in asked.item.requires { shown.show(other, .continuous) }
      let subject = try #require(shown.subjects(of: control).first)
      var denied = shown
      shown.run(control, of: subject, .fail)
      #expect(try score(of: asked, in: shown).points == 0, "\(control) fails")
      denied.attest(control, of: subject, says: false)
      #expect(try score(of: asked, in: denied).points == 0, "\(control) is denied")
    }
  }

  private func score(
    of asked: Asked, in shown: Shown, at instant: Instant = Shown.dayAfter
  )
    throws -> ItemScore
  {
    let score = try #require(shown.score(asked.framework, at: instant))
    return try #require(score.items.first { $0.item.id == asked.item.id })
  }
}
