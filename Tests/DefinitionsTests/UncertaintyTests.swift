import Definitions
import Documents
import Foundation
import Readiness
import TestSupport
import Testing

/// What may be declared of errors, of successors and of reuse, and where it is said to be wrong.
@Suite struct UncertaintyTests {
  private static let packs = try? PackLibrary.read()

  /// The sample project with something more in its data component, its model and at the end.
  private func read(
    data: String = "", model: String = "", more: String = ""
  ) throws -> (project: Project?, found: [Diagnostic], manifest: String) {
    let sample = try #require(SampleProject.files["airworthy.yaml"])
    let manifest =
      sample.replacing("    kind: dataset\n", with: "    kind: dataset\n\(data)")
      .replacing("    depends-on: [data]\n", with: "    depends-on: [data]\n\(model)") + more
    let folder = try SampleProject.folder(replacing: ["airworthy.yaml": manifest])
    let result = try Project.read(
      in: #require(Folder(folder.path)), now: "2026-02-01", packs: Self.packs)
    return (result.project, result.diagnostics, manifest)
  }

  /// Expects one diagnostic, whose words hold some and which points at a text.
  private func expect(
    _ words: String, at text: String, data: String = "", model: String = "", more: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let (project, found, _) = try read(data: data, model: model, more: more)
    let hits = found.filter { diagnostic in
      diagnostic.message.contains(words)
        && diagnostic.place.map { place in
          place.line.map { Array($0).dropFirst(place.position.column - 1).starts(with: text) }
            ?? false
        } ?? false
    }
    #expect(
      project == nil && hits.count == 1,
      "\(found.map { "\($0.message) | \($0.place?.line ?? "") \($0.place?.position.column ?? 0)" })",
      sourceLocation: sourceLocation)
  }

  private func errors(_ error: String, _ rest: String = "") -> String {
    "    uncertainty: {error: {\(error)}\(rest)}\n"
  }

  @Test func `all that may be declared is read`() throws {
    let (project, found, _) = try read(
      data: """
            uncertainty:
              quantified:
                - {where: input, kind: [noise, knowledge], how: by sensors, shown: on the card}
              error: {student-t: {freedom: 4, scale: 0.5}}
              unit: minutes
              from: measured

        """,
      model: errors("normal: {sd: 2, mean: 1}", ", sensitivity: {data: 0.5}"),
      more: "correlations: [{between: [data, model], rank: 0.3}]\n")
    #expect(found.isEmpty, "\(found)")
    let system = try #require(project?.system)
    let data = try #require(system.component("data")).uncertainty
    #expect(data.error == .studentT(freedom: 4, mean: 0, scale: 0.5))
    #expect(data.quantified.first?.kinds == [.noise, .knowledge] && data.unit == "minutes")
    let model = try #require(system.component("model")).uncertainty
    #expect(model.error == .normal(mean: 1, sd: 2) && model.sensitivity == ["data": 0.5])
    #expect(system.correlations == [Correlation("data", "model", .rank(0.3))])
    let tree = ErrorTree(of: system, in: .deployed)
    #expect(tree.faults.isEmpty && tree.nodes.map(\.component.id) == ["data", "model"])
    #expect(tree.nodes[1].inputs.map(\.node) == [0])
    #expect(tree.nodes[1].inputs.map(\.sensitivity) == [0.5])
  }

  @Test(arguments: [
    ("normal: {sd: -2}", "a standard deviation is not negative, as -2 is", "-2"),
    ("normal: {mean: 1}", "the key 'sd' is missing", "{mean"),
    ("uniform: {least: 3, most: 1}", "least 3 is above most 1", "3,"),
    ("log-normal: {log-sd: -1}", "a standard deviation is not negative", "-1"),
    ("student-t: {freedom: 2, scale: 1}", "2 degrees of freedom are not above 2", "2,"),
    ("error-rate: 1.5", "1.5 is not between 0 and 1", "1.5"),
    ("error-rate: 0.1, normal: {sd: 1}", "one distribution, not 2", "{error-rate"),
    ("", "one distribution, not 0", "{}"),
    ("sample: {data: b, column: x}", "no data set 'b' is declared", "b,"),
    ("gamma: {shape: 2}", "unknown key 'gamma'", "gamma"),
  ])
  func `a distribution that is none is told`(error: String, words: String, at: String) throws {
    try expect(words, at: at, model: errors(error))
  }

