/// A kind of personal data that can be told by its form, most of them by check digits as well.
///
/// A form alone can be met by chance: `chance` is how often a text of the form that is nothing of
/// the kind passes all the same.
enum PersonalKind: String, CaseIterable, Sendable {
  case email = "e-mail address"
  case phone = "phone number"
  case card = "payment card"
  case iban = "IBAN"
  case brazil = "Brazilian CPF"
  case finland = "Finnish personal code"
  case france = "French NIR"
  case italy = "Italian tax code"
  case poland = "Polish PESEL"
  case spain = "Spanish DNI or NIE"
  case sweden = "Swedish personal number"

  var chance: Double {
    switch self {
    case .email, .phone: 0
    // The Luhn digit, where the first digits are those of an issuer.
    case .card, .poland, .sweden: 0.1
    case .iban, .brazil, .france: 0.0104
    case .finland: 0.0323
    case .italy: 0.0385
    case .spain: 0.0435
    }
  }

  /// What a text is with regard to a kind.
  enum Answer { case otherForm, formOnly, passes }

  func answer(for text: PersonalText) -> Answer {
    switch self {
    case .email: text.holdsAddress ? .passes : .otherForm
    case .phone: text.isPhone ? .passes : .otherForm
    case .card: card(text)
    case .iban: iban(text)
    case .brazil: brazil(text)
    case .finland: finland(text)
    case .france: france(text)
    case .italy: italy(text)
    case .poland: poland(text)
    case .spain: spain(text)
    case .sweden: sweden(text)
    }
  }

  /// Whether most of some texts are of one kind, so that they are better not shown.
  static func isLikely(in texts: [String]) -> Bool {
    let some = texts.prefix(1000).compactMap { PersonalText($0) }
    return allCases.contains { kind in
      let hits = some.count { kind.answer(for: $0) == .passes }
      return hits > 0 && Double(hits) > 0.5 * Double(min(1000, texts.count))
    }
  }

  // MARK: - Check digits

  private func answer(_ hasForm: Bool, _ passes: @autoclosure () -> Bool) -> Answer {
    hasForm ? passes() ? .passes : .formOnly : .otherForm
  }

  /// ISO/IEC 7812: 13 to 19 digits that begin as an issuer's do, and Luhn's check digit.
  private func card(_ text: PersonalText) -> Answer {
    guard let digits = text.groupedDigits, (13...19).contains(digits.count) else {
      return .otherForm
    }
    let two = digits[0] * 10 + digits[1]
    let four = two * 100 + digits[2] * 10 + digits[3]
    let isIssued =
      switch digits.count {
      case 13: digits[0] == 4
      case 14: [36, 38, 39].contains(two) || (3000...3059).contains(four)
      case 15: two == 34 || two == 37
      default:
        digits[0] == 4 || (51...55).contains(two) || (2221...2720).contains(four)
          || four == 6011 || two == 65 || two == 35 || two == 62
      }
    return answer(isIssued, Self.luhn(digits))
  }

  /// Doubles every second digit from the right; the digits of all sum to a multiple of ten.
  static func luhn(_ digits: [Int]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, pair in
      let doubled = pair.offset % 2 == 1 ? pair.element * 2 : pair.element
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0 && digits.contains { $0 != 0 }
  }

  /// ISO 13616: two letters, two check digits and up to 30 more; 1 modulo 97 once the first four go
  /// to the end and letters count from 10.
  private func iban(_ text: PersonalText) -> Answer {
    let signs = text.compact
    guard (15...34).contains(signs.count), signs[0].isCapital, signs[1].isCapital,
      signs[2].isDigit, signs[3].isDigit,
      signs.allSatisfy({ $0.isCapital || $0.isDigit })
    else { return .otherForm }
    var rest = 0
    for sign in signs[4...] + signs[..<4] {
      rest = sign.isDigit ? (rest * 10 + sign.digit) % 97 : (rest * 100 + sign.letter + 10) % 97
    }
    return answer(true, rest == 1)
  }

