internal import Documents
internal import Readiness

/// Every release has notes.
struct ReleaseNotesDetector: Detector {
  let control: Control.ID = "doc.release-notes"
  let looksFor =
    "a section for the declared version, with content, in CHANGELOG, CHANGES, HISTORY, NEWS or "
    + "RELEASES, and one for each of the newest five tags of a version; refuted where versions have "
    + "sections, none of them newer, and the declared one has none, or nothing but a mark that it is to "
    + "be written"

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
    let lines = repository.text(of: file.path)?.lines ?? []
    guard let line = lines.firstIndex(where: { $0.isHeading(of: version) }) else {
      return unheaded(version, lines: lines, in: file.path)
    }
    let heading = Place(
      path: file.path, line: line + 1, excerpt: String(lines[line]).trimmed.shortened(to: 120))
    let marks = lines[line].prefix { $0 == "#" }.count
    let section = lines[(line + 1)...].prefix { next in
      let other = next.prefix { $0 == "#" }.count
      return marks == 0
        ? next.firstMatch(of: #/^v?\d+\.\d/#) == nil : other == 0 || other > marks
    }
    guard section.contains(where: \.tellsSomething) else {
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

  /// A version without a section: told of in the text of another, or older than what is told of, so
  /// that the declared one may be wrong; or else left out.
  private func unheaded(_ version: String, lines: [Substring], in path: String) -> Sighting {
    if let line = lines.firstIndex(where: { $0.names(version) }) {
      return .notFound(
        "\(path) speaks of \(version), in no section of its own",
        [Place(path: path, line: line + 1)])
    }
    let told = lines.indices.filter { lines[$0].isHeading }.compactMap { line in
      lines[line].versions.first.map { (version: $0, line: line) }
    }
    let newer = told.first { version.numbers.lexicographicallyPrecedes($0.version.numbers) }
    if let newer {
      return .notFound(
        "\(path) tells of \(newer.version), which is newer than the declared version \(version)",
        [Place(path: path, line: newer.line + 1)])
    }
    let lack = "\(path) has no section for the declared version \(version)"
    return told.isEmpty
      ? .notFound(lack, [Place(path: path, line: 1)])
      : .broken(lack, [Place(path: path, line: 1)])
  }
}

extension String {
  /// The numbers of a version.
  fileprivate var numbers: [Int] { split { !$0.isNumber }.prefix(3).compactMap { Int($0) } }
}

extension Substring {
  /// Whether this line is a heading, as one that begins with a number may be.
  fileprivate var isHeading: Bool {
    hasPrefix("#") || hasPrefix("=") || first?.isNumber == true || hasPrefix("v")
  }

  /// Whether this line is a heading that names a version, and no longer one that begins with it.
  fileprivate func isHeading(of version: String) -> Bool { isHeading && names(version) }

  fileprivate func names(_ version: String) -> Bool {
    let words = split { !($0.isLetter || $0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    return words.contains { $0 == version || $0 == "v" + version }
  }

  fileprivate var versions: [String] {
    matches(of: #/\d+\.\d+(\.\d+)?/#).map { String($0.0) }
  }

  /// Whether something stands in the line other than a heading, a rule or a mark that it is to be
  /// written.
  fileprivate var tellsSomething: Bool {
    let body = lowercased().drop { !$0.isLetter }
    return !hasPrefix("#") && !body.isEmpty
      && !["todo", "tbd", "tba", "tbc", "fixme", "lorem ipsum", "to be written"].contains {
        body.hasPrefix($0)
      }
  }
}
