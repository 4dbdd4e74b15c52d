internal import Readiness

/// A report in the form of JUnit, which every host of continuous integration shows as tests: that of
/// Jenkins' junit-10.xsd, the strictest of its dialects.
///
/// What is undecided is an error of type `undecided`: hosts show it, and not as passed.
package struct JUnitReport {
  private let report: Report

  package init(_ report: Report) { self.report = report }

  package var text: String {
    var suites: [(name: String, cases: [Report.Case])] = []
    for item in report.cases {
      if suites.last?.name == item.suite {
        suites[suites.count - 1].cases.append(item)
      } else {
        suites.append((item.suite, [item]))
      }
    }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"airworthy\"\(Self.counts(report.cases).whole)>")
    for suite in suites {
      lines.append("  <testsuite name=\"\(suite.name.xml)\"\(Self.counts(suite.cases).suite)>")
      lines += suite.cases.map(Self.element)
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  /// The counts of cases as attributes: of a suite, and of the whole, which has no skipped ones.
  private static func counts(_ cases: [Report.Case]) -> (suite: String, whole: String) {
    func count(_ wanted: Set<Report.Outcome>) -> Int {
      cases.filter { wanted.contains($0.outcome) }.count
    }
    let whole =
      " tests=\"\(cases.count)\" failures=\"\(count([.failed]))\" "
      + "errors=\"\(count([.undecided, .broken]))\""
    return (whole + " skipped=\"\(count([.skipped]))\"", whole)
  }

  private static func element(_ item: Report.Case) -> String {
    let head =
      "    <testcase classname=\"airworthy.\(item.suite.xml)\" name=\"\(item.name.xml)\""
    let body: String
    switch item.outcome {
    case .passed: return head + "/>"
    case .warned: body = "<system-out>\(item.message.xml)</system-out>"
    case .skipped: body = "<skipped message=\"\(item.message.xml)\"/>"
    case .failed: body = element("failure", "failed", item)
    case .undecided: body = element("error", "undecided", item)
    case .broken: body = element("error", "error", item)
    }
    return head + ">\(body)</testcase>"
  }

  private static func element(_ name: String, _ type: String, _ item: Report.Case) -> String {
    let place = item.place.path + (item.place.line.map { ":\($0)" } ?? "")
    let text = [item.rule.statement, item.rule.help, "at \(place)"].filter { !$0.isEmpty }.joined(
      separator: "\n")
    return "<\(name) type=\"\(type)\" message=\"\(item.message.xml)\">\(text.xml)</\(name)>"
  }
}

extension String {
  /// The text in XML, between quotes too, without what XML 1.0 cannot hold.
  fileprivate var xml: String {
    String(
      String.UnicodeScalarView(
        escaped.unicodeScalars.filter { $0.value != 0xFFFE && $0.value != 0xFFFF }))
  }
}
