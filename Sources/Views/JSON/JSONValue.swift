/// A value of JSON, for documents whose members others have named.
enum JSONValue: Encodable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
  case text(String)
  case whole(Int)
  case list([JSONValue])
  case object([String: JSONValue])

  init(stringLiteral value: String) { self = .text(value) }

  /// An object without the members that have nothing to say.
  static func members(_ members: KeyValuePairs<String, JSONValue?>) -> JSONValue {
    var object: [String: JSONValue] = [:]
    for (name, value) in members where value?.isEmpty == false { object[name] = value }
    return .object(object)
  }

  private var isEmpty: Bool {
    switch self {
    case .text, .whole: false
    case .list(let list): list.isEmpty
    case .object(let object): object.isEmpty
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .whole(let number): try container.encode(number)
    case .list(let list): try container.encode(list)
    case .object(let object): try container.encode(object)
    }
  }
}
