import Foundation

/// The git of a folder, as far as commands need it.
struct Git {
  let folder: String

  /// A setting such as `user.email`; `nil` where it is not set.
  func setting(_ name: String) -> String? {
    let value = run(["config", name])?.trimmingCharacters(in: .whitespacesAndNewlines)
    return value?.isEmpty == false ? value : nil
  }

  /// The commit that is checked out; `nil` where there is none.
  var head: String? {
    run(["rev-parse", "--verify", "HEAD"])?.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// What a command prints; `nil` where git is not there or says no.
  @discardableResult
  func run(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
