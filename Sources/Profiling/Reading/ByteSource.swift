internal import Foundation

/// Bytes from the start to the end.
protocol ByteSource: AnyObject {
  /// Bytes of the file as it lies, packed or not, that were read so far.
  var bytesRead: Int { get }

  /// Reads some bytes; none at the end.
  ///
  /// - Throws: ``TableFile/Failure``.
  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int
}

/// The bytes of a file, or of standard input.
///
/// A file is read and not mapped: one that is cut short while it is read then ends, where a mapping
/// would stop the program.
final class FileBytes: ByteSource {
  private let descriptor: Int32
  private let isOwned: Bool
  private(set) var bytesRead = 0

  /// - Parameter path: A file; `-` is standard input.
  /// - Throws: ``TableFile/Failure``.
  init(path: String) throws(TableFile.Failure) {
    if path == "-" {
      descriptor = STDIN_FILENO
      isOwned = false
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .unreadable(POSIXError(.init(rawValue: errno) ?? .EIO)) }
    descriptor = opened
    isOwned = true
    var status = stat()
    if fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(opened)
      throw .isFolder
    }
    #if os(Linux)
      _ = posix_fadvise(opened, 0, 0, Int32(POSIX_FADV_SEQUENTIAL))
    #endif
  }

  deinit { if isOwned { close(descriptor) } }

  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    while true {
      let count = Foundation.read(descriptor, room.baseAddress, room.count)
      if count >= 0 {
        bytesRead += count
        return count
      }
      if errno != EINTR { throw .unreadable(POSIXError(.init(rawValue: errno) ?? .EIO)) }
    }
  }
}

/// Bytes whose first can be looked at before they are read.
final class ByteStream: ByteSource {
  private let source: any ByteSource
  private var ahead: [UInt8] = []
  private var taken = 0

  init(_ source: any ByteSource) { self.source = source }

  /// Whether other bytes lie in the file.
  var isPacked: Bool { !(source is FileBytes || source is ByteStream) }

  var bytesRead: Int { source.bytesRead }

  /// The bytes that come next, at most so many; fewer only at the end.
  ///
  /// - Throws: ``TableFile/Failure``.
  func peek(_ count: Int) throws(TableFile.Failure) -> ArraySlice<UInt8> {
    while ahead.count - taken < count {
      var room = [UInt8](repeating: 0, count: count - (ahead.count - taken))
      // The closure would rethrow untyped, so the result is carried out of it.
      let read: Result<Int, TableFile.Failure> = room.withUnsafeMutableBytes { room in
        do throws(TableFile.Failure) {
          return .success(try source.read(into: room))
        } catch {
          return .failure(error)
        }
      }
      let more = try read.get()
      if more == 0 { break }
      ahead += room[..<more]
    }
    return ahead[taken...].prefix(count)
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    guard taken < ahead.count else { return try source.read(into: room) }
    let count = min(room.count, ahead.count - taken)
    room.copyBytes(from: ahead[taken..<(taken + count)])
    taken += count
    if taken == ahead.count { (ahead, taken) = ([], 0) }
    return count
  }
}

extension ByteStream {
  /// The bytes of a file, unpacked where the first of them say that it is packed.
  ///
  /// - Parameter path: A file; `-` is standard input.
  /// - Throws: ``TableFile/Failure``.
  convenience init(path: String) throws(TableFile.Failure) {
    let packed = ByteStream(try FileBytes(path: path))
    let mark = Array(try packed.peek(4))
    if mark.starts(with: GzipBytes.mark) {
      self.init(try GzipBytes(packed))
    } else if ZstdBytes.marks.contains(where: { mark.starts(with: $0) }) {
      self.init(try ZstdBytes(packed))
    } else {
      self.init(packed)
    }
  }
}
