internal import CExpat
internal import Foundation

/// Reads XML by Expat, one event after the other; whatever a document declares is refused, and
/// nothing that it names is loaded.
package enum XMLEvents {
  package enum Event {
    /// The encoding that the document says it is in.
    case encoding(String)
    /// A DOCTYPE that declares nothing in the document.
    case doctype
    case start(String, [String: String])
    /// All that stands between two tags, references replaced.
    case text(String)
    case end(String)
    case comment(String)
  }

  /// Why a document is not read.
  package struct Fault: Error, Sendable {
    package let kind: Kind
    package let line: Int

    package enum Kind: Sendable {
      /// It is not well-formed, in Expat's words.
      case malformed(String)
      /// Its DOCTYPE declares something.
      case declaration
      /// Elements lie deeper within one another than asked for.
      case depth
    }
  }

  /// Stands between the namespace and the local part of a name, where namespaces are asked for.
  package static let separator: Character = "\n"

  /// Reads a whole document.
  ///
  /// - Parameters:
  ///   - bytes: The document, in UTF-8, UTF-16, or what else Expat reads.
  ///   - hasNamespaces: Whether names come with the address of their namespace, as `ADDRESS\nNAME`.
  ///   - depthMax: How deep elements may lie within one another.
  ///   - refusal: What to throw for a fault.
  ///   - take: Takes each event, in order, with its line from 1.
  /// - Throws: What `refusal` makes, or `take` throws.
  package static func read<Failure: Error>(
    _ bytes: [UInt8], hasNamespaces: Bool = false, depthMax: Int,
    refusal: (Fault) -> Failure, _ take: (Event, Int) throws(Failure) -> Void
  ) throws(Failure) {
    let separator = XML_Char(bitPattern: Self.separator.asciiValue ?? 0)
    guard let parser = hasNamespaces ? XML_ParserCreateNS(nil, separator) : XML_ParserCreate(nil)
    else { throw refusal(Fault(kind: .malformed("out of memory"), line: 1)) }
    defer { XML_ParserFree(parser) }
    let gathered = Gathered(parser, depthMax: depthMax)
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
      for (event, line) in gathered.drain() { try take(event, line) }
      if let fault = gathered.fault { throw refusal(fault) }
      guard status == XML_STATUS_OK else {
        let words =
          XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "damage"
        throw refusal(
          Fault(kind: .malformed(words), line: Int(XML_GetCurrentLineNumber(parser))))
      }
    } while !rest.isEmpty
  }

  /// What the parser has called back with since it was last asked.
  private final class Gathered {
    private let parser: XML_Parser
    private let depthMax: Int
    private var events: [(Event, Int)] = []
    private var text: [UInt8] = []
    private var textLine = 0
    private var depth = 0
    private(set) var fault: Fault?

    init(_ parser: XML_Parser, depthMax: Int) {
      self.parser = parser
      self.depthMax = depthMax
    }

    private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

    func drain() -> [(Event, Int)] {
      defer { events = [] }
      return events
    }

    func listen() {
      XML_SetElementHandler(
        parser, { Gathered.of($0)?.start($1, $2) }, { Gathered.of($0)?.end($1) })
      XML_SetCharacterDataHandler(parser) { Gathered.of($0)?.keep($1, count: Int($2)) }
      XML_SetCommentHandler(parser) { Gathered.of($0)?.comment($1) }
      XML_SetStartDoctypeDeclHandler(parser) { context, _, _, _, hasSubset in
        Gathered.of(context)?.doctype(hasSubset: hasSubset != 0)
      }
      XML_SetXmlDeclHandler(parser) { context, _, encoding, _ in
        Gathered.of(context)?.declaration(encoding: encoding)
      }
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Gathered? {
      context.map { Unmanaged<Gathered>.fromOpaque($0).takeUnretainedValue() }
    }

    private func stop(_ kind: Fault.Kind) {
      fault = fault ?? Fault(kind: kind, line: line)
      XML_StopParser(parser, 0)
    }

    private func declaration(encoding: UnsafePointer<XML_Char>?) {
      if let encoding { events.append((.encoding(String(cString: encoding)), line)) }
    }

    private func doctype(hasSubset: Bool) {
      if hasSubset { stop(.declaration) } else { events.append((.doctype, line)) }
    }

    private func keep(_ text: UnsafePointer<XML_Char>?, count: Int) {
      guard let text, count > 0 else { return }
      if self.text.isEmpty { textLine = line }
      self.text.append(contentsOf: UnsafeRawBufferPointer(start: text, count: count))
    }

    private func flush() {
      guard !text.isEmpty else { return }
      events.append((.text(String(decoding: text, as: UTF8.self)), textLine))
      text.removeAll(keepingCapacity: true)
    }

    private func comment(_ text: UnsafePointer<XML_Char>?) {
      if let text { events.append((.comment(String(cString: text)), line)) }
    }

    private func start(
      _ name: UnsafePointer<XML_Char>?,
      _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
      flush()
      depth += 1
      if depth > depthMax { return stop(.depth) }
      var values: [String: String] = [:]
      var next = attributes
      while let at = next, let key = at[0], let value = at[1] {
        values[String(cString: key)] = String(cString: value)
        next = at.advanced(by: 2)
      }
      events.append((.start(name.map { String(cString: $0) } ?? "", values), line))
    }

    private func end(_ name: UnsafePointer<XML_Char>?) {
      flush()
      depth -= 1
      events.append((.end(name.map { String(cString: $0) } ?? ""), line))
    }
  }
}
