package import Documents
package import Readiness

/// What a team wants to reach, read from `airworthy.yaml` alone: no pack, no other file.
package struct Aims: Sendable {
  package let system: System.ID
  package let targets: [Component.ID: Level]
  package let objectives: [Objective]

  /// What came of reading them.
  package struct Result: Sendable {
    /// `nil` where there is no file, or something is wrong with it.
    package let aims: Aims?
    package let diagnostics: [Diagnostic]
  }

  /// Reads the aims of the system that a folder describes.
  ///
  /// Keys that say nothing of aims are left out, so a mistake in one of them is told by the commands
  /// that judge the system.
  ///
  /// - Parameter folder: Where `airworthy.yaml` lies, or may lie.
  /// - Returns: The aims, or what is wrong.
  package static func read(in folder: Folder) -> Result {
    guard let name = Project.places(of: Project.manifestName).first(where: folder.contains) else {
      return Result(aims: nil, diagnostics: [])
    }
    var file = DefinitionFile(reading: name, in: folder)
    let aims = file.tree.flatMap { Aims($0, &file.reader) }
    let isSound = !file.diagnostics.contains { $0.severity == .error }
    return Result(aims: isSound ? aims : nil, diagnostics: file.diagnostics)
  }

  private init?(_ tree: Tree, _ reader: inout Reader) {
    guard let system = tree["system"], let id = system["id"],
      let name = Shape<String>.name.read(id, &reader)
    else {
      reader.report(.missingKey, "the file names no system", at: tree)
      return nil
    }
    self.system = .init(name)
    let all = system["target"].flatMap { Shape<Level>.level.read($0, &reader) }
    var targets: [Component.ID: Level] = [:]
    for component in tree["components"]?.pairs ?? [] {
      let own = component.value["target"].flatMap { Shape<Level>.level.read($0, &reader) }
      targets[.init(component.key)] = own ?? all
    }
    self.targets = targets
    objectives =
      tree["objectives"].flatMap { Shape<[WrittenObjective]>.objectives.read($0, &reader) }?
      .map(\.objective) ?? []
  }
}
