import Foundation
import Readiness
import TestSupport

/// The scores of an example as somebody worked them out by hand: a Markdown file with a table of
/// totals and one of items for each framework.
struct HandComputed {
  /// When checks ran, by automation; the scores are those after the last run.
  let runs: [Instant]
  let totals: [Total]
  let items: [Item]

  struct Total {
    let framework: String
    let points: Double
    let most: Double
    let value: Double
    /// Empty where the framework has no bands.
    let band: String
    let proved: Double
  }

  struct Item {
    let framework: String
    let id: String
    /// The required controls, each with its assurance; none where the item does not apply.
    let controls: [(id: Control.ID, assurance: Int?)]
    /// What it comes to; `nil` where the item does not apply.
    let score: (assurance: Int, points: Double, proved: Double)?
  }

  struct Unreadable: Error, CustomStringConvertible {
    let line: String
    var description: String { "cannot read the line '\(line)'" }
  }

  init(_ example: String) throws {
    let path = Checkout.path("Tests/CommandTests/HandComputed/\(example).md")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var (runs, totals, items) = ([Instant](), [Total](), [Item]())
    var section = ""
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("## ") {
        section = String(line.dropFirst(3))
      } else if line.hasPrefix("runs: ") {
        runs = line.dropFirst(6).split(separator: ", ").compactMap { Instant(String($0)) }
      } else if line.hasPrefix("| "), !line.hasPrefix("| item"), !line.hasPrefix("| framework") {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        guard cells.count == 6 else { throw Unreadable(line: line) }
        if section == "Totals" {
          totals.append(try Self.total(cells, line))
        } else {
          items.append(try Self.item(cells, of: section, line))
        }
      }
    }
    (self.runs, self.totals, self.items) = (runs, totals, items)
  }

  private static func total(_ cells: [String], _ line: String) throws -> Total {
    guard let points = Double(cells[1]), let most = Double(cells[2]), let value = Double(cells[3]),
      let proved = Double(cells[5])
    else { throw Unreadable(line: line) }
    return Total(
      framework: cells[0], points: points, most: most, value: value, band: cells[4],
      proved: proved)
  }

  private static func item(_ cells: [String], of framework: String, _ line: String) throws -> Item {
    let controls = cells[1].split(separator: ", ").map { part in
      let words = part.split(separator: " ")
      return (id: Control.ID(String(words[0])), assurance: words.last.flatMap { Int($0) })
    }
    if cells[2] == "–" {
      return Item(framework: framework, id: cells[0], controls: controls, score: nil)
    }
    guard let assurance = Int(cells[2]), let points = Double(cells[3]),
      let proved = Double(cells[4]), !controls.contains(where: { $0.assurance == nil })
    else { throw Unreadable(line: line) }
    return Item(
      framework: framework, id: cells[0], controls: controls,
      score: (assurance: assurance, points: points, proved: proved))
  }
}
