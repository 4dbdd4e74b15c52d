internal import Documents
internal import Readiness

/// The environment is written down to exact versions.
struct LockFileDetector: Detector {
  let control: Control.ID = "code.env-reproducible"
  let looksFor =
    "a lock file (uv, Poetry, PDM, Pipenv, conda-lock, pixi, Nix, Julia, renv; npm or Cargo where "
    + "there is no Python, R or Julia), or a requirements file in which every line is pinned with == "
    + "or a hash"

  private static let names: Set<String> = [
    "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock",
    "flake.lock", "renv.lock", "Manifest.toml", "pylock.toml",
  ]
  /// Of languages that beside Python, R or Julia are those of a web site or a tool.
  private static let besides: Set<String> = [
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.lock",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let isOther = repository.tracked { ["py", "ipynb", "r", "R", "jl"].contains($0.suffix) }.isEmpty
    let names = isOther ? Self.names.union(Self.besides) : Self.names
    let locks = repository.tracked { names.contains($0.name) }
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
    private var hashed = 0

    var isHashed: Bool { hashed == count }

    init(_ text: String) {
      // A line that ends in a backslash goes on in the next.
      let joined = text.replacing(/\\\r?\n/, with: " ")
      for line in joined.lines {
        let body = String(line).replacing(/(^|\s)#.*/, with: "").trimmed
        // Options name no package.
        if body.isEmpty || body.hasPrefix("-") { continue }
        count += 1
        // What follows a semicolon says where the line counts.
        let requirement = body.prefix { $0 != ";" }
        if requirement.contains(/==\s*[^\s*,<>=!~]+(\s|$)/), !requirement.contains(",") {
          pinned += 1
        }
        if requirement.contains(" @ "), requirement.contains(/#sha256=[0-9a-f]{64}/) {
          pinned += 1
          hashed += 1
        } else if body.contains("--hash=") {
          hashed += 1
        }
      }
    }
  }
}
