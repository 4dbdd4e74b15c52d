package import Readiness

extension Instant: ExpressibleByStringLiteral {
  /// A date or a time, in tests.
  package init(stringLiteral value: String) {
    self = Instant(value) ?? Instant(milliseconds: 0)
  }
}
