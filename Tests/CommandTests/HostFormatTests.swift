import Foundation
import FoundationXML
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// Reports as hosts of continuous integration take them.
@Suite struct HostFormatTests {
  @Test(arguments: [
    ("check.junit.xml", "check --dry-run --format junit"),
    ("check.sarif", "check --dry-run --format sarif"),
    ("check.github.txt", "check --dry-run --format github"),
    ("check.gitlab.json", "check --dry-run --format gitlab"),
    ("check.md", "check --dry-run --format markdown"),
    ("gate.junit.xml", "gate 3 --format junit"), ("gate.sarif", "gate 3 --format sarif"),
  ])
  func `a report is what it was`(file: String, line: String) throws {
    let shell = try Shell()
    #expect(shell("check").ending == .notMet)
    try expectSnapshot(of: shell(line).out, in: "Tests/CommandTests/Snapshots/\(file)")
  }

  /// A shell whose files hold what would break a format.
  private func hostile() throws -> Shell {
    let shell = try Shell()
    try shell.edit("airworthy.yaml", "data/a.csv", to: "\"data/a%,:<&\\e\\\"'é b.csv\"")
    try shell.folder.write(
      shell.folder.text(of: "data/a.csv").replacingOccurrences(
        of: ",a,", with: ",]]>%0A::,<&\u{1}\"',"),
      to: "data/a%,:<&\u{1B}\"'é b.csv")
    return shell
  }

  @Test func `JUnit is well-formed whatever the files hold, and its counts are right`() throws {
    let xml = try hostile()("check --dry-run --format junit").out
    let reader = XMLReader(xml)
    #expect(reader.isSound)
    let cases = try #require(xml.firstMatch(of: /tests="(\d+)"/)).output.1
    #expect(reader.counts["testcase"] == Int(cases))
    let failures = try #require(xml.firstMatch(of: /failures="(\d+)"/)).output.1
    #expect(reader.counts["failure"] == Int(failures))
    // The whole has no count of these; each suite has.
    let skipped = xml.matches(of: /skipped="(\d+)"/).compactMap { Int($0.output.1) }
    #expect(reader.counts["skipped"] == skipped.reduce(0, +))
  }

  @Test func `SARIF names each rule once, and every place is a relative reference`() throws {
    let text = try hostile()("check --dry-run --format sarif").out
    let log = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    #expect(Set(rules).count == rules.count)
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(!results.isEmpty)
    var keys: Set<String> = []
    for result in results {
      #expect(rules[try #require(result["ruleIndex"] as? Int)] == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String))
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      #expect(keys.insert(prints["airworthy/v1"] ?? "").inserted)
    }
    for match in text.matches(of: /"uri" : "([^"]*)"/) {
      #expect(match.output.1.wholeMatch(of: /[A-Za-z0-9._~\/%-]+/) != nil)
      #expect(!match.output.1.hasPrefix("/"))
    }
  }

  @Test func `GitHub gets one command a line, ten of a kind at most, and a summary of the job`()
    throws
  {
    var shell = try hostile()
    let summary = shell.folder.path + "/summary.md"
    shell.environment["GITHUB_STEP_SUMMARY"] = summary
    let text = shell("check --dry-run --format github").out
    let lines = text.split(separator: "\n")
    #expect(!lines.isEmpty && !text.contains("\u{1B}"))
    for line in lines where line.hasPrefix("::") {
      #expect(
        line.wholeMatch(of: /::(error|warning|notice) file=[^,:]*,line=\d+,title=[^,:]*::.+/) != nil
      )
    }
    for kind in ["::error ", "::warning ", "::notice "] {
      #expect(lines.filter { $0.hasPrefix(kind) }.count <= 10)
    }
    #expect(try shell.folder.text(of: "summary.md").hasPrefix("## Checks"))
    _ = shell("gate 3 --format github")
    #expect(try shell.folder.text(of: "summary.md").contains("Gate 3"))
  }

  @Test func `GitLab gets a list with a fingerprint of each entry's own`() throws {
    let text = try hostile()("gate 3 --format gitlab").out
    let list = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]])
    #expect(!list.isEmpty)
    #expect(Set(list.compactMap { $0["fingerprint"] as? String }).count == list.count)
    for entry in list {
      #expect(
        ["info", "minor", "major", "critical", "blocker"].contains(entry["severity"] as? String))
      #expect((entry["location"] as? [String: Any])?["path"] as? String == "airworthy.yaml")
    }
  }

  @Test(arguments: ["badge", "badge robustness", "badge --component model", "badge maturity"])
  func `a badge is a picture, or an endpoint, and grey when nothing fresh stands behind it`(
    line: String
  ) throws {
    var shell = try Shell()
    #expect(shell("check").ending == .notMet)
    let fresh = shell(line).out
    #expect(XMLReader(fresh).isSound && XMLReader(fresh).counts["title"] == 1)
    #expect(!fresh.contains("6e7781") && !fresh.contains("stale"))
    let json = shell(line + " --format shields").out
    #expect(json.contains("\"schemaVersion\" : 1") && !json.contains("inactive"))
    shell.now = shell.now.adding(days: 400)
    let old = shell(line).out
    #expect(old.contains("6e7781") && old.contains("stale"))
    #expect(shell(line + " --format shields").out.contains("inactive"))
    #expect(shell("badge nothing").ending == .wrongInput)
    #expect(shell("badge --component nobody").ending == .wrongInput)
  }

  @Test(arguments: [
    ("check a-drift", Ending.undecided), ("check a-drift --fail-on fail", .met),
    ("check repository --fail-on fail", .notMet), ("check repository --fail-on never", .met),
    ("gate 3", .undecided), ("gate 3 --fail-on never", .met), ("gate 3 --fail-on fail", .met),
  ])
  func `what fails a job can be set`(line: String, ending: Ending) throws {
    #expect(try Shell()(line).ending == ending)
  }
}

/// Whether a text is well-formed XML, and how often each element stands in it.
private final class XMLReader: NSObject, XMLParserDelegate {
  private(set) var counts: [String: Int] = [:]
  private(set) var isSound = false

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isSound = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
  }
}
