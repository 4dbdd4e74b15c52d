internal import Documents
internal import Readiness

/// The stages of `dvc.yaml`, and what `dvc.lock` says of their last run: https://dvc.org/doc.
struct DVCPipeline: Sendable {
  let stages: [Stage]
  /// The metrics files that stages or the file itself name.
  let metrics: [Place]
  let records: [Record]

  struct Stage: Sendable {
    let name: String
    let commands: [String]
    let deps: [String]
    let outs: [String]
    /// Parameters with the file that holds them.
    let params: [(file: String, key: String)]
    let place: Place
  }

  /// A file or folder that a run read or wrote, with its digest.
  struct Record: Sendable {
    let stage: String
    let isOutput: Bool
    /// From the folder of the repository.
    let path: String
    let digest: String
    let place: Place
  }

  init(_ repository: Repository) {
    var (stages, metrics, records): ([Stage], [Place], [Record]) = ([], [], [])
    for file in repository.tracked({ $0.name == "dvc.yaml" && !$0.isExample }) {
      guard let tree = repository.tree(of: file.path) else { continue }
      for pair in tree["stages"]?.pairs ?? [] {
        let body = pair.value["do"] ?? pair.value
        stages.append(Stage(pair.key, body, line: pair.keyPosition.line, in: file))
        metrics += (body["metrics"]?.elements ?? []).compactMap { $0.place(asPathIn: file.path) }
      }
      metrics += (tree["metrics"]?.elements ?? []).compactMap { $0.place(asPathIn: file.path) }
    }
    for file in repository.tracked({ $0.name == "dvc.lock" && !$0.isExample }) {
      for stage in repository.tree(of: file.path)?["stages"]?.pairs ?? [] {
        // What another command made, the stage did not.
        let own = stages.first { $0.name == stage.key && $0.place.path == file.beside("dvc.yaml") }
        if let own, !own.ran(stage.value["cmd"]) { continue }
        records += stage.value["deps"].records(stage.key, isOutput: false, in: file)
        records += stage.value["outs"].records(stage.key, isOutput: true, in: file)
      }
    }
    self.stages = stages
    self.metrics = metrics
    self.records = records
  }

  /// The records of the stages that train: by their names, or by what they run.
  var ofTraining: [Record] {
    let names = trainingStages.map(\.name)
    return records.filter { record in
      names.contains { record.stage == $0 || record.stage.hasPrefix($0 + "@") }
        || stages.isEmpty && record.stage.saysTraining
    }
  }

  /// The stages that are named for training or make a model; where none is, those that run a program
  /// that is named so.
  var trainingStages: [Stage] {
    let own = stages.filter { $0.name.saysTraining || $0.outs.contains(where: \.isModelFile) }
    return own.isEmpty ? stages.filter { $0.commands.contains(where: \.saysTraining) } : own
  }
}

extension Repository.File {
  /// The path of a file of another name in its folder.
  fileprivate func beside(_ name: String) -> String {
    (folders + [name]).joined(separator: "/")
  }
}

extension DVCPipeline.Stage {
  /// Whether what a lock file says was run may be what the stage runs: where no variables hide it,
  /// the same words.
  fileprivate func ran(_ command: Tree?) -> Bool {
    let said = (command?.elements ?? []).compactMap(\.text)
    if said.isEmpty || commands.contains(where: { $0.contains("${") }) { return true }
    func words(_ lines: [String]) -> [Substring] {
      lines.flatMap { $0.split(whereSeparator: \.isWhitespace) }
    }
    return words(said) == words(commands)
  }

  fileprivate init(_ name: String, _ body: Tree, line: Int, in file: Repository.File) {
    self.name = name
    commands = (body["cmd"]?.elements ?? []).compactMap(\.text)
    let folder = (file.folders + [body["wdir"]?.text].compactMap(\.self)).joined(separator: "/")
    func paths(_ key: String) -> [String] {
      (body[key]?.elements ?? []).compactMap(\.path).map { $0.below(folder) }
    }
    deps = paths("deps")
    outs = paths("outs") + paths("metrics") + paths("plots")
    params = (body["params"]?.elements ?? []).flatMap { entry -> [(file: String, key: String)] in
      if let key = entry.text { return [("params.yaml".below(folder), key)] }
      return entry.pairs.flatMap { pair in
        pair.value.elements.compactMap(\.text).map { (pair.key.below(folder), $0) }
      }
    }
    place = Place(path: file.path, line: line, excerpt: name)
  }
}

extension String {
  /// Whether one of its words speaks of training.
  var saysTraining: Bool {
    words.contains { ["train", "training", "trainer", "fit", "retrain", "finetune"].contains($0) }
  }

  /// Whether one of its words speaks of prediction.
  var saysPrediction: Bool {
    words.contains {
      $0.hasPrefix("predict") || ["score", "infer", "inference", "forecast"].contains($0)
    }
  }

  /// Whether it has the form of a digest, as DVC writes it.
  var isDigest: Bool { wholeMatch(of: #/[0-9a-f]{32,128}(\.dir)?/#) != nil }

  /// Whether a file of this name holds a fitted model.
  var isModelFile: Bool {
    let suffix = split(separator: ".").last.map(String.init) ?? ""
    return [
      "pkl", "pickle", "joblib", "onnx", "pt", "pth", "safetensors", "h5", "keras", "cbm", "ubj",
      "tflite", "ckpt", "bst",
    ].contains(suffix)
  }

  /// Its runs of letters, in lower case.
  var words: [String] { lowercased().split { !$0.isLetter }.map(String.init) }

  /// This path, as it is called from the root.
  fileprivate func below(_ folder: String) -> String {
    var parts = folder.split(separator: "/").map(String.init)
    for part in split(separator: "/").map(String.init) where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

extension Tree {
  /// A path, or the path that its settings stand below.
  fileprivate var path: String? { text ?? pairs.first?.key }

  fileprivate func place(asPathIn file: String) -> Place? {
    path.map { place(in: file, excerpt: $0) }
  }
}

extension Tree? {
  fileprivate func records(
    _ stage: String, isOutput: Bool, in file: Repository.File
  ) -> [DVCPipeline.Record] {
    (self?.elements ?? []).compactMap { entry in
      guard let path = entry["path"]?.text, let digest = (entry["md5"] ?? entry["hash"])?.text,
        digest.isDigest
      else { return nil }
      return DVCPipeline.Record(
        stage: stage, isOutput: isOutput,
        path: path.below(file.folders.joined(separator: "/")), digest: digest,
        place: entry.place(in: file.path, excerpt: path))
    }
  }
}

extension Repository {
  var dvc: DVCPipeline { memory.dvc.value { DVCPipeline(self) } }
}
