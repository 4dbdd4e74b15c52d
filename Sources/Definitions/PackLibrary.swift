package import Documents
internal import Digests
internal import PackFiles
package import Readiness

/// Reads packs: those that the program carries, and a team's own.
package enum PackLibrary {
  /// A pack's text.
  package struct File: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The packs that the program carries, in their order.
  package static var carried: [File] {
    (0..<pack_file_count()).map { index in
      let file = pack_file_at(index)
      let bytes = UnsafeBufferPointer(start: file.bytes, count: Int(file.count))
      return File(name: String(cString: file.name), bytes: Array(bytes))
    }
  }

  /// Reads packs and ties them together.
  ///
  /// - Parameter own: A team's packs, read after those that the program carries; a control or
  ///   framework of a known id takes the place of the earlier one.
  /// - Returns: The packs.
  /// - Throws: ``Documents/Diagnostics`` with everything that is wrong in any of them.
  package static func read(own: [File] = []) throws(Diagnostics) -> Packs {
    var contents = Contents()
    let files = carried + own
    for file in files { contents.add(file) }
    if !contents.diagnostics.isEmpty { throw Diagnostics(contents.diagnostics) }
    contents.checkReferences()
    guard contents.diagnostics.isEmpty, let scale = contents.scale else {
      throw Diagnostics(contents.diagnostics)
    }
    let digests = files.map { Digest(of: $0.bytes).hex }.joined(separator: "\n")
    return Packs(
      controls: contents.controls, frameworks: contents.frameworks, scale: scale,
      checklists: contents.checklists, questions: contents.questions,
      digest: Digest(of: digests).hex)
  }

  /// What has been read so far.
  private struct Contents {
    var controls: [Control] = []
    var frameworks: [Framework] = []
    var scale: ReadinessScale?
    var checklists: [Checklist] = []
    var questions: [QuestionSet] = []
    var diagnostics: [Diagnostic] = []
    /// For each item and criterion where it was read, to point at in later diagnostics.
    private var files: [String: String] = [:]

    mutating func add(_ file: File) {
      let result = YAML.read(file.bytes, file: file.name)
      diagnostics += result.diagnostics
      guard let tree = result.tree else {
        if result.diagnostics.isEmpty {
          diagnostics.append(
            Diagnostic(.wrongKind, "the file is empty", at: result.source.place(.start)))
        }
        return
      }
      var reader = Reader(source: result.source)
      switch tree["kind"]?.text {
      case "controls": Shape.controls.read(tree, &reader).map { merge($0) }
      case "checklist": Shape.checklist.read(tree, &reader).map { merge($0) }
      case "framework": Shape.framework.read(tree, &reader).map { merge($0, file: file.name) }
      case "readiness-levels":
        if let read = Shape.scale.read(tree, &reader) {
          scale = read
          for criterion in read.criteria { files[criterion.id.rawValue] = file.name }
        }
      case "questions": Shape.questions.read(tree, &reader).map { merge($0) }
      default:
        reader.report(
          .wrongKind,
          "a pack's kind is controls, framework, checklist, readiness-levels or questions",
          at: tree["kind"] ?? tree, fix: "add 'kind:' with one of them")
      }
      diagnostics += reader.diagnostics
    }

    private mutating func merge(_ new: [Control]) {
      for control in new {
        if let index = controls.firstIndex(where: { $0.id == control.id }) {
          controls[index] = control
        } else {
          controls.append(control)
        }
      }
    }

    private mutating func merge(_ checklist: Checklist) {
      // The first is the one that is run unless another is named, so its place is kept.
      if let index = checklists.firstIndex(where: { $0.id == checklist.id }) {
        checklists[index] = checklist
      } else {
        checklists.append(checklist)
      }
    }

    private mutating func merge(_ new: QuestionSet) {
      questions.removeAll { $0.id == new.id }
      questions.append(new)
    }

    private mutating func merge(_ framework: Framework, file: String) {
      frameworks.removeAll { $0.id == framework.id }
      frameworks.append(framework)
      for item in framework.items { files[item.id.rawValue] = file }
    }

    /// Reports items and criteria that read controls which do not exist.
    mutating func checkReferences() {
      let known = Set(controls.map(\.id))
      let items = frameworks.flatMap(\.items).map {
        ($0.id.rawValue, $0.requires + $0.supportedBy)
      }
      let criteria = (scale?.criteria ?? []).map { ($0.id.rawValue, $0.requires + $0.supportedBy) }
      for (id, named) in items + criteria {
        for control in named where !known.contains(control) {
          let near = Spelling.nearest(to: control.rawValue, among: known.map(\.rawValue))
          diagnostics.append(
            Diagnostic(
              .unknownControl, "\(id) reads the control '\(control)', which no pack has",
              at: files[id].map { Diagnostic.Place(file: $0, position: .start) },
              fix: near.map { "did you mean '\($0)'?" }))
        }
      }
    }
  }
}
