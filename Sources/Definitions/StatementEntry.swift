internal import Documents
internal import Readiness

// Statements as entries of files, for writing them.

extension Statement where Body == WrittenAttestation {
  /// The entry that says it of one component, or of everyone.
  func entry(for component: Component.ID?) -> ListEdit.Entry {
    ListEdit.Entry(
      head(for: component) + [("says", .truth(body.says))] + who
        + [
          body.artefacts.isEmpty ? nil : ("artefact", .list(body.artefacts.map(\.value))),
          body.note.map { ("note", .text($0)) },
          body.until.map { ("until", .text($0.text ?? $0.value.text)) },
        ].compactMap(\.self))
  }
}

extension Statement where Body == String {
  /// The entry that says it of one component, or of everyone.
  func entry(for component: Component.ID?) -> ListEdit.Entry {
    ListEdit.Entry(head(for: component) + [("reason", .text(body))] + who)
  }
}

extension Statement {
  fileprivate typealias Pairs = [(key: String, value: ListEdit.Value)]

  fileprivate func head(for component: Component.ID?) -> Pairs {
    [("control", .text(control.value.rawValue))]
      + (component.map { [("component", .text($0.rawValue))] } ?? [])
  }

  fileprivate var who: Pairs {
    [("by", .text(person.value.rawValue)), ("on", .text(on.text ?? on.value.text))]
  }
}

extension Subject {
  var component: Component.ID? {
    if case .component(let id) = self { id } else { nil }
  }
}
