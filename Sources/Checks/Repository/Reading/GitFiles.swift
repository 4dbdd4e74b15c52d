internal import Documents
internal import Foundation

/// Reads a folder's listing from git or, where git does not keep it, from the disk.
enum GitFiles {
  static func repository(
    in folder: Folder, ignoring: [String] = []
  ) throws(CannotRun) -> Repository {
    let contents: @Sendable (String) -> String? = { path in
      let most = path.hasSuffix(".ipynb") ? 16 << 20 : 1 << 20
      return (try? folder.read(path, most: most)).flatMap { String(validating: $0, as: UTF8.self) }
    }
    guard let prefix = try git(["rev-parse", "--show-prefix"], in: folder) else {
      // What lies there and is no repository to git is one that is damaged.
      if FileManager.default.fileExists(atPath: folder.path + "/.git") {
        throw CannotRun(
          "git cannot read what .git holds: run `git fsck`, and restore it or clone the repository anew"
        )
      }
      return Repository(
        files: try walk(folder).map { .init(path: $0, isTracked: false) }, isVersioned: false,
        tags: [], ignoring: ignoring, contents: contents)
    }
    let tracked = try git(["ls-files", "-z", "--cached"], in: folder) ?? []
    let others = try git(["ls-files", "-z", "--others", "--exclude-standard"], in: folder) ?? []
    let tags = try git(["tag", "--list", "--format=%(refname:short)%00"], in: folder) ?? []
    return Repository(
      files: tracked.map { .init(path: $0, isTracked: true) }
        + others.filter(isOwn).map { .init(path: $0, isTracked: false) },
      isVersioned: true, isRoot: prefix.isEmpty, tags: tags, ignoring: ignoring,
      past: { try? history(of: folder) }, contents: contents)
  }

  /// The newest thousand commits, so far as a clone holds them.
  private static func history(of folder: Folder) throws(CannotRun) -> History? {
    let form = [
      "%x1e%H", "%P", "%aE", "%cE", "%ct", "%at", "%s",
      "%(trailers:key=Reviewed-by,key=Approved-by,valueonly,separator=%x20)%x1f",
    ].joined(separator: "%x1f")
    let quiet = ["-c", "core.quotePath=off", "log"]
    let main = try git(
      quiet + [
        "-n", "\(History.most)", "--first-parent", "-m", "--name-only", "--relative",
        "--format=\(form)",
      ],
      in: folder)
    guard let main else { return nil }
    let all =
      try git(
        quiet + ["-n", "1000", "--no-merges", "--name-only", "--relative", "--format=%x1e%aE%x1f"],
        in: folder) ?? []
    let shallow = try git(["rev-parse", "--is-shallow-repository"], in: folder)
    return History(
      isShallow: shallow == ["true"],
      mainline: main.joined().split(separator: "\u{1e}").compactMap(commit),
      authors: authors(in: all.joined()))
  }

  private static func commit(_ record: Substring) -> History.Commit? {
    let parts = record.split(separator: "\u{1f}", omittingEmptySubsequences: false)
    guard parts.count == 9, let time = Int(parts[4]) else { return nil }
    let approvers = parts[7].matches(of: #/<([^<>]+)>/#).map { String($0.1) }
    return History.Commit(
      hash: String(parts[0]), isMerge: parts[1].contains(" "), author: String(parts[2]),
      committer: String(parts[3]), time: time, subject: String(parts[6]), approvers: approvers,
      paths: parts[8].split(separator: "\n").map(String.init), authored: Int(parts[5]))
  }

  private static func authors(in log: String) -> [String: [String: Int]] {
    log.split(separator: "\u{1e}").reduce(into: [:]) { authors, record in
      let parts = record.split(separator: "\u{1f}", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return }
      let files = parts[1].split(separator: "\n").map {
        Repository.File(path: String($0), isTracked: true)
      }
      for folder in Set(files.filter(\.isCode).map { $0.folders.first ?? "" }) {
        authors[folder, default: [:]][String(parts[0]), default: 0] += 1
      }
    }
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
    if message.contains("dubious ownership") {
      throw CannotRun(
        "the folder belongs to somebody else, and git does not read it: "
          + "run `git config --global --add safe.directory \(folder.path)`")
    }
    if process.terminationStatus == 127 {
      throw CannotRun("git cannot be run: install it, or put it on the PATH")
    }
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
