internal import Documents
internal import Readiness

/// The code is described in the code, and reference pages build from it.
struct DocstringDetector: Detector {
  let control: Control.ID = "doc.code"
  let home: Home? = .named
  let looksFor =
    "docstrings of 90 % or more of the modules and their public functions, methods and classes, other "
    + "than tests, examples and overrides, at least ten in all, and a workflow or Read the Docs that builds "
    + "pages from them: Sphinx with autodoc, autosummary or AutoAPI, MkDocs with mkdocstrings, or "
    + "pdoc; at least half of the described functions tell of arguments or results; less than two thirds "
    + "with a docstring refute it; that there are fewer than ten is named where nothing in the repository "
    + "has to do with pages of reference; where most of the code is in another language it is left open"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let modules = repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample && $0.name != "setup" && $0.name != "conf"
    }
    let named = modules.flatMap { module in
      module.functions.filter(\.isPublic).map { (module: module, function: $0) }
    }
    let described = named.filter(\.function.isDocumented)
    let files = modules.filter { !$0.functions.isEmpty }
    let bare =
      named.filter { !$0.function.isDocumented }.map {
        Place(path: $0.module.file.path, line: $0.function.line, excerpt: "def \($0.function.name)")
      } + files.filter { !$0.isDescribed }.map { Place(path: $0.file.path, line: 1) }
    let isMade =
      ReferencePages.isMentioned(in: repository) || !repository.trainingInR.isEmpty
    let lack = "; nothing was found that builds pages from them"
    func open(_ said: String, _ places: [Place]) -> Sighting {
      isMade ? .notFound(said, places) : .missing(said + lack, places)
    }
    guard named.count >= 10, repository.isMostlyRead else {
      return !repository.isMostlyRead
        ? .notFound("most of the code is in languages that are not read", bare)
        : open("fewer than ten public functions and classes of Python were found", bare)
    }
    let all = named.count + files.count
    let count =
      "\(all - bare.count) of \(all) modules, public functions and classes have a docstring"
    if (all - bare.count) * 3 < all * 2 { return .broken(count, bare) }
    guard (all - bare.count) * 10 >= all * 9 else { return .notFound(count, bare) }
    guard let pages = ReferencePages.build(in: repository) else {
      return .notFound(count + lack, Array(bare.prefix(3)))
    }
    let functions = described.filter { !$0.function.isClass }
    let detailed = functions.count { $0.function.isDetailed }
    if detailed * 2 < functions.count {
      return .notFound(
        "\(count), and \(pages.path) builds pages from them; \(detailed) of \(functions.count) "
          + "functions tell of arguments or results", [pages] + bare)
    }
    return .found("\(count), and \(pages.path) builds pages from them", [pages] + bare)
  }
}

/// What builds pages of reference from code.
private enum ReferencePages {
  static func build(in repository: Repository) -> Place? {
    if let step = repository.step(calling: ["pdoc", "pdoc3", "lazydocs", "pydoctor"]) {
      return step.place
    }
    if isFromCode(repository, "conf.py", holding: ["autodoc", "autosummary", "autoapi"]) {
      let build = repository.step(calling: [
        "sphinx-build", "make html", "make docs", "tox -e docs",
      ])
      if let place = build?.place ?? hosted(in: repository, by: "sphinx") { return place }
    }
    if isFromCode(repository, "mkdocs.yml", holding: ["mkdocstrings"]) {
      let build = repository.step(calling: ["mkdocs build", "mkdocs gh-deploy", "mike deploy"])
      return build?.place ?? hosted(in: repository, by: "mkdocs")
    }
    return nil
  }

  /// Whether anything has to do with such pages: settings or pages of a tool that makes them, or a call
  /// of one.
  static func isMentioned(in repository: Repository) -> Bool {
    let settings: Set<String> = [
      "mkdocs.yml", "mkdocs.yaml", "conf.py", "_pkgdown.yml", "_pkgdown.yaml", "_quarto.yml",
      "doxyfile", "typedoc.json", ".readthedocs.yaml", ".readthedocs.yml", "readthedocs.yml",
      "antora.yml", "docusaurus.config.js",
    ]
    let calls = ["pdoc", "sphinx", "mkdocs", "quartodoc", "lazydocs", "pydoctor", "doxygen"]
    return repository.tracked { file in
      settings.contains(file.name.lowercased()) || file.suffix == "Rd"
    }.contains { !$0.isExample }
      || repository.workflows.flatMap(\.steps).contains { step in
        calls.contains(where: step.text.lowercased().contains)
      }
      || repository.tracked {
        [
          "makefile", "justfile", "noxfile.py", "tox.ini", "tasks.py", "taskfile.yml",
          "package.json",
        ]
        .contains($0.name.lowercased())
      }.contains { file in
        repository.place(in: file.path) { line in calls.contains(where: line.contains) } != nil
      }
  }

  /// Whether a file of settings turns on an extension that reads code, and a page asks for some.
  private static func isFromCode(
    _ repository: Repository, _ name: String, holding extensions: [String]
  ) -> Bool {
    let isOn = repository.tracked { $0.name == name && !$0.isExample }.contains { file in
      repository.place(in: file.path) { line in
        !String(line).trimmed.hasPrefix("#") && extensions.contains { line.contains($0) }
      } != nil
    }
    guard isOn else { return false }
    return repository.tracked { ["md", "rst"].contains($0.suffix) }.contains { file in
      repository.place(in: file.path) { line in
        line.contains(
          #/^\s*(:::\s*\w|\.\. (auto(module|class|function|summary|api)|autosummary)::)/#)
      } != nil
    }
      || extensions.contains { $0 == "autoapi" }
        && repository.tracked { $0.name == name }.contains {
          repository.text(of: $0.path)?.contains("autoapi_dirs") ?? false
        }
  }

  private static func hosted(in repository: Repository, by builder: String) -> Place? {
    let file = repository.tracked {
      [".readthedocs.yaml", ".readthedocs.yml", "readthedocs.yml"].contains($0.path)
    }.first
    return file.flatMap { file in
      repository.tree(of: file.path)?[builder].map {
        $0.place(in: file.path, excerpt: builder)
      }
    }
  }
}
