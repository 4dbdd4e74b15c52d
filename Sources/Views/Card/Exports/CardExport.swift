internal import Documents
package import Readiness

// What the formats of others ask for alike.

extension Component {
  /// The version of what the component is: of a model the model's, of a data set the data's, of what
  /// runs the code's.
  var shownVersion: String? { versions[mainPart] ?? versions.code }

  /// What is at its heart.
  package var mainPart: VersionPart {
    switch kind {
    case .model, .algorithm: .model
    case .dataset: .data
    case .pipeline, .service: .code
    }
  }
}

extension System {
  /// Web addresses of the page and of the code, of those that are addresses.
  var addresses: [(kind: String, address: String)] {
    [("website", links.page), ("vcs", links.repository)].compactMap { kind, address in
      address.flatMap { WebAddress.fault(in: $0) == nil ? (kind, $0) : nil }
    }
  }
}

extension Card {
  /// What it is for and what it is not for, of C.19.
  var uses: CardUses { CardUses(text("C.19") ?? "") }

  /// What C.23 says, a paragraph each: its first sentence, and what is said besides.
  var ethics: [(name: String, rest: String?)] {
    (text("C.23") ?? "").components(at: "\n\n").map { paragraph in
      let words = paragraph.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      guard let end = words.firstMatch(of: /[.!?;:]\s/)?.range.lowerBound else {
        return (words, nil)
      }
      let rest = words[words.index(after: end)...].drop { $0 == " " }
      return (String(words[...end]), String(rest))
    }
  }
}

extension String {
  fileprivate func components(at mark: String) -> [Substring] {
    split(separator: mark).filter { !$0.allSatisfy(\.isWhitespace) }
  }
}

extension CardFigure {
  /// Which part of what it was measured on.
  var slice: String {
    measurement.window.isEmpty ? check.rawValue : "\(check), \(measurement.window)"
  }
}

extension Double {
  /// The number with every digit that it has, `nan` and infinities in words.
  var exact: String { "\(self)" }
}

extension CardField {
  /// What is computed for it, as text; `nil` where nothing is.
  var factText: String? {
    switch facts {
    case .none: nil
    case .line(let line): line.isEmpty ? nil : line
    case .links(let links):
      links.isEmpty ? nil : links.map(\.words).joined(separator: "; ")
    case .table(_, let rows):
      rows.isEmpty ? nil : rows.map { $0.joined(separator: " · ") }.joined(separator: "\n")
    }
  }
}
