internal import Documents
internal import Readiness

/// One thing that a tool judged by itself: an expectation, a condition, a test.
struct Judged {
  let name: String
  let status: Status
  let message: String

  init(_ name: String, _ status: Status, _ message: String = "") {
    self.name = name.firstLine.shortened(to: 160)
    self.status = status
    self.message = message.firstLine.shortened(to: 200)
  }
}

extension [Judged] {
  /// What all of them come to.
  ///
  /// - Parameters:
  ///   - noun: What each is, such as `expectation`.
  ///   - subject: What they are about, after the count; empty for nothing.
  ///   - measurements: Figures beside the count.
  /// - Returns: The worst that decides; inconclusive where there is none.
  func verdict(
    _ noun: String, of subject: String = "", measurements: [Measurement] = []
  ) -> ReportAnswer.Verdict {
    let place = subject.isEmpty ? "" : " of \(subject.shortened(to: 80))"
    guard !isEmpty else {
      return .init(.inconclusive, "there is no \(noun)\(place)", measurements: measurements)
    }
    let status = Status.overall(map(\.status))
    let bad =
      filter { $0.status == .fail } + filter { $0.status == .error }
      + filter { $0.status == .inconclusive } + filter { $0.status == .warn }
    let failed = Measurement(
      statistic: "\(noun)s-not-passed",
      value: Double(filter { $0.status == .fail || $0.status == .error }.count),
      rows: count, method: "counted", limit: .init(.atMost, 0),
      status: status == .fail || status == .error ? .fail : .pass)
    guard let first = bad.first else {
      return .init(
        status, "\(count.of(noun))\(place) passed", measurements: [failed] + measurements)
    }
    let same = filter { $0.status == first.status }.count
    let verb =
      switch first.status {
      case .fail: "failed"
      case .error: "could not be judged"
      case .warn: "warned"
      default: "decided nothing"
      }
    let reason = first.message.isEmpty ? "" : ": \(first.message)"
    return .init(
      status, "\(same) of \(count.of(noun))\(place) \(verb), first \(first.name)\(reason)",
      measurements: [failed] + measurements,
      samples: [
        Sample(
          title: "what did not pass", columns: ["status", noun, "message"],
          rows: bad.prefix(20).map { [$0.status.rawValue, $0.name, $0.message] },
          total: bad.count)
      ])
  }
}
