import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The example systems, judged by the program and by hand.
@Suite struct ExampleTests {
  static let examples = ["churn-notebook", "demand-forecast", "flight-delay"]

  /// An example in a repository of its own, with a commit.
  func shell(in example: String) throws -> Shell {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    let source = Checkout.path("Examples/\(example)")
    for name in try files.contentsOfDirectory(atPath: source) where name != ".airworthy" {
      try files.copyItem(atPath: "\(source)/\(name)", toPath: "\(folder.path)/\(name)")
    }
    let git = Git(folder: folder.path)
    try #require(git.run(["init", "--quiet", "."]) != nil)
    git.run(["add", "--all"])
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    try #require(git.run(identity + ["commit", "--quiet", "--message", "As it is"]) != nil)
    return Shell(in: folder)
  }

  @Test(arguments: examples)
  func `the scores of an example are those worked out by hand, item by item`(
    _ example: String
  )
    throws
  {
    let byHand = try HandComputed(example)
    #expect(byHand.totals.count == 3 && byHand.items.count == 110)
    var shell = try shell(in: example)
    for instant in byHand.runs {
      shell.now = instant
      let checked = shell("check")
      #expect([.met, .notMet, .undecided].contains(checked.ending), "\(checked.err)")
    }
    let score = shell("score --format json")
    #expect(score.ending == .met)
    let judged = try JSONDecoder().decode(Judged.self, from: Data(score.out.utf8))
    for total in byHand.totals { try expect(total, in: judged) }
    for item in byHand.items { try expect(item, in: judged) }

    let readings = try shell.verdict().readings
    for item in byHand.items where item.score != nil {
      for control in item.controls {
        let assurance = readings.weakest(control.id)?.assurance.rawValue
        #expect(assurance == control.assurance, "\(control.id) of \(item.id)")
      }
    }
  }

  private func expect(_ total: HandComputed.Total, in judged: Judged) throws {
    let score = try #require(judged.scores.first { $0.id == total.framework })
    let (stands, proved) = (try #require(score.stands.value), try #require(score.proved.value))
    #expect(abs(stands - total.value) < 0.005, "\(total.framework)")
    #expect(abs(proved - total.proved) < 0.005, "\(total.framework), proved")
    #expect(score.stands.points == total.points && score.stands.pointsMax == total.most)
    #expect(score.stands.band ?? "" == total.band, "\(total.framework)")
  }

  private func expect(_ item: HandComputed.Item, in judged: Judged) throws {
    let score = try #require(judged.scores.first { $0.id == item.framework })
    let found = try #require(score.sections.flatMap(\.items).first { $0.id == item.id })
    #expect(found.controls == item.controls.map(\.id.rawValue), "\(item.id)")
    guard let expected = item.score else {
      #expect(found.notApplicable != nil, "\(item.id) applies")
      return
    }
    #expect(found.notApplicable == nil, "\(item.id) does not apply")
    #expect(found.points == expected.points, "\(item.id)")
    #expect(found.provedPoints == expected.proved, "\(item.id), proved")
    #expect(Assurance(name: found.assurance)?.rawValue == expected.assurance, "\(item.id)")
    // An item has the assurance of its weakest control.
    #expect(item.controls.compactMap(\.assurance).min() == expected.assurance, "\(item.id)")
  }

  @Test(arguments: ["churn-notebook", "demand-forecast"])
  func `the small examples stay small`(_ example: String) throws {
    let shell = try shell(in: example)
    let files = try #require(Git(folder: shell.folder.path).run(["ls-files"]))
      .split(separator: "\n").map(String.init)
    let bytes = files.compactMap { path in
      FileManager.default.contents(atPath: "\(shell.folder.path)/\(path)")?.count
    }
    #expect(files.count < 60 && bytes.count == files.count)
    #expect(bytes.reduce(0, +) < 400_000)
  }

  /// What `score --format json` says, as far as it is looked at.
  private struct Judged: Decodable {
    let scores: [Score]

    struct Score: Decodable {
      let id: String
      let stands: Total
      let proved: Total
      let sections: [Section]
    }

    struct Total: Decodable {
      let value: Double?
      let points: Double
      let pointsMax: Double
      let band: String?
    }

    struct Section: Decodable {
      let items: [Item]
    }

    struct Item: Decodable {
      let id: String
      let assurance: String
      let points: Double
      let provedPoints: Double
      let controls: [String]
      let notApplicable: String?
    }
  }
}
