internal import Documents
internal import Readiness

/// A component as `airworthy.yaml` writes it.
struct WrittenComponent: Sendable {
  let id: Located<String>
  let kind: Component.Kind
  let title: String?
  let versions: Versions
  let entry: Component.Entry
  let reason: Located<String>
  let target: Level?
  let owners: WrittenDuty
  let reviewers: WrittenDuty
  let dependsOn: [Located<Component.ID>]
  let artefact: Located<String>?
  let team: [Located<Person.ID>]
  let changes: [WrittenChange]
  let successorOf: Located<Component.ID>?
  let reusedFrom: WrittenReuse?
  let uncertainty: WrittenUncertainty

  /// A change of one version, with its class.
  struct WrittenChange: Sendable {
    let part: VersionPart
    let version: String
    let kind: ChangeClass
    let reason: String
    let approved: Located<Person.ID>?

    var change: DeclaredChange {
      DeclaredChange(
        part: part, version: version, kind: kind, reason: reason, approvedRetrain: approved?.value)
    }
  }

  struct WrittenDuty: Sendable {
    let research: [Located<Person.ID>]
    let product: [Located<Person.ID>]

    static let none = WrittenDuty(research: [], product: [])

    var duty: Component.Duty {
      Component.Duty(research: research.map(\.value), product: product.map(\.value))
    }
  }

  var component: Component {
    Component(
      id: .init(id.value), kind: kind, title: title ?? id.value, versions: versions, entry: entry,
      target: target, owners: owners.duty, reviewers: reviewers.duty,
      dependsOn: dependsOn.map(\.value), artefact: artefact?.value,
      team: team.map(\.value), changes: changes.map(\.change), successorOf: successorOf?.value,
      uncertainty: uncertainty.uncertainty)
  }
}

extension Shape where Value == [WrittenComponent] {
  static let components = Shape<[(key: Located<String>, value: Unnamed)]>
    .dictionary(.name, to: .component).check { pairs, tree, reader -> [WrittenComponent]? in
      if tree.pairs.isEmpty {
        reader.report(.missingKey, "a system has one component at least", at: tree)
        return nil
      }
      for pair in pairs where pair.key.value == Subject.systemName {
        reader.report(
          .wrongValue, "no component may be called '\(Subject.systemName)'", at: pair.key)
        return nil
      }
      return pairs.map { $0.value($0.key) }
    }
}

private typealias Unnamed = @Sendable (Located<String>) -> WrittenComponent

extension Shape where Value == Unnamed {
  fileprivate static let component = Shape<Unnamed>.object(
    "A component: something with a level of its own.",
    .required(
      "kind", Shape<Component.Kind>.word, "model, algorithm, dataset, pipeline or service."),
    .optional("title", .text(), "What people call it."),
    .required("versions", .versions, "Its semantic versions."),
    .required("entry", .entry, "Where it entered the ladder."),
    .optional("target", .level, "The level that the team wants to reach."),
    .optional("owners", .duty, default: .none, "Who answers for it."),
    .optional("reviewers", .duty, default: .none, "Who reviews it; others than the owners."),
    .optional(
      "depends-on", .list(of: Shape<String>.name.map(Component.ID.init(_:)).located, orOne: true),
      default: [], "The components that it needs."),
    .optional(
      "artefact", Shape<String>.text().located, "The file or folder that is the component."),
    .optional(
      "team", .list(of: .person, orOne: true), default: [],
      "Who works on it beside its owners."),
    .optional(
      "changes", .list(of: .change), default: [],
      "How far a new version of it, once it is deployed, has to go back."),
    .optional(
      "successor-of", .component, "The deployed component that it is to take the place of."),
    .optional("reused-from", .reuse, "The component of another system that it is."),
    .optional(
      "uncertainty", .uncertainty, default: .none,
      "Where its uncertainty is quantified, and how far its output may be wrong."),
    make: {
      kind, title, versions, entry, target, owners, reviewers, dependsOn, artefact, team, changes,
      successorOf, reusedFrom, uncertainty in
      { id in
        WrittenComponent(
          id: id, kind: kind, title: title, versions: versions, entry: entry.entry,
          reason: entry.reason, target: target,
          owners: owners, reviewers: reviewers, dependsOn: dependsOn, artefact: artefact,
          team: team, changes: changes, successorOf: successorOf, reusedFrom: reusedFrom,
          uncertainty: uncertainty)
      }
    })
}

extension Shape where Value == Versions {
  fileprivate static let versions = Shape<Versions>.object(
    "Semantic versions; evidence is bound to them.",
    .optional("code", .semanticVersion, "The version of the code."),
    .optional("model", .semanticVersion, "The version of the model."),
    .optional("data", .semanticVersion, "The version of the data."),
    make: Versions.init(code:model:data:))
}

extension Shape where Value == (entry: Component.Entry, reason: Located<String>) {
  fileprivate static let entry = Shape<(entry: Component.Entry, reason: Located<String>)>.object(
    "Where a component entered the ladder, and why there.",
    .required("level", .level, "The level that it entered at."),
    .required("on", .date, "When."),
    .required("reason", Shape<String>.text().located, "Why not at 0, or why at 0."),
    make: { (Component.Entry(level: $0, on: $1, reason: $2.value), $2) })
}

extension Shape where Value == WrittenComponent.WrittenChange {
  fileprivate static let change = Shape<WrittenComponent.WrittenChange>.object(
    "A new version, and what kind of change it is.",
    .required("part", Shape<VersionPart>.word, "code, model or data."),
    .required("version", .semanticVersion, "The new version."),
    .required(
      "class", Shape<ChangeClass>.word,
      "same-specification (back to 7), requirement (6), new-feature (4) or claim (2)."),
    .required("reason", .text(), "What was changed."),
    .optional(
      "approved-retrain", .person,
      "Who approved beforehand that it goes up again by machine evidence alone."),
    make: WrittenComponent.WrittenChange.init(part:version:kind:reason:approved:))
}

extension Shape where Value == WrittenComponent.WrittenDuty {
  fileprivate static let duty = Shape<WrittenComponent.WrittenDuty>.object(
    "People on the research side and on the product side.",
    .optional("research", .list(of: .person, orOne: true), default: [], "In research."),
    .optional("product", .list(of: .person, orOne: true), default: [], "On the product side."),
    make: WrittenComponent.WrittenDuty.init(research:product:))
}

extension Shape where Value == Located<Person.ID> {
  /// The short name of a person.
  static var person: Shape { Shape<String>.name.map(Person.ID.init(_:)).located }
}
