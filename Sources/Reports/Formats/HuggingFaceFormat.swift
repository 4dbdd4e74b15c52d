package import Documents
package import Readiness

/// Evaluation results as Hugging Face has them: of a model card, of `.eval_results`, of evaluate.
package enum HuggingFaceFormat: ReportFormat {
  package static let name = "huggingface"
  package static let reads =
    "evaluation results of Hugging Face"
  package static let shows: [Control.ID] = ["model.eval-tracked"]
  package static let rule = """
    It states figures and no limits, so it answers once you set some: model.eval-tracked is a pass \
    if all are kept. Read are the model-index in the front matter of a model card, the YAML of \
    .eval_results, whose only figure is value, and what evaluate.save writes. A metric of several \
    data sets is one figure each, DATASET.METRIC, and a limit for METRIC is one for all of them.
    """
  package static let example = "huggingface README.md --component delay-model --at-most mae=15"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let isJSON = file.bytes.first { $0 > 0x20 && $0 < 0x80 } == UInt8(ascii: "{")
    let tree = isJSON ? try file.json() : try frontMatter(of: file)
    var report = Reported()
    report.tool = "Hugging Face"
    report.byLimits = ["model.eval-tracked"]
    if let models = tree["model-index"]?.list {
      try readCard(models, of: file, into: &report)
    } else if let entries = tree.list {
      try readResults(entries, of: file, into: &report)
    } else if tree["_evaluate_version"] != nil || tree["_timestamp"] != nil {
      readEvaluate(tree, of: file, into: &report)
    } else {
      throw file.notOf("evaluation results of Hugging Face")
    }
    guard !report.figures.isEmpty || !report.lacking.isEmpty else {
      throw file.fault("the file states no result of an evaluation")
    }
    return report
  }

  /// The YAML of a file: that between its first two lines of dashes, or all of it.
  private static func frontMatter(of file: ReportFile) throws(Diagnostics) -> Tree {
    let lines = try file.text().lines
    guard lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") else {
      if lines.first == "---", file.name.hasSuffix(".md") {
        throw file.fault("the front matter never ends", fix: "import the whole card")
      }
      return try file.yaml()
    }
    // A blank line in place of the dashes keeps the numbers of the lines.
    let text = "\n" + lines[1..<end].joined(separator: "\n") + "\n"
    return try ReportFile(name: file.name, bytes: Array(text.utf8)).yaml()
  }

  private static func readCard(
    _ models: [Tree], of file: ReportFile, into report: inout Reported
  ) throws(Diagnostics) {
    for result in models.flatMap({ $0["results"]?.list ?? [] }) {
      let dataset = result["dataset"]
      let parts = ["type", "config", "split"].compactMap { dataset?[$0]?.text }
      for metric in result["metrics"]?.list ?? [] {
        guard let type = metric["type"]?.text, let value = metric["value"] else {
          throw file.fault("a metric has no type or no value", at: metric.position)
        }
        // A value may be a mapping, or a text such as '12 %', which is no figure.
        report.add(type, of: parts.joined(separator: " "), value, in: file)
      }
    }
  }

  private static func readResults(
    _ entries: [Tree], of file: ReportFile, into report: inout Reported
  ) throws(Diagnostics) {
    var dates: [ReportTime?] = []
    for entry in entries {
      guard let dataset = entry["dataset"], let value = entry["value"] else {
        throw file.fault("a result has no dataset or no value", at: entry.position)
      }
      let parts = ["id", "task_id"].compactMap { dataset[$0]?.text }
      report.add("value", of: parts.joined(separator: " "), value, in: file)
      dates.append(entry["date"]?.text.flatMap { ReportTime($0) })
    }
    // The results are as old as the oldest of them, where all say so.
    let known = dates.compactMap(\.self)
    if known.count == dates.count { report.made = known.min { $0.text < $1.text } }
  }

  private static func readEvaluate(
    _ tree: Tree, of file: ReportFile, into report: inout Reported
  ) {
    report.tool = "evaluate \(tree["_evaluate_version"]?.text ?? "")".shortened(to: 60).firstLine
    report.made = tree["_timestamp"]?.text.flatMap { ReportTime($0) }
    let own = tree.pairs.filter { !$0.key.hasPrefix("_") }
    report.addAll(of: Tree(.mapping(own), at: tree.position), from: "", in: file)
  }
}
