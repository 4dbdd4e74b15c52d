import Checks
import Definitions
import Digests
import Documents
import Readiness
import Views

extension Project {
  /// What cards are made of besides a verdict.
  ///
  /// - Parameters:
  ///   - ledger: The facts.
  ///   - error: How wrong the output of the component may be whose card it is.
  /// - Returns: The material.
  func cardMaterial(_ ledger: Ledger, error: UncertaintyReport.End? = nil) -> CardMaterial {
    CardMaterial(
      packs: packs, requirements: declared.requirements, texts: cards.mapValues(\.sections),
      issued: ledger.cards, error: error)
  }

  /// Artefacts and tables of all components, with their digests.
  func cardFiles() -> [CycloneDXCard.File] {
    var files: [CycloneDXCard.File] = []
    func add(_ component: Component.ID, _ path: String, _ title: String) {
      guard !files.contains(where: { $0.component == component && $0.path == path }) else { return }
      let digest = (try? folder.resolve(path)).flatMap { Digest(ofFileAt: $0) }
      files.append(.init(component: component, path: path, title: title, digest: digest?.hex))
    }
    for component in system.components {
      if let path = component.artefact { add(component.id, path, component.title) }
      for (_, dataset) in datasets.sorted(by: { $0.key < $1.key })
      where dataset.component.value == component.id {
        add(component.id, dataset.path.value, dataset.title)
      }
    }
    return files
  }
}

extension Verdict {
  /// The component of a name, or the only one.
  func judged(_ name: String?) throws(Stop) -> ComponentVerdict {
    let names = components.map(\.component.id.rawValue)
    guard !names.isEmpty else {
      throw .usage("the log knows of no component at \(at.words)", fix: "name a later instant")
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
