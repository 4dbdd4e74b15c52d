package import Documents
package import Readiness

/// JSON of any kind, read by a map that a team writes.
package enum JSONFormat: ReportFormat {
  package static let name = "json"
  package static let reads = "JSON of any tool, by a map that you write"
  package static let shows: [Control.ID] = []
  package static let rule = """
    The map, a YAML file of kind report-map, names for each value its path, its control and a rule: \
    at-least, at-most, equals or exists. A control is a pass if every value that the map names for it \
    keeps its rule. A path that leads to nothing is an error, but with 'exists'.
    """
  package static let example = "json shadow.json --map shadow-map.yaml"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    guard let map = request.map else { return Reported() }
    let tree = try file.json()
    var report = Reported()
    report.tool = map.tool?.values(in: tree).first?.tree.text?.shortened(to: 80).firstLine
    if let path = map.made { report.made = try time(path, in: tree, of: file) }
    var order: [Key] = []
    var groups: [Key: [Held]] = [:]
    for entry in map.answers {
      let key = Key(control: entry.control.value, component: entry.component?.value)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []] += try held(entry, in: tree, of: file)
    }
    report.answers = order.map { key in
      ReportAnswer(key.control, of: key.component, verdict(groups[key] ?? []))
    }
    return report
  }

  private struct Key: Hashable {
    let control: Control.ID
    let component: Component.ID?
  }

  /// One value held against its rule.
  private struct Held {
    let holds: Bool
    let sentence: String
    let measurement: Measurement?
  }

  private static func time(
    _ path: ReportPath, in tree: Tree, of file: ReportFile
  ) throws(Diagnostics) -> ReportTime {
    guard let value = path.values(in: tree).first?.tree else {
      throw file.fault("'\(path.text)', which should say when it was made, leads to nothing")
    }
    let number = value.text.flatMap { ReportFile.number($0) }
    guard
      let time = value.text.flatMap({ ReportTime($0) })
        ?? number.flatMap({ ReportTime(sinceEpoch: $0) })
    else { throw file.fault("\(value.noun) is not a time", .badDate, at: value.position) }
    return time
  }

  private static func held(
    _ entry: ReportMap.Entry, in tree: Tree, of file: ReportFile
  ) throws(Diagnostics) -> [Held] {
    let values = entry.path.values(in: tree)
    if case .exists(let wanted) = entry.rule {
      let isThere = values.contains { !$0.tree.isNull }
      let found = isThere ? "is there" : "is not there"
      return [
        Held(holds: isThere == wanted, sentence: "\(entry.path.text) \(found)", measurement: nil)
      ]
    }
    guard !values.isEmpty else {
      throw file.fault(
        "'\(entry.path.text)' leads to nothing in the report",
        fix: "correct the path in the map; a key with a dot in it is written [\"a.b\"]")
    }
    guard values.count <= 10_000 else {
      throw file.fault("'\(entry.path.text)' leads to more than 10000 values")
    }
    var all: [Held] = []
    for (path, value) in values {
      switch entry.rule {
      case .limit(let limit):
        let name = entry.statistic ?? path
        let figure = ReportFigure(
          of: entry.statistic == nil || values.count == 1 ? "" : path, name,
          try file.figure(value, path))
        let measured = ReportLimit(name, limit).measurement(of: figure)
        all.append(
          Held(
            holds: measured.status == .pass, sentence: measured.limitSentence,
            measurement: measured))
      case .equals(let wanted):
        guard let text = value.text else {
          throw file.fault(
            "expected one value at '\(path)', found \(value.noun)", at: value.position)
        }
        let same =
          text == wanted
          || ReportFile.number(text).map { $0 == ReportFile.number(wanted) } ?? false
        let said = text.shortened(to: 60)
        all.append(
          Held(
            holds: same,
            sentence: same
              ? "\(path) is '\(said)'" : "\(path) is '\(said)', not '\(wanted.shortened(to: 60))'",
            measurement: nil))
      case .exists: continue
      }
    }
    return all
  }

  private static func verdict(_ held: [Held]) -> ReportAnswer.Verdict {
    let broken = held.filter { !$0.holds }
    let measurements = (broken + held.filter(\.holds)).compactMap(\.measurement)
    let others = held.count - 1
    if let first = broken.first {
      let rest = broken.count > 1 ? ", and \(broken.count - 1) more" : ""
      return .init(
        .fail, first.sentence + rest, measurements: Array(measurements.prefix(200)))
    }
    guard let first = held.first else { return .init(.notReported, "nothing was looked for") }
    return .init(
      .pass, first.sentence + (others > 0 ? ", and \(others) more hold" : ""),
      measurements: Array(measurements.prefix(200)))
  }
}
