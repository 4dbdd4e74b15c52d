package import Documents
package import Readiness

/// What a person answers about a control, wherever they wrote it: a terminal, a file, a spreadsheet.
package struct Answer: Sendable {
  package let control: Located<Control.ID>
  /// The component that it is about; `nil` for every one that the control is about.
  package let component: Located<Component.ID>?
  package let by: Located<Person.ID>
  /// When it was given; today unless set.
  package let on: Located<Instant>?
  package let word: Word

  package enum Word: Sendable {
    /// Whether the control's statement is true, with what there is to look at.
    case says(
      Bool, artefacts: [Located<String>] = [], note: String? = nil, until: Located<Instant>? = nil)
    case notApplicable(because: String)
  }

  package init(
    control: Located<Control.ID>, component: Located<Component.ID>? = nil,
    by person: Located<Person.ID>, on: Located<Instant>? = nil, word: Word
  ) {
    self.control = control
    self.component = component
    by = person
    self.on = on
    self.word = word.withoutTurns
  }
}

extension Answer.Word {
  /// The word without marks that turn the direction of writing: nobody sees them in a file.
  fileprivate var withoutTurns: Self {
    func plain(_ text: String) -> String {
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.filter {
            !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
          }))
    }
    return switch self {
    case .says(let truth, let artefacts, let note, let until):
      .says(truth, artefacts: artefacts, note: note.map(plain), until: until)
    case .notApplicable(let reason): .notApplicable(because: plain(reason))
    }
  }
}

/// Why answers were not taken up; none of them was.
package enum AnswerRefusal: Error, Sendable {
  /// The files that they should go into are wrong, or cannot be changed.
  case definitions([Diagnostic])
  /// The answers are wrong.
  case answers([Diagnostic])

  package var diagnostics: [Diagnostic] {
    switch self {
    case .definitions(let list), .answers(let list): list
    }
  }
}

/// Files with answers in them, not written yet.
package struct Revision: Sendable {
  package let changes: [Change]
  /// The project as it was read for them.
  package let before: Project
  /// The project as it will be read when the changes are written.
  package let project: Project

  /// One file, whole.
  package struct Change: Sendable {
    /// From the folder of the system.
    package let path: String
    /// The text that the change was made for; `nil` where there was no file.
    package let before: String?
    package let after: String
  }
}

extension Project {
  /// The files with answers in them: with all of them, or none.
  ///
  /// An answer takes the place of what the same person said of the same control and subject before,
  /// and of nothing else; all other bytes of the files stay. The files are read anew, since others
  /// may have changed them, and the new texts are read again: they hold what was declared before
  /// and the answers, or are refused.
  ///
  /// - Parameters:
  ///   - answers: In the order in which they are to be added.
  ///   - source: Where they were written, for placing what is wrong with them; `nil` where that is
  ///     no text, and positions say nothing.
  ///   - now: The present.
  ///   - known: What is already known to be wrong with the answers, to be told with the rest.
  /// - Returns: The new texts; nothing is written.
  /// - Throws: ``AnswerRefusal`` with everything that is wrong.
  package func revised(
    by answers: [Answer], from source: Diagnostic.Source?, at now: Instant,
    besides known: [Diagnostic] = []
  ) throws(AnswerRefusal) -> Revision {
    let reader = ProjectReader(folder: folder, now: now, given: packs)
    let reading = reader.read()
    guard let before = reading.project, let linker = reading.linker else {
      throw .definitions(reading.diagnostics)
    }
    let batch = try AnswerBatch(
      answers, from: source, in: reading, linker: linker, at: now, besides: known)
    let changes = try batch.changes(of: reading)
    var drafted = reader
    for change in changes { drafted.drafts[change.path] = change.after }
    let result = drafted.read()
    guard let after = result.project, batch.lead(from: before.declared, to: after.declared) else {
      throw .definitions(
        result.diagnostics.filter { $0.severity == .error } + changes.map { .cannotEdit($0.path) })
    }
    return Revision(changes: changes, before: before, project: after)
  }
}

extension Diagnostic {
  static func cannotEdit(_ path: String) -> Diagnostic {
    Diagnostic(
      .cannotEdit, "\(path) is written in a way that cannot be added to without another change",
      at: nil, fix: "write the entry by hand; nothing was written")
  }
}
