internal import Foundation
internal import Yams

/// Reads YAML text into a tree, refusing what a definition file has no need of.
///
/// Refused: more than 1 MiB, more than 64 expanded aliases, tags, duplicate keys, nesting over 100,
/// text that is not UTF-8. JSON is read as the YAML that it is.
package enum YAML {
  package static let bytesMax = 1 << 20
  static let aliasesMax = 64
  static let depthMax = 100

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's content.
  ///   - file: The name to show in diagnostics.
  /// - Returns: The tree, as far as the text has one; the source, for placing further diagnostics;
  ///   and what is wrong.
  package static func read(_ bytes: [UInt8], file: String) -> Result {
    let whole = Diagnostic.Place(file: file, position: .start)
    guard bytes.count <= bytesMax else {
      let size = "the file has \(bytes.count) bytes; \(bytesMax) are read at most"
      return Result(file: file, text: "", problem: Diagnostic(.fileTooLarge, size, at: whole))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return Result(
        file: file, text: "", problem: Diagnostic(.notUTF8, "the file is not UTF-8", at: whole))
    }
    return read(text, file: file)
  }

  package static func read(_ text: String, file: String) -> Result {
    onDeepStack { Composer(text: text, file: file).result() }
  }

  package struct Result: Sendable {
    package let tree: Tree?
    package let source: Diagnostic.Source
    package let diagnostics: [Diagnostic]

    init(tree: Tree?, source: Diagnostic.Source, diagnostics: [Diagnostic]) {
      self.tree = tree
      self.source = source
      self.diagnostics = diagnostics
    }

    fileprivate init(file: String, text: String, problem: Diagnostic) {
      tree = nil
      source = Diagnostic.Source(file: file, text: text)
      diagnostics = [problem]
    }
  }

  /// The parser recurses as deep as the text nests, up to 1,000 levels, which the stack of a
  /// secondary thread may not hold.
  static func onDeepStack<Value>(_ body: @escaping @Sendable () -> Value) -> Value {
    let done = DispatchSemaphore(value: 0)
    let box = Box<Value>()
    let thread = Thread {
      box.value = body()
      done.signal()
    }
    thread.stackSize = 64 << 20
    thread.start()
    done.wait()
    guard let value = box.value else { preconditionFailure("the thread ended without a value") }
    return value
  }

  /// Written by one thread, read by another after the semaphore.
  private final class Box<Value>: @unchecked Sendable {
    var value: Value?
  }
}

/// One text on its way to a tree.
private struct Composer {
  let text: String
  let file: String
  let source: Diagnostic.Source

  init(text: String, file: String) {
    // A byte order mark and Windows line ends are no content.
    let body = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    self.text = body.utf8.contains(13) ? body.replacing("\r\n", with: "\n") : body
    self.file = file
    source = Diagnostic.Source(file: file, text: self.text)
  }

  func result() -> YAML.Result {
    if let position = text.keyMadeOfAliases {
      let problem = Diagnostic(
        .tooManyAliases, "a key may not be an alias or hold one", at: source.place(position))
      return YAML.Result(tree: nil, source: source, diagnostics: [problem])
    }
    var problems: [Diagnostic] = []
    var lines = text.lines
    // A second key of the same name stops the parser; renamed, it lets the rest be read too.
    while problems.count < 20 {
      do {
        let readable = problems.isEmpty ? text : lines.joined(separator: "\n")
        // Scalars stay texts: what they mean is for shapes to say.
        guard let node = try Yams.compose(yaml: readable, .basic) else { break }
        var conversion = Conversion(source: source, lines: lines)
        let tree = conversion.tree(node, depth: 1, isHead: true)
        return YAML.Result(
          tree: tree, source: source, diagnostics: problems + conversion.problems)
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let first = Tree.Position(line: context.mark.line, column: context.mark.column)
        let key = keys.first ?? ""
        let second = lines.rename(key, after: first, to: Conversion.renamed(problems.count))
        problems.append(
          Diagnostic(
            .duplicateKey, "the key '\(key)' stands twice in one mapping",
            at: source.place(second ?? first, of: key),
            fix: second.map { _ in "remove one; the first is in line \(first.line)" }))
        if second == nil { break }
      } catch {
        problems.append(syntaxProblem(error))
        break
      }
    }
    return YAML.Result(tree: nil, source: source, diagnostics: problems)
  }

