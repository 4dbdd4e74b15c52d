internal import Documents

extension PythonModule {
  /// Reads code in one pass over its bytes.
  init(_ file: Repository.File, code: String) {
    var reader = PythonReader()
    var text = code
    text.withUTF8 { reader.read($0) }
    self.init(
      file: file, imports: reader.imports, functions: reader.functions, names: reader.names,
      calls: reader.calls, isDescribed: reader.isDescribed, isTest: reader.isTest(file))
  }
}

/// Splits Python into words, leaving out strings and comments.
///
/// https://docs.python.org/3/reference/lexical_analysis.html
private struct PythonReader {
  var imports: [PythonModule.Import] = []
  var functions: [PythonModule.Function] = []
  var names: [String: Int] = [:]
  var calls: [String: Int] = [:]
  var isDescribed = false

  /// Whether the statement is a decorator, and whether one before it says that the next function
  /// takes its meaning from another, or that nobody runs it.
  private var (isDecorator, isInherited, isSkipped) = (false, false, false)
  /// The last word of the name that a decorator gives.
  private var decorator = ""
  /// Whether the module says that none of its tests is run.
  private var isAllSkipped = false
  /// What the statement asserts.
  private var claim: PythonClaim?
  /// The words of the statement that is being read; a bracket holds it open over line ends.
  private var words: [String] = []
  private var line = 1
  private var statementLine = 1
  private var depth = 0
  /// Where the line begins, how far the statement is indented, and where the last word ends.
  private var (lineStart, indent, wordEnd) = (0, 0, 0)
  /// The points after `from`.
  private var dots = 0
  /// How many words stand before each comma of `import`.
  private var commas: [Int] = []
  /// The function or class whose first statement comes next.
  private var bodyless: Int?
  /// The functions and classes around the statement.
  private var around: [Scope] = []
  /// The test around the statement.
  private var test: (index: Int, indent: Int)?

  /// Whether a file is a test: a program that bears the name of one, and tests nothing, is none.
  func isTest(_ file: Repository.File) -> Bool {
    if file.isAmongTests || file.name == "conftest.py" { return true }
    let holdsTest = functions.contains(where: \.isNamedTest)
    if file.name.hasSuffix("_tests.py") { return holdsTest }
    let isProgram = names["ArgumentParser"] != nil || names["__name__"] != nil
    return file.isTest && (holdsTest || !isProgram)
  }

