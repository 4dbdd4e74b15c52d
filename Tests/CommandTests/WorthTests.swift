import TestSupport
import Testing

@testable import airworthy

/// The command about worth, from the questions to the page and the record.
@Suite struct WorthCommandTests {
  private static let sure = ["worth.yaml": sureFile]
  private static let sureFile = """
    # kept as it is
    apiVersion: airworthy/v1
    kind: worth
    currency: USD
    period: month
    items-per-period: 100000 per month
    automated-share: 100 %
    saving-per-item: 0.30 USD
    fixed-cost-per-period: 5000 USD per month
    investment: 40000
    horizon-periods: 24
    discount-per-period: 1 %
    errors:
      - {name: wrong, is: missed, cost: {range: [1, 4]}, people: {counts: [130, 10000]}, model: {counts: [200, 10000]}}
    degradation:
      hazard: {events: [1, 240]}
      extra-errors: [{name: wrong, rate: 0.25}]
      detection-periods: 2 months
      repair-periods: 1
      repair-periods-without-plan-b: 3
      fallback-gain-per-item: 0
      switch-cost: 8000
    limits: {deploy-at-most: 10 %, refuse-above: 40 %}

    """

  @Test func `a confirmed file gives a verdict, a guess none`() throws {
    let shell = try Shell(replacing: Self.sure)
    let sure = shell("worth")
    #expect(sure.ending == .met && sure.out.hasPrefix("Deploy, with plan B"))
    try shell.edit(
      "worth.yaml", "investment: 40000", to: "investment: {value: 40000, confirmed: no}")
    let guess = shell("worth")
    #expect(guess.ending == .undecided && guess.out.contains("Numbers that nobody confirmed"))
    try shell.edit("worth.yaml", "{value: 40000, confirmed: no}", to: "9000000")
    #expect(shell("worth").ending == .notMet)
  }

  @Test func `the same seed gives the same bytes in every format, another seed others`() throws {
    let shell = try Shell(replacing: Self.sure)
    for format in ["text", "json", "markdown", "html"] {
      let once = shell("worth --draws 2000 --format \(format)")
      #expect(once.ending == .met && once.out == shell("worth --draws 2000 --format \(format)").out)
      #expect(once.out != shell("worth --draws 2000 --seed 9 --format \(format)").out, "\(format)")
    }
    #expect(shell("worth --format html").out.contains("url(#hatch)"))
    #expect(shell("worth --draws 10").ending == .wrongInput)
  }

