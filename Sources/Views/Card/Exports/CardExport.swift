internal import Documents
internal import Readiness

// What the formats of others ask for alike.

extension Component {
  /// The version of what the component is: of a model the model's, of a data set the data's.
  var shownVersion: String? {
    kind == .dataset
      ? versions.data ?? versions.code : versions.model ?? versions.code ?? versions.data
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
    case .table(_, let rows):
      rows.isEmpty ? nil : rows.map { $0.joined(separator: " · ") }.joined(separator: "\n")
    }
  }
}
