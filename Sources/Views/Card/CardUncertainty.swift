internal import Readiness
internal import Statistics

extension CardFacts {
  /// Where uncertainty is quantified, how far the output may be wrong, and where that comes from.
  var uncertainty: CardField.Facts {
    let declared = judged.component.uncertainty
    let places = declared.quantified.map { quantified in
      [
        quantified.place.rawValue, quantified.kinds.map(\.rawValue).joined(separator: ", "),
        quantified.how + (quantified.shown.map { "; shown: \($0)" } ?? "; not shown"),
      ]
    }
    let own = declared.error.map { error in
      let unit = declared.unit.map { " \($0)" } ?? ""
      return [
        "own error", "declared",
        error.words + unit + (declared.source.map { "; \($0)" } ?? ""),
      ]
    }
    let rows = places + [own].compactMap(\.self) + (material.error.map(computed) ?? [])
    return rows.isEmpty ? .none : .table(["of", "kind", "what"], rows)
  }

  private func computed(_ end: UncertaintyReport.End) -> [[String]] {
    let drawn = "computed from \(end.error.samples.of("sample")), seed \(end.error.seed)"
    return end.figures.map { ["error of the output", drawn, "\($0.name): \($0.estimate.words)"] }
      + end.shares.filter { _ in end.shares.count > 1 }.map { share in
        [
          "variance", drawn,
          "\(share.known.value.percent) falls away if the error of \(share.component) is known; "
            + "\(share.left.value.percent) is left if all others are",
        ]
      } + end.caveats.map { ["error of the output", "caveat", $0] }
  }
}
