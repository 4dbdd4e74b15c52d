internal import Foundation

/// The folder of a system; nothing outside of it is read, whatever a path says.
package struct Folder: Sendable {
  /// The absolute path, with links resolved.
  package let path: String

  /// - Parameter path: An existing folder.
  package init?(_ path: String) {
    guard let real = Self.resolved(path) else { return nil }
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: real, isDirectory: &isFolder), isFolder.boolValue
    else { return nil }
    self.path = real
  }

  package enum Refusal: Error, Hashable, Sendable {
    case missing
    case outside
    case tooLarge(bytes: Int)
    case unreadable(String)
  }

  /// The absolute path of a file in the folder.
  ///
  /// - Parameter relative: A path from the folder, without leading slash.
  /// - Returns: The path with links resolved.
  /// - Throws: ``Refusal``.
  package func resolve(_ relative: String) throws(Refusal) -> String {
    let isOutward =
      relative.hasPrefix("/") || relative.contains("\0")
      || relative.split(separator: "/").contains("..")
    guard !isOutward else { throw .outside }
    guard let real = Self.resolved(path + "/" + relative) else {
      throw errno == ELOOP ? .unreadable("its links lead in a circle") : .missing
    }
    guard real == path || real.hasPrefix(path == "/" ? "/" : path + "/") else { throw .outside }
    return real
  }

  package func contains(_ relative: String) -> Bool {
    (try? resolve(relative)) != nil
  }

  /// Whether something bears a name, if only a link that leads nowhere.
  package func isNamed(_ relative: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path + "/" + relative)) != nil
  }

  /// Whether a path leads out of the folder, by a link for one.
  package func isOutside(_ relative: String) -> Bool {
    do throws(Refusal) {
      _ = try resolve(relative)
      return false
    } catch {
      return error == .outside
    }
  }

  /// The names of what lies in a folder of this one, in order; none where there is no such folder.
  package func files(in relative: String) -> [String] {
    guard let real = try? resolve(relative) else { return [] }
    return ((try? FileManager.default.contentsOfDirectory(atPath: real)) ?? []).sorted()
  }

  /// The bytes of a plain file.
  ///
  /// - Parameters:
  ///   - relative: A path from the folder.
  ///   - most: The greatest size to read.
  /// - Returns: All of them.
  /// - Throws: ``Refusal``.
  package func read(_ relative: String, most: Int = YAML.bytesMax) throws(Refusal) -> [UInt8] {
    let real = try resolve(relative)
    let attributes: [FileAttributeKey: Any]
    do {
      attributes = try FileManager.default.attributesOfItem(atPath: real)
    } catch {
      throw .unreadable(error.reason)
    }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      throw .unreadable("it is not a plain file")
    }
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    guard size <= most else { throw .tooLarge(bytes: size) }
    guard let data = FileManager.default.contents(atPath: real) else {
      throw .unreadable("its permissions do not allow it")
    }
    return Array(data)
  }

  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
