import Definitions
import Foundation
import PackFiles
import TestSupport
import Testing

/// Rules of the house that no compiler knows, kept by reading the source.
@Suite struct TidyTests {
  @Test func `there is something to read`() {
    #expect(SourceText.sources.count > 150)
    #expect(SourceText.documents.count > 15)
  }

  @Test(arguments: SourceText.swift)
  func `a file has at most 400 lines`(_ file: SourceText) {
    #expect(file.lines.count <= 401)
  }

  @Test(arguments: SourceText.swift + SourceText.documents)
  func `a file is clean text`(_ file: SourceText) {
    #expect(!file.text.contains("\t"))
    #expect(!file.text.contains("\r"))
    #expect(file.text.hasSuffix("\n") && !file.text.hasSuffix("\n\n"))
    #expect(!file.lines.contains { $0.hasSuffix(" ") })
  }

  @Test(arguments: SourceText.sources)
  func `nothing is unfinished, forced or hidden`(_ file: SourceText) {
    for pattern in [
      #"\btry!"#, #" as! "#, #"\bfatalError\("#, #"\b(TODO|FIXME|XXX)\b"#, #"@unchecked Sendable"#,
      #"nonisolated\(unsafe\)"#, #"\bunsafeBitCast\b"#,
    ] {
      let places = file.places(of: pattern)
      // The box that a thread with a deeper stack fills, and the reader that a lock guards.
      let boxes = [
        "Sources/Documents/YAML.swift", "Sources/Profiling/Reading/SharedRecords.swift",
      ]
      let allowed = pattern.hasPrefix("@unchecked") && boxes.contains(file.path)
      #expect(places.isEmpty || allowed, "\(places)")
    }
  }

  @Test func `only the program's entry reads the clock and the environment`() {
    let pattern =
      #"\bDate\(\)|Date\.now|ContinuousClock|DispatchTime\.now|clock_gettime|ProcessInfo|getenv"#
    let places = SourceText.sources.filter { $0.path != "Sources/airworthy/Main.swift" }
      .flatMap { $0.places(of: pattern) }
    #expect(places.isEmpty)
  }

  @Test func `only the commands write to the terminal`() {
    let places = SourceText.sources.filter { $0.target != "airworthy" }
      .flatMap { $0.places(of: #"(^|[^.\w])print\(|FileHandle\.standard|\bputs\("#) }
    #expect(places.isEmpty)
  }

  @Test func `judging, statistics, reports, worth and views are pure`() {
    let forbidden: Set<String> = ["Foundation", "Glibc", "Dispatch", "Synchronization"]
    for target in ["Readiness", "Statistics", "Portfolio", "Reports", "Worth", "Views"] {
      let files = SourceText.sources.filter { $0.target == target }
      #expect(!files.isEmpty)
      // Results that are made on all cores are the same on one.
      for file in files where !file.path.hasSuffix("/SideBySide.swift") {
        #expect(forbidden.isDisjoint(with: file.imports), "\(file.path)")
      }
    }
  }

  @Test(arguments: [
    ("ArgumentParser", "airworthy"), ("CArrow", "Profiling"), ("CExpat", "Documents"),
    ("CMarkdown", "Documents"), ("CPostgres", "Profiling"), ("CSQLite", "Profiling"),
    ("CZlib", "Profiling"), ("CZstd", "Profiling"),
    ("CWorkbook", "Spreadsheets"), ("CZip", "Spreadsheets"), ("Crypto", "Digests"),
    ("GRDB", "EventLog"), ("PackFiles", "Definitions"), ("RealModule", "Statistics"),
    ("Yams", "Documents"),
  ])
  func `a package of others is imported by one target`(module: String, target: String) {
    let importers = Set(SourceText.sources.filter { $0.imports.contains(module) }.map(\.target))
    #expect(importers == [target])
  }

  @Test func `every detector is asked`() {
    expectListed(
      conforming: "Detector", below: "Sources/Checks/",
      in: "Checks/Repository/RepositoryCheck.swift",
      as: { "\($0)()" }, except: ["MentionDetector"])
  }

  @Test func `every check is in the catalogue`() {
    // The records are checked always, undeclared.
    expectListed(
      conforming: "Check", below: "Sources/Checks/", in: "Checks/Catalog.swift",
      as: { "\($0).self" }, except: ["RecordsCheck"])
  }

  @Test func `every format of reports is in the catalogue`() {
    expectListed(
      conforming: "ReportFormat", below: "Sources/Reports/", in: "Reports/ReportFormat.swift",
      as: { "\($0).self" })
  }

  @Test func `every command is a subcommand`() {
    expectListed(
      conforming: "SessionCommand", below: "Sources/airworthy/Commands/",
      in: "airworthy/Airworthy.swift", as: { "\($0).self" },
      except: [
        "Show", "Verify", "Export", "Import", "Tree", "Reuse", "UncertaintyOf", "Diff", "Merge",
      ])
  }

  private func expectListed(
    conforming kind: String, below folder: String, in list: String, as entry: (String) -> String,
    except: Set<String> = []
  ) {
    let names = SourceText.sources.filter { $0.path.hasPrefix(folder) }.flatMap { file in
      file.text.matches(of: /(?:struct|enum) (\w+): ([\w, ]+) \{/).filter { match in
        match.output.2.split(separator: ", ").contains { $0 == kind }
      }.map { String($0.output.1) }
    }
    #expect(names.count > 3, "\(kind)")
    let text = SourceText.sources.first { $0.path == "Sources/\(list)" }?.text ?? ""
    for name in names where !except.contains(name) {
      #expect(text.contains(entry(name)), "\(name) is not in \(list)")
    }
  }

  @Test func `the program carries every pack as it lies in the checkout`() throws {
    let embedded = Dictionary(
      uniqueKeysWithValues: (0..<pack_file_count()).map { index in
        let file = pack_file_at(index)
        return (
          String(cString: file.name),
          Data(UnsafeBufferPointer(start: file.bytes, count: Int(file.count)))
        )
      })
    let paths = try FileManager.default.subpathsOfDirectory(atPath: Checkout.path("Packs"))
      .filter { $0.hasSuffix(".yaml") }
    #expect(Set(embedded.keys) == Set(paths.map { "Packs/\($0)" }))
    for (name, bytes) in embedded {
      #expect(FileManager.default.contents(atPath: Checkout.path(name)) == bytes, "\(name)")
    }
  }

  @Test(arguments: SourceText.documents)
  func `links lead somewhere`(_ file: SourceText) {
    let folder = URL(filePath: Checkout.path(file.path)).deletingLastPathComponent()
    for match in file.text.matches(of: /\]\(([^)\s]+)\)/) {
      let target = String(match.output.1)
      guard !target.hasPrefix("http"), !target.hasPrefix("#"), !target.hasPrefix("mailto:") else {
        continue
      }
      let path = target.split(separator: "#").first.map(String.init) ?? target
      let file = folder.appending(path: path).path
      #expect(FileManager.default.fileExists(atPath: file), "\(target)")
    }
  }

  @Test func `files that the source names exist`() {
    for file in SourceText.swift {
      for match in file.text.matches(
        of: /`?((?:Documentation|script|Packs|Benchmarks)\/[\w.\/-]+\.\w+)/)
      {
        let path = String(match.output.1)
        #expect(
          FileManager.default.fileExists(atPath: Checkout.path(path)), "\(file.path) names \(path)")
      }
    }
  }
}
