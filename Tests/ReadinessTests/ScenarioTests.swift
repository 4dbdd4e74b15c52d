import Foundation
import TestSupport
import Testing

@Suite struct ScenarioTests {
  @Test(arguments: Scenario.all)
  func `every scenario comes out as it is written`(_ scenario: Scenario) throws {
    let answered = try scenario.answered()
    if isRecording, answered != scenario.verdict {
      let path = Checkout.path("Tests/ReadinessTests/Scenarios/\(scenario.file)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let new = text.replacingOccurrences(
        of: "```verdict\n" + scenario.verdict.joined(separator: "\n") + "\n```",
        with: "```verdict\n" + answered.joined(separator: "\n") + "\n```")
      try new.write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(answered == scenario.verdict)
  }

  @Test func `the scenarios are there`() {
    #expect(Scenario.all.count >= 40)
    #expect(Set(Scenario.all.map(\.title)).count == Scenario.all.count)
  }
}
