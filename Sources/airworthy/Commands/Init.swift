import ArgumentParser
import Checks
import Definitions
import Documents
import Foundation
import Readiness
import Views

struct Init: SessionCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a starting airworthy.yaml from what it finds in the repository.",
    discussion: """
      Example: airworthy init
               airworthy init --dry-run

      Nothing that is there is overwritten.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print the file instead of writing it.")
  var dryRun = false

  func perform(in session: Session) throws(Stop) -> Ending {
    guard let folder = Folder(common.directory) else {
      throw .usage("there is no folder '\(common.directory)'")
    }
    let link = try? FileManager.default.destinationOfSymbolicLink(
      atPath: folder.path + "/" + Project.manifestName)
    if !dryRun, Project.isDescribed(in: folder) || link != nil {
      throw .usage(
        "\(Project.manifestName) is already there",
        fix: "edit it, or see with --dry-run what would be written")
    }
    let survey: Survey
    do throws(CannotRun) {
      survey = try Survey(of: folder)
    } catch {
      throw .failed(error.reason)
    }
    let git = Git(folder: folder.path)
    let manifest = StarterManifest(
      survey, name: URL(filePath: folder.path).lastPathComponent,
      person: git.setting("user.name").map { ($0, git.setting("user.email")) },
      today: session.now.day, profile: { Survey.profile(of: $0, in: folder) })
    if dryRun {
      session.console.print(manifest.text)
      return .met
    }
    let path = folder.path + "/" + Project.manifestName
    do {
      try Data(manifest.text.utf8).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .failed("\(path) cannot be written: \(error.reason)")
    }
    let result = Project.read(in: folder, now: session.now)
    guard result.project != nil else { throw .wrong(result.diagnostics) }
    guard !common.quiet else { return .met }
    session.console.print(
      """
      wrote \(Project.manifestName): \(manifest.tables) of \(survey.tables.count.of("table")), \
      \(survey.models.count.of("model file")), \
      \(survey.answering.words) found
      next: put your words where it says TELL, then run 'airworthy check'

      """)
    return .met
  }
}
