import ArgumentParser
import Documents
import Views

/// The root of all commands.
struct Airworthy: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Finds out whether an ML system is ready, and worth, putting into production.",
    usage: "airworthy <command> [<options>]",
    discussion: """
      Start in the repository of an ML system:

        airworthy init      writes airworthy.yaml from what it finds there
        airworthy check     looks, and records what it saw
        airworthy status    says where the system stands, and what comes next

      Exit codes: 0 met, 1 not met, 2 usage or definition error, 3 cannot decide
      because evidence is missing, stale or undecided, 4 internal error.
      """,
    version: Airworthy.version,
    subcommands: [
      Init.self, Check.self, AnswerCommand.self, Status.self, ScoreCommand.self, PlanCommand.self,
      GateCommand.self, RequirementsCommand.self, ReviewCommand.self, SwitchbackCommand.self,
      KeysCommand.self, CardCommand.self, ComponentsCommand.self,
      BadgeCommand.self, WorthCommand.self, DiffCommand.self, ProfileCommand.self,
      DriftCommand.self, InferCommand.self, ImportCommand.self, LogCommand.self, LevelsCommand.self,
      PortfolioCommand.self, Demo.self, Explain.self,
      SchemaCommand.self,
    ])

  static let version = "0.1.0"
}

extension Airworthy {
  /// What to say to a first word that is no command, with the one most likely meant.
  static func stop(onUnknown word: String?) -> Stop? {
    let names =
      configuration.subcommands.map { $0.configuration.commandName ?? "\($0)".lowercased() } + [
        "help"
      ]
    guard let word, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let near = Spelling.nearest(to: word, among: names)
    return .usage(
      "there is no command '\(word.cleaned.shortened(to: 40))'",
      fix: near.map { "did you mean 'airworthy \($0)'?" }
        ?? "there are \(names.joined(separator: ", "))")
  }
}

/// A command, as it runs in a session.
///
/// Commands get clock, console and environment from the session, so that tests run them as users
/// do, at an instant of their choosing.
protocol SessionCommand: ParsableCommand {
  /// Does the work.
  ///
  /// - Returns: How it ended.
  /// - Throws: ``Stop`` with what to tell the user.
  func perform(in session: Session) throws(Stop) -> Ending
}

/// How a command ended: the contract of exit codes.
enum Ending: Int32 {
  case met = 0
  case notMet = 1
  case wrongInput = 2
  case undecided = 3
  case defect = 4
}
