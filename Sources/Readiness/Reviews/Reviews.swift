/// All reviews of a log, folded.
package struct Reviews: Hashable, Sendable {
  /// In the order of their opening.
  package private(set) var all: [Review] = []

  package subscript(id: Review.ID) -> Review? { all.last { $0.id == id } }

  /// A component's reviews, the oldest first.
  package func of(_ component: Component.ID) -> [Review] {
    all.filter { $0.component == component }
  }

  /// The review of a component that can still be signed.
  package func open(of component: Component.ID) -> Review? {
    all.last { $0.component == component && $0.isOpen }
  }

  /// The newest decided review of a component at a level.
  package func decided(of component: Component.ID, at level: Level) -> Review? {
    all.last { $0.component == component && $0.level == level && $0.decision != nil }
  }

  /// The tasks that reviews of a component at a level have set and that are not done.
  package func owed(of component: Component.ID, at level: Level) -> [Gate.Owed] {
    of(component).filter { $0.level == level }.flatMap { review in
      review.duties.filter { $0.isTask && $0.done == nil }
        .map { Gate.Owed(review: review.id, task: $0) }
    }
  }

  mutating func open(_ opened: Review.Opened, in event: Event) {
    all.append(Review(opened, in: event))
  }

  /// Takes a fact to the review that it belongs to.
  ///
  /// What is about a review that no event opened, or that has ended, is left out: the log keeps it,
  /// and it changes nothing.
  mutating func change(_ id: Review.ID, _ change: (inout Review) -> Void) {
    guard let index = all.lastIndex(where: { $0.id == id }) else { return }
    change(&all[index])
  }
}

extension Reviews {
  mutating func fold(_ run: Review.EthicsRun, in event: Event) {
    change(run.review) { if $0.isOpen { $0.ethics = event.kept(run) } }
  }

  mutating func fold(_ asked: Review.Asked, in event: Event) {
    change(asked.review) {
      if $0.isOpen { $0.questions.append(.init(asked: event.kept(asked))) }
    }
  }

  mutating func fold(_ answered: Review.Answered, in event: Event) {
    change(answered.review) {
      guard $0.isOpen, $0.questions.indices.contains(answered.question - 1) else { return }
      $0.questions[answered.question - 1].answer = event.kept(answered)
    }
  }

  mutating func fold(_ signed: Review.Signed<Review.Vote>, in event: Event) {
    change(signed.content.review) { if $0.isOpen { $0.signatures.append(event.kept(signed)) } }
  }

  mutating func fold(_ decided: Review.Signed<Review.Decision>, in event: Event) {
    change(decided.content.review) { if $0.isOpen { $0.decision = event.kept(decided) } }
  }

  mutating func fold(_ closed: Review.TaskClosed, in event: Event) {
    change(closed.review) { if $0.decision != nil { $0.done[closed.task] = event.kept(closed) } }
  }

  mutating func fold(_ debriefed: Review.Debriefed, in event: Event) {
    change(debriefed.review) {
      if $0.decision != nil, $0.debrief == nil { $0.debrief = event.kept(debriefed) }
    }
  }

  mutating func fold(_ withdrawn: Review.Withdrawn, in event: Event) {
    change(withdrawn.review) { if $0.isOpen { $0.withdrawn = event.kept(withdrawn) } }
  }
}

extension Event {
  fileprivate func kept<Body>(_ body: Body) -> Review.Kept<Body> {
    .init(body: body, at: at, by: by, position: position)
  }
}
