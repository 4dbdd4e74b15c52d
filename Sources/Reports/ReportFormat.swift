package import Documents
package import Readiness

/// A format in which other tools report.
///
/// It is one file: what it is, which controls it speaks about, and how it is read. It is listed in
/// ``ReportFormats``.
package protocol ReportFormat: Sendable {
  /// The word after `airworthy import`.
  static var name: String { get }
  /// Which files are read.
  static var reads: String { get }
  /// The controls that it can speak about unless others are named.
  static var shows: [Control.ID] { get }
  /// When it speaks about them, and what for and what against.
  static var rule: String { get }
  /// A command line, after `airworthy import`.
  static var example: String { get }

  /// Reads a report.
  ///
  /// - Parameters:
  ///   - file: The report.
  ///   - request: What it is read for.
  /// - Returns: What it says.
  /// - Throws: ``Documents/Diagnostics``; a report is refused whole.
  static func read(_ file: ReportFile, _ request: ReportRequest) throws(Diagnostics) -> Reported
}

/// What a report is read for.
package struct ReportRequest: Sendable {
  /// The report of the tests that a coverage report belongs to.
  package var tests: ReportFile?
  /// The map that a report of no known format is read by.
  package var map: ReportMap?
  package var limits: [ReportLimit] = []
  /// Columns of groups that others are only compared within: control features of Fairlearn.
  package var within: [String] = []
  /// Whether the system has a source file that a report names.
  package var hasFile: @Sendable (String) -> Bool = { _ in true }

  package init() {}
}

/// A limit that a person sets for a figure of a report.
package struct ReportLimit: Sendable {
  package let name: String
  package let limit: Measurement.Limit

  package init(_ name: String, _ limit: Measurement.Limit) {
    self.name = name
    self.limit = limit
  }

  /// A figure held against the limit.
  func measurement(of figure: ReportFigure) -> Measurement {
    let holds =
      limit.side == .atLeast ? figure.value >= limit.value : figure.value <= limit.value
    return Measurement(
      of: figure.of, statistic: figure.statistic, value: figure.value, rows: figure.rows,
      method: "as reported", limit: limit, status: holds ? .pass : .fail)
  }
}

/// The formats there are, by name.
package enum ReportFormats {
  package static let all: [any ReportFormat.Type] = [
    CoberturaFormat.self,
    DeepchecksFormat.self,
    DVCMetricsFormat.self,
    EvidentlyFormat.self,
    FairlearnFormat.self,
    GreatExpectationsFormat.self,
    HuggingFaceFormat.self,
    JSONFormat.self,
    JUnitFormat.self,
    K6Format.self,
    LcovFormat.self,
    LocustFormat.self,
    MLflowFormat.self,
    NannyMLFormat.self,
    SARIFFormat.self,
    ScorecardFormat.self,
    TFDVFormat.self,
  ]

  package static func named(_ name: String) -> (any ReportFormat.Type)? {
    all.first { $0.name == name }
  }
}
