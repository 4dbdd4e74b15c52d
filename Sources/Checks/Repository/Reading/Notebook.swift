internal import Documents
internal import Foundation

/// The cells of a Jupyter notebook, without what they put out: https://nbformat.readthedocs.io.
enum Notebook {
  /// What stands in cells of some kinds.
  ///
  /// - Parameters:
  ///   - text: The file.
  ///   - kinds: `code` or `markdown`.
  /// - Returns: The cells one after the other, each line where it stands in the file if the notebook
  ///   was written line by line; `nil` where the text is no notebook.
  static func cells(
    of text: String, _ kinds: Set<String> = ["code", "markdown"]
  ) -> (text: String, isPlaced: Bool)? {
    if let placed = placed(in: text, kinds) { return (placed, true) }
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(text.utf8)) else {
      return nil
    }
    let cells = document.cells.filter { kinds.contains($0.kind) }
    // A blank line ends what the cell before holds.
    return (cells.map(\.source.text).joined(separator: "\n\n"), false)
  }

  /// The cells of a notebook as Jupyter writes it, each line of a source on one of its own.
  ///
  /// All other lines are blank. It spares the reading of outputs, which can be large.
  private static func placed(in text: String, _ kinds: Set<String>) -> String? {
    let (opening, kindKey) = ("\"source\": ", "\"cell_type\": \"")
    var (kind, isSource, sources): (String?, Bool, Int) = (nil, false, 0)
    var lines: [String] = []
    for line in text.lines {
      let bare = line.drop { $0 == " " || $0 == "\t" }
      if isSource {
        if bare.hasPrefix("]") {
          (isSource, kind) = (false, nil)
          lines.append("")
        } else {
          lines.append(kinds.contains(kind ?? "") ? String(bare).literal : "")
        }
        continue
      }
      if bare.hasPrefix(kindKey) {
        kind = String(bare.dropFirst(kindKey.count).prefix { $0 != "\"" })
      } else if bare.hasPrefix(opening) {
        // What the source is of must stand before it.
        guard let known = kind else { return nil }
        sources += 1
        let value = bare.dropFirst(opening.count)
        isSource = value.hasPrefix("[") && !value.hasPrefix("[]")
        if value.hasPrefix("\"") {
          lines.append(kinds.contains(known) ? String(value).literal : "")
          kind = nil
          continue
        }
      }
      lines.append("")
    }
    return sources > 0 ? lines.joined(separator: "\n") : nil
  }

  private struct Document: Decodable {
    let cells: [Cell]
  }

  private struct Cell: Decodable {
    let kind: String
    let source: Source

    enum CodingKeys: String, CodingKey {
      case kind = "cell_type"
      case source
    }
  }

  /// A text, or its lines.
  private struct Source: Decodable {
    let text: String

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let lines = try? value.decode([String].self) {
        text = lines.joined()
      } else {
        text = try value.decode(String.self)
      }
    }
  }
}

extension String {
  /// What a line of JSON quotes, on one line.
  fileprivate var literal: String {
    let end = lastIndex(of: "\"") ?? endIndex
    let start = firstIndex(of: "\"").map { index(after: $0) } ?? startIndex
    guard start <= end else { return "" }
    let body = self[start..<end]
    guard body.contains("\\") else { return String(body) }
    let data = Data("\"\(body)\"".utf8)
    let text = (try? JSONDecoder().decode(String.self, from: data)) ?? String(body)
    let whole = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return whole.replacing("\n", with: " ")
  }
}
