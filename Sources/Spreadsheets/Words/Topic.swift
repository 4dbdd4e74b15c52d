internal import Readiness

/// What a row is answered for: a control of a subject.
struct Topic: Hashable, Sendable {
  let control: Control.ID
  let subject: Subject

  /// As a cell names it: `data.schema · flight-data`.
  var words: String { "\(control)\(Self.mark)\(subject)" }

  private static let mark = " · "

  init(_ control: Control.ID, of subject: Subject) {
    self.control = control
    self.subject = subject
  }

  /// Reads what ``words`` writes; `nil` for anything else.
  init?(words: String) {
    let parts = words.split(separator: Self.mark, omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    control = Control.ID(String(parts[0]))
    subject = Subject(name: String(parts[1]))
  }
}
