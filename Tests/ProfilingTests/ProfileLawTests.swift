import Foundation
import Profiling
import Statistics
import TestSupport
import Testing

/// A profile does not depend on how its rows were split, in which order they came, how many threads
/// counted, or in which form it was stored in between.
@Suite struct ProfileLawTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func profile(
    _ rows: some Sequence<String>, header: String, workers: Int = 2, by: String? = nil
  ) throws -> TableProfile {
    try folder.write(header + "\n" + rows.joined(separator: "\n") + "\n", to: "t.csv")
    let file = TableFile(path: folder.path + "/t.csv", blockSize: 4096)
    guard let by else { return try TableProfile(of: file, workers: workers) }
    return try TableProfile(of: file, by: by, window: nil, workers: workers)
  }

  /// Rows of many kinds: few values, many, texts, times, words for nothing.
  private func rows(_ count: Int, _ numbers: inout SeededNumbers) -> [String] {
    (0..<count).map { row in
      let kind = ["a", "b", "\"c,d\"", "NA", ""][Int.random(in: 0..<5, using: &numbers)]
      let amount = Double.random(in: -1000...1000, using: &numbers)
      let day = Int.random(in: 1...28, using: &numbers)
      let time = "2013-0\(Int.random(in: 1...9, using: &numbers))-\(day < 10 ? "0" : "")\(day)"
      let word = Int.random(in: 0..<40, using: &numbers) == 0 ? "odd" : "\(row % 17)"
      return
        "\(kind),\(amount),\(time),\(word),id-\(count < 1000 ? Int.random(in: 0..<count, using: &numbers) : row)"
    }
  }

  private static let header = "kind,amount,day,mixed,id"

  /// The stored form of the parts added up, through both forms.
  private func merged(_ parts: [[String]], by: String? = nil) throws -> [UInt8] {
    var sum: TableProfile?
    for (index, part) in parts.enumerated() {
      let form: TableProfile.Form = index % 2 == 0 ? .json : .binary
      let bytes = try profile(part, header: Self.header, workers: index % 3 + 1, by: by)
        .stored(as: form)
      let read = try TableProfile(stored: bytes, path: "part")
      #expect(read.stored(as: form) == bytes)
      sum = try sum.map { try $0.merging(read) } ?? read
    }
    return try #require(sum).stored(as: .json)
  }

  @Test func `any split, any order, any number of threads, either form: the same bytes`() throws {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<6 {
      let all = rows(Int.random(in: 1...400, using: &numbers), &numbers)
      let wanted = try profile(all, header: Self.header, workers: 1).stored(as: .json)
      #expect(try profile(all, header: Self.header, workers: 3).stored(as: .json) == wanted)
      let shuffled = all.shuffled(using: &numbers)
      let cut = Int.random(in: 0...all.count, using: &numbers)
      let second = Int.random(in: cut...all.count, using: &numbers)
      let parts =
        [Array(shuffled[..<cut]), Array(shuffled[cut..<second])]
        + [Array(shuffled[second...])]
      #expect(try merged(parts.filter { !$0.isEmpty }) == wanted)
    }
  }

  @Test func `the same holds of columns with more values than are counted one by one`() throws {
    var numbers = SeededNumbers(seed: 4)
    let all = rows(80_000, &numbers)
    let whole = try profile(all, header: Self.header)
    #expect(whole["amount"]?.isExact == false && whole["id"]?.isExact == false)
    #expect(whole["kind"]?.isExact == true)
    let wanted = whole.stored(as: .json)
    let shuffled = all.shuffled(using: &numbers)
    #expect(try profile(shuffled, header: Self.header, workers: 3).stored(as: .json) == wanted)
    #expect(try merged([Array(shuffled[..<12_000]), Array(shuffled[12_000...])]) == wanted)
  }

  @Test func `slices add up as the whole does, and to the whole`() throws {
    var numbers = SeededNumbers(seed: 5)
    let all = rows(300, &numbers)
    let whole = try profile(all, header: Self.header, by: "kind")
    #expect(
      try profile(all, header: Self.header, workers: 3, by: "kind").stored(as: .json)
        == whole.stored(as: .json))
    #expect(
      try merged([Array(all[..<100]), Array(all[100...])], by: "kind") == whole.stored(as: .json))
    let slicing = try #require(whole.slicing)
    #expect(slicing.slices.map(\.name) == ["", "a", "b", "c,d"])
    #expect(slicing.slices.map(\.rows).reduce(0, +) == 300)
    let ofA = try profile(all.filter { $0.hasPrefix("a,") }, header: Self.header)
    let slice = try #require(slicing.slices.first { $0.name == "a" })
    #expect(slice["amount"]?.numbers == ofA["amount"]?.numbers)
    #expect(slice["amount"]?.moments == ofA["amount"]?.moments)
  }

  @Test func `windows slice by time`() throws {
    let rows = ["2013-01-31T23:30:00-01:00,1", "2013-02-01,2", "NA,3", "2013-01-01,4"]
    try folder.write("at,x\n" + rows.joined(separator: "\n"), to: "t.csv")
    let profile = try TableProfile(
      of: TableFile(path: folder.path + "/t.csv"), by: "at", window: .month)
    #expect(profile.slicing?.slices.map(\.name) == ["", "2013-01", "2013-02"])
    #expect(profile.slicing?.slices.map { $0["x"]?.moments.mean } == [3, 4, 1.5])
  }

  @Test func `profiles of other columns have no sum`() throws {
    let left = try profile(["1,2"], header: "a,b")
    let right = try profile(["1,2"], header: "a,c")
    #expect(throws: TableProfile.NoSum.columns(left: ["a", "b"], right: ["a", "c"])) {
      try left.merging(right)
    }
    #expect(throws: TableProfile.NoSum.slicing) {
      try left.merging(try profile(["1,2"], header: "a,b", by: "a"))
    }
  }

  @Test(arguments: TableProfile.Form.allCases)
  func `damaged profiles are read or refused, never more`(_ form: TableProfile.Form) throws {
    var numbers = SeededNumbers(seed: 6)
    let rows = rows(70_000, &numbers).map { String($0.split(separator: ",").last ?? "") + ",1" }
    let small = try profile(["1,x", "2,y"], header: "a,b", by: "b").stored(as: form)
    let large = try profile(rows, header: "id,one").stored(as: form)
    for (bytes, trials) in [(small, 1500), (large, 20)] {
      for _ in 0..<trials {
        let damaged = Mutation.damage(bytes, with: Mutation.ofReports, &numbers)
        guard let read = try? TableProfile(stored: damaged, path: "x") else { continue }
        // What is read adds up.
        #expect(read.columns.allSatisfy { $0.rows == read.rows })
      }
    }
  }

  @Test func `what is no profile is refused with its reason`() throws {
    func reason(_ text: String) -> String? {
      do throws(TableProfile.NoProfile) {
        _ = try TableProfile(stored: Array(text.utf8), path: "x")
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason("") == "it begins neither as JSON nor as the binary form")
    #expect(reason("{}") == "'format' is missing or not what it should be")
    #expect(
      reason("{\"format\":\"airworthy-profile\",\"version\":9}")?.hasPrefix(
        "its version is 9, and 1 is read") == true)
    #expect(
      reason(#"{"format":"x","version":1,"rows":0,"raggedRows":0,"columns":[]}"#)
        == "its format is not airworthy-profile")
    #expect(
      reason(#"{"format":"airworthy-profile","version":9,"rows":0,"raggedRows":0,"columns":[]}"#)?
        .hasPrefix("its version is 9") == true)
    #expect(
      reason(
        #"{"format":"airworthy-profile","version":1,"rows":2,"raggedRows":0,"columns":"#
          + #"[{"name":"a","missing":0,"texts":["x"],"counts":[1]}]}"#)
        == "the counts of column 'a' do not fit")
  }
}
