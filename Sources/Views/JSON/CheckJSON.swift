package import Readiness

/// The findings of a check run as JSON.
package enum CheckJSON {
  package static func text(
    _ runs: [CheckText.Run], of system: System?, at instant: Instant
  )
    -> String
  {
    JSONText.text(
      Run(
        system: system?.id.rawValue, at: instant.text,
        checks: runs.map { run in
          Run.Check(
            id: run.check.rawValue, provenance: run.provenance,
            findings: run.findings.map(Run.FindingBody.init))
        }))
  }

  private struct Run: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String?
    let at: String
    let checks: [Check]

    struct Check: Encodable {
      let id: String
      let provenance: Provenance?
      let findings: [FindingBody]
    }

    struct FindingBody: Encodable {
      let control: String
      let subject: String
      let status: String
      let summary: String
      let measurements: [Measurement]
      let places: [Place]
      let samples: [Sample]

      init(_ finding: Finding) {
        control = finding.control.rawValue
        subject = finding.subject.description
        status = finding.status.rawValue
        summary = finding.summary
        measurements = finding.measurements
        places = finding.places
        samples = finding.samples
      }
    }
  }
}
