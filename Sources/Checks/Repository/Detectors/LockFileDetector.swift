internal import Documents
internal import Readiness

/// The environment is written down to exact versions.
struct LockFileDetector: Detector {
  let control: Control.ID = "code.env-reproducible"
  let home: Home? = .anyText
  let looksFor =
    "beside or above each file that names what is needed (pyproject.toml, Pipfile, environment.yml, "
    + "DESCRIPTION, Project.toml) a lock file (uv, Poetry, PDM, Pipenv, conda-lock, pixi, Nix, Julia, "
    + "renv; npm or Cargo where there is no Python, R or Julia); or only requirements files that a "
    + "compiler wrote, every line pinned with == or a hash; a line without a version that nothing "
    + "locks refutes it, an image or step that takes the latest leaves it open"

  private static let locks: Set<String> = [
    "uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml", "pixi.lock",
    "flake.lock", "renv.lock", "Manifest.toml", "pylock.toml",
  ]
  /// Of languages that beside Python, R or Julia are those of a web site or a tool.
  private static let besides: Set<String> = [
    "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "Cargo.lock", "go.sum", "gradle.lockfile",
  ]
  private static let needs: Set<String> = [
    "Pipfile", "environment.yml", "environment.yaml", "conda.yml", "conda.yaml", "DESCRIPTION",
    "Project.toml",
  ]
  /// Folders of what is not the system: its documentation, and models that bring lists of their own.
  private static let aside: Set<String> = [
    "docs", "doc", "examples", "mlruns", "mlartifacts", "node_modules",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let isOther =
      !repository.isMostlyRead
      || repository.tracked { ["py", "ipynb", "r", "R", "jl"].contains($0.suffix) }.isEmpty
    let names = isOther ? Self.locks.union(Self.besides) : Self.locks
    let own = repository.tracked { Self.aside.isDisjoint(with: $0.folders) }
    let locks = own.filter { names.contains($0.name) }
    let folders = Set(locks.map(\.folders))
    // Of a folder of lists those count that a compiler wrote; the others are what it read.
    let lists =
      own.filter(\.isRequirements)
      + own.filter { file in
        guard file.isAmongRequirements, let lines = Requirements(of: file, in: repository) else {
          return false
        }
        return lines.isComplete && lines.isPinned
      }
    let needing = own.filter { file in
      Self.needs.contains(file.name)
        || file.name == "pyproject.toml" && file.needsPackages(repository)
    }
    let loose = needing.filter { !folders.covers($0) && !lists.covers($0, in: repository) }
    if let first = loose.first {
      if let (file, image) = unpinnedImage(of: loose, in: repository) {
        return .broken(
          "\(image.path) installs from \(file.path), which names packages without versions, and there "
            + "is no lock file", [image, Place(path: file.path, line: 1)])
      }
      return .missing("no lock file was found for \(first.path)", places(loose))
    }
    let open = lists.filter { list in
      !folders.covers(list) && !(Requirements(of: list, in: repository)?.isPinned ?? true)
    }
    if let list = open.first, let lines = Requirements(of: list, in: repository) {
      return .broken(
        "\(list.path) pins \(lines.pinned) of \(lines.count) packages, and there is no lock file",
        places(open))
    }
    // Beside what fixes most versions, one that is left open is no lack of them all.
    func left(_ said: String, _ place: Place) -> Sighting {
      locks.isEmpty && lists.isEmpty ? .missing(said, [place]) : .notFound(said, [place])
    }
    if let moving = moving(in: repository) {
      return left("\(moving.path) takes the latest of what it runs on", moving)
    }
    if let loose = looseInstall(in: repository) {
      return left("\(loose.path) installs a package without its version", loose)
    }
    if let lock = locks.first {
      if let gap = DeclaredPackages.gap(in: locks, for: needing, of: repository) {
        return .notFound(
          "\(gap.lock.path) does not fix \(gap.package), which \(gap.file.path) asks for",
          places([gap.lock, gap.file]))
      }
      return .found("\(lock.path) fixes every version", places(locks))
    }
    let pinned = lists.compactMap { list in
      Requirements(of: list, in: repository).map { (list, $0) }
    }
    guard let (list, lines) = pinned.first else { return .notFound("no lock file was found") }
    let files = places(pinned.map(\.0))
    if let direct = pinned.first(where: { !$0.1.isComplete && !repository.has($0.0.source) })?.0 {
      return .missing(
        "\(direct.path) pins what is asked for; what that needs in turn nothing shows to be pinned",
        files)
    }
    return pinned.allSatisfy(\.1.isHashed)
      ? .found("\(list.path) pins all \(lines.count) packages by version and hash", files)
      : .odd("\(list.path) pins all \(lines.count) packages by version, without hashes", files)
  }