  private func syntaxProblem(_ error: any Error) -> Diagnostic {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      if problem.hasPrefix("Maximum nesting level") || problem.contains("exceeded maximum") {
        return Diagnostic(
          .tooDeep, "values are nested more than \(YAML.depthMax) deep",
          at: source.place(.init(line: mark.line, column: mark.column)))
      }
      if problem.contains("found another document") {
        return Diagnostic(
          .syntax, "a second document begins here, and a file holds one",
          at: source.place(.init(line: mark.line, column: mark.column)),
          fix: "remove the line '---' and what follows, or put it into a file of its own")
      }
      if isIndentedByTab(mark.line) {
        return Diagnostic(
          .syntax, "the line is indented by a tab, which YAML does not take",
          at: source.place(.init(line: mark.line, column: 1)),
          fix: "indent by blanks, as the lines around it are")
      }
      let around = context.map { ", \($0.text) in line \($0.mark.line)" } ?? ""
      return Diagnostic(
        .syntax, problem + around,
        at: source.place(.init(line: mark.line, column: mark.column)))
    case YamlError.reader(let problem, _, _, _):
      return Diagnostic(.syntax, problem, at: source.place(.start))
    default:
      return Diagnostic(.syntax, "the file is not well-formed YAML", at: source.place(.start))
    }
  }

  private func isIndentedByTab(_ number: Int) -> Bool {
    let lines = text.lines
    guard lines.indices.contains(number - 1) else { return false }
    return lines[number - 1].prefix { $0 == " " || $0 == "\t" }.contains("\t")
  }
}

/// Turns the library's nodes into a tree.
private struct Conversion {
  let source: Diagnostic.Source
  let lines: [Substring]
  var problems: [Diagnostic] = []
  private var newest = Tree.Position(line: 0, column: 0)
  private var aliases = 0

  private var tagged: (line: Int, scalars: [Unicode.Scalar])?

  init(source: Diagnostic.Source, lines: [Substring]) {
    self.source = source
    self.lines = lines
  }

  static func renamed(_ index: Int) -> String { "airworthy-duplicate-\(index)" }

  /// - Parameters:
  ///   - node: What the parser made.
  ///   - depth: Of nesting, from 1.
  ///   - isHead: Whether it begins where what holds it does: the root, or a mapping's first key.
  /// - Returns: The tree; `nil` after a problem was noted.
  mutating func tree(_ node: Node, depth: Int, isHead: Bool = false) -> Tree? {
    let position = node.mark.map { Tree.Position(line: $0.line, column: $0.column) } ?? .start
    guard depth <= YAML.depthMax else {
      return refuse(.tooDeep, "values are nested more than \(YAML.depthMax) deep", position)
    }
    // An alias brings a node from further up; everything else comes in the order of the text.
    let isAlias = position < newest || position == newest && !isHead
    let outside = newest
    defer { if isAlias { newest = outside } }
    if isAlias { aliases += 1 }
    newest = position
    guard aliases <= YAML.aliasesMax else {
      return refuse(.tooManyAliases, "more than \(YAML.aliasesMax) aliases", position)
    }
    if let tag = tag(at: position) {
      return refuse(.refusedTag, "the tag '\(tag)' is not read here", position)
    }
    switch node {
    case .scalar(let scalar):
      return Tree(.scalar(scalar.string, isPlain: scalar.style == .plain), at: position)
    case .sequence(let sequence):
      var elements: [Tree] = []
      for element in sequence {
        guard let element = tree(element, depth: depth + 1) else { return nil }
        elements.append(element)
      }
      return Tree(.sequence(elements), at: position)
    case .mapping(let mapping): return self.mapping(mapping, at: position, depth: depth)
    case .alias: return refuse(.tooManyAliases, "an alias without an anchor", position)
    }
  }

