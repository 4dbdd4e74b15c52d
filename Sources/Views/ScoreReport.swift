package import Readiness

/// What a report of scores is to hold, and what it says of itself.
package struct ScoreReport {
  let frameworks: [Framework.ID]
  /// Whether the levels of the components are asked for, criterion by criterion.
  let hasLevels: Bool
  let stages: (Level) -> ReadinessScale.Stage?
  /// The version of the program.
  let tool: String

  /// - Parameters:
  ///   - words: Frameworks, and `mltrl` for the levels; a summary of all where empty.
  ///   - packs: Where the levels are described.
  ///   - tool: The version of the program.
  package init(_ words: [String], packs: Packs, tool: String) {
    frameworks = words.filter { $0 != Packs.levelsWord }.map(Framework.ID.init(_:))
    hasLevels = words.contains(Packs.levelsWord)
    stages = { packs.scale.stage($0) }
    self.tool = tool
  }

  var isSummary: Bool { frameworks.isEmpty && !hasLevels }

  func holds(_ score: Score) -> Bool { isSummary || frameworks.contains(score.framework.id) }
}
