internal import Readiness

/// What did not pass, as SARIF 2.1.0 (OASIS, 2020), for code scanning.
package struct SARIFReport {
  private let report: Report
  private let version: String

  /// - Parameters:
  ///   - report: The answers.
  ///   - version: Of this program.
  package init(_ report: Report, version: String) {
    self.report = report
    self.version = version
  }

  /// Hosts take 25,000 results at most; what fails comes first.
  private static let resultsMax = 25_000

  package var text: String {
    let shown = report.cases.filter { $0.outcome.level != nil }
    let ranked = shown.filter { $0.outcome == .failed } + shown.filter { $0.outcome != .failed }
    var rules: [Report.Rule] = []
    for item in ranked where !rules.contains(item.rule) { rules.append(item.rule) }
    let index = Dictionary(
      rules.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return JSONText.text(
      Log(runs: [
        Log.Run(
          tool: .init(driver: .init(version: version, rules: rules.map(Log.Rule.init))),
          results: ranked.prefix(Self.resultsMax).map { item in
            Log.Result(
              ruleId: item.rule.id, ruleIndex: index[item.rule] ?? 0,
              level: item.outcome.level ?? "none",
              message: .init(text: "\(item.name): \(item.message)"),
              locations: [.init(item.place)],
              partialFingerprints: ["airworthy/v1": item.key])
          })
      ]))
  }

  private struct Log: Encodable {
    let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case version, runs
    }

    struct Run: Encodable {
      let tool: Tool
      let results: [Result]
      let columnKind = "unicodeCodePoints"
    }

    struct Tool: Encodable {
      let driver: Driver
    }

    struct Driver: Encodable {
      let name = "Airworthy"
      let version: String
      let rules: [Rule]
    }

    struct Rule: Encodable {
      let id: String
      let shortDescription: Message
      let help: Message

      init(_ rule: Report.Rule) {
        id = rule.id
        shortDescription = Message(text: rule.statement)
        help = Message(text: rule.help.isEmpty ? rule.statement : rule.help)
      }
    }

    struct Message: Encodable {
      let text: String
    }

    struct Result: Encodable {
      let ruleId: String
      let ruleIndex: Int
      let level: String
      let message: Message
      let locations: [Location]
      let partialFingerprints: [String: String]
    }

    struct Location: Encodable {
      let physicalLocation: Physical

      struct Physical: Encodable {
        let artifactLocation: Artifact
        let region: Region
      }

      struct Artifact: Encodable {
        let uri: String
      }

      struct Region: Encodable {
        let startLine: Int
      }

      init(_ place: Place) {
        physicalLocation = Physical(
          artifactLocation: Artifact(uri: place.path.asURI),
          region: Region(startLine: max(1, place.line ?? 1)))
      }
    }
  }
}

extension Report.Outcome {
  /// The level of a result; `nil` for what is none.
  fileprivate var level: String? {
    switch self {
    case .failed: "error"
    case .broken, .undecided: "warning"
    case .warned: "note"
    case .passed, .skipped: nil
    }
  }
}

extension String {
  /// A path as a relative reference (RFC 3986): all but unreserved characters and slashes escaped.
  fileprivate var asURI: String {
    let hex = Array("0123456789ABCDEF".utf8)
    return String(
      decoding: utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
          [byte]
        default: [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        }
      }, as: UTF8.self)
  }
}
