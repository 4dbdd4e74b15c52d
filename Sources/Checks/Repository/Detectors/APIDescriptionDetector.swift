internal import Documents
internal import Readiness

/// The contract of the service's interface is written down.
struct APIDescriptionDetector: Detector {
  let control: Control.ID = "doc.api"
  let looksFor =
    "an OpenAPI file in which every operation has a description or summary and responses, and "
    + "every property of its schemas a description"

  private static let methods: Set<String> = ["get", "put", "post", "delete", "patch", "head"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    for file in repository.tracked({ ["yaml", "yml", "json"].contains($0.suffix) })
    where file.name.lowercased().contains("openapi") || file.name.lowercased().contains("swagger") {
      guard let tree = repository.tree(of: file.path),
        tree["openapi"] ?? tree["swagger"] != nil
      else { continue }
      let operations = (tree["paths"]?.pairs ?? []).flatMap { path in
        path.value.pairs.filter { Self.methods.contains($0.key) }.map { (path.key, $0) }
      }
      let bare = operations.first { _, operation in
        (operation.value["description"] ?? operation.value["summary"])?.text == nil
          || (operation.value["responses"]?.pairs.isEmpty ?? true)
      }
      guard let first = operations.first else { continue }
      if let (path, operation) = bare {
        return .broken(
          "\(operation.key) \(path) in \(file.path) is not described",
          [Place(path: file.path, line: operation.keyPosition.line)])
      }
      let schemas = tree["components"]?["schemas"]?.pairs ?? tree["definitions"]?.pairs ?? []
      let properties = schemas.flatMap { schema in
        (schema.value["properties"]?.pairs ?? []).map { (schema.key, $0) }
      }
      let mute = properties.first { $0.1.value["description"] == nil && $0.1.value["$ref"] == nil }
      if let (schema, property) = mute {
        return .broken(
          "the property \(property.key) of \(schema) in \(file.path) is not described",
          [Place(path: file.path, line: property.keyPosition.line)])
      }
      return .found(
        "\(file.path) describes \(operations.count.of("operation")) and "
          + "\(properties.count.of("property", "properties"))",
        [Place(path: file.path, line: first.1.keyPosition.line, excerpt: first.0)])
    }
    for file in repository.tracked({ $0.suffix == "proto" }) {
      let service = repository.place(in: file.path) { $0.hasPrefix("service ") }
      if let service {
        return .notFound(
          "\(file.path) defines a service; whether its fields are explained is not looked at",
          [service])
      }
    }
    return .notFound("no description of an API was found")
  }
}
