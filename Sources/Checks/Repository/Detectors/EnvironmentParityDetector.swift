internal import Documents
internal import Readiness

/// Environments are built from the same definitions, and differ in stated values only.
struct EnvironmentParityDetector: Detector {
  let control: Control.ID = "infra.env-parity"
  let home: Home? = .outside
  let looksFor =
    "for a production environment and one before it: Kustomize overlays of one base with the same "
    + "keys and patches, or Helm values or Terraform variables with the same keys, or folders that "
    + "call the same Terraform modules with the same arguments"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let groups = Dictionary(grouping: variants(in: repository)) { $0.base }.sorted {
      $0.key < $1.key
    }
    var uneven: Sighting?
    for (_, variants) in groups {
      guard let production = variants.first(where: { $0.stage == .production }),
        let other = variants.first(where: { $0.stage == .before })
      else { continue }
      let places = [production.place, other.place]
      let odd = production.keys.symmetricDifference(other.keys).sorted()
      guard let key = odd.first else {
        return .found(
          "\(production.place.path) and \(other.place.path) set the same "
            + "\(production.keys.count.of("key")), and differ in values only", places)
      }
      uneven =
        uneven
        ?? .notFound(
          "\(production.place.path) and \(other.place.path) do not hold the same: \(key)", places)
    }
    return uneven ?? .notFound("no two environments with the same definitions were found")
  }

  /// One environment's file of values.
  private struct Variant {
    let base: String
    let stage: EnvironmentName.Stage
    let keys: Set<String>
    let place: Place
  }

  private func variants(in repository: Repository) -> [Variant] {
    repository.tracked { _ in true }.compactMap { file -> Variant? in
      let place = Place(path: file.path, line: 1)
      func variant(_ base: String, _ name: String, _ keys: [String]) -> Variant? {
        guard let stage = EnvironmentName(name)?.stage, !keys.isEmpty else { return nil }
        return Variant(base: base, stage: stage, keys: Set(keys), place: place)
      }
      let folder = file.folders.dropLast().joined(separator: "/")
      switch (file.name, file.suffix) {
      case ("kustomization.yaml", _), ("kustomization.yml", _):
        guard let tree = repository.tree(of: file.path) else { return nil }
        let above = (tree["resources"] ?? tree["bases"])?.elements.compactMap(\.text)
          .first { $0.hasPrefix("../") }
        return above.flatMap {
          variant("kustomize \(folder) \($0)", file.folders.last ?? "", tree.parts)
        }
      case (_, "tfvars"):
        let keys = (repository.text(of: file.path) ?? "").lines.compactMap { line in
          line.firstMatch(of: #/^([A-Za-z_]\w*)\s*=/#).map { String($0.1) }
        }
        let isFolder = EnvironmentName(file.name) == nil
        return variant(
          "tfvars " + (isFolder ? folder : file.folders.joined(separator: "/")),
          isFolder ? file.folders.last ?? "" : file.name, keys)
      case (let name, "yaml"), (let name, "yml"):
        guard name.hasPrefix("values"), name != "values.yaml" else { return nil }
        return repository.tree(of: file.path).flatMap {
          variant("helm " + file.folders.joined(separator: "/"), name, $0.keyPaths())
        }
      case ("main.tf", _):
        let calls = repository.terraform.filter { $0.path == file.path && $0.keyword == "module" }
        return variant(
          "modules \(folder)", file.folders.last ?? "",
          calls.flatMap { call in
            call.body.compactMap { $0.firstMatch(of: #/^([A-Za-z_]\w*)\s*=/#).map { String($0.1) } }
              .map { "\(call.type).\($0)" }
          })
      default: return nil
      }
    }
  }
}

extension Tree {
  /// What a kustomization holds: its keys, with the files and targets of its patches.
  fileprivate var parts: [String] {
    pairs.flatMap { pair -> [String] in
      guard pair.key.hasPrefix("patches") || pair.key == "resources" else { return [pair.key] }
      return pair.value.elements.map { element in
        let name = element.at("target", "name")?.text ?? element.at("target", "kind")?.text
        return pair.key + " " + (element.text ?? element["path"]?.text ?? name ?? "")
      }
    }
  }

  /// The keys of nested mappings, joined by points.
  fileprivate func keyPaths(below prefix: String = "") -> [String] {
    pairs.flatMap { pair in
      let path = prefix.isEmpty ? pair.key : prefix + "." + pair.key
      return pair.value.pairs.isEmpty ? [path] : pair.value.keyPaths(below: path)
    }
  }
}
