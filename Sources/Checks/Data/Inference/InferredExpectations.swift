internal import Documents
internal import Foundation
internal import Profiling
package import Readiness
internal import Statistics

/// What a reference lets one expect of tables like it, each rule with what it rests on.
package struct InferredExpectations: Sendable {
  package let expectations: Expectations
  /// For each column, in order, what its rule rests on.
  let reasons: [String]
  let about: About

  /// Why the rules of the table as a whole are as they are.
  struct About: Sendable {
    var source = ""
    var key: String?
    var time: String?
    var fresh: String?
    var days: Int?
    var rows = ""
  }

  /// - Parameters:
  ///   - reference: What the reference holds.
  ///   - name: What to call it.
  ///   - key: Columns that together name a row; found unless given.
  ///   - labels: Columns that only training has.
  ///   - now: The present, for how old the reference is.
  package init(
    from reference: ReferenceTable, named name: String, key: [String], labels: [String],
    at now: Instant
  ) {
    let profile = reference.profile
    let columns = profile.columns.map { column in
      InferredColumn(column, isLabel: labels.contains(column.name))
    }
    let found = key.isEmpty ? Self.key(of: profile) : key
    let fresh = Self.freshness(of: reference, at: now)
    let rows = profile.rows
    expectations = Expectations(
      environments: labels.isEmpty ? [] : ["training", "serving"], key: found,
      time: reference.time, isOrdered: reference.isOrdered && rows >= 30,
      freshDays: fresh.isKept ? fresh.days : nil, rows: max(1, rows / 2)...max(1, rows * 2),
      columns: columns.map(\.rule),
      rules: reference.ordered.compactMap { pair in
        let text = "\(pair.later.asRuleName) >= \(pair.earlier.asRuleName)"
        return try? RowRule(Located(text, at: .start, text: text))
      }, isDraft: true)
    reasons = columns.map(\.reason)
    about = About(
      source: "\(name) (\(rows.of("row")))",
      key: key.isEmpty && !found.isEmpty ? "no value repeats, and none is missing" : nil,
      time: reference.time.flatMap { profile[$0]?.times }.map { times in
        "from \(times.lowerBound.text) to \(times.upperBound.text)"
          + (reference.isOrdered && rows >= 30 ? "; no row lies before an earlier one" : "")
      },
      fresh: fresh.reason, days: fresh.days,
      rows: "half as many as the reference, and twice as many")
  }

  /// The column that names a row: no value is missing or repeats.
  private static func key(of profile: TableProfile) -> [String] {
    guard profile.rows >= 30 else { return [] }
    let unique = profile.columns.filter { column in
      column.distinct == profile.rows && column.type != .time
        && (column.numbers?.values.allSatisfy { $0 == $0.rounded() } ?? true)
    }
    let named = unique.first { column in
      let name = column.name.lowercased()
      return name == "id" || name == "key" || name.hasSuffix("_id") || name.hasSuffix("id")
    }
    return [named ?? unique.first { $0.type == .category }].compactMap { $0?.name }
  }

  /// Twice the span that the reference covers, and two days at least.
  private static func freshness(
    of reference: ReferenceTable, at now: Instant
  ) -> (days: Int?, isKept: Bool, reason: String?) {
    guard let times = reference.time.flatMap({ reference.profile[$0]?.times }) else {
      return (nil, false, nil)
    }
    let span = Double(times.upperBound.milliseconds - times.lowerBound.milliseconds) / 86_400_000
    let days = min(36_500, max(2, Int((span * 2).rounded(.up))))
    let age = Double(now.milliseconds - times.upperBound.milliseconds) / 86_400_000
    let isKept = age >= 0 && age <= Double(days)
    return (
      days, isKept,
      isKept
        ? "twice the span of the reference"
        : "twice the span of the reference, which is \(max(0, age).brief) days old itself"
    )
  }

  // MARK: - As text

  /// The file: YAML with a comment on what each rule rests on.
  package var text: String {
    let expected = expectations
    var lines = [
      "# What tables like \(about.source.oneLine) must look like.",
      "# Written by 'airworthy infer', and yours to edit: go through the rules, tighten them, and take",
      "# 'draft' out. 'airworthy schema expectations' prints every key.",
      "apiVersion: airworthy/v1", "kind: expectations",
      "draft: true # by rules read off the rows nothing passes; take this out when they are yours",
    ]
    if !expected.environments.isEmpty {
      lines.append("environments: [\(expected.environments.joined(separator: ", "))]")
    }
    if !expected.key.isEmpty {
      lines.append(
        "key: [\(expected.key.map(\.asYAML).joined(separator: ", "))]"
          + (about.key.map { " # \($0)" } ?? ""))
    }
    if let time = expected.time {
      lines.append("time: \(time.asYAML)" + (about.time.map { " # \($0)" } ?? ""))
      if expected.isOrdered { lines.append("ordered: yes") }
      if let days = expected.freshDays {
        lines.append("fresh: \(days.of("day")) # \(about.fresh ?? "")")
      } else if let reason = about.fresh {
        lines.append(
          "# fresh: \((about.days ?? 2).of("day")) # how old the newest row may be; \(reason)")
      }
    }
    lines += [
      "rows: {at-least: \(expected.rows.lowerBound), at-most: \(expected.rows.upperBound)}"
        + " # \(about.rows)",
      "columns:",
    ]
    lines += self.lines(for: expected.columns.map(\.name)).map { "  " + $0 }
    if !expected.rules.isEmpty {
      lines.append("rules: # no row of the reference breaks them")
      lines += expected.rules.map { "  - \($0.text.value.asYAML)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The entries of some columns, each below a comment on what it rests on.
  package func lines(for names: [String]) -> [String] {
    zip(expectations.columns, reasons).filter { names.contains($0.0.name) }.flatMap {
      ["# \($1.oneLine)", "\($0.name.asYAML): \($0.asYAML)"]
    }
  }
}

/// What one column lets one expect.
private struct InferredColumn {
  let rule: Dataset.ColumnRule
  let reason: String

  init(_ column: ColumnProfile, isLabel: Bool) {
    let isBinary =
      column.numbers.map { $0.values == [0, 1] } ?? false
    let isPersonal =
      column.type == .category && PersonalKind.isLikely(in: column.categories.map(\.text))
    var parts: [String] = []
    var (least, most, values): (Double?, Double?, [String]?) = (nil, nil, nil)
    var isUnique = false
    if isPersonal {
      parts.append("looks like personal data, so that no value is listed here or shown")
    } else if isBinary {
      values = ["0", "1"]
      parts.append("only 0 and 1 occur")
    } else if let numbers = column.numbers, let low = numbers.values.first,
      let high = numbers.values.last
    {
      let isShare =
        low >= 0 && high <= 1 && numbers.values.contains { $0 != $0.rounded() }
      (least, most) = isShare ? (0, 1) : Self.range(low, high, numbers)
      parts.append(
        "from \(low.brief) to \(high.brief)"
          + (isShare
            ? ", so that it looks like a share"
            : column.distinct > 1 ? "; a tenth of that span more on both sides" : ""))
    } else if column.type == .category, column.present > 0 {
      (values, isUnique) = Self.domain(column, &parts)
    } else if let times = column.times {
      parts.append("from \(times.lowerBound.text) to \(times.upperBound.text)")
    }
    let (missing, reason) = Self.missing(column)
    parts.append(reason)
    rule = Dataset.ColumnRule(
      name: column.name, type: isBinary ? .category : column.type, least: least, most: most,
      values: values, missingMax: missing, isUnique: isUnique, isPersonal: isPersonal,
      environments: isLabel ? ["training"] : nil)
    self.reason = parts.joined(separator: "; ")
  }

  /// The range with a tenth of its span more on both sides, in round numbers; no lower than 0 where
  /// nothing was.
  private static func range(
    _ low: Double, _ high: Double, _ numbers: ValueCounts
  ) -> (Double?, Double?) {
    let room = (high - low) / 10
    let isWhole = numbers.values.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p53 }
    let step = room > 0 ? pow(10, floor(log10(room / 2))) : 1
    func rounded(_ value: Double, _ rule: FloatingPointRoundingRule) -> Double {
      let unit = isWhole ? max(1, step) : step
      let result =
        unit < 1
        ? (value * (1 / unit).rounded()).rounded(rule) / (1 / unit).rounded()
        : (value / unit).rounded(rule) * unit
      return result.isFinite ? result : value
    }
    let least = rounded(low - room, .down)
    let most = rounded(high + room, .up)
    // Beyond this the definitions take no limit.
    func bounded(_ value: Double) -> Double? { abs(value) <= 1e60 ? value : nil }
    return (bounded(low >= 0 ? max(0, least) : least), bounded(high <= 0 ? min(0, most) : most))
  }

  /// The values that may occur, where none is likely to be new.
  private static func domain(
    _ column: ColumnProfile, _ parts: inout [String]
  ) -> (values: [String]?, isUnique: Bool) {
    let categories = column.categories
    let once = categories.count { $0.count == 1 }
    if categories.count == column.present, column.present >= 30 {
      parts.append("no value repeats")
      return (nil, true)
    }
    guard once == 0, categories.count <= 50,
      categories.allSatisfy({ !$0.text.allSatisfy(\.isWhitespace) && $0.text.isPlain })
    else {
      // Good (1953): as many rows are to be expected with a value not seen before.
      let share = Double(once) / Double(column.present)
      parts.append(
        "\(categories.count.of("value"))"
          + (once > 0
            ? ", \(once) of them once, so that about \(share.percent) of the rows of "
              + "another table have a new one" : ", too many or too odd to list"))
      return (nil, false)
    }
    parts.append(
      categories.count == 1
        ? "one value only"
        : "\(categories.count) values, each more than once, so that a new one is rare")
    return (categories.map(\.text).sorted(), false)
  }

  /// The share that may be missing: what an interval of 99 % around the observed one still holds.
  private static func missing(_ column: ColumnProfile) -> (Double?, String) {
    guard column.rows > 0 else { return (nil, "no row") }
    if column.missing == 0 {
      return column.rows >= 100 ? (0, "none is missing") : (nil, "none of few rows is missing")
    }
    let upper = Proportion.clopperPearson(column.missing, of: column.rows, level: 0.99).upper
    let most = min(1, (upper * 1000).rounded(.up) / 1000)
    return (
      most, "\(column.missingShare.percent) is missing, with 99 % certainty no more than this"
    )
  }
}

extension Dataset.ColumnRule {
  /// The rule as a flow mapping.
  package var asYAML: String {
    var parts = ["type: \(type.rawValue)"]
    if let least { parts.append("least: \(least.plain)") }
    if let most { parts.append("most: \(most.plain)") }
    if let values {
      parts.append("values: [\(values.map { $0.quotedAsYAML }.joined(separator: ", "))]")
    }
    if let missingMax { parts.append("missing: \(missingMax.plain)") }
    if isUnique { parts.append("unique: yes") }
    if isPersonal { parts.append("personal: yes") }
    if let environments { parts.append("in: [\(environments.joined(separator: ", "))]") }
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension Double {
  /// As it is read back, without a point where it is whole.
  fileprivate var plain: String {
    self == rounded() && abs(self) < 1e15 ? "\(Int(self))" : "\(self)"
  }
}

extension String {
  /// Whether nothing in it hides or moves text.
  fileprivate var isPlain: Bool {
    unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
      && utf8.count <= 200
  }

  /// On one line, for a comment.
  fileprivate var oneLine: String {
    String(String.UnicodeScalarView(unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
  }

  /// As a scalar that is a text, whatever it says.
  fileprivate var quotedAsYAML: String {
    let safe = String.UnicodeScalarView(
      unicodeScalars.filter { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    return "\"" + String(safe).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// As a key or a scalar; in quotes unless it is a plain word.
  fileprivate var asYAML: String {
    let isWord =
      unicodeScalars.allSatisfy { $0 == "_" || $0.isASCII && $0.properties.isAlphabetic }
      && !["y", "n", "yes", "no", "true", "false", "null", "on", "off"].contains(lowercased())
    return isWord && !isEmpty ? self : quotedAsYAML
  }

  /// As the name of a column in a rule.
  fileprivate var asRuleName: String {
    let isWord = unicodeScalars.allSatisfy { $0 == "_" || $0.properties.isAlphabetic }
    let isTaken = ["and", "or", "not", "in", "between", "is", "true", "false"].contains(self)
    return isWord && !isTaken && !isEmpty ? self : "`\(replacing("`", with: "``"))`"
  }
}
