import Foundation

/// Shows on a terminal how far the reading of files is, once it takes more than a second.
final class ReadingProgress {
  private let console: Console
  private let seconds: @Sendable () -> Double
  private let start: Double
  private let total: Int?
  private var done = 0
  private var last = 0.0

  /// - Parameters:
  ///   - files: What will be read, in order.
  ///   - session: Has the terminal and the stopwatch.
  init(of files: [String], in session: Session) {
    console = session.console
    seconds = session.stopwatch
    start = seconds()
    let sizes = files.map { path in
      (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? nil
    }
    total = sizes.contains(nil) || files.contains("-") ? nil : sizes.compactMap(\.self).reduce(0, +)
  }

  /// Says that so much of the present file was read.
  func tell(_ bytes: Int) {
    let now = seconds() - start
    guard now > 1, now - last > 0.1 else { return }
    last = now
    let read = done + bytes
    let rate = Double(read) / now
    var text = "\(read / 1_000_000) MB, \(Int(rate / 1e6)) MB/s"
    if let total, total > 0 {
      let share = min(1, Double(read) / Double(total))
      let filled = Int(share * 20)
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled)
      let left = Int((Double(total - read) / max(1, rate)).rounded(.up))
      text = "\(bar) \(Int(share * 100)) %  \(text), \(max(0, left)) s left"
    }
    console.progress(text)
  }

  /// Says that a file is read.
  func finish(_ path: String) {
    done += (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  func end() { console.endProgress() }
}
