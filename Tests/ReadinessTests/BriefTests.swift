import Readiness
import Testing

@Suite struct BriefTests {
  @Test(arguments: [
    (0.0, "0"), (12, "12"), (-3, "-3"), (0.90834, "0.9083"), (1204.4, "1204"), (12.345, "12.35"),
    (0.000123456, "0.0001235"), (1e9, "1000000000"), (0.1 + 0.2, "0.3"), (.infinity, "∞"),
  ])
  func `numbers have four digits that count`(_ number: Double, _ text: String) {
    #expect(number.brief == text)
  }

  @Test func `shares and counts read as people write them`() {
    #expect(0.0254.percent == "2.5 %")
    #expect(1.of("row") == "1 row" && 2.of("row") == "2 rows")
    #expect(2.of("property", "properties") == "2 properties")
  }
}
