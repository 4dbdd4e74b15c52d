package import Documents
internal import Profiling
package import Readiness
internal import Statistics

/// Which columns look like personal data that nobody declared.
///
/// A kind counts as found where more values pass its check digits than would by chance. No value is
/// kept or shown. What is not found may still be there, so a scan without a finding shows nothing.
package struct PersonalDataCheck: Check {
  package static let kind = "personal-data"

  let data: [Located<Dataset.ID>]
  /// Columns that are known to hold personal data, and are accounted for.
  let known: [String]

  package static let controls: [Control.ID] = ["data.privacy"]
  package static let showable: [Control.ID] = []

  package static let shape = Shape<PersonalDataCheck>.settings(
    "Finds columns that look like personal data and are not declared as such; shows no value.",
    .required("data", .list(of: .reference, orOne: true), "The data sets to look through."),
    .optional(
      "known", .list(of: .text(), orOne: true), default: [],
      "Columns whose personal data are accounted for, beside those with 'personal: yes'."),
    make: PersonalDataCheck.init(data:known:))

  package var datasets: [Located<Dataset.ID>] { data }
  package var judgesByRules: Bool { true }

  package func answers(in source: Source) -> [Question] {
    subjects(in: source).map { Question("data.privacy", $0) }
  }

  private func subjects(in source: Source) -> [Subject] {
    let all = data.compactMap { source.datasets[$0.value]?.subject }
    return Set(all).sorted { $0.description < $1.description }
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    var notes: [Subject: [DataNote]] = [:]
    for name in data {
      let opened = try source.open(name.value)
      notes[opened.dataset.subject, default: []] += try review(opened)
    }
    return subjects(in: source).map { subject in
      let own = notes[subject] ?? []
      let found = own.filter { $0.measurement.status == .fail }
      let accounted = own.filter { $0.measurement.status == .pass }
      let summary =
        if let first = found.first {
          first.sentence
            + (found.count > 1 ? "; so do \(found.count - 1) more columns or kinds" : "")
        } else if !accounted.isEmpty {
          "only columns that are declared look like personal data; a scan cannot show that there is "
            + "no other"
        } else {
          "no column looks like personal data, which a scan cannot show for certain"
        }
      return Finding(
        control: "data.privacy", subject: subject, status: found.isEmpty ? .notReported : .fail,
        summary: summary, measurements: own.map(\.measurement), samples: own.compactMap(\.sample))
    }
  }

  private func review(_ opened: OpenDataset) throws(CannotRun) -> [DataNote] {
    var columns: [String] = []
    var tallies: [[PersonalKind: Tally]] = []
    var present: [Int] = []
    try opened.scan { header in
      columns = header
      tallies = Array(repeating: [:], count: header.count)
      present = Array(repeating: 0, count: header.count)
      return { line, row in
        for index in 0..<row.count {
          let cell = row[index]
          if cell.isMissing { continue }
          present[index] += 1
          guard let text = PersonalText(cell.text) else { continue }
          for kind in PersonalKind.allCases {
            let answer = kind.answer(for: text)
            if answer == .otherForm { continue }
            tallies[index][kind, default: Tally()].add(answer, line: line)
          }
        }
        return true
      }
    }
    let declared = opened.dataset.personalColumns.union(known)
    return columns.indices.flatMap { index in
      PersonalKind.allCases.compactMap { kind in
        tallies[index][kind].flatMap { tally in
          note(
            tally, kind, in: columns[index], of: opened.dataset, present: present[index],
            isKnown: declared.contains(columns[index]))
        }
      }
    }
  }

  private struct Tally {
    var forms = 0
    var hits = 0
    var lines: [Int] = []

    mutating func add(_ answer: PersonalKind.Answer, line: Int) {
      forms += 1
      guard answer == .passes else { return }
      hits += 1
      if lines.count < 10 { lines.append(line) }
    }
  }

  /// What a column shows of a kind; `nil` where chance explains it.
  private func note(
    _ tally: Tally, _ kind: PersonalKind, in column: String, of dataset: Dataset, present: Int,
    isKnown: Bool
  ) -> DataNote? {
    guard tally.hits > 0 else { return nil }
    // Many columns are looked at for many kinds, so the bound is a strict one.
    let bound = Proportion.clopperPearson(tally.hits, of: tally.forms, level: 0.9999)
    guard bound.lower > 1.5 * kind.chance else { return nil }
    let share = Proportion.clopperPearson(tally.hits, of: present, level: 0.95)
    return DataNote(
      measurement: Measurement(
        of: column, statistic: "looks-like-\(kind.word)", value: Double(tally.hits),
        rows: present, method: "count of values of the form whose check digits pass",
        limit: isKnown ? nil : .init(.atMost, 0), status: isKnown ? .pass : .fail,
        familiar: ["share": share.value, "of-the-form": Double(tally.forms)]),
      sentence: "\(tally.hits.of("value")) of '\(column)' in \(dataset.path.value) "
        + "\(tally.hits == 1 ? "looks" : "look") like \(kind.article) \(kind.rawValue)",
      sample: Sample(
        title: "Where '\(column)' looks like \(kind.article) \(kind.rawValue)", columns: ["line"],
        rows: tally.lines.map { ["\($0)"] }, total: tally.hits))
  }
}

extension PersonalKind {
  /// The name as one word in lower case.
  fileprivate var word: String {
    rawValue.lowercased().split(separator: " ").joined(separator: "-")
  }

  fileprivate var article: String { self == .email || self == .iban || self == .italy ? "an" : "a" }
}
