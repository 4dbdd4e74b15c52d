import Documents
import Foundation
import Views

/// A file that a command line names, anywhere on the machine.
enum InputFile {
  /// The bytes, as many as are read of any kind of file and one more.
  ///
  /// - Parameters:
  ///   - name: A path, or `-` for standard input.
  ///   - most: How many are read at most.
  /// - Returns: The bytes.
  /// - Throws: ``Stop`` where it cannot be read.
  static func bytes(of name: String, upTo most: Int = YAML.bytesMax) throws(Stop) -> [UInt8] {
    do {
      let file =
        name == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: name))
      return Array(try file.read(upToCount: most + 1) ?? Data())
    } catch {
      throw .usage("\(name.cleaned) cannot be read: \(error.reason)")
    }
  }
}
