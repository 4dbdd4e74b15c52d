import Documents
import Foundation
import Readiness
import Views

/// A Chromium without a window, as a printer of pages.
struct Chromium {
  /// The program.
  let path: String
  let environment: [String: String]
  /// How long printing may take.
  var seconds = 60.0

  /// The variable that names the program to use.
  static let variable = "AIRWORTHY_CHROMIUM"

  private static let names = ["chromium", "chromium-browser", "google-chrome"]

  /// The program that the environment names, or the first that is installed.
  ///
  /// - Throws: ``Stop`` where there is none.
  static func find(in environment: [String: String]) throws(Stop) -> Chromium {
    let manager = FileManager.default
    if let named = environment[variable], !named.isEmpty {
      var isFolder: ObjCBool = false
      let isThere = manager.fileExists(atPath: named, isDirectory: &isFolder)
      guard named.hasPrefix("/"), isThere, !isFolder.boolValue,
        manager.isExecutableFile(atPath: named)
      else {
        throw .usage(
          "\(variable) is '\(named.cleaned.shortened(to: 80))', which is no program that can be run",
          fix: "name one by its whole path")
      }
      return Chromium(path: named, environment: environment)
    }
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    for name in names {
      for folder in folders where manager.isExecutableFile(atPath: "\(folder)/\(name)") {
        return Chromium(path: "\(folder)/\(name)", environment: environment)
      }
    }
    throw .usage(
      "a PDF is printed by Chromium, and neither \(names.joined(separator: ", ")) is on the PATH",
      fix: "install chromium, name one in \(variable), or write --format html and print that")
  }

  /// Prints a page; nothing is asked of the network.
  ///
  /// - Parameters:
  ///   - page: HTML.
  ///   - instant: What the document says of when it was made, so that it is the same again.
  /// - Returns: The PDF.
  /// - Throws: ``Stop`` where none came about in time.
  func print(_ page: String, dated instant: Instant) throws(Stop) -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "airworthy-print-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, target) = (folder.appending(path: "page.html"), folder.appending(path: "page.pdf"))
    let said = folder.appending(path: "said.txt")
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(Self.alone(page).utf8).write(to: source)
      try Data().write(to: said)
    } catch {
      throw .failed("no page can be put into \(folder.path): \(error.reason)")
    }
    let ended = try run(options(folder, source, target), in: folder, saying: said)
    guard ended, let bytes = FileManager.default.contents(atPath: target.path),
      bytes.starts(with: Data("%PDF-".utf8)), bytes.suffix(32).contains(Data("%%EOF".utf8))
    else {
      let words = FileManager.default.contents(atPath: said.path).map {
        String(decoding: $0.suffix(4000), as: UTF8.self)
      }
      let last = words?.split(separator: "\n").last.map { ": " + $0.description.cleaned } ?? ""
      throw .failed(
        ended
          ? "\(path) wrote no PDF\(last.shortened(to: 200))"
          : "\(path) did not print within \(seconds.brief) seconds, and was ended")
    }
    return Self.dated(Array(bytes), instant)
  }

  /// The page with words in place of links to files, which would lead to where it is printed.
  private static func alone(_ page: String) -> String {
    page.replacing(#/<a href="(?!https?:|mailto:|#)[^"]*"/#, with: "<a")
  }

  private func options(_ folder: URL, _ source: URL, _ target: URL) -> [String] {
    // The superuser, as in containers, has no sandbox; the page holds no script.
    let sandbox = geteuid() == 0 ? ["--no-sandbox"] : []
    return sandbox + [
      "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--no-first-run", "--no-default-browser-check", "--host-resolver-rules=MAP * ~NOTFOUND",
      "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer",
      "--print-to-pdf=\(target.path)", source.absoluteString,
    ]
  }

  /// Runs the program.
  ///
  /// - Returns: Whether it ended by itself, in time.
  private func run(_ arguments: [String], in folder: URL, saying said: URL) throws(Stop) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = environment.merging(["HOME": folder.path]) { _, new in new }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let end = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in end.signal() }
    do {
      process.standardError = try FileHandle(forWritingTo: said)
      try process.run()
    } catch {
      throw .failed("\(path) cannot be run: \(error.reason)")
    }
    guard end.wait(timeout: .now() + seconds) == .timedOut else { return true }
    // With the processes that it started, where it leads a group of them.
    kill(-process.processIdentifier, SIGKILL)
    kill(process.processIdentifier, SIGKILL)
    _ = end.wait(timeout: .now() + 5)
    return false
  }

  /// The document with an instant in the place of when it was printed; no byte is moved.
  private static func dated(_ bytes: [UInt8], _ instant: Instant) -> [UInt8] {
    let digits = Array(instant.text.utf8.filter { (48...57).contains($0) }.prefix(14))
    guard digits.count == 14 else { return bytes }
    var bytes = bytes
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      let key = Array(name.utf8)
      var start = 0
      while let found = bytes[start...].firstRange(of: key) {
        let end = found.upperBound + digits.count
        guard end <= bytes.count else { break }
        bytes.replaceSubrange(found.upperBound..<end, with: digits)
        start = end
      }
    }
    return bytes
  }
}

extension Data {
  fileprivate func contains(_ part: Data) -> Bool { range(of: part) != nil }
}
