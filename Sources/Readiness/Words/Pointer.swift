/// What a step of a requirement names as its evidence, with what there is of it in the folder.
package struct Pointer: Hashable, Sendable {
  /// As it is written, such as `check:golden-set`.
  package let text: String
  package let target: Target

  package enum Target: Hashable, Sendable {
    case control(Control.ID)
    case check(Evidence.CheckID)
    /// A test, and the line of its file that names it; `nil` where none does.
    case test(TestName, line: Int?)
    /// A file, a section or an address; `pinned` begins the digest that it had when it was named.
    case artefact(Artefact, pinned: String?)
    case statement(PersonsStatement)
    /// A file that is not there.
    case missing(String)
  }

  package init(_ text: String, _ target: Target) {
    self.text = text
    self.target = target
  }
}

/// A named person's word that a step was done, and how it went.
package struct PersonsStatement: Hashable, Sendable {
  package let by: Person.ID
  package let on: Instant
  package let text: String
  /// From when on it no longer counts, if it says so.
  package let until: Instant?

  package init(by person: Person.ID, on: Instant, text: String, until: Instant? = nil) {
    by = person
    self.on = on
    self.text = text
    self.until = until
  }
}

extension Declarations {
  /// The tests that requirements name, in order, each once.
  package var testNames: [TestName] {
    let pointers = requirements.flatMap { $0.verification + $0.validation }.flatMap(\.evidence)
    let names = pointers.compactMap { pointer -> TestName? in
      if case .test(let name, _) = pointer.target { name } else { nil }
    }
    return Dictionary(names.map { ($0.description, $0) }, uniquingKeysWith: { first, _ in first })
      .sorted { $0.key < $1.key }.map(\.value)
  }
}
