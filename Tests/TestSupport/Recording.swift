import Foundation
package import Testing

/// Whether tests write down what they see instead of comparing: `RECORD=1 script/test`.
///
/// Look at the difference before committing it: a recorded mistake is a mistake that passes.
package let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

/// Expects a text to equal the one kept in a file.
///
/// A file that does not exist is written, and the test fails, so that nothing is accepted unseen.
package func expectSnapshot(
  of text: String, in file: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = Checkout.root.appending(path: file)
  guard !isRecording, FileManager.default.fileExists(atPath: url.path) else {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    Issue.record("recorded \(file); look at it and run again", sourceLocation: sourceLocation)
    return
  }
  let kept = try String(contentsOf: url, encoding: .utf8)
  guard text != kept else { return }
  let lines = zip(
    kept.split(separator: "\n", omittingEmptySubsequences: false),
    text.split(separator: "\n", omittingEmptySubsequences: false))
  let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(file) differs, first in line \((first?.offset ?? -2) + 1):
      kept: \(first?.element.0 ?? "(another number of lines)")
      now:  \(first?.element.1 ?? "(another number of lines)")
    """, sourceLocation: sourceLocation)
}
