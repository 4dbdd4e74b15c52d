/// What a statement of Python asserts: something of a result, or no more than that a name is there.
///
/// `assert rows.shape == (3, 2)` says something; `assert True`, `assert model` and
/// `assert model is not None` do not.
struct PythonClaim {
  /// Whether it asks only if what follows is true.
  private let isOpen: Bool
  private var (hasName, says, isEnded, isAfterIs) = (false, false, false, false)

  /// An `assert` statement.
  init() { isOpen = true }

  /// A method that asserts; `nil` where a function of this name does not.
  init?(calling name: String) {
    let isError = ["raises", "warns", "assertRaises", "assertRaisesRegex"].contains(name)
    guard isError || name.hasPrefix("assert") && name != "assert" else { return nil }
    isOpen = ["assertTrue", "assertFalse", "assertIsNotNone", "assertIsNone"].contains(name)
    // Stand-ins that were called, and errors, are said of no further name.
    let isCall = [
      "assert_called", "assert_not_called", "assert_any", "assert_has", "assert_awaited",
    ]
    .contains(where: name.hasPrefix)
    if isError || isCall { (hasName, says) = (true, true) }
  }

  var isMade: Bool { hasName && (says || !isOpen) }

  mutating func add(_ word: String) {
    if isEnded { return }
    if isAfterIs, word != "not" {
      if word != "None" { says = true }
      isAfterIs = false
    }
    switch word {
    case "is": isAfterIs = true
    case "in": says = true
    case "not", "and", "or", "True", "False", "None", "self": break
    default: hasName = true
    }
  }

  /// A call; that something can be called, or has an attribute, is said of a name.
  mutating func call(_ name: String) {
    if !["callable", "hasattr", "bool"].contains(name) { compare() }
  }

  /// An operator that compares, or an attribute.
  mutating func compare() {
    if !isEnded { says = true }
  }

  /// The comma before the message.
  mutating func end() { isEnded = true }
}
