internal import Readiness

/// What did not pass, as commands that GitHub shows as annotations of files.
///
/// A step may make ten of each kind; the rest is told in one line.
package struct GitHubReport {
  private let report: Report

  package init(_ report: Report) { self.report = report }

  private static let most = 10

  package var text: String {
    let kinds: [(command: String, outcomes: Set<Report.Outcome>)] = [
      ("error", [.failed, .broken]), ("warning", [.undecided]), ("notice", [.warned]),
    ]
    return kinds.flatMap { kind -> [String] in
      let found = report.cases.filter { kind.outcomes.contains($0.outcome) }
      let rest = found.count - Self.most
      return found.prefix(Self.most).map { item in
        "::\(kind.command) file=\(item.place.path.property),line=\(item.place.line ?? 1),"
          + "title=\(item.name.property)::\(item.message.data)\n"
      } + (rest > 0 ? ["and \(rest) more of kind \(kind.command)\n"] : [])
    }.joined()
  }
}

extension String {
  /// The text as the message of a command.
  fileprivate var data: String {
    replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  /// The text as a property of a command.
  fileprivate var property: String {
    data.cleaned.replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}

/// What did not pass, as GitLab's report on the quality of code.
package struct GitLabReport {
  private let report: Report

  package init(_ report: Report) { self.report = report }

  package var text: String {
    JSONText.text(
      report.cases.compactMap { item in
        item.outcome.severity.map { severity in
          Entry(
            description: "\(item.name): \(item.message)", check_name: item.rule.id,
            fingerprint: item.key, severity: severity,
            location: .init(path: item.place.path, lines: .init(begin: item.place.line ?? 1)))
        }
      })
  }

  private struct Entry: Encodable {
    let description: String
    let check_name: String
    let fingerprint: String
    let severity: String
    let location: Location

    struct Location: Encodable {
      let path: String
      let lines: Lines
    }

    struct Lines: Encodable {
      let begin: Int
    }
  }
}

extension Report.Outcome {
  fileprivate var severity: String? {
    switch self {
    case .failed: "major"
    case .broken, .undecided: "minor"
    case .warned: "info"
    case .passed, .skipped: nil
    }
  }
}
