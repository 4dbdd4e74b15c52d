internal import Documents
internal import Readiness

/// The files of a system's folder as checks see them: paths, whether git tracks them, and texts.
package struct Repository: Sendable {
  /// Paths from the folder, in order, with forward slashes.
  package private(set) var files: [File]
  /// Whether git keeps the folder.
  package let isVersioned: Bool
  /// Whether the folder is all that git keeps there, and not one of its folders.
  let isRoot: Bool
  /// Names of git tags.
  package let tags: [String]
  private let contents: @Sendable (String) -> String?

  package struct File: Sendable {
    package let path: String
    package let isTracked: Bool

    package init(path: String, isTracked: Bool) {
      self.path = path
      self.isTracked = isTracked
    }

    /// The last part of the path.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    /// The folders above, outermost first.
    var folders: [String] { path.split(separator: "/").dropLast().map(String.init) }
    var suffix: String {
      name.contains(".") ? name.split(separator: ".").last.map(String.init) ?? "" : ""
    }
  }

  package init(
    files: [File], isVersioned: Bool, isRoot: Bool = true, tags: [String],
    contents: @escaping @Sendable (String) -> String?
  ) {
    self.files = files.sorted { $0.path < $1.path }
    self.isVersioned = isVersioned
    self.isRoot = isRoot
    self.tags = tags
    self.contents = contents
  }

  /// A tree of texts, all of them tracked.
  package init(texts: [String: String], tags: [String] = []) {
    self.init(
      files: texts.keys.map { File(path: $0, isTracked: true) }, isVersioned: true, tags: tags,
      contents: { texts[$0] })
  }

  /// The repository without some paths, and all below them.
  func leavingOut(_ paths: [String]) -> Repository {
    let bare = paths.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    var rest = self
    rest.files.removeAll { file in
      bare.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
    }
    return rest
  }

  /// The text of a file; `nil` where it is too large to be written by hand, or no text.
  package func text(of path: String) -> String? { contents(path) }

  /// Tracked files whose path fits.
  func tracked(_ fits: (File) -> Bool) -> [File] { files.filter { $0.isTracked && fits($0) } }

  /// The first line of a file that a condition holds for.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - line: The line to begin at, from 1.
  ///   - holds: The condition.
  /// - Returns: The place; `nil` where there is none.
  func place(in path: String, from line: Int = 1, where holds: (Substring) -> Bool) -> Place? {
    guard let text = text(of: path) else { return nil }
    let lines = text.lines
    guard let found = lines.indices.dropFirst(line - 1).first(where: { holds(lines[$0]) }) else {
      return nil
    }
    return Place(
      path: path, line: found + 1,
      excerpt: String(lines[found]).trimmed.shortened(to: 120))
  }

  /// The tree of a YAML or JSON file, if it is well-formed.
  func tree(of path: String) -> Tree? {
    text(of: path).flatMap { text in
      let result = YAML.read(text, file: path)
      return result.diagnostics.isEmpty ? result.tree : nil
    }
  }
}

extension String {
  var trimmed: String {
    let body = drop { $0.isWhitespace }
    return String(body.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// Looks for the signs of one practice in a repository.
///
/// A detector that finds nothing says *not reported*, which is not *absent*: what it looks for may
/// be done in another way. It says *pass* only where the sign is unmistakable, since a false
/// *demonstrated* is worse than a miss.
protocol Detector: Sendable {
  /// The control that it speaks about.
  var control: Control.ID { get }
  /// What it looks for, for the documentation.
  var looksFor: String { get }
  func sighting(in repository: Repository, of system: System) -> Sighting
}

/// What a detector found.
struct Sighting {
  let status: Status
  let summary: String
  let places: [Place]

  static func found(_ summary: String, _ places: [Place]) -> Sighting {
    Sighting(status: .pass, summary: summary, places: Array(places.prefix(10)))
  }

  static func odd(_ summary: String, _ places: [Place]) -> Sighting {
    Sighting(status: .warn, summary: summary, places: Array(places.prefix(10)))
  }

  static func broken(_ summary: String, _ places: [Place] = []) -> Sighting {
    Sighting(status: .fail, summary: summary, places: Array(places.prefix(10)))
  }

  static func notFound(_ summary: String, _ places: [Place] = []) -> Sighting {
    Sighting(status: .notReported, summary: summary, places: Array(places.prefix(10)))
  }
}
