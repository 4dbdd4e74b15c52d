import Definitions
import Documents
import Foundation

extension Revision {
  /// Writes every file whole, or none.
  ///
  /// - Parameter folder: The folder of the system.
  /// - Returns: Whether they were written; not, where a file is another now than it was made for.
  /// - Throws: ``Stop`` where the disk does not let it.
  func write(in folder: Folder) throws(Stop) -> Bool {
    for change in changes where try change.current(in: folder) != change.before { return false }
    for (index, change) in changes.enumerated() {
      do throws(Stop) {
        try change.put(change.after, in: folder)
      } catch {
        for done in changes.prefix(index) { try? done.takeBack(in: folder) }
        throw error
      }
    }
    return true
  }
}

extension Revision.Change {
  /// What the file holds now; `nil` where there is none.
  fileprivate func current(in folder: Folder) throws(Stop) -> String? {
    do throws(Folder.Refusal) {
      return String(decoding: try folder.read(path), as: UTF8.self)
    } catch {
      if error == .missing { return nil }
      throw .failed("\(path) cannot be read")
    }
  }

  /// Where the file lies; a link is written through.
  private func url(in folder: Folder) -> URL {
    URL(filePath: (try? folder.resolve(path)) ?? folder.path + "/" + path)
  }

  fileprivate func put(_ text: String, in folder: Folder) throws(Stop) {
    let file = url(in: folder)
    if FileManager.default.fileExists(atPath: file.path),
      !FileManager.default.isWritableFile(atPath: file.path)
    {
      throw .failed("\(path) cannot be written: its permissions do not allow it")
    }
    do {
      try WholeFile.replace(file.path, by: text)
    } catch {
      throw .failed("\(path) cannot be written: \(error.reason)")
    }
  }

  fileprivate func takeBack(in folder: Folder) throws(Stop) {
    if let before {
      try put(before, in: folder)
    } else {
      try? FileManager.default.removeItem(at: url(in: folder))
    }
  }
}
