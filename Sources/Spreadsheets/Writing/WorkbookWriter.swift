internal import CWorkbook
internal import Documents
internal import Foundation
internal import Readiness

/// Why a workbook could not be written: the world said no.
package struct CannotWrite: Error, Hashable, Sendable {
  package let reason: String
}

/// A workbook while it is written by libxlsxwriter.
///
/// The library writes files only; ours lies in a folder of its own, which nobody else may look
/// into, until its bytes are read back.
final class WorkbookWriter {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  /// The first thing that the library refused.
  private(set) var refusal: lxw_error?

  private init(_ book: UnsafeMutablePointer<lxw_workbook>) { self.book = book }

  /// Writes a workbook.
  ///
  /// - Parameters:
  ///   - title: What the file says that it is.
  ///   - created: When it says that it was made; the same gives the same bytes.
  ///   - fill: Adds the sheets.
  /// - Returns: The file's bytes.
  /// - Throws: ``CannotWrite``.
  static func bytes(
    title: String, created: Instant, _ fill: (WorkbookWriter) -> Void
  ) throws(CannotWrite) -> [UInt8] {
    var template = Array(
      FileManager.default.temporaryDirectory.appending(path: "airworthy-XXXXXX").path.utf8CString)
    guard mkdtemp(&template) != nil else {
      throw CannotWrite(
        reason: "no temporary folder can be made: \(String(cString: strerror(errno)))")
    }
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = folder + "/workbook.xlsx"
    var error = folder.withMutableCString { folder -> lxw_error in
      var options = lxw_workbook_options(constant_memory: 0, tmpdir: folder, use_zip64: 0)
      guard let book = workbook_new_opt(file, &options) else {
        return LXW_ERROR_MEMORY_MALLOC_FAILED
      }
      let writer = WorkbookWriter(book)
      writer.describe(title: title, created: created)
      fill(writer)
      let closing = workbook_close(book)
      return writer.refusal ?? closing
    }
    var bytes: [UInt8]?
    if error == LXW_NO_ERROR {
      bytes = FileManager.default.contents(atPath: file).map(Array.init)
      if bytes == nil { error = LXW_ERROR_READING_TMPFILE }
    }
    guard let bytes else {
      throw CannotWrite(
        reason: "the workbook cannot be written: \(String(cString: lxw_strerror(error)))")
    }
    return bytes
  }

  private func describe(title: String, created: Instant) {
    title.cellText.withMutableCString { title in
      var properties = lxw_doc_properties()
      properties.title = title
      // At 0 the library would take the present.
      properties.created = max(1, time_t(created.milliseconds / 1000))
      note(workbook_set_properties(book, &properties))
    }
  }

  /// Adds an empty sheet; its name must be one that spreadsheets take.
  func add(_ name: String) -> SheetWriter? {
    guard let sheet = workbook_add_worksheet(book, name) else {
      note(LXW_ERROR_SHEETNAME_ALREADY_USED)
      return nil
    }
    return SheetWriter(sheet, in: self)
  }

  func note(_ error: lxw_error) {
    if error != LXW_NO_ERROR, refusal == nil { refusal = error }
  }

  /// The library's form of a style, made once.
  func format(_ style: Style) -> UnsafeMutablePointer<lxw_format>? {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(book) else {
      note(LXW_ERROR_MEMORY_MALLOC_FAILED)
      return nil
    }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// The colours alone, for cells that take them on by what they hold.
  func tint(ink: UInt32, fill: UInt32) -> UnsafeMutablePointer<lxw_format>? {
    guard let format = workbook_add_format(book) else { return nil }
    format_set_font_color(format, ink)
    format_set_bg_color(format, fill)
    return format
  }
}

extension Style {
  fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_font_size(format, size)
    format_set_font_color(format, ink)
    format_set_align(
      format, UInt8((isMiddle ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP).rawValue))
    format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
    if isIndented { format_set_indent(format, 1) }
    if let fill { format_set_bg_color(format, fill) }
    if isBold { format_set_bold(format) }
    if wraps { format_set_text_wrap(format) }
    if isUnlocked { format_set_unlocked(format) }
    if isDate {
      format_set_num_format(format, "yyyy-mm-dd")
    } else {
      // As text: what is typed over it stays text as well.
      format_set_num_format_index(format, 49)
    }
    let thin = UInt8(LXW_BORDER_THIN.rawValue)
    switch rule {
    case .none: break
    case .row:
      format_set_bottom(format, thin)
      format_set_bottom_color(format, Ink.rule)
    case .box:
      format_set_border(format, thin)
      format_set_border_color(format, Ink.fieldRule)
    }
    if begins {
      format_set_top(format, UInt8(LXW_BORDER_MEDIUM.rawValue))
      format_set_top_color(format, Ink.accent)
    }
  }
}

extension String {
  /// Calls with a copy of the text as C has it, for libraries that do not say they leave it alone.
  func withMutableCString<Result>(_ body: (UnsafeMutablePointer<CChar>?) -> Result) -> Result {
    var characters = Array(utf8CString)
    return characters.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }
}
