import Documents
import Foundation

/// Where results and messages go: results to standard output, messages to standard error.
final class Console {
  /// Whether results go to a terminal.
  let isTerminal: Bool
  /// Columns of the terminal; 80 where it does not say.
  let width: Int
  /// Why a result could not be written, if one could not.
  private(set) var failure: String?
  private let hasProgress: Bool
  private let out: ([UInt8]) throws -> Void
  private let err: (String) -> Void

  init(
    isTerminal: Bool, hasProgress: Bool = false, width: Int = 80,
    out: @escaping ([UInt8]) throws -> Void, err: @escaping (String) -> Void
  ) {
    self.isTerminal = isTerminal
    self.hasProgress = hasProgress
    self.width = width
    self.out = out
    self.err = err
  }

  /// The process's own streams.
  static var standard: Console {
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Console(
      isTerminal: isatty(STDOUT_FILENO) == 1, hasProgress: isatty(STDERR_FILENO) == 1,
      width: isKnown ? Int(size.ws_col) : 80,
      out: { try FileHandle.standardOutput.write(contentsOf: Data($0)) },
      err: { try? FileHandle.standardError.write(contentsOf: Data($0.utf8)) })
  }

  /// Writes a result; once that has failed, none any more.
  func print(_ text: String) { print(Array(text.utf8)) }

  /// Writes a result that need not be text.
  func print(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do {
      try out(bytes)
    } catch {
      failure = error.reason
    }
  }

  /// Writes a message.
  func complain(_ text: String) { err(text) }

  /// Shows what is being done, on a terminal only; the next message overwrites it.
  func progress(_ text: String) {
    if hasProgress { err("\r\u{1B}[K" + text) }
  }

  /// Removes what ``progress(_:)`` showed.
  func endProgress() {
    if hasProgress { err("\r\u{1B}[K") }
  }
}
