import ArgumentParser
import Foundation
import Readiness

@main
enum Main {
  static func main() {
    let session = Session(
      now: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)),
      environment: ProcessInfo.processInfo.environment, console: .standard,
      stopwatch: { ProcessInfo.processInfo.systemUptime })
    exit(run(Array(CommandLine.arguments.dropFirst()), in: session).rawValue)
  }

  /// Parses and runs a command line.
  static func run(_ arguments: [String], in session: Session) -> Ending {
    let ending = ending(of: arguments, in: session)
    guard let failure = session.console.failure else { return ending }
    Stop.failed("the result cannot be written: \(failure)").tell(session.console)
    return .wrongInput
  }

  private static func ending(of arguments: [String], in session: Session) -> Ending {
    do {
      var command = try Airworthy.parseAsRoot(arguments)
      if let command = command as? any SessionCommand { return perform(command, in: session) }
      // What is left asks for help, which the parser throws.
      try command.run()
      return .met
    } catch {
      if let stop = Airworthy.stop(onUnknown: arguments.first) {
        stop.tell(session.console)
        return stop.ending
      }
      let message = Airworthy.fullMessage(for: error)
      guard Airworthy.exitCode(for: error) == .success else {
        session.console.complain(message + "\n")
        return .wrongInput
      }
      session.console.print(message + (message.hasSuffix("\n") ? "" : "\n"))
      return .met
    }
  }

  private static func perform(_ command: any SessionCommand, in session: Session) -> Ending {
    do throws(Stop) {
      return try command.perform(in: session)
    } catch {
      error.tell(session.console)
      return error.ending
    }
  }
}
