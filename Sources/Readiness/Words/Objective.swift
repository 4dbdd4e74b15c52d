/// A level that is to be reached by a day.
package struct Objective: Hashable, Sendable {
  package let level: Level
  /// A day; reached at its end, in UTC, is reached in time.
  package let by: Instant
  /// The component that is to reach it; `nil` for every one.
  package let component: Component.ID?

  package init(level: Level, by day: Instant, component: Component.ID? = nil) {
    self.level = level
    by = day
    self.component = component
  }

  /// The first instant that is too late.
  package var end: Instant {
    let day = 86_400_000 as Int64
    let into = by.milliseconds % day
    return Instant(milliseconds: by.milliseconds - (into < 0 ? into + day : into) + day)
  }
}
