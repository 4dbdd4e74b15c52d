internal import Documents
internal import Readiness

/// Answers tied to what they are about, and what they make of the files.
struct AnswerBatch {
  private let says: [Given<WrittenAttestation>]
  private let exempts: [Given<String>]
  private let attestations: [Attestation]
  private let exemptions: [Exemption]
  /// What was answered: what the same people said of it before goes.
  private let answered: Set<Key>
  private let linker: Linker

  /// A statement and whom it is about.
  private typealias Given<Body: Sendable> = (statement: Statement<Body>, subjects: [Subject])

  private struct Key: Hashable {
    let control: Control.ID
    let subject: Subject
    let person: Person.ID
  }

  /// - Throws: ``AnswerRefusal`` with everything that is wrong with the answers.
  init(
    _ answers: [Answer], from source: Diagnostic.Source?, in reading: ProjectReader.Reading,
    linker: Linker, at now: Instant, besides known: [Diagnostic]
  ) throws(AnswerRefusal) {
    var file = DefinitionFile(answersOf: source)
    let days = reading.days
    var says: [Statement<WrittenAttestation>] = []
    var exempts: [Statement<String>] = []
    for answer in answers {
      switch answer.word {
      case .says(let truth, let artefacts, let note, let until):
        let body = WrittenAttestation(says: truth, artefacts: artefacts, note: note, until: until)
        says.append(answer.statement(body, at: now, besides: days))
      case .notApplicable(let reason):
        exempts.append(answer.statement(reason, at: now, besides: []))
      }
    }
    self.linker = linker
    attestations = linker.attestations(says, in: &file)
    exemptions = linker.exemptions(exempts, in: &file)
    self.says = linker.given(says)
    self.exempts = linker.given(exempts)
    let saying = Set(self.says.flatMap(Self.keys))
    let exempting = Set(self.exempts.flatMap(Self.keys))
    answered = saying.union(exempting)
    for given in self.exempts where !saying.isDisjoint(with: Self.keys(given)) {
      file.reader.report(
        .repeatedEntry, "\(given.statement.control.value) is answered twice, with another word",
        at: given.statement.control, fix: "remove one of the answers")
    }
    for given in self.says { reading.refuseExempted(given, in: &file) }
    for given in self.exempts { reading.refuseExempted(given, in: &file) }
    let problems = known + file.diagnostics.map { source == nil ? $0.withoutPlace : $0 }
    if problems.contains(where: { $0.severity == .error }) { throw .answers(problems.inOrder) }
  }

  private static func keys<Body>(_ given: Given<Body>) -> [Key] {
    given.subjects.map {
      Key(control: given.statement.control.value, subject: $0, person: given.statement.person.value)
    }
  }

  /// Whether one state of the declarations is the other with the answers in it, and nothing else.
  func lead(from before: Declarations, to after: Declarations) -> Bool {
    let kept = before.attestations.filter {
      !answered.contains(Key(control: $0.control, subject: $0.subject, person: $0.by))
    }
    let still = before.exemptions.filter {
      !answered.contains(Key(control: $0.control, subject: $0.subject, person: $0.by))
    }
    return Set(kept + attestations) == Set(after.attestations)
      && Set(still + exemptions) == Set(after.exemptions)
  }

  // MARK: - Files

  /// - Throws: ``AnswerRefusal/definitions(_:)`` where a file cannot be changed.
  func changes(of reading: ProjectReader.Reading) throws(AnswerRefusal) -> [Revision.Change] {
    let manifest = reading.manifest.file
    let ownFolder = String(manifest.name.dropLast(Project.manifestName.count))
    let attested = edit(reading.attestations.list, adding: says) { $0.entry(for: $1) }
    let exempted = edit(reading.manifest.exemptions, adding: exempts) { $0.entry(for: $1) }
    return [
      try change(
        of: reading.attestations.file, or: ownFolder + "attestations.yaml", list: "attestations",
        by: attested),
      try change(of: manifest, or: manifest.name, list: "not-applicable", by: exempted),
    ].compactMap(\.self)
  }

  private typealias Edit = (replaced: [Int: [ListEdit.Entry]], added: [ListEdit.Entry])

