internal import Checks
internal import Digests
package import Documents
package import Readiness
internal import Worth

extension Project {
  /// What came of reading a team's files.
  package struct Result: Sendable {
    /// The project; `nil` where something is wrong.
    package let project: Project?
    /// Everything that is wrong in any file, and what is worth a warning.
    package let diagnostics: [Diagnostic]
  }

  /// Reads `airworthy.yaml` and the files beside it, or under `airworthy/`.
  ///
  /// - Parameters:
  ///   - folder: Where `airworthy.yaml` lies.
  ///   - now: The present; nothing that was done can lie after it.
  ///   - packs: What to judge by; read anew, with the team's own, unless given.
  /// - Returns: The project, or what is wrong.
  package static func read(in folder: Folder, now: Instant, packs: Packs? = nil) -> Result {
    let reading = ProjectReader(folder: folder, now: now, given: packs).read()
    return Result(project: reading.project, diagnostics: reading.diagnostics)
  }
}

/// Reads the files of one folder, one after the other, and gathers what is wrong in all of them.
struct ProjectReader {
  let folder: Folder
  let now: Instant
  let given: Packs?
  /// Texts to read in the place of files, by path.
  var drafts: [String: String] = [:]

  /// A project as it was read, with what it takes to change its files.
  struct Reading {
    let project: Project?
    let diagnostics: [Diagnostic]
    let linker: Linker?
    let manifest: (file: DefinitionFile, exemptions: [Statement<String>])
    let attestations: (file: DefinitionFile, list: [Statement<WrittenAttestation>])
  }

  func read() -> Reading {
    var manifestFile = open(Project.manifestName, isRequired: true)
    let manifest = manifestFile.read(.manifest)
    var attestationFile = open("attestations.yaml")
    let attestations = attestationFile.read(.attestations) ?? []
    var waiverFile = open("waivers.yaml")
    let waivers = waiverFile.read(.waivers) ?? []
    var requirementFile = open("requirements.yaml")
    let requirements = requirementFile.read(.requirements) ?? []
    var worthFile = open("worth.yaml")
    let worth = worthFile.read(.worth)

    var diagnostics: [Diagnostic] = []
    var project: Project?
    var linkerOfAll: Linker?
    let own = manifest.map { packFiles($0, &manifestFile) } ?? []
    do throws(Diagnostics) {
      let packs = if let given { given } else { try PackLibrary.read(own: own) }
      if let names = manifestFile.tree, manifest != nil || names["packs"] == nil {
        var linker = Linker(names: names, packs: packs, folder: folder, now: now)
        let linked = manifest.map { linker.link($0, in: &manifestFile) }
        let statements = (
          attestations: linker.attestations(attestations, in: &attestationFile),
          waivers: linker.waivers(waivers, in: &waiverFile),
          exemptions: linker.exemptions(manifest?.exemptions ?? [], in: &manifestFile),
          requirements: linker.requirements(requirements, in: &requirementFile)
        )
        linkerOfAll = linker
        if let linked {
          let cards = readCards(for: linked.system, packs, &diagnostics)
          linker.checkWorth(against: linked.checks, in: &worthFile)
          project = Project(
            folder: folder, packs: packs,
            declared: Declarations(
              system: linked.system,
              checks: Dictionary(
                linked.checks.map { ($0.id, $0.configuration) },
                uniquingKeysWith: { first, _ in first }
              ),
              attestations: statements.attestations, waivers: statements.waivers,
              exemptions: statements.exemptions, requirements: statements.requirements,
              requirementDigests: requirementDigests(of: requirementFile.tree),
              cardTextDigests: Dictionary(
                linked.system.components.map { ($0.id, digest(of: cards[$0.id])) },
                uniquingKeysWith: { first, _ in first })),
            checks: linked.checks, datasets: linked.datasets, worth: worth,
            cards: cards, reused: linked.reused,
            source: manifestFile.reader.source)
        }
      }
    } catch {
      diagnostics += error.list
    }
    diagnostics =
      ([manifestFile, attestationFile, waiverFile, requirementFile, worthFile]
      + (linkerOfAll?.expectationFiles ?? []))
      .flatMap(\.diagnostics) + diagnostics
    let isSound = !diagnostics.contains { $0.severity == .error }
    return Reading(
      project: isSound ? project : nil, diagnostics: diagnostics, linker: linkerOfAll,
      manifest: (manifestFile, manifest?.exemptions ?? []),
      attestations: (attestationFile, attestations))
  }

