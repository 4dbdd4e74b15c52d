internal import Readiness
internal import Worth

extension WorthReport {
  /// What somebody who decides asks, with the answers in a sentence each.
  var brief: Section {
    Section(
      title: "In short", header: ["", ""],
      rows: [
        ["What is it worth?", worth], ["How likely is a loss?", risk],
        ["What drives it?", driver], ["How much to automate?", part],
        ["What if it breaks?", breaks], ["What to find out next?", next],
      ].filter { !($0[1].isEmpty) })
  }

  private var worth: String {
    guard let best = analysis.best else { return "" }
    let model = analysis.model
    return
      "\(money(best.mean)) over \(model.horizonPeriods.of(model.period)) in the mean, and between "
      + "\(money(best.low)) and \(money(best.high)) in nine cases of ten, if \(best.deed)."
  }

  private var risk: String {
    guard let best = analysis.best else { return "" }
    let limits = analysis.model.further.limits
    let source = limits.deployAtMost.isConfirmed ? "" : ", a default"
    return
      "\(best.loss.percent) (± \((2 * best.lossError).percent) from drawing). Up to "
      + "\(limits.deployAtMost.value.percent) is borne\(source). In the worst twentieth of the "
      + "cases it comes to \(money(best.worst)) in the mean."
  }

  private var driver: String {
    let bars = analysis.tornado.bars
    guard let first = bars.first else { return "" }
    func moves(_ bar: Tornado.Bar) -> String {
      "\(bar.name): from \(bar.low.brief) to \(bar.high.brief) it moves the value from "
        + "\(bar.atLow.amount) to \(bar.atHigh.amount)"
    }
    return moves(first).capitalisedFirst
      + (bars.count > 1 ? "; then \(moves(bars[1]))." : ".")
  }

  private var part: String {
    if analysis.automation != nil { return automationWords }
    return
      "Nothing says how well the model does where it is sure of itself: name a check under "
      + "'confidence' in worth.yaml, and it is told which part pays."
  }

  private var breaks: String {
    guard let planB = analysis.planB, let degradation = analysis.model.degradation else {
      return ""
    }
    let model = analysis.model
    let latest =
      planB.latest.map { "it earns its cost if it is there by \(model.period) \($0)" }
      ?? "it never earns its cost"
    let monitor = analysis.monitors.first.map {
      " To notice within \($0.detectionPeriods.brief) instead of "
        + "\(degradation.detectionPeriods.value.brief) \(model.period)s is worth "
        + "\(money($0.worth))."
    }
    let often = analysis.best.map {
      "It breaks \((($0.incidents * 10).rounded() / 10).brief) times in \(model.horizonPeriods.of(model.period)), in the mean. "
    }
    return
      "\(often ?? "")Plan B is worth \(money(planB.atOnce)) before its cost; \(latest)."
      + (monitor ?? "")
  }

  private var next: String {
    let names = guessed.prefix(3).map(\.name).joined(separator: ", ")
    let count = guessed.count
    let learnt = analysis.information.questions.filter { $0.worth > 0 }.sorted {
      ($1.worth, $0.name) < ($0.worth, $1.name)
    }
    var sentences: [String] = []
    if count > 0 {
      sentences.append(
        count == 1
          ? "Have somebody stand by \(names)."
          : "Have somebody stand by the \(count) guesses, those first that matter most: \(names).")
    }
    if let first = learnt.first {
      sentences.append(
        "To know \(first.name) exactly before deciding is worth \(money(first.worth)) at most.")
    } else if analysis.information.perfect > 0 {
      sentences.append(
        "No single number would change the decision; to know all of them would be worth "
          + "\(money(analysis.information.perfect)).")
    } else {
      sentences.append("Nothing that could be learnt would change the decision.")
    }
    return sentences.joined(separator: " ")
  }

  /// The numbers that nobody confirmed, those first that move the value most.
  var guessed: [Quantity] {
    let order = analysis.tornado.bars.enumerated().map { ($0.element.name, $0.offset) }
    let places = Dictionary(order, uniquingKeysWith: { first, _ in first })
    return analysis.model.unconfirmed.enumerated().sorted {
      (places[$0.element.name] ?? .max, $0.offset) < (places[$1.element.name] ?? .max, $1.offset)
    }.map(\.element)
  }
}

extension Outcome {
  /// What is done, as the end of a sentence that begins with *if*.
  fileprivate var deed: String {
    let how =
      switch policy.rollout {
      case .none: "all goes on as today"
      case .full: "the model handles all of its share"
      case .partial: "the model handles only what it is sure of"
      case .assisted: "people look at each of its predictions"
      case .trial: "it is tried on a part first"
      }
    return switch policy.planB {
    case .now: "\(how), with plan B from the start"
    case .later: "\(how), with plan B later"
    case .never: "\(how), without plan B"
    case .unneeded: how
    }
  }
}
