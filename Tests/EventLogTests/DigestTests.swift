import Digests
import Foundation
import TestSupport
import Testing

@Suite struct DigestTests {
  @Test func `a file has the digest of its bytes, and a pipe has none`() throws {
    let folder = try TemporaryFolder()
    try folder.write("abc", to: "file")
    #expect(Digest(ofFileAt: folder.path + "/file") == Digest(of: Array("abc".utf8)))
    // A pipe that nobody writes to would be waited for.
    try #require(mkfifo(folder.path + "/pipe", 0o600) == 0)
    #expect(Digest(ofFileAt: folder.path + "/pipe") == nil)
    #expect(Digest(ofFileAt: folder.path) == nil)
    #expect(Digest(ofFileAt: folder.path + "/missing") == nil)
  }
}
