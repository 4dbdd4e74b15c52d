internal import RealModule

/// Steps whose errors come together: each may add one of its own to those of the steps that it uses.
package struct ErrorNetwork: Sendable {
  package let nodes: [Node]
  /// The nodes with an error of their own, in order.
  package let sources: [Int]
  /// How the normal scores of these errors correlate, one row for each of `sources`.
  package let correlations: CorrelationMatrix
  private let marginals: [Marginal]
  /// The place of a node among `sources`.
  private let sourceOfNode: [Int?]
  /// How many inputs are passed on only by chance.
  let gates: Int

  package struct Node: Sendable {
    package let own: ErrorDistribution?
    package let combination: Combination
    package let inputs: [Input]

    package init(own: ErrorDistribution?, combination: Combination, inputs: [Input] = []) {
      self.own = own
      self.combination = combination
      self.inputs = inputs
    }
  }

  /// A node that is used, which stands before its user, and how strongly its error counts.
  package struct Input: Hashable, Sendable {
    package let node: Int
    package let sensitivity: Double

    package init(_ node: Int, sensitivity: Double = 1) {
      self.node = node
      self.sensitivity = sensitivity
    }
  }

  package enum Combination: Hashable, Sendable {
    /// The node's own error and those of its inputs, each times its sensitivity, add up.
    case additive
    /// Factors around 1 multiply, each to the power of its sensitivity; the error is what the
    /// product differs from 1.
    case multiplicative
    /// There is an error if the node makes one, or one of an input, which it is with the probability
    /// of its sensitivity, spoils the result.
    case anyError
  }

  /// - Parameters:
  ///   - nodes: Each after the ones that it uses.
  ///   - correlations: Of the errors of nodes that have one, in order; possible ones.
  package init(_ nodes: [Node], correlations: CorrelationMatrix? = nil) {
    for (place, node) in nodes.enumerated() {
      precondition(node.inputs.allSatisfy { (0..<place).contains($0.node) }, "inputs come first")
    }
    self.nodes = nodes
    sources = nodes.indices.filter { nodes[$0].own != nil }
    self.correlations = correlations ?? CorrelationMatrix(count: sources.count)
    precondition(self.correlations.count == sources.count, "one row for each error")
    marginals = nodes.compactMap(\.own).map(Marginal.init)
    var sourceOfNode = [Int?](repeating: nil, count: nodes.count)
    for (source, node) in sources.enumerated() { sourceOfNode[node] = source }
    self.sourceOfNode = sourceOfNode
    gates = nodes.filter { $0.combination == .anyError }
      .map { $0.inputs.filter(\.isByChance).count }.reduce(0, +)
  }

  /// The errors of all nodes, from the normal scores of the sources and from numbers in [0, 1), one
  /// for each input that is passed on by chance.
  func errors(scores: [Double], chances: [Double], into values: inout [Double]) {
    var gate = 0
    for (place, node) in nodes.enumerated() {
      let own = sourceOfNode[place].map { marginals[$0].value(at: scores[$0]) }
      switch node.combination {
      case .additive:
        values[place] = node.inputs.reduce(own ?? 0) { $0 + $1.sensitivity * values[$1.node] }
      case .multiplicative:
        // Values are kept as errors, so that an end needs no other reading.
        values[place] =
          node.inputs.reduce(own ?? 1) { product, input in
            let factor = values[input.node] + 1
            return product
              * (input.sensitivity == 1 ? factor : Double.pow(factor, input.sensitivity))
          } - 1
      case .anyError:
        var isWrong = own == 1
        for input in node.inputs {
          if input.isByChance {
            isWrong = isWrong || values[input.node] == 1 && chances[gate] < input.sensitivity
            gate += 1
          } else if input.sensitivity > 0 {
            isWrong = isWrong || values[input.node] == 1
          }
        }
        values[place] = isWrong ? 1 : 0
      }
    }
  }

  /// The sources that a node's error comes from.
  package func sources(below node: Int) -> [Int] {
    var wanted: Set<Int> = [node]
    for place in stride(from: node, through: 0, by: -1) where wanted.contains(place) {
      wanted.formUnion(nodes[place].inputs.filter { $0.sensitivity != 0 }.map(\.node))
    }
    return sources.indices.filter { wanted.contains(sources[$0]) }
  }
}

extension ErrorNetwork.Input {
  fileprivate var isByChance: Bool { sensitivity > 0 && sensitivity < 1 }
}
