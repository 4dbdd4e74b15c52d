/// A JSON Schema (draft 2020-12), as far as shapes need it.
package struct Schema: Sendable, Encodable {
  private var type: String?
  private var description: String?
  private var pattern: String?
  private var minimum: Double?
  private var maximum: Double?
  private var words: [String]?
  private var constant: String?
  private var alternatives: [Schema]?
  private var items: [Schema] = []
  private var keys: [Schema] = []
  private var values: [Schema] = []
  private var properties: [(String, Schema)] = []
  private var required: [String] = []

  package static func string(pattern: String? = nil) -> Schema {
    var schema = Schema(type: "string")
    schema.pattern = pattern
    return schema
  }

  package static let boolean = Schema(type: "boolean")

  static func integer(_ range: ClosedRange<Int>) -> Schema {
    var schema = Schema(type: "integer")
    schema.minimum = Double(range.lowerBound)
    schema.maximum = Double(range.upperBound)
    return schema
  }

  static func number(_ range: ClosedRange<Double>?) -> Schema {
    var schema = Schema(type: "number")
    schema.minimum = range?.lowerBound
    schema.maximum = range?.upperBound
    return schema
  }

  package static func oneOf(_ words: [String]) -> Schema {
    var schema = Schema(type: "string")
    schema.words = words
    return schema
  }

  static func constant(_ word: String) -> Schema {
    var schema = Schema(type: nil)
    schema.constant = word
    return schema
  }

  package static func anyOf(_ alternatives: [Schema]) -> Schema {
    var schema = Schema(type: nil)
    schema.alternatives = alternatives
    return schema
  }

  static func array(_ element: Schema) -> Schema {
    var schema = Schema(type: "array")
    schema.items = [element]
    return schema
  }

  static func dictionary(_ key: Schema, _ value: Schema) -> Schema {
    var schema = Schema(type: "object")
    schema.keys = [key]
    schema.values = [value]
    return schema
  }

  static func object(_ properties: [(String, Schema)], required: [String]) -> Schema {
    var schema = Schema(type: "object")
    schema.properties = properties
    schema.required = required
    return schema
  }

  package func about(_ text: String) -> Schema {
    var copy = self
    copy.description = text.isEmpty ? description : text
    return copy
  }

  /// What it is about, in a sentence.
  package var summary: String { description ?? "" }

  /// The keys of an object with what they are about, for a reader of the terminal.
  package var documentation: [(key: String, about: String, isRequired: Bool)] {
    properties.map { ($0.0, $0.1.description ?? "", required.contains($0.0)) }
  }

  private init(type: String?) { self.type = type }

  package func encode(to encoder: any Encoder) throws {
    var out = encoder.container(keyedBy: Key.self)
    try out.encodeIfPresent(type, forKey: "type")
    try out.encodeIfPresent(description, forKey: "description")
    try out.encodeIfPresent(pattern, forKey: "pattern")
    try out.encodeIfPresent(minimum, forKey: "minimum")
    try out.encodeIfPresent(maximum, forKey: "maximum")
    try out.encodeIfPresent(words, forKey: "enum")
    try out.encodeIfPresent(constant, forKey: "const")
    try out.encodeIfPresent(alternatives, forKey: "anyOf")
    if let element = items.first { try out.encode(element, forKey: "items") }
    if let key = keys.first { try out.encode(key, forKey: "propertyNames") }
    if let value = values.first { try out.encode(value, forKey: "additionalProperties") }
    if type == "object", values.isEmpty {
      let table = Dictionary(properties, uniquingKeysWith: { first, _ in first })
      try out.encode(table, forKey: "properties")
      try out.encode(false, forKey: "additionalProperties")
      if !required.isEmpty { try out.encode(required, forKey: "required") }
    }
  }

  private struct Key: CodingKey, ExpressibleByStringLiteral {
    let stringValue: String
    let intValue: Int? = nil

    init(stringLiteral value: String) { stringValue = value }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
