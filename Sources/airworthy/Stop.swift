import Documents
import Readiness
import Views

/// Why a command ended before its time, and what to tell the user.
enum Stop: Error {
  /// Something that a person wrote is wrong.
  case wrong([Diagnostic])
  /// The world said no: a disk, a lock, a missing program.
  case failed(String)
  /// A rule of the process does not allow it.
  case refused([Proceedings.Refusal])

  var ending: Ending {
    if case .refused = self { .notMet } else { .wrongInput }
  }

  /// A mistake in how the command was called.
  static func usage(_ message: String, fix: String? = nil) -> Stop {
    .wrong([Diagnostic(.usage, message, at: nil, fix: fix)])
  }

  init(_ refused: Proceedings.Refused) { self = .refused(refused.refusals) }

  init(_ failure: StoreFailure) {
    switch failure {
    case .refused(let reason): self = .failed(reason)
    case .unknown(let reason):
      self = .failed(
        "\(reason); the events may or may not be in the log, and running the command again is safe")
    case .damaged(let position, let reason):
      self = .failed(
        "event \(position) of the log is damaged: \(reason); 'airworthy log verify' says more")
    }
  }

  func tell(_ console: Console) {
    switch self {
    case .wrong(let diagnostics):
      console.complain(
        DiagnosticText(diagnostics).page.rendered(for: Terminal(width: console.width)))
    case .failed(let reason): console.complain("error: \(reason.cleaned)\n")
    case .refused(let refusals):
      var page = TextPage()
      for refusal in refusals {
        page.line(Line("refused: ", .bad) + Line(refusal.reason), hanging: 2)
        if let fix = refusal.fix { page.line(Line("fix: \(fix)", .faint), indent: 2, hanging: 2) }
      }
      console.complain(page.rendered(for: Terminal(width: console.width)))
    }
  }
}
