import Readiness
import Testing

@testable import Checks

/// Columns that look like personal data.
@Suite struct PersonalDataCheckTests {
  /// Made-up values; check digits by the published rules.
  @Test(arguments: [
    (PersonalKind.email, "mara@example.org"), (.email, "write to kofi.m+x@mail.example.co.uk."),
    (.phone, "+46 8 123 456 78"), (.phone, "(212) 555-0147"), (.card, "4111 1111 1111 1111"),
    (.card, "378282246310005"), (.card, "5555555555554444"), (.iban, "DE89 3704 0044 0532 0130 00"),
    (.iban, "GB82WEST12345698765432"), (.brazil, "529.982.247-25"), (.finland, "131052-308T"),
    (.france, "2 69 05 49 588 157 80"), (.italy, "RSSMRA85T10A562S"), (.poland, "44051401359"),
    (.spain, "12345678Z"), (.spain, "X1234567L"), (.sweden, "811228-9874"),
    (.sweden, "19811228-9874"),
  ])
  func `a value of a kind is told by its form and check digits`(
    _ kind: PersonalKind, _ text: String
  ) throws {
    #expect(kind.answer(for: try #require(PersonalText(text))) == .passes)
  }

  @Test(arguments: [
    (PersonalKind.email, "mara@example"), (.email, "@example.org"), (.email, "a@b@c"),
    (.email, "mara@.org"), (.phone, "2013-05-17"), (.phone, "+1 23"), (.card, "4111111111111112"),
    (.card, "9999999999999995"), (.card, "0000000000000000"), (.iban, "DE89370400440532013001"),
    (.brazil, "52998224724"), (.brazil, "111.111.111-11"), (.finland, "131052-308U"),
    (.france, "269054958815781"), (.italy, "RSSMRA85T10A562T"), (.poland, "44051401358"),
    (.spain, "12345678A"), (.sweden, "811228-9875"), (.sweden, "811328-9874"),
  ])
  func `a value with one sign wrong is none`(_ kind: PersonalKind, _ text: String) throws {
    #expect(kind.answer(for: try #require(PersonalText(text))) != .passes)
  }

  @Test func `every wrong last digit of a card is found out`() {
    for digit in 0...9 {
      let digits = [4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, digit]
      #expect(PersonalKind.luhn(digits) == (digit == 1))
    }
  }

  private func project(_ table: String, _ more: String = "", rules: String = "") -> DataProject {
    DataProject(
      data: "  t: {path: t.csv, component: data\(rules)}",
      checks: "  p: {check: personal-data, data: t\(more)}", files: ["t.csv": table])
  }

  private static let table =
    "id,note,n\n"
    + (0..<50).map { "\($0),\($0 == 20 ? "ask mara@example.org" : "fine"),\($0 * 17)\n" }.joined()

  @Test func `an address in a comment is found, and its value shown nowhere`() throws {
    let found = try project(Self.table).finding()
    #expect(found.status == .fail && found.control == "data.privacy")
    #expect(found.summary == "1 value of 'note' in t.csv looks like an e-mail address")
    #expect(found.samples.first?.rows == [["22"]])
    #expect(!"\(found)".contains("mara"))
  }

  @Test func `a column that is declared is accounted for, which shows nothing`() throws {
    #expect(try project(Self.table, ", known: note").finding().status == .notReported)
    let declared = try project(
      Self.table, rules: ", columns: {note: {type: category, personal: yes}}"
    ).finding()
    #expect(declared.status == .notReported && declared.summary.contains("declared"))
  }

  @Test func `a table without any shows nothing`() throws {
    let found = try project("a,b\n1,x\n2,y\n").finding()
    #expect(found.status == .notReported && found.measurements.isEmpty)
  }

  @Test func `numbers that pass a check digit by chance are not taken for cards`() throws {
    // One in ten of these passes; all of them begin as cards do.
    let numbers = (0..<500).map { "\(4_000_000_000_000_000 + $0 * 7_919)" }
    let found = try project("n\n" + numbers.joined(separator: "\n")).finding()
    #expect(found.status == .notReported, "\(found.summary)")
    let cards = numbers.map { number in
      let body = number.dropLast()
      return (0...9).map { "\(body)\($0)" }.first {
        PersonalKind.luhn($0.compactMap(\.wholeNumberValue))
      } ?? ""
    }
    let real = try project("n\n" + cards.joined(separator: "\n")).finding()
    #expect(real.status == .fail)
    #expect(real.measurement("looks-like-payment-card", of: "n")?.value == 500)
  }
}
