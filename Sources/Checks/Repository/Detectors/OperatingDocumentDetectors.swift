internal import Documents
internal import Readiness

/// When and why the model is retrained is written down.
struct RetrainingPolicyDetector: Detector {
  let control: Control.ID = "model.retraining-policy"
  let home: Home? = .documents
  let looksFor =
    "a document or section on retraining, of 60 words or more, that says when (with a figure), why, on "
    + "which data and, in a sentence that names a person, a role or a team, who approves; words that lead to it: "
    + ModelUpdateDetector.leads.map(\.words).joined(separator: "; ")

  private static let titles = ["retrain", "re-train", "model update", "model renewal"]
  private static let groups: [(noun: String, words: [String])] = [
    (
      "when",
      [
        "trigger", "every", "after", "older than", "daily", "weekly", "monthly", "quarterly",
        "each",
        "falls below", "drops below", "whenever",
      ]
    ),
    ("why", ["because", "reason", "why ", "since ", "so that", "otherwise", "due to"]),
    (
      "on which data",
      [
        "window", "training data", "on what", "data since", "all data", "data from", "data of",
        "months of", "days of", "years of",
        "last",
      ]
    ),
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let wholes = repository.wholes(titled: Self.titles)
    guard let first = wholes.first else {
      return .notFound(
        "no document or section on retraining was found",
        repository.mentions.places(of: ModelUpdateDetector.leads))
    }
    for whole in wholes where whole.wordsShown >= 60 && whole.isFinished {
      if whole.textShown.contains(where: \.isNumber), whole.namesApprover,
        whole.speaks(ofEach: Self.groups.map(\.words))
      {
        return .found(
          "\(whole.path) says when and why the model is retrained, on which data and who approves",
          [whole.place])
      }
    }
    let lack =
      Self.groups.first { first.missing(of: [$0.words]) != nil }?.noun
      ?? (first.namesApprover ? nil : "who approves")
    return .notFound(
      lack.map { "\(first.path) does not say \($0)" }
        ?? "\(first.path) says too little on retraining",
      wholes.map(\.place))
  }
}

/// The way back to the previous model is written down and was tried.
struct RollbackDetector: Detector {
  let control: Control.ID = "model.rollback"
  let home: Home? = .documents
  static let leads = [
    Lead(stems: ["rollback", "roll_back", "rolling_back", "rolled_back", "undeploy"]),
    Lead(
      stems: ["previous", "prior", "revert", "alias", "restor", "stage", "archiv"],
      near: ["model", "version", "release", "deploy"]),
  ]
  let looksFor =
    "a document or section on rolling back with commands, that speaks of the model and of a "
    + "rehearsal with its date and its duration; words that lead to it: "
    + Self.leads.map(\.words).joined(separator: "; ")

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let wholes = repository.wholes(titled: ["rollback", "roll back", "roll-back", "rolling back"])
    guard let first = wholes.first else {
      return .notFound(
        "no document or section on rolling back was found",
        repository.mentions.places(of: Self.leads))
    }
    var lack = "does not speak of the model"
    for whole in wholes where whole.textShown.contains("model") || whole.title.contains("model") {
      guard whole.hasCode() || whole.hasCommand else {
        lack = "gives no commands"
        continue
      }
      guard whole.rehearsal else {
        lack = "tells of no rehearsal with its date and duration"
        continue
      }
      return .found(
        "\(whole.path) gives the commands of the way back, and a rehearsal with date and duration",
        [whole.place])
    }
    return .notFound("\(first.path) \(lack)", wholes.map(\.place))
  }
}

extension Prose.Section {
  /// Whether a sentence says that a person, a role or a team approves something.
  fileprivate var namesApprover: Bool {
    let roles =
      #/@\w|\b(owners?|leads?|leader|teams?|managers?|engineers?|scientists?|officers?|boards?|committee|council|reviewers?|heads?|analysts?|director|maintainers?|stewards?|experts?|persons?|people|humans?|colleagues?|somebody)\b/#
    let name =
      #/\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+ (approves|signs|decides|must agree)|([Aa]pprov\w*|[Ss]igned off|[Dd]ecides)\W{1,6}(by )?\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/#
    return sentences.contains { sentence in
      let says = sentence.lowercased().split(separator: ",").contains { clause in
        clause.contains(
          #/\b(approv\w*|sign(s|ed)?[ -]off|signs|decides?|must agree|accepts?|confirms?)\b/#)
          && !clause.contains(#/\b(no|not|never|nobody|none|cannot|without)\b|n't\b/#)
      }
      return says && (sentence.lowercased().contains(roles) || sentence.contains(name))
    }
  }

  /// Whether a command stands in its text.
  fileprivate var hasCommand: Bool {
    shown.contains {
      $0.contains(
        #/`(kubectl|helm|argocd|argo|az|aws|gcloud|mlflow|docker|git|dvc|bentoml|terraform|make|python) [^`]+`/#
      )
    }
  }

  /// Whether one paragraph or row tells of a rehearsal, on which day and how long it took.
  fileprivate var rehearsal: Bool {
    let lines = shown
    let table = tables.contains { table in
      table.rows.contains {
        $0.joined(separator: " ").isDated && $0.joined(separator: " ").hasDuration
      }
        && (table.head + [textShown]).contains(where: \.tellsOfRehearsal)
    }
    let paragraphs = lines.split(whereSeparator: \.isEmpty).map {
      $0.joined(separator: " ").lowercased()
    }
    return table || paragraphs.contains { $0.tellsOfRehearsal && $0.isDated && $0.hasDuration }
  }
}

extension String {
  fileprivate var tellsOfRehearsal: Bool {
    contains(#/rehears(ed|al)|drill|game day|exercised|practised|practiced|tried out/#)
      && !contains(#/\b(not|never|planned|plan to|will be|should be|to be|next)\b/#)
  }

  fileprivate var isDated: Bool {
    contains(
      #/\b20\d\d-\d\d-\d\d\b|\b\d{1,2}\.? [A-Za-z]{3,9} 20\d\d\b|\b[A-Za-z]{3,9} \d{1,2}, 20\d\d\b/#
    )
  }

  fileprivate var hasDuration: Bool {
    contains(
      #/(?i)\b(\d+([.,:]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s*(s|sec|seconds?|m|min|minutes?|h|hours?)\b/#
    )
  }
}
