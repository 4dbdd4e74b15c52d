/// What can show controls without a person's word: the checks that are declared, and those that
/// could be.
package struct Means: Sendable {
  /// A check that answers for a control, and the command that runs it.
  package struct Way: Hashable, Sendable {
    package let check: Evidence.CheckID
    package let command: String
    /// Whether running it may show the control as things are; not where it is known to lack
    /// something.
    package let isReady: Bool

    package init(check: Evidence.CheckID, command: String, isReady: Bool = true) {
      self.check = check
      self.command = command
      self.isReady = isReady
    }
  }

  private let ways: [Control.ID: [Subject: [Way]]]
  private let kinds: [Control.ID: [String]]

  /// - Parameters:
  ///   - ways: What is declared for each control of each subject, in the order to run it.
  ///   - kinds: Kinds of checks that can speak about a control, once they are declared.
  package init(
    ways: [Control.ID: [Subject: [Way]]] = [:], kinds: [Control.ID: [String]] = [:]
  ) {
    self.ways = ways
    self.kinds = kinds
  }

  package func ways(to control: Control.ID, of subject: Subject) -> [Way] {
    ways[control]?[subject] ?? []
  }

  package func kinds(of control: Control.ID) -> [String] { kinds[control] ?? [] }
}
