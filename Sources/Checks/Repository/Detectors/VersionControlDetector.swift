internal import Readiness

/// All code is under version control.
struct VersionControlDetector: Detector {
  let control: Control.ID = "code.versioned"
  let looksFor = "git keeps the folder, and no code lies in it that git does not track"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard repository.isVersioned else {
      return .broken("the folder is not under git")
    }
    let code = repository.files.filter(\.isCode)
    let loose = code.filter { !$0.isTracked }
    if code.isEmpty { return .notFound("no code was found in the folder") }
    if let first = loose.first {
      return .broken(
        "\(loose.count.of("file")) of code \(loose.count == 1 ? "is" : "are") not tracked by git, "
          + "first \(first.path)", loose.map { Place(path: $0.path) })
    }
    return .found(
      "git tracks all \(code.count.of("file")) of code", code.prefix(3).map { Place(path: $0.path) }
    )
  }
}

extension Repository.File {
  /// Whether it is a program, a query or a notebook.
  var isCode: Bool {
    [
      "py", "ipynb", "r", "R", "jl", "scala", "java", "kt", "go", "rs", "swift", "c", "cc", "cpp",
      "h", "hpp", "js", "ts", "sql", "sh",
    ].contains(suffix)
  }
}
