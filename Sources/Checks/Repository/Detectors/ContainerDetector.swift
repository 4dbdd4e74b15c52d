internal import Documents
internal import Readiness

/// Containers are built in continuous integration and run by an orchestrator.
struct ContainerDetector: Detector {
  let control: Control.ID = "infra.containers"
  let home: Home? = .anyText
  let looksFor =
    "a Dockerfile, a workflow command that builds an image, and a Kubernetes workload or Helm "
    + "chart whose image the workflow names"

  private static let builds = [
    "docker build", "docker buildx build", "buildah build", "buildah bud", "podman build",
    "kaniko", "docker compose build", "ko build",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let files = repository.tracked { $0.isImageRecipe && !$0.isExample }
    let build = repository.step(
      calling: Self.builds, using: ["docker/build-push-action", "docker/bake-action"])
    let named = build.flatMap { build in files.first { build.names($0) } }
    guard let file = named ?? files.first,
      let recipe = repository.place(
        in: file.path, where: { $0.uppercased().hasPrefix("FROM ") })
    else { return .notFound("no Dockerfile was found") }
    let workloads = InfrastructureFiles.all(in: repository).filter { place in
      place.path.hasSuffix("Chart.yaml")
        || InfrastructureFiles.workloads.contains { place.excerpt == "kind: \($0)" }
    }
    let said = build.flatMap { repository.text(of: $0.place.path) } ?? ""
    let workload = workloads.first { place in
      repository.images(runBy: place.path).contains { said.namesImage($0) }
    }
    switch (build, workload) {
    case (let build?, let workload?):
      return .found(
        "\(recipe.path) is built in continuous integration and run by \(workload.path)",
        [recipe, build.place, workload])
    case (nil, _): return .notFound("\(recipe.path) is there; no workflow builds it", [recipe])
    case (let build?, nil):
      return .notFound(
        "\(recipe.path) is built in continuous integration; nothing was found that runs it",
        [recipe, build.place] + workloads)
    }
  }
}

extension Workflow.Step {
  /// Whether a step that builds names a recipe, or the folder that it lies in.
  fileprivate func names(_ file: Repository.File) -> Bool {
    let words: [String] =
      switch what {
      case .command(let line): line.split(separator: " ").map(String.init)
      case .action(_, let with):
        [with?["file"] ?? with?["context"]].compactMap { $0?.text }
      }
    let folder = file.folders.joined(separator: "/")
    return words.contains { word in
      var path = word.hasPrefix("./") ? String(word.dropFirst(2)) : word
      if path.hasSuffix("/") { path = String(path.dropLast()) }
      return path == file.path || path == (folder.isEmpty ? "." : folder)
    }
  }
}

extension Repository {
  /// The images that the workloads of a file run, or a chart's values name.
  fileprivate func images(runBy path: String) -> [String] {
    if path.hasSuffix("Chart.yaml") {
      let values = tree(of: resolved("values.yaml", from: path))?.everything ?? []
      return values.compactMap { $0["repository"]?.text }
    }
    return manifests.filter { $0.path == path }.flatMap(\.containers)
      .compactMap { $0["image"]?.text }
  }
}

extension String {
  /// Whether the last part of an image's name, without its tag, stands in the text as a word.
  fileprivate func namesImage(_ image: String) -> Bool {
    let name = (image.split(separator: "/").last ?? "").prefix { $0 != ":" && $0 != "@" }
    return !name.isEmpty
      && split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.contains(name)
  }
}

extension Repository.File {
  /// Whether it says how a container's image is built.
  var isImageRecipe: Bool {
    ["Dockerfile", "dockerfile", "Containerfile"].contains(name)
      || name.lowercased().hasPrefix("dockerfile.") || suffix.lowercased() == "dockerfile"
  }
}
