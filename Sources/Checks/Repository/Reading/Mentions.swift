internal import Documents
internal import Readiness

/// Where words stand anywhere in what people wrote: code, notebooks, settings and documents, their
/// comments and texts too.
///
/// A wide net: that a word is there shows nothing, that none of many is there shows a lack.
struct Mentions: Sendable {
  private let places: [String: Place]

  /// - Parameters:
  ///   - stems: What words begin with, in lower case, three letters or more.
  ///   - repository: Where they are looked for.
  init(of stems: Set<String>, in repository: Repository) {
    var byStart: [UInt32: [[UInt8]]] = [:]
    for stem in stems {
      byStart[Self.start(of: stem.utf8), default: []].append(Array(stem.utf8))
    }
    let starts = byStart
    let files = repository.tracked(\.isWritten)
    let found = files.parallelMap { file -> [String: Place] in
      guard var text = repository.passingText(of: file.path), !text.isEmpty else { return [:] }
      return text.withUTF8 { Self.words($0, starts: starts) }
        .mapValues { Place(path: file.path, line: $0) }
    }
    places = found.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
  }

  /// The first places of some stems, in the order of paths.
  func places(of stems: some Sequence<String>) -> [Place] {
    stems.compactMap { places[$0] }.sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
  }

  /// For each stem the first line where a word begins with it; humps of camels begin words too.
  private static func words(
    _ bytes: UnsafeBufferPointer<UInt8>, starts: [UInt32: [[UInt8]]]
  ) -> [String: Int] {
    var found: [String: Int] = [:]
    var line = 1
    var (wasLetter, wasSmall) = (false, false)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\n") { line += 1 }
      let isLetter = byte.isLetter
      let begins = isLetter && (!wasLetter || wasSmall && byte < 0x61)
      (wasLetter, wasSmall) = (isLetter, isLetter && byte >= 0x61)
      guard begins, index + 3 <= bytes.count else { continue }
      for stem in starts[start(of: bytes[index...])] ?? [] {
        guard index + stem.count <= bytes.count,
          zip(stem, bytes[index...]).allSatisfy({ $0 == $1.lowercased })
        else { continue }
        let word = String(decoding: stem, as: UTF8.self)
        if found[word] == nil { found[word] = line }
      }
    }
    return found
  }

  private static func start(of bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.prefix(3).reduce(0) { $0 << 8 | UInt32($1.lowercased) }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }
  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension Repository.File {
  /// Whether people write it: code, documents and settings, and not data.
  fileprivate var isWritten: Bool {
    let suffixes: Set<String> = [
      "md", "markdown", "rst", "txt", "tex", "qmd", "rmd", "yaml", "yml", "toml", "cfg", "ini",
      "sql", "sh", "html",
    ]
    return isCode || suffix == "ipynb" || suffixes.contains(suffix.lowercased())
      || !name.contains(".")
  }
}