  @Test func `a dozen answers make a file, which keeps what nobody answered as guesses`() throws {
    let shell = try Shell(replacing: ["worth.yaml": nil])
    #expect(shell("worth").ending == .wrongInput)
    #expect(shell("worth ask --list").out.split(separator: "\n").count { !$0.hasPrefix(" ") } == 12)
    let asked = shell.run(
      [
        "worth", "ask", "--by", "kofi", "--set", "items=20000..30000; 90 %", "--set",
        "costs=20..60 USD; 60?", "-C", shell.folder.path,
      ])
    #expect(asked.ending == .met && asked.out.contains("still guesses: saving, costs"))
    let text = try shell.folder.text(of: "worth.yaml")
    #expect(text.contains("items-per-period: {range: [20000, 30000], confirmed: yes"))
    // Who said so is a person of airworthy.yaml, as in all that people say.
    #expect(text.contains("from: \"kofi, 2026-02-01\""))
    #expect(shell("worth").ending == .undecided)
    try shell.folder.write(
      """
      unit: EUR; week
      risk: 10 %; 40 %
      saving: "0.3"
      costs: "40; ="
      people: 130 of 10000; 20 of 10000
      model: 100 of 10000; 10 of 10000
      running: 2000; 10000
      horizon: 24; 0.5 %
      breaks: 1 in 240; 0.05
      noticed: 2; 1; 3
      plan-b: 0; 3000

      """, to: "answers.yaml")
    let take = [
      "worth", "ask", "--by", "kofi", "--from", shell.folder.path + "/answers.yaml", "-C",
      shell.folder.path,
    ]
    let rest = shell.run(take)
    #expect(rest.ending == .wrongInput && rest.err.contains("USD is not EUR"))
    #expect(try shell.folder.text(of: "worth.yaml") == text)
    try shell.edit("answers.yaml", "unit: EUR; week", to: "unit: USD; week")
    let done = shell.run(take)
    #expect(done.ending == .met && done.out.contains("nothing is left open"))
    // Who stands by a guess does not know it: it stays as unsure as it was drawn. Of 60 these are
    // 60 · e^(−σ²/2 ∓ ln 2), with σ = 2 ln 2 / 3.28971.
    #expect(
      try shell.folder.text(of: "worth.yaml").contains(
        "cost: {range: [27.45, 109.8], confirmed: yes"))
    #expect(shell("worth").ending == .met)
  }

  @Test func `a conversation writes each answer at once and goes on where it was left`() throws {
    var shell = try Shell(replacing: ["worth.yaml": nil])
    shell.isTyped = true
    shell.lines = ["", "many; 1", "25000; 1", "q"]
    let first = shell("worth ask --by kofi")
    #expect(first.err.contains("'many' is no number") && first.out.contains("3/12"))
    #expect(try shell.folder.text(of: "worth.yaml").contains("{value: 25000, confirmed: yes"))
    shell.lines = ["q"]
    #expect(shell("worth ask --by kofi").out.contains("What does an item cost less"))
    shell.isTyped = false
    #expect(shell("worth ask --by kofi").ending == .wrongInput)
    // Answers are somebody's.
    #expect(shell("worth ask --by nobody --set items=1").err.contains("no person 'nobody'"))
  }

  @Test(arguments: [
    ("costs=1; 2", "asks for 1 number"), ("people=1.5", "not between 0 and 1"),
    ("costs=-3", "not between 0"), ("noticed=2; 0.5; 1", "not between 1"),
    ("nothing=1", "there is no question"), ("costs", "is no answer"), ("costs=5 EUR", "EUR is not"),
    ("model=check a-scores\"}", "is no number"), ("unit=US\tD: x; y", "is no number"),
    ("costs=4..2", "lower one first"), ("people=7 of 3", "not more than there are"),
  ])
  func `an answer that does not fit changes nothing`(_ answer: String, _ words: String) throws {
    let shell = try Shell(replacing: Self.sure)
    let result = shell.run([
      "worth", "ask", "--by", "kofi", "--set", answer, "-C", shell.folder.path,
    ])
    let said = result.err.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(result.ending == .wrongInput && said.contains(words))
    #expect(try shell.folder.text(of: "worth.yaml") == Self.sureFile)
  }

  @Test func `rates come from what a check counted, once it has`() throws {
    let shell = try Shell(replacing: Self.sure)
    try shell.edit(
      "worth.yaml", "model: {counts: [200, 10000]}", to: "model: {evidence: a-scores, value: 0.02}")
    let before = shell("worth")
    #expect(before.ending == .undecided && before.out.contains("model's rate of wrong"))
    _ = shell("check")
    let after = shell("worth --full")
    #expect(shell("worth --format json").out.contains("of 200, by a-scores on 2026-02-01"))
    #expect(!after.out.contains("Numbers that nobody confirmed"))
    try shell.edit("worth.yaml", "evidence: a-scores", to: "evidence: a-scoers")
    let wrong = shell("worth")
    #expect(wrong.ending == .wrongInput && wrong.err.contains("did you mean 'a-scores'?"))
  }

  @Test func `a decision is on record, and open again once the numbers say otherwise`() throws {
    let shell = try Shell(replacing: Self.sure)
    let decided = shell.run(
      [
        "worth", "decide", "go, with plan B", "--because", "it pays", "--by", "kofi", "-C",
        shell.folder.path,
      ])
    #expect(decided.ending == .met && decided.out.contains("depth full, by kofi"))
    #expect(shell("check records").flat.contains("kofi decided: go, with plan B"))
    #expect(shell("log show").out.contains("go, with plan B"))
    #expect(!shell("status").flat.contains("open again"))
    try shell.edit("worth.yaml", "investment: 40000", to: "investment: 9000000")
    #expect(shell("status").flat.contains("open again"))
    #expect(shell("worth").flat.contains("Reopened"))
    #expect(shell("check records").flat.contains("it was decided when the numbers said"))
    try shell.edit("worth.yaml", "investment: 9000000", to: "investment: 40000")
    #expect(!shell("status").flat.contains("open again"))
    #expect(shell("worth decide yes --because ''").ending != .defect)
  }

  @Test func `what periods really earned stands beside what was expected`() throws {
    let shell = try Shell(replacing: Self.sure)
    func actual(_ words: String...) -> Shell.Result {
      shell.run(["worth", "actual"] + words + ["--source", "finance", "-C", shell.folder.path])
    }
    #expect(actual("2026-01", "9800 USD").ending == .met)
    _ = shell.run(
      [
        "worth", "decide", "go", "--because", "it pays", "--by", "kofi", "-C", shell.folder.path,
      ])
    // The first month is healthy for certain. A cost between 1 and 4 is 2.1857 in the mean, so an item
    // gains 0.30 − 2.1857 × (200.5 − 130.5) / 10 001 = 0.2847016, and 100 000 less 5 000 gain 23 470.
    let second = actual("2026-02", "10200")
    #expect(second.out.contains("in 1 month since the decision"))
    let thin = "\u{202F}"
    #expect(second.out.contains("10\(thin)200 USD, where 23\(thin)470 were expected"))
    #expect(second.out.contains("; 9\(thin)800 in 1 month before it"))
    #expect(actual("2026-02", "9900").out.contains("in 1 month since"))
    #expect(actual("2026-03", "9900").out.contains("in 2 months since"))
    #expect(shell("worth").flat.contains("Realised in 2 months"))
    for bad in [
      ["2026-03", "9800 EUR"], ["2026-03", "nan"], ["../x", "1"], ["2026-03", "1e300"],
    ] {
      #expect(actual(bad[0], bad[1]).ending == .wrongInput, "\(bad)")
    }
  }
}

extension Shell.Result {
  /// What was printed, on one line.
  fileprivate var flat: String {
    out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
