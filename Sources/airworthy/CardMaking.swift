import Checks
import Definitions
import Digests
import Documents
import Profiling
import Readiness
import Views

extension Workspace {
  /// What the card of a component is made of besides a verdict, with a warning where its error cannot
  /// be computed.
  ///
  /// - Parameters:
  ///   - component: Whose card it is.
  ///   - ledger: The facts.
  ///   - verdict: What they come to.
  ///   - session: Whom to warn.
  /// - Returns: The material.
  func cardMaterial(
    of component: Component, on ledger: Ledger, in verdict: Verdict, session: Session
  ) -> CardMaterial {
    project.cardMaterial(on: ledger, in: verdict).with(
      files: project.cardFiles(of: component), tags: tags(of: component),
      error: project.error(of: component, in: session))
  }

  /// Tags of the repository that name the versions of a component.
  private func tags(of component: Component) -> [VersionPart: String] {
    let names = VersionPart.allCases.compactMap { part -> (VersionPart, [String])? in
      guard let version = component.versions[part] else { return nil }
      let own = part == component.mainPart ? ["\(component.id)-"] : []
      let stems = own + (part == .code ? [""] : [])
      return (part, stems.flatMap { ["\($0)v\(version)", $0 + version] })
    }
    let all = names.flatMap(\.1)
    guard !all.isEmpty,
      let found = Git(folder: project.folder.path).run(["tag", "--list"] + all)
    else { return [:] }
    let tags = Set(found.split(separator: "\n").map(String.init))
    return Dictionary(
      names.compactMap { part, names in names.first(where: tags.contains).map { (part, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Project {
  /// What cards are made of besides a verdict, without files and errors of any component.
  func cardMaterial(on ledger: Ledger, in verdict: Verdict) -> CardMaterial {
    let reader = ControlReader(
      system: verdict.system, packs: packs, ledger: ledger, now: verdict.at)
    return CardMaterial(
      packs: packs,
      standings: RequirementStandings(
        declared.requirements, by: RequirementReader(reader)),
      texts: cards.mapValues(\.sections), issued: ledger.cards,
      places: .init(requirements: requirementsPlace, cards: cards.mapValues(\.file)),
      versionsSince: Dictionary(
        system.components.compactMap { component in
          ledger.versionsSince[.component(component.id)].map { (component.id, $0) }
        }, uniquingKeysWith: { first, _ in first }))
  }

  /// Artefacts and tables of a component and of all that it is made with.
  ///
  /// - Parameters:
  ///   - component: The component.
  ///   - isMeasured: Whether to read them, for their digests and rows.
  /// - Returns: The files that are declared, by component in the order declared.
  func cardFiles(of component: Component, isMeasured: Bool = true) -> [CardMaterial.File] {
    let parts = Set(([component] + system.parts(of: component)).map(\.id))
    return system.components.filter { parts.contains($0.id) }.flatMap { part in
      var files: [CardMaterial.File] = []
      for (_, table) in datasets.sorted(by: { $0.key < $1.key })
      where table.component.value == part.id
        && !files.contains(where: { $0.path == table.path.value })
      {
        files.append(
          file(of: part.id, table.path.value, table.title, isTable: true, isMeasured: isMeasured))
      }
      if let path = part.artefact, !files.contains(where: { $0.path == path }) {
        files.insert(
          file(of: part.id, path, part.title, isTable: false, isMeasured: isMeasured), at: 0)
      }
      return files
    }
  }

  private func file(
    of component: Component.ID, _ path: String, _ title: String, isTable: Bool, isMeasured: Bool
  ) -> CardMaterial.File {
    let file = isTable ? TableFile.file(of: path) : path
    let real = isMeasured ? file.flatMap { try? folder.resolve($0) } : nil
    let table = real == nil || !isTable ? nil : try? folder.resolve(table: path)
    let rows = table.flatMap { try? TableFile(path: $0).scan { _ in { _, _ in true } } }
    return CardMaterial.File(
      component: component, path: path, title: title,
      digest: real.flatMap { Digest(ofFileAt: $0)?.hex }, rows: rows?.rows, isTable: isTable)
  }
}

extension Verdict {
  /// The component of a name, or the only one.
  func judged(_ name: String?) throws(Stop) -> ComponentVerdict {
    let names = components.map(\.component.id.rawValue)
    guard !names.isEmpty else {
      throw .usage(
        "the log knows of no component at \(at.words)",
        fix: "name a later instant; 'airworthy log show' says when things were recorded")
    }
    guard let name = name ?? (names.count == 1 ? names[0] : nil) else {
      throw .usage("name a component", fix: "there are \(names.joined(separator: ", "))")
    }
    guard let judged = components.first(where: { $0.component.id.rawValue == name }) else {
      let near = Spelling.nearest(to: name, among: names)
      throw .usage(
        "no component '\(name.cleaned.shortened(to: 40))' is declared",
        fix: near.map { "did you mean '\($0)'?" }
          ?? "there are \(names.joined(separator: ", "))")
    }
    return judged
  }
}

extension Digest {
  /// A UUID whose free bits are the first of the digest: of version 8, which is for such uses.
  var uuid: String {
    var bytes = Array(bytes.prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    let parts = [bytes[0..<4], bytes[4..<6], bytes[6..<8], bytes[8..<10], bytes[10..<16]]
    return parts.map { Array($0).hex }.joined(separator: "-")
  }
}
