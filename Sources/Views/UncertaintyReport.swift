package import Readiness
package import Statistics

/// How wrong the outputs of a system may be, as far as its components declare errors.
package struct UncertaintyReport: Sendable {
  package let system: System
  package let line: ReleaseLine
  package let ends: [End]

  /// A component whose output was asked about.
  package struct End: Sendable {
    package let component: Component
    package let error: PropagatedError
    package let shares: [Share]
    /// Components that it rests on and that declare no error: what the figures leave out.
    package let unquantified: [Component.ID]

    package struct Share: Sendable {
      let component: Component.ID
      let known: Estimate
      let left: Estimate
      let partners: [Component.ID]
    }

    /// - Parameters:
    ///   - component: Whose output it is.
    ///   - error: As it was simulated.
    ///   - nodes: The component of each node of the network.
    ///   - unquantified: Components that it rests on and that declare no error.
    package init(
      _ component: Component, _ error: PropagatedError, nodes: [Component.ID],
      unquantified: [Component.ID]
    ) {
      self.component = component
      self.error = error
      self.unquantified = unquantified
      shares = error.shares.map { share in
        Share(
          component: nodes[share.node], known: share.known, left: share.left,
          partners: share.partners.map { nodes[$0] })
      }
    }
  }

  package init(system: System, line: ReleaseLine, ends: [End]) {
    self.system = system
    self.line = line
    self.ends = ends
  }
}

extension UncertaintyReport {
  static let intervals =
    "Between which a figure lies is said of the draw alone (95 %), not of the declared numbers."
}

extension UncertaintyReport.End {
  /// Figures by name, with what they lie between.
  var figures: [(name: String, estimate: Estimate)] {
    guard let spread = error.spread else { return [("share of wrong decisions", error.mean)] }
    return [
      ("mean (bias)", error.mean), ("standard deviation", spread.standardDeviation),
      ("root mean square", spread.rootMeanSquare),
    ]
      + spread.quantiles.map { ("\(Int($0.probability * 100)) % lie below", $0.estimate) }
  }

  var title: String {
    let unit = component.uncertainty.unit.map { " in \($0)" } ?? ""
    return error.spread == nil
      ? "\(component.id): wrong decisions" : "\(component.id): error\(unit)"
  }

  /// What the shares cannot tell apart, and what the figures leave out.
  var caveats: [String] {
    let dependent = shares.filter { !$0.partners.isEmpty }.map(\.component.rawValue)
    return [
      dependent.isEmpty
        ? nil
        : "The errors of \(dependent.listed) depend on one another: what is due to the one or the "
          + "other cannot be told; each accounts for something between its two figures.",
      unquantified.isEmpty
        ? nil
        : "Left out: \(unquantified.map(\.rawValue).listed) "
          + "\(unquantified.count == 1 ? "declares" : "declare") no error of "
          + "\(unquantified.count == 1 ? "its" : "their") own.",
    ].compactMap(\.self)
  }
}

extension Estimate {
  /// `1.2, between 1.1 and 1.3`.
  var words: String { "\(value.brief), between \(lower.brief) and \(upper.brief)" }

  /// Half the width of the interval.
  var halfWidth: Double { (upper - lower) / 2 }
}

extension ErrorSource {
  /// `normal, mean 0, standard deviation 2`.
  var words: String {
    switch self {
    case .normal(let mean, let sd): "normal, mean \(mean.brief), standard deviation \(sd.brief)"
    case .uniform(let least, let most): "uniform from \(least.brief) to \(most.brief)"
    case .logNormal(let mean, let sd):
      "log-normal, of the logarithm mean \(mean.brief), standard deviation \(sd.brief)"
    case .studentT(let freedom, let mean, let scale):
      "Student's t of \(freedom.brief) degrees of freedom, mean \(mean.brief), scale \(scale.brief)"
    case .errorRate(let rate): "wrong in a share of \(rate.brief)"
    case .sample(let data, let column): "as observed in column \(column) of \(data)"
    }
  }
}
