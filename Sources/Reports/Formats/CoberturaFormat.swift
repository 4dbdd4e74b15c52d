package import Documents
package import Readiness

/// Coverage as Cobertura XML: of coverage.py, gcovr and others.
package enum CoberturaFormat: ReportFormat {
  package static let name = "cobertura"
  package static let reads = "coverage as Cobertura XML (coverage.py)"
  package static let shows: [Control.ID] = ["code.step-tests", "feature.code-tested"]
  package static let rule = CoverageRule.text
  package static let example = "cobertura coverage.xml --tests junit.xml"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    let document = try file.xml()
    let root = document.root
    guard root.name == "coverage" else { throw file.notOf("Cobertura XML") }
    var coverage = Coverage()
    let sources = root.children("sources").flatMap { $0.children("source") }.map(\.text.firstLine)
    // A relative source is a folder of the project; an absolute one is the project's own.
    let folder = sources.count == 1 ? sources[0] : ""
    let prefix = folder.isEmpty || folder.hasPrefix("/") || folder == "." ? "" : folder + "/"
    let classes = root.children("packages").flatMap { $0.children("package") }
      .flatMap { $0.children("classes") }.flatMap { $0.children("class") }
    for entry in classes {
      guard let path = entry["filename"] else {
        throw file.fault("a class names no file", line: entry.line)
      }
      let isThere = ([path] + sources.map { "\($0)/\(path)" }).contains(where: request.hasFile)
      coverage.files.append(try Self.file(prefix + path, entry, isThere: isThere, in: file))
    }
    try compare(root, with: coverage, in: file)
    var report = try coverage.report(request, in: file)
    report.tool = tool(of: document)
    report.made = root["timestamp"].flatMap { ReportFile.number($0) }
      .flatMap { ReportTime(sinceEpoch: $0) }
    return report
  }

  private static func file(
    _ path: String, _ entry: XML.Element, isThere: Bool, in file: ReportFile
  ) throws(Diagnostics) -> Coverage.File {
    var hits: [Int: Bool] = [:]
    for line in entry.children("lines").flatMap({ $0.children("line") }) {
      guard let number = line["number"].flatMap({ Int($0) }), number >= 0,
        let count = line["hits"].flatMap({ ReportFile.number($0) }), count >= 0
      else { throw file.fault("a line has no number, or no count of hits", line: line.line) }
      hits[number] = hits[number] == true || count > 0
    }
    return Coverage.File(
      path: path.shortened(to: 200), lines: hits.count, covered: hits.values.filter(\.self).count,
      isThere: isThere)
  }

  /// Refuses a report whose totals are no totals, or speak of lines that it does not list.
  private static func compare(
    _ root: XML.Element, with coverage: Coverage, in file: ReportFile
  ) throws(Diagnostics) {
    func said(_ name: String) throws(Diagnostics) -> Double? {
      guard let text = root[name] else { return nil }
      guard let number = ReportFile.number(text), number >= 0 else {
        throw file.fault("\(name) is '\(text.shortened(to: 40))'", line: root.line)
      }
      return number
    }
    let (valid, covered) = (try said("lines-valid"), try said("lines-covered"))
    if let rate = try said("line-rate"), rate > 1 {
      throw file.fault("line-rate is \(rate.brief), above 1", line: root.line)
    }
    if let valid, let covered, covered > valid {
      throw file.fault("more lines are covered than there are", line: root.line)
    }
    if let valid, valid > 0, coverage.lines == 0 {
      throw file.fault(
        "the report says that it has \(valid.brief) lines, and lists none", line: root.line,
        fix: "import the whole report")
    }
  }

  private static func tool(of document: XML.Document) -> String? {
    guard document.comments.contains(where: { $0.contains("coverage.py") }) else { return nil }
    return "coverage.py \(document.root["version"] ?? "")".shortened(to: 80).firstLine
  }
}

/// The rule that both formats of coverage answer by.
enum CoverageRule {
  static let text = """
    Files are taken for the steps data, features, training and prediction by the words of their \
    names, else of their folders. A step of which tests run no line is a fail. Coverage does not say \
    whether the tests pass: with --tests, the JUnit report of the same run, the answer is a pass if \
    they do and run at least 60 % of the lines of each step; importing a file runs some of it. \
    Otherwise it is not reported. Files that are not in the folder of airworthy.yaml make it \
    inconclusive, and a report of which none is there is refused. feature.code-tested is the same for each file of features.
    """
}
