package import Readiness

// Words of a plan that its pages share.

extension Plan {
  /// What is to be reached, and what it takes, in a sentence or two.
  package var headline: String {
    switch outcome {
    case .reached:
      return "Reached: \(goalWords)." + (reviews.isEmpty ? "" : " What is left is \(reviewWords).")
    case .planned:
      let amount = effort == .none ? "no work" : "\(effort.words) of work"
      let work = steps.isEmpty ? "no work is left" : "\(steps.count.of("step")), \(amount)"
      let decided = reviews.isEmpty ? "" : ", then \(reviewWords)"
      return "The shortest way to \(goalWords): \(work)\(decided)."
    case .unreachable(let obstacle):
      return "Out of reach: \(goalWords). \(obstacle.words(of: framework))"
    }
  }

  var tone: Tone {
    switch outcome {
    case .reached: .good
    case .planned: .unsure
    case .unreachable: .bad
    }
  }

  /// The framework that a score is asked of.
  var framework: Framework? {
    guard case .score(let id, _) = goal else { return nil }
    return before.scores.first { $0.framework.id == id }?.framework
  }

  var goalWords: String {
    switch goal {
    case .nextGates(let components):
      let gates = before.components.filter { components.contains($0.component.id) }
        .compactMap(\.nextGate)
      let levels = Dictionary(grouping: gates, by: \.level).sorted { $0.key < $1.key }
      return levels.isEmpty
        ? "the last gate"
        : levels.map { level, gates in
          "gate \(level) of \(gates.map(\.component.rawValue).few)"
        }.listed
    case .level(let level, let components):
      let names = components.map(\.rawValue)
      let isEvery = names.count == before.components.count && names.count > 1
      return "level \(level) for \(isEvery ? "every component" : names.few)"
    case .score(let id, let threshold):
      return "\(framework?.name ?? id.rawValue) \(threshold.words)"
    }
  }

  private var reviewWords: String { reviews.count.of("review") }

  /// What becomes of the reviews that it names; `nil` where there are none.
  var outcomeWords: String? {
    reviews.isEmpty
      ? nil
      : "A review is held with 'airworthy review open COMPONENT': people sign and decide, and the "
        + "component goes on only then."
  }

  /// What to do before the plan is believed: run the checks whose answers it takes for granted.
  var unknownWords: String? {
    let runs = steps.filter(\.isOnlyRun).map { "\($0.number)" }
    guard !runs.isEmpty else { return nil }
    let which = runs.count == 1 ? "Step \(runs[0]) only runs" : "Steps \(runs.few) only run"
    return "\(which) checks, taken to pass: run 'airworthy check', then plan again."
  }

  /// The step that helps most, and why.
  var bestWords: String? {
    guard let best, let step = steps.first(where: { $0.number == best.step }) else { return nil }
    let which = "step \(best.step), \(step.before.name) (\(step.effort.words))"
    guard best.gain > 0 else {
      return "No step alone moves the goal; \(which) moves most beside it."
    }
    let gain =
      framework.map { _ in "brings \(best.gain.brief) of the total" }
      ?? "opens \(Int(best.gain).of("criterion", "criteria")) of the goal"
    return "Helps most: \(which), which alone \(gain)."
  }

  /// Totals that would be other ones, before and after.
  var totals: [(name: String, before: String, after: String)] {
    zip(before.scores, after.scores).compactMap { now, then in
      let words = (now.stands.words(of: now.framework), then.stands.words(of: then.framework))
      return words.0 == words.1 ? nil : (now.framework.name, words.0, words.1)
    }
  }