  private func open(_ name: String, isRequired: Bool = false) -> DefinitionFile {
    if let link = Project.places(of: name).first(where: folder.isOutside) {
      return DefinitionFile(
        name: link,
        problem: Diagnostic(
          .outsideTree, "\(link) is a link that leads out of the folder",
          at: .init(file: link, position: .start), fix: "put the file itself there"))
    }
    let places = Project.places(of: name).filter { drafts[$0] != nil || folder.contains($0) }
    if places.count > 1 {
      return DefinitionFile(
        name: name,
        problem: .both(places))
    }
    guard let place = places.first else {
      return DefinitionFile(
        name: name,
        problem: isRequired
          ? Diagnostic(
            .missingFile, "there is no \(name) in \(folder.path)", at: nil,
            fix: above.map { "there is one in \($0); name it with -C" }
              ?? "run 'airworthy init' to write one, or name its folder with -C")
          : nil)
    }
    if let draft = drafts[place] { return DefinitionFile(name: place, bytes: Array(draft.utf8)) }
    return DefinitionFile(reading: place, in: folder)
  }

  /// The nearest folder above that holds a system.
  private var above: String? {
    var path = folder.path
    while let cut = path.lastIndex(of: "/"), cut != path.startIndex {
      path = String(path[..<cut])
      if let folder = Folder(path), Project.isDescribed(in: folder) { return path }
    }
    return nil
  }

  private func packFiles(
    _ manifest: Manifest, _ file: inout DefinitionFile
  )
    -> [PackLibrary.File]
  {
    manifest.packs.compactMap { path in
      do throws(Folder.Refusal) {
        return PackLibrary.File(name: path.value, bytes: try folder.read(path.value))
      } catch {
        file.reader.report(error, of: path)
        return nil
      }
    }
  }

  /// A digest of what is written of each subject's requirements, whatever its layout.
  private func requirementDigests(of tree: Tree?) -> [Subject: String] {
    let entries = tree?["requirements"]?.elements ?? []
    let bySubject = Dictionary(grouping: entries) { entry in
      entry["component"]?.text.map(Subject.init(name:)) ?? .system
    }
    return bySubject.mapValues { entries in
      Digest(of: entries.map(\.canonical).joined(separator: "\n")).hex
    }
  }

  /// A digest of the sections that people keep of a card; empty where there are none.
  private func digest(of card: CardText?) -> String {
    let sections = (card?.sections ?? [:]).sorted { $0.key < $1.key }
    if sections.isEmpty { return "" }
    return Digest(of: sections.map { "\($0.key)\n\($0.value)\n" }.joined()).hex
  }

  /// Warns of texts that no card takes up.
  private func warnOfStrays(among components: [Component], _ diagnostics: inout [Diagnostic]) {
    let names = components.map(\.id.rawValue)
    for directory in ["cards", "airworthy/cards"] {
      for file in folder.files(in: directory) where file.hasSuffix(".md") {
        let name = String(file.dropLast(3))
        guard !names.contains(name), name != "README" else { continue }
        let near = Spelling.nearest(to: name, among: names)
        diagnostics.append(
          Diagnostic(
            .unknownReference, "no component '\(name)' is declared, so its card is not read",
            at: .init(file: "\(directory)/\(file)", position: .start),
            fix: near.map { "did you mean '\($0).md'?" }, severity: .warning))
      }
    }
  }

  private func readCards(
    for system: System, _ packs: Packs, _ diagnostics: inout [Diagnostic]
  )
    -> [Component.ID: CardText]
  {
    var cards: [Component.ID: CardText] = [:]
    warnOfStrays(among: system.components, &diagnostics)
    for component in system.components {
      let name = "cards/\(component.id).md"
      let places = Project.places(of: name).filter(folder.isNamed)
      guard let place = places.first else { continue }
      if places.count > 1 { diagnostics.append(.both(places)) }
      var file = DefinitionFile(name: place, problem: nil)
      do throws(Folder.Refusal) {
        let bytes = try folder.read(place)
        guard let text = String(validating: bytes, as: UTF8.self) else {
          diagnostics.append(
            Diagnostic(
              .notUTF8, "the file is not UTF-8", at: .init(file: place, position: .start)))
          continue
        }
        let questions = packs.questions(for: component.kind).flatMap(\.prompts).map(\.id)
        let (card, problems) = CardText.read(text, file: place, questions: questions)
        cards[component.id] = card
        diagnostics += problems
      } catch {
        file.reader.report(error, of: Located(place, at: .start, text: nil))
        diagnostics += file.diagnostics
      }
    }
    return cards
  }
}

extension Diagnostic {
  /// One file too many.
  fileprivate static func both(_ places: [String]) -> Diagnostic {
    Diagnostic(
      .repeatedEntry, "\(places[0]) and \(places[1]) are both there",
      at: .init(file: places[1], position: .start), fix: "keep one of them")
  }
}
