internal import Documents
internal import Readiness

/// Versions named as the component's: `model 2.0.0`, `version of the code: 1.3.0`.
struct VersionClaims: CardClaims {
  private let facts: CardKnowledge

  init(_ facts: CardKnowledge) { self.facts = facts }

  func claims(in passage: Passage) -> [CardClaim] {
    passage.text.matches(of: before).filter { match in
      passage.isFree(match.range.lowerBound, of: "-")
    }.map { match in
      claim(match.output.1, match.output.2, match.range, passage)
    }
      + passage.text.matches(of: behind).map { match in
        claim(match.output.2, match.output.1, match.range, passage)
      }
  }

  private let before =
    #/
    (?i) \b (code|model|data) [*_`]* (?:\s+version)? [*_`]*
    (?: \s | [:=|*_`] | \b(?:is|are|at|of|in|the|has|have|version)\b )* \s v? (\d+\.\d+\.\d+) (?![\w.]*\d)
    /#.wordBoundaryKind(.simple).matchingSemantics(.unicodeScalar)
  private let behind =
    #/
    (?i) \b version \s+ v? (\d+\.\d+\.\d+) \s+ of \s+ the \s+ (code|model|data) \b
    /#.wordBoundaryKind(.simple).matchingSemantics(.unicodeScalar)

  private func claim(
    _ word: Substring, _ version: Substring, _ range: Range<String.Index>, _ passage: Passage
  ) -> CardClaim {
    let sentence = passage.sentence(around: range)
    guard let part = VersionPart(rawValue: word.lowercased()), !Hedge.isHedged(sentence),
      // A component may be called as what the version is of: what is beside the claim counts.
      !facts.namesAnother(sentence.replacing(passage.text[range], with: ""))
    else { return CardClaim(range: range, answer: .unknown) }
    if facts.component.versions[part] == String(version) {
      return CardClaim(range: range, answer: .holds)
    }
    // What it is made with has versions of its own.
    let others = facts.component.dependsOn.compactMap { facts.system.component($0)?.versions[part] }
    guard !others.contains(String(version)),
      let own = facts.component.versions[part] ?? others.first
    else { return CardClaim(range: range, answer: .unknown) }
    return CardClaim(
      range: range,
      answer: .contradicted(
        "'\(passage.text[range].onOneLine)' is not the version that is declared: \(part.rawValue) "
          + "\(own)", fix: "write \(own), or leave versions to C.15, which is computed"))
  }
}

/// Levels said of the component now: `works at level 4`, `graduated through level 3`.
struct LevelClaims: CardClaims {
  private let facts: CardKnowledge

  init(_ facts: CardKnowledge) { self.facts = facts }

  private let working =
    #/
    (?i) \b (?:works|working|is|stands|currently|now) \s+ (?:now\s+|currently\s+)? (?:at|on) \s+
    (?: (?:ML)?TRL | (?:technology\s+|readiness\s+)* level ) \s+ (\d) \b
    /#.wordBoundaryKind(.simple)
  private let current =
    #/
    (?i) \b (?:current|present) \s+ (?: (?:ML)?TRL | (?:readiness\s+)? level )
    [\s:=|*_]+ (\d) \b
    /#.wordBoundaryKind(.simple)
  private let graduated =
    #/
    (?i) \b graduated \s+ (?:through\s+|from\s+)? (?: (?:ML)?TRL | level ) \s+ (\d) \b
    /#.wordBoundaryKind(.simple)

  func claims(in passage: Passage) -> [CardClaim] {
    let now = passage.text.matches(of: working) + passage.text.matches(of: current)
    let working = now.map { match in
      claim(match.range, passage, holds: Int(match.output.1) == facts.judged.working?.number) {
        "it works at \(facts.judged.working.map { "\($0)" } ?? "none yet")"
      }
    }
    let passed = passage.text.matches(of: graduated).map { match in
      let last = facts.judged.graduated?.number ?? -1
      return claim(match.range, passage, holds: (Int(match.output.1) ?? 0) <= last) {
        "it graduated through \(last < 0 ? "none" : "\(last)")"
      }
    }
    return working + passed
  }

  private func claim(
    _ range: Range<String.Index>, _ passage: Passage, holds: Bool, _ truth: () -> String
  ) -> CardClaim {
    let sentence = passage.sentence(around: range)
    if holds { return CardClaim(range: range, answer: .holds) }
    guard !Hedge.isHedged(sentence), !facts.namesAnother(sentence) else {
      return CardClaim(range: range, answer: .unknown)
    }
    return CardClaim(
      range: range,
      answer: .contradicted(
        "'\(passage.text[range].onOneLine)' is not where the log has it: \(truth())",
        fix: "leave the level to C.3, which is computed"))
  }
}

/// Owners and reviewers named at the head of a line, an item or a cell: `Owner: Mara Lindqvist`.
struct DutyClaims: CardClaims {
  private let facts: CardKnowledge

  init(_ facts: CardKnowledge) { self.facts = facts }

  private let named =
    #/
    (?im) (?: ^ \h* (?:[-*+|]\h+)? | \| \h* ) (?:the\h+)? [*_]*
    (?: (R&D|research|product) \h+ )? (owner|reviewer) (?:\(s\)|s)?
    (?: \h* \( (R&D|research|product) \) )? (?: ,\h* (R&D|research|product) )? [*_]* \h*
    (?: [:=|] | \bis\b | \bare\b ) [*_\h]* ([^.;|\n(]{2,200})
    /#.wordBoundaryKind(.simple)

  func claims(in passage: Passage) -> [CardClaim] {
    passage.text.matches(of: named).flatMap { match -> [CardClaim] in
      let output = match.output
      let duty =
        output.2.lowercased() == "owner" ? facts.component.owners : facts.component.reviewers
      let side = (output.1 ?? output.3 ?? output.4)?.lowercased()
      let allowed =
        switch side {
        case nil: duty.research + duty.product
        case "product"?: duty.product
        default: duty.research
        }
      return Self.names(in: output.5).compactMap { range in
        answer(passage.text[range], as: output.2.lowercased(), allowed).map {
          CardClaim(range: range, answer: $0)
        }
      }
    }
  }

  /// Where each name of a list stands.
  private static func names(in list: Substring) -> [Range<String.Index>] {
    list.split { ",/&".contains($0) }.flatMap { $0.split(separator: " and ") }
      .compactMap { part in
        let isRest: (Character) -> Bool = { $0.isWhitespace || "*_[]`".contains($0) }
        guard let first = part.firstIndex(where: { !isRest($0) }),
          let last = part.lastIndex(where: { !isRest($0) })
        else { return nil }
        return first..<part.index(after: last)
      }
  }

  private func answer(
    _ name: Substring, as duty: String, _ allowed: [Person.ID]
  ) -> CardClaim.Answer? {
    let known = facts.system.people.first { person in
      [person.name.lowercased(), person.id.rawValue.lowercased()].contains(name.lowercased())
    }
    if let known {
      if allowed.contains(known.id) { return .holds }
      let names = allowed.compactMap { facts.system.person($0)?.name }.joined(separator: ", ")
      return .contradicted(
        "\(known.name) is not declared as \(duty) of \(facts.component.id): "
          + (names.isEmpty ? "nobody is" : names + (allowed.count == 1 ? " is" : " are")),
        fix: "correct the name, or \(duty)s in airworthy.yaml")
    }
    // Several words, each with a capital, are taken for a person's name.
    let words = name.split(separator: " ")
    guard (2...4).contains(words.count), words.allSatisfy({ $0.first?.isUppercase == true }) else {
      return nil
    }
    return .contradicted(
      "'\(String(name).onOneLine)' is named as \(duty), and nobody of that name is declared",
      fix: "correct the name, or declare the person under people")
  }
}