  private mutating func mapping(
    _ mapping: Node.Mapping, at position: Tree.Position, depth: Int
  )
    -> Tree?
  {
    var pairs: [Tree.Pair] = []
    for (index, (key, value)) in mapping.enumerated() {
      guard let key = tree(key, depth: depth + 1, isHead: index == 0) else { return nil }
      guard case .scalar(let name, _) = key.content else {
        return refuse(.wrongType, "a key must be a text, not \(key.noun)", key.position)
      }
      guard let value = tree(value, depth: depth + 1) else { return nil }
      if name.hasPrefix("airworthy-duplicate-") { continue }
      pairs.append(Tree.Pair(key: name, keyPosition: key.position, value: value))
    }
    return Tree(.mapping(pairs), at: position)
  }

  private mutating func refuse(
    _ code: Diagnostic.Code, _ message: String, _ position: Tree.Position
  ) -> Tree? {
    // One is enough: a bomb would report itself many times over.
    if !problems.contains(where: { $0.code == code }) {
      problems.append(Diagnostic(code, message, at: source.place(position)))
    }
    return nil
  }

  /// The tag written at a node's start, after an anchor if there is one.
  private mutating func tag(at position: Tree.Position) -> String? {
    let scalars = scalarsOfTagged(position.line - 1)
    guard position.column <= scalars.count else { return nil }
    var rest = scalars[(position.column - 1)...]
    if rest.first == "&" {
      rest = rest.drop { $0 != " " }.drop { $0 == " " }
    }
    guard rest.first == "!" else { return nil }
    return String(String.UnicodeScalarView(rest.prefix { $0 != " " }))
  }

  /// The scalars of a line in which a tag may be, kept for the next node of a long line; none of
  /// any other.
  private mutating func scalarsOfTagged(_ index: Int) -> [Unicode.Scalar] {
    if let (line, scalars) = tagged, line == index { return scalars }
    guard lines.indices.contains(index) else { return [] }
    let line = lines[index]
    let scalars = line.utf8.contains(UInt8(ascii: "!")) ? Array(line.unicodeScalars) : []
    tagged = (index, scalars)
    return scalars
  }
}

extension [Substring] {
  /// Renames the second occurrence of a key in a mapping whose first is known.
  ///
  /// - Returns: Where it stood, or `nil` where it cannot be told apart in the text.
  fileprivate mutating func rename(
    _ key: String, after first: Tree.Position, to new: String
  )
    -> Tree.Position?
  {
    guard !key.isEmpty, indices.contains(first.line - 1) else { return nil }
    for index in first.line..<Swift.max(first.line, count) {
      let scalars = self[index].unicodeScalars
      let indent = scalars.prefix { $0 == " " }.count
      let body = scalars.dropFirst(indent)
      if body.isEmpty || body.first == "#" { continue }
      if indent + 1 < first.column { return nil }
      guard indent + 1 == first.column, body.starts(with: key.unicodeScalars) else { continue }
      let rest = body.dropFirst(key.unicodeScalars.count).drop { $0 == " " }
      guard rest.first == ":" else { continue }
      self[index] = Substring(String(repeating: " ", count: indent) + new + String(rest))
      return Tree.Position(line: index + 1, column: first.column)
    }
    return nil
  }
}

extension String {
  /// Where a text that defines anchors may use them in a key.
  ///
  /// The parser compares keys by all that they hold, which for nested aliases never ends; so such a
  /// text is refused before it is parsed, also where the sign stands in prose.
  var keyMadeOfAliases: Tree.Position? {
    guard utf8.contains(UInt8(ascii: "&")), utf8.contains(UInt8(ascii: "*")) else { return nil }
    let anchors = Set(matches(of: #/(?:^|[\s\[{,:\-?])&([^\s\[\]{},]+)/#).map { $0.1 })
    guard !anchors.isEmpty else { return nil }
    for (index, line) in lines.enumerated() {
      let alias = line.matches(of: #/\*([^\s\[\]{},:]+)\s*:/#).first { anchors.contains($0.1) }
      let complex = line.firstMatch(of: #/(?:^|[\s\[{,\-])\?(?:\s|$)|[\]}]\s*:(?:\s|$)/#)
      if let start = alias?.range.lowerBound ?? complex?.range.lowerBound {
        let column = line.unicodeScalars.distance(from: line.startIndex, to: start) + 1
        return Tree.Position(line: index + 1, column: column)
      }
    }
    return nil
  }
}
