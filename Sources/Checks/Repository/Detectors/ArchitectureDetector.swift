internal import Documents
internal import Readiness

/// The system's parts and flows are described.
struct ArchitectureDetector: Detector {
  let control: Control.ID = "doc.architecture"
  let home: Home? = .documents
  let looksFor =
    "a document or section on the architecture with a diagram (Mermaid, PlantUML, Graphviz or D2 with "
    + "at least three arrows, or a picture that git tracks), a list or table of three parts or more, "
    + "and a heading for flows or interfaces with 30 words or more (15 where three arrows say what "
    + "flows); odd where a file that it names in backticks is not there"

  private static let titles = ["architecture", "system design", "system overview"]
  /// Headings under which parts and flows may be told.
  private static let others = ["how it works", "workflow", "components", "data flow", "mlops"]

  /// Whether a diagram is one by its language, or a picture by its name.
  private static func isOnParts(_ diagram: Place) -> Bool {
    let line = (diagram.excerpt ?? "").lowercased()
    return line.hasPrefix("```") || line.hasPrefix("..")
      || line.contains(#/arch|diagram|flow|pipeline|design|overview|system|structure|mlops|infra/#)
  }
  private static let flows = ["flow", "interface", "interaction", "sequence", "how it works"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let wholes = repository.wholes(titled: Self.titles)
    guard let first = wholes.first else {
      let leads =
        repository.prose.filter { !$0.isForm && $0.file.suffix != "ipynb" }
        .compactMap { $0.whole.diagram(in: repository) }.filter(Self.isOnParts)
        + repository.wholes(titled: Self.others).filter { $0.wordsShown >= 60 }.map(\.place)
      return .notFound(
        leads.first.map { "no heading on the architecture was found; \($0.path) may show some" }
          ?? "no document or section on the architecture was found", leads)
    }
    var lacks: [String] = []
    for whole in wholes {
      guard whole.isFinished else {
        lacks.append("something that is still to be written")
        continue
      }
      guard let diagram = whole.diagram(in: repository) else {
        lacks.append("no diagram that the repository holds")
        continue
      }
      guard let parts = whole.partsListed else {
        lacks.append("no list or table of three parts")
        continue
      }
      let least = whole.labelledArrows >= 3 ? 15 : 30
      guard let flow = whole.part(titled: Self.flows), flow.wordsShown >= least else {
        lacks.append("no heading for flows or interfaces with \(least) words")
        continue
      }
      let places = [whole.place, diagram, parts, flow.place]
      if let missing = whole.paths.first(where: { !repository.holds($0) }) {
        return .odd(
          "\(whole.path) describes parts and flows, and names \(missing), which is not there",
          places)
      }
      return .found("\(whole.path) shows parts and flows, with a diagram", places)
    }
    return .notFound(
      "\(first.path) has \(lacks.first ?? "too little") under its heading on the architecture",
      wholes.map(\.place))
  }
}

extension Prose.Section {
  private static let parts = [
    "component", "part", "module", "service", "container", "layer", "building block", "structure",
  ]

  /// The part of it below a heading, or after bold words that begin a paragraph, that hold one of
  /// some words.
  fileprivate func part(titled words: [String]) -> Prose.Section? {
    let heads = lines.indices.filter { lines[$0].titleInText != nil }
    for (number, start) in heads.enumerated() {
      let end = heads.indices.contains(number + 1) ? heads[number + 1] : lines.endIndex
      let title = lines[start].titleInText ?? ""
      guard words.contains(where: title.contains) else { continue }
      let first = lines[start].hasPrefix("**") ? start : start + 1
      return Prose.Section(
        path: path, title: title, depth: depth + 1,
        line: depth == 0 ? start + 1 : line + 1 + start, lines: Array(lines[first..<end]))
    }
    return nil
  }

  /// Where three parts are named with what they do: in a list below a heading for them, or in a
  /// table whose first column is for them.
  fileprivate var partsListed: Place? {
    if let part = part(titled: Self.parts),
      part.entries(ofWords: 4).count >= 3 || part.tables.contains(where: \.isOfParts)
    {
      return part.place
    }
    return tables.first { table in
      table.isOfParts && Self.parts.contains { table.head.first?.contains($0) ?? false }
    }?.place
  }

  /// The arrows of its diagrams that say what flows.
  fileprivate var labelledArrows: Int {
    lines.count { $0.contains(#/(--|==|\.-)>\s?\|[^|]+\||--\s+[^->]+\s+-->|->>?[^:]+:\s*\S/#) }
  }

  /// What it names in backticks with a slash and a suffix, as files of a repository are.
  fileprivate var paths: [String] {
    shown.flatMap { $0.matches(of: #/`((?:[\w.-]+\/)+[\w.-]+\.\w+)`/#).map { String($0.1) } }
  }
}

extension ProseTable {
  fileprivate var isOfParts: Bool { rows.count { $0.count { $0.isFilled } >= 2 } >= 3 }
}

extension String {
  /// What this line is a heading of, or begins a paragraph with in bold; in lower case.
  fileprivate var titleInText: String? {
    if hasPrefix("#") { return String(drop { $0 == "#" || $0 == " " }).lowercased() }
    return firstMatch(of: #/^\*\*([^*]{2,60})\*\*/#).map { $0.1.lowercased() }
  }
}

extension Repository {
  fileprivate func holds(_ path: String) -> Bool {
    files.contains { $0.path == path || $0.path.hasSuffix("/" + path) }
  }
}