  private struct Scope {
    let index: Int
    let indent: Int
    let hides: Bool
    let isSkipped: Bool
    /// How far its first statement is indented.
    var body: Int?
    /// Whether nothing after the statement is reached.
    var isOver = false
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"):
        if depth == 0 { endStatement() }
        line += 1
        index += 1
        lineStart = index
      case UInt8(ascii: "#"):
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
      case UInt8(ascii: "\\"):
        // A line that ends so goes on in the next.
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { line += 1 }
        index += 2
      case UInt8(ascii: "'"), UInt8(ascii: "\""): index = skipString(bytes, from: index)
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        if byte == UInt8(ascii: "("), wordEnd == index { addCall() }
        depth += 1
        index += 1
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "!"):
        let isDouble = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "=")
        if isDouble || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { claim?.compare() }
        index += isDouble ? 2 : 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        index += 1
      case UInt8(ascii: ";"):
        if depth == 0 { endStatement() }
        index += 1
      default:
        guard byte.isWordStart else {
          if byte == UInt8(ascii: "."), words.count == 1, words[0] == "from" { dots += 1 }
          if byte == UInt8(ascii: "."), wordEnd == index { claim?.compare() }
          if byte == UInt8(ascii: "@"), words.isEmpty { isDecorator = true }
          if byte == UInt8(ascii: ","), words.first == "import" { commas.append(words.count) }
          if byte == UInt8(ascii: ","), depth == 0 { claim?.end() }
          index += 1
          continue
        }
        let start = index
        while index < bytes.count, bytes[index].isWordPart { index += 1 }
        if words.isEmpty { indent = start - lineStart }
        add(String(decoding: bytes[start..<index], as: UTF8.self))
        wordEnd = index
      }
    }
    endStatement()
    settleTests()
  }

  /// What a test asserts by a function beside it, it asserts itself.
  private mutating func settleTests() {
    let helpers = Set(functions.filter { $0.asserts && !$0.isClass && !$0.isNamedTest }.map(\.name))
    for index in functions.indices where functions[index].isNamedTest {
      if !helpers.isDisjoint(with: functions[index].words) { functions[index].asserts = true }
      if isAllSkipped { functions[index].isSkipped = true }
    }
  }

  private mutating func addCall() {
    guard let name = words.last, !["def", "class"].contains(words.dropLast().last) else { return }
    if calls[name] == nil { calls[name] = line }
    if let made = PythonClaim(calling: name) { claim = made } else { claim?.call(name) }
  }

  private mutating func add(_ word: String) {
    if words.isEmpty { statementLine = line }
    if words.isEmpty, bodyless != nil, depth == 0 { bodyless = nil }
    words.append(word)
    if isDecorator, depth == 0 { decorator = word }
    if word == "assert" { claim = PythonClaim() } else { claim?.add(word) }
    if names[word] == nil { names[word] = line }
  }

  private mutating func endStatement() {
    defer {
      words.removeAll(keepingCapacity: true)
      (dots, isDecorator) = (0, false)
      claim = nil
      commas.removeAll(keepingCapacity: true)
    }
    guard let first = words.first else { return }
    if let open = test {
      if indent > open.indent { functions[open.index].words.formUnion(words) } else { test = nil }
    }
    around.removeAll { $0.indent >= indent }
    switch first {
    case "import": addImports()
    case "from":
      let end = words.firstIndex(of: "import") ?? words.count
      let rest = words.dropFirst().filter { $0 != "import" && $0 != "as" }
      if !rest.isEmpty {
        imports.append(
          .init(
            words: rest, line: statementLine, dots: dots, depth: end - 1,
            takesAll: end == words.count - 1))
      }
    case "def", "class": define(at: 1, isClass: first == "class")
    case "async" where words.count > 2 && words[1] == "def": define(at: 2, isClass: false)
    default:
      if isDecorator, ["override", "overload", "setter"].contains(words.last) {
        isInherited = true
      }
      if isDecorator, ["skip", "xfail", "expectedFailure"].contains(decorator) { isSkipped = true }
    }
    noteTest(first)
  }

  /// Notes what the statement says of the functions around it as tests.
  private mutating func noteTest(_ first: String) {
    let isHead = ["def", "class", "async"].contains(first)
    let isLeft =
      ["return", "raise"].contains(first)
      || [["pytest", "skip"], ["pytest", "xfail"], ["self", "skipTest"]].contains(
        Array(words.prefix(2)))
    if !isHead, !isDecorator, !around.isEmpty {
      let last = around.count - 1
      around[last].body = around[last].body ?? indent
    }
    if claim?.isMade == true {
      // Of a function on one line the head is a part of the statement.
      for scope in around where !scope.isOver && (isHead || scope.indent < indent) {
        functions[scope.index].asserts = true
      }
    }
    if isLeft, let last = around.indices.last, around[last].body == indent {
      around[last].isOver = true
    }
    let isMarked = first == "pytestmark" && (words.contains("skip") || words.contains("xfail"))
    if around.isEmpty, indent == 0, isMarked || isLeft && first == "pytest" { isAllSkipped = true }
  }

  /// The modules of `import a.b as c, d`.
  private mutating func addImports() {
    for (start, end) in zip([1] + commas, commas + [words.count]) where start < end {
      let parts = words[start..<end]
      let own = parts.prefix { $0 != "as" }
      let rest = parts.filter { $0 != "as" }
      imports.append(.init(words: rest, line: statementLine, depth: own.count))
    }
  }

  private mutating func define(at index: Int, isClass: Bool) {
    guard words.indices.contains(index) else { return }
    let name = words[index]
    let isLeft = isSkipped || around.contains(where: \.isSkipped)
    functions.append(
      .init(
        name: name, line: statementLine, isClass: isClass,
        isInner: around.contains(where: \.hides), isTop: around.isEmpty, isInherited: isInherited,
        isSkipped: isLeft))
    (isInherited, isSkipped) = (false, false)
    around.append(
      Scope(
        index: functions.count - 1, indent: indent, hides: !isClass || name.hasPrefix("_"),
        isSkipped: isLeft))
    bodyless = functions.count - 1
    if test == nil, functions[functions.count - 1].isNamedTest {
      test = (functions.count - 1, indent)
      functions[functions.count - 1].words = Set(words)
    }
  }

  /// Passes over a string; one that is the first statement of a body documents it.
  private mutating func skipString(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let quote = bytes[start]
    let isTriple =
      start + 2 < bytes.count && bytes[start + 1] == quote && bytes[start + 2] == quote
    let documented = words.isEmpty && depth == 0 ? bodyless : nil
    if let documented {
      functions[documented].isDocumented = true
      bodyless = nil
    }
    if names.isEmpty { isDescribed = true }
    let end = endOfString(bytes, from: start, quote: quote, isTriple: isTriple)
    if let documented {
      functions[documented].isDetailed = bytes[start..<end].speaksOfArguments
    }
    return end
  }

  private mutating func endOfString(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, quote: UInt8, isTriple: Bool
  ) -> Int {
    var index = start + (isTriple ? 3 : 1)
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\\") {
        if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\n") { line += 1 }
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\n") {
        // A string of one quote ends with its line, whatever it lacks.
        if !isTriple { return index }
        line += 1
        lineStart = index + 1
      }
      if byte == quote {
        if !isTriple { return index + 1 }
        if index + 2 < bytes.count, bytes[index + 1] == quote, bytes[index + 2] == quote {
          return index + 3
        }
      }
      index += 1
    }
    return bytes.count
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Whether one of the words is there by which docstrings name arguments and results.
  fileprivate var speaksOfArguments: Bool {
    let words = ["Args", "Arguments", "Param", ":param", "Return", ":return", "Yields"]
    return words.contains { word in
      let wanted = Array(word.utf8)
      guard let first = wanted.first, count >= wanted.count else { return false }
      return (startIndex...endIndex - wanted.count).contains { index in
        self[index] == first && self[index..<index + wanted.count].elementsEqual(wanted)
      }
    }
  }
}

extension UInt8 {
  fileprivate var isWordStart: Bool {
    self >= 0x61 && self <= 0x7A || self >= 0x41 && self <= 0x5A || self == 0x5F || self >= 0x80
  }

  fileprivate var isWordPart: Bool { isWordStart || self >= 0x30 && self <= 0x39 }
}
