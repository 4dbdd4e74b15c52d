package import Documents
package import Readiness

/// Coverage as an lcov tracefile.
package enum LcovFormat: ReportFormat {
  package static let name = "lcov"
  package static let reads = "coverage as an lcov tracefile"
  package static let shows: [Control.ID] = ["code.step-tests", "feature.code-tested"]
  package static let rule =
    CoverageRule.text
    + " A tracefile does not say when it was made, nor by what: see --made."
  package static let example = "lcov coverage.lcov --tests junit.xml"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    var coverage = Coverage()
    var record: Record?
    var last = 0
    for (index, text) in try file.text().lines.enumerated() {
      let line = index + 1
      last = line
      if text.allSatisfy(\.isWhitespace) || text.hasPrefix("#") { continue }
      if text == "end_of_record" {
        guard let ended = record else {
          throw file.fault("a record ends that never began", line: line)
        }
        coverage.files.append(try ended.file(in: file, line: line, request))
        record = nil
        continue
      }
      guard let colon = text.firstIndex(of: ":") else { throw notLcov(file, line) }
      let (key, value) = (text[..<colon], text[text.index(after: colon)...])
      guard known.contains(String(key)) else { throw notLcov(file, line) }
      if key == "TN" { continue }
      if key == "SF" {
        guard record == nil else {
          throw file.fault("a record begins within another", line: line)
        }
        record = Record(path: String(value))
      } else {
        guard record != nil else {
          throw file.fault("a line stands outside of a record", line: line)
        }
        try record?.add(key, value, in: file, line: line)
      }
    }
    guard record == nil else {
      throw file.fault("the last record never ends", line: last, fix: "import the whole report")
    }
    guard !coverage.files.isEmpty else { throw file.notOf("an lcov tracefile") }
    return try coverage.report(request, in: file)
  }

  private static let known: Set<String> = [
    "TN", "SF", "VER", "DA", "LF", "LH", "FN", "FNL", "FNA", "FNDA", "FNF", "FNH", "BRDA", "BRF",
    "BRH", "MCDC", "MRF", "MRH",
  ]

  private static func notLcov(_ file: ReportFile, _ line: Int) -> Diagnostics {
    line == 1
      ? file.notOf("an lcov tracefile") : file.fault("this line is none of lcov's", line: line)
  }

  /// What stands between `SF` and `end_of_record`.
  private struct Record {
    let path: String
    private var hits: [Int: Bool] = [:]
    private var found: Int?
    private var hit: Int?

    init(path: String) { self.path = path }

    mutating func add(
      _ key: Substring, _ value: Substring, in file: ReportFile, line: Int
    ) throws(Diagnostics) {
      switch key {
      case "DA":
        let parts = value.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count >= 2, let number = Int(parts[0]), number > 0,
          let count = ReportFile.number(String(parts[1])), count >= 0
        else { throw file.fault("expected a line and a count of hits", line: line) }
        hits[number] = hits[number] == true || count > 0
      case "LF": found = try Self.count(value, in: file, line: line)
      case "LH": hit = try Self.count(value, in: file, line: line)
      default: return
      }
    }

    private static func count(
      _ value: Substring, in file: ReportFile, line: Int
    ) throws(Diagnostics) -> Int {
      guard let count = Int(value), count >= 0 else {
        throw file.fault("expected a count", line: line)
      }
      return count
    }

    func file(
      in file: ReportFile, line: Int, _ request: ReportRequest
    ) throws(Diagnostics) -> Coverage.File {
      let covered = hits.values.filter(\.self).count
      guard found ?? hits.count == hits.count, hit ?? covered == covered else {
        throw file.fault(
          "the record says \(hit ?? covered) of \(found ?? hits.count) lines, and lists "
            + "\(covered) of \(hits.count)", line: line)
      }
      return Coverage.File(
        path: path.shortened(to: 200), lines: hits.count, covered: covered,
        isThere: request.hasFile(path))
    }
  }
}
