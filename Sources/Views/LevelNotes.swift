package import Readiness

extension Fact.ComponentSwitchedBack {
  /// What declaring, now that it happened, does to a switchback that a change of version brought.
  package var afterwards: String {
    if approvals?.isEmpty == false {
      return
        "it was approved as a retrain, and goes up by itself once gates 7 and 8 are met without a "
        + "waiver"
    }
    return reviewedAfterwards
  }

  private var reviewedAfterwards: String {
    reason.contains("of no declared class")
      ? "declare the class of a change under 'changes' before its version is seen; what is declared "
        + "afterwards moves nothing, and the way up is through reviews"
      : "the way up is through reviews"
  }
}

extension Verdict {
  /// How components came to where they are, where that is not by reviews alone; each with what to know.
  package var levelNotes: [String] {
    components.compactMap { judged -> String? in
      let name = judged.component.id
      switch judged.history.steps.last {
      case .entered(let entry)? where entry.level > .first:
        return "\(name) entered at \(entry.level) on \(entry.on.day), and no review led there: "
          + entry.reason
      case .switchedBack(let back, let at)?:
        return "\(name) works at \(back.to) since \(at.day), and worked at "
          + "\(judged.history.workedBefore?.description ?? "none") before: \(back.reason)"
          + (back.change == nil ? "" : "; \(back.afterwards)")
      default: return nil
      }
    }
      + undeclared.map { id in
        "the log has levels of '\(id)', which airworthy.yaml does not declare; was it renamed? what was "
          + "reached under the old name does not go with it"
      }
  }
}
