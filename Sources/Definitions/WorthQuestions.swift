package import Documents
package import Worth

/// What people are asked to fill in `worth.yaml`: a dozen questions, each for one or a few numbers.
package struct WorthQuestion: Sendable {
  /// How scripts name it.
  package let key: String
  package let text: String
  package let hint: String
  package let parts: [Part]

  /// One number that an answer gives.
  package struct Part: Sendable {
    package let name: String
    /// As it stands in the file.
    package let present: String
    /// Whether somebody stands by that.
    package let isConfirmed: Bool
    let path: [ValueEdit.Step]
    let form: Form
  }

  enum Form {
    /// A bare text or number, always confirmed.
    case plain
    case quantity
    /// A whole number of periods.
    case periods
    /// One of the limits, which are written together.
    case limit(String)
    /// An entry of extra-errors, with its name.
    case extra(String)
  }

  package var isOpen: Bool { parts.contains { !$0.isConfirmed } }

  /// Every question, by a file's text.
  ///
  /// - Parameter text: `worth.yaml`.
  /// - Returns: The questions; none where the text cannot be read.
  package static func all(of text: String) -> [WorthQuestion] {
    guard let tree = YAML.read(text, file: "worth.yaml").tree else { return [] }
    func part(_ name: String, _ path: ValueEdit.Step..., form: Form = .quantity) -> Part? {
      Part(name, path, form, in: tree)
    }
    func top(_ key: String, form: Form = .quantity) -> Part? { part(key, .key(key), form: form) }
    func each(_ key: String) -> [Part] {
      (tree["errors"]?.elements ?? []).enumerated().compactMap { index, error in
        part(
          "\(key) of \(error["name"]?.text ?? "")", .key("errors"), .element(index), .key(key))
      }
    }
    func degradation(_ key: String) -> Part? { part(key, .key("degradation"), .key(key)) }
    func limit(_ key: String, _ name: String) -> Part? {
      part(name, .key("limits"), .key(key), form: .limit(key))
        ?? Part(
          name: name, present: key == "deploy-at-most" ? "0.1" : "0.4", isConfirmed: false,
          path: [.key("limits"), .key(key)], form: .limit(key))
    }
    let extra = (tree["degradation"]?["extra-errors"]?.elements ?? []).enumerated().compactMap {
      index, entry -> Part? in
      guard let name = entry["name"]?.text else { return nil }
      return part(
        "extra rate of \(name)", .key("degradation"), .key("extra-errors"), .element(index),
        form: .extra(name))
    }
    let money = tree["currency"]?.text ?? "money"
    let period = tree["period"]?.text ?? "period"
    var questions: [WorthQuestion] = []
    func ask(_ key: String, _ text: String, _ hint: String, _ parts: [Part?]) {
      let parts = parts.compactMap(\.self)
      if parts.isEmpty { return }
      questions.append(WorthQuestion(key: key, text: text, hint: hint, parts: parts))
    }
    ask(
      "unit", "In what money, and for what length of time, do you count?", "USD; month",
      [top("currency", form: .plain), top("period", form: .plain)])
    ask(
      "items", "How many items arrive per \(period), and which share would the model handle?",
      "27000; 100 %, or 20000..30000; 0.8", [top("items-per-period"), top("automated-share")])
    ask(
      "saving", "What does an item cost less when nobody handles it, before errors? (\(money))",
      "0.05, or 0.02..0.08", [top("saving-per-item")])
    ask("costs", "What does one error of each kind cost? (\(money))", "20..60; 60", each("cost"))
    ask(
      "people", "How often is today's process wrong, per item?", "2365 of 27564; 860 of 27564",
      each("people"))
    ask(
      "model", "How often is the model wrong, per item?",
      "2944 of 27564; 292 of 27564, or check NAME; check NAME", each("model"))
    ask(
      "running", "What does running cost per \(period), and what once at the start? (\(money))",
      "1900; 36000", [top("fixed-cost-per-period"), top("investment")])
    let ahead =
      "How many \(period)s ahead do you look, and by how much does a later one count less?"
    ask(
      "horizon", ahead, "24; 0.5 %",
      [top("horizon-periods", form: .periods), top("discount-per-period")])
    let breaks =
      "How often did it, or the like, break: times in \(period)s? How much oftener is it "
    ask(
      "breaks", breaks + "wrong then?", "1 in 24; 0.05",
      [degradation("hazard")] + extra.map(Optional.some))
    let noticed =
      "After how many \(period)s is that noticed? How long is the repair, with plan B and "
    ask(
      "noticed", noticed + "without?", "2; 2; 3",
      [
        degradation("detection-periods"), degradation("repair-periods"),
        degradation("repair-periods-without-plan-b"),
      ])
    let planB =
      "What does an item gain against today while plan B runs, and what does a switch to it "
    ask(
      "plan-b", planB + "cost? (\(money))", "0; 3000",
      [degradation("fallback-gain-per-item"), degradation("switch-cost")])
    ask(
      "risk",
      "With what risk of a loss would you still go ahead, and above which not at all?",
      "10 %; 40 %",
      [limit("deploy-at-most", "still go ahead"), limit("refuse-above", "not at all")])
    return questions
  }

  /// A file of guesses to begin with, every number unconfirmed.
  package static let starter = """
    # Is the model worth running? 'airworthy worth ask' asks for the numbers; those with 'confirmed: no'
    # are guesses that nobody stands by, and no verdict is given while there are any.
    apiVersion: airworthy/v1
    kind: worth
    currency: USD
    period: month
    items-per-period: {value: 1000, confirmed: no, from: a default}
    automated-share: {value: 1, confirmed: no, from: a default}
    saving-per-item: {value: 0.1, confirmed: no, from: a default}
    fixed-cost-per-period: {value: 2000, confirmed: no, from: a default}
    investment: {value: 20000, confirmed: no, from: a default}
    horizon-periods: {value: 24, confirmed: no, from: a default}
    discount-per-period: {value: 0.005, confirmed: no, from: a default}
    errors:
      - name: missed case
        is: missed
        cost: {value: 10, confirmed: no, from: a default}
        people: {value: 0.02, confirmed: no, from: a default}
        model: {value: 0.03, confirmed: no, from: a default}
      - name: false alarm
        is: false-alarm
        cost: {value: 10, confirmed: no, from: a default}
        people: {value: 0.02, confirmed: no, from: a default}
        model: {value: 0.02, confirmed: no, from: a default}
    degradation:
      hazard: {value: 0.04, confirmed: no, from: a default}
      extra-errors:
        - {name: missed case, rate: {value: 0.05, confirmed: no, from: a default}}
      detection-periods: {value: 2, confirmed: no, from: a default}
      repair-periods: {value: 2, confirmed: no, from: a default}
      repair-periods-without-plan-b: {value: 4, confirmed: no, from: a default}
      fallback-gain-per-item: {value: 0, confirmed: no, from: a default}
      switch-cost: {value: 2000, confirmed: no, from: a default}
    limits:
      deploy-at-most: {value: 0.1, confirmed: no, from: a default}
      refuse-above: {value: 0.4, confirmed: no, from: a default}

    """
}

