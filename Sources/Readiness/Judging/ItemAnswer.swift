/// Who answered an item, as far as anybody did.
package enum ItemAnswer: String, CaseIterable, Sendable {
  /// Checks show every required control, or find one of them refuted or absent.
  case byChecks = "checks"
  /// The same, where a person's word decided.
  case byPeople = "people"
  /// The item does not apply.
  case notApplicable = "not-applicable"
  /// Something that it requires is not known.
  case open
}

extension ItemScore {
  package var answer: ItemAnswer {
    if notApplicable != nil { return .notApplicable }
    // One control that does not hold answers the item with no.
    if let denied = readings.first(where: \.isDenied) { return denied.decided }
    guard let weakest = readings.first, readings.allSatisfy({ $0.standing == .holds }) else {
      return .open
    }
    return weakest.decided
  }
}

extension Reading {
  fileprivate var isDenied: Bool { standing == .refuted || standing == .absent }

  fileprivate var decided: ItemAnswer {
    let word = grounds.contains { ground in
      guard case .attestation = ground.source, ground.isFresh else { return false }
      return isDenied ? ground.status == .fail : ground.status.passes
    }
    let check = grounds.contains { ground in
      guard case .runs = ground.source, ground.isFresh else { return false }
      return isDenied
        ? ground.status == .fail || ground.status == .absent
        : ground.status.passes && assurance >= .demonstrated
    }
    return check || !word ? .byChecks : .byPeople
  }
}
