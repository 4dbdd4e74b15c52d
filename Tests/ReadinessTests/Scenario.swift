import Definitions
import Foundation
import Readiness
import TestSupport

/// One scenario of a Markdown file: a heading, why it is so, what happened, and what follows.
///
/// The blocks, fenced by their names:
/// - `system`: lines `serving batch`, `trait causal`, `code 1.0.0`, `fresh CONTROL DAYS`,
///   `usual people`, `person NAME ROLE …` and `COMPONENT KIND PART VERSION … enters LEVEL because REASON needs OTHER
///   owned PERSON`;
/// - `events`: a line for each event, read by ``ScenarioEvent``, or for what somebody does in a review,
///   read by ``ScenarioReview``;
/// - `verdict`: a question and its answer a line, `DATE QUESTION: ANSWER`.
struct Scenario: CustomStringConvertible {
  let title: String
  let file: String
  let system: [String]
  let events: [String]
  let verdict: [String]

  var description: String { title }

  /// All scenarios, in the order of files and headings.
  static let all: [Scenario] = {
    let folder = Checkout.path("Tests/ReadinessTests/Scenarios")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".md") }.sorted().flatMap { name in
      let text = (try? String(contentsOfFile: folder + "/" + name, encoding: .utf8)) ?? ""
      return read(text, file: name)
    }
  }()

  private static func read(_ text: String, file: String) -> [Scenario] {
    var scenarios: [Scenario] = []
    var title = ""
    var blocks: [String: [String]] = [:]
    var open: String?
    func finish() {
      guard let verdict = blocks["verdict"] else { return }
      scenarios.append(
        Scenario(
          title: title, file: file, system: blocks["system"] ?? [],
          events: blocks["events"] ?? [], verdict: verdict))
    }
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("## "), open == nil {
        finish()
        title = String(line.dropFirst(3))
        blocks = [:]
      } else if line.hasPrefix("```") {
        open = open == nil ? String(line.dropFirst(3)) : nil
      } else if let open {
        blocks[open, default: []].append(line)
      }
    }
    finish()
    return scenarios
  }

  struct Unreadable: Error, CustomStringConvertible {
    let line: String
    var description: String { "cannot read the line '\(line)'" }
  }

  /// The verdict block as it comes out.
  func answered() throws -> [String] {
    var log = try ScenarioLog(system: ScenarioSystem(lines: system).system)
    for line in events where !line.isEmpty { try log.take(line) }
    return try verdict.map { line in
      guard let question = line.components(separatedBy: ": ").first else {
        throw Unreadable(line: line)
      }
      let words = question.split(separator: " ").map(String.init)
      guard let date = words.first, let instant = Instant(date) else {
        throw Unreadable(line: line)
      }
      let answer = try ScenarioAnswer(log: log, at: instant)
        .answer(to: Array(words.dropFirst()))
      return "\(question): \(answer)"
    }
  }
}

/// The packs that the product carries.
let carriedPacks: Packs = {
  do {
    return try PackLibrary.read()
  } catch {
    fatalError("the carried packs do not read: \(error)")
  }
}()
