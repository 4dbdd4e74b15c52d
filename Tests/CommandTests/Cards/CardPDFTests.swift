import Foundation
import TestSupport
import Testing

@testable import airworthy

/// Cards printed by Chromium, and by programs that stand in for it.
@Suite struct CardPDFTests {
  /// A program of the shell in the place of Chromium; `$out` is the file to write.
  private func printer(_ script: String, in folder: TemporaryFolder) throws -> String {
    let lines =
      "#!/bin/sh\nfor a in \"$@\"; do case $a in --print-to-pdf=*) out=${a#*=};; esac; done\n"
    try folder.write(lines + script + "\n", to: "printer")
    let path = folder.path + "/printer"
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test func `a printed card bears the instant of the card, not of the printing`() throws {
    var shell = try Shell()
    let pdf = "%%PDF-1.4\\n/CreationDate (D:19990101000000+00)\\n%%%%EOF\\n"
    shell.environment["AIRWORTHY_CHROMIUM"] = try printer(
      "printf '\(pdf)' > \"$out\"", in: shell.folder)
    let result = shell("card model --format pdf")
    #expect(result.ending == .met)
    #expect(result.out == "%PDF-1.4\n/CreationDate (D:20260201120000+00)\n%%EOF\n")
  }

  @Test func `a printed card has no link to a file, which lies elsewhere than the page`() throws {
    var shell = try Shell()
    #expect(shell("card model --format html").out.contains("<a href=\"requirements.yaml\""))
    shell.environment["AIRWORTHY_CHROMIUM"] = try printer(
      "for a in \"$@\"; do case $a in file://*) page=${a#file://};; esac; done\n"
        + "if grep -q '<a href=\"[^#h]' \"$page\"; then exit 1; fi\n"
        + "printf '%%PDF-1.4\\n%%%%EOF\\n' > \"$out\"", in: shell.folder)
    let result = shell("card model --format pdf")
    #expect(result.ending == .met, "\(result.err)")
  }

  @Test(arguments: [
    ("exit 1", "wrote no PDF"), ("echo no display >&2", "no display"),
    ("printf x > \"$out\"", "wrote no PDF"),
    ("printf '%%PDF-1.4 cut off' > \"$out\"", "wrote no PDF"),
  ])
  func `what a printer fails to write is not written`(script: String, says: String) throws {
    var shell = try Shell()
    shell.environment["AIRWORTHY_CHROMIUM"] = try printer(script, in: shell.folder)
    let before = try shell.contents()
    let result = shell("card model --format pdf --output \(shell.folder.path)/card.pdf")
    #expect(result.ending == .wrongInput && result.err.contains(says), "\(result.err)")
    #expect(try shell.contents() == before)
  }

  @Test func `a printer that never ends is ended`() throws {
    let folder = try TemporaryFolder()
    let path = try printer("exec tail -f /dev/null", in: folder)
    let chromium = Chromium(path: path, environment: [:], seconds: 0.1)
    #expect(throws: Stop.self) { try chromium.print("<p>x</p>", dated: "2026-02-01") }
  }

  @Test(arguments: ["/nonsense/chromium", "chromium", "/etc"])
  func `a program that is none is told`(_ path: String) throws {
    var shell = try Shell()
    shell.environment["AIRWORTHY_CHROMIUM"] = path
    let result = shell("card model --format pdf")
    #expect(result.ending == .wrongInput && result.err.contains("AIRWORTHY_CHROMIUM"))
  }

  @Test func `without Chromium the cure is told`() throws {
    var shell = try Shell()
    shell.environment["PATH"] = "/nonsense"
    let result = shell("card model --format pdf")
    #expect(result.ending == .wrongInput && result.err.contains("install chromium"))
  }

  @Test func `a terminal gets no PDF`() throws {
    var shell = try Shell()
    shell.isTerminal = true
    #expect(shell("card model --format pdf").err.contains("--output"))
  }

  /// The program that is installed; none where a limit of memory would keep it from starting.
  static let chromium: Chromium? = {
    var limit = rlimit()
    let isKnown = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0
    guard isKnown, limit.rlim_cur > 1 << 40 else { return nil }
    return try? Chromium.find(in: ProcessInfo.processInfo.environment)
  }()

  @Test(.enabled(if: chromium != nil, "needs Chromium, and memory without limit"))
  func `Chromium prints the same page to the same bytes`() throws {
    let chromium = try #require(Self.chromium)
    let pages = try (0..<2).map { _ in try chromium.print("<h1>x</h1>", dated: "2026-02-01") }
    #expect(pages[0] == pages[1] && pages[0].count > 500)
  }
}
