import Documents
import Foundation

/// Where results and messages go and lines come from: results to standard output, messages to
/// standard error, lines from standard input.
final class Console {
  /// Whether results go to a terminal.
  let isTerminal: Bool
  /// Whether somebody can type lines.
  let isTyped: Bool
  /// Columns of the terminal; 80 where it does not say.
  let width: Int
  /// Why a result could not be written, if one could not.
  private(set) var failure: String?
  private let hasProgress: Bool
  private let lines: () -> String?
  private let out: ([UInt8]) throws -> Void
  private let err: (String) -> Void

  init(
    isTerminal: Bool, hasProgress: Bool = false, isTyped: Bool = false, width: Int = 80,
    lines: @escaping () -> String? = { nil }, out: @escaping ([UInt8]) throws -> Void,
    err: @escaping (String) -> Void
  ) {
    self.isTerminal = isTerminal
    self.hasProgress = hasProgress
    self.isTyped = isTyped
    self.width = width
    self.lines = lines
    self.out = out
    self.err = err
  }

  /// The process's own streams.
  static var standard: Console {
    var size = winsize()
    let input = InputLines()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return Console(
      isTerminal: isatty(STDOUT_FILENO) == 1, hasProgress: isatty(STDERR_FILENO) == 1,
      isTyped: isatty(STDIN_FILENO) == 1, width: isKnown ? Int(size.ws_col) : 80,
      lines: { input.next() },
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

  /// The next line, without its end, after a sign that one is waited for; `nil` where there are no
  /// more.
  func ask(_ sign: String) -> String? {
    print(sign)
    let line = lines()
    // Nobody has ended the line of the sign.
    if line == nil || !isTyped { print("\n") }
    return line
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

/// The lines of standard input, each of 16 KiB at most; what is longer is cut.
private final class InputLines {
  private var rest: [UInt8] = []
  private var isAtEnd = false

  func next() -> String? {
    var line: [UInt8] = []
    while true {
      if let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        line += rest[..<end]
        rest.removeSubrange(...end)
        break
      }
      line = Array((line + rest).prefix(1 << 14))
      rest = isAtEnd ? [] : read()
      if rest.isEmpty {
        isAtEnd = true
        if line.isEmpty { return nil }
        break
      }
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line.prefix(1 << 14), as: UTF8.self)
  }

  /// What comes next; nothing at the end.
  private func read() -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      return Array(buffer.prefix(max(0, count)))
    }
  }
}
