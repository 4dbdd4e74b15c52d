/// What evidence can be bound to.
package enum VersionPart: String, CaseIterable, Comparable, Codable, Sendable {
  case code, model, data

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The versions that a component, or the system as a whole, carries at one moment.
///
/// Those of a component are semantic versions. Where a system has several models or data sets, its
/// own part names them all, so that a change of any one is a change of the system's.
package struct Versions: Hashable, Codable, Sendable {
  package let code: String?
  package let model: String?
  package let data: String?

  package init(code: String? = nil, model: String? = nil, data: String? = nil) {
    self.code = code
    self.model = model
    self.data = data
  }

  package subscript(part: VersionPart) -> String? {
    switch part {
    case .code: code
    case .model: model
    case .data: data
    }
  }

  /// The parts, among those asked about, in which the two differ.
  package func differences(from other: Versions, in parts: Set<VersionPart>) -> [VersionPart] {
    parts.sorted().filter { self[$0] != other[$0] }
  }
}
