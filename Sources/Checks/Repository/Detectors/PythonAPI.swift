internal import Documents
internal import Readiness

/// The interface that a FastAPI service describes by its models: https://fastapi.tiangolo.com.
struct PythonAPI {
  /// Where the service is made.
  let service: Place
  /// The fields of all models that modules with routes name.
  let fields: [Field]

  struct Field {
    let model: String
    let name: String
    let isDescribed: Bool
    let place: Place
  }

  /// `nil` where no module makes a service and defines its models, or one imports them.
  init?(in repository: Repository) {
    let modules = repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample
    }
    let service = modules.lazy.compactMap { module in
      module.place(importing: ["fastapi"]).flatMap { _ in module.place(of: "FastAPI") }
    }.first
    guard let service else { return nil }
    self.service = service
    let routing = modules.filter { $0.place(importing: ["fastapi"]) != nil }
    fields = modules.filter { $0.place(importing: ["pydantic"]) != nil }.flatMap { module in
      (repository.text(of: module.file.path) ?? "").fieldsOfModels(in: module.file.path)
    }.filter { field in routing.contains { $0.names[field.model] != nil } }
  }
}

extension String {
  /// The annotated attributes of classes that derive from `BaseModel`.
  fileprivate func fieldsOfModels(in path: String) -> [PythonAPI.Field] {
    var fields: [PythonAPI.Field] = []
    var model: String?
    var open: (name: String, line: Int, text: String)?
    func close() {
      if let field = open {
        fields.append(
          PythonAPI.Field(
            model: model ?? "", name: field.name,
            isDescribed: field.text.contains(#/description\s*=\s*["'(f]/#),
            place: Place(path: path, line: field.line, excerpt: field.name)))
      }
      open = nil
    }
    for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
      if line.first?.isWhitespace != true {
        close()
        if line.first != ")" {
          model = line.firstMatch(of: #/^class (\w+)\(.*BaseModel\b/#).map { String($0.1) }
        }
      } else if model != nil, let match = line.firstMatch(of: #/^ {4}([a-z]\w*)\s*:\s*\S/#) {
        close()
        if match.1 != "model_config" { open = (String(match.1), index + 1, String(line)) }
      } else if model != nil, line.contains(#/^ {4}(def|class|@|model_config)/#) {
        close()
      } else {
        open?.text += line
      }
    }
    close()
    return fields
  }
}
