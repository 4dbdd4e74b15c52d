internal import Documents
internal import Readiness

/// Words that lead to a practice, if they stand in what people wrote for the system.
struct Lead: Hashable, Sendable {
  enum Scope: Sendable { case anywhere, inTests, outsideTests }

  /// What words begin with, in lower case, three letters or more.
  ///
  /// A `_` stands for a space, a hyphen,
  /// an underscore or nothing; a space at the end says that the word ends there.
  let stems: [String]
  /// Of which one begins a word on the same line or on one beside it; none where any line will do.
  var near: [String] = []
  var scope = Scope.anywhere
}

/// Where leads stand: code, cells of notebooks, settings and documents, with their comments.
///
/// A net as wide as the words are plain: that a lead is there shows nothing, that none of many is
/// there shows a lack. What is no part of the system leads nowhere: licences, lists of dependencies,
/// files for coding assistants and hosts, examples, what tools wrote, and what is yet to be done.
struct Mentions: Sendable {
  private let places: [Lead: Place]

  /// - Parameters:
  ///   - leads: What is looked for.
  ///   - repository: Where.
  init(of leads: Set<Lead>, in repository: Repository) {
    let net = Net(Set(leads.flatMap(\.stems)))
    let nets = leads.reduce(into: [:]) { $0[$1.near] = $0[$1.near] ?? Net(Set($1.near)) }
    let files = repository.tracked(\.canLead)
    let found = files.parallelMap { file -> [Lead: Place] in
      guard let read = repository.passingText(of: file.path), !read.isEmpty else { return [:] }
      let isTest = repository.isTest(file)
      let cells = file.suffix == "ipynb" ? Notebook.cells(of: read) : nil
      var text = cells?.text ?? read
      let hits = text.withUTF8 { net.lines(in: $0) }
      if hits.isEmpty { return [:] }
      let lines = text.lines
      return leads.reduce(into: [:]) { found, lead in
        let isThere = lead.scope == .anywhere || (lead.scope == .inTests) == isTest
        guard isThere, let near = nets[lead.near] else { return }
        let line = Set(lead.stems.flatMap { hits[$0] ?? [] }).sorted().first { line in
          lines.leads(at: line, near: near)
        }
        if let line {
          found[lead] = Place(path: file.path, line: cells?.isPlaced == false ? 1 : line)
        }
      }
    }
    places = found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// The first places of some leads, in the order of paths.
  func places(of leads: some Sequence<Lead>) -> [Place] {
    let found = Set(leads.compactMap { places[$0] })
    return found.sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
  }
}

extension [Substring] {
  /// Whether a line, from 1, says what is, with a word of a net on it or beside it.
  fileprivate func leads(at line: Int, near: Net) -> Bool {
    guard indices.contains(line - 1), !self[line - 1].isToDo else { return false }
    return near.isEmpty
      || self[Swift.max(0, line - 2)..<Swift.min(count, line + 1)].contains { line in
        var text = String(line)
        return text.withUTF8 { near.isHit(in: $0) }
      }
  }
}

extension Substring {
  /// Whether it names what is yet to be done.
  fileprivate var isToDo: Bool {
    let text = drop { $0.isWhitespace || $0 == "\"" }
    return ["- [ ]", "* [ ]", "+ [ ]"].contains(where: text.hasPrefix)
      || utf8.contains(UInt8(ascii: "O")) && contains(#/\bT[O]DO\b/#)
      || utf8.contains(UInt8(ascii: "X")) && contains(#/\bF[I]XME\b/#)
  }
}

/// Beginnings of words, to be found in one pass over a text.
private struct Net: Sendable {
  private var byStart: [UInt32: [(name: String, bytes: [UInt8])]] = [:]

  init(_ stems: Set<String>) {
    for stem in stems {
      byStart[Self.start(of: stem.utf8), default: []].append((stem, Array(stem.utf8)))
    }
  }

  var isEmpty: Bool { byStart.isEmpty }

  /// For each stem the lines where a word begins with it; humps of camels begin words too.
  func lines(in bytes: UnsafeBufferPointer<UInt8>) -> [String: [Int]] {
    var found: [String: [Int]] = [:]
    visit(bytes) { name, line in
      if found[name]?.last != line { found[name, default: []].append(line) }
      return true
    }
    return found
  }

  /// Whether a word begins with any of them.
  func isHit(in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var isHit = false
    visit(bytes) { _, _ in
      isHit = true
      return false
    }
    return isHit
  }

  /// Shows each stem that a word begins with, and the line, until a visitor has seen enough.
  private func visit(
    _ bytes: UnsafeBufferPointer<UInt8>, _ goesOn: (_ name: String, _ line: Int) -> Bool
  ) {
    var line = 1
    var (wasLetter, wasSmall) = (false, false)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { line += 1 }
      let isLetter = byte.isLetter
      let begins = isLetter && (!wasLetter || wasSmall && byte < 0x61)
      (wasLetter, wasSmall) = (isLetter, isLetter && byte >= 0x61)
      guard begins, index + 3 <= bytes.count else { continue }
      let start =
        UInt32(byte.lowercased) << 16 | UInt32(bytes[index + 1].lowercased) << 8
        | UInt32(bytes[index + 2].lowercased)
      guard let stems = byStart[start] else { continue }
      for stem in stems where Self.fits(stem.bytes, bytes, at: index) {
        if !goesOn(stem.name, line) { return }
      }
    }
  }

  private static func fits(
    _ stem: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  )
    -> Bool
  {
    var index = start
    for byte in stem.dropLast(stem.last == 0x20 ? 1 : 0) {
      let isThere = index < bytes.count
      if byte == UInt8(ascii: "_") {
        if isThere, [0x20, 0x2D, 0x5F].contains(bytes[index]) { index += 1 }
      } else if isThere, bytes[index].lowercased == byte {
        index += 1
      } else {
        return false
      }
    }
    // A capital after a small letter begins another word.
    return stem.last != 0x20 || index >= bytes.count || !bytes[index].isLetter
      || bytes[index] < 0x61 && bytes[index - 1] >= 0x61
  }

  private static func start(of bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1.lowercased) }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension Repository.File {
  /// Whether people wrote it, about the system or as a part of it.
  fileprivate var canLead: Bool {
    let isOurs =
      folders.first == ".github" && folders.dropFirst().first == "workflows"
      || name.hasPrefix(".gitlab-ci") || !path.split(separator: "/").contains { $0.hasPrefix(".") }
    guard isOurs, !isExample, !folders.contains(where: Self.made.contains) else { return false }
    // Of a folder of data plain text is data.
    let isText = suffix == "txt" || !name.contains(".")
    if isText, folders.contains(where: { ["data", "dataset", "datasets", "corpus"].contains($0) }) {
      return false
    }
    let stem = name.lowercased().replacing("-", with: "_")
    return isWritten && !isPlan && !Self.others.contains(where: stem.hasPrefix)
  }

  /// Folders that tools fill.
  private static let made: Set<String> = ["mlartifacts", "mlruns", "wandb", "dist", "build"]

  /// What names begin with of files that are not about the system: rights, dependencies, rules for
  /// people and assistants, plans.
  private static let others = [
    "license", "licence", "copying", "notice", "authors", "code_of_conduct", "contributing",
    "security.", "requirements", "environment.", "conda", "pipfile", "pyproject", "poetry",
    "setup.py", "setup.cfg", "tox.ini", "package.json", "package_lock", "yarn", "renv",
    "description", "agents.", "claude.", "gemini.", "skill.", "copilot", "mkdocs.",
  ]

  /// Whether it says what is yet to be done.
  var isPlan: Bool {
    let stem = name.lowercased().replacing("-", with: "_")
    return ["roadmap", "todo", "next_steps"].contains(where: stem.hasPrefix)
  }

  private var isWritten: Bool {
    let suffixes: Set<String> = [
      "py", "ipynb", "r", "jl", "scala", "java", "kt", "go", "rs", "swift", "c", "cc", "cpp", "sql",
      "sh", "md", "markdown", "rst", "txt", "tex", "qmd", "rmd", "yaml", "yml", "toml", "cfg",
      "ini",
    ]
    return suffixes.contains(suffix.lowercased()) || !name.contains(".")
  }
}