  @Test(arguments: [
    ("error-rate: 0.1", ", combines: additive", "combines by any-error alone", "additive"),
    ("normal: {sd: 1}", ", combines: any-error", "decisions have an error-rate", "any-error"),
    ("normal: {sd: 1}", ", combines: multiplicative", "factors are above 0", "multiplicative"),
    (
      "uniform: {least: 0, most: 1}", ", combines: multiplicative", "factors are above 0",
      "multiplicative"
    ),
    ("normal: {sd: 1}", ", sensitivity: {dta: 1}", "does not depend on 'dta'", "dta"),
  ])
  func `errors that do not combine so are told`(
    error: String, rest: String, words: String, at: String
  ) throws {
    try expect(words, at: at, model: errors(error, rest))
  }

  @Test func `errors of two kinds that meet are told where they meet`() throws {
    try expect(
      "its errors are any-error, and those of data, which it needs, additive", at: "{error-rate",
      data: errors("normal: {sd: 1}"), model: errors("error-rate: 0.1"))
  }

  @Test func `a probability above 1 is no sensitivity of decisions`() throws {
    try expect(
      "1.5 is not between 0 and 1", at: "data: 1.5", data: errors("error-rate: 0.1"),
      model: errors("error-rate: 0.1", ", sensitivity: {data: 1.5}"))
  }

  @Test(arguments: [
    ("{between: [data, model], latent: 1.2}", "1.2 is not between -1 and 1", "1.2"),
    ("{between: [data, modle], latent: 0.2}", "no component 'modle' is declared", "modle"),
    ("{between: [data], latent: 0.2}", "between two components", "[data]"),
    ("{between: [data, data], latent: 0.2}", "does not correlate with itself", "data], "),
    ("{between: [data, model]}", "either 'rank' or 'latent'", "{between"),
    ("{between: [data, model], rank: 0, latent: 0}", "either 'rank' or 'latent'", "{between"),
    (
      "{between: [data, model], rank: 0.1}, {between: [model, data], rank: 0.1}", "stands twice",
      "model, data"
    ),
  ])
  func `a correlation that is none is told`(pair: String, words: String, at: String) throws {
    try expect(
      words, at: at, data: errors("normal: {sd: 1}"), model: errors("normal: {sd: 1}"),
      more: "correlations: [\(pair)]\n")
  }

  @Test func `nothing correlates with a component without an error`() throws {
    try expect(
      "data declares no error", at: "data, model", model: errors("normal: {sd: 1}"),
      more: "correlations: [{between: [data, model], latent: 0.2}]\n")
  }

  @Test func `ranks of decisions say nothing`() throws {
    let rate = errors("error-rate: 0.1")
    let (project, found, _) = try read(
      data: rate, model: rate, more: "correlations: [{between: [data, model], rank: 0.2}]\n")
    #expect(project == nil && found.count == 2)
    #expect(found.allSatisfy { $0.fix == "give the 'latent' correlation" })
  }

  @Test func `correlations that cannot be together name the pair and the room that is left`() throws
  {
    let error = errors("normal: {sd: 1}")
    let third =
      "  other: {kind: model, versions: {}, entry: {level: 3, on: 2026-01-01, reason: known}, "
      + "uncertainty: {error: {normal: {sd: 1}}}}\n"
    let sample = try #require(SampleProject.files["airworthy.yaml"])
    let manifest =
      sample.replacing("    kind: dataset\n", with: "    kind: dataset\n\(error)")
      .replacing("    depends-on: [data]\n", with: "    depends-on: [data]\n\(error)")
      .replacing("\ndata:\n", with: "\n\(third)data:\n")
      + "correlations: [{between: [data, model], latent: 0.9}, "
      + "{between: [model, other], latent: 0.9}]\n"
    let folder = try SampleProject.folder(replacing: ["airworthy.yaml": manifest])
    let result = try Project.read(
      in: #require(Folder(folder.path)), now: "2026-02-01", packs: Self.packs)
    let found = result.diagnostics.filter { $0.severity == .error }
    #expect(found.count == 1, "\(found)")
    let message = try #require(found.first?.message)
    // With 0 between data and other, ±√(1 − 0.81) is left.
    #expect(
      message
        == "data and model cannot correlate by 0.9: the other correlations leave room between "
        + "-0.4359 and 0.4359")
  }
}
