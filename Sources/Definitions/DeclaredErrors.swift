package import Readiness
package import Statistics

extension CorrelationMatrix {
  /// The declared correlations of some components, as those of normal scores; pairs of others are
  /// left out.
  package init(_ correlations: [Correlation], of components: [Component.ID]) {
    self.init(count: components.count)
    for pair in correlations {
      guard let first = components.firstIndex(of: pair.first),
        let second = components.firstIndex(of: pair.second), first != second
      else { continue }
      switch pair.strength {
      case .rank(let rank): self[first, second] = Self.latent(ofRank: rank)
      case .latent(let latent): self[first, second] = latent
      }
    }
  }
}

extension ErrorNetwork {
  /// The errors of a tree of components, node by node.
  ///
  /// - Parameters:
  ///   - tree: Without faults.
  ///   - correlations: As declared.
  ///   - sample: Gives the errors that stand in a column of a data set, one at least.
  /// - Throws: What `sample` throws.
  package init<Failure>(
    _ tree: ErrorTree, correlations: [Correlation],
    sample: (_ data: String, _ column: String) throws(Failure) -> [Double]
  ) throws(Failure) {
    var nodes: [Node] = []
    for node in tree.nodes {
      let own = node.component.uncertainty.error
      nodes.append(
        Node(
          own: try own.map { source throws(Failure) in
            switch source {
            case .sample(let data, let column): .sample(try sample(data, column).sorted())
            case .normal(let mean, let sd): .normal(mean: mean, sd: sd)
            case .uniform(let least, let most): .uniform(least: least, most: most)
            case .logNormal(let mean, let sd): .logNormal(logMean: mean, logSD: sd)
            case .studentT(let freedom, let mean, let scale):
              .studentT(freedom: freedom, mean: mean, scale: scale)
            case .errorRate(let rate): .errorRate(rate)
            }
          }, combination: Combination(node.combination),
          inputs: node.inputs.map { Input($0.node, sensitivity: $0.sensitivity) }))
    }
    let sources = tree.nodes.map(\.component).filter { $0.uncertainty.error != nil }.map(\.id)
    self.init(nodes, correlations: CorrelationMatrix(correlations, of: sources))
  }
}

extension ErrorNetwork.Combination {
  fileprivate init(_ declared: Uncertainty.Combination?) {
    self =
      switch declared {
      case .additive, nil: .additive
      case .multiplicative: .multiplicative
      case .anyError: .anyError
      }
  }
}
