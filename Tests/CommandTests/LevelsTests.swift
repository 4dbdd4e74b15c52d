import EventLog
import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Ladders and ways, drawn.
@Suite struct LevelsTests {
  /// The sample project with a model that went up, back and up again.
  private func travelled() throws -> Shell {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let log = try SQLiteEventStore(
      path: shell.folder.path + "/.airworthy/log.db", access: .write)
    func level(_ number: Int) -> Level { Level(number) ?? .first }
    let signed = SignedGraduations()
    func up(through number: Int, on day: Instant, pass: Int = 1) throws -> [Fact] {
      try signed.facts(of: "model", in: "sample", through: level(number), on: day, pass: pass)
    }
    let back = Fact.componentSwitchedBack(
      .init(component: "model", kind: .embedded, to: level(3), reason: "<b>the join</b>"))
    let steps: [(Instant, [Fact])] = [
      ("2026-03-01", signed.keys), ("2026-03-01", try up(through: 3, on: "2026-03-01")),
      ("2026-04-20", try up(through: 4, on: "2026-04-20")), ("2026-05-11", [back]),
      ("2026-06-11", try up(through: 3, on: "2026-06-11", pass: 2)),
    ]
    try log.append(
      steps.flatMap { day, facts in
        facts.map { Entry(at: day, by: Actor(.automation, "ci"), system: "sample", fact: $0) }
      }, expecting: nil)
    shell.now = "2026-07-01T12:00:00Z"
    return shell
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func `the way is told and drawn, and only levels that were worked at have a name`() throws {
    let text = try travelled()("levels model").out
    #expect(
      words(text).contains(
        "model entered at level 3 on 2026-01-01, 181 days ago, and works at level 4 since "
          + "2026-06-11; it went back 1 time (5 to 3, embedded)."), "\(text)")
    let drawn = text.split(separator: "\n").filter { $0.contains(" │") }
    let names = drawn.map { String($0.trimmingCharacters(in: .whitespaces).prefix(1)) }
    #expect(names == ["5", "4", "3", "R"])
    #expect(drawn.joined().contains("╭") && drawn.joined().contains("╮"))
    #expect(drawn[1].hasSuffix("▶"))
    #expect(words(text).contains("5 2026-04-20 2026-05-11 21 11.6 % back to 3, embedded"))
  }

  @Test func `shares of time add up to all of it`() throws {
    let text = try travelled()("levels model").out
    let shares = text.matches(of: /(\d+(?:\.\d+)?) %/).compactMap { Double($0.output.1) }
    #expect(shares.count == 5)
    let sum = shares.reduce(0, +)
    #expect(abs(sum - 100) < 0.3)
  }

  @Test(arguments: [60, 80, 120])
  func `no line is wider than the terminal`(width: Int) throws {
    var shell = try travelled()
    shell.width = width
    for line in shell("levels").out.split(separator: "\n") {
      #expect(line.count <= width, "\(line)")
    }
  }

  @Test func `a picture stands alone, with its finding and without any other file`() throws {
    let shell = try travelled()
    let picture = shell("levels --format svg").out
    #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(picture.contains("<title id=\"title\">Levels of Sample"))
    #expect(picture.contains("it went back 1 time"))
    #expect(picture.contains("prefers-color-scheme: dark"))
    #expect(!picture.contains("href=") && !picture.contains("url(") && !picture.contains("NaN"))
    #expect(isWellFormed(picture))
    #expect(shell("levels --format svg").out == picture)
  }

  @Test func `a page has for each picture its finding and its data`() throws {
    let page = try travelled()("levels --format html").out
    let figures = page.split(separator: "<figure>").dropFirst()
    #expect(figures.count == 3)
    #expect(figures.allSatisfy { $0.contains("<figcaption>") && $0.contains("<table>") })
    #expect(page.contains("&lt;b&gt;the join&lt;/b&gt;") && !page.contains("<b>"))
  }

  @Test func `what a program reads says the same`() throws {
    let json = try travelled()("levels model --format json").out
    let body = try JSONDecoder().decode(Body.self, from: Data(json.utf8))
    let model = try #require(body.components.first)
    #expect(body.components.count == 1)
    #expect(model.stays.map(\.level) == [3, 4, 5, 3, 4])
    #expect(model.stays.map(\.end).suffix(3) == ["switched-back", "graduated", "waiting"])
    #expect(model.rungs.map(\.level) == Array((0...9).reversed()))
    #expect(model.rungs.first { $0.level == 2 }?.reach == "entered above")
  }

  private struct Body: Decodable {
    let components: [One]
    struct One: Decodable {
      let stays: [Stay]
      let rungs: [Rung]
    }
    struct Stay: Decodable {
      let level: Int
      let end: String
    }
    struct Rung: Decodable {
      let level: Int
      let reach: String
    }
  }

  @Test func `a look at the past shows the way until then`() throws {
    let text = try travelled()("levels model --as-of 2026-05-01").out
    #expect(words(text).contains("works at level 5 since 2026-04-20"))
    #expect(words(text).contains("it never went back"))
  }

  @Test func `a component that just entered is drawn too`() throws {
    let shell = try Shell(replacing: [:])
    let text = shell("levels data").out
    #expect(
      words(text).contains(
        "data entered at level 3 on 2026-01-01, 31 days ago, and works at level 3"))
    #expect(words(text).contains("▸ 3 System development"))
  }

  @Test(arguments: ["levels modle", "levels model data", "levels --format pdf"])
  func `what is not there is told`(line: String) throws {
    let result = try Shell()(line)
    #expect(result.ending == .wrongInput && result.out.isEmpty)
  }

  /// Whether every element is closed in order.
  private func isWellFormed(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/) {
      if !match.output.3.isEmpty { continue }
      if match.output.1.isEmpty {
        open.append(match.output.2)
      } else if open.popLast() != match.output.2 {
        return false
      }
    }
    return open.isEmpty
  }
}
