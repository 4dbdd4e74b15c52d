/// A checkable practice: a statement that is true of a ready system.
///
/// Evidence is attached to controls only; frameworks read controls.
package struct Control: Identifiable, Sendable {
  package typealias ID = Identifier<Control>

  package let id: ID
  package let statement: String
  package let why: String
  package let remedy: String
  package let scope: Scope
  /// The versions that evidence for this control speaks about.
  package let boundTo: Set<VersionPart>
  /// For how many days evidence counts as fresh.
  package let freshForDays: Int
  /// The level whose review should not pass without it.
  package let gate: Level
  /// An estimate, which a team's policy may replace.
  package let effort: Effort
  package let examples: Examples

  /// Whom a control is about.
  package enum Scope: Hashable, Sendable {
    case system
    case everyComponent
    case components(Set<Component.Kind>)
  }

  package init(
    id: ID, statement: String, why: String, remedy: String, scope: Scope,
    boundTo: Set<VersionPart>, freshForDays: Int, gate: Level, effort: Effort = .usual,
    examples: Examples = Examples()
  ) {
    self.id = id
    self.statement = statement
    self.why = why
    self.remedy = remedy
    self.scope = scope
    self.boundTo = boundTo
    self.freshForDays = freshForDays
    self.gate = gate
    self.effort = effort
    self.examples = examples
  }
}

extension Control {
  /// Examples of evidence under which the control holds and does not; each is run by a test.
  package struct Examples: Sendable {
    package let holds: [Example]
    package let fails: [Example]

    package init(holds: [Example] = [], fails: [Example] = []) {
      self.holds = holds
      self.fails = fails
    }
  }

  package struct Example: Sendable {
    package let title: String
    package let shown: Shown

    /// What there is to see in the example.
    package enum Shown: Sendable {
      case attestation(says: Bool, artefact: String?, ageDays: Int, changed: Set<VersionPart>)
      case evidence(status: Status, ageDays: Int, changed: Set<VersionPart>)
      /// A tree of files, by path, for the checks that read a repository.
      case files([String: String])
    }

    package init(title: String, shown: Shown) {
      self.title = title
      self.shown = shown
    }
  }
}
