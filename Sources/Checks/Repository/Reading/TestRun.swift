internal import Documents
internal import Readiness

extension Repository {
  /// The step of continuous integration that runs a test file by itself, as far as its command
  /// tells: on requests, pushes or a schedule, and not only when a person starts it.
  func run(of test: PythonModule) -> Workflow.Step? {
    guard liveTests.contains(where: { $0.file.path == test.file.path }) else { return nil }
    return testSteps.first { step in
      step.commands.contains { command in
        !command.isForgiven && (TestSelection(command, in: self)?.runs(test.file.path) ?? false)
          && (test.isCollected || command.words.contains { $0.hasSuffix(test.file.name) })
      }
    }
  }

  /// The steps that run tests without a person.
  private var testSteps: [Workflow.Step] {
    ContinuousIntegration.all(in: self).filter {
      !$0.on.isDisjoint(with: [.pullRequest, .mainPush, .schedule])
    }
  }

  /// Whether a command runs tests, finds some in the tree, and does not go on when they fail.
  func findsTests(by command: ShellCommand) -> Bool {
    guard !command.isForgiven, ContinuousIntegration.commands.contains(where: command.isCall)
    else { return false }
    if let selection = TestSelection(command, in: self) {
      return liveTests.contains { selection.mayRun($0.file.path) }
    }
    return tracked { !$0.isExample && $0.isTest(of: command.words[0]) }.contains { file in
      command.folder.map { $0.isEmpty || file.path.hasPrefix($0 + "/") } ?? true
    }
  }

  /// The repository's own Python tests of which not all are skipped.
  private var liveTests: [PythonModule] {
    memory.liveTests.value {
      python.filter { $0.holdsTests && !$0.file.isExample && !isSkipped($0) }
    }
  }

