package import Checks
internal import Documents
package import Profiling
internal import Readiness

/// A first `airworthy.yaml`, from what a repository holds.
package struct StarterManifest: Sendable {
  /// The file's text; it reads without an error.
  package let text: String
  /// How many of the tables are declared in it.
  package let tables: Int

  /// - Parameters:
  ///   - survey: What the repository holds.
  ///   - name: The folder's name.
  ///   - person: Who begins, as git knows them.
  ///   - today: A date, `2026-11-21`.
  ///   - profile: What a table holds, by its path; `nil` for one to leave out.
  package init(
    _ survey: Survey, name: String, person: (name: String, email: String?)?, today: String,
    profile: (String) -> TableProfile?
  ) {
    let id = name.asName
    let version = survey.version.flatMap { SemanticVersionText($0)?.text } ?? "0.1.0"
    let owner = (person?.name ?? "somebody").asName
    var profiles: [String: TableProfile] = [:]
    for path in survey.tables where profiles.count < Self.tablesMax {
      // Of fewer rows nothing can be read off.
      profiles[path] = profile(path).flatMap { $0.rows >= Self.rowsMin ? $0 : nil }
    }
    let data = profiles.keys.sorted().map { (path: $0, id: $0.stem.asName) }.uniqueByID
    tables = data.count
    var lines = [
      "# What Airworthy judges this system by; written by 'airworthy init', and yours to edit.",
      "# 'airworthy schema system' prints every key. Lines that begin with TELL want your words.",
      "apiVersion: airworthy/v1",
      "kind: system",
      "",
      "system:",
      "  id: \(id)",
      "  name: \(name.isBlank ? id : name.quoted)",
      "  purpose: \("TELL in one sentence what it does, and for whom".quoted)",
      "  version: \(version) # of the code",
      Self.serving(survey.answering, mayBatch: survey.mayBatch),
    ]
    lines += Self.traits(survey.featureStore)
    lines += [
      "  target: 7 # the level that you want to reach, 0 to 9",
      "",
      "people:",
      "  \(owner):",
      "    name: \(person.flatMap { $0.name.isBlank ? nil : $0.name.quoted } ?? "Somebody")",
      "    roles: [research] # research, product, engineering, infrastructure, qa, …",
    ]
    if let email = person?.email { lines.append("    email: \(email.quoted)") }
    lines += ["", "components:"]
    lines += Self.component(
      "data", kind: "dataset", versions: "{code: \(version), data: 0.1.0}", owner: owner,
      today: today)
    lines += Self.component(
      "model", kind: "model", versions: "{code: \(version), model: 0.1.0, data: 0.1.0}",
      owner: owner, today: today, artefact: survey.models.first)
    if survey.answering == .yes {
      lines += Self.component(
        "service", kind: "service", versions: "{code: \(version), model: 0.1.0}", owner: owner,
        today: today)
    }
    if !data.isEmpty {
      lines += ["", "data:"]
      for table in data {
        lines += ["  \(table.id):", "    path: \(table.path.quoted)", "    component: data"]
        lines += profiles[table.path].map(Self.columns) ?? []
      }
    }
    lines += ["", "checks:", "  repository: {check: repository}"]
    for table in data {
      lines.append("  \(table.id)-quality: {check: data-quality, data: \(table.id)}")
    }
    if !data.isEmpty {
      let names = data.map(\.id).joined(separator: ", ")
      lines.append("  personal-data: {check: personal-data, data: [\(names)]}")
    }
    text = lines.joined(separator: "\n") + "\n"
  }

  /// What is not certain is written so that every question is asked.
  private static func serving(_ answering: Survey.Answers, mayBatch: Bool) -> String {
    switch answering {
    case .yes where !mayBatch: "  serving: [real-time] # real-time, batch or streaming"
    case .no: "  serving: [batch] # real-time, batch or streaming"
    case .yes, .perhaps:
      "  serving: [real-time, batch] # TELL which: real-time, batch or streaming; a guess closes no question"
    }
  }

  private static func traits(_ store: Survey.Answers) -> [String] {
    switch store {
    case .yes: ["  traits: [feature-store]"]
    case .no: []
    case .perhaps: ["  traits: [feature-store] # TELL whether features come from a store"]
    }
  }

  private static let tablesMax = 6
  private static let rowsMin = 30
  /// Of wider tables no rule is written; nobody would go through them.
  private static let columnsMax = 200

  /// What each column shows itself to be, for the team to narrow down.
  private static func columns(of profile: TableProfile) -> [String] {
    let columns = profile.columns
    // Of names that YAML cannot hold as they stand, no rule is read off.
    guard !columns.isEmpty, columns.count <= columnsMax,
      columns.allSatisfy({ !$0.name.isBlank && $0.name.cleanedForYAML == $0.name })
    else { return [] }
    let time = columns.first { $0.type == .time }.map { "    time: \($0.name.quoted)" }
    return [
      time,
      "    draft: true # by rules read off the rows nothing passes; take this out when they are yours",
      "    columns: # add least, most, values, missing",
    ].compactMap(\.self)
      + columns.map { column in
        let missing = column.missing == 0 ? ", missing: 0" : ""
        return "      \(column.name.quoted): {type: \(column.type.rawValue)\(missing)}"
      }
  }

  private static func component(
    _ name: String, kind: String, versions: String, owner: String, today: String,
    artefact: String? = nil
  ) -> [String] {
    [
      "  \(name):",
      "    kind: \(kind)",
      "    versions: \(versions) # raise them when it changes; evidence is bound to them",
      artefact.map { "    artefact: \($0.quoted)" },
      "    entry:",
      "      level: 0",
      "      on: \(today)",
      "      reason: \("TELL why not at 0, if it enters higher; most products enter at 3 or 4".quoted)",
      "    owners: {research: [\(owner)]}",
      "    reviewers: {} # somebody else than the owners",
    ].compactMap(\.self)
  }
}

/// A text that is a semantic version, or nearly.
private struct SemanticVersionText {
  let text: String

  init?(_ text: String) {
    var reader = Reader(source: .init(file: "", text: ""))
    let tree = Tree(.scalar(text, isPlain: true), at: .start)
    guard let version = Shape<String>.semanticVersion.read(tree, &reader) else { return nil }
    self.text = version
  }
}

extension String {
  /// The text as a YAML scalar in double quotes.
  fileprivate var quoted: String {
    "\"" + cleanedForYAML.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  fileprivate var cleanedForYAML: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }))
  }

  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }

  /// The text as a name to refer to.
  fileprivate var asName: String {
    let letters = lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let words = String(letters).split(separator: "-").joined(separator: "-")
    let name = String(words.prefix(60))
    return name.isEmpty || name == Subject.systemName
      ? "ml-\(name.isEmpty ? "system" : name)" : name
  }

  /// The last part of a path, without its ending.
  fileprivate var stem: String {
    let name = split(separator: "/").last.map(String.init) ?? self
    return name.split(separator: ".").first.map(String.init) ?? name
  }
}

extension [(path: String, id: String)] {
  /// Each id once; a repeated one gets a number.
  fileprivate var uniqueByID: [(path: String, id: String)] {
    var seen: [String: Int] = [:]
    return map { path, id in
      seen[id, default: 0] += 1
      let count = seen[id, default: 1]
      return (path, count == 1 ? id : "\(id)-\(count)")
    }
  }
}
