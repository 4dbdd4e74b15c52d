import Documents
import Readiness
import Views

/// A goal as it is written on the command line: `robustness>=40`, `maturity=mature`.
struct ScoreGoal {
  let goal: Goal

  /// - Parameters:
  ///   - text: What was written.
  ///   - frameworks: What can be named, by id, by name, or by how one of these begins.
  /// - Throws: ``Stop`` where it names no framework or nothing of it that can be reached.
  init(_ text: String, among frameworks: [Framework]) throws(Stop) {
    let shown = text.cleaned.shortened(to: 60)
    guard let sign = text.firstIndex(where: { "<>=≥".contains($0) }) else {
      throw .usage(
        "'\(shown)' says no score to reach",
        fix: "write it like 'robustness>=40', in quotes, since > means something else to a shell")
    }
    let framework = try Self.framework(named: String(text[..<sign]).plain, among: frameworks)
    let rest = text[sign...]
    let mark = rest.prefix { "<>=≥".contains($0) }
    let value = String(rest.dropFirst(mark.count)).trimmingBlanks
    switch mark {
    case ">=", "≥":
      let least = try Self.number(value, in: framework)
      let isAsShown = least.magnitude < 1e6 && (least * 10).rounded() / 10 == least
      goal = .score(framework.id, isAsShown ? .atLeastRounded(least) : .atLeast(least))
    case ">": goal = .score(framework.id, .above(try Self.number(value, in: framework)))
    case "=", "==": goal = .score(framework.id, try Self.named(value, in: framework))
    default:
      throw .usage("'\(shown)' is no goal: a score is raised", fix: "write >=, > or =")
    }
  }

  private static func framework(
    named name: String, among frameworks: [Framework]
  ) throws(Stop) -> Framework {
    func names(_ framework: Framework) -> [String] {
      [framework.id.rawValue, framework.name.plain]
    }
    if let exact = frameworks.first(where: { names($0).contains(name) }) { return exact }
    let begun = frameworks.filter { framework in
      !name.isEmpty && names(framework).contains { $0.hasPrefix(name) }
    }
    if begun.count == 1 { return begun[0] }
    let near = Spelling.nearest(to: name, among: frameworks.map(\.id.rawValue))
    let all = frameworks.map(\.id.rawValue).joined(separator: ", ")
    if name.hasPrefix("mltrl") || name.hasPrefix("level") {
      throw .usage("levels are no score", fix: "write --to and the level")
    }
    throw .usage(
      "no framework '\(name.cleaned.shortened(to: 40))' is known",
      fix: near.map { "did you mean '\($0)'?" } ?? "there are \(all)")
  }

  private static func number(_ text: String, in framework: Framework) throws(Stop) -> Double {
    guard let number = Double(text), number.isFinite else {
      throw .usage(
        "'\(text.cleaned.shortened(to: 40))' is not a number",
        fix: "write it like '\(framework.id)>=2'")
    }
    return number
  }

  /// A band by its name or letter, or all there is.
  private static func named(_ text: String, in framework: Framework) throws(Stop) -> Threshold {
    let word = text.plain
    if let band = framework.bands.first(where: { [$0.id.plain, $0.name.plain].contains(word) }) {
      guard let lower = band.lower else { return .atLeast(-.greatestFiniteMagnitude) }
      return lower.inclusive ? .atLeast(lower.value) : .above(lower.value)
    }
    if ["complete", "mature"].contains(word) { return .complete }
    let names = framework.bands.map(\.name)
    let near = Spelling.nearest(to: text, among: names + ["complete"])
    let isNumber = Double(text) != nil
    throw .usage(
      "\(framework.id) has no band '\(text.cleaned.shortened(to: 40))'",
      fix: isNumber
        ? "write '\(framework.id)>=\(text)'"
        : near.map { "did you mean '\($0)'?" }
          ?? "there are \((names + ["complete"]).joined(separator: "; "))")
  }
}

extension String {
  /// The text in small letters, its words joined by hyphens.
  fileprivate var plain: String {
    lowercased().split { $0 == " " || $0 == "-" || $0 == "_" }.joined(separator: "-")
  }

  fileprivate var trimmingBlanks: String {
    split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
  }
}
