package import Documents
package import Readiness

/// How a report of no known format is read: which of its values speak about which control.
package struct ReportMap: Sendable {
  /// The name of the series that reports read by it belong to.
  package let name: String
  /// Where the report says which tool wrote it, and when.
  package let tool: ReportPath?
  package let made: ReportPath?
  package let answers: [Entry]

  package struct Entry: Sendable {
    package let path: ReportPath
    package let rule: Rule
    package let control: Located<Control.ID>
    /// The component that is spoken about; that of the command unless set.
    package let component: Located<Component.ID>?
    /// What to call the figure; the path unless set.
    package let statistic: String?

    package init(
      path: ReportPath, rule: Rule, control: Located<Control.ID>,
      component: Located<Component.ID>?, statistic: String?
    ) {
      self.path = path
      self.rule = rule
      self.control = control
      self.component = component
      self.statistic = statistic
    }
  }

  package enum Rule: Hashable, Sendable {
    case limit(Measurement.Limit)
    /// The value is this word, number or text.
    case equals(String)
    case exists(Bool)
  }

  package init(name: String, tool: ReportPath?, made: ReportPath?, answers: [Entry]) {
    self.name = name
    self.tool = tool
    self.made = made
    self.answers = answers
  }
}

/// The way to values in a document: `results[0].metrics.auc`, `checks.*.passed`,
/// `metrics["a.b"]`.
package struct ReportPath: Hashable, Sendable {
  package let text: String
  private let steps: [Step]

  private enum Step: Hashable, Sendable {
    case key(String)
    case index(Int)
    case every
  }

  /// Reads a path; `nil` where it is none.
  package init?(_ text: String) {
    guard text.utf8.count <= 400 else { return nil }
    var steps: [Step] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      guard let step = Self.step(&rest, isFirst: steps.isEmpty) else { return nil }
      steps.append(step)
    }
    guard !steps.isEmpty else { return nil }
    self.text = text
    self.steps = steps
  }

  private static func step(_ rest: inout Substring, isFirst: Bool) -> Step? {
    if rest.first == "[" {
      guard let (step, length) = bracket(rest.dropFirst()) else { return nil }
      rest = rest.dropFirst(length + 2)
      return step
    }
    if !isFirst {
      guard rest.first == "." else { return nil }
      rest = rest.dropFirst()
    }
    let key = rest.prefix { $0 != "." && $0 != "[" }
    guard !key.isEmpty, !key.contains("]"), !key.contains("\"") else { return nil }
    rest = rest.dropFirst(key.count)
    return key == "*" ? .every : .key(String(key))
  }

  /// What stands between brackets, and its length: a number, `*`, or a key in quotes.
  private static func bracket(_ rest: Substring) -> (Step, Int)? {
    if rest.first == "\"" {
      let key = rest.dropFirst().prefix { $0 != "\"" }
      guard !key.isEmpty, rest.dropFirst(key.count + 1).hasPrefix("\"]") else { return nil }
      return (.key(String(key)), key.count + 2)
    }
    let body = rest.prefix { $0 != "]" }
    guard rest.dropFirst(body.count).first == "]" else { return nil }
    if body == "*" { return (.every, 1) }
    guard body.count <= 9, body.allSatisfy({ $0.isASCII && $0.isNumber }), let index = Int(body)
    else { return nil }
    return (.index(index), body.count)
  }

  /// The values that it leads to, each with its own way; none where there is none.
  func values(in tree: Tree) -> [(path: String, tree: Tree)] {
    var found = [(path: "", tree: tree)]
    for step in steps {
      var next: [(path: String, tree: Tree)] = []
      for (path, tree) in found {
        switch step {
        case .key(let key):
          if let value = tree[key] { next.append((path.joined(key), value)) }
        case .index(let index):
          if let list = tree.list, list.indices.contains(index) {
            next.append(("\(path)[\(index)]", list[index]))
          }
        case .every:
          next += tree.pairs.map { (path.joined($0.key), $0.value) }
          next += (tree.list ?? []).enumerated().map { ("\(path)[\($0.offset)]", $0.element) }
        }
      }
      found = next
    }
    return found
  }
}

extension String {
  fileprivate func joined(_ key: String) -> String {
    let step = key.shortened(to: 80)
    return isEmpty ? step : "\(self).\(step)"
  }
}
