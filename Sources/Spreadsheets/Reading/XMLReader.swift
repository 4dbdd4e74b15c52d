internal import CExpat
internal import Foundation

/// Reads XML by Expat: elements of the formats of workbooks, one after the other.
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
    guard let parser = XML_ParserCreateNS(nil, separator) else {
      throw Refusal("there is no memory for it")
    }
    defer { XML_ParserFree(parser) }
    let gathered = Gathered(parser)
    // Alive until the end of this function, which uses it below.
    XML_SetUserData(parser, Unmanaged.passUnretained(gathered).toOpaque())
    gathered.listen()
    var rest = bytes[...]
    repeat {
      // Large, since the parser begins a token anew with each piece that does not end it.
      let piece = rest.prefix(1 << 20)
      rest = rest.dropFirst(piece.count)
      let status = piece.withUnsafeBytes { piece in
        piece.withMemoryRebound(to: CChar.self) {
          XML_Parse(parser, $0.baseAddress, Int32($0.count), rest.isEmpty ? 1 : 0)
        }
      }
      for event in gathered.drain() { try take(event) }
      if let excess = gathered.excess {
        throw Refusal("'\(part)' \(excess), which no workbook needs")
      }
      guard status == XML_STATUS_OK else {
        throw .damaged("'\(part)', line \(XML_GetCurrentLineNumber(parser))")
      }
    } while !rest.isEmpty
  }

  /// Stands between namespace and name, and in none of them.
  private static let separator: CChar = 0x0A

  /// What the parser has called back with since it was last asked.
  private final class Gathered {
    private let parser: XML_Parser
    private var events: [Event] = []
    private var text: [UInt8] = []
    private var depth = 0
    /// What no workbook has, if the document has it.
    private(set) var excess: String?

    init(_ parser: XML_Parser) { self.parser = parser }

    func drain() -> [Event] {
      flush()
      defer { events = [] }
      return events
    }

    private func flush() {
      guard !text.isEmpty else { return }
      events.append(.text(String(decoding: text, as: UTF8.self)))
      text = []
    }

    func listen() {
      XML_SetElementHandler(
        parser,
        { context, name, attributes in
          Gathered.of(context)?.start(name, attributes)
        },
        { context, name in
          Gathered.of(context)?.end(name)
        })
      XML_SetCharacterDataHandler(parser) { context, text, count in
        guard let text else { return }
        let bytes = UnsafeRawBufferPointer(start: text, count: Int(max(0, count)))
        Gathered.of(context)?.text.append(contentsOf: bytes)
      }
      XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, _ in
        Gathered.of(context)?.stop(at: "declares entities")
      }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Gathered? {
      context.map { Unmanaged<Gathered>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(at excess: String) {
      self.excess = excess
      XML_StopParser(parser, 0)
    }

    private func start(
      _ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    ) {
      flush()
      depth += 1
      if depth > Limits.depth { stop(at: "has elements more than \(Limits.depth) deep") }
      var values: [String: String] = [:]
      var next = attributes
      while let at = next, let key = at[0], let value = at[1] {
        if let local = Self.local(key, in: Self.relationSpaces, orNone: true) {
          values[local] = String(cString: value)
        }
        next = at.advanced(by: 2)
      }
      events.append(.start(Self.known(name), values))
    }

    private func end(_ name: UnsafePointer<CChar>?) {
      flush()
      depth -= 1
      events.append(.end(Self.known(name)))
    }

    private static func known(_ name: UnsafePointer<CChar>?) -> String {
      name.flatMap { local($0, in: spaces, orNone: false) } ?? ""
    }

    /// The local part of a name, if it is of one of the formats, or of none where that will do.
    private static func local(
      _ name: UnsafePointer<CChar>, in spaces: [[CChar]], orNone: Bool
    ) -> String? {
      guard let cut = strchr(name, Int32(separator)) else {
        return orNone ? String(cString: name) : nil
      }
      let length = UnsafePointer(cut) - name
      let isKnown = spaces.contains { $0.count == length && memcmp($0, name, length) == 0 }
      return isKnown ? String(cString: cut.advanced(by: 1)) : nil
    }

    /// The format of attributes that name a relation, in both dialects.
    private static let relationSpaces = [
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
      "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ].map { Array($0.utf8CString.dropLast()) }

    /// The formats of workbooks, their relations and their types, in both dialects.
    private static let spaces = [
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
      "http://purl.oclc.org/ooxml/spreadsheetml/main",
      "http://schemas.openxmlformats.org/package/2006/relationships",
      "http://schemas.openxmlformats.org/package/2006/content-types",
    ].map { Array($0.utf8CString.dropLast()) }
  }
}
