internal import Readiness

/// What gates 4, 6 and 8 ask of the decision about worth: that there is one, as deep as the level.
enum WorthDemand: CaseIterable {
  case draft, refined, full

  var control: Control.ID {
    switch self {
    case .draft: "gov.worth-draft"
    case .refined: "gov.worth-refined"
    case .full: "gov.worth-analysis"
    }
  }

  private var depth: Fact.WorthDecided.Depth {
    switch self {
    case .draft: .draft
    case .refined: .refined
    case .full: .full
    }
  }

  func answer(by record: WorthRecord) -> Sighting {
    let place = [Place(path: "worth.yaml")]
    switch record {
    case .missing: return .notFound("there is no worth.yaml")
    case .undecided(let guesses):
      let words = "no decision about worth is on record; 'airworthy worth decide' keeps it"
      return lacking(guesses.isEmpty ? words : "\(words); \(Self.words(guesses))", guesses, place)
    case .reopened(let decided, let now):
      return Sighting(
        status: .inconclusive,
        summary: "it was decided when the numbers said to \(decided), and now they say: \(now)",
        places: place)
    case .decided(let found, let summary, let guesses):
      if found >= depth {
        return .found("\(summary), a decision of depth \(found.rawValue)", place)
      }
      return lacking(
        "the decision on record is of depth \(found.rawValue), and \(depth.rawValue) is asked: "
          + Self.words(guesses), guesses, place)
    }
  }

  /// What is not there; where no number may be a guess, one that is speaks against whatever else is
  /// told of worth.
  private func lacking(_ words: String, _ guesses: [String], _ place: [Place]) -> Sighting {
    depth == .full && !guesses.isEmpty
      ? Sighting(status: .inconclusive, summary: words, places: place) : .notFound(words, place)
  }

  private static func words(_ guesses: [String]) -> String {
    switch guesses.count {
    case 0: "nothing is a guess any more, so it can be decided again"
    case 1: "\(guesses[0]) is a guess that nobody confirmed"
    default:
      "\(guesses.count) numbers are guesses that nobody confirmed, first \(guesses[0])"
    }
  }
}
