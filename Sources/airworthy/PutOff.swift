import Documents
import Foundation
import Readiness

/// The questions that people put off, kept beside the log: a line each, `PERSON CONTROL SUBJECT`.
///
/// It is a convenience, which no verdict reads; whoever removes the file is asked in order again.
struct PutOff {
  private let folder: Folder
  private var lines: [String]

  static let path = ".airworthy/later.txt"

  init(in folder: Folder) {
    self.folder = folder
    let bytes = (try? folder.read(Self.path, most: 1 << 20)) ?? []
    lines = String(decoding: bytes, as: UTF8.self).lines.map(String.init).filter { !$0.isEmpty }
  }

  /// The questions, those that a person put off behind the others.
  func last(of questions: [OpenQuestion], by person: Person.ID) -> [OpenQuestion] {
    let known = Set(lines)
    func isPutOff(_ question: OpenQuestion) -> Bool {
      known.contains(Self.line(question, person))
    }
    return questions.filter { !isPutOff($0) } + questions.filter(isPutOff)
  }

  /// Keeps that a person put a question off.
  mutating func add(_ question: OpenQuestion, by person: Person.ID) throws(Stop) {
    let line = Self.line(question, person)
    guard !lines.contains(line) else { return }
    lines.append(line)
    try LogFile(in: folder).makeFolder()
    do {
      try WholeFile.replace(
        folder.path + "/" + Self.path, by: lines.map { $0 + "\n" }.joined())
    } catch {
      throw .failed("\(Self.path) cannot be written: \(error.reason)")
    }
  }

  private static func line(_ question: OpenQuestion, _ person: Person.ID) -> String {
    "\(person) \(question.control.id) \(question.subject)"
  }
}
