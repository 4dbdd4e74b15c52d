internal import Foundation

/// The bytes of a file, or of standard input, from the start to the end.
///
/// A file is read and not mapped: one that is cut short while it is read then ends, where a mapping
/// would stop the program.
final class ByteSource {
  private let descriptor: Int32
  private let isOwned: Bool
  /// How many bytes there are, where that is known.
  let size: Int?

  /// - Parameter path: A file; `-` is standard input.
  /// - Throws: ``TableFile/Failure``.
  init(path: String) throws(TableFile.Failure) {
    if path == "-" {
      descriptor = STDIN_FILENO
      isOwned = false
      size = nil
      return
    }
    let opened = open(path, O_RDONLY | O_CLOEXEC)
    guard opened >= 0 else { throw .unreadable(POSIXError(.init(rawValue: errno) ?? .EIO)) }
    descriptor = opened
    isOwned = true
    var status = stat()
    let isKnown = fstat(opened, &status) == 0
    if isKnown, status.st_mode & S_IFMT == S_IFDIR {
      close(opened)
      throw .isFolder
    }
    size = isKnown && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    #if os(Linux)
      _ = posix_fadvise(opened, 0, 0, Int32(POSIX_FADV_SEQUENTIAL))
    #endif
  }

  deinit { if isOwned { close(descriptor) } }

  /// Reads some bytes; none at the end.
  ///
  /// - Throws: ``TableFile/Failure/unreadable(_:)``.
  func read(into room: UnsafeMutableRawBufferPointer) throws(TableFile.Failure) -> Int {
    while true {
      let count = Foundation.read(descriptor, room.baseAddress, room.count)
      if count >= 0 { return count }
      if errno != EINTR { throw .unreadable(POSIXError(.init(rawValue: errno) ?? .EIO)) }
    }
  }
}
