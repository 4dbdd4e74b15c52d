/// A test by its file and its name there, as in `tests/test_model.py::TestLimits::test_recall`.
package struct TestName: Hashable, Sendable, CustomStringConvertible {
  /// A path from the folder of the system.
  package let file: String
  /// Classes and the name, the outermost first; empty for all tests of the file.
  package let parts: [String]

  package init(_ text: String) {
    let pieces = text.components(parting: "::")
    file = pieces.first ?? ""
    parts = pieces.dropFirst().filter { !$0.isEmpty }
  }

  package var description: String { ([file] + parts).joined(separator: "::") }

  /// The words to look for in the file: classes and the name, without the values of a parameter.
  package var words: [String] { parts.map { String($0.prefix { $0 != "[" }) } }

  /// Whether a case of a report is this test, or one of the file's, or of its values.
  ///
  /// Runners name the file by its path, or by the dots of a class name, counted from a folder above
  /// or below this one.
  ///
  /// - Parameters:
  ///   - suite: The class name of the case, if it has one.
  ///   - name: Its name.
  ///   - path: Its file, if the report says so.
  /// - Returns: Whether it is.
  package func matches(suite: String?, name: String, path: String?) -> Bool {
    guard isNamed(name) else { return false }
    let classes = parts.dropLast()
    if let path {
      let isHere = path == file || path.hasSuffix("/" + file)
      return isHere
        && (classes.isEmpty || suite.map { $0.ends(with: classes, after: "") } ?? false)
    }
    guard let suite else { return false }
    if parts.isEmpty, ".\(suite).".contains(".\(module).") { return true }
    return suite.ends(with: classes, after: module)
  }

  private func isNamed(_ name: String) -> Bool {
    guard let wanted = parts.last else { return true }
    if name == wanted { return true }
    // pytest and unittest put the values of a parameter after the name.
    return !wanted.contains("[")
      && (name.hasPrefix(wanted + "[") || name.hasPrefix(wanted + " ("))
  }

  /// The file as the name of a module: `tests.test_model`.
  private var module: String {
    let bare =
      file.lastIndex(of: ".").map { dot in
        file[dot...].contains("/") ? Substring(file) : file[..<dot]
      } ?? Substring(file)
    return String(bare.map { $0 == "/" ? "." : $0 })
  }
}

extension String {
  /// Whether a class name ends with classes, below a module.
  fileprivate func ends(with classes: ArraySlice<String>, after module: String) -> Bool {
    let wanted = ([module] + classes).filter { !$0.isEmpty }.joined(separator: ".")
    if self == wanted || hasSuffix("." + wanted) { return true }
    // A report may count from a folder below: a name of one part alone tells too little.
    return contains(".") && wanted.hasSuffix("." + self)
  }

  /// The pieces between separators.
  fileprivate func components(parting separator: String) -> [String] {
    var pieces: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return pieces + [String(rest)]
  }
}

/// How a test that a requirement names fared, as an imported report says.
package struct TestResult: Hashable, Codable, Sendable {
  /// As the requirement writes it, without `test:`.
  package let test: String
  package let outcome: Outcome
  /// How many cases of the report it is, one for each value of a parameter.
  package let cases: Int

  package enum Outcome: String, CaseIterable, Codable, Sendable {
    case passed, failed, skipped
  }

  package init(test: String, outcome: Outcome, cases: Int) {
    self.test = test
    self.outcome = outcome
    self.cases = cases
  }
}
