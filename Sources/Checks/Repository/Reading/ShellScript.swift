/// A line of a script, with the commands that begin in it.
struct ShellLine: Sendable {
  let text: String
  /// How many lines stand before it.
  let offset: Int
  let commands: [ShellCommand]

  /// The same in a script that is run in a folder.
  func moved(to folder: String?) -> ShellLine {
    ShellLine(text: text, offset: offset, commands: commands.map { $0.moved(to: folder) })
  }
}

/// Reads a script for what its exit code tells: which commands are run for certain, and make it fail
/// if they do.
///
/// The rules are those of POSIX for lists, pipelines and `set -e`; of what stands in branches and
/// functions nothing is certain.
struct ShellScript {
  /// What a shell was told before it begins.
  struct Shell {
    /// `-e`: a list that fails ends the script.
    var stops: Bool
    /// `pipefail`: a pipeline fails with any of its commands.
    var seesPipes: Bool

    static let plain = Shell(stops: false, seesPipes: false)
    static let stopping = Shell(stops: true, seesPipes: false)
    static let strict = Shell(stops: true, seesPipes: true)
  }

  /// A simple command as it stands.
  private struct Part {
    var words: [String]
    let line: Int
    /// The operator after it.
    var end: String
    /// Whether it stands in a branch, a function or a condition, or behind an exit.
    let isUncertain: Bool
    let shell: Shell
    let folder: String?
  }

  private enum Block { case branch, loop, group }

  private var parts: [Part] = []
  private var blocks: [(kind: Block, start: Int, folder: String?)] = []
  /// The commands of loops and groups, with the operator after them.
  private var groups: [(parts: Range<Int>, end: String)] = []
  private var shell: Shell
  private var folder: String? = ""
  private var isCondition = false
  private var isOver = false

  /// The lines of a script that run something.
  static func lines(of text: String, in shell: Shell) -> [ShellLine] {
    var script = ShellScript(shell: shell)
    script.read(ShellToken.all(in: text))
    let commands = script.parts.indices.compactMap { index in
      let part = script.parts[index]
      return ShellCommand(
        part.words, isForgiven: !script.counts(index), folder: part.folder
      ).map { (part.line, $0) }
    }
    let texts = text.joiningContinuedLines
    return Dictionary(grouping: commands) { $0.0 }.sorted { $0.key < $1.key }.map { line, own in
      ShellLine(
        text: texts.indices.contains(line) ? texts[line].trimmed : "", offset: line,
        commands: own.map(\.1))
    }
  }

  private init(shell: Shell) { self.shell = shell }

  private mutating func read(_ tokens: [ShellToken]) {
    var words: [String] = []
    var line = 0
    var index = 0
    // What is longer was not written by hand.
    while index < tokens.count, parts.count < 4_000 {
      let token = tokens[index]
      index += 1
      switch token.what {
      case .word(let word):
        if words.isEmpty { line = token.line }
        if !words.isEmpty || !begins(word) { words.append(word) }
      case .sign("("):
        // A function's name and its parentheses.
        if words.count == 1, index < tokens.count, tokens[index].what == .sign(")") {
          words = []
          index += 1
          isCondition = true
        } else {
          open(.group)
        }
      case .sign(let sign):
        close(words, at: line, by: sign)
        words = []
      }
    }
    close(words, at: line, by: "")
    while !blocks.isEmpty { leave() }
  }

  /// Takes in a word that may open or close a block, at the place of a program.
  private mutating func begins(_ word: String) -> Bool {
    switch word {
    case "if", "while", "until", "case", "function", "select":
      open(.branch)
      isCondition = true
    case "for":
      open(.loop)
      isCondition = true
    case "elif": isCondition = true
    case "then", "do", "else": isCondition = false
    case "fi", "done", "esac", "}": leave()
    case "{":
      open(isCondition ? .branch : .group)
      isCondition = false
    default: return false
    }
    return true
  }

  private mutating func open(_ kind: Block) { blocks.append((kind, parts.count, folder)) }

  private mutating func leave() {
    isCondition = false
    guard let block = blocks.popLast() else { return }
    if block.start < parts.count { groups.append((block.start..<parts.count, "")) }
  }

  /// Ends a simple command.
  private mutating func close(_ words: [String], at line: Int, by sign: String) {
    if words.isEmpty {
      // What follows a block follows all that is in it.
      if let last = groups.indices.last, groups[last].parts.upperBound == parts.count,
        groups[last].end.isEmpty, let part = parts.indices.last, sign != ")"
      {
        groups[last].end = sign
        if ["&&", "||", "|"].contains(sign) { parts[part].end = sign }
      }
    } else {
      let isBranch = blocks.contains { $0.kind == .branch }
      let isLoop = blocks.contains { $0.kind == .loop }
      parts.append(
        Part(
          words: words, line: line, end: sign == ")" ? ";" : sign,
          isUncertain: isBranch || isCondition || isOver || isLoop && !shell.stops, shell: shell,
          folder: folder))
      heed(words, isCertain: !isBranch && !isLoop)
    }
    if sign == ")", let block = blocks.last, block.kind == .group {
      folder = block.folder
      leave()
    }
  }

