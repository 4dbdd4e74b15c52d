/// Addresses of the web, by their form alone; whether anything answers there is not asked.
package enum WebAddress {
  /// Whether a text begins as an address of any kind does, `https:` or `s3:`.
  package static func isMeant(by text: String) -> Bool {
    guard let end = text.firstRange(of: "://") else { return false }
    let scheme = text[..<end.lowerBound]
    return scheme.first?.isLetter == true && scheme.allSatisfy { $0.isLetter || $0.isNumber }
  }

  /// What is wrong with the form of an address, as the end of a sentence; `nil` where nothing is.
  package static func fault(in text: String) -> String? {
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard scheme == "https" || scheme == "http" else { return "it is not http or https" }
    guard text.utf8.count <= 2_000 else { return "it is longer than 2,000 bytes" }
    if text.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0.value < 0x21 }) {
      return "it holds a blank"
    }
    let rest = text.dropFirst(scheme.count)
    guard rest.hasPrefix("://") else { return "'//' is missing after its beginning" }
    let authority = rest.dropFirst(3).prefix { !"/?#".contains($0) }
    if authority.contains("@") { return "it holds a user name, which others would read" }
    let (host, port) = split(authority)
    guard isHost(host) else { return "it names no host" }
    if let port, !(Int(port).map { (1...65_535).contains($0) } ?? false) {
      return "its port is not one from 1 to 65535"
    }
    return hasBrokenEscape(text) ? "a '%' is not followed by two hexadecimal digits" : nil
  }

  private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
    if authority.hasPrefix("["), let end = authority.lastIndex(of: "]") {
      let after = authority[authority.index(after: end)...]
      return (authority[...end], after.isEmpty ? nil : after.dropFirst())
    }
    guard let colon = authority.lastIndex(of: ":") else { return (authority, nil) }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }

  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("[") {
      return host.hasSuffix("]") && host.count > 3
        && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return !labels.isEmpty
      && labels.allSatisfy { label in
        !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
      }
  }

  private static func hasBrokenEscape(_ text: String) -> Bool {
    text.split(separator: "%", omittingEmptySubsequences: false).dropFirst().contains { part in
      part.utf8.count < 2 || !part.prefix(2).allSatisfy { $0.isASCII && $0.isHexDigit }
    }
  }
}
