internal import Views

/// How a cell looks, and whether it may be edited; colours are 24 bits of red, green and blue.
struct Style: Hashable, Sendable {
  var ink: UInt32 = Ink.plain
  var fill: UInt32?
  var size = 10.0
  var isBold = false
  var wraps = true
  var isUnlocked = false
  var isDate = false
  var isMiddle = false
  /// Whether its text keeps some distance from its left edge.
  var isIndented = true
  var rule = Rule.none
  /// Whether a strong line above says that something begins.
  var begins = false

  /// The lines around a cell.
  enum Rule: Hashable, Sendable {
    case none
    /// A thin line below.
    case row
    /// A thin line around, for cells to fill in.
    case box
  }

  enum Ink {
    static let plain: UInt32 = 0x1C2126
    static let faint: UInt32 = 0x59636E
    static let rule: UInt32 = 0xD5DAE0
    static let accent: UInt32 = 0x0A4A8F
    static let paper: UInt32 = 0xFFFFFF
    static let panel: UInt32 = 0xF5F7F9
    static let field: UInt32 = 0xFFF9DB
    static let fieldRule: UInt32 = 0xDCC77E
  }

  static let title = Style(
    ink: Ink.accent, size: 18, isBold: true, wraps: false, isIndented: false)
  static let line = Style(wraps: false, isIndented: false)
  static let faint = Style(ink: Ink.faint, wraps: false, isIndented: false)
  static let heading = Style(size: 13, isBold: true, wraps: false, isIndented: false)
  static let header = Style(ink: Ink.paper, fill: Ink.accent, isBold: true, isMiddle: true)
  static let plain = Style(rule: .row)
  static let label = Style(ink: Ink.faint, wraps: false, rule: .row)
  static let strong = Style(isBold: true, wraps: false, rule: .row)
  /// For text that runs over the empty cells beside it.
  static let long = Style(wraps: false, rule: .row)

  func with(_ change: (inout Style) -> Void) -> Style {
    var copy = self
    change(&copy)
    return copy
  }
}

extension Sign.Kind {
  /// Ink and ground; the sign and the word say the same without them.
  var colours: (ink: UInt32, fill: UInt32) {
    switch self {
    case .good: (0x116329, 0xE3F4E7)
    case .bad: (0x9B1C12, 0xFCE8E6)
    case .conditional, .unsure: (0x7A4F00, 0xFFF0D1)
    case .none: (Style.Ink.faint, 0xEEF1F4)
    }
  }
}
