internal import Documents
internal import Readiness

/// Which lines tests ran, file by file, and what that shows.
struct Coverage {
  var files: [File] = []

  struct File {
    /// The path as the report has it.
    let path: String
    let lines: Int
    let covered: Int
    /// Whether the system has it.
    let isThere: Bool

    var share: Double { lines > 0 ? Double(covered) / Double(lines) : 1 }
  }

  /// A step of a pipeline, with the words in names of files and folders that tell of it.
  enum Step: String, CaseIterable {
    case data, features, training, prediction

    private static let words: [(step: Step, words: Set<String>)] = [
      (
        .features,
        ["feature", "features", "preprocess", "preprocessing", "transform", "transforms"]
      ),
      (.training, ["train", "training", "trainer", "fit", "model", "models"]),
      (
        .prediction,
        [
          "predict", "prediction", "predictor", "inference", "infer", "serve", "serving", "score",
          "api",
        ]
      ),
      (
        .data,
        ["data", "dataset", "datasets", "ingest", "etl", "extract", "load", "clean", "prepare"]
      ),
    ]

    /// The step that the file's name tells of, else the nearest folder's.
    init?(of path: String) {
      for part in path.split(separator: "/").reversed() {
        let stem = part.split(separator: ".").first ?? part
        let words = Set(stem.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init))
        if let found = Self.words.first(where: { !$0.words.isDisjoint(with: words) }) {
          self = found.step
          return
        }
      }
      return nil
    }
  }

  /// The share of lines from which on tests are taken to run the code.
  ///
  /// Importing a Python module runs a part of it: names, heads of functions, decorators. Measured
  /// with coverage.py 7.17, importing all of click, Jinja2, requests, Rich, Flask and attrs runs 24,
  /// 27, 29, 26, 34 and 51 % of their lines.
  static let floor = 0.6

  var lines: Int { files.map(\.lines).reduce(0, +) }
  var covered: Int { files.map(\.covered).reduce(0, +) }

  /// Something that tests run to a part: a file, or all files of a step.
  private struct Unit {
    let name: String
    let files: [File]

    var lines: Int { files.map(\.lines).reduce(0, +) }
    var covered: Int { files.map(\.covered).reduce(0, +) }
    var share: Double { lines > 0 ? Double(covered) / Double(lines) : 0 }

    var measurement: Measurement {
      Measurement(
        of: name, statistic: "line-coverage", value: share, rows: lines,
        method: "lines that tests ran", limit: .init(.atLeast, Coverage.floor),
        status: share >= Coverage.floor ? .pass : .inconclusive)
    }
  }

  /// What it says about the steps of the pipeline, with or without the tests that it was made by.
  ///
  /// - Parameters:
  ///   - request: What it is read for.
  ///   - file: The report, for messages.
  /// - Returns: What it says.
  /// - Throws: ``Documents/Diagnostics`` where the system has none of its files, or the report of
  ///   the tests is none.
  func report(_ request: ReportRequest, in file: ReportFile) throws(Diagnostics) -> Reported {
    if let first = files.first, !files.contains(where: \.isThere) {
      throw file.fault(
        "of the \(files.count.of("file")) of the report none is in the folder of airworthy.yaml, "
          + "first \(first.path.shortened(to: 80))",
        fix: "make the report in that folder, of this system")
    }
    var tests: TestResults?
    if let file = request.tests { tests = try TestResults(file) }
    let common = commonFolder
    let stepped = files.compactMap { file in
      file.lines > 0 && !file.isTest
        ? Step(of: String(file.path.dropFirst(common))).map { (step: $0, file: file) } : nil
    }
    let steps = Step.allCases.compactMap { step -> Unit? in
      let own = stepped.filter { $0.step == step }.map(\.file)
      return own.isEmpty ? nil : Unit(name: step.rawValue, files: own)
    }
    let features = stepped.filter { $0.step == .features }.map { _, file in
      Unit(name: file.path, files: [file])
    }
    let isPipeline = steps.count > 1 && stepped.contains { $0.step == .training }
    var report = Reported()
    report.answers = [
      ReportAnswer(
        "code.step-tests",
        isPipeline
          ? Self.verdict(on: steps, tests: tests)
          : .init(
            .notReported, "the steps of the pipeline were not recognised by the names of files")),
      ReportAnswer(
        "feature.code-tested",
        features.isEmpty
          ? .init(.notReported, "no file that makes features was recognised by its name")
          : Self.verdict(on: features, tests: tests)),
    ]
    if lines > 0 {
      report.figures = [
        ReportFigure("line-coverage", Double(covered) / Double(lines), rows: lines)
      ]
      report.figures += stepped.map { ReportFigure(of: $1.path, "file-coverage", $1.share) }
    }
    return report
  }

  private static func verdict(on units: [Unit], tests: TestResults?) -> ReportAnswer.Verdict {
    let ranked = units.sorted { ($0.share, $0.name) < ($1.share, $1.name) }
    func verdict(_ status: Status, _ summary: String) -> ReportAnswer.Verdict {
      .init(status, summary, measurements: ranked.prefix(100).map(\.measurement))
    }
    guard let least = ranked.first else { return verdict(.notReported, "no file is listed") }
    if let lost = units.flatMap(\.files).first(where: { !$0.isThere }) {
      return verdict(
        .inconclusive,
        "\(lost.path) is not in the folder of airworthy.yaml: the report is of another state of it, "
          + "or of something else")
    }
    if least.share == 0 { return verdict(.fail, "no test runs a line of \(least.name)") }
    guard let tests else {
      return verdict(
        .notReported, "whether the tests pass is not in the report; name theirs with --tests")
    }
    let passed = tests.verdict(on: tests.cases, named: "test")
    guard passed.status == .pass else {
      return verdict(passed.status == .fail ? .fail : .notReported, passed.summary)
    }
    guard least.share >= floor else {
      return verdict(
        .notReported,
        "tests run \(least.share.percent) of \(least.name), and \(floor.percent) are asked: "
          + "importing a file runs some of it")
    }
    return verdict(
      .pass,
      "\(passed.summary), and they run \(least.share.percent) or more of "
        + units.map(\.name).sorted().listed)
  }

  /// How many characters of absolute paths are the folder of all of them, which tells of no step.
  private var commonFolder: Int {
    let folders = files.map(\.path).map { $0.split(separator: "/").dropLast() }
    guard files.allSatisfy({ $0.path.hasPrefix("/") }), var common = folders.first else { return 0 }
    for folder in folders.dropFirst() {
      common = common.prefix(zip(common, folder).prefix { $0 == $1 }.count)
    }
    return common.map { $0.count + 1 }.reduce(0, +)
  }
}

extension [String] {
  /// The first few as words of a sentence.
  var listed: String {
    let shown = prefix(5).joined(separator: ", ")
    return count > 5 ? "\(shown) and \(count - 5) more" : shown
  }
}

extension Coverage.File {
  /// Whether it is a test itself, by its name or its folder.
  fileprivate var isTest: Bool {
    let parts = path.split(separator: "/")
    return parts.contains { $0 == "test" || $0 == "tests" }
      || parts.last.map { $0.hasPrefix("test_") || $0 == "conftest.py" || $0.contains("_test.") }
        ?? false
  }
}