  /// Eleven digits, the last two by weights modulo 11.
  private func brazil(_ text: PersonalText) -> Answer {
    guard let digits = text.digits(inForm: ["###########", "###.###.###-##"]) else {
      return .otherForm
    }
    func check(_ count: Int) -> Int {
      let sum = (0..<count).reduce(0) { $0 + digits[$1] * (count + 1 - $1) }
      let rest = sum * 10 % 11
      return rest == 10 ? 0 : rest
    }
    let isConstant = Set(digits).count == 1
    return answer(!isConstant, check(9) == digits[9] && check(10) == digits[10])
  }

  /// Birthday, century sign, number and a check sign by the remainder of 31.
  private func finland(_ text: PersonalText) -> Answer {
    let signs = text.signs
    guard signs.count == 11, let date = Self.number(signs[..<6]), "+-ABCDEFYXWVU".has(signs[6]),
      let rest = Self.number(signs[7..<10]), Self.isDay(date / 10_000, date / 100 % 100)
    else { return .otherForm }
    let table = Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)
    return answer(true, table[(date * 1000 + rest) % 31] == signs[10])
  }

  /// Fifteen digits, the last two 97 less the remainder of the others.
  private func france(_ text: PersonalText) -> Answer {
    guard let digits = text.groupedDigits, digits.count == 15, digits[0] == 1 || digits[0] == 2
    else { return .otherForm }
    let month = digits[3] * 10 + digits[4]
    let body = digits[..<13].reduce(0) { $0 * 10 + $1 }
    return answer((1...12).contains(month), 97 - body % 97 == digits[13] * 10 + digits[14])
  }

  /// Six letters, two digits, a letter, two digits, a letter, three digits and a check letter.
  private func italy(_ text: PersonalText) -> Answer {
    let signs = text.signs
    let form = Array("AAAAAA##A##A###A".utf8)
    guard signs.count == form.count,
      zip(signs, form).allSatisfy({ $1 == UInt8(ascii: "#") ? $0.isDigit : $0.isCapital })
    else { return .otherForm }
    let odd = [
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ]
    let sum = signs[..<15].enumerated().reduce(0) { sum, pair in
      let value = pair.element.isDigit ? pair.element.digit : pair.element.letter
      return sum + (pair.offset % 2 == 0 ? odd[value] : value)
    }
    return answer(true, sum % 26 == signs[15].letter)
  }

  /// Birthday with the century in the month, number and a check digit by weights.
  private func poland(_ text: PersonalText) -> Answer {
    guard let digits = text.digits(inForm: ["###########"]) else { return .otherForm }
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5])
    let weights = [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]
    let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return answer(Self.isDay(day, month % 20), (10 - sum % 10) % 10 == digits[10])
  }

  /// Eight digits, or X, Y or Z and seven, and a check letter by the remainder of 23.
  private func spain(_ text: PersonalText) -> Answer {
    let signs = text.compact
    guard signs.count == 9, signs[8].isCapital else { return .otherForm }
    let first = "XYZ".has(signs[0]) ? Int(signs[0]) - Int(UInt8(ascii: "X")) : nil
    guard let rest = Self.number(signs[(first == nil ? 0 : 1)..<8]) else { return .otherForm }
    let table = Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)
    return answer(true, table[((first ?? 0) * 10_000_000 + rest) % 23] == signs[8])
  }

  /// Birthday, a sign, and four digits of which the last is Luhn's.
  private func sweden(_ text: PersonalText) -> Answer {
    let short = text.digits(inForm: ["######-####", "######+####"])
    let long = text.digits(inForm: ["########-####"]).map { Array($0[2...]) }
    guard let digits = short ?? long else { return .otherForm }
    let (month, day) = (digits[2] * 10 + digits[3], digits[4] * 10 + digits[5])
    return answer(Self.isDay(day, month), Self.luhn(digits))
  }

  private static func isDay(_ day: Int, _ month: Int) -> Bool {
    (1...12).contains(month) && (1...31).contains(day)
  }

  private static func number(_ signs: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for sign in signs {
      guard sign.isDigit else { return nil }
      value = value * 10 + sign.digit
    }
    return value
  }
}

