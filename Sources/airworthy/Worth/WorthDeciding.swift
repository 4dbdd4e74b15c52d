import ArgumentParser
import Definitions
import Digests
import Documents
import Readiness
import Views
import Worth

extension WorthCommand {
  struct Decide: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Puts on record what was decided, with the numbers that it stands on.",
      discussion: """
        Example: airworthy worth decide "go, with plan B" --because "risk of loss 4 %"

                 airworthy worth decide wait --because "count first" --by kofi

        Guesses are allowed: the decision is then a draft, which is enough for gate 4.
        Gate 6 asks for measured or bounded costs and rates of the model's errors,
        gate 8 for no guess at all. When the numbers later advise otherwise, 'airworthy
        status' says that the decision is open again.
        """)

    @Argument(help: "What was decided, in a few words.")
    var choice: String

    @Option(help: ArgumentHelp("Why.", valueName: "reason"))
    var because: String

    @Option(
      help: ArgumentHelp(
        "What was decided for, as 'airworthy worth' names it: 'full, plan B now', say; the best "
          + "unless named.", valueName: "policy"))
    var policy: String?

    @Option(
      help: ArgumentHelp(
        "Who decides, by the name in airworthy.yaml; whoever has the email of git unless named.",
        valueName: "person"))
    var by: String?

    @OptionGroup var common: CommonOptions
    @OptionGroup var drawing: DrawingOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      try drawing.check()
      for (text, name) in [(choice, "the choice"), (because, "--because")]
      where text.allSatisfy(\.isWhitespace) || text.count > 500 {
        throw .usage("\(name) is empty or has more than 500 letters", fix: "say it in a sentence")
      }
      let workspace = try Workspace.open(common, in: session)
      let person = try workspace.person(named: by, in: session)
      let log = try workspace.log.writing()
      var ledger = try workspace.present(from: log, in: session)
      ledger.foldNews(of: workspace.project.declared, at: session.now)
      let report = try workspace.worthReport(
        by: ledger, draws: drawing.draws, seed: drawing.seed, at: session.now
      ) { if !common.quiet { session.console.progress($0) } }
      session.console.endProgress()
      let analysis = report.analysis
      let taken = try outcome(of: analysis)
      let decision = Fact.WorthDecided(
        choice: choice, reason: because, by: person, policy: taken.policy.name,
        advice: analysis.verdict.leaning.rawValue, depth: analysis.model.depth,
        file: workspace.worthDigest, currency: analysis.model.currency,
        period: analysis.model.period, mean: taken.mean, low: taken.low, high: taken.high,
        loss: taken.loss,
        expected: Array(
          analysis.expected(under: taken.policy).prefix(Fact.WorthDecided.expectedMax)),
        draws: drawing.draws, seed: drawing.seed)
      try workspace.record(
        [.worthDecided(decision)], in: log, isQuiet: common.quiet, session: session)
      session.console.print(
        "on record as a decision of depth \(decision.depth.rawValue), by \(person): "
          + "\(choice.cleaned)\n"
          + "the numbers say: \(analysis.verdict.sentence.cleaned)\n")
      return .met
    }

    /// The policy that is decided for, with its figures.
    private func outcome(of analysis: Analysis) throws(Stop) -> Outcome {
      guard let policy else {
        guard let best = analysis.best else { throw .failed("there is nothing to decide about") }
        return best
      }
      let all = analysis.outcomes
      if let one = all.first(where: { $0.policy.name == policy }) { return one }
      throw .usage(
        "there is no policy '\(policy.cleaned.shortened(to: 40))'",
        fix: "there are \(all.map { "'\($0.policy.name)'" }.joined(separator: ", "))")
    }
  }

  struct Actual: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Puts on record what a period really earned against the process of before.",
      discussion: """
        Example: airworthy worth actual 2026-10 "9800 USD" --source "finance, 9 Nov"
                 airworthy worth actual 2026-11 -- -1200 --source finance

        'airworthy worth' then shows it against what was expected when it was decided.
        A second figure for a period takes the place of the first.
        """)

    @Argument(help: "The period: 2026-10, say.")
    var window: String

    @Argument(
      help: ArgumentHelp("What it earned; with the currency or without.", valueName: "money"))
    var value: String

    @Option(help: ArgumentHelp("Where the figure comes from.", valueName: "text"))
    var source: String

    @OptionGroup var common: CommonOptions

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      guard let model = workspace.project.worth else {
        throw .usage("there is no worth.yaml", fix: "'airworthy worth ask' writes it")
      }
      let isWindow =
        (4...20).contains(window.count)
        && window.utf8.allSatisfy { byte in
          (48...57).contains(byte) || (65...90).contains(byte) || byte == 45
        }
      guard isWindow else {
        throw .usage(
          "'\(window.cleaned.shortened(to: 30))' names no period", fix: "write it like 2026-10")
      }
      if source.allSatisfy(\.isWhitespace) || source.count > 500 {
        throw .usage("--source is empty or has more than 500 letters")
      }
      let words = value.split(separator: " ").map(String.init)
      guard words.count <= 2, let first = words.first, let number = Double(first), number.isFinite,
        abs(number) < 1e15
      else {
        throw .usage(
          "'\(value.cleaned.shortened(to: 30))' is no amount",
          fix: "write it like 9800 or \"9800 \(model.currency)\"")
      }
      if words.count == 2, words[1] != model.currency {
        throw .usage(
          "'\(words[1].cleaned.shortened(to: 20))' is not \(model.currency), the currency of "
            + "worth.yaml")
      }
      let log = try workspace.log.writing()
      try workspace.record(
        [.worthRealised(.init(window: window, value: number, source: source))], in: log,
        isQuiet: common.quiet, session: session)
      let ledger = try workspace.present(from: log, in: session)
      let record = ledger.worthShown(now: nil)
      session.console.print(
        (record?.realised
          ?? "kept; what was expected of it is told once 'airworthy worth decide' was called")
          + "\n")
      return .met
    }
  }
}

extension DecisionModel {
  /// How deep an analysis is, by what of it rests on guesses: a range or a count bounds a number also
  /// where nobody stands by it yet.
  var depth: Fact.WorthDecided.Depth {
    if unconfirmed.isEmpty { return .full }
    let rates = errors.flatMap { [$0.model, $0.cost] }
    return rates.allSatisfy { $0.isConfirmed || $0.spread != .guess } ? .refined : .draft
  }
}

extension Workspace {
  /// SHA-256 of `worth.yaml` as it is.
  var worthDigest: String {
    for name in ["worth.yaml", "airworthy/worth.yaml"] {
      if let bytes = try? project.folder.read(name) {
        return Digest(of: String(decoding: bytes, as: UTF8.self)).hex
      }
    }
    return ""
  }
}
