package import Documents
package import Readiness

/// Something the machine runs: source in, findings out.
///
/// A kind of check is one file: its settings with their shape, and how it finds. It is listed in
/// ``Catalog``.
package protocol Check: Sendable {
  /// The word after `check:` in `airworthy.yaml`.
  static var kind: String { get }
  /// What may stand beside it.
  static var shape: Shape<Self> { get }
  /// The controls that a check of this kind can speak about.
  static var controls: [Control.ID] { get }
  /// Those of them that it can show; the others it can only refute or find missing.
  static var showable: [Control.ID] { get }

  /// The data that it reads.
  var datasets: [Located<Dataset.ID>] { get }
  /// Of these the ones that must have a time.
  var timed: [Located<Dataset.ID>] { get }
  /// The component that its settings name.
  var component: Located<Component.ID>? { get }
  /// Whether the rules that are declared of the data decide its answers.
  var judgesByRules: Bool { get }
  /// What it speaks about, also when it cannot run.
  func answers(in source: Source) -> [Question]

  /// Looks at the source.
  ///
  /// - Throws: ``CannotRun`` where there is nothing to look at; that is recorded as an error for
  ///   each question.
  func findings(in source: Source) throws(CannotRun) -> [Finding]
}

extension Check {
  package static var showable: [Control.ID] { controls }
  package var datasets: [Located<Dataset.ID>] { [] }
  package var timed: [Located<Dataset.ID>] { [] }
  package var component: Located<Component.ID>? { nil }
  package var judgesByRules: Bool { false }
}

/// A control to answer, and for whom.
package struct Question: Hashable, Sendable {
  package let control: Control.ID
  package let subject: Subject

  package init(_ control: Control.ID, _ subject: Subject) {
    self.control = control
    self.subject = subject
  }
}

/// Why a check could not look, in one sentence that says what to do.
package struct CannotRun: Error, Hashable, Sendable {
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

/// What checks look at.
package struct Source: Sendable {
  package let folder: Folder
  package let declared: Declarations
  package let datasets: [Dataset.ID: Dataset]
  /// What the log says before this run.
  package let ledger: Ledger
  package let now: Instant
  package let worth: WorthRecord
  private let packs: Packs
  /// The levels, and whom each asks for.
  var scale: ReadinessScale { packs.scale }

  package init(
    folder: Folder, declared: Declarations, packs: Packs, datasets: [Dataset.ID: Dataset] = [:],
    ledger: Ledger = Ledger(), now: Instant, worth: WorthRecord = .missing
  ) {
    self.packs = packs
    self.folder = folder
    self.declared = declared
    self.datasets = datasets
    self.ledger = ledger
    self.now = now
    self.worth = worth
  }

  /// Whom a control is answered for in this system.
  func subjects(of control: Control.ID) -> [Subject] {
    packs.controls[control].map { declared.system.subjects(of: $0.scope) } ?? []
  }

  /// How the requirements stand by what the log says.
  var requirementStandings: RequirementStandings {
    RequirementStandings(
      declared.requirements,
      by: RequirementReader(
        ControlReader(system: declared.system, packs: packs, ledger: ledger, now: now)))
  }
}

/// What there is of a worth analysis.
package enum WorthRecord: Hashable, Sendable {
  case missing
  /// Nothing is on record; these numbers are guesses.
  case undecided(guesses: [String])
  /// A decision is on record, and the numbers now advise something else.
  case reopened(decided: String, now: String)
  /// A decision is on record that the numbers still bear.
  case decided(Fact.WorthDecided.Depth, summary: String, guesses: [String])
}

/// A check as `airworthy.yaml` declares it.
package struct DeclaredCheck: Sendable {
  package let id: Evidence.CheckID
  package let check: any Check
  /// A digest of all that its answers depend on besides the data.
  package let configuration: String

  package init(id: Evidence.CheckID, check: any Check, configuration: String) {
    self.id = id
    self.check = check
    self.configuration = configuration
  }

  /// The findings; where the check cannot run, one error for each of its questions.
  package func findings(in source: Source) -> [Finding] {
    do throws(CannotRun) {
      return try check.findings(in: source)
    } catch {
      return check.answers(in: source).map { question in
        Finding(
          control: question.control, subject: question.subject, status: .error,
          summary: error.reason)
      }
    }
  }
}
