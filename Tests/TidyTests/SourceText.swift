import Foundation
import TestSupport
import Testing

/// A file of the checkout, as tests read it.
struct SourceText: CustomTestStringConvertible {
  /// From the checkout's root.
  let path: String
  let text: String

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The first folder below Sources or Tests.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }

  var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  var testDescription: String { path }

  /// The names after `import` at the beginning of a line, whatever stands before.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1 else {
        return nil
      }
      return words[at + 1].split(separator: ".").first.map(String.init)
    }
  }

  /// Lines with their numbers that hold some text outside of comments.
  func places(of pattern: String) -> [String] {
    lines.enumerated().compactMap { index, line in
      let code = line.trimmingCharacters(in: .whitespaces)
      guard !code.hasPrefix("//"), code.range(of: pattern, options: .regularExpression) != nil
      else { return nil }
      return "\(path):\(index + 1): \(code)"
    }
  }

  /// Every file below some folders, without what is built or remade.
  static func all(in folders: [String], endings: [String]) -> [SourceText] {
    folders.flatMap { folder -> [SourceText] in
      let paths =
        (try? FileManager.default.subpathsOfDirectory(atPath: Checkout.path(folder))) ?? []
      return paths.sorted().compactMap { path in
        guard endings.contains(where: { path.hasSuffix($0) }) || endings.isEmpty,
          !path.split(separator: "/").contains(where: { $0.hasPrefix(".") || $0 == "Fixtures" }),
          let text = try? String(
            contentsOfFile: Checkout.path("\(folder)/\(path)"), encoding: .utf8)
        else { return nil }
        return SourceText(path: "\(folder)/\(path)", text: text)
      }
    }
  }

  static let swift = all(in: ["Sources", "Tests"], endings: [".swift"])
  static var sources: [SourceText] { swift.filter { $0.path.hasPrefix("Sources/") } }
  static let documents =
    ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].compactMap { name in
      (try? String(contentsOfFile: Checkout.path(name), encoding: .utf8)).map {
        SourceText(path: name, text: $0)
      }
    } + all(in: ["Documentation", "Examples", "Benchmarks"], endings: [".md"])
}
