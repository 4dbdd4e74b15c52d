import Foundation
import Profiling
import Views

/// The tables that a command line names: files, folders, and patterns that no shell has expanded.
enum TablePaths {
  /// The files, each once; those of folders and patterns in the order of their paths.
  ///
  /// - Throws: ``Stop`` where a folder or a pattern names none.
  static func files(_ names: [String]) throws(Stop) -> [String] {
    var files: [String] = []
    for name in names {
      if TableFile.isDatabase(named: name) {
        files.append(name)
        continue
      }
      var isFolder: ObjCBool = false
      let isThere = FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
      if name == "-" || isThere && !isFolder.boolValue {
        files.append(name)
      } else if isThere {
        let inside = tables(below: name)
        if inside.isEmpty {
          throw .usage("\(name.cleaned) holds no file of a table's ending", fix: "name the files")
        }
        files += inside
      } else if name.contains(where: { "*?[".contains($0) }) {
        let matches = expanded(name)
        if matches.isEmpty { throw .usage("no file matches \(name.cleaned)") }
        files += matches
      } else {
        files.append(name)
      }
    }
    var seen: Set<String> = []
    return files.filter { seen.insert($0).inserted }
  }

  private static func tables(below folder: String) -> [String] {
    let inside = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
    return inside.filter { path in
      let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
      return !isHidden && TableFile.isTable(named: path)
    }.sorted().map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
  }

  private static func expanded(_ pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
      .sorted()
  }
}
