// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "airworthy",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "airworthy", targets: ["airworthy"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "Readiness"),
    .target(
      name: "Statistics",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "CScan"),
    .target(name: "CArrow"),
    .target(name: "CPostgres"),
    .target(
      name: "Profiling",
      dependencies: [
        "CArrow", "CPostgres", "CScan", "CSQLite", "CZlib", "CZstd", "Statistics",
      ]),
    .target(
      name: "Documents",
      dependencies: ["CExpat", "CMarkdown", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Digests", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
    .target(name: "PackFiles"),
    .target(
      name: "Checks",
      dependencies: ["Digests", "Documents", "Profiling", "Readiness", "Statistics"]),
    .target(name: "Reports", dependencies: ["Documents", "Profiling", "Readiness"]),
    .target(name: "Worth", dependencies: ["Statistics"]),
    .target(
      name: "Definitions",
      dependencies: [
        "Checks", "Digests", "Documents", "EventLog", "PackFiles", "Profiling", "Readiness",
        "Reports", "Statistics", "Worth",
      ]),
    .target(name: "Portfolio", dependencies: ["Readiness", "Statistics"]),
    .target(
      name: "EventLog",
      dependencies: ["Digests", "Readiness", .product(name: "GRDB", package: "GRDB.swift")]),
    .systemLibrary(
      name: "CMarkdown", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
    .target(
      name: "Views",
      dependencies: [
        "Documents", "Portfolio", "Profiling", "Readiness", "Statistics", "Worth",
      ]),
    .systemLibrary(
      name: "CWorkbook", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(
      name: "Spreadsheets",
      dependencies: ["CWorkbook", "CZip", "Documents", "Readiness", "Views"]),
    .executableTarget(
      name: "airworthy",
      dependencies: [
        "Checks", "Definitions", "Digests", "Documents", "EventLog", "Portfolio", "Profiling",
        "Readiness", "Reports", "Spreadsheets", "Statistics", "Views", "Worth",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "portfolio-benchmark", dependencies: ["EventLog", "Readiness"],
      path: "Benchmarks/Portfolio"),
    .executableTarget(
      name: "false-alarms", dependencies: ["Statistics"], path: "Benchmarks/FalseAlarms",
      exclude: ["drift.py", "peers.py", "requirements", "run", "table.py"]),
    .executableTarget(
      name: "judging-benchmark", dependencies: ["Definitions", "EventLog", "Readiness"],
      path: "Benchmarks/Judging"),
    .executableTarget(
      name: "worth-benchmark", dependencies: ["Worth"], path: "Benchmarks/Worth",
      exclude: ["paths.py"]),
    .target(
      name: "TestSupport", dependencies: ["CZip", "Readiness"], path: "Tests/TestSupport"),
    .testTarget(
      name: "ChecksTests",
      dependencies: [
        "Checks", "Definitions", "Documents", "Profiling", "Readiness", "TestSupport",
      ],
      exclude: ["Repositories"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "airworthy", "Checks", "Definitions", "Digests", "EventLog", "Readiness", "Reports",
        "TestSupport", "Views",
      ],
      exclude: ["HandComputed", "Snapshots"]),
    .testTarget(
      name: "DefinitionsTests",
      dependencies: ["Checks", "Definitions", "Documents", "Readiness", "TestSupport"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"]),
    .executableTarget(
      name: "log-writer", dependencies: ["EventLog", "Readiness"], path: "Tests/LogWriter"),
    .testTarget(
      name: "EventLogTests",
      dependencies: [
        "Digests", "EventLog", "Readiness", "TestSupport", "log-writer",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "PortfolioTests", dependencies: ["Portfolio", "Readiness", "Statistics", "TestSupport"]),
    .testTarget(
      name: "ProfilingTests", dependencies: ["Profiling", "Statistics", "TestSupport"],
      exclude: ["Fixtures"]),
    .executableTarget(
      name: "reader-fuzzer", dependencies: ["Profiling"], path: "Tests/Fuzzer"),
    .testTarget(
      name: "SpreadsheetsTests",
      dependencies: ["Documents", "Readiness", "Spreadsheets", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Definitions", "Documents", "Readiness", "Reports", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "ReadinessTests",
      dependencies: ["Definitions", "Digests", "Readiness", "TestSupport", "Views"],
      exclude: ["Scenarios"]),
    .testTarget(
      name: "TidyTests", dependencies: ["Definitions", "PackFiles", "Readiness", "TestSupport"]),
    .testTarget(name: "ViewsTests", dependencies: ["Documents", "TestSupport", "Views"]),
    .testTarget(
      name: "WorthTests", dependencies: ["Statistics", "TestSupport", "Worth"],
      exclude: ["Fixtures"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
