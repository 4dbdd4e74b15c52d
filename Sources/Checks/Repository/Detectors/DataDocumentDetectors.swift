internal import Documents
internal import Readiness

/// Features and labels are explained one by one.
struct DataDictionaryDetector: Detector {
  let control: Control.ID = "doc.data-dictionary"
  let home: Home? = .documents
  let looksFor =
    "a table on features, columns or data with name, meaning, type, unit, allowed values, source and "
    + "missing values, at least three rows and no empty cell but for units; odd where one of the last "
    + "four has no column"

  private static let subjects: Set<String> = [
    "feature", "features", "column", "columns", "data", "dataset", "dictionary", "schema",
    "variable", "variables", "field", "fields", "label", "labels",
  ]
  /// Words by which settings of a program are told from data.
  private static let others = ["required", "flag", "option", "argument", "command", "endpoint"]
  private static let more: [(noun: String, words: [String])] = [
    ("unit", ["unit", "units"]),
    ("allowed values", ["values", "allowed", "range", "domain", "levels", "categories"]),
    ("source", ["source", "sources", "origin", "from"]),
    ("missing values", ["missing", "null", "nulls", "nullable", "gap", "gaps", "imputation"]),
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var leads: [(lack: String, place: Place)] = []
    for table in repository.tables where !table.context.isDisjoint(with: Self.subjects) {
      guard
        let name = table.column(["name", "feature", "column", "field", "variable", "attribute"]),
        let meaning = table.column(["meaning", "description", "definition"], except: [name]),
        table.column(Self.others) == nil
      else { continue }
      guard let type = table.column(["type", "dtype", "types"], except: [name, meaning]) else {
        leads.append(("gives no types", table.place))
        continue
      }
      var taken: Set<Int?> = [name, meaning, type]
      let more = Self.more.map { part in
        let column = table.column(part.words, except: taken)
        taken.insert(column)
        return (part.noun, column)
      }
      let lacking = more.filter { $0.1 == nil }.map(\.0)
      guard lacking.count <= 1, table.rows.count >= 3 else {
        leads.append(("says nothing of \(lacking.listing)", table.place))
        continue
      }
      let filled = [name, meaning, type].allSatisfy { table.cells($0).allSatisfy(\.isFilled) }
      // Units may be left out, since texts and shares have none.
      let said = more.allSatisfy { noun, column in
        noun == "unit" || column.map { table.cells($0).allSatisfy { !$0.isEmpty } } ?? true
      }
      guard filled, said else {
        leads.append(("has cells that are not filled in", table.place))
        continue
      }
      let what = "\(table.place.path) explains \(table.rows.count.of("column"))"
      return lacking.isEmpty
        ? .found(what, [table.place])
        : .odd("\(what), without \(lacking.listing)", [table.place])
    }
    if let lead = leads.first {
      return .missing("the table of \(lead.place.path) \(lead.lack)", leads.map(\.place))
    }
    let schemas = repository.tracked { file in
      !file.isExample && !file.isTest
        && (file.name == "schema.pbtxt" || file.name.hasSuffix(".schema.json"))
    }
    return .notFound(
      "no table that explains features or columns was found",
      schemas.map { Place(path: $0.path) } + repository.mentions.places(of: Self.leads))
  }

  static let leads = [
    Lead(stems: ["data_dictionary", "data_description", "codebook", "column_description"])
  ]
}

/// How the data came to be is described.
struct DataPreparationDetector: Detector {
  let control: Control.ID = "doc.data-preparation"
  let home: Home? = .documents
  let looksFor =
    "a document on the data (data card, datasheet, README of a data folder, or one named for data or "
    + "preparation) with a section on source or collection and one on cleaning, preprocessing or "
    + "preparation, each of 40 words or more, the second a table of three steps or more with a reason "
    + "each, or with three reasons or more and with what happens to missing values, what is left out "
    + "and how or from which period the data are split"

