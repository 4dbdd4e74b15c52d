internal import Documents

/// One file of definitions with what is wrong in it.
struct DefinitionFile {
  let name: String
  /// The whole text; `nil` where there is no file, or none that can be read.
  let text: String?
  let tree: Tree?
  var reader: Reader
  private let problems: [Diagnostic]

  var diagnostics: [Diagnostic] { problems + reader.diagnostics }

  init(name: String, problem: Diagnostic?) {
    self.name = name
    text = nil
    tree = nil
    reader = Reader(source: .init(file: name, text: ""))
    problems = [problem].compactMap(\.self)
  }

  init(name: String, bytes: [UInt8]) {
    let result = YAML.read(bytes, file: name)
    self.name = name
    text = String(validating: bytes, as: UTF8.self)
    tree = result.tree
    reader = Reader(source: result.source)
    let isEmpty = result.tree == nil && result.diagnostics.isEmpty
    problems =
      isEmpty
      ? [Diagnostic(.wrongKind, "the file is empty", at: result.source.place(.start))]
      : result.diagnostics
  }

  init(reading name: String, in folder: Folder) {
    do throws(Folder.Refusal) {
      self.init(name: name, bytes: try folder.read(name))
    } catch {
      self.init(name: name, problem: nil)
      reader.report(error, of: Located(name, at: .start, text: nil))
    }
  }

  mutating func read<Value>(_ shape: Shape<Value>) -> Value? {
    tree.flatMap { shape.read($0, &reader) }
  }
}

extension Reader {
  /// Reports a file that cannot be read, at the place where it is named.
  mutating func report(
    _ refusal: Folder.Refusal, of path: Located<String>, severity: Diagnostic.Severity = .error
  ) {
    let name = "'\(path.value.shortened(to: 80))'"
    switch refusal {
    case .missing:
      report(.missingFile, "the file \(name) does not exist", at: path, severity: severity)
    case .outside:
      report(
        .outsideTree, "the path \(name) leads out of the folder", at: path,
        fix: "name a file in the folder of airworthy.yaml, without '..'")
    case .tooLarge(let bytes):
      report(
        .fileTooLarge, "the file \(name) has \(bytes) bytes; \(YAML.bytesMax) are read at most",
        at: path)
    case .unreadable(let reason):
      report(.unreadableFile, "the file \(name) cannot be read: \(reason)", at: path)
    }
  }
}