  /// What else there is to know.
  var notes: [String] {
    var notes = waivers.map { waiver in
      "It stands on the waiver of \(waiver.control) for \(waiver.subject), until "
        + "\(waiver.until.day)."
    }
    notes += lapses.prefix(5).map { lapse in
      "What shows \(lapse.reading.name) grows too old on \(lapse.until.day), before one person is "
        + "through; show it again."
    }
    if lapses.count > 5 { notes.append("So does what shows \(lapses.count - 5) more.") }
    guard !steps.isEmpty else { return notes }
    return notes + [
      "Efforts are estimates; 'policy: effort' in airworthy.yaml sets your own. 'airworthy explain "
        + "NAME' says all that a step takes.",
      "A waiver opens a gate for a while and raises no score; what does not concern you is declared "
        + "not applicable. Neither is work, so neither is planned.",
    ]
  }
}

extension Plan.Stage {
  /// `Gate 4: 6 steps, 5.5 days`.
  var title: String {
    let work = "\(steps.count.of("step")), \(effort.words)"
    return level.map { "Gate \($0): \(work)" } ?? "What to do: \(work)"
  }

  /// The reviews in words, those that differ in nothing but the component together.
  var decisions: [String] {
    var groups: [(review: Plan.Review, components: [String])] = []
    for review in reviews {
      let like = groups.firstIndex { group in
        group.review.reviewers == review.reviewers && group.review.criteria == review.criteria
          && group.review.controls == review.controls
      }
      if let like {
        groups[like].components.append(review.component.rawValue)
      } else {
        groups.append((review, [review.component.rawValue]))
      }
    }
    return groups.map { $0.review.words(for: $0.components) }
  }
}

extension Plan.Review {
  /// `the review of gate 4 for delay-model, a key decision, by mara; it settles G.4 and G.12, and
  /// with it gov.panel is to be answered`.
  fileprivate func words(for components: [String]) -> String {
    let key = isKeyDecision ? ", a key decision" : ""
    let who = reviewers.isEmpty ? "" : ", by \(reviewers.map(\.rawValue).few)"
    let made = criteria.isEmpty ? "" : "; it settles \(criteria.map(\.rawValue).listed)"
    let verb = controls.count == 1 ? "is" : "are"
    let then =
      controls.isEmpty
      ? "" : "; with it \(controls.map(\.rawValue).listed) \(verb) to be answered"
    return "decide: the review of gate \(level) for \(components.few)\(key)\(who)\(made)\(then)"
  }
}

extension Plan.Step {
  /// Whether it does nothing but run checks that are declared; nobody knows what they will say.
  fileprivate var isOnlyRun: Bool {
    acts.allSatisfy { act in if case .run = act.what { true } else { false } }
  }

  /// `none → documented`; what is newly vouched for where the assurance stays.
  var climb: String {
    before.assurance == after.assurance
      ? "\(before.assurance.name), \(before.standing.name) → \(after.standing.name)"
      : "\(before.assurance.name) → \(after.assurance.name)"
  }

  /// What to do, part by part, each with its kind.
  var instructions: [(kind: Act.Kind, words: String)] {
    acts.map { ($0.kind, $0.words(for: self)) }
  }

  /// What it opens in its turn, and how much of that it opens alone, where that is not all.
  var opens: String {
    let (own, then) = (alone.words, inTurn.words)
    if own.isEmpty, then.isEmpty, !askedInReview.isEmpty {
      return "asked for in the review, by \(askedInReview.map(\.rawValue).listed)"
    }
    if then.isEmpty {
      return own.isEmpty ? "part of what a later step opens" : "alone opens \(own)"
    }
    return own == then ? "opens \(then)" : "opens \(then); alone \(own.isEmpty ? "nothing" : own)"
  }
}

