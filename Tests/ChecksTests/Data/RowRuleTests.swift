import Foundation
import Profiling
import TestSupport
import Testing

@testable import Checks
@testable import Documents

/// The language of rules over several columns: what is read, what is refused, what comes out.
@Suite struct RowRuleTests {
  private static let types: [String: ColumnType] = [
    "a": .number, "b": .number, "kind": .category, "at": .time, "until": .time,
    "2nd leg": .category,
  ]

  private func rule(_ text: String) throws(RuleFault) -> RowRule {
    try RowRule(Located(text, at: .start, text: text)).tied(to: Self.types)
  }

  /// What a rule says of one row, written as CSV in the order of the header.
  private func value(_ text: String, of row: String) throws -> Bool? {
    let folder = try TemporaryFolder()
    try folder.write("a,b,kind,at,until,2nd leg\n\(row)\n", to: "t.csv")
    let rule = try rule(text)
    var result: Bool?
    try TableFile(path: folder.path + "/t.csv").scan { header in
      let places = rule.columns.compactMap { header.firstIndex(of: $0) }
      return { _, row in
        result = rule.holds(in: row, places: places)
        return true
      }
    }
    return result
  }

  private static let row = "3,4.5,AB12,2013-03-31T23:59:00Z,2013-04-01T00:00:30Z,x"

  @Test(arguments: [
    ("a < b", true), ("a + 1.5 = b", true), ("a * 2 - 1 >= b", true), ("-a < 0 - 2", true),
    ("a = 3 and b = 4.5", true), ("a == 4 or b <> 4.5", false), ("not a = 3", false),
    ("a in [1, 2, 3]", true), ("a not in [1, 2, -3]", true), ("kind in ['AB12', 'C']", true),
    ("a between 3 and 3", true), ("a not between 1 and 5", false), ("7 % 4 = a", true),
    ("a / 2 = 1.5", true), ("abs(a - b) <= 1.5", true), ("length(kind) = 4", true),
    ("matches(kind, '[A-Z]{2}\\d+')", true), ("matches(kind, '[A-Z]+')", false),
    ("kind = \"AB12\"", true), ("kind < 'B'", true), ("`2nd leg` = 'x'", true),
    ("at < until", true), ("seconds_between(at, until) = 90", true),
    ("year(at) = 2013 and month(at) = 3 and day(at) = 31", true),
    ("weekday(at) = 7 and weekday(until) = 1", true), ("hour(at) = 23 and minute(at) = 59", true),
    ("at >= time('2013-01-01') and at < time('2013-04-01T00:00:00Z')", true),
    ("at in [time('2013-03-31T23:59:00Z')]", true), ("number(`2nd leg`) > 0 or true", true),
    ("a = 1 or a = 2 and b = 0 or a = 3", true), ("not (a = 1 or b = 1)", true),
    ("a - 1 - 1 = 1", true), ("2 + 3 * 2 = 8", true), ("(2 + 3) * 2 = 10", true),
    ("if_missing(a, 9) = 3", true), ("1e2 = 100 and .5 = 0.5", true), ("kind = 'it''s'", false),
  ])
  func `a rule comes to what arithmetic and logic say`(_ text: String, _ expected: Bool) throws {
    #expect(try value(text, of: Self.row) == expected, "\(text)")
  }

