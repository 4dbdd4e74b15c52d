internal import Documents

/// The elements of the formats of workbooks, one after the other.
enum XMLReader {
  enum Event {
    case start(String, [String: String])
    case text(String)
    case end(String)
  }

  /// Reads a document that declares nothing.
  ///
  /// Elements and attributes come by their local names. Elements of other formats, which extend
  /// this one, have an empty name; their attributes are left out.
  ///
  /// - Parameters:
  ///   - bytes: The document.
  ///   - part: Its name, for what is thrown.
  ///   - take: Takes each event, in order.
  /// - Throws: ``Refusal``, of damage, declarations or by `take`.
  static func read(
    _ bytes: [UInt8], of part: String, _ take: (Event) throws(Refusal) -> Void
  ) throws(Refusal) {
    try XMLEvents.read(
      bytes, hasNamespaces: true, depthMax: Limits.depth, refusal: { Refusal($0, in: part) }
    ) { event, _ throws(Refusal) in
      switch event {
      case .encoding, .comment: break
      case .doctype: throw .declares(part)
      case .start(let name, let attributes):
        let known = attributes.compactMap { key, value in
          local(key, in: relationSpaces, orNone: true).map { ($0, value) }
        }
        try take(.start(element(name), Dictionary(known) { first, _ in first }))
      case .text(let text): try take(.text(text))
      case .end(let name): try take(.end(element(name)))
      }
    }
  }

  private static func element(_ name: String) -> String {
    local(name, in: spaces, orNone: false) ?? ""
  }

  /// The local part of a name, if it is of one of the formats, or of none where that will do.
  private static func local(_ name: String, in spaces: Set<Substring>, orNone: Bool) -> String? {
    guard let cut = name.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return orNone ? name : nil }
    return spaces.contains(name[..<cut]) ? String(name[name.utf8.index(after: cut)...]) : nil
  }

  /// The format of attributes that name a relation, in both dialects.
  private static let relationSpaces: Set<Substring> = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]

  /// The formats of workbooks, their relations and their types, in both dialects.
  private static let spaces: Set<Substring> = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
    "http://schemas.openxmlformats.org/package/2006/content-types",
  ]
}

extension Refusal {
  fileprivate static func declares(_ part: String) -> Refusal {
    Refusal("'\(part)' declares entities, which no workbook needs")
  }

  fileprivate init(_ fault: XMLEvents.Fault, in part: String) {
    switch fault.kind {
    case .malformed: self = .damaged("'\(part)', line \(fault.line)")
    case .declaration: self = .declares(part)
    case .depth:
      self.init("'\(part)' has elements more than \(Limits.depth) deep, which no workbook needs")
    }
  }
}
