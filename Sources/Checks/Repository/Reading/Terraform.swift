internal import Documents
internal import Readiness

/// A block at the top of a Terraform or OpenTofu file: its labels, and the lines between its braces.
///
/// https://developer.hashicorp.com/terraform/language/syntax/configuration
struct TerraformBlock: Sendable {
  let path: String
  let line: Int
  /// The word that begins it, such as `resource`.
  let keyword: String
  /// What stands in quotes after it: of a resource its type and its name.
  let labels: [String]
  /// The lines after the first, without comments.
  let body: [String]

  var type: String { labels.first ?? "" }
  var place: Place {
    Place(
      path: path, line: line,
      excerpt: ([keyword] + labels.map { "\"\($0)\"" }).joined(separator: " "))
  }

  /// What stands after `name =`, without quotes; at any depth.
  func value(of name: String) -> String? {
    for line in body {
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, String(parts[0]).trimmed == name else { continue }
      return String(parts[1]).trimmed.replacing("\"", with: "")
    }
    return nil
  }

  /// Whether it holds an attribute or a block of this name.
  func has(_ name: String) -> Bool {
    body.contains { line in
      line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }.first.map(String.init)
        == name
    }
  }
}

extension Repository {
  /// All blocks of tracked Terraform files, in the order of their paths.
  var terraform: [TerraformBlock] {
    memory.terraform.value {
      files.filter { ["tf", "tofu"].contains($0.suffix) && !$0.isExample }.flatMap { file in
        (text(of: file.path) ?? "").terraformBlocks(in: file.path)
      }
    }
  }

  func resources(_ fits: (String) -> Bool) -> [TerraformBlock] {
    terraform.filter { $0.keyword == "resource" && fits($0.type) }
  }
}

extension String {
  fileprivate func terraformBlocks(in path: String) -> [TerraformBlock] {
    var blocks: [TerraformBlock] = []
    var open: (line: Int, keyword: String, labels: [String], body: [String])?
    var depth = 0
    for (index, raw) in lines.enumerated() {
      let line = String(raw.replacing(#/(^|\s)(#|\/\/).*/#, with: "")).trimmed
      if line.isEmpty { continue }
      if depth == 0 {
        let labels = line.matches(of: #/"([^"]*)"/#).map { String($0.1) }
        let keyword = String(line.prefix { $0.isLetter || $0 == "_" })
        guard line.contains("{"), !keyword.isEmpty else { continue }
        open = (index + 1, keyword, labels, [])
      } else {
        open?.body.append(line)
      }
      depth += line.count { $0 == "{" } - line.count { $0 == "}" }
      if depth <= 0 {
        depth = 0
        if let block = open {
          blocks.append(
            TerraformBlock(
              path: path, line: block.line, keyword: block.keyword, labels: block.labels,
              body: block.body))
        }
        open = nil
      }
    }
    return blocks
  }
}
