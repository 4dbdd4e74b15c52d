import Foundation
import TestSupport
import Testing

@testable import airworthy

@Suite struct WholeFileTests {
  @Test func `whoever reads a file while it is replaced sees the old text or the new`() async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.yaml"
    let texts = ["a", "b"].map { String(repeating: $0, count: 300_000) }
    try WholeFile.replace(path, by: texts[0])
    let writer = Task.detached {
      for round in 0..<200 { try WholeFile.replace(path, by: texts[round % 2]) }
    }
    for _ in 0..<400 {
      let seen = try String(contentsOfFile: path, encoding: .utf8)
      #expect(texts.contains(seen))
    }
    try await writer.value
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.yaml"])
  }

  @Test func `where it cannot be replaced it stays, and nothing is left beside it`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try FileManager.default.createDirectory(atPath: path + "/b", withIntermediateDirectories: true)
    #expect(throws: (any Error).self) { try WholeFile.replace(path, by: "x") }
    #expect(throws: (any Error).self) { try WholeFile.replace(folder.path + "/no/a", by: "x") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
  }

  @Test func `what a killed process left is no obstacle`() throws {
    let folder = try TemporaryFolder()
    try folder.write("half", to: ".a.\(ProcessInfo.processInfo.processIdentifier)")
    try WholeFile.replace(folder.path + "/a", by: "whole")
    #expect(try folder.text(of: "a") == "whole")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
  }
}