extension Act {
  func words(for step: Plan.Step) -> String {
    switch what {
    case .put: return step.control.remedy.firstSentence
    case .mend(_, let people):
      let told = people.isEmpty ? "" : " Then \(people.map(\.rawValue).listed) can say yes."
      return "mend this: \(step.before.objection.asSentence) "
        + "\(step.control.remedy.firstSentence)\(told)"
    case .confirm(let people):
      return "\(people.map(\.rawValue).listed) looks again whether it still is so, and dates the "
        + "word anew"
    case .run(let way):
      return way.command.isEmpty ? "the check '\(way.check)' again" : way.command
    case .show(let kinds) where kinds.isEmpty:
      return "a test or tool of yours that shows it; bring its result in as evidence"
    case .show(let kinds):
      return "declare a \(kinds.joined(separator: " or ")) check in airworthy.yaml, and run it"
    case .settle(let check, let rows):
      let more = rows.map { " Of rows it would take about \($0)." } ?? ""
      return "bring '\(check)' to a decision: \(step.before.objection.asSentence)\(more)"
    case .judge:
      return "a reviewer judges what is shown, and says so in attestations.yaml"
    case .automate: return "have that run on every change or by a schedule, in automation"
    case .wait(let runs): return "\(runs.of("run")) in automation, all of which pass"
    }
  }
}

extension Reading {
  /// What stands in the way of it: what its newest evidence says, waived or not.
  fileprivate var objection: String {
    let against: [Status] = [.fail, .error, .inconclusive]
    let ground = against.lazy.compactMap { status in grounds.first { $0.status == status } }.first
    return ground?.words ?? because
  }
}

extension Opening {
  /// `L3.6, gate 3 of flight-data, R1.1 0 → 3`; nothing where it opens nothing.
  var words: String {
    var named: [String] = []
    for id in criteria.map(\.criterion.rawValue) where !named.contains(id) { named.append(id) }
    let levels = Dictionary(grouping: gates, by: \.level).sorted { $0.key < $1.key }
    return
      (named
      + levels.map { level, gates in "gate \(level) of \(gates.map(\.component.rawValue).few)" }
      + items.map { "\($0.item) \($0.before.brief) → \($0.after.brief)" }).joined(separator: ", ")
  }
}

extension Threshold {
  var words: String {
    switch self {
    case .atLeast(let least), .atLeastRounded(let least): "of at least \(least.brief)"
    case .above(let bound): "above \(bound.brief)"
    case .complete: "with every point that applies"
    }
  }
}

extension Obstacle {
  func words(of framework: Framework?) -> String {
    func left(_ out: [ItemScore]) -> String {
      let names = out.map(\.item.id.rawValue)
      return "\(names.few) \(names.count == 1 ? "does" : "do") not apply"
    }
    switch self {
    case .noTotal(let out):
      return "It has no total, since too few items apply: \(left(out))."
    case .tooHigh(let most, let out):
      return "The most that this system can have is \(most.brief)"
        + (out.isEmpty ? "." : ": \(left(out)).")
    case .nothingAsked: return "Nothing that it asks applies to this system."
    case .tooEntangled:
      return "Its items share controls in so many ways that the shortest one cannot be found."
    }
  }
}

extension Effort {
  /// What each rung is estimated to take.
  var words: String {
    "about \(documented.words) to document it, \(demonstrated.words) more to demonstrate it, "
      + "\(continuous.words) more to automate that"
  }
}

extension Days {
  /// `2.25 days`, to the hundredth.
  package var words: String {
    if self == .none { return "no work" }
    let hundredths = max(0.01, (value * 100).rounded() / 100)
    return hundredths == 1 ? "1 day" : "\(hundredths.brief) days"
  }
}

extension [String] {
  /// All of a few names, or the first of many and how many more there are.
  var few: String {
    count <= 6 ? listed : prefix(4).joined(separator: ", ") + " and \(count - 4) more"
  }
}

extension String {
  /// The text with one full stop at its end.
  fileprivate var asSentence: String { hasSuffix(".") ? self : self + "." }

  /// The text up to its first full stop that ends a sentence.
  fileprivate var firstSentence: String {
    range(ofSentenceEnd: ". ").map { String(self[..<$0]) + "." } ?? self
  }

  private func range(ofSentenceEnd mark: String) -> Index? {
    var start = startIndex
    while let space = self[start...].firstIndex(of: " ") {
      if space > startIndex, self[index(before: space)] == "." { return index(before: space) }
      start = index(after: space)
    }
    return nil
  }
}
