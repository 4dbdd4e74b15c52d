import Documents
import Foundation

extension Folder {
  /// Whether it holds a file that a report names.
  ///
  /// Reports are made on other machines and in folders of the system, so the end of a path is
  /// enough, and a path may begin where the report lies.
  ///
  /// - Parameters:
  ///   - named: The path as the report has it.
  ///   - report: Where the report lies.
  /// - Returns: Whether there is such a file.
  func holds(_ named: String, for report: String) -> Bool {
    let parts = named.split(separator: "/").filter { $0 != "." }
    let ends = parts.indices.map { parts[$0...].joined(separator: "/") }
    if ends.contains(where: contains) { return true }
    guard report != "-", !named.hasPrefix("/") else { return false }
    let place = URL(filePath: report).deletingLastPathComponent().resolvingSymlinksInPath().path
    guard place.hasPrefix(path + "/") else { return false }
    return contains(place.dropFirst(path.count + 1) + "/" + parts.joined(separator: "/"))
  }
}
