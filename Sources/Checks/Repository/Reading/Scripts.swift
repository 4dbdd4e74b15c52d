internal import Documents

/// The commands behind names that a workflow calls: targets of make and just, tasks of other
/// runners, scripts of npm, and shell scripts of the repository.
struct Scripts: Sendable {
  private let targets: [String: [ShellLine]]
  private let tasks: [String: [ShellLine]]
  private let files: [String: [ShellLine]]

  init(_ repository: Repository) {
    var targets: [String: [ShellLine]] = [:]
    for file in repository.tracked({ Self.makers.contains($0.name) && !$0.isExample }) {
      let folder = file.folders.joined(separator: "/")
      let text = repository.text(of: file.path) ?? ""
      if file.name == "package.json" {
        for pair in repository.tree(of: file.path)?["scripts"]?.pairs ?? [] {
          targets[folder + ":npm " + pair.key] = ShellScript.lines(
            of: pair.value.text ?? "", in: .plain)
        }
        continue
      }
      let program = file.name.lowercased() == "justfile" ? "just" : "make"
      for (name, recipe) in text.recipes {
        targets[folder + ":" + program + " " + name] = recipe.flatMap {
          ShellScript.lines(of: $0, in: .plain)
        }
      }
    }
    self.targets = targets
    tasks = TaskFiles.commands(in: repository).mapValues { lines in
      lines.flatMap { ShellScript.lines(of: $0, in: .plain) }
    }
    var files: [String: [ShellLine]] = [:]
    for file in repository.tracked({ $0.suffix == "sh" || Self.folders.contains($0.folders) }) {
      guard let text = repository.text(of: file.path), text.count < 1 << 16 else { continue }
      let head = text.prefix { !$0.isNewline }
      let isMarked = head.hasPrefix("#!") && head.contains("sh")
      if file.suffix != "sh", !isMarked { continue }
      var shell = ShellScript.Shell.plain
      if isMarked { shell.set(head.split(separator: " ").dropFirst().map(String.init)) }
      files[file.path] = ShellScript.lines(of: text, in: shell)
    }
    self.files = files
  }

  private static let makers: Set<String> = [
    "Makefile", "makefile", "GNUmakefile", "justfile", "Justfile", "package.json",
  ]
  private static let folders: Set<[String]> = [["script"], ["scripts"], ["bin"], ["ci"], [".ci"]]

  /// The lines of a script that a shell runs by itself, and those of what they call.
  func expanded(_ text: String) -> [ShellLine] {
    ShellScript.lines(of: text, in: .plain).flatMap { expanded($0) }
  }

  /// A line, and the lines of what it calls, three calls deep.
  func expanded(_ line: ShellLine) -> [ShellLine] { expanded(line, depth: 0) }

  private func expanded(_ line: ShellLine, depth: Int) -> [ShellLine] {
    guard depth < 3 else { return [line] }
    let called = line.commands.filter { !$0.isForgiven && !$0.isIdle }.flatMap { command in
      lines(of: command).map { $0.moved(to: command.folder) }
    }
    return [line] + called.prefix(200).flatMap { expanded($0, depth: depth + 1) }
  }

  /// What a command stands for, where something in the repository says so.
  private func lines(of command: ShellCommand) -> [ShellLine] {
    guard let program = command.words.first else { return [] }
    let arguments = command.words.dropFirst().filter { !$0.hasPrefix("-") }
    let place = (command.folder ?? "") + ":"
    switch program {
    case "make", "just":
      let names = arguments.filter { !$0.contains("=") }
      return names.flatMap { targets[place + program + " " + $0] ?? [] }
    case "npm", "yarn", "pnpm":
      let name = arguments.first == "run" ? arguments.dropFirst().first : arguments.first
      return name.flatMap { targets[place + "npm " + $0] } ?? []
    case "task", "poe":
      return arguments.flatMap { tasks[program + " " + $0] ?? [] }
    case "mise": return arguments.dropFirst().first.flatMap { tasks["mise run " + $0] } ?? []
    case "bash", "sh", "source", ".":
      if let flag = command.words.dropFirst().first, flag.hasPrefix("-"), flag.hasSuffix("c"),
        let text = arguments.first
      {
        var shell = ShellScript.Shell.plain
        shell.set([flag])
        return ShellScript.lines(of: text, in: shell)
      }
      return arguments.first.flatMap(file) ?? []
    default:
      // What follows `pdm run` and `hatch run` is a script's name or a program's.
      return command.path.flatMap(file)
        ?? ["pdm run ", "hatch run ", "pixi run "].lazy.compactMap { tasks[$0 + program] }.first
        ?? []
    }
  }

  private func file(_ path: String) -> [ShellLine]? {
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
        // A recipe line with a hyphen before it may fail.
        let isForgiven = line.trimmed.prefix { "@-+".contains($0) }.contains("-")
        if isForgiven || command.isEmpty || command.hasPrefix("#") { continue }
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
