internal import Readiness

/// The environment is written down to exact versions.
struct LockFileDetector: Detector {
  let control: Control.ID = "code.env-reproducible"
  let looksFor =
    "a lock file (uv, Poetry, PDM, Pipenv, conda-lock, pixi, Nix, npm, Cargo, Julia, renv), or "
    + "requirements files in which every line is pinned with =="

  private static let names: Set<String> = [
    "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock",
    "flake.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.lock", "renv.lock",
    "Manifest.toml", "pylock.toml",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let locks = repository.tracked { Self.names.contains($0.name) }
    if let lock = locks.first {
      return .found(
        "\(lock.path) fixes every version", locks.map { Place(path: $0.path, line: 1) })
    }
    let lists = repository.tracked {
      $0.name.hasPrefix("requirements") && ["txt", "lock"].contains($0.suffix)
    }
    for list in lists {
      guard let lines = repository.text(of: list.path).map(Requirements.init), lines.count > 0
      else { continue }
      let place = [Place(path: list.path, line: 1)]
      if lines.pinned == lines.count {
        return lines.isHashed
          ? .found("\(list.path) pins all \(lines.count) packages by version and hash", place)
          : .odd("\(list.path) pins all \(lines.count) packages by version, without hashes", place)
      }
    }
    if let list = lists.first, let lines = repository.text(of: list.path).map(Requirements.init) {
      return .notFound(
        "\(list.path) pins \(lines.pinned) of \(lines.count) packages, and there is no lock file",
        [Place(path: list.path, line: 1)])
    }
    return .notFound("no lock file was found")
  }

  /// The packages of a pip requirements file.
  private struct Requirements {
    var count = 0
    var pinned = 0
    var isHashed: Bool

    init(_ text: String) {
      isHashed = text.contains("--hash=")
      for line in text.split(whereSeparator: \.isNewline) {
        let body = String(line).trimmed
        // Options, comments and continued hashes name no package.
        if body.isEmpty || body.hasPrefix("#") || body.hasPrefix("-") { continue }
        count += 1
        if body.contains("==") || body.contains(" @ ") && body.contains("#sha256=") { pinned += 1 }
      }
    }
  }
}
