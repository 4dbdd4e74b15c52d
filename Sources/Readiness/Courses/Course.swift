/// What a component has done on the ladder so far, stay by stay.
///
/// The stays follow each other without a gap from its entry to now, so that their lengths add up.
/// What the log has at an earlier time than the event before it, because a clock was set back, is
/// taken for having happened at the time of that one, and what it has at a later time than now for
/// happening now: no stay is negative.
package struct Course: Hashable, Sendable {
  package let stays: [Stay]
  /// Graduations through 9: the component stays there, and goes on being reviewed.
  package let renewals: [Instant]
  /// Whether times in the log go backwards, or lie ahead of now.
  package let isOutOfTime: Bool
  /// The first step that the rules of levels do not allow, in words; the course ends there.
  package let fault: String?

  /// The time that it worked at a level without leaving it.
  package struct Stay: Hashable, Sendable {
    package let level: Level
    package let from: Instant
    /// Now, where it has not ended.
    package let until: Instant
    package let end: End

    package var days: Double { Double(until.milliseconds - from.milliseconds) / 86_400_000 }
    package var isWaiting: Bool { end == .waiting }
  }

  package enum End: Hashable, Sendable {
    case graduated(Fact.LevelGraduated)
    case switchedBack(Fact.ComponentSwitchedBack)
    /// It works there now.
    case waiting
    /// The next step in the log is none that the rules allow.
    case broken
  }

  /// - Parameters:
  ///   - history: The steps that it took.
  ///   - now: The instant to look at it from.
  package init(of history: LevelHistory, at now: Instant) {
    var stays: [Stay] = []
    var renewals: [Instant] = []
    var clock: Instant?
    var isOutOfTime = false
    func tick(_ instant: Instant) -> Instant {
      let next = min(clock.map { max($0, instant) } ?? instant, now)
      if next != instant { isOutOfTime = true }
      clock = next
      return next
    }
    var open: (level: Level, from: Instant)?
    func leave(_ end: End, at instant: Instant) {
      let until = tick(instant)
      if let now = open {
        stays.append(Stay(level: now.level, from: now.from, until: until, end: end))
      }
      open = nil
    }
    let sound = history.steps.prefix(history.soundCount)
    for step in sound {
      switch step {
      case .entered(let entry): open = (entry.level, tick(entry.on))
      case .graduated(let graduated, let at):
        guard let above = graduated.level.next else {
          renewals.append(tick(at))
          continue
        }
        leave(.graduated(graduated), at: at)
        open = (above, at)
      case .switchedBack(let back, let at):
        leave(.switchedBack(back), at: at)
        open = (back.to, at)
      }
      if let level = open?.level, let clock { open = (level, clock) }
    }
    if sound.count < history.steps.count {
      leave(.broken, at: history.steps[sound.count].at)
    } else {
      leave(.waiting, at: now)
    }
    self.stays = stays
    self.renewals = renewals
    self.isOutOfTime = isOutOfTime
    fault = history.fault
  }
}

extension Course {
  /// Every stay but the first begins with one of these.
  package var switchbacks: [(from: Level, at: Instant, step: Fact.ComponentSwitchedBack)] {
    stays.compactMap { stay in
      if case .switchedBack(let back) = stay.end { (stay.level, stay.until, back) } else { nil }
    }
  }

  /// The stay that has not ended.
  package var current: Stay? { stays.last.flatMap { $0.isWaiting ? $0 : nil } }

  /// The level that it worked at at an instant; `nil` where that lies before its entry or not before
  /// now.
  package func level(at instant: Instant) -> Level? {
    stays.last { $0.from <= instant && instant < $0.until }?.level
  }

  /// When it came to work at a level, or above, for the first time.
  package func reached(_ level: Level) -> Instant? { stays.first { $0.level >= level }?.from }

  /// Days from its entry to now.
  package var days: Double { stays.map(\.days).reduce(0, +) }
}

extension LevelHistory {
  /// How many steps from the first on are in order.
  fileprivate var soundCount: Int {
    guard fault != nil else { return steps.count }
    var part = LevelHistory()
    for (index, step) in steps.enumerated() {
      part.append(step, position: 0, at: step.at)
      if part.fault != nil { return index }
    }
    return steps.count
  }
}

extension LevelHistory.Step {
  package var at: Instant {
    switch self {
    case .entered(let entry): entry.on
    case .graduated(_, let at), .switchedBack(_, let at): at
    }
  }
}
