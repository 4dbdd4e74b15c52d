internal import Documents
internal import Foundation

/// Reads a folder's listing from git or, where git does not keep it, from the disk.
enum GitFiles {
  static func repository(in folder: Folder) throws(CannotRun) -> Repository {
    let contents: @Sendable (String) -> String? = { path in
      (try? folder.read(path)).flatMap { String(validating: $0, as: UTF8.self) }
    }
    guard let prefix = try git(["rev-parse", "--show-prefix"], in: folder) else {
      return Repository(
        files: try walk(folder).map { .init(path: $0, isTracked: false) }, isVersioned: false,
        tags: [], contents: contents)
    }
    let tracked = try git(["ls-files", "-z", "--cached"], in: folder) ?? []
    let others = try git(["ls-files", "-z", "--others", "--exclude-standard"], in: folder) ?? []
    let tags = try git(["tag", "--list", "--format=%(refname:short)%00"], in: folder) ?? []
    return Repository(
      files: tracked.map { .init(path: $0, isTracked: true) }
        + others.filter(isOwn).map { .init(path: $0, isTracked: false) },
      isVersioned: true, isRoot: prefix.isEmpty, tags: tags, contents: contents)
  }

  /// The NUL-separated output of a git command; `nil` where git does not keep the folder.
  ///
  /// - Throws: ``CannotRun`` where git is not there, or says no for another reason.
  private static func git(
    _ arguments: [String], in folder: Folder
  ) throws(CannotRun) -> [String]? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["LC_ALL=C", "git", "-C", folder.path] + arguments
    let (output, messages) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = messages
    process.standardInput = FileHandle.nullDevice
    let (bytes, said): (Data, Data)
    do {
      try process.run()
      bytes = try output.fileHandleForReading.readToEnd() ?? Data()
      // A few lines at most, which the pipe holds until they are read.
      said = try messages.fileHandleForReading.readToEnd() ?? Data()
    } catch {
      throw CannotRun("git cannot be run: \(error.reason)")
    }
    process.waitUntilExit()
    if process.terminationStatus == 0 {
      return bytes.split(separator: 0).map { part in
        String(decoding: part, as: UTF8.self).trimmed
      }.filter { !$0.isEmpty }
    }
    let message = String(decoding: said, as: UTF8.self)
    if message.contains("not a git repository") { return nil }
    let line = message.lines.first.map { String($0).trimmed.shortened(to: 160) } ?? ""
    throw CannotRun("what git keeps cannot be listed: \(line)")
  }

  private static func isOwn(_ path: String) -> Bool {
    made.isDisjoint(with: path.split(separator: "/").map(String.init))
  }

  /// Folders that hold what tools made or brought.
  private static let made: Set<String> = [
    ".git", ".venv", "venv", "node_modules", "__pycache__", ".build", ".airworthy", ".tox",
  ]

  /// The paths of all plain files below a folder; links are not followed.
  private static func walk(_ folder: Folder) throws(CannotRun) -> [String] {
    var paths: [String] = []
    var waiting = [""]
    while let relative = waiting.popLast() {
      let here = relative.isEmpty ? folder.path : folder.path + "/" + relative
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: here) else { continue }
      for name in names where !made.contains(name) {
        let path = relative.isEmpty ? name : relative + "/" + name
        let attributes = try? FileManager.default.attributesOfItem(
          atPath: folder.path + "/" + path)
        switch attributes?[.type] as? FileAttributeType {
        case .typeDirectory?: waiting.append(path)
        case .typeRegular?: paths.append(path)
        default: continue
        }
        if paths.count > 200_000 { throw CannotRun("the folder holds more than 200,000 files") }
      }
    }
    return paths
  }
}
