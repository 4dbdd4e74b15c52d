import Documents
import Readiness
import Views

/// Why a command ended before its time, and what to tell the user.
enum Stop: Error {
  /// Something that a person wrote is wrong.
  case wrong([Diagnostic])
  /// The world said no: a disk, a lock, a missing program.
  case failed(String)

  var ending: Ending { .wrongInput }

  /// A mistake in how the command was called.
  static func usage(_ message: String, fix: String? = nil) -> Stop {
    .wrong([Diagnostic(.usage, message, at: nil, fix: fix)])
  }

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
    }
  }
}
