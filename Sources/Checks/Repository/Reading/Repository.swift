internal import Documents
internal import Foundation
internal import Readiness

/// The files of a system's folder as checks see them: paths, whether git tracks them, and texts.
///
/// What several detectors ask for (workflows, Python modules, manifests) is read once, when the
/// first of them asks.
package struct Repository: Sendable {
  /// Paths from the folder, in order, with forward slashes.
  package let files: [File]
  /// Whether git keeps the folder.
  package let isVersioned: Bool
  /// Whether the folder is all that git keeps there, and not one of its folders.
  let isRoot: Bool
  /// Names of git tags.
  package let tags: [String]
  let isTracked: [String: Bool]
  private let contents: @Sendable (String) -> String?
  private let past: @Sendable () -> History?
  let memory = Memory()

  package struct File: Sendable {
    package let path: String
    package let isTracked: Bool
    /// The last part of the path.
    let name: String
    /// The folders above, outermost first.
    let folders: [String]
    /// What follows the last point of the name.
    let suffix: String

    package init(path: String, isTracked: Bool) {
      self.path = path
      self.isTracked = isTracked
      let parts = path.split(separator: "/")
      let name = parts.last ?? Substring(path)
      self.name = String(name)
      folders = parts.dropLast().map(String.init)
      let point = name.utf8.lastIndex(of: UInt8(ascii: "."))
      suffix = point.map { String(name[name.utf8.index(after: $0)...]) } ?? ""
    }
  }

  /// - Parameters:
  ///   - files: All files of the folder.
  ///   - isVersioned: Whether git keeps the folder.
  ///   - isRoot: Whether the folder is the root of what git keeps.
  ///   - tags: Names of git tags.
  ///   - ignoring: Paths that do not count, with all below them.
  ///   - past: Reads the newest commits, when they are asked for.
  ///   - contents: Reads a file's text; `nil` where it is too large to be written by hand, or no
  ///     text.
  package init(
    files: [File], isVersioned: Bool, isRoot: Bool = true, tags: [String],
    ignoring: [String] = [], past: @escaping @Sendable () -> History? = { nil },
    contents: @escaping @Sendable (String) -> String?
  ) {
    let bare = ignoring.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
    self.files = files.filter { file in
      !bare.contains { file.path == $0 || file.path.hasPrefix($0 + "/") }
    }.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    isTracked = Dictionary(self.files.map { ($0.path, $0.isTracked) }) { first, _ in first }
    self.isVersioned = isVersioned
    self.isRoot = isRoot
    self.tags = tags
    self.past = past
    self.contents = contents
  }

  /// A tree of texts, all of them tracked.
  package init(texts: [String: String], tags: [String] = [], history: History? = nil) {
    self.init(
      files: texts.keys.map { File(path: $0, isTracked: true) }, isVersioned: true, tags: tags,
      past: { history }, contents: { texts[$0] })
  }

  /// The text of a file; `nil` where it is too large to be written by hand, or no text.
  package func text(of path: String) -> String? {
    memory.texts.value(of: path) { contents(path) }
  }

  /// The text of a file that is asked for once, and not kept.
  func passingText(of path: String) -> String? { contents(path) }

  /// The newest commits; `nil` where git keeps none.
  var history: History? { memory.history.value(past) }

  /// Tracked files whose path fits.
  func tracked(_ fits: (File) -> Bool) -> [File] { files.filter { $0.isTracked && fits($0) } }

  /// Whether git tracks a file of this path.
  func has(_ path: String) -> Bool { isTracked[path] == true }

  /// The path that a file means by a relative one; one with a leading slash begins at the root.
  func resolved(_ relative: String, from file: String) -> String {
    var parts =
      relative.hasPrefix("/") ? [] : file.split(separator: "/").dropLast().map(String.init)
    for part in relative.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
    }
    return parts.joined(separator: "/")
  }

  /// The first line of a file that a condition holds for.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - line: The line to begin at, from 1.
  ///   - holds: The condition.
  /// - Returns: The place; `nil` where there is none.
  func place(in path: String, from line: Int = 1, where holds: (Substring) -> Bool) -> Place? {
    guard let lines = text(of: path)?.lines else { return nil }
    guard let found = lines.indices.dropFirst(line - 1).first(where: { holds(lines[$0]) }) else {
      return nil
    }
    return Place(
      path: path, line: found + 1,
      excerpt: String(lines[found]).trimmed.shortened(to: 120))
  }

  /// The tree of a YAML or JSON file that holds one document, if it is well-formed.
  func tree(of path: String) -> Tree? {
    let all = trees(of: path)
    return all.count == 1 ? all[0] : nil
  }

  /// The documents of a YAML or JSON file, if they are well-formed.
  func trees(of path: String) -> [Tree] {
    memory.trees.value(of: path) { text(of: path).map(YAML.documents) ?? [] }
  }
}

extension String {
  /// Whether a part stands in the text, byte by byte: a quick look before a close one.
  func holds(_ part: StaticString) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { bytes in
      guard var next = UnsafeRawPointer(bytes.baseAddress) else { return false }
      let (end, length) = (next + bytes.count, part.utf8CodeUnitCount)
      while end - next >= length,
        let start = memchr(next, Int32(part.utf8Start.pointee), end - next - length + 1)
      {
        if memcmp(start, part.utf8Start, length) == 0 { return true }
        next = UnsafeRawPointer(start) + 1
      }
      return false
    }
    return found ?? contains(part.description)
  }

  /// The text without white space at both ends.
  var trimmed: String {
    let body = drop { $0.isWhitespace }
    return String(body.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension Tree {
  /// A place in a file that begins where this does.
  func place(in path: String, excerpt: String? = nil) -> Place {
    Place(path: path, line: position.line, excerpt: excerpt?.shortened(to: 120))
  }

  /// The value at the end of a way of keys.
  func at(_ keys: String...) -> Tree? {
    keys.reduce(self) { tree, key in tree?[key] }
  }

  /// This and every value below it, in the order of the text.
  var everything: [Tree] {
    switch content {
    case .scalar: [self]
    case .sequence(let elements): [self] + elements.flatMap(\.everything)
    case .mapping(let pairs): [self] + pairs.flatMap { $0.value.everything }
    }
  }
}
