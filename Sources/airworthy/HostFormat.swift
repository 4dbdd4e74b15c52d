import ArgumentParser
import Documents
import Foundation
import Readiness
import Views

/// The forms in which hosts of continuous integration take a report.
enum HostFormat: String {
  case junit, sarif, github, gitlab

  func text(_ report: Report) -> String {
    switch self {
    case .junit: JUnitReport(report).text
    case .sarif: SARIFReport(report, version: Airworthy.version).text
    case .github: GitHubReport(report).text
    case .gitlab: GitLabReport(report).text
    }
  }

  /// Adds a summary to the page of the job, where the host is GitHub and names a file for it.
  func summarise(_ markdown: String, in session: Session) throws(Stop) {
    guard self == .github, let path = session.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty
    else { return }
    // The host shows 1 MiB of a step at most, and nothing of one that wrote more.
    guard markdown.utf8.count <= 1 << 20 else { return }
    do {
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: URL(filePath: path))
      }
      let file = try FileHandle(forWritingTo: URL(filePath: path))
      try file.seekToEnd()
      try file.write(contentsOf: Data(markdown.utf8))
      try file.close()
    } catch {
      throw .failed("\(path) cannot be written: \(error.reason)")
    }
  }
}

/// Which outcomes end a command with another code than 0.
enum FailOn: String, ExpressibleByArgument, CaseIterable {
  case undecided, fail, never

  func ending(_ ending: Ending) -> Ending {
    switch (self, ending) {
    case (.never, .notMet), (.never, .undecided), (.fail, .undecided): .met
    default: ending
    }
  }
}
