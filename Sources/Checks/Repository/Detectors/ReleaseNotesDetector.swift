internal import Readiness

/// Every release has notes.
struct ReleaseNotesDetector: Detector {
  let control: Control.ID = "doc.release-notes"
  let looksFor =
    "a section for the declared version, with content, in CHANGELOG, CHANGES, HISTORY, NEWS or "
    + "RELEASES, and one for each of the newest five tags of a version"

  private static let names: Set<String> = [
    "CHANGELOG", "CHANGES", "HISTORY", "NEWS", "RELEASES", "RELEASE_NOTES",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let notes = repository.tracked { file in
      let stem = file.name.split(separator: ".").first.map(String.init) ?? ""
      return file.folders.count <= 1 && Self.names.contains(stem.uppercased())
    }
    guard let file = notes.first, let version = system.versions.code else {
      return .notFound("no release notes were found")
    }
    guard let heading = repository.place(in: file.path, where: { $0.isHeading(of: version) })
    else {
      return .broken(
        "\(file.path) has no section for the declared version \(version)",
        [Place(path: file.path, line: 1)])
    }
    let content = repository.place(in: file.path, from: (heading.line ?? 0) + 1) { line in
      !String(line).trimmed.isEmpty
    }
    guard let content, content.excerpt?.hasPrefix("## ") != true else {
      return .broken("the section of \(version) in \(file.path) is empty", [heading])
    }
    let untold = repository.newestVersions.prefix(5).first { tag in
      repository.place(in: file.path) { $0.isHeading(of: tag) } == nil
    }
    if let untold {
      return .notFound(
        "\(file.path) tells what is new in \(version), and not in \(untold), which is tagged",
        [heading])
    }
    return .found("\(file.path) tells what is new in \(version)", [heading])
  }
}

extension Substring {
  /// Whether this line is a heading that names a version, and no longer one that begins with it.
  fileprivate func isHeading(of version: String) -> Bool {
    guard hasPrefix("#") || hasPrefix("=") || first?.isNumber == true || hasPrefix("v") else {
      return false
    }
    let words = split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    return words.contains { $0 == version || $0 == "v" + version }
  }
}
