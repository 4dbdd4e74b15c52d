internal import CZip
internal import Foundation

/// The files packed into an archive, for tests to look at and to change.
package struct PackedFiles {
  /// In their order.
  package var files: [(name: String, bytes: [UInt8])]
  /// Whether files are packed as they are, so that damage reaches what they hold.
  package var isStored = false
  /// A password to encrypt with, or none.
  package var password: String?

  package struct Failure: Error {
    let reason: String
  }

  package init(files: [(name: String, bytes: [UInt8])]) { self.files = files }

  /// Unpacks an archive.
  package init(_ bytes: [UInt8]) throws {
    files = []
    let zip = try Self.open(bytes, ZIP_RDONLY).zip
    defer { zip_discard(zip) }
    for index in 0..<zip_uint64_t(max(0, zip_get_num_entries(zip, 0))) {
      var stat = zip_stat_t()
      guard zip_stat_index(zip, index, 0, &stat) == 0, let name = stat.name,
        let file = zip_fopen_index(zip, index, 0)
      else { throw Failure(reason: "entry \(index)") }
      defer { zip_fclose(file) }
      var content = [UInt8](repeating: 0, count: Int(stat.size))
      let count = zip_fread(file, &content, stat.size)
      guard count == content.count else { throw Failure(reason: String(cString: name)) }
      files.append((String(cString: name), content))
    }
  }

  /// The text of a file; empty where there is none of the name.
  package subscript(name: String) -> String {
    get {
      files.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    set {
      if let index = files.firstIndex(where: { $0.name == name }) {
        files[index].bytes = Array(newValue.utf8)
      } else {
        files.append((name, Array(newValue.utf8)))
      }
    }
  }

  /// Packs the files again.
  package func bytes() throws -> [UInt8] {
    let (zip, source) = try Self.open([], ZIP_TRUNCATE)
    zip_source_keep(source)
    defer { zip_source_free(source) }
    for (name, bytes) in files {
      guard let copy = malloc(max(1, bytes.count)) else { throw Failure(reason: "memory") }
      bytes.withUnsafeBytes { if let from = $0.baseAddress { memcpy(copy, from, bytes.count) } }
      let index = zip_file_add(
        zip, name, zip_source_buffer(zip, copy, zip_uint64_t(bytes.count), 1), 0)
      guard index >= 0 else { throw Failure(reason: String(cString: zip_strerror(zip))) }
      let method = isStored ? ZIP_CM_STORE : ZIP_CM_DEFLATE
      zip_set_file_compression(zip, zip_uint64_t(index), method, 0)
      if let password {
        zip_file_set_encryption(zip, zip_uint64_t(index), zip_uint16_t(ZIP_EM_AES_256), password)
      }
    }
    guard zip_close(zip) == 0 else { throw Failure(reason: String(cString: zip_strerror(zip))) }
    var stat = zip_stat_t()
    guard zip_source_stat(source, &stat) == 0, zip_source_open(source) == 0 else {
      throw Failure(reason: "the archive")
    }
    defer { zip_source_close(source) }
    var packed = [UInt8](repeating: 0, count: Int(stat.size))
    guard zip_source_read(source, &packed, stat.size) == packed.count else {
      throw Failure(reason: "the archive")
    }
    return packed
  }

  private static func open(
    _ bytes: [UInt8], _ flags: Int32
  ) throws -> (
    zip: OpaquePointer, source: OpaquePointer
  ) {
    guard let copy = malloc(max(1, bytes.count)) else { throw Failure(reason: "memory") }
    bytes.withUnsafeBytes { if let from = $0.baseAddress { memcpy(copy, from, bytes.count) } }
    var error = zip_error_t()
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error),
      let zip = zip_open_from_source(source, flags, &error)
    else { throw Failure(reason: String(cString: zip_error_strerror(&error))) }
    return (zip, source)
  }
}
