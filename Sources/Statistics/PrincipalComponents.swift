internal import RealModule

/// The directions in which several columns of numbers vary together, and how far a row lies off them.
///
/// Columns are standardised by the sample that this is made from; kept are the fewest components that
/// explain more than a share of its variance (scikit-learn `StandardScaler` and
/// `PCA(n_components=share)`).
package struct PrincipalComponents: Sendable {
  private let means: [Double]
  private let scales: [Double]
  /// One unit vector a component.
  private let components: [[Double]]

  package var count: Int { components.count }

  /// Fails where there are fewer than two rows, or where fewer than two columns vary.
  ///
  /// - Parameters:
  ///   - rows: Rows of finite numbers, all of one length.
  ///   - share: Of the variance that the components explain, 0 to 1.
  package init?(_ rows: [[Double]], explaining share: Double) {
    guard let width = rows.first?.count, rows.count > 1 else { return nil }
    let count = Double(rows.count)
    var means = [Double](repeating: 0, count: width)
    for row in rows { for column in 0..<width { means[column] += row[column] / count } }
    var covariance = SymmetricMatrix(size: width)
    for row in rows {
      for i in 0..<width {
        let left = row[i] - means[i]
        for j in 0...i { covariance[i, j] += left * (row[j] - means[j]) / count }
      }
    }
    // A constant column stays as it is, with nothing to explain.
    let scales = (0..<width).map { column in
      covariance[column, column] > 0 ? covariance[column, column].squareRoot() : 1
    }
    for i in 0..<width { for j in 0...i { covariance[i, j] /= scales[i] * scales[j] } }
    let parts = covariance.eigenvectors()
    let total = parts.map(\.value).reduce(0, +)
    guard parts.filter({ $0.value > 1e-12 * total }).count > 1 else { return nil }
    var explained = 0.0
    var kept: [[Double]] = []
    for part in parts {
      kept.append(part.vector)
      explained += part.value / total
      if explained > share { break }
    }
    self.means = means
    self.scales = scales
    components = kept
  }

  /// The distance between a standardised row and its projection onto the components.
  package func reconstructionError(_ row: [Double]) -> Double {
    let standardised = row.indices.map { (row[$0] - means[$0]) / scales[$0] }
    var rest = standardised
    for component in components {
      var along = 0.0
      for index in rest.indices { along += standardised[index] * component[index] }
      for index in rest.indices { rest[index] -= along * component[index] }
    }
    return rest.map { $0 * $0 }.reduce(0, +).squareRoot()
  }
}

/// A symmetric matrix; only the lower half is kept up to date by those who write it.
private struct SymmetricMatrix {
  let size: Int
  private var cells: [Double]

  init(size: Int) {
    self.size = size
    cells = Array(repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { cells[max(row, column) * size + min(row, column)] }
    set { cells[max(row, column) * size + min(row, column)] = newValue }
  }

  /// Eigenvalues with unit eigenvectors, the greatest first, by Jacobi's rotations.
  ///
  /// Source: Golub and Van Loan, *Matrix Computations*, 4th edition, section 8.5.
  func eigenvectors() -> [(value: Double, vector: [Double])] {
    var matrix = self
    // Row k becomes the k-th eigenvector.
    var vectors = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    for _ in 0..<60 {
      var off = 0.0
      for i in 0..<size { for j in 0..<i { off += matrix[i, j] * matrix[i, j] } }
      if off < 1e-26 * Double(size) { break }
      for p in 0..<size {
        for q in (p + 1)..<size where abs(matrix[p, q]) > 1e-300 {
          let theta = (matrix[q, q] - matrix[p, p]) / (2 * matrix[p, q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          let shift = t * matrix[p, q]
          matrix[p, p] -= shift
          matrix[q, q] += shift
          matrix[p, q] = 0
          for k in 0..<size where k != p && k != q {
            let (a, b) = (matrix[k, p], matrix[k, q])
            matrix[k, p] = c * a - s * b
            matrix[k, q] = s * a + c * b
          }
          for k in 0..<size {
            let (a, b) = (vectors[p][k], vectors[q][k])
            vectors[p][k] = c * a - s * b
            vectors[q][k] = s * a + c * b
          }
        }
      }
    }
    return (0..<size).map { (value: matrix[$0, $0], vector: vectors[$0]) }
      .sorted { $0.value > $1.value }
  }
}
