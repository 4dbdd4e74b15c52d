internal import Documents
internal import Readiness

/// A requirement as `requirements.yaml` writes it.
struct WrittenRequirement: Sendable {
  let id: Located<Requirement.ID>
  let kind: Requirement.Kind
  let statement: String
  let component: Located<Component.ID>?
  let tags: [String]
  let verification: [WrittenStep]
  let validation: [WrittenStep]
  let risk: Requirement.Risk?

  struct WrittenStep: Sendable {
    let text: String
    let state: Requirement.Step.State
    let evidence: [WrittenPointer]
  }

  /// The requirement, with what each step's evidence points at.
  func requirement(_ pointer: (WrittenPointer) -> Pointer?) -> Requirement {
    func steps(_ written: [WrittenStep]) -> [Requirement.Step] {
      written.map { step in
        Requirement.Step(
          text: step.text, state: step.state, evidence: step.evidence.compactMap(pointer))
      }
    }
    return Requirement(
      id: id.value, kind: kind, statement: statement,
      subject: component.map { .component($0.value) } ?? .system, tags: tags,
      verification: steps(verification), validation: steps(validation), risk: risk)
  }
}

extension Shape where Value == [WrittenRequirement] {
  static let requirements = Shape<[WrittenRequirement]>.file(
    "requirements", "What is needed, how it is verified and validated, and what missing it costs.",
    .required("requirements", .list(of: .requirement), "One entry for each requirement."),
    make: { $0 })
}

extension Shape where Value == WrittenRequirement {
  fileprivate static let requirement = Shape<WrittenRequirement>.object(
    "A documented need.",
    .required("id", Shape<Requirement.ID>.number.located, "number.subset.component, in quotes."),
    .required("kind", Shape<Requirement.Kind>.word, "research or product."),
    .required("statement", .text(), "What the system shall do."),
    .optional("component", .component, "The component that it is about; the system unless set."),
    .optional("tags", .list(of: .name, orOne: true), default: [], "E.g. security, privacy."),
    .optional("verification", .list(of: .step), default: [], "Is it built right?"),
    .optional("validation", .list(of: .step), default: [], "Is it the right thing?"),
    .optional("risk", .risk, "Probability of failure, times value."),
    make: WrittenRequirement.init(
      id:kind:statement:component:tags:verification:validation:risk:))
}

extension Shape where Value == Requirement.ID {
  fileprivate static let number = Shape<String>.text(.string(pattern: #"^\d+(\.\d+){0,2}$"#))
    .check { text, tree, reader -> Requirement.ID? in
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let areNumbers = parts.allSatisfy { part in
        !part.isEmpty && part.count <= 6 && part.allSatisfy { $0.isASCII && $0.isNumber }
      }
      if areNumbers, parts.count <= 3 { return Requirement.ID(text) }
      reader.report(
        .wrongValue, "'\(text.shortened(to: 40))' is not a requirement's number", at: tree,
        fix: "write one to three whole numbers with dots between, in quotes: \"4.2.1\"")
      return nil
    }
}

extension Shape where Value == WrittenRequirement.WrittenStep {
  fileprivate static let step = Shape<WrittenRequirement.WrittenStep>.object(
    "One step of verification or validation.",
    .required("step", .text(), "What is done."),
    .required("status", Shape<Requirement.Step.State>.word, "open, passed or failed."),
    .optional(
      "evidence", .list(of: .pointer, orOne: true), default: [],
      "A file, a section or a web address, control:ID, check:NAME, test:FILE::NAME, a file with its "
        + "digest, or somebody's statement."),
    make: WrittenRequirement.WrittenStep.init(text:state:evidence:))
}

extension Shape where Value == Requirement.Risk {
  fileprivate static let risk = Shape<Requirement.Risk>.object(
    "How likely the requirement is unmet, and what is at stake.",
    .required("probability", .number(0...1), "0 to 1, over the period."),
    .required("value", .integer(1...10), "1 to 10."),
    .optional("per", .text(), default: "release", "The period that the probability is over."),
    make: Requirement.Risk.init(probability:value:period:)
  ).check { risk, tree, reader in
    if tree["per"] == nil {
      reader.report(
        .missingKey, "the probability has no period; one release is taken for it",
        at: tree.position,
        fix: "add 'per: release', or the period that it is over", severity: .warning)
    }
    return risk
  }
}
