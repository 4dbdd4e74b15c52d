internal import Readiness

// How a control stands in the system that it is explained in.

extension ExplainText {
  func standing(of control: Control, in verdict: Verdict, on page: inout TextPage) {
    page.heading("How it stands here")
    let readings = verdict.readings[control.id]
    if readings.isEmpty {
      page.line(Line("nothing of \(verdict.system.name) is asked for it"), indent: 2)
    }
    for reading in readings {
      let whose = reading.subject == .system ? "" : "\(reading.subject): "
      let assurance = reading.assurance == .none ? "" : ", \(reading.assurance.name)"
      page.line(
        Line(whose, .strong) + reading.standing.sign.line + Line(assurance)
          + Line(": \(reading.because)", .faint), indent: 2, hanging: 2)
    }
  }
}
