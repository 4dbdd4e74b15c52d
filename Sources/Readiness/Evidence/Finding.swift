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
  /// How often a model of two classes was right and wrong, by window and segment.
  package let confusions: [ConfusionCounts]

  package init(
    control: Control.ID, subject: Subject, status: Status, summary: String,
    measurements: [Measurement] = [], overlays: [Overlay] = [], places: [Place] = [],
    samples: [Sample] = [], tests: [TestResult] = [], confusions: [ConfusionCounts] = []
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
    self.confusions = confusions
  }
}

/// How often a model of two classes, or the process before it, was right and wrong on some rows.
package struct ConfusionCounts: Hashable, Codable, Sendable {
  /// The part of time, such as a month; empty for all.
  package let window: String
  /// The group of rows; empty for all.
  package let segment: String
  package let truePositives: Int
  package let falsePositives: Int
  package let trueNegatives: Int
  package let falseNegatives: Int
  /// Whether a limit is missed in this window.
  package let isFailing: Bool
  /// Whether it is about today's process and not about the model.
  package let isToday: Bool

  package init(
    window: String = "", segment: String = "", truePositives: Int, falsePositives: Int,
    trueNegatives: Int, falseNegatives: Int, isFailing: Bool = false, isToday: Bool = false
  ) {
    self.window = window
    self.segment = segment
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
    self.isFailing = isFailing
    self.isToday = isToday
  }

  package var positives: Int { truePositives &+ falseNegatives }
  package var negatives: Int { trueNegatives &+ falsePositives }
  package var rows: Int { positives &+ negatives }
}
