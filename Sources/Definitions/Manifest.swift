internal import Checks
internal import Documents
internal import Readiness

/// `airworthy.yaml` as it was written: names are not yet tied to what they name.
struct Manifest: Sendable {
  let header: Header
  let people: [Person]
  let components: [WrittenComponent]
  let datasets: [Dataset]
  let checks: [(id: Located<String>, check: any Check)]
  let exemptions: [Statement<String>]
  let policy: WrittenPolicy
  let packs: [Located<String>]
  let correlations: [WrittenCorrelation]
  let objectives: [WrittenObjective]

  struct Header: Sendable {
    let id: System.ID
    let name: String
    let purpose: Located<String>
    let version: String
    let traits: Set<System.Trait>
    let target: Level?
    let links: System.Links
  }

  struct WrittenPolicy: Sendable {
    let waiverDaysMax: Int
    let freshForDays: [(control: Located<Control.ID>, days: Int)]
    let effort: [(control: Located<Control.ID>, days: [Assurance: Days])]
    let ethics: Located<Checklist.ID>?
    let retrainFastPath: Bool
  }
}

extension Manifest {
  /// Texts that `init` left for the team to write.
  var unwritten: [Located<String>] {
    ([header.purpose] + components.map(\.reason)).filter { $0.value.hasPrefix("TELL ") }
  }
}

extension Shape where Value == Manifest {
  static let manifest = Shape<Manifest>.file(
    "system", "An ML system as its team describes it.",
    .required("system", .header, "The system as a whole."),
    .optional("people", .people, default: [], "Who plays a part, by a short name."),
    .required("components", .components, "What has a level of its own, by name."),
    .optional("data", .datasets, default: [], "Tables that checks read, by name."),
    .optional("checks", .checks, default: [], "What `airworthy check` runs, by name."),
    .optional(
      "not-applicable", .list(of: .exemption), default: [],
      "Controls that do not concern the system or a component, with the reason."),
    .optional("policy", .policy, default: .standard, "How the judging is set."),
    .optional(
      "packs", .list(of: Shape<String>.text().located), default: [],
      "Files with a team's own controls and frameworks."),
    .optional(
      "correlations", .list(of: .correlation), default: [],
      "Components whose errors depend on one another; all others count as independent."),
    .optional("objectives", .objectives, default: [], "Levels to reach by a day."),
    make: Manifest.init(
      header:people:components:datasets:checks:exemptions:policy:packs:correlations:objectives:))
}

extension Shape where Value == Manifest.Header {
  fileprivate static let header = Shape<Manifest.Header>.object(
    "The system as a whole.",
    .required("id", Shape<String>.name.map(System.ID.init(_:)), "A short name."),
    .required("name", .text(), "What people call it."),
    .required("purpose", Shape<String>.text().located, "What it does for whom, in one sentence."),
    .required("version", .semanticVersion, "The semantic version of the code."),
    .required("serving", .serving, "real-time, batch or streaming, at least one."),
    .optional(
      "traits", .list(of: Shape<System.Trait>.word), default: [],
      "What frameworks ask only of some systems."),
    .optional("target", .level, "The level that the team wants to reach."),
    .optional("project-id", .text(), "The number or code of the project."),
    .optional("page", .text(), "The address of the project's page."),
    .optional("repository", .text(), "The address of the code."),
    make: { id, name, purpose, version, serving, traits, target, project, page, repository in
      Manifest.Header(
        id: id, name: name, purpose: purpose, version: version,
        traits: Set(serving + traits), target: target,
        links: System.Links(project: project, page: page, repository: repository))
    })
}

extension Shape where Value == [System.Trait] {
  fileprivate static let serving = Shape<[System.Trait]>.list(of: .word, orOne: true).check {
    traits, tree, reader in
    let isTold = traits.isEmpty && !tree.elements.isEmpty
    if isTold || !traits.isEmpty && traits.allSatisfy(System.Trait.serving.contains) {
      return traits
    }
    reader.report(
      .wrongValue, "a system serves by real-time, batch or streaming, one at least", at: tree)
    return nil as [System.Trait]?
  }
}

