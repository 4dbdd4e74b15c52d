/// The XML that tools write reports in: elements, attributes and text.
///
/// Refused: more than 64 MiB, any encoding but UTF-8, declarations of entities or of anything else
/// inside a DOCTYPE, nesting over 100, more than two million elements. Nothing that a file names is
/// ever loaded.
package enum XML {
  package static let bytesMax = 64 << 20
  private static let depthMax = 100
  private static let elementsMax = 2_000_000
  /// How much of an element's text is kept; logs of tests can be long.
  private static let textMax = 2_000

  /// What stands between a start tag and its end tag.
  package struct Element: Sendable {
    package let name: String
    package let attributes: [String: String]
    /// The line that it begins in, from 1.
    package let line: Int
    package fileprivate(set) var children: [Element] = []
    /// The first part of the text that stands directly in it.
    package fileprivate(set) var text = ""

    package subscript(attribute: String) -> String? { attributes[attribute] }

    package func children(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  package struct Document: Sendable {
    package let root: Element
    /// The first ten comments, shortened; some tools say there who they are.
    package let comments: [String]
  }

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The name to show in diagnostics.
  /// - Returns: The root element and comments.
  /// - Throws: ``Diagnostics`` with the first thing that is wrong.
  package static func read(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Document {
    let start = Diagnostic.Place(file: file, position: .start)
    guard bytes.count <= bytesMax else {
      let size = "the file has \(bytes.count) bytes; \(bytesMax) are read at most"
      throw Diagnostics([Diagnostic(.fileTooLarge, size, at: start)])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Diagnostics([Diagnostic(.notUTF8, "the file is not UTF-8", at: start)])
    }
    let source = Diagnostic.Source(file: file, text: text)
    func refused(_ code: Diagnostic.Code, _ words: String, _ line: Int) -> Diagnostics {
      let position = Tree.Position(line: line, column: 1)
      return Diagnostics([Diagnostic(code, words, at: source.place(position))])
    }
    var open: [Element] = []
    var root: Element?
    var comments: [String] = []
    var elements = 0
    try XMLEvents.read(
      bytes, depthMax: depthMax, refusal: { refused($0.code, $0.words, $0.line) }
    ) { event, line throws(Diagnostics) in
      switch event {
      case .encoding(let name):
        guard ["utf-8", "utf8", "us-ascii", "ascii"].contains(name.lowercased()) else {
          let words = "the file says that it is \(name.shortened(to: 40)), and UTF-8 is read"
          throw refused(.notUTF8, words, line)
        }
      case .doctype: break
      case .start(let name, let attributes):
        elements += 1
        if elements > elementsMax {
          throw refused(.fileTooLarge, "the file has more than \(elementsMax) elements", line)
        }
        open.append(Element(name: name, attributes: attributes, line: line))
      case .text(let text):
        guard let last = open.indices.last else { break }
        let room = textMax - open[last].text.utf8.count
        if room > 0 { open[last].text += text.prefix(room) }
      case .end:
        guard let done = open.popLast() else { break }
        if let around = open.indices.last {
          open[around].children.append(done)
        } else {
          root = done
        }
      case .comment(let text):
        if comments.count < 10 { comments.append(String(text.prefix(200))) }
      }
    }
    guard let root else { throw refused(.syntax, "there is no element in the file", 1) }
    return Document(root: root, comments: comments)
  }
}

extension XMLEvents.Fault {
  fileprivate var code: Diagnostic.Code {
    switch kind {
    case .malformed: .syntax
    case .declaration: .refusedTag
    case .depth: .tooDeep
    }
  }

  fileprivate var words: String {
    switch kind {
    case .malformed(let words): "the XML is not well-formed: \(words)"
    case .declaration: "the DOCTYPE declares entities, which are not read here"
    case .depth: "elements are nested too deep"
    }
  }
}
