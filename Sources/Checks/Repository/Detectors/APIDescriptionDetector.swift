internal import Documents
internal import Readiness

/// The contract of the service's interface is written down.
struct APIDescriptionDetector: Detector {
  let control: Control.ID = "doc.api"
  let home: Home? = .service
  let looksFor =
    "an OpenAPI file, of a path that the code answers where routes are seen, in which every operation "
    + "has a description or summary and responses, and every property of its schemas a description, at "
    + "least one; or a FastAPI service whose pydantic models "
    + "describe every field; or a proto file in which a comment precedes every field and call, and "
    + "whose service the code implements"

  private static let methods: Set<String> = ["get", "put", "post", "delete", "patch", "head"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let files = repository.tracked { file in
      ["yaml", "yml", "json"].contains(file.suffix) && !file.isExample && !file.isTest
        && ["openapi", "swagger"].contains(where: file.name.lowercased().contains)
    }
    let routes = repository.routes
    var foreign: [Place] = []
    for file in files {
      guard let tree = repository.tree(of: file.path), tree["openapi"] ?? tree["swagger"] != nil,
        let paths = tree["paths"]?.pairs, !paths.isEmpty
      else { continue }
      if !routes.isEmpty, !paths.contains(where: { routes.answer($0.key) }) {
        foreign.append(Place(path: file.path, line: 1))
      } else if let seen = sighting(of: tree, in: file.path) {
        return seen
      }
    }
    if let api = PythonAPI(in: repository) { return sighting(of: api) }
    for file in repository.tracked({ $0.suffix == "proto" && !$0.isExample && !$0.isTest }) {
      let lines = repository.text(of: file.path)?.lines ?? []
      let services = lines.compactMap { $0.firstMatch(of: #/^service\s+(\w+)/#)?.1 }
      // In a language that is not read, what calls it inside is not told from an interface.
      if repository.isMostlyRead, services.contains(where: { repository.implements(String($0)) }) {
        return sighting(of: lines, in: file.path)
      }
      if !services.isEmpty { foreign.append(Place(path: file.path, line: 1)) }
    }
    return .notFound(
      foreign.first.map { "\($0.path) describes an API, which no code here was seen to answer" }
        ?? "no description of an API was found", foreign)
  }

  /// `nil` where it names no operation.
  private func sighting(of tree: Tree, in file: String) -> Sighting? {
    let operations = (tree["paths"]?.pairs ?? []).flatMap { path in
      path.value.pairs.filter { Self.methods.contains($0.key) }.map { (path.key, $0) }
    }
    guard let first = operations.first else { return nil }
    let bare = operations.first { _, operation in
      (operation.value["description"] ?? operation.value["summary"])?.text == nil
        || (operation.value["responses"]?.pairs.isEmpty ?? true)
    }
    if let (path, operation) = bare {
      return .broken(
        "\(operation.key) \(path) in \(file) is not described",
        [Place(path: file, line: operation.keyPosition.line)])
    }
    let schemas = tree["components"]?["schemas"]?.pairs ?? tree["definitions"]?.pairs ?? []
    // Some stand where they are used, without a name.
    let unnamed = tree["paths"]?.everything.compactMap { $0["schema"] } ?? []
    let all = schemas.map { ($0.key, $0.value) } + unnamed.map { ("a schema", $0) }
    let properties = all.flatMap { name, schema in
      (schema["properties"]?.pairs ?? []).map { (name, $0) }
    }
    let mute = properties.first { $0.1.value["description"] == nil && $0.1.value["$ref"] == nil }
    if let (schema, property) = mute {
      return .broken(
        "the property \(property.key) of \(schema) in \(file) is not described",
        [Place(path: file, line: property.keyPosition.line)])
    }
    let place = Place(path: file, line: first.1.keyPosition.line, excerpt: first.0)
    let described =
      "\(file) describes \(operations.count.of("operation")) and "
      + properties.count.of("property", "properties")
    return properties.isEmpty
      ? .notFound("\(described) of what they take and give", [place]) : .found(described, [place])
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

/// The paths that a service's code answers, by their parts; what stands for any text is a star.
private struct Routes {
  private var all: Set<[String]> = []

  var isEmpty: Bool { all.isEmpty }

  mutating func insert(_ path: some StringProtocol) { all.insert(Self.parts(of: path)) }

  /// Whether one of them is the path, or its end where a router gives it a beginning.
  func answer(_ path: String) -> Bool {
    let parts = Self.parts(of: path)
    return all.contains { $0 == parts || !$0.isEmpty && parts.ends(with: $0) }
  }

  private static func parts(of path: some StringProtocol) -> [String] {
    path.split(separator: "/").map { part in
      part.contains { "{<:".contains($0) } ? "*" : String(part)
    }
  }
}

extension [String] {
  fileprivate func ends(with other: [String]) -> Bool { suffix(other.count).elementsEqual(other) }
}

extension Repository {
  private var serviceCode: [File] {
    tracked { $0.isCode && !$0.isTest && !$0.isExample }
  }

  /// What decorators and calls of Flask, FastAPI, Express and the like name.
  fileprivate var routes: Routes {
    let form =
      #/(?:\.(?:route|get|post|put|patch|delete|add_api_route|add_url_rule|HandleFunc)|\bpath)\(\s*["'`](\/[^"'`]*)["'`]/#
    return serviceCode.reduce(into: Routes()) { routes, file in
      guard let text = passingText(of: file.path), text.holds("(\"/") || text.holds("('/") else {
        return
      }
      for match in text.matches(of: form) { routes.insert(match.1) }
    }
  }

  /// Whether code other than what a compiler made of the proto file answers the calls of a service.
  fileprivate func implements(_ service: String) -> Bool {
    serviceCode.contains { file in
      guard !["_pb2", ".pb.", "_pb."].contains(where: file.name.contains),
        let text = passingText(of: file.path)
      else { return false }
      return text.contains("\(service)Servicer") || text.contains("Unimplemented\(service)Server")
        || text.contains("\(service)ImplBase") || text.contains("\(service)::Service")
        || text.contains("\(service)Base")
    }
  }
}