  /// What becomes of the entries of a list.
  ///
  /// What an answer takes the place of goes; where an entry spoke about others too, it goes on to
  /// speak about these.
  private func edit<Body>(
    _ old: [Statement<Body>], adding new: [Given<Body>],
    entry: (Statement<Body>, Component.ID?) -> ListEdit.Entry
  ) -> Edit {
    var edit = Edit([:], [])
    var waiting = new
    for (index, given) in linker.given(old).enumerated() {
      let keys = Self.keys(given)
      let gone = Set(keys).intersection(answered)
      guard !gone.isEmpty else { continue }
      let rest = keys.filter { !gone.contains($0) }.compactMap(\.subject.component)
      let taking = waiting.filter { !gone.isDisjoint(with: Self.keys($0)) }
      waiting.removeAll { !gone.isDisjoint(with: Self.keys($0)) }
      edit.replaced[index] =
        rest.map { entry(given.statement, $0) }
        + taking.map { entry($0.statement, $0.statement.component?.value) }
    }
    edit.added = waiting.map { entry($0.statement, $0.statement.component?.value) }
    return edit
  }

  private func change(
    of file: DefinitionFile, or path: String, list: String, by edit: Edit
  ) throws(AnswerRefusal) -> Revision.Change? {
    guard !edit.replaced.isEmpty || !edit.added.isEmpty else { return nil }
    let start = """
      # What people know and no machine can see; 'airworthy answer' adds to it.
      apiVersion: airworthy/v1
      kind: \(list)
      \(list): []

      """
    let place = file.text == nil ? path : file.name
    guard
      let new = ListEdit(
        of: file.text ?? start, list: list, replacing: edit.replaced, adding: edit.added)
    else { throw .definitions([.cannotEdit(place)]) }
    return Revision.Change(path: place, before: file.text, after: new.text)
  }
}

extension Linker {
  /// Statements with whom they are about; what is wrong with them is told elsewhere.
  fileprivate func given<Body>(
    _ statements: [Statement<Body>]
  ) -> [(statement: Statement<Body>, subjects: [Subject])] {
    var unread = DefinitionFile(name: "", problem: nil)
    return statements.map { ($0, subjects($0, in: &unread)) }
  }
}

extension DefinitionFile {
  /// Where answers were written, which is no file of definitions.
  fileprivate init(answersOf source: Diagnostic.Source?) {
    self.init(name: "", problem: nil)
    if let source { reader = Reader(source: source) }
  }
}

extension ProjectReader.Reading {
  /// The days on which people spoke about controls, as `control person day`.
  fileprivate var days: Set<String> {
    Set(
      attestations.list.map {
        "\($0.control.value) \($0.person.value) \($0.on.value.day)"
      })
  }

  /// Reports an answer to what somebody else declared not to apply.
  fileprivate func refuseExempted<Body>(
    _ given: (statement: Statement<Body>, subjects: [Subject]), in answers: inout DefinitionFile
  ) {
    let (control, person) = (given.statement.control, given.statement.person.value)
    let declared = project?.declared.exemptions.first {
      $0.control == control.value && $0.by != person && given.subjects.contains($0.subject)
    }
    guard let declared else { return }
    let line = manifest.exemptions.first {
      $0.control.value == declared.control && $0.person.value == declared.by
    }?.control.position.line
    answers.reader.report(
      .wrongValue,
      "\(declared.by) declared that \(control.value) does not apply to \(declared.subject)",
      at: control,
      fix: "first remove that entry of not-applicable"
        + (line.map { ", in line \($0) of \(manifest.file.name)" } ?? ""))
  }
}

extension Answer {
  /// The answer as it will stand in a file.
  ///
  /// An answer of the day of an earlier one tells its time too, or it would be taken for other
  /// words of the same answer, which speak about the versions of that one.
  fileprivate func statement<Body>(
    _ body: Body, at now: Instant, besides days: Set<String>
  ) -> Statement<Body> {
    let isAgain = days.contains("\(control.value) \(by.value) \(now.day)")
    let text = isAgain ? now.text : now.day
    let today = Located(Instant(text) ?? now, at: control.position, text: text)
    return Statement(
      control: control, component: component, person: by, on: on ?? today, body: body)
  }
}

extension [Diagnostic] {
  /// Those of one file in the order of its text.
  fileprivate var inOrder: [Diagnostic] {
    enumerated().sorted { left, right in
      let (first, second) = (left.element.place?.position, right.element.place?.position)
      return (first ?? .start, left.offset) < (second ?? .start, right.offset)
    }.map(\.element)
  }
}

extension Diagnostic {
  fileprivate var withoutPlace: Diagnostic {
    Diagnostic(code, message, at: nil, fix: fix, severity: severity)
  }
}
