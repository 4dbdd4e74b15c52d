import Digests
import Readiness
import Views

/// What an exported review shows without a log.
struct ExportAudit {
  let lines: [String]
  let ending: Ending

  init(
    of exported: ReviewJSON.Export, trusting trusted: [String], by packs: Packs
  ) throws(Stop) {
    let reader = ExportReader(exported: exported, trusted: trusted)
    var faults: [String] = []
    let digest = try exported.opened.packet.digest()
    if digest != exported.opened.digest { faults.append("the packet is not that of its digest") }
    var voters: Set<Person.ID> = []
    for signed in exported.votes {
      let vote = signed.content
      faults += try reader.faults(
        of: signed, by: vote.by, over: (vote.review, vote.packet), on: vote.on,
        bytes: vote.signedBytes(), "the vote of \(vote.by)")
      if !voters.insert(vote.by).inserted {
        faults.append("there are several votes of \(vote.by), of whom one counts")
      }
    }
    if let signed = exported.decision {
      let decision = signed.content
      faults += try reader.faults(
        of: signed, by: decision.by, over: (decision.review, decision.packet), on: decision.on,
        bytes: decision.signedBytes(), "the decision of \(decision.by)")
      if faults.isEmpty { faults += reader.lacks(of: decision, by: packs) }
    }
    guard faults.isEmpty else {
      lines = faults
      ending = .notMet
      return
    }
    let count = exported.votes.count + (exported.decision == nil ? 0 : 1)
    let outcome = exported.decision?.content.outcome.rawValue
    lines =
      [
        "\(exported.opened.review): the packet \(digest.prefix(16)) and "
          + "\(count.of("signature")) are genuine",
        outcome.map { "it was decided: \($0)" }
          ?? "it holds no decision, so nothing is decided by it",
        "not signed, and so not verified: what the team showed, and who registered which key ("
          + reader.registrars + ")",
      ]
    ending = outcome == nil ? .undecided : .met
  }
}

/// What speaks against single parts of an export.
private struct ExportReader {
  let exported: ReviewJSON.Export
  let trusted: [String]

  var registrars: String {
    let words = exported.keys.map { key in
      "\(key.id) of \(key.person) by \(exported.registrars[key.id.rawValue] ?? "nobody")"
    }
    return words.isEmpty ? "none" : words.joined(separator: "; ")
  }

  func faults<Content>(
    of signed: Review.Signed<Content>, by person: Person.ID,
    over packet: (review: Review.ID, digest: String), on instant: Instant, bytes: [UInt8],
    _ what: String
  ) -> [String] {
    var faults: [String] = []
    if packet.digest != exported.opened.digest || packet.review != exported.opened.review {
      faults.append("\(what) is over another packet")
    }
    let id = signed.key
    guard let known = exported.keys.first(where: { $0.id == id }),
      let raw = Signature.bytes(known.key), PublicKey.ID(of: raw) == id
    else { return faults + ["\(what) is by the key \(id), which the file does not hold"] }
    if known.person != person { faults.append("\(what) is by a key of \(known.person)") }
    if !trusted.isEmpty, !trusted.contains(where: { id.rawValue.hasPrefix($0) }) {
      faults.append("\(what) is by the key \(id), which is not trusted")
    }
    if exported.revocations.contains(where: { $0.key == id && $0.voids(instant) }) {
      faults.append("\(what) is by the key \(id), which was revoked by then")
    }
    if !Signature.isGenuine(signed.signature, of: known.key, over: bytes) {
      faults.append("\(what) has a signature that is not genuine")
    }
    return faults
  }

  /// What a graduation lacks of the panel that this version's levels ask for.
  func lacks(of decision: Review.Decision, by packs: Packs) -> [String] {
    guard decision.outcome == .graduate else { return [] }
    let votes = exported.votes.map(\.content)
    let approving = votes.filter { $0.vote == .approve }.map(\.by)
    var faults: [String] = []
    if approving.count <= votes.filter({ $0.vote == .object }).count {
      faults.append("it graduates by \(approving.count.of("approval")), which is no majority")
    } else if approving.allSatisfy({ $0 == decision.by }) {
      faults.append("nobody but \(decision.by) stands behind it")
    }
    let panel = packs.scale.stage(exported.opened.packet.level)?.panel ?? []
    let parts = Dictionary(
      votes.filter { $0.vote != .abstain }.map { ($0.by, $0.roles) },
      uniquingKeysWith: { first, _ in first })
    let lacks = panel.lacks(among: parts, of: [])
    if !lacks.isEmpty { faults.append("its panel lacks \(lacks.joined(separator: "; "))") }
    return faults
  }
}
