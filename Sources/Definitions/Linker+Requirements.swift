internal import Documents
internal import Readiness

// Requirements, tied to the components that they are about and to what their steps point at.

extension Linker {
  func requirements(
    _ written: [WrittenRequirement], in file: inout DefinitionFile
  )
    -> [Requirement]
  {
    var seen: Set<Requirement.ID> = []
    return written.map { requirement in
      if !seen.insert(requirement.id.value).inserted {
        file.reader.report(
          .repeatedEntry, "the requirement \(requirement.id.value) stands twice",
          at: requirement.id, fix: "give one of them another number")
      }
      if let component = requirement.component {
        require(component, among: components, "component", in: &file)
      }
      return requirement.requirement { pointer($0, in: &file) }
    }
  }

  /// What a step's evidence points at; what is not there is a gap, told by a warning.
  private func pointer(_ written: WrittenPointer, in file: inout DefinitionFile) -> Pointer? {
    switch written {
    case .named(let text): named(text, in: &file)
    case .pinned(let path, let digest): pinned(path, digest, in: &file)
    case .statement(let said): statement(said, in: &file)
    }
  }

  private func named(_ written: Located<String>, in file: inout DefinitionFile) -> Pointer? {
    let text = written.value
    func name(after prefix: String) -> String? {
      text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }
    if let name = name(after: "check:") {
      let id = Evidence.CheckID(name)
      require(
        Located(id, at: written.position, text: written.text), among: checks, "check", in: &file)
      return Pointer(text, .check(id))
    }
    if let name = name(after: "control:") {
      let id = Located(Control.ID(name), at: written.position, text: written.text)
      return control(id, in: &file).map { Pointer(text, .control($0.id)) }
    }
    if let name = name(after: "test:") { return test(TestName(name), written, in: &file) }
    guard let artefact = artefact(written, in: &file, missing: .warning) else {
      return Pointer(text, .missing(text))
    }
    return Pointer(text, .artefact(artefact, pinned: nil))
  }

  private func pinned(
    _ path: Located<String>, _ digest: String, in file: inout DefinitionFile
  ) -> Pointer? {
    guard let artefact = artefact(path, in: &file, missing: .warning) else {
      return Pointer(path.value, .missing(path.value))
    }
    if artefact.digest == nil {
      file.reader.report(
        .wrongValue, "'\(path.value.shortened(to: 80))' has no content to take a digest of",
        at: path, fix: "name a file, or leave 'sha256' out")
    }
    return Pointer(path.value, .artefact(artefact, pinned: digest))
  }

  private func test(
    _ name: TestName, _ written: Located<String>, in file: inout DefinitionFile
  ) -> Pointer? {
    let path = Located(name.file, at: written.position, text: written.text)
    do throws(Folder.Refusal) {
      let text = String(decoding: try folder.read(name.file), as: UTF8.self)
      return Pointer(written.value, .test(name, line: text.line(of: name)))
    } catch {
      file.reader.report(error, of: path, severity: error == .missing ? .warning : .error)
      return Pointer(written.value, .missing(name.file))
    }
  }

  private func statement(
    _ said: WrittenPointer.WrittenSaying, in file: inout DefinitionFile
  ) -> Pointer? {
    require(said.person, among: people, "person", in: &file)
    if said.on.value > now {
      file.reader.report(
        .badDate, "the date lies in the future", at: said.on,
        fix: "it is \(now.day) by this machine's clock")
    }
    if let until = said.until, until.value <= said.on.value {
      file.reader.report(.wrongValue, "the statement ends before it begins", at: until)
    }
    let person = said.person.value
    return Pointer(
      "statement of \(person), \(said.on.value.day)",
      .statement(
        PersonsStatement(
          by: person, on: said.on.value, text: said.text, until: said.until?.value)))
  }
}

extension String {
  /// The first line that holds a test's name, where the text holds the names of its classes too.
  fileprivate func line(of test: TestName) -> Int? {
    let words = test.words
    guard let name = words.last else { return 1 }
    let lines = lines
    guard words.dropLast().allSatisfy({ word in lines.contains { $0.holds(word) } }) else {
      return nil
    }
    return lines.firstIndex { $0.holds(name) }.map { $0 + 1 }
  }
}

extension Substring {
  /// Whether a word stands in the line, and not as a part of a longer one.
  fileprivate func holds(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    var rest = self
    while let range = rest.firstRange(of: word) {
      let before = range.lowerBound == startIndex ? nil : self[index(before: range.lowerBound)]
      let after = range.upperBound == endIndex ? nil : self[range.upperBound]
      if !(before?.isOfWord ?? false), !(after?.isOfWord ?? false) { return true }
      rest = self[range.upperBound...]
    }
    return false
  }
}

extension Character {
  fileprivate var isOfWord: Bool { isLetter || isNumber || self == "_" }
}
