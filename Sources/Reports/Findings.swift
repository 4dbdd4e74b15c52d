package import Documents
package import Readiness

extension Reported {
  /// The answers that a person asks for: what the report says about controls by itself, or about
  /// the named ones, within the limits that were set.
  ///
  /// - Parameters:
  ///   - controls: The controls that were named; none for those that the report speaks about.
  ///   - limits: The limits that were set.
  ///   - file: The report, for messages.
  /// - Returns: One answer for each control, at least one.
  /// - Throws: ``Documents/Diagnostics`` where the report and what was asked for come to no answer.
  package func answers(
    about controls: [Control.ID], within limits: [ReportLimit], in file: ReportFile
  ) throws(Diagnostics) -> [ReportAnswer] {
    let all = try measurements(within: limits, in: file)
    let asked: [Control.ID] =
      controls.isEmpty
      ? answers.map(\.control) + (limits.isEmpty ? [] : byLimits) : controls
    guard !asked.isEmpty else { throw unasked(within: limits, in: file) }
    guard limits.isEmpty || !controls.isEmpty || !byLimits.isEmpty else {
      throw unasked(within: limits, in: file)
    }
    var found: [ReportAnswer] = []
    for control in asked.inOrder {
      // What the report says by itself of other controls has nothing to do with the limits.
      let held = controls.isEmpty && !byLimits.contains(control) ? [] : all
      let own = answers.filter { $0.control == control }
      if own.isEmpty {
        guard whole != nil || !held.isEmpty else { throw unlimited(in: file) }
        found.append(ReportAnswer(control, Self.verdict(whole, within: held)))
      }
      for answer in own {
        found.append(
          ReportAnswer(
            control, of: answer.component, Self.verdict(answer.verdict, within: held),
            naming: answer.naming))
      }
    }
    return found
  }

  /// Each figure that a limit was set for, held against it.
  private func measurements(
    within limits: [ReportLimit], in file: ReportFile
  ) throws(Diagnostics) -> [Measurement] {
    var held: [Measurement] = []
    for limit in limits {
      if let found = lacking[limit.name] {
        throw file.fault("the figure '\(limit.name.shortened(to: 60))' is \(found), no number")
      }
      let named = figures.filter { $0.names.contains(limit.name) }
      if named.isEmpty {
        let near = Spelling.nearest(to: limit.name, among: Set(figures.flatMap(\.names)).sorted())
        throw file.fault(
          "the report states no figure '\(limit.name.shortened(to: 60))'",
          fix: near.map { "did you mean '\($0)'?" } ?? figureNames)
      }
      held += named.map(limit.measurement)
    }
    return held
  }

  private var figureNames: String {
    let names = figures.map(\.statistic).inOrder
    return names.isEmpty
      ? "it states no figures at all"
      : "there are \(names.joined(separator: ", "))".shortened(to: 300)
  }

  private func unasked(within limits: [ReportLimit], in file: ReportFile) -> Diagnostics {
    if limits.isEmpty, whole == nil, !figures.isEmpty { return unlimited(in: file) }
    return file.fault(
      limits.isEmpty
        ? "the report shows no control by itself" : "the limits show no control by themselves",
      fix: "name the one that is shown, with --control; 'airworthy explain controls' lists them")
  }

  private func unlimited(in file: ReportFile) -> Diagnostics {
    file.fault(
      "the report states figures and no limits, so it neither passes nor fails",
      fix: "set one, e.g. --at-least accuracy=0.9 or --at-most loss=0.1; \(figureNames)")
  }

  /// What a report says by itself, with what the limits come to beside it.
  ///
  /// A limit that is not kept fails; one that is kept makes no pass of what is not one.
  private static func verdict(
    _ own: ReportAnswer.Verdict?, within held: [Measurement]
  ) -> ReportAnswer.Verdict {
    guard let worst = held.first(where: { $0.status == .fail }) ?? held.first else {
      return own ?? .init(.notReported, "the report says nothing about it")
    }
    let broken = held.filter { $0.status == .fail }.count
    let others = broken > 1 ? ", and \(broken - 1) more" : ""
    let sentence = worst.limitSentence + others
    guard var verdict = own else {
      return .init(worst.status, sentence, measurements: Array(held.prefix(200)))
    }
    if worst.status == .fail {
      verdict.status = .fail
      verdict.summary = "\(sentence); \(verdict.summary)"
    } else {
      verdict.summary += "; \(sentence)"
    }
    verdict.measurements = Array((held + verdict.measurements).prefix(200))
    return verdict
  }
}

extension Measurement {
  /// `accuracy 0.87 of EWR, needs ≥ 0.9`.
  var limitSentence: String { sentence(about: of.isEmpty ? "" : " of \(of)") }

  /// `accuracy 0.87, needs ≥ 0.9`, where it is said already what it was measured on.
  var bareSentence: String { sentence(about: "") }

  private func sentence(about place: String) -> String {
    let bound = limit.map { ", needs \($0.side == .atLeast ? "≥" : "≤") \($0.value.brief)" }
    return "\(statistic) \(value.brief)\(place)\(bound ?? "")"
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it first stands.
  var inOrder: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
