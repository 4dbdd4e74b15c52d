internal import Documents
internal import Readiness

/// The system's parts and flows are described.
struct ArchitectureDetector: Detector {
  let control: Control.ID = "doc.architecture"
  let looksFor =
    "a document or section on the architecture with a diagram (Mermaid, PlantUML, Graphviz or D2 with "
    + "at least three arrows, or a picture that git tracks), a heading for the parts with three of "
    + "them, a heading for flows or interfaces, each with 30 words or more; files that it names in "
    + "backticks must be there"

  private static let titles = ["architecture", "system design", "system overview"]
  private static let parts = [
    "component", "part", "module", "service", "container", "layer", "building block", "structure",
  ]
  private static let flows = ["flow", "interface", "interaction", "sequence", "how it works"]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let wholes = repository.wholes(titled: Self.titles)
    guard let first = wholes.first else {
      return .notFound("no document or section on the architecture was found")
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
      guard let parts = whole.part(titled: Self.parts), parts.listsParts else {
        lacks.append("no heading for the parts with three of them")
        continue
      }
      guard let flow = whole.part(titled: Self.flows), flow.wordsShown >= 30 else {
        lacks.append("no heading for flows or interfaces with 30 words")
        continue
      }
      let places = [whole.place, diagram, parts.place, flow.place]
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
  /// The part of it below a heading that holds one of some words.
  fileprivate func part(titled words: [String]) -> Prose.Section? {
    let heads = lines.indices.filter { lines[$0].hasPrefix("## ") || lines[$0].hasPrefix("# ") }
    for (number, start) in heads.enumerated() {
      let end = heads.indices.contains(number + 1) ? heads[number + 1] : lines.endIndex
      let title = lines[start].lowercased()
      if words.contains(where: title.contains) {
        return Prose.Section(
          path: path, title: String(title.drop { $0 == "#" || $0 == " " }), depth: depth + 1,
          line: depth == 0 ? start + 1 : line + 1 + start,
          lines: Array(lines[(start + 1)..<end]))
      }
    }
    return nil
  }

  /// Whether it names three parts and what they do.
  fileprivate var listsParts: Bool {
    entries(ofWords: 4).count >= 3
      || tables.contains { $0.rows.count { $0.count { $0.isFilled } >= 2 } >= 3 }
  }

  /// What it names in backticks with a slash and a suffix, as files of a repository are.
  fileprivate var paths: [String] {
    shown.flatMap { $0.matches(of: #/`((?:[\w.-]+\/)+[\w.-]+\.\w+)`/#).map { String($0.1) } }
  }
}

extension Repository {
  fileprivate func holds(_ path: String) -> Bool {
    files.contains { $0.path == path || $0.path.hasSuffix("/" + path) }
  }
}
