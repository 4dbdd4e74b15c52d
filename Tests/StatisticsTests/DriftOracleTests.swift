import Foundation
import Statistics
import TestSupport
import Testing

/// The familiar figures of drift are those of SciPy, scikit-learn and Evidently on seven real data
/// sets: statistics to 1e-9, probabilities to 1e-6 deep into the tails, both relative.
@Suite struct DriftOracleTests {
  private let oracles: DriftOracles

  init() throws {
    let path = Checkout.path("Tests/StatisticsTests/Fixtures/drift-oracles.json")
    oracles = try JSONDecoder().decode(
      DriftOracles.self, from: Data(contentsOf: URL(filePath: path)))
  }

  /// Whether two statistics agree; near 0 to 1e-15.
  private func same(_ ours: Double, _ theirs: Double) -> Bool {
    agree(ours, theirs, within: 1e-9) || abs(ours - theirs) < 1e-15
  }

  /// Whether two probabilities agree; those that a double hardly holds are all as small.
  private func sameProbability(_ ours: Double, _ theirs: Double) -> Bool {
    agree(ours, theirs, within: 1e-6) || max(ours, theirs) < 1e-290
  }

  @Test func `there are at least five data sets`() {
    let names = Set((oracles.numbers.map(\.name)).compactMap { $0.split(separator: ":").first })
    #expect(names.count >= 7)
  }

  @Test func `Kolmogorov-Smirnov and Wasserstein distances are SciPy's`() {
    for oracle in oracles.numbers {
      let (reference, current) = (oracle.reference.sample, oracle.current.sample)
      #expect(same(Distance.kolmogorovSmirnov(reference, current), oracle.ks), "\(oracle.name)")
      #expect(same(Distance.wasserstein(reference, current), oracle.wasserstein), "\(oracle.name)")
      #expect(same(reference.moments.mean, oracle.mean), "\(oracle.name)")
    }
  }

  @Test func `the place of the greatest difference has that difference`() throws {
    for oracle in oracles.numbers {
      let (reference, current) = (oracle.reference.sample, oracle.current.sample)
      let gap = try #require(Distance.greatestGap(reference, current))
      func share(_ sample: ValueCounts) -> Double {
        let below = zip(sample.values, sample.counts).filter { $0.0 <= gap.value }
        return Double(below.map(\.1).reduce(0, +)) / Double(sample.total)
      }
      #expect(share(reference) == gap.left && share(current) == gap.right, "\(oracle.name)")
      #expect(abs(gap.left - gap.right) == gap.difference)
    }
  }

  @Test func `Kolmogorov-Smirnov probabilities are SciPy's, exact and asymptotic`() {
    for oracle in oracles.numbers {
      let rows = (oracle.reference.sample.total, oracle.current.sample.total)
      let p = KolmogorovSmirnov.pValue(oracle.ks, rows.0, rows.1)
      #expect(sameProbability(p, oracle.ks_p), "\(oracle.name): \(p), not \(oracle.ks_p)")
      let asymptotic = KolmogorovSmirnov.asymptotic(oracle.ks, rows.0, rows.1)
      #expect(
        sameProbability(asymptotic, oracle.ks_p_asymptotic),
        "\(oracle.name): \(asymptotic), not \(oracle.ks_p_asymptotic)")
    }
  }

  @Test func `binned distances are NumPy's and Evidently's, each with its own bins`() throws {
    for oracle in oracles.numbers {
      let (reference, current) = (oracle.reference.sample, oracle.current.sample)
      let edges = reference.decileEdges
      let before = reference.counts(over: edges, countsUp: true)
      let now = current.counts(over: edges, countsUp: true)
      let psi = Distance.populationStability(before, now)
      #expect(same(psi, oracle.psi_deciles), "\(oracle.name): \(psi), not \(oracle.psi_deciles)")
      #expect(same(Distance.jensenShannon(before, now), oracle.js_deciles), "\(oracle.name)")
      let evidently = try #require(EvidentlyBinning(reference, current))
      #expect(
        same(evidently.populationStability, oracle.psi_evidently),
        "\(oracle.name): \(evidently.populationStability), not \(oracle.psi_evidently)")
      #expect(
        same(evidently.jensenShannon, oracle.js_evidently),
        "\(oracle.name): \(evidently.jensenShannon), not \(oracle.js_evidently)")
    }
  }

  @Test func `distances of categories are SciPy's and Evidently's`() throws {
    for oracle in oracles.categories {
      let (reference, current) = (oracle.reference, oracle.current)
      let evidently = try #require(EvidentlyBinning(reference, current))
      let chi = try #require(ChiSquared.twoSample(reference, current))
      let pairs = [
        (Distance.totalVariation(reference, current), oracle.total_variation),
        (Distance.maximum(reference, current), oracle.maximum),
        (Distance.jensenShannon(reference, current), oracle.jensen_shannon),
        (Distance.hellinger(reference, current), oracle.hellinger),
        (Distance.populationStability(reference, current), oracle.psi),
        (evidently.populationStability, try #require(oracle.psi_evidently)),
        (chi.statistic, oracle.chi2),
      ]
      for (ours, theirs) in pairs {
        #expect(same(ours, theirs), "\(oracle.name): \(ours), not \(theirs)")
      }
      #expect(chi.degreesOfFreedom == oracle.chi2_dof)
      #expect(sameProbability(chi.pValue, oracle.chi2_p), "\(oracle.name): \(chi.pValue)")
    }
  }

  @Test func `errors of reconstruction are scikit-learn's`() throws {
    for oracle in oracles.components {
      let components = try #require(PrincipalComponents(oracle.fitted, explaining: 0.65))
      #expect(components.count == oracle.components)
      for (row, error) in zip(oracle.rows, oracle.errors) {
        #expect(agree(components.reconstructionError(row), error, within: 1e-9), "\(oracle.name)")
      }
    }
  }

  @Test func `nothing varies together in one column, one row or constants`() {
    #expect(PrincipalComponents([], explaining: 0.65) == nil)
    #expect(PrincipalComponents([[1, 2]], explaining: 0.65) == nil)
    #expect(PrincipalComponents([[1], [2], [3]], explaining: 0.65) == nil)
    #expect(PrincipalComponents([[1, 5], [2, 5], [3, 5]], explaining: 0.65) == nil)
  }
}

/// What the packages say; `Fixtures/make_drift_oracles.py` made it.
struct DriftOracles: Decodable {
  let numbers: [Numbers]
  let categories: [Oracles.Categories]
  let components: [Components]

  struct Numbers: Decodable {
    let name: String
    let reference: Oracles.Counts
    let current: Oracles.Counts
    let ks: Double
    let ks_p: Double
    let ks_p_asymptotic: Double
    let wasserstein: Double
    let psi_deciles: Double
    let js_deciles: Double
    let psi_evidently: Double
    let js_evidently: Double
    let mean: Double
  }

  struct Components: Decodable {
    let name: String
    let fitted: [[Double]]
    let rows: [[Double]]
    let components: Int
    let errors: [Double]
  }
}
