import Documents
import Foundation
import TestSupport
import Testing

/// Nothing outside of the folder is read, however a path is spelt.
@Suite struct FolderTests {
  private let outside: TemporaryFolder
  private let inside: TemporaryFolder
  private let folder: Folder

  init() throws {
    outside = try TemporaryFolder()
    inside = try TemporaryFolder()
    try outside.write("secret", to: "secret.txt")
    try inside.write("text", to: "docs/a.md")
    folder = try #require(Folder(inside.path))
  }

  private func refusal(_ path: String) -> Folder.Refusal? {
    do throws(Folder.Refusal) {
      _ = try folder.read(path)
      return nil
    } catch {
      return error
    }
  }

  @Test func `files of the folder are read`() {
    #expect(refusal("docs/a.md") == nil)
    #expect(refusal("docs/./a.md") == nil)
    #expect(refusal("docs/b.md") == .missing)
  }

  @Test func `ways out are refused`() {
    for path in [
      "../secret.txt", "docs/../../secret.txt", "/etc/passwd", outside.path + "/secret.txt",
      "docs/\0a.md", "..",
    ] {
      #expect(refusal(path) == .outside, "\(path)")
    }
  }

  @Test func `links that lead out are refused, links inside are followed`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: inside.path + "/out.txt", withDestinationPath: outside.path + "/secret.txt")
    try FileManager.default.createSymbolicLink(
      atPath: inside.path + "/in.md", withDestinationPath: inside.path + "/docs/a.md")
    #expect(refusal("out.txt") == .outside && refusal("in.md") == nil)
  }

  @Test func `folders and large files are no texts`() throws {
    try inside.write(String(repeating: "x", count: 2000), to: "large.txt")
    guard case .unreadable? = refusal("docs") else {
      Issue.record("a folder was read")
      return
    }
    #expect(throws: Folder.Refusal.tooLarge(bytes: 2000)) {
      try folder.read("large.txt", most: 100)
    }
  }
}
