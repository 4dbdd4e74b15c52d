internal import Readiness

// Where evidence can be looked at, and how far items are answered: for reports that others read.

extension Reading {
  /// Who found it, when, and where: `repository, 2026-11-21, src/train.py:43 and 2 more places`;
  /// `nil` where nothing decided it.
  var origin: String? {
    guard let ground = deciding else { return nil }
    switch ground.source {
    case .runs(let runs):
      let places = runs.newest.evidence.finding.places
      return [
        runs.newest.evidence.check.rawValue, runs.newest.at.day,
        places.first.map { first in
          first.name + (places.count > 1 ? " and \((places.count - 1).of("more place"))" : "")
        },
      ].compactMap(\.self).joined(separator: ", ")
    case .attestation(let given):
      let artefacts = given.attestation.artefacts.map { artefact in
        artefact.location + (artefact.digest.map { " (\($0.prefix(12)))" } ?? "")
      }
      return ([given.attestation.by.rawValue, given.attestation.on.day] + artefacts)
        .joined(separator: ", ")
    }
  }
}

extension Place {
  /// `src/train.py:43`.
  var name: String { path + (line.map { ":\($0)" } ?? "") }
}

extension Score {
  /// How many items of each answer there are.
  var answers: [ItemAnswer: Int] {
    sections.flatMap(\.items).reduce(into: [:]) { $0[$1.answer, default: 0] += 1 }
  }
}

extension [Score] {
  /// How far the items are answered, in one sentence.
  var answerSentence: String {
    let counts = map(\.answers).reduce(into: [ItemAnswer: Int]()) {
      $0.merge($1, uniquingKeysWith: +)
    }
    func count(_ answer: ItemAnswer) -> Int { counts[answer] ?? 0 }
    return
      "Of \(counts.values.reduce(0, +).of("item")) checks answer \(count(.byChecks)) and people "
      + "\(count(.byPeople)); \(count(.notApplicable)) do not apply, \(count(.open)) are open."
  }
}

extension Verdict {
  /// What a report is about and what it stands on, for whoever reads it later.
  ///
  /// - Parameter tool: The version of the program.
  /// - Returns: A sentence.
  func basis(tool: String) -> String {
    "\(system.name) \(system.versions.code ?? ""), judged at \(at.words) on \(position.of("event")) of "
      + "its log, by packs \(packs.prefix(12)) and Airworthy \(tool)."
  }
}