  /// `a` is missing; `?` stands for unknown.
  @Test(
    arguments: [
      ("a > 1", nil), ("a = a", nil), ("not a > 1", nil), ("a > 1 or b > 1", true),
      ("a > 1 or b > 9", nil), ("a > 1 and b > 9", false), ("a > 1 and b > 1", nil),
      ("a in [1]", nil), ("a not in [1]", nil), ("a between 1 and 2", nil), ("is_missing(a)", true),
      ("is_missing(a + 1)", true), ("is_missing(a > 1)", true), ("is_missing(b)", false),
      ("b >= a or is_missing(a)", true), ("if_missing(a, 7) = 7", true), ("b / 0 > 1", nil),
      ("b % 0 = 0", nil), ("is_missing(number(kind))", true), ("length(`2nd leg`) = 0", nil),
    ] as [(String, Bool?)])
  func `what is missing makes unknown, as in SQL`(_ text: String, _ expected: Bool?) throws {
    #expect(
      try value(text, of: "NA,4.5,AB12,2013-03-31,2013-04-01,") == expected, "\(text)")
  }

  /// A rule, the part that is underlined, and words of the message and the fix.
  @Test(arguments: [
    ("a >", "", "expected a column"), ("a > b b", "b", "found 'b'"), ("a >> b", ">", "expected"),
    ("a < b < 3", "<", "do not chain"), ("a > 'x'", "'x'", "a number is compared with a text"),
    ("kind = 1", "1", "write '1', in quotes"), ("c > 1", "c", "no column 'c'"),
    ("knd = 'x'", "knd", "did you mean 'kind'?"), ("a AND b", "AND", "write 'and'"),
    ("a && b", "&", "write 'and'"), ("a", "a", "true or false, found a number"),
    ("kind + 1 > 2", "kind", "number(…) reads a text"),
    ("lenght(kind) > 2", "lenght(kind)", "length"),
    ("length(kind, a) > 2", "length(kind, a)", "takes 1 value"),
    (
      "at > '2013-01-01'",
      "'2013-01-01'", "write time('2013-01-01')"
    ), ("at > time('May')", "'May'", "is no time"),
    ("kind = 'x", "'", "never closed"), ("a in []", "]", "expected"),
    ("a in [b]", "b", "a list holds"),
    ("matches(kind, '(a|b)')", "(", "no groups"), ("matches(kind, 'a{9999}')", "{", "a count"),
    ("matches(kind, '[z-a]')", "z", "backwards"), ("a is missing", "is", "is_missing"),
    ("2x > 1", "2", "cannot begin with a digit"), ("a = 1 = 2", "=", "do not chain"),
    ("(a > 1) = (b > 1)", "a > 1", "joined, not compared"), ("abs > 1", "abs", "is a function"),
    ("a > 1e999", "1e999", "no number"), ("a ~ 1", "~", "no sign"), ("a not b", "b", "after 'not'"),
  ])
  func `a mistake is told with its place and what was expected`(
    _ text: String, _ part: String, _ words: String
  ) throws {
    do throws(RuleFault) {
      _ = try rule(text)
      Issue.record("'\(text)' was read")
    } catch {
      let scalars = Array(text.unicodeScalars)
      let end = min(scalars.count, error.start + error.length)
      let found = String(String.UnicodeScalarView(scalars[min(error.start, end)..<end]))
      #expect(found == part, "\(text): \(error)")
      #expect("\(error.message) \(error.fix ?? "")".contains(words), "\(text): \(error)")
    }
  }

  @Test(arguments: [
    String(repeating: "(", count: 1000), String(repeating: "not ", count: 400) + "a > 1",
    String(repeating: "-", count: 1500) + "a > 1",
    "a" + String(repeating: " + 1", count: 400) + "> 1",
    String(repeating: "a", count: 2001), "a in [" + String(repeating: "(", count: 500),
    String(repeating: "abs(", count: 400),
  ])
  func `a rule is bounded in length and depth`(_ text: String) {
    #expect(throws: RuleFault.self) { try rule(text) }
  }

  @Test func `a rule of the greatest size is read and asked`() throws {
    let parts = (0..<180).map { "a > \($0)" }.joined(separator: " or ")
    #expect(try value(parts, of: Self.row) == true)
    let deep = String(repeating: "(", count: 30) + "a > 1" + String(repeating: ")", count: 30)
    #expect(try value(deep, of: Self.row) == true)
  }

  @Test func `no bytes whatever end the program`() throws {
    var numbers = SeededNumbers(seed: 5)
    let seeds = [
      "arr >= dep or is_missing(arr)", "matches(kind, '[a-z]{2,3}\\d?') and a in [1, 2]",
      "seconds_between(at, until) / 60 between -5.5 and 1e3 and not kind = \"x\"",
    ]
    let pieces = [
      "(", ")", "[", "]", "'", "\"", "`", "and", " or ", "not ", "in", "between", "1e", ".", "-",
      "%",
      "{1,", "\\", "é", "\u{0}", "a", "matches(", "time('", "99999999999999999999999",
    ]
    var read = 0
    for round in 0..<6000 {
      let seed = Array(seeds[round % seeds.count].utf8)
      let bytes =
        round % 3 == 0
        ? (0..<Int.random(in: 0...40, using: &numbers)).map { _ in
          UInt8.random(in: 0...255, using: &numbers)
        } : Mutation.damage(seed, with: pieces, &numbers)
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(RuleFault) {
        _ = try rule(text)
        read += 1
      } catch {
        #expect(error.start >= 0 && error.length > 0)
        #expect(error.start <= text.unicodeScalars.count, "\(text)")
      }
    }
    #expect(read > 0)
  }

  // MARK: - Laws

  private static let truths = ["a > 1", "a > 3", "b > 9", "is_missing(a)", "b > a", "a = a"]

  @Test(arguments: ["3,4,k,,,", "NA,4,k,,,", "5,NA,k,,,", "NA,NA,k,,,", "0,10,k,,,"])
  func `logic keeps its laws, whatever is missing`(_ row: String) throws {
    for p in Self.truths {
      #expect(try value("not not \(p)", of: row) == value(p, of: row))
      for q in Self.truths {
        #expect(
          try value("not (\(p) and \(q))", of: row) == value("not \(p) or not \(q)", of: row))
        #expect(try value("\(p) and \(q)", of: row) == value("\(q) and \(p)", of: row))
        #expect(try value("\(p) or \(q)", of: row) == value("\(q) or \(p)", of: row))
        #expect(
          try value("\(p) or \(q) and \(p)", of: row) == value(p, of: row), "absorption of \(q)")
      }
    }
  }

  @Test func `a pattern matches what the library's own expressions match`() throws {
    var numbers = SeededNumbers(seed: 11)
    let patterns = [
      "a*b", "a?b?c?", "[ab]+c", "a{2}", "a{1,3}b*", "[^a]b", "\\d+a?", ".b.", "a*a*a*b", "",
      "\\w{2,}", "[a-c]{0,2}", "a+a", "\\s?b",
    ]
    for pattern in patterns {
      let ours = try RulePattern(pattern, at: 0)
      let theirs = try NSRegularExpression(pattern: "\\A(?:\(pattern))\\z")
      for _ in 0..<200 {
        let letters = Array("aabbc1 ")
        let text = String(
          (0..<Int.random(in: 0...6, using: &numbers)).map { _ in
            letters[Int.random(in: 0..<letters.count, using: &numbers)]
          })
        let range = NSRange(location: 0, length: text.utf16.count)
        #expect(
          ours.matches(text) == (theirs.firstMatch(in: text, range: range) != nil),
          "\(pattern) and '\(text)'")
      }
    }
  }

  @Test func `a pattern takes time in step with the text`() throws {
    let pattern = try RulePattern("a*a*a*a*a*a*a*a*a*a*b", at: 0)
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