extension Shape where Value == [Person] {
  fileprivate static let people = Shape<[(key: Located<String>, value: WrittenPerson)]>
    .dictionary(.name, to: .person).map { pairs in
      pairs.map { key, person in
        Person(
          id: .init(key.value), name: person.name, roles: person.roles, email: person.email)
      }
    }
}

private struct WrittenPerson: Sendable {
  let name: String
  let roles: [String]
  let email: String?
}

extension Shape where Value == WrittenPerson {
  fileprivate static let person = Shape<WrittenPerson>.object(
    "Somebody who plays a part.",
    .required("name", .text(), "The name."),
    .optional("roles", .list(of: .name, orOne: true), default: [], "The parts, e.g. research."),
    .optional("email", .text(), "Where to reach them."),
    make: WrittenPerson.init(name:roles:email:))
}

extension Shape where Value == [Dataset] {
  fileprivate static let datasets = Shape<[(key: Located<String>, value: WrittenDataset)]>
    .dictionary(.name, to: Dataset.shape).map { pairs in
      pairs.map { $0.value(.init($0.key.value)) }
    }
}

private typealias WrittenDataset = @Sendable (Dataset.ID) -> Dataset

extension Shape where Value == [(id: Located<String>, check: any Check)] {
  fileprivate static let checks = Shape<[(key: Located<String>, value: any Check)]>
    .dictionary(.name, to: Catalog.shape).map { pairs in
      pairs.map { (id: $0.key, check: $0.value) }
    }
}

extension Shape where Value == Manifest.WrittenPolicy {
  fileprivate static let policy = Shape<Manifest.WrittenPolicy>.object(
    "How the judging is set.",
    .optional("waiver-days", .integer(1...366), default: 90, "How long a waiver may last."),
    .optional("fresh-for", .freshness, default: [], "Freshness limits by control."),
    .optional("effort", .efforts, default: [], "Working days for each rung, by control."),
    .optional(
      "ethics", Shape<String>.name.map(Checklist.ID.init(_:)).located,
      "The checklist that reviews run: mltrl-ethics, deon or one of a team's own."),
    .optional(
      "retrain-fast-path", .truth, default: true,
      "Whether an approved retrain goes up again by machine evidence alone."),
    make: Manifest.WrittenPolicy.init(
      waiverDaysMax:freshForDays:effort:ethics:retrainFastPath:))
}

extension Manifest.WrittenPolicy {
  fileprivate static let standard = Manifest.WrittenPolicy(
    waiverDaysMax: 90, freshForDays: [], effort: [], ethics: nil, retrainFastPath: true)
}

extension Shape where Value == [(control: Located<Control.ID>, days: Int)] {
  fileprivate static let freshness = Shape<[(key: Located<Control.ID>, value: Int)]>
    .dictionary(Shape<String>.name.map(Control.ID.init(_:)), to: .days(1...3650)).map { pairs in
      pairs.map { (control: $0.key, days: $0.value) }
    }
}

extension Shape where Value == [(control: Located<Control.ID>, days: [Assurance: Days])] {
  fileprivate static let efforts = Shape<[(key: Located<Control.ID>, value: [Assurance: Days])]>
    .dictionary(Shape<String>.name.map(Control.ID.init(_:)), to: .ownEffort).map { pairs in
      pairs.map { (control: $0.key, days: $0.value) }
    }
}

extension Shape where Value == [Assurance: Days] {
  fileprivate static let ownEffort = Shape<[Assurance: Days]>.object(
    "Working days in place of the pack's estimate, each on top of the rung below.",
    .optional("documented", .days, "To put it in place, with an artefact to look at."),
    .optional("demonstrated", .days, "To have a check or a test show it."),
    .optional("continuous", .days, "To have that run in automation."),
    make: { documented, demonstrated, continuous in
      [.documented: documented, .demonstrated: demonstrated, .continuous: continuous]
        .compactMapValues(\.self)
    }
  ).check { days, tree, reader in
    if !days.isEmpty { return days }
    reader.report(
      .wrongValue, "an effort that says nothing changes nothing", at: tree,
      fix: "name documented, demonstrated or continuous, or leave it out")
    return nil as [Assurance: Days]?
  }
}
