import Definitions
import Documents
import EventLog
import Foundation
import Portfolio
import Readiness
import Statistics
import Views

/// The logs that a portfolio is made of: found, read side by side and told apart.
struct PortfolioLogs {
  private(set) var members: [Member] = []
  private(set) var logs: [PortfolioReport.Log] = []
  private(set) var leftOut: [PortfolioReport.LeftOut] = []
  /// Definitions that could not be read, and events that lie ahead, in words.
  private(set) var warnings: [PortfolioReport.LeftOut] = []

  /// - Parameters:
  ///   - places: Folders, logs and exports, as they were named.
  ///   - now: The latest time of recording that counts.
  ///   - isVerifying: Whether every link of every chain is checked.
  init(at places: [String], until now: Instant, isVerifying: Bool) {
    let found = places.sideBySide { LogPlace($0).read(until: now, isVerifying: isVerifying) }
    var kept: [String: (path: String, count: Int)] = [:]
    for case .read(let log) in found where !log.origin.isEmpty {
      // Of copies of one log the longest counts; of equally long ones the first.
      if kept[log.origin].map({ $0.count < log.count }) ?? true {
        kept[log.origin] = (log.path, log.count)
      }
    }
    for result in found {
      switch result {
      case .refused(let path, let reason): leftOut.append(.init(path: path, reason: reason))
      case .read(let log):
        if let other = kept[log.origin]?.path, other != log.path {
          leftOut.append(
            .init(path: log.path, reason: "it is a copy, or the beginning, of the log \(other)"))
          continue
        }
        members += log.members
        warnings += log.warnings.map { .init(path: log.path, reason: $0) }
        logs.append(
          .init(
            path: log.path, systems: log.members.map(\.system.rawValue), events: log.count,
            isVerified: log.isVerified))
      }
    }
  }
}

/// Where a log lies, or should.
private struct LogPlace: Sendable {
  /// As it was named.
  private let path: String
  /// The greatest export that is read.
  private static let bytesMost = 1 << 29

  init(_ path: String) { self.path = path }

  enum Found: Sendable {
    case read(Log)
    case refused(path: String, reason: String)
  }

  struct Log: Sendable {
    let path: String
    let members: [Member]
    let count: Int
    let origin: String
    let isVerified: Bool
    let warnings: [String]
  }

  func read(until now: Instant, isVerifying: Bool) -> Found {
    do throws(StoreFailure) {
      let (file, folder) = try place()
      let found = try events(in: file, isVerifying: isVerifying)
      guard !found.events.isEmpty || found.count > 0 else {
        return .refused(path: path, reason: "the log is empty")
      }
      let aims = folder.flatMap(Folder.init).map(Aims.read)
      // What lies ahead of now, with events after it that do not, has its time from a wrong clock.
      let counted = found.events[...(found.events.lastIndex { $0.at <= now } ?? -1)]
      let members = Dictionary(grouping: counted, by: \.system).sorted { $0.key < $1.key }
        .map { system, events in
          let own = aims?.aims.flatMap { $0.system == system ? $0 : nil }
          return Member(
            system: system, log: path, ledger: Ledger(folding: events).paired(),
            targets: own?.targets ?? [:], objectives: own?.objectives ?? [])
        }
      return .read(
        Log(
          path: path, members: members, count: found.count, origin: found.origin,
          isVerified: found.isVerified,
          warnings: warnings(
            ahead: found.events.count - counted.count, members: members,
            aims: aims?.diagnostics ?? [])))
    } catch {
      return .refused(path: path, reason: error.words)
    }
  }

  private func warnings(ahead: Int, members: [Member], aims: [Diagnostic]) -> [String] {
    var words: [String] = []
    if let first = aims.first(where: { $0.severity == .error }) {
      words.append(
        "\(first.place?.words ?? Project.manifestName): \(first.message); its targets do not count")
    }
    if ahead > 0 {
      words.append("\(ahead.of("event")) of levels and reviews lie after now and do not count")
    }
    let void = members.map { $0.ledger.unfounded.values.reduce(0) { $0 + $1.count } }.reduce(0, +)
    if void > 0 {
      words.append(
        "\(void.of("step")) of levels \(void == 1 ? "stands" : "stand") on no review of it and do not "
          + "count; 'airworthy log verify' there tells which")
    }
    if members.allSatisfy(\.ledger.levels.isEmpty) {
      words.append("it says nothing of levels")
    }
    return words
  }

