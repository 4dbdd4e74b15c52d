internal import Documents
internal import Readiness

/// Quality hooks run before a push.
struct PreCommitDetector: Detector {
  let control: Control.ID = "code.precommit"
  let home: Home? = .anyText
  let looksFor =
    "hooks in .pre-commit-config.yaml or lefthook.yml, or a script in .husky/, among which one runs "
    + "a linter by itself or through make, a task or a script"

  private static let linters: Set<String> = [
    "ruff", "ruff-check", "flake8", "pylint", "mypy", "pyright", "eslint", "lintr", "shellcheck",
    "yamllint", "tflint", "terraform_tflint", "bandit", "pydocstyle", "sqlfluff-lint", "sqlfluff",
    "golangci-lint", "clippy", "hadolint", "nbqa-flake8", "nbqa-ruff", "pyflakes", "pycodestyle",
    "prek", "interrogate", "style-files", "lint-staged",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let hooks = all(in: repository)
    guard let first = hooks.first else {
      return .notFound("no hooks that run before a commit were found")
    }
    let places = hooks.map(\.place)
    guard let linter = hooks.first(where: { lints($0.command, in: repository) }) else {
      return .notFound(
        "\(hooks.count.of("hook")) in \(first.place.path), none of which is known to lint", places)
    }
    return .found(
      "\(hooks.count.of("hook")) in \(first.place.path), \(linter.name) among them",
      [linter.place] + places.filter { $0 != linter.place })
  }

  private struct Hook {
    let name: String
    let command: String
    let place: Place
  }

  private func all(in repository: Repository) -> [Hook] {
    if repository.has(".pre-commit-config.yaml") {
      let path = ".pre-commit-config.yaml"
      guard let tree = repository.tree(of: path), runs(tree, in: repository) else { return [] }
      let hooks = tree["repos"]?.elements.flatMap { $0["hooks"]?.elements ?? [] }
      return (hooks ?? []).filter { runs($0, in: repository) }.map { hook in
        let name = hook["id"]?.text ?? ""
        return Hook(
          name: name,
          command: hook["entry"]?.text.map { entry in
            ([entry] + (hook["args"]?.elements.compactMap(\.text) ?? [])).joined(separator: " ")
          } ?? name,
          place: hook.place(in: path, excerpt: name))
      }
    }
    for path in ["lefthook.yml", "lefthook.yaml"] where repository.has(path) {
      let hooks = ["pre-commit", "pre-push"].compactMap { repository.tree(of: path)?[$0] }
      let commands = hooks.flatMap { hook in
        ["commands", "jobs", "scripts"].flatMap { key in
          (hook[key]?.pairs.map { ($0.key, $0.value) } ?? [])
            + (hook[key]?.elements.map { ($0["name"]?.text ?? "a job", $0) } ?? [])
        }
      }
      return commands.compactMap { name, job in
        job["run"].map { run in
          Hook(
            name: name, command: run.text ?? "", place: run.place(in: path, excerpt: run.text))
        }
      }
    }
    return repository.tracked { $0.folders == [".husky"] && $0.name.hasPrefix("pre-") }.flatMap {
      file in
      (repository.text(of: file.path) ?? "").lines.enumerated().compactMap { index, line in
        let body = String(line).trimmed
        if body.isEmpty || body.hasPrefix("#") || body.hasPrefix(".") { return nil }
        return Hook(
          name: body, command: body, place: Place(path: file.path, line: index + 1, excerpt: body))
      }
    }
  }

  /// Whether a hook, or all of them, may run on some file before a commit or a push.
  private func runs(_ settings: Tree, in repository: Repository) -> Bool {
    let stages = settings["stages"]?.elements.compactMap(\.text)
    if stages?.allSatisfy({ $0 == "manual" }) == true { return false }
    let all = [".*", ".+", "^.*$", "^.*", ".", ".*$", "(.*)", "^"]
    if let left = settings["exclude"]?.text, all.contains(left) { return false }
    // Only what names a file as it stands is looked for; other patterns are taken to fit some.
    guard let files = settings["files"]?.text?.replacing("\\.", with: "."),
      files.contains(#/^\^?[\w\/. -]+\$?$/#)
    else { return true }
    let name = files.filter { $0 != "^" && $0 != "$" }
    return repository.files.contains { file in
      (!files.hasPrefix("^") || file.path.hasPrefix(name))
        && (!files.hasSuffix("$") || file.path.hasSuffix(name)) && file.path.contains(name)
    }
  }

  /// Whether a command is a linter, or comes to one.
  private func lints(_ command: String, in repository: Repository) -> Bool {
    repository.scripts.expanded(command).contains { line in
      line.commands.contains { command in
        command.words.prefix(3).contains { word in
          Self.linters.contains(word) || word == "lint" || word.hasPrefix("lint:")
        }
      }
    }
  }
}
