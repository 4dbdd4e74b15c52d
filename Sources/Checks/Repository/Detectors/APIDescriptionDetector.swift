internal import Documents
internal import Readiness

/// The contract of the service's interface is written down.
struct APIDescriptionDetector: Detector {
  let control: Control.ID = "doc.api"
  let home: Home? = .service
  let looksFor =
    "an OpenAPI file in which every operation has a description or summary and responses, and "
    + "every property of its schemas a description; or a FastAPI service whose pydantic models "
    + "describe every field; or a proto file in which a comment precedes every field and call"

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
    if let api = PythonAPI(in: repository) { return sighting(of: api) }
    let calls = repository.tracked { $0.suffix == "proto" }.compactMap { file in
      (repository.text(of: file.path)?.lines).map { (file.path, $0) }
    }.first { $0.1.contains { $0.hasPrefix("service ") } }
    if let (path, lines) = calls { return sighting(of: lines, in: path) }
    return .notFound("no description of an API was found")
  }

  private func sighting(of api: PythonAPI) -> Sighting {
    if let mute = api.fields.first(where: { !$0.isDescribed }) {
      return .broken(
        "the field \(mute.name) of the service in \(api.service.path) is not described",
        [mute.place])
    }
    guard let first = api.fields.first else {
      return .notFound(
        "\(api.service.path) is a service, and no models of its requests were found", [api.service])
    }
    return .found(
      "\(api.service.path) describes \(api.fields.count.of("field"))", [api.service, first.place])
  }

  private func sighting(of lines: [Substring], in path: String) -> Sighting {
    let parts = lines.indices.filter { index in
      lines[index].contains(#/^\s*(rpc \w+|(repeated |optional )?[\w.]+ \w+ = \d+;)/#)
    }
    let mute = parts.first { index in
      let before = index > 0 ? String(lines[index - 1]).trimmed : ""
      return !lines[index].contains("//") && !before.hasPrefix("//") && !before.hasSuffix("*/")
    }
    if let mute {
      let text = String(lines[mute]).trimmed
      return .broken(
        "'\(text.shortened(to: 60))' in \(path) is not explained",
        [Place(path: path, line: mute + 1, excerpt: text.shortened(to: 120))])
    }
    guard let first = parts.first else {
      return .notFound("\(path) names a service without calls", [Place(path: path)])
    }
    return .found(
      "\(path) explains \(parts.count.of("call or field", "calls and fields"))",
      [Place(path: path, line: first + 1)])
  }
}
