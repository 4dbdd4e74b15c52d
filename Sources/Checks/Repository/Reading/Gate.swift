internal import Documents
internal import Readiness

extension Repository {
  /// Where Python code stops or tells somebody because of a condition: an assertion of it, or a
  /// branch on it that within four lines raises, exits or sends something.
  ///
  /// - Parameters:
  ///   - module: The code.
  ///   - told: Whether code that sends something will do, too.
  ///   - holds: Whether a condition, in lower case, is one of those that are looked for.
  /// - Returns: The line of the condition.
  func gate(
    in module: PythonModule, orTells told: Bool = false, on holds: (String) -> Bool
  ) -> Place? {
    guard let lines = text(of: module.file.path)?.lines else { return nil }
    let code = lines.map { String($0.prefix { $0 != "#" }).trimmed }
    func acts(_ line: String) -> Bool {
      line.hasPrefix("raise ")
        || line.contains(#/(^|[^\w])(sys\.)?exit\((?!0?\))|\.abort\(|\.cancel\(/#)
        || told
          && line.contains(
            #/(alert|notify|notification|send\w*|post|publish|message|issue|page)\w*\(/#)
    }
    for (index, line) in code.enumerated() {
      let condition = line.lowercased()
      guard
        condition.hasPrefix("assert ") || condition.hasPrefix("if ")
          || condition.hasPrefix("elif "),
        holds(condition)
      else { continue }
      if condition.hasPrefix("assert ") || code[(index + 1)...].prefix(4).contains(where: acts) {
        return Place(path: module.file.path, line: index + 1, excerpt: line.shortened(to: 120))
      }
    }
    return nil
  }
}
