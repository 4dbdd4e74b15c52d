import Statistics
import Testing

/// Numbers of distributions come as often as the distributions say.
@Suite struct SamplingTests {
  @Test func `normal numbers lie below each point as often as the normal law says`() {
    var numbers = PCG64(seed: 11)
    let count = 400_000
    let drawn = (0..<count).map { _ in numbers.normal() }
    // The last layer ends at 3.44: the points beyond it look at the tail.
    for z in [-3.9, -3.5, -2.5, -1.2, -0.3, 0, 0.1, 0.7, 1.9, 3.0, 3.6, 4.0] {
      let share = Double(drawn.count { $0 < z }) / Double(count)
      let law = SpecialFunctions.normal(z)
      let error = (law * (1 - law) / Double(count)).squareRoot()
      #expect(abs(share - law) < 4 * error + 1e-5, "\(z)")
    }
    let moments = Moments(drawn)
    #expect(abs(moments.mean) < 4 / Double(count).squareRoot())
    #expect(abs(moments.variance - 1) < 4 * (2 / Double(count)).squareRoot())
  }

  @Test(arguments: [0.5, 1.0, 3.5, 200.5])
  func `gamma numbers have the mean and the variance of their shape`(_ shape: Double) {
    var numbers = PCG64(seed: 12)
    let count = 200_000.0
    let moments = Moments((0..<Int(count)).map { _ in numbers.gamma(shape: shape) })
    #expect(abs(moments.mean - shape) < 4 * (shape / count).squareRoot())
    // The variance of a variance: (kurtosis − 1) σ⁴ / n, with a kurtosis of 3 + 6 / shape.
    let error = shape * ((2 + 6 / shape) / count).squareRoot()
    #expect(abs(moments.variance - shape) < 4 * error)
  }
}
