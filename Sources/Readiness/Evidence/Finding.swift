/// What a check has to say about one control of one subject.
package struct Finding: Hashable, Sendable {
  package let control: Control.ID
  package let subject: Subject
  package let status: Status
  /// One sentence that says what was found, with the figure that decides.
  package let summary: String
  package let measurements: [Measurement]
  package let overlays: [Overlay]
  package let places: [Place]
  package let samples: [Sample]
  /// How tests fared that requirements name, where a report of tests was imported.
  package let tests: [TestResult]

  package init(
    control: Control.ID, subject: Subject, status: Status, summary: String,
    measurements: [Measurement] = [], overlays: [Overlay] = [], places: [Place] = [],
    samples: [Sample] = [], tests: [TestResult] = []
  ) {
    self.control = control
    self.subject = subject
    self.status = status
    self.summary = summary
    self.measurements = measurements
    self.overlays = overlays
    self.places = places
    self.samples = samples
    self.tests = tests
  }
}
