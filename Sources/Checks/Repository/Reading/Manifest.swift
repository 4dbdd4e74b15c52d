internal import Documents
internal import Readiness

/// An object of Kubernetes as a file describes it; templates of Helm are read without their logic.
struct Manifest: Sendable {
  let path: String
  let kind: String
  let apiVersion: String
  let tree: Tree

  var name: String { tree.at("metadata", "name")?.text ?? "" }
  var place: Place { tree.place(in: path, excerpt: "kind: \(kind)") }

  func place(of part: Tree, excerpt: String? = nil) -> Place {
    part.place(in: path, excerpt: excerpt)
  }

  /// Kinds that run containers.
  static let workloads: Set<String> = [
    "Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "InferenceService", "Rollout",
    "SeldonDeployment", "RayService", "RayJob", "PyTorchJob", "TFJob", "Service.serving.knative",
  ]

  /// The containers of a workload.
  var containers: [Tree] {
    tree.everything.flatMap { part in
      (part["containers"]?.elements ?? []) + (part["container"].map { [$0] } ?? [])
    }
  }
}

extension Repository {
  /// All objects of Kubernetes in tracked and other files, those of examples left out, in the order of their paths.
  var manifests: [Manifest] {
    memory.manifests.value {
      files.filter { ["yaml", "yml"].contains($0.suffix) && !$0.isExample }.flatMap {
        file -> [Manifest] in
        guard let text = text(of: file.path), text.holds("apiVersion:"), text.holds("kind:")
        else { return [] }
        let isTemplate = text.holds("{{")
        let trees = isTemplate ? YAML.documents(text.withoutTemplates) : trees(of: file.path)
        return trees.compactMap { tree in
          guard let kind = tree["kind"]?.text, let version = tree["apiVersion"]?.text else {
            return nil
          }
          return Manifest(path: file.path, kind: kind, apiVersion: version, tree: tree)
        }
      }
    }
  }

  func manifests(of kinds: String...) -> [Manifest] {
    manifests.filter { kinds.contains($0.kind) }
  }
}

extension String {
  /// The text with actions of Go templates taken out, line for line.
  fileprivate var withoutTemplates: String {
    let name = #/\{\{[^{}]*\}\}/#
    return lines.map { line -> String in
      guard line.contains("{{") else { return String(line) }
      let isAction = line.replacing(name, with: "").allSatisfy(\.isWhitespace)
      return isAction ? "" : String(line.replacing(name, with: "x"))
    }.joined(separator: "\n")
  }
}
