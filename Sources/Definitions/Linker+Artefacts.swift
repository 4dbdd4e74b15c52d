internal import Digests
internal import Documents
internal import Readiness

// What there is to look at, as people name it.

extension Linker {
  /// A file or a section of a document with its digest, or a web address.
  ///
  /// - Parameters:
  ///   - written: What is named.
  ///   - file: Where it is named.
  ///   - missing: How grave it is that it is not there.
  /// - Returns: `nil` where something was reported.
  func artefact(
    _ written: Located<String>, in file: inout DefinitionFile,
    missing: Diagnostic.Severity = .error
  ) -> Artefact? {
    let location = written.value
    if WebAddress.isMeant(by: location) {
      guard let fault = WebAddress.fault(in: location) else { return Artefact(location: location) }
      file.reader.report(
        .badAddress, "'\(location.shortened(to: 80))' is no web address: \(fault)", at: written,
        fix: "name a file in the folder of airworthy.yaml, or an address like https://example.org")
      return nil
    }
    // A part of a document is named after a number sign.
    let parts = location.split(separator: "#", maxSplits: 1).map(String.init)
    let path = parts.first ?? location
    do throws(Folder.Refusal) {
      let real = try folder.resolve(path)
      if parts.count == 2, path.isMarkdown {
        return try section(parts[1], of: path, written, in: &file, missing: missing)
      }
      return Artefact(location: location, digest: Digest(ofFileAt: real)?.hex)
    } catch {
      file.reader.report(
        error, of: Located(path, at: written.position, text: written.text),
        severity: error == .missing ? missing : .error)
      return nil
    }
  }

  /// A section of a document, so that an edit elsewhere in the document leaves its digest alone.
  private func section(
    _ slug: String, of path: String, _ written: Located<String>, in file: inout DefinitionFile,
    missing: Diagnostic.Severity
  ) throws(Folder.Refusal) -> Artefact? {
    guard let text = String(validating: try folder.read(path), as: UTF8.self) else {
      file.reader.report(.notUTF8, "'\(path.shortened(to: 80))' is not UTF-8", at: written)
      return nil
    }
    if let section = Markdown.section(slug, of: text) {
      return Artefact(location: written.value, digest: Digest(of: section.text).hex)
    }
    let slugs = Markdown.slugs(of: text)
    let near = Spelling.nearest(to: slug, among: slugs)
    file.reader.report(
      .missingSection,
      "\(path.shortened(to: 80)) has no heading '\(slug.shortened(to: 60))'", at: written,
      fix: near.map { "did you mean '#\($0)'?" }
        ?? (slugs.isEmpty
          ? "it has no headings; leave '#' and what follows out"
          : "there are \(slugs.map { "#\($0)" }.joined(separator: ", ").shortened(to: 200))"),
      severity: missing)
    return nil
  }
}

extension String {
  fileprivate var isMarkdown: Bool {
    let name = lowercased()
    return name.hasSuffix(".md") || name.hasSuffix(".markdown")
  }
}
