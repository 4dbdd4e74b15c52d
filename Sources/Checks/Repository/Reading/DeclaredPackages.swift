internal import Documents

/// The packages that a pyproject.toml asks for, and whether a lock file has them.
enum DeclaredPackages {
  /// The first package that a file asks for and no lock file beside or above it names.
  ///
  /// - Parameters:
  ///   - locks: The lock files; one that is too large to be read may name any package.
  ///   - files: The files that ask for packages.
  ///   - repository: Where they lie.
  /// - Returns: The package, with the file and the nearest lock file; `nil` where there is none.
  static func gap(
    in locks: [Repository.File], for files: [Repository.File], of repository: Repository
  ) -> (package: String, file: Repository.File, lock: Repository.File)? {
    for file in files where file.name == "pyproject.toml" {
      let around = locks.filter { lock in
        file.folders.starts(with: lock.folders) && lock.isOfPython
      }
      let texts = around.compactMap { repository.text(of: $0.path) }
      guard let nearest = around.max(by: { $0.folders.count < $1.folders.count }),
        texts.count == around.count
      else { continue }
      let known = Set(texts.flatMap(\.packageWords))
      let wanted = (repository.text(of: file.path) ?? "").declaredPackages
      if let package = wanted.first(where: { !known.contains($0) }) {
        return (package, file, nearest)
      }
    }
    return nil
  }
}

extension Repository.File {
  /// Whether it is a lock file that names packages of Python.
  fileprivate var isOfPython: Bool {
    ["uv.lock", "poetry.lock", "pdm.lock", "Pipfile.lock", "pylock.toml", "pixi.lock"].contains(
      name)
  }
}

extension String {
  /// The normal form of a package's name: https://packaging.python.org/specifications/name-normalization.
  fileprivate var packageName: String { lowercased().replacing(#/[-_.]+/#, with: "-") }

  /// The words of a lock file, as names of packages.
  fileprivate var packageWords: [String] {
    split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.map { String($0).packageName }
  }

  /// The packages below `dependencies` of the project, or of Poetry.
  fileprivate var declaredPackages: [String] {
    var names: [String] = []
    if let list = firstMatch(of: #/(?m)^dependencies\s*=\s*\[((?:[^\]"']|"[^"]*"|'[^']*')*)\]/#) {
      let uncommented = list.1.split(separator: "\n").filter { !$0.contains(#/^\s*#/#) }
      names += uncommented.joined(separator: "\n").matches(of: #/["']\s*([A-Za-z0-9][\w.\-]*)/#)
        .map { String($0.1) }
    }
    if let start = firstRange(of: "[tool.poetry.dependencies]") {
      let body = self[start.upperBound...].split(separator: "\n").prefix { !$0.hasPrefix("[") }
      names += body.compactMap { $0.firstMatch(of: #/^"?([A-Za-z0-9][\w.\-]*)"?\s*=/#)?.1 }
        .map(String.init)
    }
    return names.map(\.packageName).filter { $0 != "python" }
  }
}
