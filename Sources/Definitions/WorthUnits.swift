internal import Documents

/// The units that numbers of `worth.yaml` are written with, held against its currency and period.
struct WorthUnits {
  let currency: String
  let period: String

  /// What a number is a number of.
  private enum Measure {
    case money, moneyPerPeriod, perPeriod, share, sharePerPeriod, periods
  }

  private static let measures: [String: Measure] = [
    "items-per-period": .perPeriod, "growth-per-period": .sharePerPeriod, "automated-share": .share,
    "saving-per-item": .money, "fixed-cost-per-period": .moneyPerPeriod, "investment": .money,
    "discount-per-period": .sharePerPeriod, "cost": .money, "people": .share, "model": .share,
    "share": .share, "hazard": .sharePerPeriod, "rate": .share, "detection-periods": .periods,
    "repair-periods": .periods, "repair-periods-without-plan-b": .periods,
    "fallback-gain-per-item": .money, "switch-cost": .money, "errors-per-period": .perPeriod,
    "cost-beyond": .money, "built": .share, "caught": .share, "deploy-at-most": .share,
    "refuse-above": .share,
  ]

  /// A number and the text behind it; `nil` where it does not begin with a number.
  static func split(_ text: String) -> (Double, String)? {
    let trimmed = text.drop(while: \.isWhitespace)
    let end =
      trimmed.firstIndex { !($0.isNumber || ".+-".contains($0)) } ?? trimmed.endIndex
    guard let number = Double(trimmed[..<end]), number.isFinite, end < trimmed.endIndex else {
      return nil
    }
    let unit = trimmed[end...].drop(while: \.isWhitespace)
    return unit.isEmpty ? nil : (number, String(unit))
  }

  /// Reports every number whose unit is not that of its key.
  func report(in tree: Tree, _ reader: inout Reader) {
    if case .sequence(let elements) = tree.content {
      for element in elements { report(in: element, &reader) }
    }
    guard case .mapping(let pairs) = tree.content else { return }
    for pair in pairs {
      if let measure = Self.measures[pair.key] {
        for number in [pair.value, pair.value["value"]].compactMap(\.self)
          + (pair.value["range"]?.elements ?? []) + (pair.value["sample"]?.elements ?? [])
        {
          check(number, measure, &reader)
        }
      }
      report(in: pair.value, &reader)
    }
  }

  private func check(_ tree: Tree, _ measure: Measure, _ reader: inout Reader) {
    guard let text = tree.text, Double(text) == nil, let (_, unit) = Self.split(text) else {
      return
    }
    let said = unit.replacing(" per ", with: "/").replacing("per ", with: "/")
      .filter { !$0.isWhitespace }
    let known: [String] =
      switch measure {
      case .money: [currency, currency + "/item", currency + "/error"]
      case .moneyPerPeriod: [currency + "/" + period]
      case .perPeriod: ["/" + period, "items/" + period, "errors/" + period]
      case .share: ["%"]
      case .sharePerPeriod: ["%", "/" + period, "%/" + period]
      case .periods: [period, period + "s"]
      }
    if known.contains(said) { return }
    let first = said.prefix { $0 != "/" }
    let other = said.split(separator: "/").last.map(String.init) ?? ""
    let isMoney = measure == .money || measure == .moneyPerPeriod
    let shown = unit.shortened(to: 20)
    if isMoney, first != currency[...], first.allSatisfy(\.isUppercase), first.count == 3 {
      reader.report(
        .wrongValue, "\(first) is not \(currency), the currency of the file", at: tree,
        fix: "write all money in \(currency)")
    } else if said.contains("/"), other != period {
      reader.report(
        .wrongValue,
        "it is per \(other.shortened(to: 20)); periods of the file are of one \(period)",
        at: tree, fix: "write it per \(period)")
    } else {
      reader.report(
        .wrongValue, "the unit '\(shown)' does not fit here", at: tree,
        fix: "write the number alone, or with \(known.last ?? "")")
    }
  }
}
