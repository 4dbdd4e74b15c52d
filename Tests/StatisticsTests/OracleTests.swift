import Statistics
import Testing

/// Our figures are those of SciPy and scikit-learn: statistics to 1e-9, probabilities to 1e-6, both
/// relative.
@Suite struct OracleTests {
  private let oracles = Oracles.kept

  @Test func `distances of numbers equal SciPy's`() {
    for oracle in oracles.numbers {
      let (reference, current) = (oracle.reference.sample, oracle.current.sample)
      let statistic = Distance.kolmogorovSmirnov(reference, current)
      #expect(agree(statistic, oracle.ks, within: 1e-9), "\(oracle.name)")
      #expect(
        agree(Distance.wasserstein(reference, current), oracle.wasserstein, within: 1e-9),
        "\(oracle.name)")
      #expect(
        agree(Distance.populationStability(reference, current), oracle.psi, within: 1e-9),
        "\(oracle.name)")
      let p = KolmogorovSmirnov.pValue(statistic, reference.total, current.total)
      #expect(agree(p, oracle.ks_p, within: 1e-6), "\(oracle.name): \(p), not \(oracle.ks_p)")
    }
  }

  @Test func `moments and quantiles equal NumPy's`() throws {
    for oracle in oracles.numbers {
      let sample = oracle.reference.sample
      #expect(agree(sample.moments.mean, oracle.mean, within: 1e-11))
      #expect(agree(sample.moments.variance, oracle.variance, within: 1e-9))
      for (p, theirs) in zip([0.01, 0.25, 0.5, 0.75, 0.99], oracle.quantiles) {
        #expect(abs(try #require(sample.quantileLinear(p)) - theirs) < 1e-9)
      }
    }
  }

  @Test func `distances of categories equal SciPy's`() throws {
    for oracle in oracles.categories {
      let (reference, current) = (oracle.reference, oracle.current)
      let pairs = [
        (Distance.totalVariation(reference, current), oracle.total_variation),
        (Distance.maximum(reference, current), oracle.maximum),
        (Distance.jensenShannon(reference, current), oracle.jensen_shannon),
        (Distance.hellinger(reference, current), oracle.hellinger),
        (Distance.populationStability(reference, current), oracle.psi),
      ]
      for (ours, theirs) in pairs {
        #expect(agree(ours, theirs, within: 1e-9), "\(oracle.name): \(ours), not \(theirs)")
      }
      let chi = try #require(ChiSquared.twoSample(reference, current))
      #expect(agree(chi.statistic, oracle.chi2, within: 1e-9))
      #expect(chi.degreesOfFreedom == oracle.chi2_dof)
      #expect(agree(chi.pValue, oracle.chi2_p, within: 1e-6), "\(oracle.name)")
    }
  }

  @Test func `the one-sample distribution equals SciPy's over all its methods`() {
    for oracle in oracles.one_sample {
      let p = KolmogorovSmirnov.oneSample(oracle[1], Int(oracle[0]))
      #expect(
        agree(p, oracle[2], within: 1e-6), "n \(oracle[0]), d \(oracle[1]): \(p), not \(oracle[2])")
    }
  }

  @Test func `the exact two-sample distribution equals SciPy's`() {
    for oracle in oracles.two_sample_exact {
      let p = KolmogorovSmirnov.exact(oracle[2], Int(oracle[0]), Int(oracle[1]))
      #expect(agree(p, oracle[3], within: 1e-6), "\(oracle): \(p)")
    }
  }

  @Test func `classification figures equal scikit-learn's`() throws {
    let oracle = oracles.classification
    let scored = oracle.scored
    let confusion = Confusion(scored, threshold: 0.5)
    let accuracy = try #require(confusion.accuracy(level: 0.95))
    #expect(agree(accuracy.value, oracle.accuracy, within: 1e-12))
    #expect(agree(accuracy.lower, oracle.accuracy_interval[0], within: 1e-9))
    #expect(agree(accuracy.upper, oracle.accuracy_interval[1], within: 1e-9))
    let pairs = [
      (confusion.precision(level: 0.95), oracle.precision),
      (confusion.recall(level: 0.95), oracle.recall), (confusion.f1(level: 0.95), oracle.f1),
      (Ranking.rocAUC(scored, level: 0.95), oracle.roc_auc),
      (Ranking.brier(scored, level: 0.95), oracle.brier),
      (Ranking.logLoss(scored, level: 0.95), oracle.log_loss),
    ]
    for (ours, theirs) in pairs {
      let estimate = try #require(ours)
      #expect(agree(estimate.value, theirs, within: 1e-9))
      #expect(estimate.lower < estimate.value && estimate.value < estimate.upper)
    }
  }

  @Test func `regression figures equal scikit-learn's`() throws {
    let oracle = oracles.regression
    let errors = try #require(
      RegressionErrors(truth: oracle.truth, predicted: oracle.predicted))
    let r2 = try #require(errors.coefficientOfDetermination(level: 0.95, seed: 1))
    let pairs = [
      (errors.meanAbsoluteError(level: 0.95), oracle.mae),
      (errors.rootMeanSquaredError(level: 0.95), oracle.rmse),
      (errors.bias(level: 0.95), oracle.bias), (r2, oracle.r2),
    ]
    for (ours, theirs) in pairs {
      #expect(agree(ours.value, theirs, within: 1e-9))
      #expect(ours.lower < ours.value && ours.value < ours.upper)
    }
  }

  @Test func `special functions equal SciPy's`() throws {
    for oracle in try #require(oracles.special["normal_quantile"]) {
      #expect(
        abs(SpecialFunctions.normalQuantile(oracle[0]) - oracle[1]) < 1e-12 * max(1, abs(oracle[1]))
      )
    }
    for oracle in try #require(oracles.special["beta"]) {
      let ours = SpecialFunctions.incompleteBeta(oracle[0], oracle[1], oracle[2])
      #expect(abs(ours - oracle[3]) <= 1e-9 * oracle[3] + 1e-300, "\(oracle): \(ours)")
    }
    for oracle in try #require(oracles.special["gamma"]) {
      let ours = SpecialFunctions.upperGamma(oracle[0], oracle[1])
      #expect(abs(ours - oracle[2]) <= 1e-9 * oracle[2] + 1e-300, "\(oracle): \(ours)")
    }
    for oracle in try #require(oracles.special["clopper_pearson"]) {
      let ours = Proportion.clopperPearson(Int(oracle[0]), of: Int(oracle[1]), level: oracle[2])
      #expect(abs(ours.lower - oracle[3]) < 1e-9 && abs(ours.upper - oracle[4]) < 1e-9)
    }
    for oracle in try #require(oracles.special["mcnemar"]) {
      let pairs = PairedDecisions(better: Int(oracle[0]), worse: Int(oracle[1]), rows: 500)
      #expect(agree(pairs.exactPValue, oracle[2], within: 1e-9))
    }
  }
}
