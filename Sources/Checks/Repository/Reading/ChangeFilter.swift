internal import Documents
internal import Readiness

/// Patterns of branches or paths by which a pipeline chooses the changes that set it off: the last
/// one that fits decides.
struct ChangeFilter {
  private let patterns: [(text: String, lets: Bool)]
  /// What holds for a name that no pattern fits.
  private let others: Bool

  /// Lets what the patterns fit; one that begins with `!` takes out again.
  init(including patterns: [String]) {
    self.patterns = patterns.map { pattern in
      pattern.hasPrefix("!") ? (String(pattern.dropFirst()), false) : (pattern, true)
    }
    others = false
  }

  /// Lets all but what the patterns fit.
  init(excluding patterns: [String]) {
    self.patterns = patterns.map { ($0, false) }
    others = true
  }

  func lets(_ name: String) -> Bool {
    patterns.last { name.fits($0.text) }?.lets ?? others
  }

  /// Whether changes to the main branch pass: some name of it does, and none is kept out.
  var letsMain: Bool {
    GitHubWorkflow.mainBranches.contains(where: lets)
      && !["main", "master", "trunk"].contains { name in
        !lets(name) && patterns.contains { !$0.lets && name.fits($0.text) }
      }
  }

  /// Whether changes to any code of the product pass, tests and notebooks left out of account.
  func letsCode(of repository: Repository) -> Bool {
    let code = repository.tracked { file in
      file.isCode && !file.isTest && !file.isExample && file.suffix != "ipynb"
        && !["doc", "docs"].contains(file.folders.first)
    }
    return !code.isEmpty && code.allSatisfy { lets($0.path) }
  }

  /// Whether changes to any file that defines infrastructure pass.
  func letsInfrastructure(of repository: Repository) -> Bool {
    let places = InfrastructureFiles.all(in: repository)
    return !places.isEmpty && places.allSatisfy { lets($0.path) }
  }
}

extension String {
  /// Whether a pattern fits the whole text: `*` for anything but a slash, `**` for anything.
  func fits(_ pattern: String) -> Bool {
    if pattern.hasPrefix("**/"), fits(String(pattern.dropFirst(3))) { return true }
    let name = Array(utf8)
    // For each length of the name whether what was read of the pattern fits so much of it.
    var fits = [true] + name.map { _ in false }
    var rest = Substring(pattern).utf8
    while let character = rest.popFirst() {
      let isStar = character == UInt8(ascii: "*")
      let isDeep = isStar && rest.first == character
      if isDeep { rest.removeFirst() }
      var next = [isStar && fits[0]] + name.map { _ in false }
      for (index, own) in name.enumerated() {
        next[index + 1] =
          isStar
          ? fits[index + 1] || next[index] && (isDeep || own != UInt8(ascii: "/"))
          : fits[index] && own == character
      }
      fits = next
    }
    return fits.last ?? false
  }
}
