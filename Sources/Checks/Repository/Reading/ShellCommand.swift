/// One command of a line of shell: the words that are run, without what prepares or wraps them.
struct ShellCommand {
  /// The program, without its folder, and its arguments.
  let words: [String]
  /// The program as it is called, where that names a folder.
  let path: String?
  /// Whether the line goes on when the command fails.
  let isForgiven: Bool

  /// The commands of a line, in order.
  static func all(in line: String) -> [ShellCommand] {
    let parts = split(line)
    return parts.indices.compactMap { index in
      let rest = parts.dropFirst(index + 1).first
      let isForgiven =
        parts[index].end == "||"
        && (rest.map {
          [["true"], [":"], ["exit", "0"]].contains($0.words) || $0.words.first == "echo"
        }
          ?? false)
      let words = unwrapped(parts[index].words)
      guard let program = words.first else { return nil }
      let name = program.split(separator: "/").last.map(String.init) ?? program
      return ShellCommand(
        words: [name] + words.dropFirst(), path: program.contains("/") ? program : nil,
        isForgiven: isForgiven)
    }
  }

  /// Whether it is this one: the program, and the arguments after it that are no options, begin with
  /// these words; of a program that runs named targets, some target is.
  func isCall(of phrase: String) -> Bool {
    let wanted = phrase.split(separator: " ").map(String.init)
    guard words.first == wanted.first,
      !words.contains(where: { idle.contains(String($0.prefix { $0 != "=" })) })
    else { return false }
    let arguments = words.dropFirst().filter { !$0.hasPrefix("-") }
    let rest = wanted.dropFirst()
    if ["make", "just", "gradle", "gradlew", "mvn"].contains(words[0]) {
      return rest.allSatisfy(arguments.contains)
    }
    return arguments.starts(with: rest)
  }

  /// Options with which a program says something and does nothing.
  private var idle: Set<String> {
    let general: Set<String> = [
      "--help", "-h", "--version", "--collect-only", "--co", "--fixtures", "--dry-run",
    ]
    return words.first == "make" ? general.union(["-n"]) : general
  }

  /// The words of each simple command, with the operator that ends it; quotes hold words together.
  private static func split(_ line: String) -> [(words: [String], end: String)] {
    var parts: [(words: [String], end: String)] = []
    var words: [String] = []
    var word = ""
    var isWord = false
    var quote: Character?
    func endWord() {
      if isWord { words.append(word) }
      word = ""
      isWord = false
    }
    var rest = Substring(line)
    while let character = rest.popFirst() {
      if let open = quote {
        if character == open { quote = nil } else { word.append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        isWord = true
      } else if character == "#", !isWord {
        break
      } else if character.isWhitespace {
        endWord()
      } else if character == "(", word.hasSuffix("=$") {
        // The line fails with a command whose output is kept.
        word = ""
        isWord = false
      } else if character == ";" || character == "&" || character == "|" {
        endWord()
        var end = String(character)
        if rest.first == character { end.append(rest.removeFirst()) }
        parts.append((words, end))
        words = []
      } else {
        word.append(character)
        isWord = true
      }
    }
    endWord()
    return parts + [(words, "")]
  }

  /// Programs that run what follows them, with how many words they take before it at least.
  private static let wrappers: [[String]] = [
    ["sudo"], ["time"], ["env"], ["nice"], ["command"], ["exec"], ["xvfb-run"], ["uv", "run"],
    ["poetry", "run"], ["pipenv", "run"], ["pdm", "run"], ["hatch", "run"], ["rye", "run"],
    ["pixi", "run"], ["coverage", "run", "-m"], ["coverage", "run"],
  ]

  private static func unwrapped(_ words: [String]) -> [String] {
    let words = words.drop { $0.contains("=") && !$0.hasPrefix("-") && !$0.hasPrefix("=") }
    guard let first = words.first else { return [] }
    let program = first.split(separator: "/").last.map(String.init) ?? first
    let bare = [program] + words.dropFirst()
    for wrapper in wrappers where bare.starts(with: wrapper) {
      return unwrapped(Array(words.dropFirst(wrapper.count).drop { $0.hasPrefix("-") }))
    }
    if program.hasPrefix("python"), words.dropFirst().first == "-m", words.count > 2 {
      return unwrapped(Array(words.dropFirst(2)))
    }
    return Array(words)
  }
}