  private func isSkipped(_ module: PythonModule) -> Bool {
    var (isMarked, count, live) = (false, 0, 0)
    for line in text(of: module.file.path)?.lines ?? [] {
      if line.contains(#/^pytestmark\s*=.*mark\.skip\b|^pytest\.skip\(.*allow_module_level/#) {
        return true
      }
      let body = line.drop { $0.isWhitespace }
      if body.contains(#/^@(pytest\.mark|unittest)\.skip\b/#) { isMarked = true }
      guard body.contains(#/^(async\s+)?def |^class /#) else { continue }
      if body.contains(#/^(async\s+)?def test/#) {
        count += 1
        live += isMarked ? 0 : 1
      }
      isMarked = false
    }
    return count > 0 && live == 0
  }

  fileprivate func holds(_ path: String) -> Bool {
    isTracked[path] != nil
      || memory.folders.value {
        files.reduce(into: []) { folders, file in
          for depth in file.folders.indices {
            folders.insert(file.folders[...depth].joined(separator: "/"))
          }
        }
      }.contains(path)
  }
}

/// The Python tests that a command chooses.
struct TestSelection {
  private var places: [String] = []
  private var left: [String] = []
  /// Whether it chooses by names or marks, so that some of them may not run.
  private var isByName = false
  private let folder: String?

  /// - Parameters:
  ///   - command: Any command.
  ///   - repository: Where it runs; `nil` is made of what runs no Python tests there.
  init?(_ command: ShellCommand, in repository: Repository) {
    folder = command.folder
    switch command.words.first {
    case "pytest", "py.test": break
    case "unittest", "hatch": return
    case "tox", "nox":
      guard repository.runsTests(command) else { return nil }
      return
    default: return nil
    }
    var option = ""
    var before = ""
    for word in command.words.dropFirst() {
      defer { before = word }
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let name = word.hasPrefix("-") ? parts.first ?? "" : option
      let value = word.hasPrefix("-") ? parts.dropFirst().first : word
      option = word.hasPrefix("-") && parts.count == 1 && Self.valued.contains(word) ? word : ""
      if name == "-k" || name == "-m" || name == "--deselect" { isByName = true }
      guard let value else { continue }
      if name == "--ignore" {
        left.append(value)
      } else if name.isEmpty {
        let bare = String(value.prefix { $0 != ":" })
        let path = repository.resolved(bare, from: (folder ?? "") + "/x")
        // What follows an option and is not there is its value.
        let isThere = repository.holds(path) || repository.holds(bare)
        if isThere || !before.hasPrefix("-") || bare.contains(where: { "*${".contains($0) }) {
          places.append(bare)
        }
      }
    }
  }

  /// Whether it runs the tests of a file.
  func runs(_ path: String) -> Bool { !isByName && mayRun(path) }

  /// Whether it runs some tests of a file.
  func mayRun(_ path: String) -> Bool {
    func holds(_ place: String) -> Bool {
      let trimmed = place.hasPrefix("./") ? String(place.dropFirst(2)) : place
      let folder = trimmed.hasSuffix("/") ? String(trimmed.dropLast()) : trimmed
      if folder.isEmpty || folder.hasPrefix(".") || folder.contains(where: { "${".contains($0) }) {
        return true
      }
      if let star = folder.firstIndex(of: "*") { return path.contains(folder[..<star]) }
      return "/\(path)/".contains("/\(folder)/")
    }
    let isBelow = folder.map { $0.isEmpty || path.hasPrefix($0 + "/") } ?? true
    return !left.contains(where: holds)
      && (places.isEmpty
        ? isBelow : places.contains { (isBelow || $0.hasPrefix("..")) && holds($0) })
  }

  /// Options of pytest that take the next word.
  private static let valued: Set<String> = [
    "-k", "-m", "-n", "-p", "-c", "-o", "-W", "-r", "--cov", "--cov-report", "--cov-config",
    "--junitxml", "--junit-xml", "--rootdir", "--maxfail", "--durations", "--timeout", "--tb",
    "--ignore", "--deselect", "--numprocesses", "--log-level", "--confcutdir", "--basetemp",
  ]
}

extension Repository {
  /// Whether what defines the environments of tox or nox runs tests in those that a command names.
  fileprivate func runsTests(_ command: ShellCommand) -> Bool {
    let isTox = command.words.first == "tox"
    let paths =
      isTox ? ["tox.ini", "tox.toml", "setup.cfg", "pyproject.toml"] : ["noxfile.py"]
    let runners = ["pytest", "py.test", "unittest", "stestr"]
    let flags: Set<String> = isTox ? ["-e", "run"] : ["-s", "--session", "--sessions"]
    let words = Array(command.words.dropFirst())
    let named = words.firstIndex { flags.contains($0) && $0 != "run" }.flatMap { index in
      words.dropFirst(index + 1).first?.split(separator: ",").map(String.init)
    }
    return paths.contains { path in
      guard has(path), let text = text(of: path) else { return false }
      // Sections of an INI file, functions of a noxfile.
      let parts = text.replacing(isTox ? "\n[" : "\ndef ", with: "\u{0}").split(separator: "\u{0}")
      guard let named else {
        return parts.contains { part in runners.contains { part.contains($0) } }
      }
      return named.contains { name in
        let bare = String(name.prefix { $0 != "-" || isTox })
        let own = parts.filter { part in
          part.hasPrefix(isTox ? "testenv:\(name)]" : bare + "(")
        }
        let used =
          own.isEmpty && isTox
          ? parts.filter { $0.hasPrefix("testenv]") || $0.hasPrefix("[testenv]") } : own
        return used.contains { part in runners.contains { part.contains($0) } }
      }
    }
  }
}

extension Repository.File {
  /// Whether a runner of another language finds tests in it.
  fileprivate func isTest(of runner: String) -> Bool {
    switch runner {
    case "go": name.hasSuffix("_test.go")
    case "cargo": suffix == "rs"
    case "swift": suffix == "swift" && folders.first == "Tests"
    case "mvn", "gradle", "gradlew", "sbt": folders.contains("test")
    case "ctest", "bazel": name == "CMakeLists.txt" || name.hasPrefix("BUILD")
    case "dbt": name == "dbt_project.yml"
    default: false
    }
  }
}
