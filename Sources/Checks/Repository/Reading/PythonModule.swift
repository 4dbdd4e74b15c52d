internal import Documents
internal import Foundation
internal import Readiness
internal import Statistics

/// What a Python file or the code of a notebook imports, defines and names; strings and comments
/// do not count.
struct PythonModule: Sendable {
  let file: Repository.File
  /// The dotted names after `import` and `from`, with those that are taken from them.
  let imports: [Import]
  let functions: [Function]
  /// For each name in the code the first line where it stands.
  let names: [String: Int]
  /// For each name that is called, as a function, a method or a class, the first line where it is.
  let calls: [String: Int]
  /// Whether it begins with a text that describes it.
  let isDescribed: Bool
  /// Whether it tests something, or lies among tests.
  let isTest: Bool

  struct Import: Sendable {
    /// The words of the module and of what is taken from it: `flight_delay`, `train`.
    let words: [String]
    let line: Int
    /// How many points stand before a relative name; none before an absolute one.
    var dots = 0
    /// How many of the words name the module; the others are taken from it.
    var depth: Int
    /// Whether it takes all that the module has, by a star.
    var takesAll = false

    /// The dotted names that it may lead to: the module with the packages around it, and what is
    /// taken from it.
    var leads: [[String]] {
      let own = Array(words.prefix(depth))
      return own.indices.map { Array(own[...$0]) } + words.dropFirst(depth).map { own + [$0] }
    }
  }

  /// A function, method or class.
  struct Function: Sendable {
    let name: String
    let line: Int
    let isClass: Bool
    /// Whether it lies inside a function or a private class, where nobody else finds it.
    var isInner = false
    /// Whether it stands in the module itself, and not in a class or function.
    var isTop = true
    /// Whether it takes its meaning from another: an override, an overload or a setter.
    var isInherited = false
    var isDocumented = false
    /// Whether what documents it speaks of arguments or of what comes back.
    var isDetailed = false
    /// Of a test the names in its head and body.
    var words: Set<String> = []
    /// Whether it asserts something other than a constant or that a name is there.
    var asserts = false
    /// Whether it is marked as one that is skipped, or is expected to fail.
    var isSkipped = false

    var isPublic: Bool { !name.hasPrefix("_") && !isInner && !isInherited }
    var isNamedTest: Bool { !isClass && name.hasPrefix("test") }
    /// Whether it is a test that runs and asserts something of a result.
    var isTest: Bool { isNamedTest && asserts && !isSkipped }
  }

  /// The name that others import it by.
  var name: String { file.name.hasSuffix(".py") ? String(file.name.dropLast(3)) : file.name }
  var isNotebook: Bool { file.suffix == "ipynb" }

  /// Where some name stands in the code.
  func place(of names: String...) -> Place? { place(ofAny: names) }

  func place(ofAny wanted: some Sequence<String>) -> Place? {
    wanted.compactMap { names[$0] }.min().map { Place(path: file.path, line: $0) }
  }

  /// Where one of some functions, methods or classes is called.
  func place(callingAny wanted: some Sequence<String>) -> Place? {
    wanted.compactMap { name in calls[name].map { (name, $0) } }.min { $0.1 < $1.1 }.map {
      Place(path: file.path, line: $0.1, excerpt: "\($0.0)(…)")
    }
  }

  /// Where one of some packages is imported.
  func place(importing packages: some Sequence<String>) -> Place? {
    let wanted = Set(packages)
    return imports.first { $0.words.first.map(wanted.contains) ?? false }.map {
      Place(
        path: file.path, line: $0.line,
        excerpt: "import \($0.words.joined(separator: "."))".shortened(to: 120))
    }
  }

  /// Where a module of the repository is imported, by any word of the import.
  func place(importing module: PythonModule) -> Place? {
    imports.first { $0.words.contains(module.name) }.map { Place(path: file.path, line: $0.line) }
  }

  /// Where a function is defined whose name holds one of some words.
  func place(definingAny words: [String]) -> Place? {
    functions.first { function in
      words.contains { function.name.lowercased().contains($0) }
    }.map { Place(path: file.path, line: $0.line, excerpt: "def \($0.name)") }
  }
}

extension Repository {
  /// All tracked modules and notebooks, in the order of their paths.
  var python: [PythonModule] {
    memory.python.value {
      let files = tracked { $0.suffix == "py" || $0.suffix == "ipynb" }
      let modules = files.parallelMap { file -> PythonModule? in
        guard let text = passingText(of: file.path) else { return nil }
        guard file.suffix == "ipynb" else { return PythonModule(file, code: text) }
        return Notebook.cells(of: text, ["code"]).map { PythonModule(file, code: $0.text) }
      }
      return modules.compactMap(\.self)
    }
  }
}

extension Repository.File {
  /// Whether it is no part of the system: among examples, data of tests, or what others wrote.
  var isExample: Bool {
    folders.contains { folder in
      let word = folder.lowercased()
      return Self.examples.contains(word) || word.hasPrefix("{{")
    }
  }

  private static let examples: Set<String> = [
    "example", "examples", "sample", "samples", "tutorial", "tutorials", "cookbook", "demo",
    "demos",
    "playground", "sandbox", "deprecated", "archive", "legacy", "vendor", "vendors", "vendored",
    "third_party", "third-party", "thirdparty", "3rdparty", "3rd_party", "bower_components",
    "test_data", "test-data", "testdata", "fixtures", "__fixtures__", "__snapshots__",
    "node_modules", ".ipynb_checkpoints", "site-packages", "venv", ".venv", "cookiecutter",
  ]

  /// Whether it shows what load a service bears, which is no test of code.
  var isLoadTest: Bool {
    path.lowercased().contains(#/locust|load[_-]?test|stress[_-]?test|\bk6\b/#)
  }

  /// Whether it is a test by its name, or lies among tests.
  var isTest: Bool {
    name.hasPrefix("test_") || name.hasSuffix("_test.py") || name == "conftest.py"
      || isAmongTests
  }

  /// Whether it lies in a folder for tests.
  var isAmongTests: Bool { folders.contains { ["test", "tests", "testing"].contains($0) } }
}

extension Array where Element: Sendable {
  /// The results for all elements in their order, made on all cores.
  func parallelMap<Result: Sendable>(_ make: @Sendable (Element) -> Result) -> [Result] {
    let size = (count + 255) / 256
    guard count > 1 else { return map(make) }
    let parts = stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    return parts.sideBySide { $0.map(make) }.flatMap(\.self)
  }
}
