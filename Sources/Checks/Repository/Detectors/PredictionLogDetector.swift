internal import Documents
internal import Readiness

/// Inputs and outputs of the model are stored.
struct PredictionLogDetector: Detector {
  let control: Control.ID = "data.io-logged"
  let home: Home? = .service
  let looksFor =
    "inference services of KServe or Seldon, all with a logger of mode all; an endpoint of SageMaker "
    + "that captures 100 % of inputs and outputs (CloudFormation or Terraform); a served model of "
    + "Databricks with its inference table on; or a BentoML service that logs features and "
    + "predictions; and code that gives each request an id of its own (InferenceId, "
    + "client_request_id, a header ce-id or x-request-id, a logged id)"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let all = [kubernetes, endpoints, terraform, databricks, bento].compactMap { $0(repository) }
    if let seen = all.first(where: { $0.status.passes }) {
      guard let id = requestID(in: repository) else {
        return .notFound("\(seen.summary); no id was found that outcomes can join", seen.places)
      }
      return .found("\(seen.summary), under an id of its own", seen.places + [id])
    }
    if let near = all.first { return near }
    let stores: Set<String> = [
      "insert_one", "insert_many", "put_item", "put_record", "insert_rows_json", "log_prediction",
      "log_predictions", "log_inference", "save_prediction", "store_prediction",
    ]
    let leads = repository.python.filter { !$0.isTest && !$0.isNotebook && !$0.file.isExample }
      .compactMap { $0.place(callingAny: stores) ?? logging($0, in: repository) }
    return .notFound(
      leads.isEmpty
        ? "nothing that stores every input with its output was found"
        : "\(leads[0].path) stores something; whether that is every input with its output and an id "
          + "is not looked at", leads)
  }

  /// Where a module that serves logs what came in together with what went out.
  private func logging(_ module: PythonModule, in repository: Repository) -> Place? {
    guard module.service != nil, let lines = repository.text(of: module.file.path)?.lines else {
      return nil
    }
    let (inputs, outputs) = (
      ["query", "question", "input", "request", "feature", "payload", "prompt", "text", "data"],
      ["answer", "output", "predict", "response", "result", "score", "label", "probab"]
    )
    return lines.indices.first { index in
      guard lines[index].contains(#/log(ger|ging)?\.(info|debug|log|warning)\(/#) else {
        return false
      }
      let call = lines[index..<min(index + 8, lines.count)].joined(separator: " ").lowercased()
        .prefix { $0 != "@" }
      return inputs.contains(where: call.contains) && outputs.contains(where: call.contains)
    }.map { Place(path: module.file.path, line: $0 + 1) }
  }

  /// Where code gives a request an id that whoever knows the outcome can know, too.
  private func requestID(in repository: Repository) -> Place? {
    let names: Set<String> = [
      "InferenceId", "inference_id", "client_request_id", "prediction_id", "request_id",
    ]
    for module in repository.python
    where !module.isTest && !module.isNotebook && !module.file.isExample {
      if let place = module.place(ofAny: names) { return place }
      guard
        module.place(importing: ["requests", "httpx", "fastapi", "flask", "kserve", "bentoml"])
          != nil
      else { continue }
      let header = repository.place(in: module.file.path) { line in
        line.prefix { $0 != "#" }.lowercased().contains(
          #/["'](ce-id|x-request-id|(prediction|request|inference)_id)["']/#)
      }
      if let header { return header }
    }
    return nil
  }

  private func kubernetes(_ repository: Repository) -> Sighting? {
    let services = repository.manifests.filter {
      ["InferenceService", "SeldonDeployment"].contains($0.kind) && !$0.isExample
    }
    guard !services.isEmpty else { return nil }
    let logging = services.map { service in
      service.tree.everything.first { part in
        guard let logger = part["logger"] else { return false }
        return logger["url"]?.text != nil && (logger["mode"]?.text ?? "all") == "all"
      }
    }
    let bare = zip(services, logging).filter { $0.1 == nil }.map(\.0.place)
    if let first = bare.first {
      return .notFound(
        "\(first.path) defines a model server without a logger of inputs and outputs", bare)
    }
    return .found(
      "\(services.count.of("model server")) with a logger of all inputs and outputs, first "
        + services[0].path, services.map(\.place))
  }

  private func endpoints(_ repository: Repository) -> Sighting? {
    let configs = repository.cloud.filter { $0.type == "AWS::SageMaker::EndpointConfig" }
    guard !configs.isEmpty else { return nil }
    let capturing = configs.filter { config in
      guard let capture = config.properties?["DataCaptureConfig"] else { return false }
      let modes = (capture["CaptureOptions"]?.elements ?? []).compactMap { $0["CaptureMode"]?.text }
      return capture["EnableCapture"]?.text?.lowercased() == "true"
        && capture["InitialSamplingPercentage"]?.text == "100"
        && (modes.contains("InputAndOutput") || Set(modes).isSuperset(of: ["Input", "Output"]))
    }
    return sighting(of: configs.map(\.place), capturing: capturing.map(\.place))
  }

  private func terraform(_ repository: Repository) -> Sighting? {
    let configs = repository.resources { $0 == "aws_sagemaker_endpoint_configuration" }
    guard !configs.isEmpty else { return nil }
    let capturing = configs.filter { config in
      let modes = config.body.filter { $0.contains("capture_mode") }.joined()
      return config.value(of: "enable_capture") == "true"
        && config.value(of: "initial_sampling_percentage") == "100"
        && (modes.contains("InputAndOutput")
          || modes.contains("\"Input\"") && modes.contains("\"Output\""))
    }
    return sighting(of: configs.map(\.place), capturing: capturing.map(\.place))
  }

  /// Endpoints of development may go without.
  private func sighting(of all: [Place], capturing: [Place]) -> Sighting {
    let bare = all.filter { !capturing.contains($0) }
    let live = bare.filter { place in
      place.path.lowercased().firstMatch(
        of: #/(^|[^a-z])(dev|development|test|staging|sandbox)([^a-z]|$)/#)
        == nil
    }
    guard let first = capturing.first, live.isEmpty else {
      return .notFound(
        "\((live.first ?? all[0]).path) defines an endpoint that does not capture all inputs and outputs",
        all)
    }
    return .found("the endpoint of \(first.path) captures all inputs and outputs", capturing)
  }

  private func databricks(_ repository: Repository) -> Sighting? {
    for file in repository.tracked({ ["yml", "yaml"].contains($0.suffix) && !$0.isExample }) {
      guard let text = repository.text(of: file.path), text.contains("model_serving_endpoints"),
        let endpoints = repository.tree(of: file.path)?.at("resources", "model_serving_endpoints")
      else { continue }
      let bare = endpoints.pairs.filter { pair in
        let capture =
          pair.value.at("config", "auto_capture_config")
          ?? pair.value.at("ai_gateway", "inference_table_config")
        return capture?["enabled"]?.text != "true"
      }
      if let first = bare.first {
        return .notFound(
          "the endpoint \(first.key) has no inference table",
          [Place(path: file.path, line: first.keyPosition.line)])
      }
      if let first = endpoints.pairs.first {
        return .found(
          "\(file.path) keeps an inference table of \(endpoints.pairs.count.of("endpoint"))",
          [Place(path: file.path, line: first.keyPosition.line, excerpt: first.key)])
      }
    }
    return nil
  }

  private func bento(_ repository: Repository) -> Sighting? {
    for module in repository.python
    where !module.isTest && !module.isNotebook && module.place(importing: ["bentoml"]) != nil {
      guard let place = module.place(callingAny: ["monitor"]), !module.file.isExample else {
        continue
      }
      let text = repository.text(of: module.file.path) ?? ""
      let code = text.lines.filter { !String($0).trimmed.hasPrefix("#") }.joined(separator: "\n")
      let roles = code.matches(of: #/role\s*=\s*["'](\w+)["']/#).map { String($0.1) }
      guard roles.contains("feature"), roles.contains("prediction") else {
        return .notFound("\(module.file.path) logs features or predictions, but not both", [place])
      }
      return .found("\(module.file.path) logs features and predictions of each request", [place])
    }
    return nil
  }
}

extension Manifest {
  fileprivate var isExample: Bool { Repository.File(path: path, isTracked: true).isExample }
}
