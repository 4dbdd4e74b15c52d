internal import Readiness

extension CardFacts {
  private var sources: [Component] { [component] + system.parts(of: component) }

  /// Fresh runs of checks of this component, of which a check counts once for each control.
  private var runs: [(control: Control.ID, run: Ledger.Run)] {
    verdict.readings.list.filter { $0.subject == .component(component.id) }.flatMap { reading in
      reading.freshRuns.map { (reading.control.id, $0) }
    }
  }

  /// Figures with a limit that fresh checks measured of how well this component does.
  ///
  /// What says how its data are is no figure of its quality.
  var figures: [CardFigure] {
    runs.filter { !$0.control.isOfData }.flatMap { _, run in
      run.evidence.finding.measurements.filter(\.isHeld).map { measurement in
        CardFigure(
          check: run.evidence.check, dataVersion: run.evidence.versions.data, at: run.at,
          measurement: measurement)
      }
    }
  }

  var results: CardField.Facts {
    .table(
      ["figure", "window", "value", "interval", "limit", "answer"],
      figures.map(Self.row) + dataResults)
  }

  private static func row(_ figure: CardFigure) -> [String] {
    let measurement = figure.measurement
    let limit = measurement.limit.map { "\($0.side == .atLeast ? "≥" : "≤") \($0.value.brief)" }
    let range = measurement.interval.map { interval in
      interval.lower == interval.upper
        ? "" : "[\(interval.lower.brief), \(interval.upper.brief)]"
    }
    return [
      figure.name, measurement.window, measurement.value.brief, range ?? "", limit ?? "",
      "\(measurement.status.sign.mark) \(measurement.status.sign.word)",
    ]
  }

  /// How many limits of its data hold, a row for each check.
  private var dataResults: [[String]] {
    var order: [Evidence.CheckID] = []
    var held: [Evidence.CheckID: Set<Held>] = [:]
    for (control, run) in runs where control.isOfData {
      let check = run.evidence.check
      if held[check] == nil { order.append(check) }
      held[check, default: []].formUnion(
        run.evidence.finding.measurements.filter(\.isHeld).map(Held.init))
    }
    return order.compactMap { check in
      guard let all = held[check], !all.isEmpty else { return nil }
      let good = all.count { $0.status.passes }
      let worst: Status =
        all.contains { $0.status == .fail } ? .fail : good == all.count ? .pass : .inconclusive
      return [
        "limits of \(check)", "", "\(good) of \(all.count) hold", "", "",
        "\(worst.sign.mark) \(worst.sign.word)",
      ]
    }
  }

  /// A measurement that two controls may read.
  private struct Held: Hashable {
    let of: String
    let statistic: String
    let window: String
    let status: Status

    init(_ measurement: Measurement) {
      of = measurement.of
      statistic = measurement.statistic
      window = measurement.window
      status = measurement.status
    }
  }

  /// Data sets with a card, and how much of what is asked about them is answered.
  var dataCards: CardField.Facts {
    let rows = sources.filter { $0.kind == .dataset && material.texts[$0.id]?.isEmpty == false }
      .map { source in
        let count = material.answered(by: source)
        return [
          source.id.rawValue, material.places.card(of: source.id),
          count.map { "\($0.answered) of \($0.of) answered" } ?? "",
        ]
      }
    return .table(["data set", "card", "questions"], rows)
  }

  /// Versions of data, and each declared table with its rows and its digest.
  var data: CardField.Facts {
    let rows = sources.flatMap { source -> [[String]] in
      let tables = material.files.filter { $0.component == source.id && $0.isTable }
      guard source.versions.data != nil || !tables.isEmpty else { return [] }
      let quality = verdict.readings.reading(of: "data.quality-checked", for: source.id)
      let own = [source.id.rawValue, source.versions.data ?? ""]
      let words = quality.map { "\($0.standing.sign.mark) \($0.because)" } ?? ""
      guard !tables.isEmpty else { return [own + ["", "", "", words]] }
      return tables.enumerated().map { index, table in
        own + [
          table.path, table.rows.map { "\($0)" } ?? "",
          table.digest.map { "\($0.prefix(12))…" } ?? "cannot be read", index == 0 ? words : "",
        ]
      }
    }
    return .table(["component", "data version", "table", "rows", "SHA-256", "quality"], rows)
  }
}

extension Measurement {
  /// Whether it is held against a limit.
  fileprivate var isHeld: Bool { limit != nil && statistic != "coverage" }
}

extension Control.ID {
  /// Whether it is about what goes in, and not about what comes out.
  fileprivate var isOfData: Bool {
    let isInput = ["data.", "feature."].contains(where: rawValue.hasPrefix)
    return isInput
      || ["monitor.skew", "monitor.numerics", "model.eval-representative"].contains(self)
  }
}

extension Reading {
  /// What checks found by runs that are fresh.
  fileprivate var freshRuns: [Ledger.Run] {
    grounds.compactMap { ground in
      guard ground.isFresh, case .runs(let runs) = ground.source else { return nil }
      return runs.newest
    }
  }
}
