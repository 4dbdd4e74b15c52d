/// A piece of a page: markup that is well-formed and escaped by construction.
///
/// Text becomes markup only here. There is one way to put in markup as it is, ``HTML/trusted(_:)``,
/// for what was made by this module or made safe by the Markdown library.
package struct HTML: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  package let markup: String

  private init(markup: String) { self.markup = markup }

  /// Text, escaped.
  package init(_ text: String) { markup = text.escaped }
  package init(stringLiteral value: String) { markup = value.escaped }

  /// Markup that is known to be well-formed and harmless.
  static func trusted(_ markup: String) -> HTML { HTML(markup: markup) }

  package static let nothing = HTML(markup: "")

  package static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.markup + right.markup)
  }

  /// An element with its attributes, in the order given, and what it contains.
  package static func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
    @HTMLBuilder _ content: () -> HTML = { .nothing }
  ) -> HTML {
    let written = attributes.map { " \($0.key)=\"\($0.value.escaped)\"" }.joined()
    return HTML(markup: "<\(name)\(written)>\(content().markup)</\(name)>")
  }

  /// An element that contains nothing and has no end.
  static func void(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]
  ) -> HTML {
    let written = attributes.map { " \($0.key)=\"\($0.value.escaped)\"" }.joined()
    return HTML(markup: "<\(name)\(written)>")
  }
}

/// Puts pieces one after another, as they are written.
@resultBuilder
package enum HTMLBuilder {
  package static func buildExpression(_ html: HTML) -> HTML { html }
  package static func buildExpression(_ text: String) -> HTML { HTML(text) }
  package static func buildBlock(_ parts: HTML...) -> HTML {
    .trusted(parts.map(\.markup).joined())
  }
  package static func buildOptional(_ part: HTML?) -> HTML { part ?? .nothing }
  package static func buildEither(first part: HTML) -> HTML { part }
  package static func buildEither(second part: HTML) -> HTML { part }
  package static func buildArray(_ parts: [HTML]) -> HTML {
    .trusted(parts.map(\.markup).joined())
  }
}

extension String {
  /// The text as it may stand in markup, between quotes too.
  var escaped: String {
    let needs = utf8.contains { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "'"), 0..<0x20, 0x7F:
        true
      default: false
      }
    }
    guard needs else { return self }
    var result = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
