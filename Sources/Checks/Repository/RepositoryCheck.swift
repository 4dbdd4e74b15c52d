package import Documents
package import Readiness

/// Reads the working tree and git for signs of good practice, each with file and line.
package struct RepositoryCheck: Check {
  package static let kind = "repository"

  /// Paths that do not count, with everything below them.
  let ignore: [String]

  package static let shape = Shape<RepositoryCheck>.settings(
    "Reads the working tree and git for signs of good practice.",
    .optional(
      "ignore", .list(of: .text()), default: [],
      "Files and folders that do not count, e.g. third-party code."),
    make: RepositoryCheck.init(ignore:))

  package init(ignore: [String] = []) { self.ignore = ignore }

  static let detectors: [any Detector] =
    [
      APIDescriptionDetector(),
      APIMonitorDetector(),
      ApprovalDetector(),
      ArchitectureDetector(),
      ArtefactTraceDetector(),
      BusinessGoalsDetector(),
      CanaryDetector(),
      CodeOwnersDetector(),
      CodeTraceDetector(),
      ContainerDetector(),
      ContinuousIntegrationDetector(),
      CostDetector(),
      DataDictionaryDetector(),
      DataPreparationDetector(),
      DataQualityDetector(),
      DataTraceDetector(),
      DecisionProcessDetector(),
      DeliveryDetector(),
      DependencyNoticeDetector(),
      DocstringDetector(),
      DriftMonitorDetector(),
      EncryptionDetector(),
      EnvironmentNeutralDetector(),
      EnvironmentParityDetector(),
      EnvironmentTraceDetector(),
      EvaluationTrackingDetector(),
      FairnessDetector(),
      FeatureConfigurationDetector(),
      FeatureLineageDetector(),
      FeatureOriginDetector(),
      FeatureTestDetector(),
      FeatureUsageDetector(),
      FixtureDetector(),
      HealthAlertDetector(),
      InfrastructureApprovalDetector(),
      InfrastructureCodeDetector(),
      InfrastructurePullRequestDetector(),
      InfrastructureValidationDetector(),
      InfrastructureVersionedDetector(),
      KnowledgeDetector(),
      LoadTestDetector(),
      LockFileDetector(),
      MetamorphicTestDetector(),
      ModelChoiceDetector(),
      ModelTestDetector(),
      ModelUpdateDetector(),
      PerformanceDetector(),
      PipelineTestDetector(),
      PreCommitDetector(),
      PredictionLogDetector(),
      ProgressiveDetector(),
      PullRequestDetector(),
      QualityAlertDetector(),
      RecoveryDetector(),
      ReleaseNotesDetector(),
      RetrainingPolicyDetector(),
      RiskRegisterDetector(),
      RollbackDetector(),
      SameFeatureCodeDetector(),
      ScalingDetector(),
      SchemaDetector(),
      SensitivityTestDetector(),
      ServingNetworkDetector(),
      SharedFeaturesDetector(),
      StalenessAlertDetector(),
      StepTestDetector(),
      TuningDetector(),
      VersionControlDetector(),
    ] + MentionDetector.all

  package static var controls: [Control.ID] { signs.map(\.control) }
  package static var showable: [Control.ID] { detectors.filter(\.canShow).map(\.control) }

  /// The controls that the detectors speak about, with what each looks for.
  package static var signs: [(control: Control.ID, looksFor: String)] {
    detectors.map { detector in
      (detector.control, detector.looksFor + (detector.home.map { "; \($0.words)" } ?? ""))
    }.sorted { $0.control < $1.control }
  }

  package func answers(in source: Source) -> [Question] {
    Self.detectors.flatMap { source.questions(about: $0.control) }
  }

  package func findings(in source: Source) throws(CannotRun) -> [Finding] {
    let repository = try GitFiles.repository(in: source.folder, ignoring: ignore)
    return findings(in: repository, source: source)
  }

  /// The findings in a given repository.
  package func findings(in repository: Repository, source: Source) -> [Finding] {
    let system = source.declared.system
    let sightings = Self.detectors.parallelMap { detector in
      let seen = detector.sighting(in: repository, of: system)
      return detector.home?.weighed(seen, in: repository, of: system) ?? seen
    }
    return zip(Self.detectors, sightings).flatMap { detector, seen in
      source.questions(about: detector.control).map { question in
        Finding(
          control: question.control, subject: question.subject, status: seen.status,
          summary: seen.summary, places: seen.places)
      }
    }
  }
}

extension Source {
  /// The questions that a control asks of this system: one for each component that it is about.
  func questions(about control: Control.ID) -> [Question] {
    subjects(of: control).map { Question(control, $0) }
  }
}