extension WorthQuestion.Part {
  fileprivate init?(
    _ name: String, _ path: [ValueEdit.Step], _ form: WorthQuestion.Form, in tree: Tree
  ) {
    var node: Tree? = tree
    for step in path {
      switch step {
      case .key(let key): node = node?[key]
      case .element(let index): node = node?.elements.dropFirst(index).first
      }
    }
    guard let node else { return nil }
    self.name = name
    self.path = path
    self.form = form
    var shown = node
    var isSaid = node["confirmed"]?.text
    if case .extra = form, let rate = node["rate"] {
      shown = rate
      isSaid = rate["confirmed"]?.text ?? isSaid
    }
    isConfirmed = isSaid != "no" && isSaid != "false"
    present = Self.words(shown)
  }

  /// A number as people would type it.
  private static func words(_ tree: Tree) -> String {
    if let text = tree.text { return text }
    func pair(_ key: String, _ word: String) -> String? {
      let texts = (tree[key]?.elements ?? []).compactMap(\.text)
      return texts.count == 2 ? texts.joined(separator: word) : nil
    }
    return pair("range", "..") ?? pair("counts", " of ") ?? pair("events", " in ")
      ?? tree["evidence"]?.text.map { "check \($0)" } ?? tree["history"]?.text.map { "check \($0)" }
      ?? tree["value"]?.text ?? "several values"
  }
}

