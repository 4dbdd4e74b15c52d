import Statistics

/// What the statistics of one column cost once it has been counted: `false-alarms timing`.
enum Timing {
  static func run() {
    var generator = Normals(seed: 2013, stream: 1)
    let rows = 168_000
    let few = (sample(rows, step: 0.005, &generator), sample(rows, step: 0.005, &generator))
    let many = (sample(rows, step: 0, &generator), sample(rows, step: 0, &generator))
    report("verdict, \(few.0.values.count) distinct numbers") { verdict(few) }
    report("familiar figures, \(few.0.values.count) distinct numbers") { familiar(few) }
    report("verdict, \(many.0.values.count) distinct numbers") { verdict(many) }
    report("familiar figures, \(many.0.values.count) distinct numbers") { familiar(many) }
  }

  private static func sample(
    _ rows: Int, step: Double, _ generator: inout Normals
  ) -> ValueCounts {
    ValueCounts(
      (0..<rows).map { _ in
        let number = generator.next()
        return step > 0 ? (number / step).rounded() * step : number
      })
  }

  private static func verdict(_ pair: (ValueCounts, ValueCounts)) -> Double {
    DriftVerdict(
      numbers: pair.0, pair.1, margin: FalseAlarms.margin, errorRate: FalseAlarms.errorRate / 17
    ).distance.upper
  }

  private static func familiar(_ pair: (ValueCounts, ValueCounts)) -> Double {
    let edges = pair.0.decileEdges
    let before = pair.0.counts(over: edges, countsUp: true)
    let now = pair.1.counts(over: edges, countsUp: true)
    // A distance that leaves the whole tail to be summed.
    return KolmogorovSmirnov.pValue(0.006, pair.0.total, pair.1.total)
      + Distance.wasserstein(pair.0, pair.1) + Distance.populationStability(before, now)
      + Distance.jensenShannon(before, now) + pair.0.moments.mean + pair.1.moments.mean
      + (EvidentlyBinning(pair.0, pair.1)?.populationStability ?? 0)
  }

  /// The median of 21 runs.
  private static func report(_ name: String, _ body: () -> Double) {
    let clock = ContinuousClock()
    var sum = 0.0
    let times = (0..<21).map { _ in clock.measure { sum += body() } }.sorted()
    print("\(name): \(times[10]) (sum \(sum.isFinite))")
  }
}
