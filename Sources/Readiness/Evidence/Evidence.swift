/// A finding as it goes into the log: bound to versions and to the check that made it.
package struct Evidence: Hashable, Sendable {
  package typealias CheckID = Identifier<Evidence>

  package let finding: Finding
  /// The declared check that made it, by its name in `airworthy.yaml`.
  package let check: CheckID
  /// A digest of how the check was declared, so that a changed limit makes old answers stale.
  package let configuration: String
  /// The versions of the subject when the check ran.
  package let versions: Versions
  /// The version of Airworthy that ran the check.
  package let tool: String
  /// The report that it was taken from, where it was imported.
  package let provenance: Provenance?

  package var control: Control.ID { finding.control }
  package var subject: Subject { finding.subject }
  package var status: Status { finding.status }

  package init(
    finding: Finding, check: CheckID, configuration: String, versions: Versions, tool: String,
    provenance: Provenance? = nil
  ) {
    self.finding = finding
    self.check = check
    self.configuration = configuration
    self.versions = versions
    self.tool = tool
    self.provenance = provenance
  }
}

// In the log, finding and binding lie flat beside one another, and what is empty is left out.
extension Evidence: Codable {
  private enum Key: String, CodingKey {
    case control, subject, check, configuration, versions, tool, status, summary
    case measurements, overlays, places, samples, tests, confusions, provenance
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    finding = Finding(
      control: try values.decode(Control.ID.self, forKey: .control),
      subject: try values.decode(Subject.self, forKey: .subject),
      status: try values.decode(Status.self, forKey: .status),
      summary: try values.decode(String.self, forKey: .summary),
      measurements: try values.decodeIfPresent([Measurement].self, forKey: .measurements) ?? [],
      overlays: try values.decodeIfPresent([Overlay].self, forKey: .overlays) ?? [],
      places: try values.decodeIfPresent([Place].self, forKey: .places) ?? [],
      samples: try values.decodeIfPresent([Sample].self, forKey: .samples) ?? [],
      tests: try values.decodeIfPresent([TestResult].self, forKey: .tests) ?? [],
      confusions: try values.decodeIfPresent([ConfusionCounts].self, forKey: .confusions) ?? [])
    check = try values.decode(CheckID.self, forKey: .check)
    configuration = try values.decode(String.self, forKey: .configuration)
    versions = try values.decode(Versions.self, forKey: .versions)
    tool = try values.decode(String.self, forKey: .tool)
    provenance = try values.decodeIfPresent(Provenance.self, forKey: .provenance)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encode(control, forKey: .control)
    try values.encode(subject, forKey: .subject)
    try values.encode(check, forKey: .check)
    try values.encode(configuration, forKey: .configuration)
    try values.encode(versions, forKey: .versions)
    try values.encode(tool, forKey: .tool)
    try values.encode(status, forKey: .status)
    try values.encode(finding.summary, forKey: .summary)
    if !finding.measurements.isEmpty {
      try values.encode(finding.measurements, forKey: .measurements)
    }
    if !finding.overlays.isEmpty { try values.encode(finding.overlays, forKey: .overlays) }
    if !finding.places.isEmpty { try values.encode(finding.places, forKey: .places) }
    if !finding.samples.isEmpty { try values.encode(finding.samples, forKey: .samples) }
    if !finding.tests.isEmpty { try values.encode(finding.tests, forKey: .tests) }
    if !finding.confusions.isEmpty {
      try values.encode(finding.confusions, forKey: .confusions)
    }
    try values.encodeIfPresent(provenance, forKey: .provenance)
  }
}
