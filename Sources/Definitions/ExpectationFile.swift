package import Checks
package import Documents

/// A file of expectations that people have edited.
package struct ExpectationFile: Sendable {
  /// What it says; `nil` where something is wrong.
  package let expectations: Expectations?
  package let diagnostics: [Diagnostic]
  private let text: String
  private let tree: Tree?

  /// - Parameters:
  ///   - bytes: Its content.
  ///   - name: Its name, for what is wrong.
  package init(_ bytes: [UInt8], named name: String) {
    var file = DefinitionFile(name: name, bytes: bytes)
    var read = file.read(.expectations)
    read?.tieRules { fault, rule in file.reader.report(fault, in: rule) }
    diagnostics = file.diagnostics
    expectations = diagnostics.contains { $0.severity == .error } ? nil : read
    text = file.text ?? ""
    tree = file.tree
  }

  /// The text with entries for further columns; everything else as it stands.
  ///
  /// - Parameters:
  ///   - names: The columns.
  ///   - inferred: What is expected of them.
  /// - Returns: `nil` where the columns are not written in lines of their own.
  package func adding(_ names: [String], from inferred: InferredExpectations) -> String? {
    guard let columns = tree?["columns"], let first = columns.pairs.first else { return nil }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = first.keyPosition
    let indent = String(repeating: " ", count: max(0, place.column - 1))
    guard
      let key = lines.indices.last(where: { index in
        index < place.line - 1 && lines[index].hasPrefix("columns:")
      }), place.line - 1 < lines.count
    else { return nil }
    let added = inferred.lines(for: names).map { indent + $0 }
    lines.insert(contentsOf: added, at: key + 1)
    let result = lines.joined(separator: "\n")
    let read = ExpectationFile(Array(result.utf8), named: "")
    let wanted = (expectations?.columns.count ?? 0) + names.count
    return read.expectations?.columns.count == wanted ? result : nil
  }
}
