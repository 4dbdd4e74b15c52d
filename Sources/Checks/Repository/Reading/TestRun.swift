internal import Documents
internal import Readiness

extension Repository {
  /// The step of continuous integration that runs a test file by itself, as far as its command
  /// tells: on requests, pushes or a schedule, and not only when a person starts it.
  func run(of test: PythonModule) -> Workflow.Step? {
    guard test.holdsTests else { return nil }
    return testSteps.first { step in
      step.commands.contains { $0.runs(test.file.path) }
    }
  }

  /// The steps that run tests without a person.
  private var testSteps: [Workflow.Step] {
    memory.testSteps.value {
      workflows.flatMap(\.steps).filter { step in
        !step.on.isDisjoint(with: [.pullRequest, .mainPush, .schedule])
          && step.commands.contains { command in
            !command.isForgiven && ContinuousIntegration.commands.contains(where: command.isCall)
          }
      }
    }
  }
}

extension ShellCommand {
  /// Whether this runs the tests of a file; what only runs a choice by name or mark may not.
  fileprivate func runs(_ path: String) -> Bool {
    guard !isForgiven, ContinuousIntegration.commands.contains(where: isCall) else { return false }
    guard ["pytest", "py.test"].contains(words.first) else { return true }
    var (places, left, isChoice): ([String], [String], Bool) = ([], [], false)
    var option = ""
    for word in words.dropFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let name = word.hasPrefix("-") ? parts[0] : option
      let value = word.hasPrefix("-") ? parts.dropFirst().first : word
      option = word.hasPrefix("-") && parts.count == 1 && Self.valued.contains(word) ? word : ""
      if name == "-k" || name == "-m" || name == "--deselect" { isChoice = true }
      guard let value else { continue }
      if name == "--ignore" { left.append(value) } else if name.isEmpty { places.append(value) }
    }
    func holds(_ place: String) -> Bool {
      let bare = String(place.prefix { $0 != ":" })
      let trimmed = bare.hasPrefix("./") ? String(bare.dropFirst(2)) : bare
      let folder = trimmed.hasSuffix("/") ? String(trimmed.dropLast()) : trimmed
      if folder.isEmpty || folder == "." || folder.contains("$") { return true }
      if let star = folder.firstIndex(of: "*") { return path.contains(folder[..<star]) }
      return "/\(path)/".contains("/\(folder)/")
    }
    return !isChoice && !left.contains(where: holds)
      && (places.isEmpty || places.contains(where: holds))
  }

  /// Options of pytest that take the next word.
  private static let valued: Set<String> = [
    "-k", "-m", "-n", "-p", "-c", "-o", "-W", "-r", "--cov", "--cov-report", "--cov-config",
    "--junitxml", "--junit-xml", "--rootdir", "--maxfail", "--durations", "--timeout", "--tb",
    "--ignore", "--deselect", "--numprocesses", "--log-level", "--confcutdir", "--basetemp",
  ]
}
