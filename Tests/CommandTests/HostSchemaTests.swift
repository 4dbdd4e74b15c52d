import Foundation
import TestSupport
import Testing

/// SARIF and JUnit as their schemas demand them: OASIS SARIF 2.1.0, and Jenkins' junit-10.xsd.
///
/// `script/format-schemas` brings the schemas, which are others' and not kept here.
@Suite(.enabled(if: FormatSchemas.folder != nil, "script/format-schemas brings the schemas"))
struct HostSchemaTests {
  @Test(arguments: ["check --dry-run", "gate 3", "gate 0 --component model"])
  func `SARIF is as its schema demands`(_ command: String) throws {
    try FormatSchemas.validate(report(command, as: "sarif"), by: .sarif)
  }

  @Test(arguments: ["check --dry-run", "gate 3", "gate 0 --component model"])
  func `JUnit is as its schema demands`(_ command: String) throws {
    try FormatSchemas.validate(report(command, as: "junit"), by: .junit)
  }

  @Test func `the schemas refuse what is not of their form`() throws {
    let sarif = try report("check --dry-run", as: "sarif")
    try #require(sarif.contains("\"ruleId\""))
    #expect(throws: FormatSchemas.Invalid.self) {
      try FormatSchemas.validate(
        sarif.replacingOccurrences(of: "\"level\" : ", with: "\"levels\" : "), by: .sarif)
    }
    let junit = try report("check --dry-run", as: "junit")
    #expect(throws: FormatSchemas.Invalid.self) {
      try FormatSchemas.validate(
        junit.replacingOccurrences(of: "<skipped", with: "<passed"), by: .junit)
    }
  }

  private func report(_ command: String, as format: String) throws -> String {
    let shell = try Shell()
    if command.hasPrefix("gate") { _ = shell("check") }
    return shell("\(command) --format \(format)").out
  }
}

/// Runs the validators of `script/format-schemas`.
enum FormatSchemas {
  struct Invalid: Error {
    let said: String
  }

  enum Kind { case sarif, junit }

  /// Where they were brought to; `nil` where they were not.
  static let folder: String? = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
    let folder = cache + "/airworthy/format-schemas-1"
    return FileManager.default.fileExists(atPath: folder + "/complete") ? folder : nil
  }()

  static func validate(_ text: String, by kind: Kind) throws {
    let folder = try #require(folder)
    let file = try TemporaryFolder()
    try file.write(text, to: "report")
    let program =
      switch kind {
      case .sarif:
        """
        import json, jsonschema, sys
        schema = json.load(open(sys.argv[1] + "/sarif-schema-2.1.0.json"))
        jsonschema.validate(json.load(open(sys.argv[2])), schema)
        """
      case .junit:
        """
        import sys, xmlschema
        xmlschema.XMLSchema(sys.argv[1] + "/junit-10.xsd").validate(sys.argv[2])
        """
      }
    let python = Process()
    python.executableURL = URL(filePath: folder + "/venv/bin/python")
    python.arguments = ["-c", program, folder, file.path + "/report"]
    let messages = Pipe()
    python.standardError = messages
    try python.run()
    let said = try messages.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    if python.terminationStatus != 0 { throw Invalid(said: String(decoding: said, as: UTF8.self)) }
  }
}
