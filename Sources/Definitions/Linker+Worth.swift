internal import Checks
internal import Documents
internal import Readiness

// The names in worth.yaml, tied to the checks and people that they name.

extension Linker {
  /// Reports names that name nothing, or something that cannot tell what is asked of it.
  ///
  /// - Parameters:
  ///   - declared: The checks of the system.
  ///   - file: `worth.yaml`.
  func checkWorth(against declared: [DeclaredCheck], in file: inout DefinitionFile) {
    guard let tree = file.tree else { return }
    let counting = Dictionary(
      declared.compactMap { one in
        (one.check as? ClassificationCheck).map { (one.id.rawValue, $0) }
      }, uniquingKeysWith: { first, _ in first })
    if let name = tree["approver"], let text = name.text, !people.contains(text) {
      unknown(text, "person", among: people, at: name, &file)
    }
    if let place = tree["confidence"], let name = place["check"] ?? place.ownText {
      let check = require(name, among: counting, &file)
      if let check, !check.countsSegments, let segment = Self.segmentOfError(in: tree) {
        file.reader.report(
          .wrongValue, "\(name.text ?? "") does not tell the segments of its rows", at: segment,
          fix: "add 'segment: COLUMN' to the check, or take 'confidence' away")
      }
    }
    look(through: tree, counting, &file)
  }

  /// Looks for numbers that are taken from checks.
  private func look(
    through tree: Tree, _ counting: [String: ClassificationCheck], _ file: inout DefinitionFile
  ) {
    for element in tree.ownElements { look(through: element, counting, &file) }
    for pair in tree.pairs {
      if let name = pair.value["evidence"], let check = require(name, among: counting, &file),
        pair.key == "people", !check.countsToday
      {
        file.reader.report(
          .wrongValue, "\(name.text ?? "") does not count today's process", at: name,
          fix: "add 'today: {column: COLUMN}' to the check, or write 'counts'")
      }
      if let name = pair.value["history"], name.text != "switchbacks" {
        _ = require(name, among: counting, &file)
      }
      look(through: pair.value, counting, &file)
    }
  }

  private func require(
    _ name: Tree, among counting: [String: ClassificationCheck], _ file: inout DefinitionFile
  ) -> ClassificationCheck? {
    guard let text = name.text else { return nil }
    if let check = counting[text] { return check }
    if checks.contains(text) {
      file.reader.report(
        .wrongValue, "\(text) is no check of kind classification", at: name,
        fix: "name one that counts right and wrong")
    } else {
      unknown(text, "check", among: counting.keys.sorted(), at: name, &file)
    }
    return nil
  }

  private func unknown(
    _ text: String, _ noun: String, among known: [String], at place: Tree,
    _ file: inout DefinitionFile
  ) {
    file.reader.report(
      .unknownReference,
      "no \(noun) '\(text.shortened(to: 40))' is declared in airworthy.yaml", at: place,
      fix: Spelling.nearest(to: text, among: known).map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "declare it" : "there are \(known.joined(separator: ", ").shortened(to: 200))"))
  }

  private static func segmentOfError(in tree: Tree) -> Tree? {
    tree["errors"]?.elements.compactMap { $0["segment"] }.first
  }
}

extension Tree {
  /// The node itself where it is a text.
  fileprivate var ownText: Tree? { text == nil ? nil : self }

  fileprivate var ownElements: [Tree] {
    if case .sequence(let elements) = content { elements } else { [] }
  }
}
