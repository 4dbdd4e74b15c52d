internal import Readiness
internal import Statistics

/// How wrong the outputs may be, for programs.
package enum UncertaintyJSON {
  package static func text(_ report: UncertaintyReport) -> String {
    JSONText.text(
      Body(
        system: report.system.id.rawValue, line: report.line.rawValue,
        level: PropagatedError.level, ends: report.ends.map(Body.End.init)))
  }

  private struct Body: Encodable {
    let schemaVersion = JSONText.schemaVersion
    let system: String
    let line: String
    let level: Double
    let ends: [End]

    struct End: Encodable {
      let component: String
      let of: String
      let unit: String?
      let samples: Int
      let seed: UInt64
      let mean: Figure
      let standardDeviation: Figure?
      let rootMeanSquare: Figure?
      let quantiles: [Quantile]
      let shares: [Share]
      let unquantified: [String]

      init(_ end: UncertaintyReport.End) {
        component = end.component.id.rawValue
        of = end.error.spread == nil ? "wrong-decisions" : "error"
        unit = end.component.uncertainty.unit
        samples = end.error.samples
        seed = end.error.seed
        mean = Figure(end.error.mean)
        standardDeviation = end.error.spread.map { Figure($0.standardDeviation) }
        rootMeanSquare = end.error.spread.map { Figure($0.rootMeanSquare) }
        quantiles = (end.error.spread?.quantiles ?? []).map {
          Quantile(probability: $0.probability, figure: Figure($0.estimate))
        }
        shares = end.shares.map { share in
          Share(
            component: share.component.rawValue, known: Figure(share.known),
            left: Figure(share.left), correlated: share.partners.map(\.rawValue))
        }
        unquantified = end.unquantified.map(\.rawValue)
      }
    }

    struct Figure: Encodable {
      let value: Double
      let lower: Double
      let upper: Double

      init(_ estimate: Estimate) {
        value = estimate.value
        lower = estimate.lower
        upper = estimate.upper
      }
    }

    struct Quantile: Encodable {
      let probability: Double
      let figure: Figure
    }

    struct Share: Encodable {
      let component: String
      let known: Figure
      let left: Figure
      let correlated: [String]
    }
  }
}
