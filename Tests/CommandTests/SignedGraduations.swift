import Digests
import Readiness

@testable import airworthy

/// Graduations that count, made without commands: each has its review, a vote and a decision.
///
/// Those who sign are not among the people that are declared, and the packs are others, as in a log of
/// earlier years: what is asked of them is that their signatures stand.
struct SignedGraduations {
  private let voter = SigningKey()
  private let decider = SigningKey()

  /// The keys of both; recorded before all else, and by a pipeline, as the graduations are.
  var keys: [Fact] {
    [("vera", voter), ("dora", decider)].map { person, key in
      .keyRegistered(
        .init(
          id: .init(of: key.publicKey), person: .init(person), key: Signature.text(key.publicKey)))
    }
  }

  /// A review that ended with a graduation, from its opening on.
  ///
  /// - Parameters:
  ///   - component: What goes up.
  ///   - system: Where it belongs.
  ///   - level: The level that it goes through.
  ///   - instant: When it was signed.
  ///   - pass: The number of this review among those of the level.
  ///   - commit: What was checked out when it opened.
  /// - Returns: The facts.
  /// - Throws: What signing throws.
  func facts(
    of component: Component.ID, in system: Readiness.System.ID, through level: Level,
    on instant: Instant, pass: Int = 1, commit: String? = nil
  ) throws -> [Fact] {
    let review = Review.ID("\(component)-\(level)-\(pass)")
    let packet = Packet(
      system: system, component: component, level: level, versions: Versions(), position: 0,
      at: instant, packs: "of earlier years", card: "", text: "", requirements: "", gate: "met",
      criteria: [], commit: commit)
    let digest = try packet.digest()
    let vote = Review.Vote(
      review: review, packet: digest, by: "vera", roles: ["research"], vote: .approve,
      reason: "it is shown", on: instant)
    let decision = Review.Decision(
      review: review, packet: digest, by: "dora", outcome: .graduate, reason: "it is shown",
      on: instant)
    let voted = try voter.signed(
      vote, over: try vote.signedBytes(), by: .init(of: voter.publicKey))
    let decided = try decider.signed(
      decision, over: try decision.signedBytes(), by: .init(of: decider.publicKey))
    return [
      .reviewOpened(.init(review: review, packet: packet, digest: digest)),
      .reviewSigned(voted), .reviewDecided(decided),
      .levelGraduated(
        .init(component: component, level: level, reason: "it is shown", review: review)),
    ]
  }
}
