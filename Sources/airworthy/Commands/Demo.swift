import ArgumentParser
import Definitions
import Documents
import Foundation

struct Demo: SessionCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs the main job on a copy of the example system, for you to break.",
    discussion: """
      Example: airworthy demo /tmp/flight-delay

      Copies Examples/flight-delay to a folder, or takes the copy that is there, and
      runs check, status, score, gate and card in it.
      """)

  @Argument(help: "The folder for the copy.")
  var folder = "flight-delay-demo"

  func perform(in session: Session) throws(Stop) -> Ending {
    let target = URL(filePath: folder).standardizedFileURL
    try copyExample(to: target, in: session)
    let report = target.appending(path: "report.html").path
    let card = target.appending(path: "card-delay-model.html").path
    try show(["check", "-C", target.path], in: session)
    try show(["status", "-C", target.path], in: session)
    try show(["score", "-C", target.path], in: session)
    try show(["gate", "3", "-C", target.path], in: session)
    try show(
      ["card", "delay-model", "-C", target.path, "--format", "html", "--output", card],
      in: session)
    try show(
      ["status", "-C", target.path, "--format", "html", "--output", report], in: session)
    session.console.print(
      """

      The report lies at \(report)
      The card lies at   \(card)

      Break something there, and look at what falls with
        \(program) status -C \(target.path)

        raise the model's version in airworthy.yaml    what was shown for 2.0.0 goes stale
        edit a limit in airworthy.yaml                 the answers of that check go stale
        delete a column of data/predictions.csv and run 'check' again
                                                       its checks fail or cannot run

      """)
    return .met
  }

  /// This program, as it was called.
  private var program: String { CommandLine.arguments.first ?? "airworthy" }

  /// Runs a command as a user would, with its line above.
  private func show(_ arguments: [String], in session: Session) throws(Stop) {
    session.console.print("\n$ airworthy \(arguments.joined(separator: " "))\n\n")
    let ending = Main.run(arguments, in: session)
    if ending == .wrongInput || ending == .defect {
      throw .failed("the demonstration ends here")
    }
    if ending != .met { session.console.print("(exit code \(ending.rawValue))\n") }
  }

  private func copyExample(to target: URL, in session: Session) throws(Stop) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    let isThere = files.fileExists(atPath: target.path, isDirectory: &isFolder)
    if isThere, !isFolder.boolValue {
      throw .usage("\(target.path) is a file", fix: "name a folder for the copy")
    }
    if try isCopy(target) { return }
    if let there = try? files.contentsOfDirectory(atPath: target.path), !there.isEmpty {
      throw .usage(
        "\(target.path) holds something else than the example", fix: "name another folder")
    }
    guard let example = Self.example(in: session) else {
      throw .failed(
        "the example is not beside this program; run it from a checkout, or set "
          + "AIRWORTHY_EXAMPLES to its Examples folder")
    }
    do {
      if isThere { try files.removeItem(at: target) }
      try files.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try files.copyItem(at: example, to: target)
      try? files.removeItem(at: target.appending(path: ".airworthy"))
    } catch {
      throw .failed("the example cannot be copied to \(target.path): \(error.reason)")
    }
    let git = Git(folder: target.path)
    git.run(["init", "--quiet", "."])
    git.run(["add", "--all"])
    git.run([
      "-c", "user.name=Demonstration", "-c", "user.email=demo@example.org", "commit", "--quiet",
      "--message", "Flight delay 1.3.0",
    ])
  }

  /// Whether the folder holds the example, broken or not, and not a system of the user's own.
  private func isCopy(_ target: URL) throws(Stop) -> Bool {
    let manifest = target.appending(path: Project.manifestName)
    guard let text = try? String(contentsOf: manifest, encoding: .utf8) else { return false }
    if text.contains("id: flight-delay") { return true }
    throw .usage(
      "\(target.path) holds another system than the example", fix: "name a folder of its own")
  }

  /// The example: where the environment says, or in the checkout that this program was built in.
  private static func example(in session: Session) -> URL? {
    var places: [URL] = []
    if let named = session.environment["AIRWORTHY_EXAMPLES"] {
      places.append(URL(filePath: named))
    }
    var above = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    if let real = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") {
      above = URL(filePath: real)
    }
    while above.path.count > 1 {
      above.deleteLastPathComponent()
      places.append(above.appending(path: "Examples"))
      places.append(above.appending(path: "share/airworthy/Examples"))
    }
    return places.map { $0.appending(path: "flight-delay") }.first {
      FileManager.default.fileExists(atPath: $0.appending(path: Project.manifestName).path)
    }
  }
}
