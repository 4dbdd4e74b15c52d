internal import Statistics

extension DecisionModel.Monitor {
  /// How soon it notices a degraded model, in the mean.
  ///
  /// The monitor compares the share of errors among the labelled items of a look with that of the
  /// healthy model: one-sided, by the normal approximation, with the chance of a false alarm that is
  /// allowed. A break falls anywhere between two looks; each look after it alarms with the power of
  /// the test; and what is looked at is as old as labels need: D = delay + every · (1/power − ½), and
  /// at least 1.
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

  static func power(items: Double, well: Double, ill: Double, falseAlarm: Double) -> Double {
    guard items >= 1, ill > well else { return falseAlarm }
    let margin =
      SpecialFunctions.normalQuantile(1 - falseAlarm) * (well * (1 - well) / items).squareRoot()
    let spread = (ill * (1 - ill) / items).squareRoot()
    guard spread > 0 else { return ill - well > margin ? 1 : falseAlarm }
    return SpecialFunctions.normal((ill - well - margin) / spread)
  }
}
