package import Readiness

/// What answers opened: how each stands now and until when, and the totals and gates that read it.
package struct AnswerEffectText {
  private let effect: AnswerEffect

  package init(_ effect: AnswerEffect) { self.effect = effect }

  package var page: TextPage {
    var page = TextPage()
    for reading in effect.readings {
      page.line(
        reading.standing.sign.line + Line("  \(reading.name)", .strong)
          + Line(reading.standing == .holds ? ", \(reading.assurance.name)" : ""))
      if reading.standing != .holds, !reading.because.isEmpty {
        page.line(Line(reading.because, .faint), indent: 2, hanging: 2)
      }
      if !reading.standing.isNotApplicable, let until = reading.newestWord?.freshUntil {
        page.line(
          Line("to be given again by \(until.day)\(reading.control.changeWords)", .faint),
          indent: 2, hanging: 2)
      }
    }
    for (before, after) in effect.scores {
      page.line(line(before, after), indent: 2, hanging: 2)
    }
    for (before, after) in effect.gates {
      let isMoved = before.metCount != after.metCount || before.outcome != after.outcome
      page.line(
        Line("gate \(after.level) of \(after.component) ")
          + Line(
            isMoved ? "\(before.metCount) → \(after.metCount)" : "stays at \(after.metCount)",
            isMoved ? .good : .plain)
          + Line(" of \(after.askedCount) criteria"), indent: 2, hanging: 2)
    }
    return page
  }

  private func line(_ before: Score, _ after: Score) -> Line {
    let framework = after.framework
    let (was, now) = (before.stands.words(of: framework), after.stands.words(of: framework))
    let items = zip(before.items, after.items).filter { $0.points != $1.points }.map {
      "\($1.item.id) \($0.points.brief) → \($1.points.brief)"
    }
    let tone: Tone =
      was == now ? .plain : before.stands.points <= after.stands.points ? .good : .bad
    return Line("\(framework.name) ")
      + Line(was == now ? "stays at \(now)" : "\(was) → \(now)", tone)
      + Line(items.isEmpty ? "" : " (\(items.joined(separator: ", ")))", .faint)
  }
}

extension Reading {
  /// The newest thing that a person said about it.
  fileprivate var newestWord: Ground? {
    grounds.filter { ground in
      if case .attestation = ground.source { true } else { false }
    }.max { $0.at < $1.at }
  }
}
