package import Readiness

/// The components of one release line as a tree: what the system gives, and below it what that needs.
package struct ComponentTree: Sendable {
  package let verdict: Verdict
  package let line: ReleaseLine
  let rows: [Row]

  struct Row: Sendable {
    let judged: ComponentVerdict
    let depth: Int
    /// Whether it stands further up, with all that it needs.
    let isRepeated: Bool
  }

  package init(_ verdict: Verdict, in line: ReleaseLine) {
    self.verdict = verdict
    self.line = line
    let judged = Dictionary(
      verdict.components.map { ($0.component.id, $0) }, uniquingKeysWith: { first, _ in first })
    var rows: [Row] = []
    var seen: Set<Component.ID> = []
    var open = verdict.system.ends(of: line).reversed().map { (id: $0.id, depth: 0) }
    while let (id, depth) = open.popLast() {
      guard let component = judged[id] else { continue }
      let isNew = seen.insert(id).inserted
      rows.append(Row(judged: component, depth: depth, isRepeated: !isNew))
      guard isNew else { continue }
      let needs = verdict.system.needs(of: component.component, in: line)
      open += needs.reversed().map { ($0, depth + 1) }
    }
    self.rows = rows
  }

  /// Each component once, in the order of the tree.
  var components: [ComponentVerdict] { rows.filter { !$0.isRepeated }.map(\.judged) }

  /// `the deployed line works at 9, graduated 8, the least of its components`.
  var levels: String {
    let name = verdict.system.lines.count > 1 ? "the \(line) line" : "the system"
    return "\(name) works at \(verdict.working(in: line).words), graduated "
      + "\(verdict.graduated(in: line).words), the least of its components"
  }
}

extension Component {
  /// `code 1.3.0, model 2.0.0`.
  var versionWords: String {
    VersionPart.allCases.compactMap { part in versions[part].map { "\(part.rawValue) \($0)" } }
      .joined(separator: ", ")
  }
}

extension ComponentVerdict {
  /// What stands before the next gate, in a word or two.
  var obstacle: String {
    guard let gate = nextGate else { return "–" }
    let blockers = gate.blockers.count
    return "\(gate.level)  \(gate.outcome.sign.mark) \(gate.outcome.sign.word)"
      + (blockers > 0 ? ", \(blockers.of("blocker")) of \(gate.askedCount)" : "")
  }

  /// Where and why it entered.
  var entryWords: String {
    guard let entry = history.entry else { return "not entered" }
    return "\(entry.level) on \(entry.on.day): \(entry.reason)"
      + (entry.origin.map { "; \($0.words)" } ?? "")
  }
}

extension Component.Origin {
  /// `reused from a of b, which works at 8 there; card 0123…, log head 4567…`.
  package var words: String {
    "reused from \(component) of \(system), which works at \(level) there; "
      + (card.map { "card \($0.prefix(12))…" } ?? "no card issued")
      + ", log head \(head.prefix(12))…"
  }
}

extension System {
  /// ` follows delay-model`, ` followed by delay-model-3`, or nothing.
  func place(of component: Component) -> String {
    if let other = component.successorOf { return "follows \(other)" }
    return successor(of: component.id).map { "followed by \($0.id)" } ?? ""
  }
}
