internal import Documents
internal import Readiness

/// No part is known to one person only.
struct KnowledgeDetector: Detector {
  let control: Control.ID = "gov.knowledge-shared"
  let home: Home? = .named
  let canShow = false
  let looksFor =
    "the authors of the newest 1,000 commits: a folder of code with at least 10 commits, all by one "
    + "person, refutes it; that others can run the system only people can tell"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard let history = repository.history, !history.isShallow else {
      return .notFound("git keeps no history here, or only its newest part")
    }
    let people = history.authors.mapValues { authors in
      authors.filter { !$0.key.contains("[bot]") && !$0.key.hasPrefix("bot@") }
    }
    let folders = people.filter { folder, authors in
      authors.values.reduce(0, +) >= 10
        && (folder.isEmpty || repository.files.contains { $0.folders.first == folder })
    }.sorted { $0.key < $1.key }
    let alone = folders.filter { $0.value.count == 1 }
    if let (folder, authors) = alone.first {
      let commits = authors.values.reduce(0, +)
      return .broken(
        "all \(commits) commits to the code in \(folder.isEmpty ? "the root" : folder + "/") are by one "
          + "person", alone.map { Place(path: $0.key.isEmpty ? "." : $0.key) })
    }
    let everybody = people.values.reduce(into: Set<String>()) { $0.formUnion($1.keys) }
    if everybody.count == 1 {
      return .missing("all commits to code are by one person, and no second one was found", [])
    }
    let least = folders.map(\.value.count).min()
    return .notFound(
      least.map { "each folder of code has commits by at least \($0) people" }
        ?? "no folder of code has 10 commits")
  }
}

/// Owners and reviewers are named.
struct CodeOwnersDetector: Detector {
  let control: Control.ID = "gov.roles"
  let looksFor =
    "a CODEOWNERS file that names owners for every file, by addresses that all made one of the "
    + "newest 1,000 commits to code"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    guard let path = repository.codeOwners, let text = repository.text(of: path) else {
      return .notFound("no file of code owners was found")
    }
    let rules = text.lines.enumerated().compactMap { index, line -> (Int, [String])? in
      let words = line.prefix { $0 != "#" }.split(separator: " ").map(String.init)
      return words.isEmpty || words[0].hasPrefix("[") ? nil : (index + 1, words)
    }
    let place = rules.first.map { [Place(path: path, line: $0.0)] } ?? []
    if let (line, words) = rules.first(where: { $0.1.count == 1 }) {
      return .notFound(
        "\(path) names nobody for \(words[0])", [Place(path: path, line: line)])
    }
    guard rules.contains(where: { $0.1[0] == "*" }) else {
      return .notFound("\(path) does not name owners for every file", place)
    }
    let owners = Set(rules.flatMap { $0.1.dropFirst() })
    let authors = Set(repository.history?.authors.values.flatMap(\.keys) ?? [])
    // GitHub gives each account an address of its own.
    let accounts = authors.compactMap { address in
      address.firstMatch(of: #/^(?:\d+\+)?([\w-]+)@users\.noreply\.github\.com$/#).map {
        "@\($0.1)"
      }
    }
    let active = authors.union(accounts)
    let idle = owners.filter { !active.contains($0) }.sorted()
    guard let first = idle.first else {
      return .found("\(path) names \(owners.count.of("owner")), each with newer commits", place)
    }
    return .notFound(
      first.hasPrefix("@")
        ? "\(path) names owners by accounts; whether they still do this work git does not tell"
        : "\(path) names \(first), of whom the newest commits to code hold none", place)
  }
}
