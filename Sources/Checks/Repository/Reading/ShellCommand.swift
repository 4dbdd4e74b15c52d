/// One command of a script: the words that are run, without what prepares or wraps them.
struct ShellCommand: Sendable {
  /// The program, without its folder, and its arguments.
  let words: [String]
  /// The program as it is called, where that names a folder.
  let path: String?
  /// Whether the script may go well when the command fails, or when it is never run.
  let isForgiven: Bool
  /// The folder it runs in, from that of the script; `nil` where the script does not tell.
  let folder: String?

  /// - Parameters:
  ///   - words: The words as they stand in the script; `nil` is made of those that run nothing.
  ///   - isForgiven: Whether the script may go well without it.
  ///   - folder: Where it runs.
  init?(_ words: [String], isForgiven: Bool, folder: String?) {
    let words = Self.unwrapped(words)
    guard let program = words.first else { return nil }
    let name = program.split(separator: "/").last.map(String.init) ?? program
    self.words = [name] + words.dropFirst()
    path = program.contains("/") ? program : nil
    self.isForgiven = isForgiven
    self.folder = folder
  }

  /// The commands of a line that a shell runs by itself, in order.
  static func all(in line: String) -> [ShellCommand] {
    ShellScript.lines(of: line, in: .plain).flatMap(\.commands)
  }

  /// Whether it is this one: the program, and the arguments after it that are no options, begin with
  /// these words; of a program that runs named targets, some target is.
  func isCall(of phrase: String) -> Bool {
    let wanted = phrase.split(separator: " ").map(String.init)
    guard words.first == wanted.first, !isIdle else { return false }
    let arguments = words.dropFirst().filter { !$0.hasPrefix("-") }
    let rest = wanted.dropFirst()
    if ["make", "just", "gradle", "gradlew", "mvn"].contains(words[0]) {
      return rest.allSatisfy(arguments.contains)
    }
    return arguments.starts(with: rest)
  }

  /// Whether it says something and does nothing, or does not mind what goes wrong.
  var isIdle: Bool {
    let general: Set<String> = [
      "--help", "-h", "--version", "--collect-only", "--co", "--fixtures", "--dry-run",
    ]
    let own: Set<String> =
      words.first == "make" ? ["-n", "--just-print", "-i", "--ignore-errors"] : []
    return words.contains { word in
      general.contains(String(word.prefix { $0 != "=" })) || own.contains(word)
    }
  }

  /// Programs that run what follows them and their options.
  private static let wrappers: [[String]] = [
    ["sudo"], ["time"], ["env"], ["nice"], ["command"], ["exec"], ["xvfb-run"], ["uv", "run"],
    ["poetry", "run"], ["pipenv", "run"], ["pdm", "run"], ["hatch", "run"], ["rye", "run"],
    ["pixi", "run"], ["coverage", "run", "-m"], ["coverage", "run"], ["uvx"], ["pipx", "run"],
    ["uv", "tool", "run"],
  ]

  /// Programs that run what follows in the container that the next word names.
  private static let containers: [[String]] = [
    ["docker", "compose", "run"], ["docker-compose", "run"], ["docker", "compose", "exec"],
    ["docker-compose", "exec"],
  ]

  /// Options of these that take the next word.
  private static let valued: Set<String> = [
    "--extra", "--group", "--only-group", "--with", "--python", "-p", "--package", "--env-file",
    "--directory", "--project", "--from", "--environment", "-e", "--env", "-v", "--volume", "-u",
    "--user", "-w", "--workdir", "--name",
  ]

  private static func unwrapped(_ words: [String]) -> [String] {
    let words = words.drop { $0.contains("=") && !$0.hasPrefix("-") && !$0.hasPrefix("=") }
    guard let first = words.first else { return [] }
    let program = first.split(separator: "/").last.map(String.init) ?? first
    let bare = [program] + words.dropFirst()
    for wrapper in wrappers where bare.starts(with: wrapper) {
      return unwrapped(withoutOptions(words.dropFirst(wrapper.count)))
    }
    for wrapper in containers where bare.starts(with: wrapper) {
      let rest = withoutOptions(words.dropFirst(wrapper.count)).dropFirst()
      return rest.isEmpty ? Array(words) : unwrapped(Array(rest))
    }
    if program.hasPrefix("python") || program.hasPrefix("$"), words.dropFirst().first == "-m",
      words.count > 2
    {
      return unwrapped(Array(words.dropFirst(2)))
    }
    return Array(words)
  }

  private static func withoutOptions(_ words: ArraySlice<String>) -> [String] {
    var rest = words
    while let word = rest.first, word.hasPrefix("-") {
      rest = rest.dropFirst(valued.contains(word) ? 2 : 1)
    }
    return Array(rest)
  }
}

extension ShellCommand {
  private init(_ command: ShellCommand, isForgiven: Bool, folder: String?) {
    words = command.words
    path = command.path
    self.isForgiven = isForgiven
    self.folder = folder
  }

  /// The same in a script that is run in a folder.
  func moved(to base: String?) -> ShellCommand {
    let folder = folder.flatMap { own in
      base.map { $0.isEmpty || own.isEmpty ? $0 + own : $0 + "/" + own }
    }
    return ShellCommand(self, isForgiven: isForgiven, folder: folder)
  }
}
