internal import Crypto

/// MD5, by which DVC names files.
///
/// It proves nothing against somebody who wants to deceive.
package enum MD5 {
  /// 32 hexadecimal digits.
  package static func hex(of text: String) -> String {
    Array(Insecure.MD5.hash(data: Array(text.utf8))).hex
  }
}
