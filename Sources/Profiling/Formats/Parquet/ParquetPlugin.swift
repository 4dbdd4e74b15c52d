internal import CArrow
internal import Foundation

/// What reads Parquet files: a library of its own, which is loaded when one is to be read, so that
/// nobody else needs it.
enum ParquetPlugin {
  static let name = "libairworthy-parquet.so"

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - only: The columns that are wanted; `nil` for all of them.
  ///   - rowsMax: How many rows come at a time, at most.
  /// - Returns: The stream of its rows, and how many there are.
  /// - Throws: ``TableFile/Failure`` where there is no plug-in, or the file is no Parquet.
  static func open(
    _ path: String, only: Set<String>?, rowsMax: Int
  ) throws(TableFile.Failure) -> (stream: ArrowStream, rows: Int) {
    let open = try function()
    let stream = ArrowStream()
    var rows: Int64 = 0
    var message = [CChar](repeating: 0, count: 1024)
    let names = only.map { $0.sorted().map { strdup($0) } }
    defer { names?.forEach { free($0) } }
    let status = (names ?? []).map { UnsafePointer($0) }.withUnsafeBufferPointer { wanted in
      open(
        path, wanted.baseAddress, names.map { Int64($0.count) } ?? -1, Int64(rowsMax),
        stream.pointer, &rows, &message, Int64(message.count))
    }
    guard status == 0 else {
      throw damaged(
        String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    return (stream, Int(rows))
  }

  /// The failure of a file that its library refuses.
  static func damaged(_ reason: String) -> TableFile.Failure {
    .refused(
      "the Parquet file is cut short or damaged: \(reason)", line: nil,
      fix: "copy or write the file again")
  }

  private typealias Function =
    @convention(c) (
      UnsafePointer<CChar>?, UnsafePointer<UnsafePointer<CChar>?>?, Int64, Int64,
      UnsafeMutablePointer<ArrowArrayStream>?, UnsafeMutablePointer<Int64>?,
      UnsafeMutablePointer<CChar>?, Int64
    ) -> Int32

  private static func function() throws(TableFile.Failure) -> Function {
    var reasons: [String] = []
    for place in places {
      guard let library = dlopen(place, RTLD_NOW | RTLD_LOCAL) else {
        if place.contains("/"), FileManager.default.fileExists(atPath: place) {
          reasons.append(dlerror().map { String(cString: $0) } ?? "")
        }
        continue
      }
      guard let symbol = dlsym(library, "airworthy_parquet_open_1") else {
        reasons.append("\(place) is of another version")
        continue
      }
      if let function = airworthy_parquet_function(symbol) { return function }
    }
    let reason = reasons.first.map { " (\($0))" } ?? ""
    throw .refused(
      "a Parquet file is read by a plug-in, which is not here\(reason)", line: nil,
      fix: "make it by 'script/parquet \(Self.folder ?? "FOLDER")' in a checkout of airworthy")
  }

  /// The folder of the program.
  private static var folder: String? {
    Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
  }

  /// Beside the program, then where programs keep what is theirs, then where the system looks.
  private static var places: [String] {
    let own = folder.map { [$0, $0 + "/../libexec/airworthy", $0 + "/../lib/airworthy"] } ?? []
    return own.map { $0 + "/" + name } + [name]
  }
}

/// A stream of rows, released with its last user.
final class ArrowStream {
  let pointer: UnsafeMutablePointer<ArrowArrayStream>

  init() {
    pointer = .allocate(capacity: 1)
    pointer.initialize(to: ArrowArrayStream())
  }

  deinit {
    if let release = pointer.pointee.release { release(pointer) }
    pointer.deallocate()
  }

  /// The next rows; `nil` at the end.
  ///
  /// - Throws: ``TableFile/Failure``.
  func next() throws(TableFile.Failure) -> ArrowRows? {
    let rows = ArrowRows()
    guard let next = pointer.pointee.get_next, next(pointer, rows.array) == 0 else {
      throw ParquetPlugin.damaged(lastError)
    }
    return rows.array.pointee.release == nil ? nil : rows
  }

  /// The columns of the rows.
  ///
  /// - Throws: ``TableFile/Failure`` where a column is of a type that is not read.
  func leaves() throws(TableFile.Failure) -> [ArrowLeaf] {
    var schema = ArrowSchema()
    guard let get = pointer.pointee.get_schema, get(pointer, &schema) == 0 else {
      throw ParquetPlugin.damaged(lastError)
    }
    defer { if let release = schema.release { release(&schema) } }
    return try ArrowLeaf.all(of: schema, path: [], name: "")
  }

  private var lastError: String {
    pointer.pointee.get_last_error?(pointer).map { String(cString: $0) } ?? "no reason is given"
  }
}

/// Some rows, released with their last user.
final class ArrowRows {
  let array: UnsafeMutablePointer<ArrowArray>

  init() {
    array = .allocate(capacity: 1)
    array.initialize(to: ArrowArray())
  }

  deinit {
    if let release = array.pointee.release { release(array) }
    array.deallocate()
  }

  var count: Int { Int(array.pointee.length) }
}
