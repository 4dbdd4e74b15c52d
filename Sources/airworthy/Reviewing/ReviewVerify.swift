import ArgumentParser
import Digests
import Documents
import Foundation
import Readiness
import Views

struct ReviewVerify: SessionCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Verifies an exported review: the packet's digest and every signature, without a log.",
    discussion: """
      Example: airworthy review verify review.json
               airworthy review verify review.json --key 1f0c9a7be2d34455

      It shows that these keys signed this packet, and not whose keys they are:
      compare them with 'airworthy keys list', or name those that you trust with
      --key. Ends with 0 if all is genuine, 1 if not.
      """)

  @Argument(help: "The file; - for standard input.")
  var file: String

  @Option(
    help: ArgumentHelp("A key that is trusted; all of the file's unless named.", valueName: "key"))
  var key: [String] = []

  func perform(in session: Session) throws(Stop) -> Ending {
    let bytes = try InputFile.bytes(of: file)
    guard bytes.count <= YAML.bytesMax else { throw .usage("\(file) is too long for a review") }
    let exported: ReviewJSON.Export
    do {
      exported = try JSONDecoder().decode(ReviewJSON.Export.self, from: Data(bytes))
    } catch {
      throw .usage(
        "\(file) is no exported review: \(error.reason)",
        fix: "'airworthy review show REVIEW --format export' writes one")
    }
    var faults: [String] = []
    let digest = try exported.opened.packet.digest()
    if digest != exported.opened.digest { faults.append("the packet is not that of its digest") }
    for signed in exported.votes {
      let vote = signed.content
      if vote.packet != digest || vote.review != exported.opened.review {
        faults.append("the vote of \(vote.by) is over another packet")
      }
      faults += try self.faults(
        of: signed.signature, by: signed.key, for: vote.by, "the vote of \(vote.by)",
        bytes: vote.signedBytes(), in: exported)
    }
    if let signed = exported.decision {
      let decision = signed.content
      if decision.packet != digest || decision.review != exported.opened.review {
        faults.append("the decision is over another packet")
      }
      faults += try self.faults(
        of: signed.signature, by: signed.key, for: decision.by, "the decision of \(decision.by)",
        bytes: decision.signedBytes(), in: exported)
    }
    let count = exported.votes.count + (exported.decision == nil ? 0 : 1)
    session.console.print(
      faults.isEmpty
        ? "\(exported.opened.review): the packet \(digest.prefix(16)) and "
          + "\(count.of("signature")) are genuine\n"
        : faults.map { "\($0.cleaned)\n" }.joined())
    return faults.isEmpty ? .met : .notMet
  }

  private func faults(
    of signature: String, by id: PublicKey.ID, for person: Person.ID, _ what: String,
    bytes: [UInt8], in exported: ReviewJSON.Export
  ) -> [String] {
    guard let known = exported.keys.first(where: { $0.id == id }),
      let raw = Signature.bytes(known.key), PublicKey.ID(of: raw) == id
    else { return ["\(what) is by the key \(id), which the file does not hold"] }
    if known.person != person { return ["\(what) is by a key of \(known.person)"] }
    if !key.isEmpty, !key.contains(where: { id.rawValue.hasPrefix($0) && $0.count >= 8 }) {
      return ["\(what) is by the key \(id), which is not trusted"]
    }
    return Signature.isGenuine(signature, of: known.key, over: bytes)
      ? [] : ["\(what) has a signature that is not genuine"]
  }
}
