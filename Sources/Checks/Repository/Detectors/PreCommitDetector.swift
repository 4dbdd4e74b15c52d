internal import Documents
internal import Readiness

/// Quality hooks run before a push.
struct PreCommitDetector: Detector {
  let control: Control.ID = "code.precommit"
  let looksFor =
    "hooks in .pre-commit-config.yaml or lefthook.yml, or a script in .husky/ that runs something"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    for file in repository.tracked({ $0.path == ".pre-commit-config.yaml" }) {
      let hooks =
        repository.tree(of: file.path)?["repos"]?.elements
        .flatMap { $0["hooks"]?.elements ?? [] } ?? []
      if let first = hooks.first {
        return .found(
          "\(hooks.count.of("hook")) in \(file.path)",
          [Place(path: file.path, line: first.position.line, excerpt: first["id"]?.text)])
      }
    }
    for file in repository.tracked({ ["lefthook.yml", "lefthook.yaml"].contains($0.path) }) {
      let commit = repository.tree(of: file.path)?["pre-commit"]
      if let commit,
        (commit["commands"] ?? commit["jobs"] ?? commit["scripts"]).map({
          !$0.pairs.isEmpty || !$0.elements.isEmpty
        }) ?? false
      {
        return .found(
          "commands before a commit in \(file.path)",
          [Place(path: file.path, line: commit.position.line)])
      }
    }
    for file in repository.tracked({ $0.folders == [".husky"] && $0.name.hasPrefix("pre-") }) {
      let command = repository.place(in: file.path) { line in
        let body = String(line).trimmed
        return !body.isEmpty && !body.hasPrefix("#") && !body.hasPrefix(".")
      }
      if let command { return .found("a command in \(file.path)", [command]) }
    }
    return .notFound("no hooks that run before a commit were found")
  }
}
