internal import Documents
internal import Readiness

/// Something that a person writes about a control: an attestation, a waiver or an exemption.
struct Statement<Body: Sendable>: Sendable {
  let control: Located<Control.ID>
  /// The component that it is about; `nil` for every one that the control is about.
  let component: Located<Component.ID>?
  let person: Located<Person.ID>
  let on: Located<Instant>
  let body: Body
}

struct WrittenAttestation: Sendable {
  let says: Bool
  let artefacts: [Located<String>]
  let note: String?
  let until: Located<Instant>?
}

struct WrittenWaiver: Sendable {
  let reason: Waiver.Reason
  let text: String
  /// `nil` where it is not written as it should be.
  let until: Located<Instant>?
}

extension Shape where Value == [Statement<WrittenAttestation>] {
  static let attestations = Shape<[Statement<WrittenAttestation>]>.file(
    "attestations", "What people know and no machine can see.",
    .required("attestations", .list(of: .attestation), "One entry for each statement."),
    make: { $0 })
}

extension Shape where Value == Statement<WrittenAttestation> {
  fileprivate static let attestation = Shape<Statement<WrittenAttestation>>.object(
    "A person's word on a control.",
    .required("control", .control, "The control."),
    .optional("component", .component, "The component, if the control is about components."),
    .required("says", .truth, standIn: true, "Whether the control's statement is true."),
    .required("by", .person, "Who says so."),
    .required("on", Shape<Instant>.date.located, "When."),
    .optional(
      "artefact", .list(of: Shape<String>.text().located, orOne: true), default: [],
      "What there is to look at: a file of this folder, a section of a document as in "
        + "docs/page.md#heading, or a web address."),
    .optional("note", .text(), "Anything a reader should know."),
    .optional(
      "until", Shape<Instant>.date.located,
      "When to ask again, if before the control's freshness ends."),
    make: { control, component, says, by, on, artefacts, note, until in
      Statement(
        control: control, component: component, person: by, on: on,
        body: WrittenAttestation(says: says, artefacts: artefacts, note: note, until: until))
    })
}

extension Shape where Value == [Statement<WrittenWaiver>] {
  static let waivers = Shape<[Statement<WrittenWaiver>]>.file(
    "waivers", "Decisions to go on without a control for a while.",
    .required("waivers", .list(of: .waiver), "One entry for each waiver."),
    make: { $0 })
}

extension Shape where Value == Statement<WrittenWaiver> {
  fileprivate static let waiver = Shape<Statement<WrittenWaiver>>.object(
    "A decision to go on without a control for a while; it raises no score.",
    .required("control", .control, "The control."),
    .optional("component", .component, "The component, if the control is about components."),
    .required(
      "reason", Shape<Waiver.Reason>.word, standIn: .acceptedRisk, "The kind of reason."),
    .required("text", .text(), standIn: "", "The reason, in words."),
    .required("owner", .person, "Who answers for the risk."),
    .required("granted", Shape<Instant>.date.located, "From when on."),
    .required(
      "until", Shape<Instant>.date.located.map(Optional.some), standIn: nil,
      "The day on which it no longer counts."),
    make: { control, component, reason, text, owner, granted, until in
      Statement(
        control: control, component: component, person: owner, on: granted,
        body: WrittenWaiver(reason: reason, text: text, until: until))
    })
}

extension Shape where Value == Statement<String> {
  static let exemption = Shape<Statement<String>>.object(
    "A person's statement that a control does not concern the system or a component.",
    .required("control", .control, "The control."),
    .optional("component", .component, "The component, if the control is about components."),
    .required("reason", .text(), standIn: "", "Why it does not apply."),
    .required("by", .person, "Who says so."),
    .required("on", Shape<Instant>.date.located, "When."),
    make: { control, component, reason, by, on in
      Statement(control: control, component: component, person: by, on: on, body: reason)
    })
}

extension Shape where Value == Located<Control.ID> {
  static var control: Shape { Shape<String>.name.map(Control.ID.init(_:)).located }
}

extension Shape where Value == Located<Component.ID> {
  static var component: Shape { Shape<String>.name.map(Component.ID.init(_:)).located }
}
