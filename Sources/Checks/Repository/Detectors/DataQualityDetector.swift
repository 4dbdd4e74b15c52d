internal import Documents
internal import Readiness

/// Every batch of data is checked before it is used.
struct DataQualityDetector: Detector {
  let control: Control.ID = "data.quality-checked"
  let home: Home? = .code
  let looksFor =
    "expectations of Great Expectations, checks of Soda or tests of dbt that a stage of DVC, a scheduled "
    + "workflow or an orchestrator's job runs by a command that fails, before a step that trains or "
    + "predicts, and that ask for right values, for completeness, for consistency and for enough rows"

  private static let commands = [
    "great_expectations checkpoint run", "gx checkpoint run", "soda scan", "dbt test", "dbt build",
  ]
  /// Words by which rules of each kind are told, of all three tools.
  private static let kinds: [(noun: String, words: [String])] = [
    (
      "right values",
      [
        "to_be_between", "to_be_in_set", "to_match_regex", "to_be_of_type", "to_be_in_type_list",
        "accepted_values", "accepted_range",
        "invalid_percent", "invalid_count", "valid min", "valid values", "min(", "max(",
      ]
    ),
    ("completeness", ["not_be_null", "not_null", "missing_count", "missing_percent"]),
    (
      "consistency",
      [
        "to_be_unique", "unique", "compound_columns", "column_pair", "duplicate_count",
        "relationships",
        "multicolumn", "expression_is_true",
      ]
    ),
    ("enough rows", ["row_count"]),
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let runs = repository.runs.filter { run in
      run.commands.contains { command in
        !command.isForgiven && Self.commands.contains(where: command.isCall)
      }
    }
    guard let first = runs.first else { return leads(in: repository) }
    let gates = runs.filter { $0.isGate(in: repository) }
    guard let gate = gates.first else {
      return .notFound(
        "\(first.place.path) checks data; nothing shows that it does so for every batch, before the data "
          + "are used", runs.map(\.place))
    }
    let rules = rules(in: repository)
    let lacking = Self.kinds.filter { kind in
      !rules.contains { rule in kind.words.contains { rule.text.contains($0) } }
    }.map(\.noun)
    let places = [gate.place] + rules.map(\.place)
    guard lacking.isEmpty else {
      return .notFound(
        "\(gate.place.path) checks data, and no rule asks for \(lacking.listing)", places)
    }
    return .found(
      "\(gate.place.path) runs '\(gate.line.shortened(to: 60))' before the data are used", places)
  }

  /// The files that hold rules of the three tools.
  private func rules(in repository: Repository) -> [(text: String, place: Place)] {
    repository.tracked { file in
      !file.isExample && !file.isTest
        && (file.suffix == "json" && file.folders.contains("expectations")
          || ["yml", "yaml"].contains(file.suffix)
            && (file.folders.contains {
              ["models", "soda", "checks", "snapshots", "sources"].contains($0)
            }
              || file.name.contains("checks")))
    }.compactMap { file in
      guard let text = repository.text(of: file.path) else { return nil }
      let isRule =
        text.contains("expect_") || text.contains("checks for ") || text.contains("tests:")
        || text.contains("data_tests:")
      let code = text.lines.filter { !String($0).trimmed.hasPrefix("#") }.joined(separator: "\n")
      return isRule ? (code, Place(path: file.path)) : nil
    }
  }

  private func leads(in repository: Repository) -> Sighting {
    let tools = [
      "great_expectations", "pandera", "soda", "pydeequ", "tensorflow_data_validation",
      "deepchecks",
    ]
    let modules = repository.python.compactMap { module in
      module.file.isExample ? nil : module.place(importing: tools)
    }
    let settings = repository.tracked {
      ["great_expectations.yml", "soda.yml"].contains($0.name) && !$0.isExample
    }
    if modules.isEmpty, let first = settings.first {
      return .notFound(
        "\(first.path) sets up checks of data; nothing was found that runs them",
        settings.map { Place(path: $0.path, line: 1) })
    }
    return .notFound(
      modules.isEmpty
        ? "no check of data was found that a pipeline runs"
        : "\(modules[0].path) imports a package for checks of data; whether each batch passes through it "
          + "is not looked at", modules)
  }
}

extension Run {
  /// Whether what comes after it in the same pipeline waits for it.
  fileprivate func isGate(in repository: Repository) -> Bool {
    switch by {
    case .stage:
      guard let stage = repository.dvc.stages.first(where: { $0.place == place }) else {
        return false
      }
      return repository.dvc.stages.contains { other in
        other.name != stage.name && other.deps.contains(where: stage.outs.contains)
      }
    case .workflow(let on):
      // A request for review is no batch of data.
      guard on.contains(.schedule) else { return false }
      return repository.runs.contains { later in
        repository.areInOrder([place, later.place])
          && later.line.words.contains {
            ["train", "training", "predict", "prediction", "score", "inference", "fit", "retrain"]
              .contains($0)
          }
      }
    case .schedule, .container: return false
    }
  }
}
