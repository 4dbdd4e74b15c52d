internal import Documents
internal import Foundation

/// The JSON Schemas of the files that people write, from the same shapes that read them.
package enum Schemas {
  /// The kinds of files, as their `kind:` says.
  package static var kinds: [String] { all.map(\.kind) }

  /// The schema of a kind of file as JSON; `nil` for an unknown kind.
  package static func text(of kind: String) -> String? {
    guard let schema = all.first(where: { $0.kind == kind })?.schema else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let document = Root(schema: schema)
    return (try? encoder.encode(document)).map { String(decoding: $0, as: UTF8.self) + "\n" }
  }

  private static let all: [(kind: String, schema: Schema)] = [
    ("system", Shape.manifest.schema),
    ("attestations", Shape.attestations.schema),
    ("answers", Shape.answers.schema),
    ("waivers", Shape.waivers.schema),
    ("requirements", Shape.requirements.schema),
    ("worth", Shape.worth.schema),
    ("expectations", Shape.expectations.schema),
    ("report-map", Shape.reportMap.schema),
    ("controls", Shape.controls.schema),
    ("framework", Shape.framework.schema),
    ("ethics", Shape.ethics.schema),
    ("debrief", Shape.debrief.schema),
    ("checklist", Shape.checklist.schema),
    ("readiness-levels", Shape.scale.schema),
    ("questions", Shape.questions.schema),
  ]

  private struct Root: Encodable {
    let schema: Schema

    private enum Key: String, CodingKey {
      case dialect = "$schema"
    }

    func encode(to encoder: any Encoder) throws {
      var values = encoder.container(keyedBy: Key.self)
      try values.encode("https://json-schema.org/draft/2020-12/schema", forKey: .dialect)
      try schema.encode(to: encoder)
    }
  }
}
