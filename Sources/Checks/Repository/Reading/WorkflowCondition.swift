internal import Documents

/// A condition of GitHub, as far as the tree tells what it comes to:
/// https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions.
struct WorkflowCondition {
  enum Value {
    case truth(Bool)
    case text(String)
    /// One of some names, of which each means the same here, as those of the main branch.
    case named(Set<String>)
    /// Another value in each run of a job's matrix.
    case each([String])
    /// What a repository calls itself.
    case own
    case unknown
  }

  private var tokens: ArraySlice<Substring>
  private let values: [String: Value]

  /// Whether a condition holds in some run of the job when the steps before it went well.
  ///
  /// - Parameters:
  ///   - text: The condition, in `${{ }}` or bare.
  ///   - values: What is known of its names.
  /// - Returns: `nil` where the tree does not tell.
  static func holds(_ text: String, where values: [String: Value]) -> Bool? {
    let body = bare(text)
    let form =
      #/\s*('(?:[^']|'')*'|==|!=|<=|>=|&&|\|\||[!()<>,]|[A-Za-z_][\w.*-]*|[\d.]+|\S)/#
    let tokens = body.matches(of: form).map(\.1)
    // A text that long was not written to be read.
    guard tokens.count < 200 else { return nil }
    var reading = WorkflowCondition(tokens: tokens[...], values: values)
    let value = reading.either()
    return reading.tokens.isEmpty ? value.truth : nil
  }

  /// Whether a value is `false` in some run of the job.
  static func isOff(_ text: String, where values: [String: Value]) -> Bool {
    holds("(\(bare(text))) == false", where: values) == true
  }

  private static func bare(_ text: String) -> String {
    let body = text.trimmed
    return body.hasPrefix("${{") && body.hasSuffix("}}")
      ? String(body.dropFirst(3).dropLast(2)) : body
  }

  private mutating func take(_ token: String) -> Bool {
    guard let first = tokens.first, first == token else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func either() -> Value {
    var value = both()
    while take("||") {
      let (one, other) = (value.truth, both().truth)
      value = one == true || other == true ? .truth(true) : Value(one == nil ? one : other)
    }
    return value
  }

  private mutating func both() -> Value {
    var value = comparison()
    while take("&&") {
      let (one, other) = (value.truth, comparison().truth)
      value = one == false || other == false ? .truth(false) : Value(one == nil ? one : other)
    }
    return value
  }

  private mutating func comparison() -> Value {
    let value = negation()
    if take("==") { return Value(value.equals(negation())) }
    if take("!=") { return Value(value.differs(from: negation())) }
    if ["<", ">", "<=", ">="].contains(where: { take($0) }) {
      _ = negation()
      return .unknown
    }
    return value
  }

  private mutating func negation() -> Value {
    take("!") ? Value(negation().truth.map { !$0 }) : primary()
  }

  private mutating func primary() -> Value {
    guard let token = tokens.popFirst() else { return .unknown }
    if token == "(" {
      let value = either()
      return take(")") ? value : .unknown
    }
    if token.hasPrefix("'") {
      return .text(String(token.dropFirst().dropLast()).replacing("''", with: "'"))
    }
    if take("(") {
      var given: [Value] = []
      while let next = tokens.first, next != ")" {
        given.append(either())
        if !take(",") { break }
      }
      return take(")") ? Self.call(token.lowercased(), given) : .unknown
    }
    switch token {
    case "true": return .truth(true)
    case "false": return .truth(false)
    default:
      return token.first?.isNumber == true
        ? .text(String(token)) : values[String(token)] ?? .unknown
    }
  }

  private static func call(_ name: String, _ given: [Value]) -> Value {
    switch (name, given.first, given.dropFirst().first) {
    case ("always", _, _), ("success", _, _): return .truth(true)
    case ("failure", _, _), ("cancelled", _, _): return .truth(false)
    case ("contains", .text(let all)?, .text(let part)?):
      return .truth(all.lowercased().contains(part.lowercased()))
    case ("startswith", .text(let all)?, .text(let part)?): return .truth(all.hasPrefix(part))
    case ("startswith", .named(let names)?, .text(let part)?):
      return .truth(names.contains { $0.hasPrefix(part) })
    default: return .unknown
    }
  }
}

extension WorkflowCondition.Value {
  fileprivate init(_ truth: Bool?) { self = truth.map { .truth($0) } ?? .unknown }

