// MARK: - Questions

extension Proceedings {
  /// Takes up a question to the team.
  package func asking(_ asked: Review.Asked) throws(Refused) -> [Fact] {
    let review = try open(asked.review)
    var refusals = undeclared(asked.by)
    if asked.text.isBlank { refusals.append(Refusal("the question is empty")) }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.questionAsked(.init(review: review.id, by: asked.by, text: asked.text))]
  }

  /// Takes up an answer: of the team that presents, and never of who asked; of anybody else where the
  /// one who asked is the whole team.
  package func answering(_ answer: Review.Answered) throws(Refused) -> [Fact] {
    let review = try open(answer.review)
    guard review.questions.indices.contains(answer.question - 1) else {
      throw Refused(
        "\(review.id) has no question \(answer.question)", fix: "it has \(review.questions.count)")
    }
    var refusals = undeclared(answer.by)
    if answer.text.isBlank { refusals.append(Refusal("the answer is empty")) }
    let asker = review.questions[answer.question - 1].asked.body.by
    if asker == answer.by {
      refusals.append(Refusal("\(asker) asked question \(answer.question), and does not answer it"))
    }
    let group = system.component(review.component)?.workingGroup(in: system) ?? [:]
    let team = group.keys.filter { $0 != asker }.sorted()
    if refusals.isEmpty, !team.isEmpty, !team.contains(answer.by) {
      refusals.append(
        Refusal(
          "\(answer.by) does not work on \(review.component), and who presents answers",
          fix: "that is \(team.map(\.rawValue).joined(separator: ", "))"))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.questionAnswered(answer)]
  }

  private func undeclared(_ person: Person.ID) -> [Refusal] {
    system.person(person) == nil
      ? [Refusal("'\(person)' is not among the people of airworthy.yaml")] : []
  }
}

// MARK: - Tasks

extension Proceedings {
  /// Closes a task of a decision, or a condition of an approval.
  ///
  /// - Parameter closed: Who closes it, with what was reached.
  /// - Returns: The fact.
  /// - Throws: ``Refused`` where it is another's, is closed, or its number is not there.
  package func closing(_ closed: Review.TaskClosed) throws(Refused) -> [Fact] {
    guard let review = ledger.reviews[closed.review] else {
      throw Refused("there is no review '\(closed.review)'", fix: "run 'airworthy review list'")
    }
    guard let duty = review.duties.first(where: { $0.number == closed.task }) else {
      throw Refused(
        "\(review.id) has no task \(closed.task)",
        fix: review.duties.isEmpty
          ? nil : "it has \(review.duties.map { "\($0.number)" }.joined(separator: ", "))")
    }
    if let done = duty.done {
      throw Refused("task \(duty.number) was closed on \(done.at.day) by \(done.body.by)")
    }
    var refusals = undeclared(closed.by)
    if closed.text.isBlank { refusals.append(Refusal("say what was reached, and where to see it")) }
    let setter = review.setter(of: duty)
    // Where both have left, it falls to whoever is there.
    let answering = [duty.owner, setter].compactMap(\.self).filter { system.person($0) != nil }
    if refusals.isEmpty, !answering.isEmpty, !answering.contains(closed.by) {
      refusals.append(
        Refusal(
          "task \(duty.number) is \(duty.owner)'s; \(closed.by) neither owns it nor set it",
          fix: "\(answering.map(\.rawValue).joined(separator: " or ")) closes it"))
    }
    if let measure = duty.measure {
      refusals += faults(of: closed.reached, for: measure)
    } else if closed.reached != nil {
      refusals.append(Refusal("a condition asks for no number", fix: "leave --reached out"))
    }
    if !refusals.isEmpty { throw Refused(refusals) }
    return [.taskClosed(closed)]
  }

  private func faults(of reached: String?, for measure: Review.Task.Measure) -> [Refusal] {
    switch measure {
    case .none:
      return reached == nil
        ? [] : [Refusal("the task asks for no number", fix: "leave --reached out")]
    case .number(let asked):
      guard let reached, measure.isAnswered(by: reached) else {
        return [
          Refusal(
            "the task asks for a number: \(asked)", fix: "give the one reached: --reached NUMBER")
        ]
      }
      return measure.isReached(by: reached) == false
        ? [Refusal("\(reached) is not what was asked for: \(asked)")] : []
    }
  }

  /// Ends a review without a decision.
  package func withdrawing(_ withdrawn: Review.Withdrawn) throws(Refused) -> [Fact] {
    guard let review = ledger.reviews[withdrawn.review] else {
      throw Refused("there is no review '\(withdrawn.review)'", fix: "run 'airworthy review list'")
    }
    guard review.isOpen else {
      throw Refused("\(review.id) has ended", fix: "only an open review can be withdrawn")
    }
    if withdrawn.reason.isBlank {
      throw Refused("a review that ends without a decision needs its reason", fix: "add --reason")
    }
    return [.reviewWithdrawn(withdrawn)]
  }
}

extension Review {
  /// Who asked for a duty: the decider, or the one whose approval has it for a condition.
  fileprivate func setter(of duty: Duty) -> Person.ID? {
    if duty.isTask { return decision?.body.content.by }
    return votes.map(\.body.content).first { vote in
      vote.conditions.contains { $0.text == duty.text && $0.owner == duty.owner }
    }?.by
  }
}

// MARK: - Words

extension Review.Task.Measure {
  package var asksNumber: Bool { if case .number = self { true } else { false } }

  /// Whether what is told is a number where one is asked for.
  package func isAnswered(by reached: String?) -> Bool {
    !asksNumber || reached.map { $0.numbers.count == 1 } ?? false
  }

  /// Whether the number that was reached is the one that was asked for; `nil` where only a person can
  /// tell, since the task does not say in which direction, or in what unit.
  package func isReached(by reached: String) -> Bool? {
    guard case .number(let asked) = self, let bound = asked.numbers.first,
      asked.numbers.count == 1, let value = reached.numbers.first, reached.numbers.count == 1,
      asked.contains("%") == reached.contains("%")
    else { return nil }
    if ["at least", "≥", ">="].contains(where: asked.contains) { return value >= bound }
    if ["at most", "≤", "<="].contains(where: asked.contains) { return value <= bound }
    return nil
  }
}

extension Gate {
  /// The criteria that keep it shut, six at most by name; `nil` where there are none.
  package var blockerWords: String? {
    let names = blockers.map(\.criterion.id.rawValue)
    guard !names.isEmpty else { return nil }
    return names.prefix(6).joined(separator: ", ")
      + (names.count > 6 ? " and \(names.count - 6) more" : "")
  }
}

extension Gate.Owed {
  /// `task 2 of m-4-1, more cases (owen)`.
  package var words: String { "task \(task.number) of \(review), \(task.text) (\(task.owner))," }
}

extension String {
  /// Whether there is nothing to read in it.
  package var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The numbers in it, with their signs; what stands between digits is none.
  fileprivate var numbers: [Double] {
    matches(of: #/(?:^|[^0-9.\-])(-?[0-9]+(?:\.[0-9]+)?(?:[eE][\-+]?[0-9]+)?)/#)
      .compactMap { Double($0.output.1) }
  }
}
