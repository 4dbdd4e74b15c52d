import Foundation
import TestSupport
import Testing

@testable import airworthy

/// The tree of components, both release lines, and how wrong the outputs may be.
@Suite struct ComponentsTests {
  private static let next = """
      next:
        kind: model
        versions: {code: 1.2.0, model: 3.0.0, data: 3.0.0}
        depends-on: [data]
        successor-of: model
        entry: {level: 2, on: 2026-01-15, reason: another family}
        owners: {research: [mara]}
        reviewers: {product: [kofi]}

    """

  private func withNext() throws -> Shell {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "\ndata:\n", to: "\n\(Self.next)data:\n")
    return shell
  }

  private func words(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }

  @Test func `each component stands above what it needs`() throws {
    let shell = try Shell()
    let result = shell("components")
    #expect(result.ending == .met && result.err.isEmpty)
    let text = words(result.out)
    #expect(text.contains("model model 3 2 3"))
    #expect(text.contains("└ data dataset 3 2 3"))
    #expect(text.contains("data code 1.2.0, data 3.0.0; needed by model"))
    #expect(text.contains("entered at 3 on 2026-01-01: known"))
    #expect(shell("components tree").out == result.out)
    #expect(shell("components tree --format markdown").out.contains("| data | dataset |"))
    #expect(shell("components tree --format json").out == shell("components --format json").out)
  }

  @Test func `both lines are shown side by side`() throws {
    let shell = try withNext()
    let tree = words(shell("components").out)
    #expect(tree.contains("The deployed line"))
    #expect(tree.contains("model, followed by next model 3 2"))
    #expect(tree.contains("next, follows model model 2 1"))
    #expect(tree.contains("the deployed line works at 3, graduated 2"))
    #expect(tree.contains("the next line works at 2, graduated 1"))
    let status = words(shell("status").out)
    #expect(status.contains("the deployed line works at 3, the least of its components"))
    #expect(status.contains("the next one works at 2"))
    #expect(shell("status --format json").out.contains("\"successorOf\" : \"model\""))
    #expect(shell("card model").out.contains("to be followed by next, which works at 2"))
    #expect(shell("card next").out.contains("to follow model, which works at 3"))
  }

  @Test func `a successor lowers nothing that is deployed`() throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let before = shell("score --format json").out
    try shell.edit("airworthy.yaml", "\ndata:\n", to: "\n\(Self.next)data:\n")
    let after = shell("score --format json").out
    func totals(_ text: String) -> [String] {
      text.split(separator: "\n").map(String.init).filter { $0.contains("\"value\" :") }
    }
    #expect(!totals(before).isEmpty && totals(before) == totals(after))
    let headline = #/"headline" : .*/#
    #expect(
      shell("status --format json").out.firstMatch(of: headline)?.output.contains("level 3") == true
    )
  }

  // MARK: - Errors

  private func declare(_ data: String, _ model: String, in shell: Shell) throws {
    try shell.edit(
      "airworthy.yaml", "    kind: dataset\n", to: "    kind: dataset\n    uncertainty: \(data)\n")
    try shell.edit(
      "airworthy.yaml", "    depends-on: [data]\n",
      to: "    depends-on: [data]\n    uncertainty: \(model)\n")
  }

  @Test func `declared errors reach the end of the tree, the same each time`() throws {
    let shell = try Shell()
    try declare(
      "{error: {normal: {sd: 3}}}",
      "{error: {normal: {sd: 4}}, unit: minutes, "
        + "quantified: [{where: output, kind: noise, how: by residuals}]}", in: shell)
    let result = shell("components uncertainty --format json")
    #expect(result.ending == .met)
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(result.bytes)) as? [String: Any])
    let end = try #require((json["ends"] as? [[String: Any]])?.first)
    #expect(end["component"] as? String == "model" && end["unit"] as? String == "minutes")
    let sd = try #require(end["standardDeviation"] as? [String: Double])
    #expect(abs((sd["value"] ?? 0) - 5) < 0.05)
    #expect(shell("components uncertainty --format json").bytes == result.bytes)
    #expect(shell("components uncertainty --format json --seed 3").bytes != result.bytes)
    let text = words(shell("components uncertainty").out)
    #expect(text.contains("model: error in minutes") && text.contains("100000 samples, seed 2013"))
    #expect(text.contains("95 % lie below"))
    let one = words(shell("components uncertainty data").out)
    #expect(one.contains("data: error") && !one.contains("falls by"))
    let card = shell("card model").out
    #expect(card.contains("| output | noise | by residuals; not shown |"))
    #expect(card.contains("normal, mean 0, standard deviation 4 minutes"))
    #expect(card.contains("standard deviation: 5.0") || card.contains("standard deviation: 4.9"))
    #expect(shell("card model --format json").out == shell("card model --format json").out)
  }

  @Test func `observed errors are read from the data`() throws {
    let shell = try Shell()
    try declare("{error: {sample: {data: a, column: x}}}", "{}", in: shell)
    let text = words(shell("components uncertainty").out)
    #expect(text.contains("model: error"))
    #expect(text.contains("Left out: model declares no error of its own."))
    // The least and the greatest of the column lie between 0 and 18.
    let quantile = try #require(text.firstMatch(of: #/95 % lie below ([\d.]+)/#)?.output.1)
    #expect((16...18).contains(Double(quantile) ?? 0))
  }

  @Test(arguments: [
    ("{error: {sample: {data: a, column: nothing}}}", "no column 'nothing'"),
    ("{error: {sample: {data: a, column: kind}}}", "200 rows of 200 have no error"),
    (
      "{combines: multiplicative, error: {sample: {data: a, column: x}}}", "factors are above 0"
    ),
    (
      "{combines: multiplicative, error: {log-normal: {log-sd: 1e5}}}",
      "beyond what can be computed"
    ),
  ])
  func `errors that cannot be used are told, and the card goes on without`(
    error: String, words: String
  ) throws {
    let shell = try Shell()
    try declare(error, "{}", in: shell)
    let result = shell("components uncertainty")
    #expect(result.ending == .wrongInput && result.out.isEmpty)
    #expect(self.words(result.err).contains(words), "\(result.err)")
    let card = shell("card model")
    #expect(card.ending == .met && !card.out.isEmpty)
    #expect(self.words(card.err).contains("the card says nothing of how wrong"))
  }

  @Test func `without a declared error nothing can be decided`() throws {
    let result = try Shell()("components uncertainty")
    #expect(result.ending == .undecided && result.out.contains("No component declares an error"))
  }

  @Test(arguments: [
    "components uncertainty modle", "components uncertainty --samples 10",
    "components uncertainty --samples 99999999", "components uncertainty --seed -1",
    "components uncertainty --line other", "components nothing", "components tree --format html",
  ])
  func `what cannot be asked is told`(line: String) throws {
    let result = try Shell()(line)
    #expect(result.ending == .wrongInput && result.out.isEmpty && !result.err.isEmpty)
  }

  @Test func `the errors of the next line are those of the successor`() throws {
    let shell = try withNext()
    try shell.edit(
      "airworthy.yaml", "    successor-of: model\n",
      to: "    successor-of: model\n    uncertainty: {error: {error-rate: 0.25}}\n")
    #expect(shell("components uncertainty").ending == .undecided)
    let next = words(shell("components uncertainty --line next").out)
    #expect(next.contains("next: wrong decisions share of wrong decisions 0.2"), "\(next)")
  }
}
