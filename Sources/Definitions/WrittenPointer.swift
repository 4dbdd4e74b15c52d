internal import Documents
internal import Readiness

/// Evidence of a step as `requirements.yaml` writes it.
enum WrittenPointer: Sendable {
  case named(Located<String>)
  /// A file, and the beginning of the digest that it had.
  case pinned(Located<String>, digest: String)
  case statement(WrittenSaying)

  struct WrittenSaying: Sendable {
    let person: Located<Person.ID>
    let on: Located<Instant>
    let text: String
    let until: Located<Instant>?
  }
}

extension Shape where Value == WrittenPointer {
  /// A text, `{file, sha256}` or `{statement}`.
  static let pointer = Shape<WrittenPointer>(
    schema: .anyOf([.string(), pinned.schema, stated.schema])
  ) { tree, reader in
    guard case .mapping = tree.content else {
      return Shape<String>.text().located.read(tree, &reader).map(WrittenPointer.named)
    }
    return (tree["statement"] == nil ? pinned : stated).read(tree, &reader)
  }

  private static let pinned = Shape<WrittenPointer>.object(
    "A file, or a section of a document, as it was when the step was done.",
    .required("file", Shape<String>.text().located, "A path, or a path#heading."),
    .required("sha256", .digest, "Its SHA-256, or 12 digits or more of its beginning."),
    make: { .pinned($0, digest: $1) })

  private static let stated = Shape<WrittenPointer>.object(
    "A person's word.",
    .required("statement", .saying, "Who says so, when, and what."),
    make: { .statement($0) })
}

extension Shape where Value == WrittenPointer.WrittenSaying {
  fileprivate static let saying = Shape<WrittenPointer.WrittenSaying>.object(
    "A person's word that the step was done.",
    .required("by", .person, "Who says so."),
    .required("on", Shape<Instant>.date.located, "When."),
    .required("text", .text(), "What was done, and how it went."),
    .optional("until", Shape<Instant>.date.located, "From when on it no longer counts."),
    make: WrittenPointer.WrittenSaying.init(person:on:text:until:))
}

extension Shape where Value == String {
  fileprivate static let digest = Shape<String>.text(.string(pattern: "^[0-9a-f]{12,64}$"))
    .check { text, tree, reader -> String? in
      if (12...64).contains(text.utf8.count),
        text.allSatisfy({ $0.isASCII && $0.isHexDigit && !$0.isUppercase })
      {
        return text
      }
      reader.report(
        .wrongValue, "'\(text.shortened(to: 80))' is no SHA-256", at: tree,
        fix: "write 12 to 64 hexadecimal digits in lower case; 'airworthy requirements show' tells "
          + "them")
      return nil
    }
}
