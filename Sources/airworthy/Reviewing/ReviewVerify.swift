import ArgumentParser
import Definitions
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

      It shows that these keys signed this packet, that none was revoked then, and
      that the panel which this version's levels ask for carries the decision; not
      whose keys they are: compare them with 'airworthy keys list', or name those
      that you trust with --key. Ends with 0 if a decision stands, 1 if anything is
      not genuine or the decision is not carried, 3 if nothing is decided.
      """)

  @Argument(help: "The file; - for standard input.")
  var file: String

  @Option(
    help: ArgumentHelp("A key that is trusted; all of the file's unless named.", valueName: "key"))
  var key: [String] = []

  func perform(in session: Session) throws(Stop) -> Ending {
    for name in key where name.count < 8 {
      throw .usage(
        "'\(name.cleaned.shortened(to: 40))' is too short to name a key",
        fix: "name at least its first 8 digits")
    }
    let exported = try read()
    let audit = try ExportAudit(of: exported, trusting: key, by: packs())
    session.console.print(audit.lines.map { "\($0.cleaned)\n" }.joined())
    return audit.ending
  }

  /// Reads an export that is written as exports are: no member more, none twice.
  private func read() throws(Stop) -> ReviewJSON.Export {
    let bytes = try InputFile.bytes(of: file)
    guard bytes.count <= YAML.bytesMax else { throw .usage("\(file) is too long for a review") }
    guard let exported = try? JSONDecoder().decode(ReviewJSON.Export.self, from: Data(bytes)) else {
      throw .usage(
        "\(file) is no exported review",
        fix: "'airworthy review show REVIEW --format export' writes one")
    }
    guard Array(ReviewJSON.text(exported).utf8) == bytes else {
      throw .usage(
        "\(file) is not written as an export is: it has members that none has, or some twice, or "
          + "was laid out anew",
        fix: "verify the file as 'airworthy review show REVIEW --format export' wrote it")
    }
    return exported
  }

  private func packs() throws(Stop) -> Packs {
    do throws(Diagnostics) {
      return try PackLibrary.read()
    } catch {
      throw .wrong(error.list)
    }
  }
}