  /// The file of the log, and the folder of its system where it has one.
  private func place() throws(StoreFailure) -> (file: String, folder: String?) {
    switch Self.type(of: path) {
    case .typeDirectory?:
      let file = path + "/.airworthy/log.db"
      guard Self.type(of: file) == .typeRegular else {
        throw .refused("there is no log in it; 'airworthy check' begins one")
      }
      return (file, path)
    case .typeRegular?:
      let parent = URL(filePath: path).resolvingSymlinksInPath().deletingLastPathComponent()
      return (
        path,
        parent.lastPathComponent == ".airworthy" ? parent.deletingLastPathComponent().path : nil
      )
    case nil: throw .refused("there is no such file or folder")
    default: throw .refused("it is neither a file nor a folder")
    }
  }

  private static func type(of path: String) -> FileAttributeType? {
    let real = URL(filePath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType
  }

  private func events(in file: String, isVerifying: Bool) throws(StoreFailure) -> LevelEvents {
    guard let handle = FileHandle(forReadingAtPath: file) else {
      throw .refused("its permissions do not allow reading it")
    }
    // At the end of a file there is nothing to read, which is no failure.
    guard let head = try? handle.read(upToCount: 16) else { throw .refused("it is empty") }
    if head == Data("SQLite format 3\0".utf8) {
      let path = URL(filePath: file).path
      if isVerifying {
        return try SQLiteEventStore(path: path, access: .audit).verifiedLevelEvents()
      }
      // What looks damaged may have been written to meanwhile.
      if let found = try? SQLiteEventStore(path: path, access: .glance).levelEvents() {
        return found
      }
      return try SQLiteEventStore(path: path, access: .read).levelEvents()
    }
    let size = try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int
    guard let size, size <= Self.bytesMost else {
      throw .refused("it is larger than \(Self.bytesMost) bytes, which is the most that is read")
    }
    let data = FileManager.default.contents(atPath: file)
    guard let text = data.flatMap({ String(validating: $0, as: UTF8.self) }) else {
      throw .refused("it is neither a log nor an export of one")
    }
    return isVerifying
      ? try SQLiteEventStore.verifiedLevelEvents(of: text.lines)
      : try SQLiteEventStore.levelEvents(of: text.lines)
  }
}

extension StoreFailure {
  /// What is wrong, with the number of the event, which is that of the line of an export.
  fileprivate var words: String {
    switch self {
    case .refused(let reason), .unknown(let reason): reason
    case .damaged(let position, let reason): "event \(position) is damaged: \(reason)"
    }
  }
}

/// Looks for logs below a folder.
enum LogSearch {
  /// How deep it looks, and how many folders it looks into.
  private static let depthMost = 12
  private static let foldersMost = 200_000
  private static let passed: Set<String> = ["node_modules", "__pycache__", "venv"]

  /// The folders that hold a log, in order; links are not followed, nor are hidden folders.
  static func folders(below root: String) -> [String] {
    var found: [String] = []
    var waiting = [(path: root, depth: 0)]
    var seen = 0
    while let (path, depth) = waiting.popLast(), seen < foldersMost {
      seen += 1
      if FileManager.default.fileExists(atPath: path + "/.airworthy/log.db") { found.append(path) }
      guard depth < depthMost else { continue }
      for name in subfolders(of: path) { waiting.append((path + "/" + name, depth + 1)) }
    }
    return found.sorted()
  }

  private static func subfolders(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      guard entry.pointee.d_type == UInt8(DT_DIR) || entry.pointee.d_type == UInt8(DT_UNKNOWN)
      else {
        continue
      }
      let name = withUnsafePointer(to: entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix("."), !passed.contains(name) { names.append(name) }
    }
    return names
  }
}
