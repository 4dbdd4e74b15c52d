package import Readiness

/// The report on a system: can it ship, why not, what next, and everything that says so.
package struct ReportPage {
  private let verdict: Verdict
  private let levels: LevelsReport

  /// - Parameters:
  ///   - verdict: The system as it was judged.
  ///   - scale: What the levels are called.
  ///   - reviews: The reviews of its components.
  package init(_ verdict: Verdict, scale: ReadinessScale, reviews: Reviews) {
    self.verdict = verdict
    levels = LevelsReport(verdict, scale: scale, reviews: reviews)
  }

  package var html: String {
    Page(title: "\(verdict.system.name): readiness", body: body).html
  }

  private var body: HTML {
    header + concerns + blockers + steps
      + section("Levels") {
        LadderChart(verdict: verdict, stages: levels.stages).figure.html
        levels.course.figure.html
      }
      + section("Scores") { ScoreChart(scores: verdict.scores).figure.html + weakest }
      + figures + waivers + evidence + footer
  }

  private func section(_ title: String, @HTMLBuilder _ content: () -> HTML) -> HTML {
    .element("section") {
      HTML.element("h2") { title }
      content()
    }
  }

  private var header: HTML {
    let tone =
      switch verdict.tone {
      case .good: "good"
      case .bad: "bad"
      default: "unsure"
      }
    return .element("header") {
      HTML.element("h1") { verdict.system.name }
      HTML.element("p", ["class": "faint"]) {
        "\(verdict.system.id) \(verdict.system.versions.code ?? ""), judged at \(verdict.at.words). "
        verdict.system.purpose
      }
      HTML.element("p", ["class": "headline \(tone)"]) { verdict.headline }
    }
  }

  private var concerns: HTML {
    guard !verdict.concerns.isEmpty else { return .nothing }
    return section("What speaks against it") {
      HTML.element("div", ["class": "scroll"]) {
        HTML.element("table") {
          Self.head(["standing", "control", "because"])
          HTML.element("tbody") {
            for reading in verdict.concerns {
              HTML.element("tr") {
                HTML.element("td") { reading.standing.sign.html }
                HTML.element("td") { HTML.element("code") { reading.name } }
                HTML.element("td") { reading.because }
              }
            }
          }
        }
      }
    }
  }

  private var blockers: HTML {
    verdict.openGates.filter { !$0.blockers.isEmpty }.map { gate in
      section("What blocks gate \(gate.level) for \(gate.component)") {
        HTML.element("div", ["class": "scroll"]) {
          HTML.element("table") {
            Self.head(["criterion", "state", "asks", "lacking"])
            HTML.element("tbody") {
              for reading in gate.blockers {
                HTML.element("tr") {
                  HTML.element("td") { reading.criterion.id.rawValue }
                  HTML.element("td") { reading.state.sign.html }
                  HTML.element("td") { reading.criterion.statement }
                  HTML.element("td") {
                    for lack in reading.lacking {
                      HTML.element("div") {
                        HTML.element("code") { lack.control.id.rawValue }
                        " \(lack.lack(of: reading))"
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }.reduce(.nothing, +)
  }

  private var steps: HTML {
    let steps = verdict.nextSteps
    guard !steps.isEmpty else { return .nothing }
    return section("What to do next, the step that opens most first") {
      HTML.element("ol", ["class": "steps"]) {
        for step in steps.prefix(5) {
          HTML.element("li") {
            HTML.element("strong") { step.control.statement }
            HTML.element("div") { step.control.remedy }
            HTML.element("div", ["class": "faint"]) {
              HTML.element("code") { step.control.id.rawValue }
              "\(step.whom) opens \(step.gain)"
            }
          }
        }
      }
    }
  }

  private var weakest: HTML {
    .element("ul") {
      for score in verdict.scores {
        if let section = score.weakest {
          HTML.element("li") {
            "\(score.framework.name): weakest is \(section.section.title), "
              + "\(section.points.brief) of \(section.pointsMax.brief)."
          }
        }
      }
    }
  }

  /// The pictures of what checks measured: figures over time, and distributions.
  private var figures: HTML {
    let runs = verdict.readings.list.flatMap { reading in
      reading.grounds.compactMap { ground in
        if case .runs(let runs) = ground.source { (reading, runs.newest) } else { nil }
      }
    }
    return runs.map { reading, run in
      let finding = run.evidence.finding
      let courses = finding.courses.filter(\.isWorthDrawing)
      guard !courses.isEmpty || !finding.overlays.isEmpty else { return HTML.nothing }
      return section("\(run.evidence.check): \(reading.control.id) of \(reading.subject)") {
        HTML.element("p") {
          finding.status.sign.html
          " \(finding.summary). Recorded \(run.at.words)."
        }
        HTML.element("div", ["class": "gallery"]) { for course in courses { course.figure.html } }
        HTML.element("div", ["class": "gallery wide"]) {
          for overlay in finding.overlays {
            OverlayChart(
              overlay: overlay,
              measurement: finding.measurements.first {
                $0.of == overlay.of && $0.window == overlay.window
              }
            ).figure.html
          }
        }
      }
    }.reduce(.nothing, +)
  }

  private var waivers: HTML {
    let report = verdict.waivers
    guard !(report.inForce + report.expired).isEmpty else { return .nothing }
    return section("Waivers") {
      HTML.element("div", ["class": "scroll"]) {
        HTML.element("table") {
          Self.head(["control", "for", "state", "owner", "reason"])
          HTML.element("tbody") {
            for waiver in report.inForce + report.expired {
              let isOver = report.expired.contains(waiver)
              HTML.element("tr") {
                HTML.element("td") { HTML.element("code") { waiver.control.rawValue } }
                HTML.element("td") { waiver.subject.description }
                HTML.element("td") {
                  "\(isOver ? "✕ ended" : "⚑ until") \(waiver.until.day)"
                    + (report.unused.contains(waiver) ? ", not needed" : "")
                }
                HTML.element("td") { waiver.owner.rawValue }
                HTML.element("td") { waiver.text }
              }
            }
          }
        }
      }
    }
  }

  private var evidence: HTML {
    section("Evidence") {
      HTML.element("p") {
        "Every control, how it stands, and on what ground. Assurance: none, claimed, documented, "
        "demonstrated, continuous."
      }
      HTML.element("div", ["class": "scroll"]) {
        HTML.element("table") {
          Self.head(["control", "for", "standing", "assurance", "because", "fresh until"])
          HTML.element("tbody") {
            for reading in verdict.readings.list { row(reading) }
          }
        }
      }
    }
  }

  private func row(_ reading: Reading) -> HTML {
    let fresh = reading.grounds.filter(\.isFresh).map(\.freshUntil).min()
    return .element("tr") {
      HTML.element("td") {
        HTML.element("code") { reading.control.id.rawValue }
        HTML.element("div", ["class": "faint"]) { reading.control.statement }
      }
      HTML.element("td") { reading.subject.description }
      HTML.element("td") { reading.standing.sign.html }
      HTML.element("td") { reading.assurance.name }
      HTML.element("td") {
        reading.because
        for place in reading.places {
          HTML.element("div") { HTML.element("code") { place.words } }
        }
      }
      HTML.element("td") { fresh?.day ?? "" }
    }
  }

  private var footer: HTML {
    .element("footer", ["class": "footer"]) {
      HTML.element("p") {
        "Computed from \(verdict.position.of("event")) of the log, the files beside airworthy.yaml and "
          + "packs "
        HTML.element("code") { String(verdict.packs.prefix(16)) }
        ". The same log, files and instant give the same page; 'airworthy log verify' checks the log."
      }
    }
  }

  static func head(_ names: [String]) -> HTML {
    .element("thead") {
      HTML.element("tr") {
        for name in names { HTML.element("th", ["scope": "col"]) { name } }
      }
    }
  }
}

extension Reading {
  /// The first places that fresh evidence points at.
  fileprivate var places: [Place] {
    for ground in grounds {
      if case .runs(let runs) = ground.source, ground.isFresh {
        return Array(runs.newest.evidence.finding.places.prefix(2))
      }
    }
    return []
  }
}

extension Finding {
  /// Its figures that were taken in several windows, as one course over time each.
  fileprivate var courses: [WindowChart] {
    var order: [String] = []
    var groups: [String: [Measurement]] = [:]
    for measurement in measurements where !measurement.window.isEmpty && measurement.limit != nil {
      let title = measurement.of.isEmpty ? measurement.statistic : measurement.of
      if groups[title] == nil { order.append(title) }
      groups[title, default: []].append(measurement)
    }
    return order.map { title in
      WindowChart(
        title: title, measurements: (groups[title] ?? []).sorted { $0.window < $1.window })
    }
  }
}
