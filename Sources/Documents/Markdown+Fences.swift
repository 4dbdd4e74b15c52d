extension Markdown {
  /// Follows the lines of a text through its fenced code and comments, in which nothing is a heading.
  package struct Fences {
    private var open: (sign: Character, length: Int)?
    private var isComment = false

    package init() {}

    /// Takes in the next line.
    ///
    /// - Parameter line: A line without its end.
    /// - Returns: Whether it is code, a fence around code, or of a comment that begins a line.
    package mutating func take(_ line: Substring) -> Bool {
      let indent = line.prefix { $0 == " " }.count
      let rest = line.dropFirst(indent)
      if isComment || open == nil && indent < 4 && rest.hasPrefix("<!--") {
        isComment = !line.contains("-->")
        return true
      }
      let sign = rest.first ?? " "
      let length = rest.prefix { $0 == sign }.count
      let isFence = indent < 4 && (sign == "`" || sign == "~") && length >= 3
      let after = rest.dropFirst(length)
      guard let open else {
        // What stands behind back-ticks may hold none, or it is code within a line.
        guard isFence, sign == "~" || !after.contains("`") else { return false }
        self.open = (sign, length)
        return true
      }
      if isFence, sign == open.sign, length >= open.length, after.allSatisfy(\.isWhitespace) {
        self.open = nil
      }
      return true
    }
  }
}
