import Foundation
import Readiness
import TestSupport
import Testing

@testable import airworthy

/// The card of flight-delay's model, in every format, as a user gets it.
@Suite struct CardFormatTests {
  /// The example with one run of its checks.
  static func flightDelay() throws -> Shell {
    let folder = try TemporaryFolder()
    let files = FileManager.default
    let source = Checkout.path("Examples/flight-delay")
    for name in try files.contentsOfDirectory(atPath: source) where name != ".airworthy" {
      try files.copyItem(atPath: "\(source)/\(name)", toPath: "\(folder.path)/\(name)")
    }
    var shell = Shell(in: folder)
    shell.now = "2026-11-20T09:00:00Z"
    try #require(shell("check quality-of-predictions golden-set").ending != .wrongInput)
    return shell
  }

  @Test func `every format is what it was`() throws {
    let shell = try Self.flightDelay()
    for (format, file) in [
      ("md", "md"), ("html", "html"), ("json", "json"), ("hf", "hf.md"), ("mct", "mct.json"),
      ("cyclonedx", "cdx.json"),
    ] {
      let result = shell("card delay-model --format \(format)")
      #expect(result.ending == .met && result.err.isEmpty)
      #expect(shell("card delay-model --format \(format)").out == result.out)
      try expectSnapshot(
        of: Self.stable(result.out),
        in: "Tests/CommandTests/Snapshots/flight-delay-card.\(file)")
    }
    try expectSnapshot(
      of: Self.stable(shell("card flight-data").out),
      in: "Tests/CommandTests/Snapshots/flight-delay-data-card.md")
    try expectSnapshot(
      of: shell("card --check").out, in: "Tests/CommandTests/Snapshots/flight-delay-card-check.txt")
  }

