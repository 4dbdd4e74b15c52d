import Checks
import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// What the detectors say of twelve real repositories, kept as listings with excerpts and the labels
/// that somebody gave by reading them.
///
/// `holds` and `broken`: the tree shows that the control's statement is true, or is not; `unknown`:
/// it does not decide.
@Suite struct LabelledRepositoryTests {
  @Test(arguments: LabelledRepository.all)
  func `nothing is shown or refuted that its reader did not find so`(
    _ labelled: LabelledRepository
  ) throws {
    for finding in try labelled.findings() {
      let label = labelled.labels[finding.control.rawValue]
      switch finding.status {
      case .pass, .warn: #expect(label == "holds", "\(finding.control): \(finding.summary)")
      case .fail: #expect(label == "broken", "\(finding.control): \(finding.summary)")
      default: break
      }
    }
  }

  @Test func `every control that is looked for has a label in every repository`() {
    #expect(LabelledRepository.all.count == 12)
    let controls = Set(RepositoryCheck.signs.map(\.control.rawValue))
    for labelled in LabelledRepository.all {
      let missing = controls.subtracting(labelled.labels.keys)
      #expect(missing.isEmpty, "\(labelled.name): \(missing.sorted())")
    }
  }
}

/// One file of `Tests/ChecksTests/Repositories`.
struct LabelledRepository: CustomTestStringConvertible {
  let name: String
  let labels: [String: String]
  let files: [String: String]

  var testDescription: String { name }

  static let all: [LabelledRepository] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Repositories")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      guard let text = try? String(contentsOf: folder.appending(path: name), encoding: .utf8),
        let tree = YAML.documents(text).first
      else { return nil }
      func texts(_ key: String, _ value: (Tree) -> String?) -> [String: String] {
        Dictionary((tree[key]?.pairs ?? []).map { ($0.key, value($0.value) ?? "") }) { $1 }
      }
      return LabelledRepository(
        name: String(name.dropLast(5)), labels: texts("labels") { $0["label"]?.text },
        files: texts("files") { tree in
          if case .scalar(let text, _) = tree.content { text } else { nil }
        })
    }
  }()

  func findings() throws -> [Finding] {
    let system = System(
      id: "s", name: "S", purpose: "p", versions: Versions(code: "0.1.0"), traits: [.batch],
      components: [])
    let source = try Source(
      folder: #require(Folder("/")), declared: Declarations(system: system),
      packs: PackLibrary.read(), now: "2026-01-01")
    return RepositoryCheck().findings(in: Repository(texts: files), source: source)
  }
}
