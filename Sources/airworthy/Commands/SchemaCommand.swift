import ArgumentParser
import Definitions

struct SchemaCommand: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of a file, for editors to complete and check by.",
    discussion: """
      Example: airworthy schema system --output airworthy.schema.json

      Kinds: \(Schemas.kinds.joined(separator: ", ")).
      """)

  @Argument(help: "The kind of file, as its 'kind:' says.")
  var kind: String

  @OptionGroup var output: OutputOptions

  func perform(in session: Session) throws(Stop) -> Ending {
    guard let schema = Schemas.text(of: kind) else {
      throw .usage(
        "no file is of kind '\(kind)'",
        fix: "there are \(Schemas.kinds.joined(separator: ", "))")
    }
    try output.write(schema, in: session)
    return .met
  }
}
