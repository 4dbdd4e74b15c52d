internal import Documents

/// The commands behind names that a workflow calls: targets of make and just, tasks of other
/// runners, scripts of npm, and shell scripts of the repository.
struct Scripts: Sendable {
  private let targets: [String: [String]]
  private let tasks: [String: [String]]
  private let packaged: [String: String]
  private let files: [String: [String]]

  init(_ repository: Repository) {
    var targets: [String: [String]] = [:]
    for path in ["Makefile", "makefile", "GNUmakefile", "justfile", "Justfile"]
    where repository.has(path) {
      let program = path.lowercased() == "justfile" ? "just" : "make"
      for (name, recipe) in (repository.text(of: path) ?? "").recipes {
        targets[program + " " + name] = recipe
      }
    }
    self.targets = targets
    tasks = TaskFiles.commands(in: repository)
    let scripts = repository.has("package.json") ? repository.tree(of: "package.json") : nil
    packaged = Dictionary(
      (scripts?["scripts"]?.pairs ?? []).compactMap { pair in
        pair.value.text.map { (pair.key, $0) }
      }
    ) { first, _ in first }
    var files: [String: [String]] = [:]
    for file in repository.tracked({ $0.suffix == "sh" || Self.folders.contains($0.folders) }) {
      guard let text = repository.text(of: file.path), text.count < 1 << 16 else { continue }
      if file.suffix != "sh", !text.hasPrefix("#!") || !text.prefix(40).contains("sh") { continue }
      files[file.path] = text.joiningContinuedLines.map(\.trimmed).filter {
        !$0.isEmpty && !$0.hasPrefix("#")
      }
    }
    self.files = files
  }

  private static let folders: Set<[String]> = [["script"], ["scripts"], ["bin"], ["ci"], [".ci"]]

  /// A line, and the lines of what it calls, three calls deep.
  func expanded(_ line: String, depth: Int = 0) -> [String] {
    guard depth < 3 else { return [line] }
    let called = ShellCommand.all(in: line).filter { !$0.isForgiven }.flatMap(lines)
    return [line] + called.prefix(200).flatMap { expanded($0, depth: depth + 1) }
  }

  private func lines(of command: ShellCommand) -> [String] {
    guard let program = command.words.first else { return [] }
    let arguments = command.words.dropFirst().filter { !$0.hasPrefix("-") }
    switch program {
    case "make", "just":
      let names = arguments.filter { !$0.contains("=") }
      return names.flatMap { targets[program + " " + $0] ?? [] }
    case "npm", "yarn", "pnpm":
      let name = arguments.first == "run" ? arguments.dropFirst().first : arguments.first
      return name.flatMap { packaged[$0] }.map { [$0] } ?? []
    case "task", "poe":
      return arguments.flatMap { tasks[program + " " + $0] ?? [] }
    case "mise": return arguments.dropFirst().first.flatMap { tasks["mise run " + $0] } ?? []
    case "bash", "sh", "source", ".": return arguments.first.flatMap(file) ?? []
    default:
      // What follows `pdm run` and `hatch run` is a script's name or a program's.
      return command.path.flatMap(file) ?? tasks["pdm run " + program]
        ?? tasks["hatch run " + program] ?? []
    }
  }

  private func file(_ path: String) -> [String]? {
    files[path.hasPrefix("./") ? String(path.dropFirst(2)) : path]
  }
}

extension Repository {
  var scripts: Scripts { memory.scripts.value { Scripts(self) } }
}

extension String {
  /// The commands of each target of a makefile or justfile, with those of the targets that it
  /// needs before them.
  fileprivate var recipes: [String: [String]] {
    var own: [String: [String]] = [:]
    var needs: [String: [String]] = [:]
    var names: [String] = []
    for line in joiningContinuedLines {
      if line.first?.isWhitespace == true {
        let command = line.trimmed.drop { "@-+".contains($0) }
        // A recipe line that begins with a hyphen may fail.
        if line.trimmed.hasPrefix("-") || command.isEmpty || command.hasPrefix("#") { continue }
        for name in names { own[name, default: []].append(String(command)) }
      } else if let colon = line.firstIndex(of: ":"), !line.hasPrefix("#"),
        !line[colon...].hasPrefix(":=")
      {
        names = line[..<colon].split { $0 == " " || $0 == "\t" }.map(String.init)
        let after = line[line.index(after: colon)...].prefix { $0 != "#" }
        for name in names {
          needs[name, default: []] += after.split { $0 == " " || $0 == "\t" }.map(String.init)
        }
      } else if !line.trimmed.isEmpty {
        names = []
      }
    }
    func recipe(_ name: String, _ depth: Int) -> [String] {
      let before = depth < 3 ? (needs[name] ?? []).flatMap { recipe($0, depth + 1) } : []
      return before + (own[name] ?? [])
    }
    return Dictionary(
      uniqueKeysWithValues: Set(own.keys).union(needs.keys).map { ($0, recipe($0, 0)) })
  }
}
