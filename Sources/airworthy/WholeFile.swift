import Documents
import Foundation

/// Writes files whole: whoever reads one sees the old bytes or the new, whenever the program ends.
enum WholeFile {
  /// Puts a text in the place of a file, with the permissions that the file has.
  ///
  /// - Parameters:
  ///   - path: An absolute path; there need not be a file yet.
  ///   - text: The new content.
  ///   - new: The permissions of a file that is not there yet, before the process's mask.
  /// - Throws: What the operating system says; the file is as it was.
  static func replace(_ path: String, by text: String, new: mode_t = 0o666) throws {
    let file = URL(filePath: path)
    let draft = file.deletingLastPathComponent()
      .appending(path: ".\(file.lastPathComponent).\(getpid())").path
    var old = stat()
    let isThere = stat(path, &old) == 0
    let mode = isThere ? old.st_mode & 0o7777 : new
    // What a process of the same number left when it was killed.
    unlink(draft)
    let handle = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard handle >= 0 else { throw failure }
    do {
      if isThere, fchmod(handle, mode) != 0 { throw failure }
      try write(Array(text.utf8), to: handle)
      guard fsync(handle) == 0 else { throw failure }
      close(handle)
    } catch {
      close(handle)
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      let error = failure
      unlink(draft)
      throw error
    }
  }

  private static func write(_ bytes: [UInt8], to handle: Int32) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(handle, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure }
      rest = rest.dropFirst(count)
    }
  }

  private static var failure: any Error { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
