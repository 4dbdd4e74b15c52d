/// Which Python modules of the repository import which of it.
struct ModuleGraph: Sendable {
  let modules: [PythonModule]
  /// For each module the indices of those that it imports.
  let uses: [Set<Int>]
  private let places: [String: Int]

  private typealias Index = [String: [Int]]

  init(_ modules: [PythonModule]) {
    self.modules = modules
    places = Dictionary(modules.enumerated().map { ($1.file.path, $0) }) { first, _ in first }
    let parts = modules.map(\.dotted)
    var byLast: Index = [:]
    for (index, words) in parts.enumerated() {
      if let last = words.last, !modules[index].isNotebook {
        byLast[last, default: []].append(index)
      }
    }
    uses = modules.indices.map { from in
      let found = modules[from].imports.flatMap { entry in
        entry.dots > 0
          ? Self.relative(entry, from: modules[from], byLast: byLast, parts: parts)
          : Self.absolute(entry, from: modules[from], byLast: byLast, parts: parts)
      }
      return Set(found).subtracting([from])
    }
  }

  /// The modules whose path ends in the first words of an import; of several that do, the nearest.
  private static func absolute(
    _ entry: PythonModule.Import, from module: PythonModule, byLast: Index, parts: [[String]]
  ) -> [Int] {
    entry.leads.compactMap { dotted in
      let all = dotted.last.flatMap { byLast[$0] } ?? []
      // Of a name that very many modules bear only those beside the import are tried.
      let near =
        all.count <= 100 ? all : all.filter { parts[$0].dropLast() == module.file.folders[...] }
      return near.filter { parts[$0].suffix(dotted.count) == dotted[...] }.max { left, right in
        nearness(of: parts[left], to: module) < nearness(of: parts[right], to: module)
      }
    }
  }

  /// How many folders two modules have in common, less those that lie between.
  private static func nearness(of parts: [String], to module: PythonModule) -> Int {
    let common = zip(parts, module.file.folders).prefix { $0 == $1 }.count
    return 2 * common - parts.count
  }

  private static func relative(
    _ entry: PythonModule.Import, from module: PythonModule, byLast: Index, parts: [[String]]
  ) -> [Int] {
    guard entry.dots <= module.file.folders.count else { return [] }
    let base = module.file.folders.dropLast(entry.dots - 1)
    return entry.leads.compactMap { dotted in
      byLast[dotted.last ?? ""]?.first { parts[$0][...] == base + dotted }
    }
  }

  /// The modules that are reached from some, by way of imports, with those themselves.
  func reached(from start: some Sequence<Int>) -> Set<Int> {
    var seen = Set(start)
    var waiting = Array(seen)
    while let next = waiting.popLast() {
      for other in uses[next] where seen.insert(other).inserted { waiting.append(other) }
    }
    return seen
  }

  /// The index of a file.
  func index(of path: String) -> Int? { places[path] }
}

extension PythonModule {
  /// The words that it is imported by, from the outermost folder on; of a package its folder's.
  var dotted: [String] { name == "__init__" ? file.folders : file.folders + [name] }
}

extension Repository {
  var graph: ModuleGraph { memory.graph.value { ModuleGraph(python) } }
}
