/// Where evidence comes from that another tool measured: a report, as it was imported.
package struct Provenance: Hashable, Codable, Sendable {
  /// The format that it was read as, such as `junit`.
  package let format: String
  /// The report, with the SHA-256 of its bytes.
  package let report: Artefact
  /// The tool that wrote it, with its version, as far as the report says.
  package let tool: String?
  /// When it was made, if the report or whoever imported it says so; never after the import.
  package let made: Instant?
  /// Other files that took part: the map that it was read by, or the report of the tests.
  package let beside: [Artefact]?

  package init(
    format: String, report: Artefact, tool: String? = nil, made: Instant? = nil,
    beside: [Artefact] = []
  ) {
    self.format = format
    self.report = report
    self.tool = tool
    self.made = made
    self.beside = beside.isEmpty ? nil : beside
  }
}
