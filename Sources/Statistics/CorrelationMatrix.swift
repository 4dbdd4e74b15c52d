internal import RealModule

/// Correlations of several variables; 1 on the diagonal, 0 where nothing is set.
package struct CorrelationMatrix: Hashable, Sendable {
  package let count: Int
  private var values: [Double]

  package init(count: Int) {
    precondition(count >= 0, "a number of variables")
    self.count = count
    values = [Double](repeating: 0, count: count * count)
    for index in 0..<count { values[index * count + index] = 1 }
  }

  package subscript(row: Int, column: Int) -> Double {
    get { values[row * count + column] }
    set {
      values[row * count + column] = newValue
      values[column * count + row] = newValue
    }
  }

  /// The correlation of two normal variables whose rank correlation (Spearman's) is `rank`.
  ///
  /// Source: Kruskal, *Ordinal Measures of Association*, 1958: ρ = 2 sin(π r / 6).
  package static func latent(ofRank rank: Double) -> Double {
    abs(rank) >= 1 ? rank : 2 * Double.sin(.pi * rank / 6)
  }

  /// The variables that correlate with one, itself left out.
  package func partners(of index: Int) -> [Int] {
    (0..<count).filter { $0 != index && self[index, $0] != 0 }
  }

  /// A lower triangular L with L Lᵀ the matrix of the variables in an order, row by row; `nil`
  /// where no variables can correlate so, because the matrix is not positive semidefinite.
  ///
  /// Cholesky's factorisation, where a pivot below 1e-10 counts as 0 and leaves its column empty.
  ///
  /// - Parameter order: The variables, each once; as they are unless given.
  /// - Returns: `count` × `count` numbers.
  package func factor(in order: [Int]? = nil) -> [Double]? {
    let order = order ?? Array(0..<count)
    precondition(order.count == count, "every variable once")
    var lower = [Double](repeating: 0, count: count * count)
    for column in 0..<count {
      func rest(_ row: Int) -> Double {
        (0..<column).reduce(self[order[row], order[column]]) {
          $0 - lower[row * count + $1] * lower[column * count + $1]
        }
      }
      let pivot = rest(column)
      if pivot < -Self.tolerance { return nil }
      let isEmpty = pivot <= Self.tolerance
      let root = isEmpty ? 0 : pivot.squareRoot()
      lower[column * count + column] = root
      for row in (column + 1)..<max(count, column + 1) {
        let value = rest(row)
        if isEmpty, abs(value) > 2 * Self.tolerance.squareRoot() { return nil }
        lower[row * count + column] = isEmpty ? 0 : value / root
      }
    }
    return lower
  }

  private static let tolerance = 1e-10

  /// The correlations that two variables can have while all others stay as they are, to 1e-4;
  /// `nil` where none makes the matrix possible.
  package func possible(_ first: Int, _ second: Int) -> ClosedRange<Double>? {
    func isPossible(_ value: Double) -> Bool {
      var copy = self
      copy[first, second] = value
      return copy.factor() != nil
    }
    // The possible values are one interval; a grid finds it, halving finds its ends.
    let grid = (-100...100).map { Double($0) / 100 }
    guard let low = grid.first(where: isPossible), let high = grid.last(where: isPossible) else {
      return nil
    }
    func end(_ good: Double, _ bad: Double) -> Double {
      var (good, bad) = (good, bad)
      while abs(good - bad) > 1e-5 {
        let middle = (good + bad) / 2
        if isPossible(middle) { good = middle } else { bad = middle }
      }
      return good
    }
    return (low <= -1 ? -1 : end(low, low - 0.01))...(high >= 1 ? 1 : end(high, high + 0.01))
  }
}
