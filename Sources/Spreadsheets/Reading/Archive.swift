internal import CZip
internal import Foundation

/// The files packed into a workbook, read by libzip, which verifies their checksums.
///
/// Nothing is written to disk; what is larger than ``Limits`` allow is refused before it is
/// unpacked.
struct Archive: ~Copyable {
  private let zip: OpaquePointer
  /// By name without regard to case, as the format has it.
  private let entries: [String: Entry]

  private struct Entry {
    let index: zip_uint64_t
    let size: Int
  }

  /// - Parameter bytes: The whole file.
  /// - Throws: ``Refusal``.
  init(_ bytes: [UInt8]) throws(Refusal) {
    try Self.refuseOthers(bytes)
    let zip = try Self.open(bytes)
    do throws(Refusal) {
      entries = try Self.entries(of: zip)
    } catch {
      zip_discard(zip)
      throw error
    }
    self.zip = zip
  }

  deinit { zip_discard(zip) }

  /// The bytes of a packed file; `nil` where there is none of the name.
  borrowing func part(_ name: String) throws(Refusal) -> [UInt8]? {
    guard let entry = entries[name.lowercased()] else { return nil }
    guard let file = zip_fopen_index(zip, entry.index, 0) else { throw .damaged(name) }
    defer { zip_fclose(file) }
    // One byte more than it says, to see that it says the truth.
    var buffer = [UInt8](repeating: 0, count: entry.size + 1)
    var count = 0
    while count < buffer.count {
      let read = buffer.withUnsafeMutableBytes { buffer in
        zip_fread(
          file, buffer.baseAddress?.advanced(by: count), zip_uint64_t(buffer.count - count))
      }
      guard read >= 0 else { throw .damaged(name) }
      if read == 0 { break }
      count += Int(read)
    }
    guard count == entry.size else { throw .damaged(name) }
    buffer.removeLast()
    return buffer
  }

  borrowing func contains(_ name: String) -> Bool { entries[name.lowercased()] != nil }

  private static let packed = Array("PK".utf8)
  /// How files of older programs begin, and encrypted ones.
  private static let compound: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]

  /// Whether bytes begin as workbooks of any kind do.
  static func isPacked(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: packed) || bytes.starts(with: compound)
  }

  private static func refuseOthers(_ bytes: [UInt8]) throws(Refusal) {
    if bytes.count > Limits.bytes {
      throw Refusal("it has \(bytes.count) bytes; \(Limits.bytes) are read at most")
    }
    if bytes.starts(with: compound) {
      throw Refusal(
        "it is encrypted, or of a format before 2007",
        fix: "save it as .xlsx, without a password to open it")
    }
    guard bytes.starts(with: packed) else {
      throw Refusal("it is no .xlsx file", fix: "save it as .xlsx")
    }
  }

  private static func open(_ bytes: [UInt8]) throws(Refusal) -> OpaquePointer {
    guard let copy = malloc(bytes.count) else { throw Refusal("there is no memory for it") }
    bytes.withUnsafeBytes { bytes in
      if let from = bytes.baseAddress { memcpy(copy, from, bytes.count) }
    }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // From here on the source frees the copy.
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
      free(copy)
      throw Refusal("there is no memory for it")
    }
    guard let zip = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw .damaged(String(cString: zip_error_strerror(&error)))
    }
    return zip
  }

  /// Looks at the list of packed files, before any is unpacked.
  private static func entries(of zip: OpaquePointer) throws(Refusal) -> [String: Entry] {
    let count = zip_get_num_entries(zip, 0)
    guard (1...zip_int64_t(Limits.entries)).contains(count) else {
      throw Refusal("\(count) files are packed into it; \(Limits.entries) are read at most")
    }
    var entries: [String: Entry] = [:]
    var room = Limits.unpacked
    for index in 0..<zip_uint64_t(count) {
      var stat = zip_stat_t()
      zip_stat_init(&stat)
      let wanted = zip_uint64_t(
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD
          | ZIP_STAT_ENCRYPTION_METHOD)
      guard zip_stat_index(zip, index, 0, &stat) == 0, stat.valid & wanted == wanted,
        let name = stat.name.map({ String(cString: $0) })
      else { throw .damaged("the list of what is packed into it") }
      try check(stat, name)
      let size = Int(stat.size)
      room -= size
      guard room >= 0 else {
        throw Refusal("unpacked it has more than \(Limits.unpacked) bytes")
      }
      let isNew = entries.updateValue(Entry(index: index, size: size), forKey: name.lowercased())
      guard isNew == nil else { throw Refusal("'\(name)' is packed into it twice") }
    }
    return entries
  }

  private static func check(_ stat: zip_stat_t, _ name: String) throws(Refusal) {
    let isOutward =
      name.hasPrefix("/") || name.contains("\\") || name.contains(":")
      || name.split(separator: "/").contains("..")
    guard !isOutward else {
      throw Refusal("it holds a file whose name leads out of it, '\(name)'")
    }
    guard stat.encryption_method == ZIP_EM_NONE else {
      throw Refusal("it is encrypted", fix: "save it without a password to open it")
    }
    let known = [ZIP_CM_STORE, ZIP_CM_DEFLATE].contains(Int32(stat.comp_method))
    guard known else { throw Refusal("'\(name)' is packed in a way that workbooks do not use") }
    guard stat.size <= zip_uint64_t(Limits.unpacked) else {
      throw Refusal("unpacked it has more than \(Limits.unpacked) bytes")
    }
    let isBomb =
      stat.size > zip_uint64_t(Limits.ratioFrom)
      && stat.size / zip_uint64_t(Limits.ratio) > stat.comp_size
    guard !isBomb else {
      throw Refusal("'\(name)' grows more than \(Limits.ratio) times when it is unpacked")
    }
  }
}
