internal import Readiness

extension CardFacts {
  /// Those of the component, and those of the system, which every component answers for.
  private var own: [RequirementStanding] { material.standings.concerning(component.id).all }

  /// The first two integers of each id: a requirement, and its subset.
  var codes: String {
    own.map { $0.requirement.id.numbers.prefix(2).map { "\($0)" }.joined(separator: ".") }
      .unrepeated.joined(separator: ", ")
  }

  var requirementDocument: CardField.Facts {
    guard !own.isEmpty else { return .line("") }
    let file = material.places.requirements
    return .links([.init(file, to: file), .init("\(own.count) of this component")])
  }

  /// The requirements by the integer that their ids begin with.
  ///
  /// Its sentence is that of the requirement of this number; where none bears it alone, those of its
  /// parts, each with its id.
  var topRequirements: CardField.Facts {
    let numbers = own.compactMap { $0.requirement.id.numbers.first }.unrepeated
    return .table(
      ["id", "kind", "shall", "verification", "validation"],
      numbers.map { number in
        let parts = own.filter { $0.requirement.id.numbers.first == number }
        let whole = parts.first { $0.requirement.id.numbers.count == 1 }
        let further = parts.count > 1 ? " (with \((parts.count - 1).of("part")))" : ""
        return [
          "\(number)",
          parts.map(\.requirement.kind.rawValue).unrepeated.joined(separator: ", "),
          whole.map { $0.requirement.statement + further }
            ?? parts.map { "\($0.requirement.id): \($0.requirement.statement)" }
            .joined(separator: " "),
          parts.flatMap(\.verification).summary, parts.flatMap(\.validation).summary,
        ]
      })
  }

  var risks: CardField.Facts {
    let ranked = own.map(\.requirement).compactMap { requirement in
      requirement.risk.map { (requirement, $0) }
    }.sorted { ($1.1.number, $0.0.id) < ($0.1.number, $1.0.id) }
    return .table(
      ["risk", "of", "probability", "value", "requirement"],
      ranked.prefix(5).map { requirement, risk in
        [
          risk.number.brief, requirement.id.rawValue,
          "\(risk.probability.brief) per \(risk.period)", "\(risk.value)", requirement.statement,
        ]
      })
  }

  /// Requirements that promise a level of service, in a number.
  var services: [RequirementStanding] {
    own.filter { standing in
      !Self.ofService.isDisjoint(with: standing.requirement.tags.map { $0.lowercased() })
        && standing.requirement.statement.contains(where: \.isNumber)
    }
  }

  private static let ofService: Set<String> = [
    "availability", "latency", "performance", "real-time", "service-level", "sla", "slo",
    "throughput", "uptime",
  ]

  var serviceLevels: CardField.Facts {
    .table(
      ["requirement", "shall", "state", "verification", "validation"],
      services.map { standing in
        [
          standing.requirement.id.rawValue, standing.requirement.statement,
          "\(standing.state.sign.mark) \(standing.state.sign.word)",
          standing.verification.summary, standing.validation.summary,
        ]
      })
  }
}

extension [StepStanding] {
  /// `2 of 3 passed, 1 stale`: as the evidence of each step bears it.
  fileprivate var summary: String {
    guard !isEmpty else { return "none planned" }
    let others = StepStanding.State.allCases.filter { ![.passed, .open].contains($0) }
      .compactMap { state in
        let count = self.count { $0.state == state }
        return count == 0 ? nil : "\(count) \(state.sign.word)"
      }
    let passed = self.count { $0.state == .passed }
    return (["\(passed) of \(count) passed"] + others).joined(separator: ", ")
  }
}

extension Array where Element: Hashable {
  /// Each element once, where it comes first.
  fileprivate var unrepeated: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
