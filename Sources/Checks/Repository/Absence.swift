internal import Documents
internal import Readiness

/// Where a practice by its nature stands, if a team has it: what is nowhere there is absent.
///
/// A detector without a home, since what it looks for may live outside of the repository, never says
/// *absent*; nor does any other where the repository may be only a part of the system.
enum Home {
  /// In code and settings, beside what trains in Python.
  case code
  /// In code of any language, settings or documents, beside what trains.
  case anyText
  /// In code, unless a managed platform keeps such records.
  case records
  /// In code, notebooks and documents, unless a platform or a site elsewhere keeps analyses.
  case analyses
  /// In tests.
  case tests
  /// In tests, of which those for it may not be recognised: only where there are none at all, or a
  /// detector names what is not tested.
  case recognisedTests
  /// In documents that the repository holds, unless they lead elsewhere.
  case documents
  /// In workflows of a system for continuous integration.
  case workflows
  /// In workflows, of a repository that holds infrastructure or something that serves.
  case delivery
  /// In workflows, of a repository that holds infrastructure.
  case infrastructure
  /// In the code that answers requests.
  case service
  /// Anywhere: only where a detector names what lacks it.
  case named
  /// Where it runs, which a repository that nothing leaves does not; else where what lacks it is named.
  case outside
  /// In documents, of which one at the top tells of the system at some length.
  case overview
}

extension Home {
  /// When a detector says *absent*, for the documentation.
  var words: String {
    switch self {
    case .code: "absent where the repository trains in Python and has no sign or hint of it"
    case .anyText: "absent where the repository trains and has no sign or hint of it"
    case .records:
      "absent where the repository trains in Python, by no managed platform, and has no sign or hint "
        + "of it"
    case .analyses:
      "absent where the repository trains, has no sign or hint of it, uses no platform that keeps "
        + "experiments and no document leads to a wiki, an article or a site of the system"
    case .tests: "absent where the repository trains and no test is one, or there are no tests"
    case .recognisedTests:
      "absent where the repository trains and has no tests, or what no test reaches is named"
    case .documents:
      "absent where the repository trains, no document has a sign or hint of it, and none leads to a "
        + "wiki, an article, a site of the system or, in another repository, a part on the model or the data, and none "
        + "is in PDF or an office format"
    case .workflows:
      "absent where the repository trains and no workflow does, of a system that is read here"
    case .delivery:
      "absent where the repository trains and holds infrastructure or something that serves, and no "
        + "workflow does, of a system that is read here"
    case .infrastructure:
      "absent where the repository trains and holds infrastructure, and no workflow does, of a system "
        + "that is read here"
    case .service:
      "absent where the repository trains in Python, serves, and has no sign or hint of it"
    case .named: "absent where the repository trains and what lacks it is named"
    case .outside:
      "absent where the repository trains and nothing leaves it: no service, image, infrastructure or "
        + "package, and no word on deploying, serving, scheduling, uploading or monitoring"
    case .overview:
      "absent where the repository trains, its README has \(Self.leastOverview) words or more, no document has a sign or "
        + "hint of it, and none leads elsewhere, as for documents"
    }
  }

  /// What a detector's *not found* means: *absent* where its sign would have to stand here, and
  /// neither it nor a hint of it does.
  ///
  /// - Parameters:
  ///   - seen: What the detector found.
  ///   - repository: Where it looked.
  ///   - system: Whose repository it is.
  /// - Returns: The same, or that it is absent, with what was looked through.
  func weighed(_ seen: Sighting, in repository: Repository, of system: System) -> Sighting {
    guard seen.status == .notReported, repository.isRoot, repository.isVersioned,
      !repository.has(".gitmodules"),
      let training = repository.training.first ?? repository.trainingInR.first
    else { return seen }
    // What is looked for in Python may be done in the language that trains.
    let isInPython = repository.trainingInR.isEmpty && repository.isMostlyRead
    let isHint = !seen.places.isEmpty && !seen.isMissing
    func absent(_ beside: String, _ places: [Place]) -> Sighting {
      isHint
        ? seen
        : Sighting(
          status: .absent, summary: "\(seen.summary), \(beside)",
          places: Array(((seen.isMissing ? seen.places : []) + places).prefix(10)))
    }
    switch self {
    case .anyText: return absent("beside what \(training.path) trains", [training])
    case .code:
      return isInPython ? absent("beside what \(training.path) trains", [training]) : seen
    case .records:
      return isInPython && repository.platform == nil
        ? absent("beside what \(training.path) trains", [training]) : seen
    case .analyses:
      return repository.tracker == nil && repository.pointerElsewhere(of: system) == nil
        ? absent("beside what \(training.path) trains", [training]) : seen
    case .tests, .recognisedTests:
      // Tests of another language are not recognised by what they test.
      if !repository.isMostlyRead { return seen }
      let tests = repository.tests
      guard let first = tests.first else {
        return Sighting(
          status: .absent, summary: "there is no test beside what \(training.path) trains",
          places: [training])
      }
      if !seen.isMissing, self == .recognisedTests || !isInPython { return seen }
      return absent(
        "in \(tests.count.of("file")) of tests", [Place(path: first.path, line: 1)])
    case .documents, .overview:
      if self == .overview, !repository.hasOverview { return seen }
      guard repository.documentElsewhere(of: system) == nil, repository.unreadDocument == nil else {
        return seen
      }
      let documents = repository.prose.map { Place(path: $0.file.path, line: 1) }
      return absent(
        documents.isEmpty
          ? "in no document at all"
          : "in \(documents.count.of("document")), none of which leads elsewhere",
        documents.isEmpty ? [training] : documents)
    case .workflows, .delivery, .infrastructure:
      if repository.otherAutomation != nil || repository.callsRemoteWorkflows { return seen }
      if self == .workflows, !repository.isMostlyRead { return seen }
      let target =
        (self == .delivery ? repository.deployment : nil)
        ?? InfrastructureFiles.all(in: repository).first
      if self != .workflows, target == nil { return seen }
      let workflows = repository.workflows.map { Place(path: $0.path, line: 1) }
      return absent(
        workflows.isEmpty
          ? "nor settings of another system for continuous integration"
          : "in \(workflows.count.of("workflow"))", [target ?? training] + workflows)
    case .service:
      guard isInPython, let service = repository.serving else { return seen }
      return absent("beside what serves in \(service.path)", [service])
    case .named, .outside:
      if seen.isMissing {
        return Sighting(status: .absent, summary: seen.summary, places: seen.places)
      }
      return self == .outside && repository.isMostlyRead && repository.departure == nil
        ? absent("and nothing leaves the repository, in which \(training.path) trains", [training])
        : seen
    }
  }

  fileprivate static let leastOverview = 150
}

extension Repository {
  /// Whether a README at the top tells of the system at some length.
  fileprivate var hasOverview: Bool {
    prose.contains { document in
      document.file.folders.isEmpty && document.file.name.lowercased().hasPrefix("readme")
        && document.sections.map(\.words).reduce(0, +) >= Home.leastOverview
    }
  }
}