  /// The text without what every edit of a pack changes.
  static func stable(_ text: String) -> String {
    text.replacing(/(?s)<style>.*<\/style>/, with: "<style>…</style>")
      .replacing(/packs(\s)(`|<code>)?[0-9a-f]{12,64}/) {
        "packs\($0.output.1)\($0.output.2 ?? "")DIGEST"
      }
      .replacing(/"packs" : "[0-9a-f]{64}"/, with: "\"packs\" : \"DIGEST\"")
      .replacing(/("airworthy:packs",\s+"value" : )"[0-9a-f]{64}"/) { "\($0.output.1)\"DIGEST\"" }
      .replacing(/urn:uuid:[0-9a-f-]{36}/, with: "urn:uuid:NUMBER")
  }

  @Test func `a bill of materials names everything that the model is made with`() throws {
    let shell = try Shell()
    let text = shell("card model --format cyclonedx").out
    let bill = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(bill["bomFormat"] as? String == "CycloneDX" && bill["specVersion"] as? String == "1.6")
    let serial = try #require(bill["serialNumber"] as? String)
    #expect(
      serial.wholeMatch(
        of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    let metadata = bill["metadata"] as? [String: Any]
    #expect(metadata?["timestamp"] as? String == "2026-02-01T12:00:00Z")
    let root = metadata?["component"] as? [String: Any]
    #expect(
      root?["type"] as? String == "machine-learning-model" && root?["version"] as? String == "2.0.0"
    )
    let data = (bill["components"] as? [[String: Any]])?.first
    #expect(data?["type"] as? String == "data" && data?["version"] as? String == "3.0.0")
    let file = (data?["components"] as? [[String: Any]])?.first
    let hash = (file?["hashes"] as? [[String: Any]])?.first
    #expect(hash?["alg"] as? String == "SHA-256" && (hash?["content"] as? String)?.count == 64)
    let dependencies = bill["dependencies"] as? [[String: Any]] ?? []
    #expect(dependencies.first?["dependsOn"] as? [String] == ["data"])
    try shell.edit("cards/model.md", "Says how late.", to: "Says how early.")
    #expect(!shell("card model --format cyclonedx").out.contains(serial))
  }

  @Test func `text of people cannot leave the front matter of a card of Hugging Face`() throws {
    let shell = try Shell()
    try shell.edit(
      "airworthy.yaml", "  model:\n    kind: model",
      to: "  model:\n    title: \"a\\\"\\n---\\nb: [\\u2028\"\n    kind: model")
    #expect(shell("check").ending == .notMet)
    let text = shell("card model --format hf").out
    let end = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().firstIndex(
      of: "---")
    let front = text.split(separator: "\n", omittingEmptySubsequences: false)[0..<(end ?? 0)]
    #expect(front.contains { $0.hasPrefix("- name: \"a\\\"") })
    #expect(front.contains("  results:"))
  }
}

/// What goes where in the formats of others.
@Suite struct CardMeaningTests {
  private static let text = """
    ## C.18 Model

    Adds up.

    ## C.19 Use

    **For:** planners, by the [rules](../docs/goals.md).

    **Not for:** safety.

    - deciding alone

    ## C.23 Ethics

    Nobody is named. Names are left out.

    ## C.24 Assumptions

    Clocks are right.

    ## C.25 Caveats

    Rain.

    ## C.34 People

    They may refuse.

    """

  private func json(_ format: String) throws -> [String: Any] {
    let shell = try Shell(replacing: ["cards/model.md": Self.text])
    #expect(shell("check").ending == .notMet)
    let text = shell("card model --format \(format)").out
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `the Model Card Toolkit gets each text under the name of what it is`() throws {
    let card = try json("mct")
    // What the schema, version 0.0.2, has, and nothing else.
    #expect(
      Set(card.keys) == [
        "schema_version", "model_details", "model_parameters", "quantitative_analysis",
        "considerations",
      ])
    let details = try #require(card["model_details"] as? [String: Any])
    #expect(
      Set(details.keys).isSubset(of: [
        "name", "overview", "documentation", "owners", "version", "licenses", "references",
        "citations", "path", "diagrams", "graphics",
      ]))
    let version = details["version"] as? [String: String]
    #expect(version == ["name": "2.0.0", "date": "2026-02-01"])
    let said = try #require(card["considerations"] as? [String: Any])
    #expect(Set(said.keys) == ["use_cases", "limitations", "ethical_considerations"])
    #expect(
      said["use_cases"] as? [[String: String]]
        == [["description": "**For:** planners, by the [rules](docs/goals.md)."]])
    #expect(
      said["limitations"] as? [[String: String]] == [
        ["description": "**Not for:** safety.\n\n- deciding alone"], ["description": "Rain."],
        ["description": "Clocks are right."],
      ])
    #expect(
      said["ethical_considerations"] as? [[String: String]]
        == [["name": "Nobody is named.", "mitigation_strategy": "Names are left out."]])
    let metric =
      ((card["quantitative_analysis"] as? [String: Any])?["performance_metrics"] as? [[String: Any]])?
      .first { $0["type"] as? String == "roc-auc" }
    #expect(metric?["value"] as? String == "1.0" && metric?["slice"] as? String == "a-scores")
  }

  @Test func `a bill of materials does so too`() throws {
    let metadata = try json("cyclonedx")["metadata"] as? [String: Any]
    let root = try #require(metadata?["component"] as? [String: Any])
    let card = try #require(root["modelCard"] as? [String: Any])
    let said = try #require(card["considerations"] as? [String: Any])
    #expect(
      Set(said.keys).isSubset(of: [
        "users", "useCases", "technicalLimitations", "performanceTradeoffs",
        "ethicalConsiderations", "environmentalConsiderations", "fairnessAssessments",
      ]))
    #expect(said["users"] == nil)
    #expect(said["useCases"] as? [String] == ["**For:** planners, by the [rules](docs/goals.md)."])
    #expect(
      said["technicalLimitations"] as? [String]
        == ["**Not for:** safety.\n\n- deciding alone", "Rain.", "Clocks are right."])
    let properties = metadata?["properties"] as? [[String: String]] ?? []
    #expect(
      properties.contains {
        $0["name"]?.contains("C.34") == true && $0["value"] == "They may refuse."
      })
  }

  @Test func `a card of Hugging Face tells what it is not for, and a data set is no model`() throws
  {
    let shell = try Shell(replacing: [
      "cards/model.md": Self.text,
      "cards/data.md": "## C.18 What\n\nFlights.\n",
    ])
    #expect(shell("check").ending == .notMet)
    let card = shell("card model --format hf").out
    #expect(card.contains("### Direct Use\n\n**For:** planners, by the [rules](docs/goals.md)."))
    #expect(card.contains("### Out-of-Scope Use\n\n**Not for:** safety.\n\n- deciding alone"))
    let front = try #require(card.components(separatedBy: "\n---\n").first).dropFirst(4)
    #expect(front.contains("tags:\n- \"airworthy\"") && front.contains("- type: \"roc_auc\""))
    #expect(!front.contains("\t"))
    let data = shell("card data --format hf").out
    #expect(data.contains("### Description\n\nFlights.") && !data.contains("Model and algorithm"))
    #expect(!data.contains("model-index"))
  }
}

/// Cards read by those whose formats they are; `script/card-schemas` brings these.
@Suite(.enabled(if: CardReaders.folder != nil, "script/card-schemas brings the readers"))
struct CardReaderTests {
  @Test func `what others read is as they demand it`() throws {
    let shells = [try CardFormatTests.flightDelay(), try Shell()]
    _ = shells[1]("check")
    for (shell, models, sets) in [
      (shells[0], ["delay-model", "nightly-batch"], ["flight-data"]),
      (shells[1], ["model"], ["data"]),
    ] {
      for component in models + sets {
        for format in CardReaders.Format.allCases {
          let text = shell("card \(component) --format \(format.rawValue)").out
          try CardReaders.read(text, as: format, isDataset: sets.contains(component))
        }
      }
    }
  }

  @Test func `figures come back as they were measured`() throws {
    let shell = try Shell()
    _ = shell("check")
    let text = shell("card model --format hf").out
    let said = try CardReaders.read(text, as: .hf, isDataset: false)
    #expect(said.contains("roc_auc 1.0"))
  }

  @Test(arguments: CardReaders.Format.allCases)
  func `the readers refuse what is not of their form`(_ format: CardReaders.Format) throws {
    let shell = try Shell()
    _ = shell("check")
    let text = shell("card model --format \(format.rawValue)").out
    let wrong =
      switch format {
      case .hf: text.replacingOccurrences(of: "    dataset:", with: "    set:")
      case .mct: text.replacingOccurrences(of: "\"model_details\"", with: "\"details\"")
      case .cyclonedx: text.replacingOccurrences(of: "\"bom-ref\"", with: "\"ref-of-bom\"")
      }
    try #require(wrong != text)
    #expect(throws: CardReaders.Invalid.self) {
      try CardReaders.read(wrong, as: format, isDataset: false)
    }
  }
}

/// Runs what `script/card-schemas` brings.
enum CardReaders {
  struct Invalid: Error {
    let said: String
  }

  enum Format: String, CaseIterable {
    case hf, mct, cyclonedx
  }

  /// Where they were brought to; `nil` where they were not.
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
    let folder = cache + "/airworthy/card-schemas-1"
    return FileManager.default.fileExists(atPath: folder + "/complete") ? folder : nil
  }()

  private static func program(_ format: Format, isDataset: Bool) -> String {
    switch format {
    case .hf:
      """
      import sys
      from huggingface_hub import DatasetCard, ModelCard
      card = \(isDataset ? "DatasetCard" : "ModelCard")(open(sys.argv[2]).read(), ignore_metadata_errors=False)
      assert card.data.tags, "no tags"
      if "model-index" in card.content:
          assert card.data.eval_results, "no results"
          for result in card.data.eval_results:
              print(result.metric_type, float(result.metric_value))
      """
    case .mct:
      """
      import json, jsonschema, sys
      schema = json.load(open(sys.argv[1] + "/mct.json"))
      card = json.load(open(sys.argv[2]))
      jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(card)
      assert card["schema_version"] == "0.0.2"
      """
    case .cyclonedx:
      """
      import sys
      from cyclonedx.schema import SchemaVersion
      from cyclonedx.validation.json import JsonStrictValidator
      error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[2]).read())
      assert error is None, str(error)[:2000]
      """
    }
  }

  /// Reads a card.
  ///
  /// - Returns: What the reader printed.
  /// - Throws: ``Invalid`` where it refuses.
  @discardableResult
  static func read(_ text: String, as format: Format, isDataset: Bool) throws -> String {
    let folder = try #require(folder)
    let file = try TemporaryFolder()
    try file.write(text, to: "card.md")
    let python = Process()
    python.executableURL = URL(filePath: folder + "/venv/bin/python")
    python.arguments = [
      "-c", program(format, isDataset: isDataset), folder, file.path + "/card.md",
    ]
    let (output, messages) = (Pipe(), Pipe())
    python.standardOutput = output
    python.standardError = messages
    try python.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    let said = try messages.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    if python.terminationStatus != 0 { throw Invalid(said: String(decoding: said, as: UTF8.self)) }
    return String(decoding: printed, as: UTF8.self)
  }
}
