/// Why a file is not read as a workbook at all.
struct Refusal: Error, Hashable, Sendable {
  let reason: String
  let fix: String?

  init(_ reason: String, fix: String? = nil) {
    self.reason = reason
    self.fix = fix
  }

  static func damaged(_ part: String) -> Refusal {
    Refusal("it is damaged: \(part)", fix: "save it anew, or take an older copy")
  }
}

/// How much of a workbook is read at most; what is larger is no questionnaire.
enum Limits {
  /// Bytes of the file.
  static let bytes = 8 << 20
  /// Files packed into it.
  static let entries = 512
  /// Bytes of all of them, unpacked.
  static let unpacked = 24 << 20
  /// Times that one file may grow when it is unpacked, if it is larger than `ratioFrom`.
  static let ratio = 200
  static let ratioFrom = 1 << 20
  /// Elements within one another.
  static let depth = 100
  /// Sheets, texts shared between cells, and cells with something in them, of the whole workbook.
  static let sheets = 200
  static let texts = 200_000
  static let cells = 200_000
}