  fileprivate var truth: Bool? {
    switch self {
    case .truth(let truth): truth
    case .text(let text): !text.isEmpty
    case .named, .own: true
    case .each(let texts): texts.contains { $0 != "false" && !$0.isEmpty }
    case .unknown: nil
    }
  }

  fileprivate func equals(_ other: Self) -> Bool? {
    switch (self, other) {
    case (.truth(let one), .truth(let two)): one == two
    case (.text(let one), .text(let two)): one.lowercased() == two.lowercased()
    case (.named(let names), .text(let text)), (.text(let text), .named(let names)):
      names.contains(text)
    case (.named(let one), .named(let two)): !one.isDisjoint(with: two)
    case (.each(let all), .text(let text)), (.text(let text), .each(let all)):
      all.contains(text)
    case (.each(let all), .truth(let truth)), (.truth(let truth), .each(let all)):
      all.contains("\(truth)") || !truth && all.contains("")
    case (.own, .text), (.text, .own): true
    default: nil
    }
  }

  fileprivate func differs(from other: Self) -> Bool? {
    switch (self, other) {
    case (.each(let all), .text(let text)), (.text(let text), .each(let all)):
      all.contains { $0 != text }
    case (.each(let all), .truth(let truth)), (.truth(let truth), .each(let all)):
      all.contains { $0 != "\(truth)" }
    default: equals(other).map { !$0 }
    }
  }
}

extension Tree {
  /// What is known of the names in the conditions of a job that one kind of event sets off.
  func values(on trigger: Workflow.Trigger?) -> [String: WorkflowCondition.Value] {
    let main = GitHubWorkflow.mainBranches
    let heads = Set(main.map { "refs/heads/" + $0 })
    var values: [String: WorkflowCondition.Value] = [
      "github.repository": .own, "github.repository_owner": .own,
      "github.event.repository.fork": .truth(false),
      "github.event.repository.default_branch": .named(main),
    ]
    switch trigger {
    case .pullRequest?, .infrastructureRequest?:
      values["github.event_name"] = .text("pull_request")
      values["github.ref"] = .text("refs/pull/1/merge")
      values["github.base_ref"] = .named(main)
    case .mainPush?, .infrastructurePush?, .schedule?:
      values["github.event_name"] = .text(trigger == .schedule ? "schedule" : "push")
      values["github.ref"] = .named(heads)
      values["github.ref_name"] = .named(main)
      values["github.ref_type"] = .text("branch")
      for name in ["github.base_ref", "github.head_ref"] { values[name] = .text("") }
    case .release?, .someChanges?, nil: break
    }
    for (name, texts) in matrix { values["matrix." + name] = .each(texts) }
    let runner = self["runs-on"]?.text ?? ""
    for (mark, system) in [("ubuntu", "Linux"), ("windows", "Windows"), ("macos", "macOS")]
    where runner.hasPrefix(mark) { values["runner.os"] = .text(system) }
    return values
  }
}

extension Tree {
  /// The values of a job's matrix; empty where a run lacks one.
  private var matrix: [String: [String]] {
    let pairs = at("strategy", "matrix")?.pairs ?? []
    let axes = pairs.filter { $0.key != "include" && $0.key != "exclude" }
    var values: [String: [String]] = [:]
    for axis in axes { values[axis.key] = axis.value.elements.compactMap(\.text) }
    for run in pairs.first(where: { $0.key == "include" })?.value.elements ?? [] {
      for pair in run.pairs {
        values[pair.key, default: axes.isEmpty ? [] : [""]].append(pair.value.text ?? "")
      }
    }
    return values.filter { !$0.value.contains { $0.contains("${{") } }
  }
}
