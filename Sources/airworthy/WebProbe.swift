import Documents
import Foundation
import Readiness
import Views

/// Looks whether something answers at web addresses, by the `curl` program.
///
/// It asks for the head, and for the page where the head is refused; http and https only, with few
/// redirects. No settings, cookies or passwords of the user's go with it.
struct WebProbe {
  let environment: [String: String]
  /// The most that one request may take.
  var seconds = 10

  enum Answer: Equatable {
    /// The status of the last page, and how many redirects led there.
    case status(Int, redirects: Int)
    /// No page, with what the program says.
    case silence(String)

    /// Whether there is something; what only some may see is there.
    var isThere: Bool {
      switch self {
      case .status(let status, _): (200..<300).contains(status) || status == 401 || status == 403
      case .silence: false
      }
    }

    /// What came of it, as the end of a sentence.
    var words: String {
      switch self {
      case .status(let status, let redirects):
        "answers with \(status)" + (redirects > 0 ? " after \(redirects.of("redirect"))" : "")
      case .silence(let reason): "does not answer: \(reason)"
      }
    }
  }

  /// Asks for an address.
  ///
  /// - Throws: ``Stop`` where there is no `curl`.
  func ask(_ address: String) throws(Stop) -> Answer {
    let head = try request(address, ["--head"])
    if case .status(let status, _) = head, status < 400 || status == 401 { return head }
    // Many servers know no HEAD, or answer it otherwise.
    let page = try request(address, ["--range", "0-0"])
    if case .silence = page, case .status = head { return head }
    return page
  }

  private func request(_ address: String, _ more: [String]) throws(Stop) -> Answer {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["curl", "--disable", "--silent", "--show-error", "--location", "--max-redirs", "3"]
      + ["--proto", "=http,https", "--proto-redir", "=http,https", "--globoff"]
      + ["--connect-timeout", "\(max(1, seconds / 2))", "--max-time", "\(seconds)"]
      + ["--max-filesize", "1000000", "--output", "/dev/null"]
      + ["--user-agent", "airworthy/\(Airworthy.version)"]
      + ["--write-out", "%{http_code} %{num_redirects}"] + more + ["--url", address]
    process.environment = environment
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw .failed("curl cannot be run: \(error.reason)")
    }
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(
      decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    if process.terminationStatus == 127 {
      throw .failed("there is no 'curl', which --resolve needs; install it, or leave --resolve out")
    }
    let numbers = said.split(separator: " ").compactMap { Int($0) }
    // 63: the page is longer than is asked for, so it is there.
    let isEnough = process.terminationStatus == 0 || process.terminationStatus == 63
    guard isEnough, numbers.count == 2, numbers[0] > 0 else {
      let reason = complaint.split(separator: "\n").first.map(String.init) ?? "no page came"
      return .silence(reason.replacing(#/^curl: \(\d+\) /#, with: "").cleaned.shortened(to: 160))
    }
    return .status(numbers[0], redirects: numbers[1])
  }
}
