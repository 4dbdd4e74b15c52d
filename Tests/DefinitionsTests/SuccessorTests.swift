import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// A component that is to follow another.
@Suite struct SuccessorTests {
  private static let packs = try? PackLibrary.read()

  private func read(_ components: String) throws -> (project: Project?, found: [Diagnostic]) {
    let sample = try #require(SampleProject.files["airworthy.yaml"])
    let manifest = sample.replacing("\ndata:\n", with: "\n\(components)data:\n")
    let folder = try SampleProject.folder(replacing: ["airworthy.yaml": manifest])
    let result = try Project.read(
      in: #require(Folder(folder.path)), now: "2026-02-01", packs: Self.packs)
    return (result.project, result.diagnostics.filter { $0.severity == .error })
  }

  private func model(_ name: String, _ rest: String, kind: String = "model") -> String {
    "  \(name): {kind: \(kind), versions: {code: 1.2.0, model: 3.0.0, data: 3.0.0}, "
      + "entry: {level: 3, on: 2026-01-01, reason: known}, \(rest)}\n"
  }

  @Test func `a successor takes the place of what it follows in the next line`() throws {
    let (project, found) = try read(
      model("next", "successor-of: model, depends-on: [data]")
        + model("service", "depends-on: [model]", kind: "service"))
    #expect(found.isEmpty, "\(found)")
    let system = try #require(project?.system)
    #expect(system.lines == [.deployed, .next])
    #expect(system.components(in: .deployed).map(\.id) == ["data", "model", "service"])
    #expect(system.components(in: .next).map(\.id) == ["data", "next", "service"])
    let service = try #require(system.component("service"))
    #expect(system.needs(of: service, in: .deployed) == ["model"])
    #expect(system.needs(of: service, in: .next) == ["next"])
    #expect(system.users(of: "next", in: .next) == ["service"])
    #expect(system.ends(of: .next).map(\.id) == ["service"])
  }

  @Test func `the versions of the system are those of what is deployed`() throws {
    let (project, _) = try read(model("next", "successor-of: model"))
    #expect(project?.system.versions.model == "2.0.0")
  }

  @Test(arguments: [
    ("successor-of: modle", "no component 'modle' is declared"),
    ("successor-of: next", "a component cannot follow itself"),
    ("successor-of: data", "next is a model, and data a dataset"),
    ("successor-of: model, depends-on: [model]", "cannot depend on the one whose place it takes"),
  ])
  func `a successor that cannot be one is told`(rest: String, words: String) throws {
    let (project, found) = try read(model("next", rest))
    #expect(project == nil && found.contains { $0.message.contains(words) }, "\(found)")
    #expect(found.allSatisfy { $0.place?.line?.contains("  next:") == true })
  }

  @Test func `a component has one successor, which has none`() throws {
    let two = try read(model("next", "successor-of: model") + model("other", "successor-of: model"))
    #expect(two.found.map(\.message) == ["next already follows model"])
    let three = try read(
      model("next", "successor-of: model") + model("other", "successor-of: next"))
    #expect(
      three.found.map(\.message) == ["next is a successor itself; there are two lines, not three"])
  }

  @Test func `a circle that comes about in the next line is told`() throws {
    let (project, found) = try read(
      model("next", "successor-of: model, depends-on: [service]")
        + model("service", "depends-on: [model]", kind: "service"))
    #expect(project == nil && found.count == 1)
    #expect(found.first?.message.hasSuffix("in a circle: next, service") == true, "\(found)")
  }
}
