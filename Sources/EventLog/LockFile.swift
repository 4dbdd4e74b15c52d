internal import Foundation

/// Holds a lock on a file as long as it lives, so that one process writes at a time.
///
/// The operating system lets go of it when the process ends, however it ends.
final class LockFile {
  private let descriptor: Int32

  enum Failure: Error {
    /// Another process has it; the text says which, as far as it said so.
    case held(by: String)
    case unusable(String)
  }

  init(at path: String) throws(Failure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unusable(String(cString: strerror(errno))) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      var buffer = [UInt8](repeating: 0, count: 32)
      let count = pread(descriptor, &buffer, buffer.count, 0)
      close(descriptor)
      let holder = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
      throw .held(by: holder.filter(\.isNumber))
    }
    let text = Array("\(getpid())\n".utf8)
    if ftruncate(descriptor, 0) != 0 || pwrite(descriptor, text, text.count, 0) != text.count {
      close(descriptor)
      throw .unusable(String(cString: strerror(errno)))
    }
    self.descriptor = descriptor
  }

  deinit {
    // Closing alone would leave the lock with a process that is just being started.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
