internal import Readiness

/// Whether requirements can be verified and validated, and carry a risk.
struct RequirementsReview {
  private let requirements: [Requirement]
  private let file = [Place(path: "requirements.yaml")]

  init(_ requirements: [Requirement]) { self.requirements = requirements }

  var verification: Sighting {
    if requirements.isEmpty { return .notFound("there are no requirements") }
    let unplanned = requirements.filter { $0.verification.isEmpty || $0.validation.isEmpty }
    if !unplanned.isEmpty {
      return .broken(
        "\(unplanned.ids) \(unplanned.count == 1 ? "has" : "have") no verification or no "
          + "validation step", file)
    }
    let unshown = requirements.filter { requirement in
      (requirement.verification + requirement.validation).contains {
        $0.state != .open && $0.evidence.isEmpty
      }
    }
    if !unshown.isEmpty {
      return .broken(
        "finished steps of \(unshown.ids) point at no evidence", file)
    }
    let steps = requirements.flatMap { $0.verification + $0.validation }
    let open = steps.filter { $0.state == .open }.count
    let failed = steps.filter { $0.state == .failed }.count
    return .found(
      "\(requirements.count.of("requirement")) with \(steps.count.of("step")): "
        + "\(steps.count - open - failed) passed, \(failed) failed, \(open) open", file)
  }

  var risks: Sighting {
    if requirements.isEmpty { return .notFound("there are no requirements") }
    let without = requirements.filter { $0.risk == nil }
    if !without.isEmpty {
      return .broken("\(without.ids) \(without.count == 1 ? "has" : "have") no risk", file)
    }
    let greatest = requirements.max { ($0.risk?.number ?? 0) < ($1.risk?.number ?? 0) }
    return .found(
      "\(requirements.count == 1 ? "the requirement has" : "all \(requirements.count) requirements have") "
        + "a risk; the greatest is "
        + "\((greatest?.risk?.number ?? 0).brief) of 10, of \(greatest?.id.rawValue ?? "")", file)
  }
}

extension [Requirement] {
  /// The ids as words of a sentence, the first few.
  fileprivate var ids: String {
    let shown = prefix(4).map(\.id.rawValue).joined(separator: ", ")
    return count > 4 ? "\(shown) and \(count - 4) more" : shown
  }
}