/// A person's answer to a question of worth, put into the file.
package enum WorthAnswering {
  package enum Trouble: Error {
    /// The answer has another number of parts than the question.
    case parts(wanted: Int, found: Int)
    /// One part reads as no number.
    case unreadable(String)
    /// The file cannot be changed in that place.
    case fixed(String)
    /// With it the file would be wrong.
    case wrong([Diagnostic])
  }

  /// - Parameters:
  ///   - answer: Parts with `;` between them: a number, `a..b`, `x of n`, `x in n`, `check NAME`; `?`
  ///     behind one keeps it a guess, `=` stands by what is there, and nothing leaves it.
  ///   - question: What was asked.
  ///   - text: The file.
  ///   - from: Who says so, and when.
  /// - Returns: The file with the answer.
  /// - Throws: ``Trouble`` where it does not fit; then nothing is changed.
  package static func text(
    taking answer: String, to question: WorthQuestion, in text: String, from: String
  ) throws(Trouble) -> String {
    let words = answer.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmed
    }
    let isForAll = words == ["="]
    let given = isForAll ? question.parts.map { _ in "=" } : words
    guard given.count == question.parts.count else {
      throw .parts(wanted: question.parts.count, found: given.count)
    }
    var edits: [(path: [ValueEdit.Step], text: String)] = []
    var (limits, areLimitsSaid) = ([String](), false)
    for (part, word) in zip(question.parts, given) {
      if word.isEmpty || word == "=" && part.isConfirmed {
        if case .limit(let key) = part.form, part.isConfirmed {
          limits.append("\(key): \(part.present)")
        }
        continue
      }
      let said = word == "=" ? part.standing : word
      guard let value = value(said, part.form, from: from) else { throw .unreadable(word) }
      if case .limit(let key) = part.form {
        limits.append("\(key): \(value)")
        areLimitsSaid = true
      } else {
        edits.append((part.path, value))
      }
    }
    if areLimitsSaid {
      edits.append(([.key("limits")], "{\(limits.joined(separator: ", "))}"))
    }
    guard let new = ValueEdit.replacing(in: text, edits) else {
      throw .fixed(question.parts.map(\.name).joined(separator: ", "))
    }
    // A model may be read although something in it is wrong.
    let (model, problems) = read(new)
    let isSound = !problems.contains { $0.severity == .error }
    guard model != nil, isSound else { throw .wrong(problems) }
    return new
  }

  /// Reads a text as `worth.yaml`.
  package static func read(_ text: String) -> (model: DecisionModel?, problems: [Diagnostic]) {
    let result = YAML.read(text, file: "worth.yaml")
    guard let tree = result.tree else { return (nil, result.diagnostics) }
    var reader = Reader(source: result.source)
    let model = Shape<DecisionModel>.worth.read(tree, &reader)
    return (model, result.diagnostics + reader.diagnostics)
  }

  private static func value(
    _ word: String, _ form: WorthQuestion.Form, from: String
  ) -> String? {
    if case .plain = form { return isPlain(word) ? word : nil }
    let isGuess = word.hasSuffix("?")
    let said = isGuess ? String(word.dropLast()).trimmed : word
    if case .periods = form {
      guard let periods = Int(said) else { return nil }
      return
        "{value: \(periods), confirmed: \(isGuess ? "no" : "yes"), from: \"\(from.quotable)\"}"
    }
    guard let content = content(said) else { return nil }
    let quantity =
      "{\(content), confirmed: \(isGuess ? "no" : "yes"), from: \"\(from.quotable)\"}"
    if case .extra(let name) = form { return "{name: \"\(name.quotable)\", rate: \(quantity)}" }
    return quantity
  }

  private static func content(_ word: String) -> String? {
    func pair(_ separator: String) -> (String, String)? {
      guard let range = word.firstRange(of: separator) else { return nil }
      let (one, two) = (word[..<range.lowerBound], word[range.upperBound...])
      return (String(one).trimmed, String(two).trimmed)
    }
    if word.hasPrefix("check ") {
      let name = String(word.dropFirst(6)).trimmed
      return Shape<String>.isName(name) ? "evidence: \(name)" : nil
    }
    for (separator, key) in [("..", "range"), (" of ", "counts"), (" in ", "events")] {
      guard let (one, two) = pair(separator) else { continue }
      guard let first = number(one), let second = number(two) else { return nil }
      return "\(key): [\(first), \(second)]"
    }
    return number(word).map { "value: \($0)" }
  }

  /// A number with its unit as YAML.
  private static func number(_ word: String) -> String? {
    if let number = Double(word), number.isFinite { return word }
    let isSafe = word.allSatisfy { $0.isLetter || $0.isNumber || " %/.+-".contains($0) }
    guard WorthUnits.split(word) != nil, isSafe, word.count <= 40 else { return nil }
    return "\"\(word.quotable)\""
  }

  /// Whether a text may stand in YAML, bare or between quotes, and mean itself.
  private static func isPlain(_ word: String) -> Bool {
    let isSafe = word.allSatisfy { $0.isLetter || $0.isNumber || " %/.+-".contains($0) }
    return isSafe && word.count <= 40 && word.first.map { $0.isLetter || $0.isNumber } == true
      || Double(word) != nil
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  /// The text as it may stand between double quotes.
  fileprivate var quotable: String {
    String(
      filter { character in
        character != "\"" && character != "\\"
          && !character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
      })
  }
}

extension WorthQuestion.Part {
  /// What somebody says who stands by what is there: of a guess the range that it is drawn from, since
  /// to stand by a guess is not to know it.
  fileprivate var standing: String {
    switch form {
    case .plain, .periods, .limit: return present
    case .quantity, .extra: break
    }
    let key = if case .key(let last)? = path.last { last } else { "extra-errors" }
    let (number, unit) = WorthUnits.split(present) ?? (Double(present) ?? 0, "")
    let isShare = ["automated-share", "people", "model", "hazard", "extra-errors"].contains(key)
    let least = key.hasSuffix("periods") || key.hasPrefix("repair-periods") ? 1.0 : 0
    guard number > least, !isShare || number < 0.5, !unit.hasPrefix("%"),
      let ends = Quantity(key, number, isConfirmed: false).ends
    else { return present }
    let words = [max(ends.low, least), ends.high].map { end in
      "\(end.rounded(significant: 4))" + (unit.isEmpty ? "" : " \(unit)")
    }
    return words.joined(separator: "..")
  }
}

extension Double {
  fileprivate func rounded(significant digits: Int) -> Double {
    var (unit, most) = (1.0, 1.0)
    for _ in 0..<digits { most *= 10 }
    while abs(self) * unit < most / 10, unit < 1e12 { unit *= 10 }
    return abs(self) >= most ? self.rounded() : (self * unit).rounded() / unit
  }
}
