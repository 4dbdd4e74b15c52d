internal import CWorkbook
internal import Readiness

/// A sheet while it is written; rows and columns are counted from 0.
///
/// Text is only ever written as text: nothing here makes a formula or a link.
struct SheetWriter {
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let book: WorkbookWriter

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, in book: WorkbookWriter) {
    self.sheet = sheet
    self.book = book
  }

  func write(_ text: String, _ row: Int, _ column: Int, _ style: Style) {
    book.note(
      worksheet_write_string(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column),
        text.cellText.escapedForCell, book.format(style)))
  }

  /// Writes the day of an instant as a date; an empty cell for none.
  func write(_ instant: Instant?, _ row: Int, _ column: Int, _ style: Style) {
    let day = instant?.day ?? ""
    let parts = day.split(separator: "-").compactMap { Int32($0) }
    // Dates of spreadsheets begin with 1900 and end with 9999.
    guard parts.count == 3, day.utf8.count == 10, parts[0] > 1900 else {
      write(day, row, column, style)
      return
    }
    var date = lxw_datetime(
      year: parts[0], month: parts[1], day: parts[2], hour: 0, min: 0, sec: 0)
    book.note(
      worksheet_write_datetime(
        sheet, lxw_row_t(clamping: row), lxw_col_t(clamping: column), &date,
        book.format(style.with { $0.isDate = true })))
  }

  func widths(_ widths: [Double]) {
    for (column, width) in widths.enumerated() {
      let column = lxw_col_t(clamping: column)
      book.note(worksheet_set_column(sheet, column, column, width, nil))
    }
  }

  /// Sets the height of a row, in points.
  func height(_ points: Double, of row: Int) {
    book.note(worksheet_set_row(sheet, lxw_row_t(clamping: row), points, nil))
  }

  func hide() { worksheet_hide(sheet) }

  /// Locks all cells but the unlocked ones, without a password; rows can be filtered and sized.
  func protect() {
    var options = lxw_protection()
    options.autofilter = 1
    options.format_columns = 1
    options.format_rows = 1
    worksheet_protect(sheet, nil, &options)
  }

  /// Paper by the numbers of the format.
  enum Paper: UInt8 {
    case a3 = 8
    case a4 = 9
  }

  /// Pages as wide as the sheet with the rows down to the header on each, or one page for all.
  func paginate(on paper: Paper, header rows: Int? = nil) {
    worksheet_set_paper(sheet, paper.rawValue)
    worksheet_set_margins(sheet, 0.4, 0.4, 0.5, 0.6)
    book.note(worksheet_set_footer(sheet, "&L&8&A&R&8&P of &N"))
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    worksheet_fit_to_pages(sheet, 1, rows == nil ? 1 : 0)
    if let rows {
      worksheet_set_landscape(sheet)
      book.note(worksheet_repeat_rows(sheet, 0, lxw_row_t(clamping: rows)))
    }
  }
}

extension SheetWriter {
  /// A block of cells, both ends included.
  struct Block {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    fileprivate var first: (row: lxw_row_t, column: lxw_col_t) {
      (lxw_row_t(clamping: rows.lowerBound), lxw_col_t(clamping: columns.lowerBound))
    }
    fileprivate var last: (row: lxw_row_t, column: lxw_col_t) {
      (lxw_row_t(clamping: rows.upperBound), lxw_col_t(clamping: columns.upperBound))
    }
  }

  /// Keeps the rows down to the block's header and the columns left of it in sight, and lets the
  /// block be filtered.
  func head(_ block: Block, keeping columns: Int) {
    let (first, last) = (block.first, block.last)
    worksheet_freeze_panes(sheet, first.row + 1, lxw_col_t(clamping: columns))
    book.note(worksheet_autofilter(sheet, first.row, first.column, last.row, last.column))
    book.note(
      worksheet_ignore_errors(
        sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD1048576"))
  }

  /// Lets cells be filled from a list; where it is not strict, other text is asked about and taken.
  func offer(_ words: [String], in block: Block, isStrict: Bool, else message: String) {
    // The longest list that a cell can carry in itself.
    guard !words.isEmpty, words.joined(separator: ",").utf16.count <= 255 else { return }
    let copies = words.map { Array($0.utf8CString) }
    withPointers(copies[...], []) { list in
      message.withMutableCString { message in
        var list = list + [nil]
        list.withUnsafeMutableBufferPointer { list in
          var validation = lxw_data_validation()
          validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
          validation.value_list = list.baseAddress
          validation.error_type = UInt8(
            (isStrict ? LXW_VALIDATION_ERROR_TYPE_STOP : LXW_VALIDATION_ERROR_TYPE_WARNING)
              .rawValue)
          validation.error_message = message
          let (first, last) = (block.first, block.last)
          book.note(
            worksheet_data_validation_range(
              sheet, first.row, first.column, last.row, last.column, &validation))
        }
      }
    }
  }

  /// Calls with a pointer to each text, all alive at once.
  private func withPointers(
    _ texts: ArraySlice<[CChar]>, _ pointers: [UnsafeMutablePointer<CChar>?],
    _ body: ([UnsafeMutablePointer<CChar>?]) -> Void
  ) {
    guard var first = texts.first else { return body(pointers) }
    first.withUnsafeMutableBufferPointer {
      withPointers(texts.dropFirst(), pointers + [$0.baseAddress], body)
    }
  }

  /// Colours cells whose text is the given one.
  func tint(_ text: String, in block: Block, as kind: (ink: UInt32, fill: UInt32)) {
    "\"\(text)\"".withMutableCString { text in
      var rule = lxw_conditional_format()
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
      rule.value_string = text
      rule.format = book.tint(ink: kind.ink, fill: kind.fill)
      let (first, last) = (block.first, block.last)
      book.note(
        worksheet_conditional_format_range(
          sheet, first.row, first.column, last.row, last.column, &rule))
    }
  }
}
