import Digests
import Documents
import Foundation
import Readiness

/// Where a person's private keys lie: outside of the repository, readable by them alone.
struct KeyFolder {
  let path: String

  /// `AIRWORTHY_KEYS`, or `airworthy/keys` where the system keeps a person's settings.
  init(of session: Session) throws(Stop) {
    let environment = session.environment
    func said(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    if let own = said("AIRWORTHY_KEYS") {
      path = own
    } else if let settings = said("XDG_CONFIG_HOME") ?? said("HOME").map({ $0 + "/.config" }) {
      path = settings + "/airworthy/keys"
    } else {
      throw .failed("there is no home for keys: neither AIRWORTHY_KEYS nor HOME is set")
    }
  }

  func file(of key: PublicKey.ID, for person: Person.ID, of system: Readiness.System.ID) -> String {
    "\(path)/\(system)/\(person)-\(key).pem"
  }

  /// Keeps a new key; its file is there whole, for its owner alone, or not at all.
  func keep(_ key: SigningKey, at file: String) throws(Stop) {
    if FileManager.default.fileExists(atPath: file) {
      throw .usage("\(file) is there already", fix: "name another file with --key")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      try WholeFile.replace(file, by: key.pem, new: 0o600)
    } catch {
      throw .failed("\(file) cannot be written: \(error.reason)")
    }
  }

  /// Reads a key, which only its owner may be able to read.
  static func read(_ file: String) throws(Stop) -> SigningKey {
    var state = stat()
    guard stat(file, &state) == 0, state.st_mode & S_IFMT == S_IFREG, state.st_size < 4096 else {
      throw .usage("there is no key in \(file)", fix: "name its file with --key")
    }
    if state.st_mode & 0o077 != 0 {
      throw .usage("others can read the key in \(file)", fix: "chmod 600 \(file)")
    }
    guard let text = try? String(contentsOfFile: file, encoding: .utf8),
      let key = SigningKey(pem: text)
    else {
      throw .usage("\(file) holds no Ed25519 key in PEM", fix: "name another file with --key")
    }
    return key
  }
}

extension PublicKey.ID {
  /// The first digits of the digest of a key's bytes.
  init(of bytes: [UInt8]) { self.init(String(Digest(of: bytes).hex.prefix(16))) }
}
