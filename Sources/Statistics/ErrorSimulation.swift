internal import RealModule

/// Propagation of errors through a network by Monte Carlo.
///
/// The samples are drawn in 64 blocks, each with a stream of random numbers of its own: so the
/// blocks may be drawn in any order, or at once, and give the same.
///
/// Source of the method: JCGM 101:2008, *Propagation of distributions using a Monte Carlo method*.
package struct ErrorSimulation: Sendable {
  package let network: ErrorNetwork
  /// The nodes whose errors are asked for.
  package let ends: [Int]
  package let samples: Int
  package let seed: UInt64
  /// Factors of the correlations, by what they are for.
  private let factor: [Double]
  private let factors: [Source]

  package static let blocks = 64
  /// So many, at least, that every block has enough pairs for its own shares.
  package static let samplesMin = 6400

  /// What takes apart one source from the others.
  private struct Source {
    let orderFirst: [Int]
    let first: [Double]
    let orderLast: [Int]
    let last: [Double]
  }

  /// Fails where no errors can correlate as they are said to.
  ///
  /// - Parameters:
  ///   - network: The steps and how their errors correlate.
  ///   - ends: The nodes whose errors are asked for.
  ///   - samples: How many to draw, ``samplesMin`` at least.
  ///   - seed: Where the random numbers start.
  package init?(_ network: ErrorNetwork, ends: [Int], samples: Int, seed: UInt64) {
    precondition(samples >= Self.samplesMin, "enough samples")
    guard let factor = network.correlations.factor() else { return nil }
    self.network = network
    self.ends = ends
    self.samples = samples
    self.seed = seed
    self.factor = factor
    let all = Array(network.sources.indices)
    var factors: [Source] = []
    for source in all {
      let others = all.filter { $0 != source }
      guard let first = network.correlations.factor(in: [source] + others),
        let last = network.correlations.factor(in: others + [source])
      else { return nil }
      factors.append(
        Source(
          orderFirst: [source] + others, first: first, orderLast: others + [source], last: last))
    }
    self.factors = factors
  }

  /// What one block of samples gives.
  package struct Block: Sendable {
    /// For each end its errors, in the order drawn.
    fileprivate(set) var errors: [[Double]]
    /// For each end and source what pairs of samples give.
    fileprivate(set) var known: [[Pairs]]
    fileprivate(set) var left: [[Pairs]]
  }

  /// Sums over pairs of errors that have something in common.
  struct Pairs: Sendable {
    private(set) var count = 0
    private var sum = 0.0
    private var product = 0.0
    private var squares = 0.0

    mutating func add(_ x: Double, _ y: Double) {
      count += 1
      sum += x + y
      product += x * y
      squares += x * x + y * y
    }

    mutating func merge(_ other: Pairs) {
      count += other.count
      sum += other.sum
      product += other.product
      squares += other.squares
    }

    /// Of all errors of the pairs.
    var mean: Double { sum / Double(2 * max(1, count)) }

    /// The variance of what the errors of a pair have in common, and of all of it, about a mean.
    func variances(about mean: Double) -> (common: Double, all: Double) {
      let n = Double(max(1, count))
      let shift = mean * mean - mean * sum / n
      return (product / n + shift, squares / (2 * n) + shift)
    }
  }

  /// Draws one block.
  ///
  /// - Parameter number: 0 to 63.
  /// - Returns: What it gives; the same whenever and wherever it is drawn.
  package func block(_ number: Int) -> Block {
    precondition((0..<Self.blocks).contains(number), "one of the blocks")
    let count = samples / Self.blocks + (number < samples % Self.blocks ? 1 : 0)
    var drawing = Drawing(network, PCG64(seed: seed, stream: UInt64(number)))
    let none = [[Pairs]](
      repeating: [Pairs](repeating: Pairs(), count: factors.count), count: ends.count)
    var block = Block(
      errors: ends.map { _ in [] }, known: none, left: none)
    for end in ends.indices { block.errors[end].reserveCapacity(count) }
    let order = Array(network.sources.indices)
    // Sums of squares of what lies far from 0 would lose their digits.
    let middle = drawing.middle()
    for _ in 0..<count {
      drawing.draw()
      drawing.evaluate(factor, order)
      for (end, node) in ends.enumerated() { block.errors[end].append(drawing.values[node]) }
    }
    for (source, factor) in factors.enumerated() {
      let asked = ends.indices.filter { network.sources(below: ends[$0]).contains(source) }
      if asked.isEmpty { continue }
      let nodes = asked.map { ends[$0] }
      for _ in 0..<max(1, count / 4) {
        // Two samples with the same error of this source, and nothing else the same.
        drawing.pair(nodes, factor.first, factor.orderFirst, keeping: 0) { at, x, y in
          block.known[asked[at]][source].add(x - middle[nodes[at]], y - middle[nodes[at]])
        }
        // Two samples that differ in this source's error alone, as far as the others leave it open.
        drawing.pair(nodes, factor.last, factor.orderLast, renewing: order.count - 1) { at, x, y in
          block.left[asked[at]][source].add(x - middle[nodes[at]], y - middle[nodes[at]])
        }
      }
    }
    return block
  }
}

/// Draws samples of a network, one after the other.
private struct Drawing {
  private let network: ErrorNetwork
  private var numbers: PCG64
  /// Independent standard normal numbers, one for each source.
  private var normals: [Double]
  private var scores: [Double]
  private var chances: [Double]
  private(set) var values: [Double]

  init(_ network: ErrorNetwork, _ numbers: PCG64) {
    self.network = network
    self.numbers = numbers
    normals = [Double](repeating: 0, count: network.sources.count)
    scores = normals
    chances = [Double](repeating: 0, count: network.gates)
    values = [Double](repeating: 0, count: network.nodes.count)
  }

  private mutating func normal() -> Double {
    // The middle of one of 2^53 equal parts of [0, 1], so never one of its ends.
    SpecialFunctions.normalQuantile((Double(numbers.next() >> 11) + 0.5) * 0x1p-53)
  }

  mutating func draw(keeping kept: Int? = nil) {
    for place in normals.indices where place != kept { normals[place] = normal() }
    for gate in chances.indices { chances[gate] = numbers.uniform() }
  }

  /// The errors of all nodes where every source has its median error.
  func middle() -> [Double] {
    var errors = values
    network.errors(
      scores: normals.map { _ in 0 }, chances: chances.map { _ in 0 }, into: &errors)
    return errors
  }

  /// The errors of the last draw, where the sources in an order correlate by a factor.
  mutating func evaluate(_ factor: [Double], _ order: [Int]) {
    let count = normals.count
    for row in 0..<count {
      var score = 0.0
      for column in 0...row { score += factor[row * count + column] * normals[column] }
      scores[order[row]] = score
    }
    network.errors(scores: scores, chances: chances, into: &values)
  }

  /// Two samples that share one normal number, or all but one and the chances with it.
  mutating func pair(
    _ ends: [Int], _ factor: [Double], _ order: [Int], keeping kept: Int? = nil,
    renewing renewed: Int? = nil, _ add: (_ end: Int, Double, Double) -> Void
  ) {
    draw()
    evaluate(factor, order)
    let before = ends.map { values[$0] }
    if let renewed { normals[renewed] = normal() } else { draw(keeping: kept) }
    evaluate(factor, order)
    for (at, node) in ends.enumerated() { add(at, before[at], values[node]) }
  }
}
