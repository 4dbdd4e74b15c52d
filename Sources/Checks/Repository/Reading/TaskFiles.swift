internal import Documents

/// The commands of tasks that runners other than make hold, by the words that call them.
///
/// Read are Taskfile.yml of go-task, mise.toml, and the scripts of Poe, PDM and Hatch in
/// pyproject.toml; of TOML only tables with texts and lists of texts, which is what they are
/// written with.
enum TaskFiles {
  static func commands(in repository: Repository) -> [String: [String]] {
    var tasks: [String: [String]] = [:]
    for path in ["Taskfile.yml", "Taskfile.yaml"] where repository.has(path) {
      for task in repository.tree(of: path)?["tasks"]?.pairs ?? [] {
        let list = task.value["cmds"] ?? task.value["cmd"] ?? task.value
        let needs = (task.value["deps"]?.elements ?? []).compactMap { ($0["task"] ?? $0).text }
        tasks["task " + task.key] =
          needs.map { "task " + $0 }
          + list.elements.compactMap { element in
            (element["cmd"] ?? element).text ?? element["task"]?.text.map { "task " + $0 }
          }
      }
    }
    for path in ["mise.toml", ".mise.toml"] where repository.has(path) {
      for entry in (repository.text(of: path) ?? "").tomlTexts {
        guard entry.table.count == 2, entry.table[0] == "tasks" else { continue }
        let name = "mise run " + entry.table[1]
        switch entry.key {
        case "run": tasks[name, default: []] += entry.values.flatMap { $0.lines.map(String.init) }
        case "depends":
          tasks[name, default: []].insert(contentsOf: entry.values.map { "mise run " + $0 }, at: 0)
        default: continue
        }
      }
    }
    for entry in (repository.text(of: "pyproject.toml") ?? "").tomlTexts {
      switch entry.table {
      case ["tool", "poe", "tasks"]: tasks["poe " + entry.key] = entry.values
      case ["tool", "pdm", "scripts"]: tasks["pdm run " + entry.key] = entry.values
      case let table where table.count == 5 && table.starts(with: ["tool", "hatch", "envs"]):
        let environment = table[3] == "default" ? "" : table[3] + ":"
        tasks["hatch run " + environment + entry.key] = entry.values
      case let table where table.first == "tool" && table.contains("pixi"):
        add(pixi: entry, to: &tasks)
      default: continue
      }
    }
    for entry in (repository.text(of: "pixi.toml") ?? "").tomlTexts { add(pixi: entry, to: &tasks) }
    return tasks
  }

  /// A task of pixi, of any of its environments: a text, or a table with `cmd`.
  private static func add(
    pixi entry: (table: [String], key: String, values: [String]), to tasks: inout [String: [String]]
  ) {
    guard let index = entry.table.firstIndex(of: "tasks") else { return }
    let rest = entry.table[(index + 1)...]
    if rest.isEmpty {
      tasks["pixi run " + entry.key] = entry.values.prefix(1).map(\.self)
    } else if rest.count == 1, entry.key == "cmd", let name = rest.first {
      tasks["pixi run " + name] = [entry.values.joined(separator: " ")]
    }
  }
}

extension String {
  /// The texts and lists of texts of a TOML file, by table and key.
  fileprivate var tomlTexts: [(table: [String], key: String, values: [String])] {
    var found: [(table: [String], key: String, values: [String])] = []
    var table: [String] = []
    var open: (key: String, text: String, end: String)?
    for line in lines {
      if var value = open {
        value.text += "\n" + line
        open = line.contains(value.end) ? nil : value
        if open == nil { found.append((table, value.key, value.text.quoted)) }
        continue
      }
      let body = String(line).trimmed
      if body.hasPrefix("[") {
        table = body.matches(of: #/"([^"]*)"|([A-Za-z0-9_-]+)/#).map { String($0.1 ?? $0.2 ?? "") }
        continue
      }
      let parts = body.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, !body.hasPrefix("#") else { continue }
      let key = String(parts[0]).trimmed.replacing("\"", with: "")
      let value = String(parts[1]).trimmed
      if value.hasPrefix("\"\"\""), !value.dropFirst(3).contains("\"\"\"") {
        open = (key, value, "\"\"\"")
      } else if value.hasPrefix("["), !value.contains("]") {
        open = (key, value, "]")
      } else {
        found.append((table, key, value.quoted))
      }
    }
    return found
  }

  /// What stands in quotes; of a text in three of them all that is between.
  private var quoted: [String] {
    if hasPrefix("\"\"\"") { return [replacing("\"\"\"", with: "").trimmed] }
    return matches(of: #/"((?:[^"\\]|\\.)*)"|'([^']*)'/#).map { match in
      String(match.1 ?? match.2 ?? "").replacing("\\\"", with: "\"")
    }
  }
}