  /// What a command tells the shell itself.
  private mutating func heed(_ words: [String], isCertain: Bool) {
    let before = parts.dropLast().last?.end
    switch words.first {
    case "set" where isCertain: shell.set(words.dropFirst())
    case "exit" where blocks.isEmpty && before != "||" && before != "&&": isOver = true
    case "cd", "pushd":
      folder = words.dropFirst().first { !$0.hasPrefix("-") }.flatMap { target in
        target.contains { "$~".contains($0) } || target.hasPrefix("/") ? nil : moved(to: target)
      }
    case "popd": folder = nil
    default: break
    }
  }

  private func moved(to target: String) -> String? {
    guard let folder else { return nil }
    var steps = folder.split(separator: "/").map(String.init)
    for step in target.split(separator: "/") where step != "." {
      if step == ".." {
        if steps.popLast() == nil { return nil }
      } else {
        steps.append(String(step))
      }
    }
    return steps.joined(separator: "/")
  }
}

extension ShellScript {
  /// Whether a part is run for certain, and the script fails with it.
  private func counts(_ index: Int) -> Bool {
    let part = parts[index]
    guard !part.isUncertain, part.words.first != "!" else { return false }
    if isChosen(index) { return false }
    // A group takes what stands around it upon all that is in it.
    for group in groups where group.parts.contains(index) {
      if isChosen(group.parts.lowerBound) { return false }
      switch group.end {
      case "&": return false
      case "|": if !part.shell.seesPipes { return false }
      case "||": if !isKept(after: group.parts.upperBound) { return false }
      default: break
      }
    }
    return listFails(with: index)
  }

  /// Whether a part runs only where the one before it failed, or found something to be so.
  private func isChosen(_ index: Int) -> Bool {
    guard index > 0 else { return false }
    let before = parts[index - 1]
    let asks: Set<String> = ["[", "[[", "test", "grep", "command", "which", "type", "false", "!"]
    return before.end == "||"
      || before.end == "&&" && before.words.first.map(asks.contains) ?? true
  }

  /// Whether the script fails where a command in one of its lists does.
  private func listFails(with index: Int) -> Bool {
    var here = index
    while parts[here].end == "|" {
      let isLookedAt = parts[here...].contains { $0.words.contains { $0.contains("PIPESTATUS") } }
      guard parts[here].shell.seesPipes || isLookedAt, here + 1 < parts.count else { return false }
      here += 1
    }
    var isAlone = true
    while parts[here].end == "&&", here + 1 < parts.count {
      isAlone = false
      here += 1
    }
    switch parts[here].end {
    case "&": return false
    case "||": return isKept(after: here + 1)
    default:
      return isAlone && parts[here].shell.stops || here == parts.count - 1
        || handsOn(after: here + 1)
    }
  }

  /// Whether a failure is not forgotten by what is done upon it.
  private func isKept(after index: Int) -> Bool { fails(index) || handsOn(after: index) }

  /// Whether what begins at a part, as what is done after a failure, fails in turn.
  private func fails(_ index: Int) -> Bool {
    guard index < parts.count else { return false }
    let end = groups.filter { $0.parts.lowerBound == index }.map(\.parts.upperBound).max()
    return parts[index..<(end ?? index + 1)].contains { part in
      switch part.words.first {
      case "exit", "return": part.words.dropFirst().first != "0"
      case "false": true
      case "[", "test": part.words.contains { $0.contains("$?") }
      default: false
      }
    }
  }

  /// Whether the exit code is kept by the next part and is that of the script in the end.
  private func handsOn(after index: Int) -> Bool {
    guard index < parts.count else { return false }
    let words = parts[index].words
    if words.first == "exit" { return words.count == 1 || words[1] == "$?" }
    guard let keeps = words.first, keeps.hasSuffix("=$?") else { return false }
    let name = keeps.dropLast(3)
    return parts[index...].contains {
      $0.words == ["exit", "$\(name)"] || $0.words == ["exit", "${\(name)}"]
    }
  }
}

extension ShellScript.Shell {
  /// Takes in the arguments of `set`, or the options of a shell.
  mutating func set(_ arguments: some Sequence<String>) {
    var isNamed: Bool?
    for argument in arguments {
      if let isOn = isNamed {
        if argument == "errexit" { stops = isOn }
        if argument == "pipefail" { seesPipes = isOn }
        isNamed = nil
      } else if argument.hasPrefix("-") || argument.hasPrefix("+"), !argument.hasPrefix("--") {
        let isOn = argument.hasPrefix("-")
        if argument.contains("e") { stops = isOn }
        if argument.hasSuffix("o") { isNamed = isOn }
      }
    }
  }
}
