package import Documents
package import Readiness

/// Metrics that DVC shows: `dvc metrics show --json`.
package enum DVCMetricsFormat: ReportFormat {
  package static let name = "dvc-metrics"
  package static let reads = "what 'dvc metrics show --json' prints"
  package static let shows: [Control.ID] = ["model.eval-tracked"]
  package static let rule = """
    It states figures and no limits, so it answers once you set some: model.eval-tracked is a pass \
    if all are kept. Figures are called as in the metrics file, with dots where it nests; of several \
    revisions the workspace counts. It does not say when it was made: see --made.
    """
  package static let example = "dvc-metrics metrics.json --at-most mae=15"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let tree = try file.json()
    let revisions = tree.pairs.filter { $0.value["data"] != nil || $0.value["error"] != nil }
    guard !revisions.isEmpty, revisions.count == tree.pairs.count else {
      throw file.notOf("the output of 'dvc metrics show --json'")
    }
    let chosen = revisions.first { ["", "workspace"].contains($0.key) }
    guard let revision = chosen ?? (revisions.count == 1 ? revisions.first : nil) else {
      throw file.fault(
        "the report holds \(revisions.count) revisions, and none is the workspace",
        fix: "show one: dvc metrics show --json")
    }
    try refuseError(in: revision.value, of: "DVC", file)
    var report = Reported()
    report.tool = "DVC"
    report.byLimits = ["model.eval-tracked"]
    for entry in revision.value["data"]?.pairs ?? [] {
      try refuseError(in: entry.value, of: entry.key, file)
      if let metrics = entry.value["data"] {
        report.addAll(of: metrics, from: entry.key, in: file)
      }
    }
    return report
  }

  private static func refuseError(
    in tree: Tree, of what: String, _ file: ReportFile
  ) throws(Diagnostics) {
    guard let error = tree["error"] else { return }
    let said = error["msg"]?.text ?? error["type"]?.text ?? "an error"
    throw file.fault(
      "\(what.shortened(to: 80)) could not be read: \(said.firstLine.shortened(to: 160))",
      at: error.position)
  }
}

extension Reported {
  /// Adds all numbers of a document as figures, called by their keys with dots between.
  ///
  /// - Parameters:
  ///   - tree: The document, or a part of it.
  ///   - part: What they are of.
  ///   - prefix: The keys that lead to the part, with a dot at the end.
  ///   - file: The report.
  mutating func addAll(
    of tree: Tree, from part: String, prefix: String = "", in file: ReportFile
  ) {
    for pair in tree.pairs where figures.count < 10_000 {
      let name = prefix + pair.key
      switch pair.value.content {
      case .mapping: addAll(of: pair.value, from: part, prefix: name + ".", in: file)
      case .scalar(let text, isPlain: true):
        if ReportFile.number(text) != nil || ["NaN", "Infinity", "-Infinity"].contains(text)
          || ReportFile.isBeyond(text)
        {
          add(name, of: part, pair.value, in: file)
        }
      default: continue
      }
    }
  }
}

extension ReportFile {
  /// Whether a text is a number too large or too long to compute with.
  static func isBeyond(_ text: String) -> Bool {
    text.utf8.first.map { $0 == UInt8(ascii: "-") || (48...57).contains($0) } == true
      && number(text) == nil
  }
}
