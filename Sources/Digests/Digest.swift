internal import Crypto
internal import Foundation

/// SHA-256, as this project uses it: for files, for declarations and for the chain of the log.
package struct Digest: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package init(of bytes: some Sequence<UInt8>) {
    self.bytes = Array(SHA256.hash(data: Array(bytes)))
  }

  package init(of text: String) { self.init(of: Array(text.utf8)) }

  /// The digest that a hexadecimal text stands for; `nil` for anything but 64 hexadecimal digits.
  package init?(hex: String) {
    let digits = hex.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
      default: nil
      }
    }
    guard digits.count == 64, hex.utf8.count == 64 else { return nil }
    bytes = stride(from: 0, to: 64, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// 64 hexadecimal digits.
  package var hex: String { bytes.hex }
}

extension [UInt8] {
  /// Two hexadecimal digits for each byte.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

extension Digest {
  /// The digest of a file's content, read in parts; `nil` for what is no file, a pipe say, and for
  /// what cannot be read.
  ///
  /// - Parameter path: An absolute path.
  package init?(ofFileAt path: String) {
    // Opened without waiting, since a pipe would wait for its writer for ever.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let file = fdopen(descriptor, "rb")
    else {
      close(descriptor)
      return nil
    }
    defer { fclose(file) }
    var hash = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      hash.update(data: buffer.prefix(count))
      if count < buffer.count { break }
    }
    guard ferror(file) == 0 else { return nil }
    bytes = Array(hash.finalize())
  }
}