  private static let origins = [
    "source", "collection", "provenance", "origin", "where from", "acquisition",
  ]
  private static let steps = ["cleaning", "preprocess", "pre-process", "preparation", "processing"]
  private static var reasons: Regex<(Substring, Substring)> {
    #/\b(because|since|so that|due to|in order to|reasons?|why|therefore|to avoid|otherwise|as they|as it)\b/#
  }
  private static let groups = [
    ["missing", "imput", "nan ", "null", "gap"],
    ["exclud", "drop", "remov", "filter", "left out", "delet", "discard"],
    ["split", "hold out", "holdout", "held out", "validation set", "test set", "training period"],
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    var leads: [Place] = []
    for document in repository.prose where !document.isForm && document.isOnData {
      let origins = document.wholes(titled: Self.origins)
      let steps = document.wholes(titled: Self.steps)
      leads += (origins + steps).map(\.place)
      guard let origin = origins.first(where: { $0.allWordsShown >= 40 && $0.isFinished }) else {
        continue
      }
      let step = steps.first { step in
        guard step.line != origin.line, step.allWordsShown >= 40, step.isFinished else {
          return false
        }
        return step.givesReasonsInTable
          || step.textShown.matches(of: Self.reasons).count >= 3 && step.speaks(ofEach: Self.groups)
      }
      guard let step else { continue }
      return .found(
        "\(document.file.path) tells where the data come from and how they are prepared, and why",
        [origin.place, step.place])
    }
    leads +=
      repository.prose.filter { $0.isOnSteps || $0.isInDataFolder }.flatMap {
        $0.sections.prefix(1).map(\.place)
      }
      + repository.wholes(titled: ["data source", "data collection", "data preparation", "etl"])
      .filter { $0.wordsShown >= 15 }.map(\.place)
    leads += repository.sections(speakingOf: [
      [
        "clean", "missing", "prepar", "preprocess", "pre-process", "imput", "wrangl", "remov",
        "drop",
      ],
      ["data", "column", "feature", "row", "variable"],
    ])
    return .notFound(
      leads.isEmpty
        ? "no document on the data with source and preparation was found"
        : "source and preparation of the data are not both described with reasons", leads)
  }
}

extension Prose.Section {
  /// Whether a table gives each of its steps a reason.
  fileprivate var givesReasonsInTable: Bool {
    tables.contains { table in
      guard let why = table.column(["why", "reason", "reasons", "because", "rationale"]) else {
        return false
      }
      return table.rows.count >= 3
        && table.cells(why).allSatisfy { $0.isFilled && $0.contains(" ") }
    }
  }
}

extension Prose {
  /// Whether it is the README of a folder of data.
  fileprivate var isInDataFolder: Bool {
    file.name.lowercased().hasPrefix("readme")
      && file.folders.contains { ["data", "dataset", "datasets"].contains($0.lowercased()) }
      && sections.map(\.words).reduce(0, +) >= 15
  }

  /// Whether it lies in a folder for a step that prepares data.
  fileprivate var isOnSteps: Bool {
    let names: Set<String> = [
      "etl", "tidy", "clean", "cleaning", "raw", "preprocess", "preprocessing", "ingest",
      "preparation", "wrangling",
    ]
    return file.suffix != "ipynb" && file.folders.contains { !names.isDisjoint(with: $0.words) }
  }

  fileprivate var isOnData: Bool {
    let words = Set(file.name.lowercased().words)
    let own: Set<String> = [
      "data", "dataset", "datasheet", "datacard", "preparation", "preprocessing",
    ]
    let folders = file.folders.suffix(1).map { $0.lowercased() }
    return !words.isDisjoint(with: own)
      || words.contains("readme")
        && folders.contains { ["data", "dataset", "datasets"].contains($0) }
  }
}

extension [String] {
  /// `a, b and c`.
  var listing: String {
    count < 2 ? joined() : dropLast().joined(separator: ", ") + " and " + (last ?? "")
  }
}
