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
    let isInPython = repository.trainingInR.isEmpty
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
      let tests = repository.tests
      guard let first = tests.first else {
        return Sighting(
          status: .absent, summary: "there is no test beside what \(training.path) trains",
          places: [training])
      }
      if !seen.isMissing, self == .recognisedTests || !isInPython { return seen }
      return absent(
        "in \(tests.count.of("file")) of tests", [Place(path: first.path, line: 1)])
    case .documents:
      guard repository.pointerElsewhere(of: system) == nil, repository.unreadDocument == nil else {
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
    case .named:
      return seen.isMissing
        ? Sighting(status: .absent, summary: seen.summary, places: seen.places) : seen
    }
  }
}

extension Repository {
  /// Where models are trained: the call, in a module or notebook that is neither test nor example.
  var training: [Place] {
    memory.training.value {
      let calls = [
        "fit", "fit_generator", "train", "train_model", "fine_tune", "fit_transform",
        "TrainingStep", "create_training_job", "CustomTrainingJob", "CustomContainerTrainingJob",
      ]
      return python.filter { !$0.isTest && !$0.file.isExample }
        .compactMap { $0.place(callingAny: calls) }
    }
  }

  /// Where models are trained in R: a call by a package for models, other than in tests and examples.
  var trainingInR: [Place] {
    memory.trainingInR.value {
      let call =
        #/^[^#]*\b(lgb\.train|lightgbm|xgb\.train|xgb\.cv|xgboost|randomForest|ranger|caret::train|fit_resamples|last_fit|tune_grid|cv\.glmnet|glmnet|gbm|h2o\.automl|parsnip::fit|fit)\(/#
      let packages =
        #/\b(library|require|use_package|box::use)\(?["']?(tidymodels|parsnip|caret|lightgbm|bonsai|xgboost|ranger|randomForest|glmnet|mlr3|h2o|gbm|lightsnip)\b|\b(parsnip|workflows|caret|lightgbm|xgboost|ranger|glmnet|lightsnip)::/#
      let files = tracked { file in
        ["r", "rmd", "qmd"].contains(file.suffix.lowercased()) && !file.isTest && !file.isExample
          && !file.folders.contains { ["renv", "packrat"].contains($0) }
      }
      return files.compactMap { file -> Place? in
        guard let text = passingText(of: file.path), text.contains(packages) else { return nil }
        return place(in: file.path) { $0.contains(call) }
      }
    }
  }

  /// Files that test something, in any language, other than the load that a service bears.
  var tests: [File] {
    tracked { file in
      file.isCode
        && !file.path.lowercased().contains(#/locust|load[_-]?test|stress[_-]?test|\bk6\b/#)
        && (file.isTest || file.name.lowercased().contains("test")
          || file.folders.contains { $0.lowercased().contains("test") })
    }
  }

  /// Where code calls a platform that keeps runs, environments and data outside of the repository.
  fileprivate var platform: Place? {
    let platforms = [
      "azureml", "sagemaker", "databricks", "vertexai", "aiplatform", "domino", "dataiku",
      "comet_ml", "neptune", "wandb", "clearml",
    ]
    return python.lazy.compactMap { module in
      module.place(importing: platforms) ?? module.place(of: "aiplatform", "azureml", "sagemaker")
    }.first
  }

  /// Where code calls a platform outside of the repository on which experiments are compared.
  fileprivate var tracker: Place? {
    let trackers = ["wandb", "neptune", "comet_ml", "clearml", "databricks", "domino", "dataiku"]
    return python.lazy.compactMap { $0.place(importing: trackers) }.first
  }

  /// A document in a format that is not read; figures are none.
  fileprivate var unreadDocument: File? {
    tracked { file in
      ["pdf", "docx", "doc", "odt", "pptx"].contains(file.suffix.lowercased()) && !file.isTest
        && !file.isExample
        && !file.folders.contains {
          ["figures", "figs", "plots", "images", "img", "assets", "results", "data"].contains(
            $0.lowercased())
        }
    }.first
  }

  /// Settings of a system for continuous integration whose files are not read.
  fileprivate var otherAutomation: File? {
    namedAutomation
      ?? tracked { ["yml", "yaml"].contains($0.suffix) && !$0.isExample }.first { file in
        // Google's Cloud Build takes files of any name.
        guard
          contentsHold("gcr.io/", in: file.path) || contentsHold("docker.pkg.dev", in: file.path)
        else { return false }
        return tree(of: file.path)?["steps"]?.elements.contains {
          $0["name"] != nil && ($0["args"] != nil || $0["entrypoint"] != nil)
        } ?? false
      }
  }

  private func contentsHold(_ part: String, in path: String) -> Bool {
    text(of: path)?.contains(part) ?? false
  }

  private var namedAutomation: File? {
    files.first { file in
      let name = file.name.lowercased()
      return [
        ".travis.yml", ".taskcluster.yml", ".cirrus.yml", ".drone.yml", ".drone.jsonnet",
        "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml", "codefresh.yml", ".zuul.yaml",
        "zuul.yaml", ".gitreview", "codemagic.yaml", "wercker.yml", "bamboo.yml", "earthfile",
      ].contains(name) || name.hasPrefix("cloudbuild") || name.hasPrefix("buildspec")
        || name.hasPrefix(".woodpecker") || name.hasPrefix(".semaphore")
        || file.folders.contains {
          [
            ".buildkite", ".semaphore", ".woodpecker", ".tekton", "tekton", ".teamcity", ".harness",
            "cloudbuild", ".pipeline",
          ].contains($0)
        }
    }
  }

  /// Whether a workflow calls one that another repository keeps.
  fileprivate var callsRemoteWorkflows: Bool {
    workflows.flatMap(\.steps).contains { step in
      guard case .action(let name, _) = step.what else { return false }
      return !name.hasPrefix("./") && name.contains("/.github/workflows/")
    }
  }

  /// Where a document leads to others that are kept elsewhere: a wiki, an article, or a site that
  /// bears the system's name.
  fileprivate func pointerElsewhere(of system: System) -> Place? {
    let name = system.name.lowercased().filter(\.isLetter)
    let wikis = [
      "confluence", "atlassian.net", "notion.so", "notion.site", "docs.google.com", "medium.com",
      "towardsdatascience.com", "substack.com", "blog.", "arxiv.org",
    ]
    let hosts = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"]
    let documents = prose.lazy.filter { $0.file.suffix != "ipynb" && !$0.file.isPlan }
    return documents.compactMap { document in
      self.place(in: document.file.path) { line in
        guard line.contains("://") else { return false }
        return line.matches(of: #/https?:\/\/([^\/\s)>\]"']+)[^\s)>\]"']*/#).contains { match in
          let host = match.1.lowercased()
          return wikis.contains(where: host.contains)
            || hosts.contains(host)
              && match.0.contains(
                #/\/wiki(\/|$)|#[\w-]*(how-it-works|model|data|feature|architecture|design|overview)/#
              )
            || name.count > 4 && host.filter(\.isLetter).contains(name)
        }
      }
    }.first
  }
}
