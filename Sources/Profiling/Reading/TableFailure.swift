extension TableFile {
  /// Why a file is no table that can be read.
  package enum Failure: Error, Sendable {
    case isFolder
    case unreadable(any Error)
    case noHeader
    case repeatedColumn(String)
    case openQuote(line: Int)
    case notUTF8(line: Int)
    /// A byte that is zero: UTF-16, or no text at all.
    case nulByte(line: Int)
    /// Lines that end in CR alone, as on old Macintoshes.
    case carriageReturns
    case tooManyColumns(Int)
    /// A record of more than 8 MiB: mostly a quote that is never closed.
    case longRecord(line: Int)
    /// The column that rows are to be sliced by is not there.
    case noColumn(String)
    /// There are more slices than ``ProfileSlicing/slicesMax``.
    case tooManySlices
    /// What a format of its own has: what is wrong, where, and what helps.
    case refused(String, line: Int?, fix: String?)
  }

  /// A row that is left out.
  package struct RaggedRow: Hashable, Sendable {
    package let line: Int
    /// How many fields it has, where the header has another number of them; `nil` of a format that
    /// has no header.
    package let fields: Int?
    /// What is wrong with it.
    package let reason: String

    init(line: Int, fields: Int) {
      self.line = line
      self.fields = fields
      reason = fields == 1 ? "1 field" : "\(fields) fields"
    }

    init(line: Int, reason: String) {
      self.line = line
      self.reason = reason
      fields = nil
    }
  }
}

extension TableFile.Pass {
  /// The most ragged rows that are kept.
  static let raggedMax = 10

  mutating func addRagged(_ row: TableFile.RaggedRow) {
    raggedRows += 1
    if firstRagged.count < Self.raggedMax { firstRagged.append(row) }
  }

  /// Adds what was found in another part, whichever came first.
  mutating func add(_ other: TableFile.Pass) {
    rows += other.rows
    raggedRows += other.raggedRows
    textColumns.formUnion(other.textColumns)
    guard !other.firstRagged.isEmpty else { return }
    firstRagged = Array(
      (firstRagged + other.firstRagged).sorted { $0.line < $1.line }.prefix(Self.raggedMax))
  }
}

extension Collection<TableFile.RaggedRow> {
  /// That so many rows are ragged, as a sentence.
  package func sentence(on count: Int) -> String {
    if areObjects {
      return count == 1 ? "1 line is no JSON object" : "\(count) lines are no JSON objects"
    }
    return
      "\(count) \(count == 1 ? "row has" : "rows have") another number of fields than the header"
  }

  /// So many of them, as what a sentence tells of.
  package func words(on count: Int) -> String {
    if areObjects {
      return count == 1
        ? "1 line that is no JSON object" : "\(count) lines that are no JSON objects"
    }
    return "\(count) \(count == 1 ? "row" : "rows") with another number of fields"
  }

  /// Whether rows should be objects, not have as many fields as the header.
  private var areObjects: Bool { first.map { $0.fields == nil } == true }
}

extension TableFile.Failure {
  /// The line of the fault, where it has one.
  var line: Int? {
    switch self {
    case .openQuote(let line), .notUTF8(let line), .nulByte(let line), .longRecord(let line): line
    case .refused(_, let line, _): line
    case .isFolder, .unreadable, .noHeader, .repeatedColumn, .carriageReturns, .tooManyColumns,
      .noColumn, .tooManySlices:
      nil
    }
  }
}
