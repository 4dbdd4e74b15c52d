internal import Documents
internal import Foundation
internal import Readiness

/// Requirements and data sets that are named by id.
struct ReferenceClaims: CardClaims {
  private let facts: CardKnowledge

  init(_ facts: CardKnowledge) { self.facts = facts }

  private let requirement =
    #/
    (?i) \b requirements? \s+ [`*]{0,2} (?:R-?)? \d{1,4} (?:\.\d{1,4}){1,2}
    (?: [`*]{0,2} \s* (?:,|and|or|&) \s* [`*]{0,2} \d{1,4} (?:\.\d{1,4}){1,2} )* (?![\w.]*\d)
    /#.wordBoundaryKind(.simple).matchingSemantics(.unicodeScalar)
  private let data =
    #/
    (?i) \b (?: data\s?sets? | data\s+ids? | tables? ) \s+ ` ([a-z0-9][a-z0-9_.\/-]{0,80}) `
    /#.wordBoundaryKind(.simple)

  func claims(in passage: Passage) -> [CardClaim] {
    let known = Set(facts.requirements.map(\.id.rawValue))
    let requirements = passage.text.matches(of: requirement).flatMap { match in
      match.output.matches(of: /\d{1,4}(?:\.\d{1,4}){1,2}/).map { id in
        CardClaim(
          range: id.range,
          answer: known.contains { $0 == id.output || $0.hasPrefix(id.output + ".") }
            ? .holds
            : .contradicted(
              "there is no requirement '\(id.output)'",
              fix: "correct the id, or declare it in requirements.yaml"))
      }
    }
    let sets = passage.text.matches(of: data).map { match in
      CardClaim(
        range: match.output.1.startIndex..<match.output.1.endIndex,
        answer: facts.data.contains(String(match.output.1))
          || facts.folder.contains(String(match.output.1))
          ? .holds
          : .contradicted(
            "no data set '\(match.output.1)' is declared",
            fix: "correct the name, or declare it under data in airworthy.yaml"))
    }
    return requirements + sets
  }
}

/// Links of Markdown to files of the folder.
struct LinkClaims: CardClaims {
  private let facts: CardKnowledge
  /// The folder of the card's file, from that of airworthy.yaml.
  private let folder: [Substring]

  init(_ facts: CardKnowledge, file: String) {
    self.facts = facts
    folder = file.split(separator: "/").dropLast()
  }

  private let link =
    #/
    (?m) \]\( \s* <? ([^)\s>]+) >? (?: \s+ "[^"\n]*" )? \s* \)
    | ^ \h* \[ [^\]\n]+ \]: \s* <? ([^\s>]+)
    /#

  func claims(in passage: Passage) -> [CardClaim] {
    // Code within a line is no link.
    let text = passage.text.replacing(/`[^`\n]+`/) {
      String(repeating: " ", count: $0.output.count)
    }
    return text.matches(of: link).compactMap { match in
      guard let target = match.output.1 ?? match.output.2 else { return nil }
      // The two texts are of one length, so a place in one is a place in the other.
      let start = text.distance(from: text.startIndex, to: target.startIndex)
      let first = passage.text.index(passage.text.startIndex, offsetBy: start)
      let range = first..<passage.text.index(first, offsetBy: target.count)
      return CardClaim(range: range, answer: answer(String(target)))
    }
  }

  private func answer(_ target: String) -> CardClaim.Answer {
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let written = parts[0].removingPercentEncoding ?? String(parts[0])
    guard !written.isEmpty, !written.hasPrefix("/"), !WebAddress.isMeant(by: target),
      !target.hasPrefix("mailto:")
    else { return .unknown }
    var way = folder
    for step in written.split(separator: "/") where step != "." {
      if step == ".." {
        // What lies above the folder is not looked at.
        guard way.popLast() != nil else { return .unknown }
      } else {
        way.append(step)
      }
    }
    let path = way.joined(separator: "/")
    guard facts.folder.contains(path) else {
      return facts.folder.isOutside(path)
        ? .unknown
        : .contradicted(
          "the link leads to '\(path.shortened(to: 80))', which is not there",
          fix: "correct the link, or put the file back")
    }
    guard parts.count == 2, !parts[1].isEmpty, path.hasSuffix(".md"),
      let bytes = try? facts.folder.read(path), let text = String(validating: bytes, as: UTF8.self)
    else { return .holds }
    let slugs = Markdown.slugs(of: text)
    return slugs.contains(String(parts[1]))
      ? .holds
      : .contradicted(
        "\(path.shortened(to: 80)) has no heading '#\(parts[1].shortened(to: 60))'",
        fix: Spelling.nearest(to: String(parts[1]), among: slugs).map { "did you mean '#\($0)'?" })
  }
}

extension Substring {
  fileprivate func shortened(to most: Int) -> String { String(self).shortened(to: most) }
}
