internal import Statistics

extension DecisionModel.Monitor {
  /// How soon it notices a degraded model, in the mean.
  ///
  /// The monitor counts the errors among the labelled items of a look, and alarms from the least
  /// number on that the healthy model reaches with no more than the chance of a false alarm that is
  /// allowed: the exact test of a share, one-sided. A break falls anywhere between two looks; each
  /// look after it alarms with the power of the test; and what is looked at is as old as labels need:
  /// D = delay + every · (1/power − ½), and at least 1.
  ///
  /// - Parameter model: The numbers.
  /// - Returns: Mean periods, and how they came about in words.
  package func detection(in model: DecisionModel) -> (periods: Double, words: String) {
    let layout = Layout(model)
    let stream = Stream(.full, layout, layout.values)
    let items =
      model.itemsPerPeriod.value * model.automatedShare.value * labelledShare * every
    let (well, ill) = (min(1, stream.model), min(1, stream.modelDegraded))
    let power = Self.power(items: items, well: well, ill: ill, falseAlarm: falseAlarm)
    let periods = min(1e6, max(1, labelDelay + every * (1 / max(power, 1e-9) - 0.5)))
    let percent = (power * 1000).rounded() / 10
    return (
      periods,
      "a look every \(every) periods on \(Int(min(items, 1e15))) labelled items notices with "
        + "\(percent) %, labels after \(labelDelay)"
    )
  }

  /// The probability that the errors of a degraded model raise the alarm.
  ///
  /// - Parameters:
  ///   - items: How many are labelled; the whole ones count.
  ///   - well: The probability of an error while the model is healthy.
  ///   - ill: The same while it is degraded.
  ///   - falseAlarm: What the alarm's probability may be while it is healthy.
  /// - Returns: 0 where there are too few items for any alarm.
  static func power(items: Double, well: Double, ill: Double, falseAlarm: Double) -> Double {
    // More would notice no later, to any digit that matters.
    let count = min(items, 1e6).rounded(.down)
    guard count >= 1, ill > well else { return 0 }
    func reaches(_ errors: Double, _ share: Double) -> Double {
      if errors <= 0 { return 1 }
      if share <= 0 || errors > count { return 0 }
      return share >= 1 ? 1 : SpecialFunctions.incompleteBeta(share, errors, count - errors + 1)
    }
    // More errors are less likely: the least number is found by halving.
    var (low, high) = (0.0, count + 1)
    while high - low > 1 {
      let middle = ((low + high) / 2).rounded(.down)
      if reaches(middle, well) > falseAlarm { low = middle } else { high = middle }
    }
    return reaches(high, ill)
  }
}