/// A text of ordinary length, as detectors of personal data look at it.
struct PersonalText {
  /// The bytes without blanks at the ends.
  let signs: [UInt8]
  /// Without blanks and dashes anywhere.
  let compact: [UInt8]

  /// - Parameter text: A value; longer ones than 10,000 bytes are not looked at.
  init?(_ text: String) {
    guard (5...10_000).contains(text.utf8.count) else { return nil }
    let blank = UInt8(ascii: " ")
    let bytes = Array(text.utf8)
    let first = bytes.firstIndex { $0 != blank } ?? 0
    let last = bytes.lastIndex { $0 != blank } ?? 0
    signs = Array(bytes[first...max(first, last)])
    compact = signs.filter { $0 != blank && $0 != UInt8(ascii: "-") }
  }

  /// The digits, where there is nothing else but blanks and dashes between groups of them.
  var groupedDigits: [Int]? {
    compact.allSatisfy(\.isDigit) && compact.count >= 10 ? compact.map(\.digit) : nil
  }

  /// The digits of a text of one of some forms, in which `#` is a digit.
  func digits(inForm forms: [String]) -> [Int]? {
    let isOne = forms.contains { form in
      let form = Array(form.utf8)
      return form.count == signs.count
        && zip(form, signs).allSatisfy { $0 == UInt8(ascii: "#") ? $1.isDigit : $0 == $1 }
    }
    return isOne ? signs.filter(\.isDigit).map(\.digit) : nil
  }

  /// Whether an e-mail address stands somewhere in it: signs, an `@`, and a name with a dot.
  var holdsAddress: Bool {
    var from = signs.startIndex
    while let at = signs[from...].firstIndex(of: UInt8(ascii: "@")) {
      from = at + 1
      let local = signs[..<at].reversed().prefix { $0.isWord || ".+-%".has($0) }.count
      let domain = Array(signs[(at + 1)...].prefix { $0.isWord || ".-".has($0) })
      let labels = domain.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      // A full stop may end the sentence.
      let named = labels.last?.isEmpty == true ? Array(labels.dropLast()) : Array(labels)
      guard (1...64).contains(local), named.count > 1, let last = named.last,
        named.allSatisfy({ !$0.isEmpty }), (2...24).contains(last.count),
        last.allSatisfy(\.isLetter)
      else { continue }
      return true
    }
    return false
  }

  /// Whether it is a number in E.164 with its plus, or a North American one with its signs.
  var isPhone: Bool {
    let digits = signs.filter(\.isDigit)
    guard signs.count <= 24 else { return false }
    if signs.first == UInt8(ascii: "+") {
      return (8...15).contains(digits.count) && digits[0] != UInt8(ascii: "0")
        && signs.dropFirst().allSatisfy { $0.isDigit || " -.()/".has($0) }
    }
    return self.digits(
      inForm: ["(###) ###-####", "(###)###-####", "###-###-####", "1-###-###-####"]) != nil
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  fileprivate var isCapital: Bool { self >= 0x41 && self <= 0x5A }
  fileprivate var isLetter: Bool { isCapital || self >= 0x61 && self <= 0x7A }
  fileprivate var isWord: Bool { isLetter || isDigit || self == UInt8(ascii: "_") || self > 0x7F }
  fileprivate var digit: Int { Int(self) - 0x30 }
  /// The place of a capital letter, from 0.
  fileprivate var letter: Int { Int(self) - 0x41 }
}

extension String {
  fileprivate func has(_ sign: UInt8) -> Bool { utf8.contains(sign) }
}
