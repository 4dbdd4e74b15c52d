internal import Documents
internal import Profiling
internal import Readiness

/// The rows of a table by what makes them alike, with their labels.
struct LabelledRows {
  private(set) var count = 0
  private(set) var unlabelled = 0
  private(set) var classes: [String: Int] = [:]
  /// Groups of rows alike that have more than one label, in order of their first lines.
  private(set) var conflicts: [(lines: [Int], labels: [String])] = []
  /// Rows in such groups.
  var conflicting: Int { conflicts.reduce(0) { $0 + $1.lines.count } }

  init(of opened: OpenDataset, label: String, features: [String]) throws(CannotRun) {
    let dataset = opened.dataset
    let aside = Set(dataset.key + [dataset.time].compactMap(\.self) + [label])
    var places: [Int] = []
    var labelPlace: Int?
    var unknown: String?
    var groups: [String: (lines: [Int], labels: Set<String>)] = [:]
    var (rows, without, tally): (Int, Int, [String: Int]) = (0, 0, [:])
    let pass = try opened.scan { header in
      labelPlace = header.firstIndex(of: label)
      unknown = ([label] + features).first { !header.contains($0) }
      places = header.indices.filter { index in
        features.isEmpty ? !aside.contains(header[index]) : features.contains(header[index])
      }
      guard unknown == nil, let labelPlace else { return { _, _ in false } }
      return { line, row in
        rows += 1
        let cell = row[labelPlace]
        if cell.isMissing {
          without += 1
          return true
        }
        let name = cell.text
        tally[name, default: 0] += 1
        let alike = places.map { Self.normal(row[$0]) }.joined(separator: "\u{1F}")
        groups[alike, default: ([], [])].lines.append(line)
        groups[alike]?.labels.insert(name)
        return true
      }
    }
    if let unknown { throw CannotRun("\(dataset.path.value) has no column '\(unknown)'") }
    if places.isEmpty { throw CannotRun("\(dataset.path.value) has no column beside the label") }
    if !pass.firstRagged.isEmpty {
      throw .ragged(pass.raggedRows, pass.firstRagged, in: dataset.path.value)
    }
    (count, unlabelled, classes) = (rows, without, tally)
    conflicts = groups.values.filter { $0.labels.count > 1 }
      .map { ($0.lines, $0.labels.sorted()) }
      .sorted { ($0.lines.first ?? 0) < ($1.lines.first ?? 0) }
  }

  /// A value in one form: a missing one whatever its word, a number whatever its digits.
  static func normal(_ cell: Cell) -> String {
    if cell.isMissing { return "" }
    if let number = cell.number { return "\(number)" }
    return cell.text
  }
}