  /// An image that is run on by the tag `latest`, or by none.
  private func moving(in repository: Repository) -> Place? {
    let recipes = repository.tracked { $0.isImageRecipe }.lazy.compactMap { file in
      var stages: Set<String> = ["scratch"]
      return repository.place(in: file.path) { line in
        let words = line.split(separator: " ").map(String.init)
        guard words.first?.uppercased() == "FROM" else { return false }
        let image = words.dropFirst().first { !$0.hasPrefix("--") } ?? ""
        defer { if words.count > 3 { stages.insert(words[words.count - 1]) } }
        if stages.contains(image) || image.contains("$") || image.contains("@") { return false }
        return image.hasSuffix(":latest") || !(image.split(separator: "/").last ?? "").contains(":")
      }
    }.first
    if let recipes { return recipes }
    let code = repository.tracked { $0.suffix == "py" && !$0.isTest }
    return code.parallelMap { file -> Place? in
      guard let text = repository.passingText(of: file.path), text.holds(":latest") else {
        return nil
      }
      return repository.place(in: file.path) { $0.contains(#/[\w\-\/.]+:latest["']/#) }
    }.lazy.compactMap(\.self).first
  }

  /// A pyproject.toml that names packages by their bare names, and the image that installs from it.
  private func unpinnedImage(
    of files: [Repository.File], in repository: Repository
  ) -> (Repository.File, Place)? {
    let bare = files.filter { file in
      file.name == "pyproject.toml" && repository.text(of: file.path)?.namesBarePackages == true
    }
    let images = repository.tracked {
      $0.isImageRecipe && Self.aside.isDisjoint(with: $0.folders) && !$0.isExample
    }
    return bare.lazy.compactMap { file in
      images.lazy.filter { $0.folders == file.folders || file.folders.isEmpty }.compactMap {
        image in
        repository.place(in: image.path) { line in
          line.contains(#/\bpip3? install (-[\w-]+ )*(-e )?\.(\[[\w,]+\])?(\s|$|")/#)
        }
      }.first.map { (file, $0) }
    }.first
  }

  /// Where an image's recipe has pip install a package by its bare name.
  private func looseInstall(in repository: Repository) -> Place? {
    repository.tracked {
      $0.isImageRecipe && Self.aside.isDisjoint(with: $0.folders) && !$0.isExample
    }
    .lazy.compactMap { file in
      repository.place(in: file.path) { line in
        ShellCommand.all(in: String(line.drop { $0.isWhitespace }.trimmingRun)).contains {
          command in
          command.isCall(of: "pip install") && command.namesBarePackage
        }
      }
    }.first
  }

  private func places(_ files: [Repository.File]) -> [Place] {
    files.map { Place(path: $0.path, line: 1) }
  }

  /// The packages of a pip requirements file.
  fileprivate struct Requirements {
    var count = 0
    var pinned = 0
    private var hashed = 0

    /// Whether a compiler wrote it, with all that is needed in turn.
    let isComplete: Bool

    var isHashed: Bool { hashed == count }
    var isPinned: Bool { pinned == count }

    /// `nil` where it names no package.
    init?(of file: Repository.File, in repository: Repository) {
      guard let text = repository.text(of: file.path) else { return nil }
      self.init(text)
      if count == 0 { return nil }
    }

    init(_ text: String) {
      isComplete = ["# via ", "#    via", "autogenerated by pip-compile", "--hash="].contains {
        text.contains($0)
      }
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

extension Repository.File {
  /// Whether it is a list of packages for pip, and not one for tests, documentation or development.
  fileprivate var isRequirements: Bool {
    guard name.hasPrefix("requirements"), ["txt", "lock"].contains(suffix) else { return false }
    return !["dev", "test", "doc", "lint"].contains { name.contains($0) } && !isTest
  }

  /// Whether it is a list in a folder of such lists.
  fileprivate var isAmongRequirements: Bool {
    folders.last == "requirements" && ["txt", "lock"].contains(suffix) && !isTest
  }

  /// The list that pip-compile would have made this one of.
  fileprivate var source: String {
    (folders + [name.split(separator: ".").first.map { $0 + ".in" } ?? name]).joined(separator: "/")
  }

  /// Whether a pyproject.toml names packages.
  fileprivate func needsPackages(_ repository: Repository) -> Bool {
    let text = repository.text(of: path) ?? ""
    return text.contains("[tool.poetry.dependencies]")
      || text.contains(#/(?m)^dependencies\s*=\s*\[\s*[^\]\s]/#)
  }
}

extension Set<[String]> {
  /// Whether one of the folders is a file's, or above it.
  fileprivate func covers(_ file: Repository.File) -> Bool {
    contains { file.folders.starts(with: $0) }
  }
}

extension [Repository.File] {
  /// Whether one of the lists in a file's folder is pinned, so that it stands for a lock.
  fileprivate func covers(_ file: Repository.File, in repository: Repository) -> Bool {
    contains { list in
      (list.folders == file.folders || list.folders == file.folders + ["requirements"])
        && LockFileDetector.Requirements(of: list, in: repository)?.isPinned == true
    }
  }
}

extension String {
  /// Whether the list of dependencies of a pyproject.toml has a name without a version.
  fileprivate var namesBarePackages: Bool {
    guard
      let list = firstMatch(
        of: #/(?ms)^dependencies\s*=\s*\[(.*?)^\s*\]|^dependencies\s*=\s*\[(.*?)\]/#)
    else { return false }
    return (list.1 ?? list.2 ?? "").contains(#/["'][A-Za-z][\w.\-]*(\[[\w,]+\])?["']/#)
  }
}

extension Substring {
  /// What follows `RUN`.
  fileprivate var trimmingRun: Substring { hasPrefix("RUN ") ? dropFirst(4) : self }
}

extension ShellCommand {
  /// Tools that bring no code into what runs.
  private static let tools: Set<String> = [
    "pip", "setuptools", "wheel", "uv", "poetry", "pdm", "pipenv", "hatch", "build", "awscli",
  ]

  /// Whether an argument of `pip install` is a package without a version.
  fileprivate var namesBarePackage: Bool {
    if words.contains(where: {
      ["-r", "--requirement", "-c", "--constraint", "--no-deps"].contains($0)
    }) {
      return false
    }
    return words.dropFirst(2).contains { word in
      let name = word.filter { $0 != "\"" && $0 != "'" }
      return name.contains(#/^[A-Za-z][\w.\-]*(\[[\w,\-]+\])?$/#) && !Self.tools.contains(name)
    }
  }
}
