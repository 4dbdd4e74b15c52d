internal import Checks
internal import Digests
internal import Documents
internal import Readiness

/// Ties names to what they name, and reports the names that name nothing.
struct Linker {
  private let packs: Packs
  let folder: Folder
  let now: Instant
  let people: [String]
  let components: [String]
  let datasets: [String]
  let checks: [String]
  private var system: System?
  private(set) var policy = Policy()
  /// The files of expectations that data sets name, with what is wrong in them.
  var expectationFiles: [DefinitionFile] = []
  /// What a data set's file of expectations holds, whatever its layout.
  var expectationDigests: [Dataset.ID: String] = [:]

  /// - Parameters:
  ///   - tree: What `airworthy.yaml` holds; its names count even where something else in it is wrong.
  ///   - packs: What to judge by.
  ///   - folder: Where artefacts lie.
  ///   - now: The present.
  init(names tree: Tree, packs: Packs, folder: Folder, now: Instant) {
    self.packs = packs
    self.folder = folder
    self.now = now
    func names(_ key: String) -> [String] { tree[key]?.pairs.map(\.key) ?? [] }
    people = names("people")
    components = names("components")
    datasets = names("data")
    checks = names("checks") + [RecordsCheck.kind]
  }

  struct Linked {
    let system: System
    let datasets: [Dataset.ID: Dataset]
    let checks: [DeclaredCheck]
    let reused: [Component.ID: Reused]
  }

  mutating func link(_ manifest: Manifest, in file: inout DefinitionFile) -> Linked {
    let header = manifest.header
    let components = manifest.components
    for component in components { check(component, in: &file) }
    let isTree = !refuseCycles(among: components, in: &file)
    checkSuccessors(among: components, in: &file)
    check(manifest.objectives, in: &file)
    for place in manifest.unwritten {
      file.reader.report(
        .unwritten, "this is still to be written", at: place,
        fix: "put your own words in place of TELL …", severity: .warning)
    }
    policy = policy(manifest.policy, in: &file)
    let reused = reused(components, in: header.id, &file)
    let all = components.map(\.component).map { component in
      reused[component.id].map { component.coming(from: $0.origin) } ?? component
    }
    // What is to follow is no version of what is deployed.
    let deployed = all.filter { $0.successorOf == nil }
    let system = System(
      id: header.id, name: header.name, purpose: header.purpose.value,
      versions: Versions(
        code: header.version, model: deployed.joined(\.model), data: deployed.joined(\.data)),
      traits: header.traits, target: header.target, people: manifest.people,
      components: all, policy: policy, links: header.links,
      correlations: manifest.correlations.map(\.correlation))
    self.system = system
    if isTree { checkErrors(of: components, manifest.correlations, in: system, &file) }
    let datasets = link(manifest.datasets, in: &file)
    let checks = manifest.checks.map { declare($0.check, $0.id, in: &file) }
    let source = Source(
      folder: folder, declared: Declarations(system: system), packs: packs, datasets: datasets,
      now: now)
    for (written, check) in zip(manifest.checks, checks) {
      for question in check.check.answers(in: source) { expect(question, of: written.id, &file) }
    }
    return Linked(system: system, datasets: datasets, checks: checks, reused: reused)
  }

  /// Warns of an answer that nothing will read, since its control is asked of others.
  private func expect(
    _ question: Question, of check: Located<String>, _ file: inout DefinitionFile
  ) {
    guard let system, let scope = packs.controls[question.control]?.scope,
      case .component(let id) = question.subject, system.component(id) != nil,
      !system.subjects(of: scope).contains(question.subject)
    else { return }
    file.reader.report(
      .wrongSubject,
      "'\(check.value)' answers \(question.control) for \(id), and nothing reads that: it is about "
        + "\(scope.words)", at: check, fix: "give the data to another component, or leave it so",
      severity: .warning)
  }

  /// Reports components that, by way of others, need themselves.
  ///
  /// - Parameters:
  ///   - components: All of them.
  ///   - file: Where they are written.
  /// - Returns: Whether there are any.
  private func refuseCycles(
    among components: [WrittenComponent], in file: inout DefinitionFile
  ) -> Bool {
    var rest = components
    while let free = rest.firstIndex(where: { component in
      !component.dependsOn.contains { other in
        rest.contains { $0.id.value == other.value.rawValue && $0.id.value != component.id.value }
      }
    }) {
      rest.remove(at: free)
    }
    guard let first = rest.first else { return false }
    file.reader.report(
      .wrongValue,
      "components need one another in a circle: "
        + rest.map(\.id.value).joined(separator: ", "), at: first.id,
      fix: "remove a 'depends-on'")
    return true
  }

  private func check(_ component: WrittenComponent, in file: inout DefinitionFile) {
    let duties = [component.owners, component.reviewers]
    let approvers = component.changes.compactMap(\.approved)
    for person in duties.flatMap({ $0.research + $0.product }) + component.team + approvers {
      require(person, among: people, "person", in: &file)
    }
    for other in component.dependsOn {
      require(other, among: components, "component", in: &file)
      if other.value.rawValue == component.id.value {
        file.reader.report(.wrongValue, "a component cannot depend on itself", at: other)
      }
    }
    if component.entry.on > now {
      file.reader.report(
        .badDate, "the entry of \(component.id.value) lies in the future", at: component.id)
    }
    if let artefact = component.artefact {
      do throws(Folder.Refusal) {
        _ = try folder.resolve(artefact.value)
      } catch {
        // A model may be fetched only where it is needed.
        file.reader.report(
          error, of: artefact, severity: error == .missing ? .warning : .error)
      }
    }
  }

  /// The checklist that reviews run; the first of the packs unless one is named.
  private func ethics(
    _ named: Located<Checklist.ID>?, in file: inout DefinitionFile
  ) -> Checklist.ID {
    let known = packs.checklists.map(\.id)
    guard let named else { return known.first ?? Policy().ethics }
    if !known.contains(named.value) {
      file.reader.report(
        .unknownReference, "no pack has a checklist '\(named.value)'", at: named,
        fix: "there are \(known.map(\.rawValue).joined(separator: ", "))")
    }
    return named.value
  }

  private func policy(_ written: Manifest.WrittenPolicy, in file: inout DefinitionFile) -> Policy {
    for named in written.freshForDays.map(\.control) + written.effort.map(\.control) {
      _ = control(named, in: &file)
    }
    return Policy(
      waiverDaysMax: written.waiverDaysMax,
      freshForDays: Dictionary(
        written.freshForDays.map { ($0.control.value, $0.days) },
        uniquingKeysWith: { first, _ in first }),
      effort: Dictionary(
        written.effort.map { ($0.control.value, $0.days) }, uniquingKeysWith: { first, _ in first }),
      ethics: ethics(written.ethics, in: &file), retrainFastPath: written.retrainFastPath)
  }

  private mutating func link(
    _ written: [Dataset], in file: inout DefinitionFile
  )
    -> [Dataset.ID: Dataset]
  {
    let table = meetExpectations(of: written, in: &file)
    // A rule of the pattern that cannot be tied is told where it stands.
    var quiet = DefinitionFile(name: file.name, problem: nil)
    let linked = table.mapValues { dataset in
      require(dataset.component, among: components, "component", in: &file)
      do throws(Folder.Refusal) {
        _ = try folder.resolve(table: dataset.path.value)
      } catch {
        // Data that are not there are told when a check needs them.
        if error != .missing { file.reader.report(error, of: dataset.path) }
      }
      guard let like = dataset.columnsLike else { return dataset }
      require(like, among: datasets, "data set", in: &file)
      guard let pattern = table[like.value] else { return dataset }
      if pattern.columnsLike != nil {
        file.reader.report(
          .wrongValue, "'\(like.value)' takes its own columns from another data set", at: like,
          fix: "name the data set that has the rules")
      }
      let known = pattern.columns.map(\.name)
      for name in dataset.columnsExcept where !known.contains(name.value) {
        file.reader.report(
          .unknownColumn, "'\(like.value)' has no rule for a column '\(name.value)'", at: name,
          fix: Spelling.nearest(to: name.value, among: known).map { "did you mean '\($0)'?" })
      }
      return dataset.inheriting(from: tyingRules(of: pattern, in: &quiet))
    }
    return linked.mapValues { tyingRules(of: $0, in: &file) }
  }

  private func declare(
    _ check: any Check, _ id: Located<String>, in file: inout DefinitionFile
  ) -> DeclaredCheck {
    if id.value == RecordsCheck.kind {
      file.reader.report(
        .wrongValue, "'\(RecordsCheck.kind)' is the name of a check that always runs", at: id,
        fix: "choose another name")
    } else if id.value.hasPrefix("import-") {
      file.reader.report(
        .wrongValue, "names that begin with 'import-' are those of imported reports", at: id,
        fix: "choose another name")
    }
    for dataset in check.datasets { require(dataset, among: datasets, "data set", in: &file) }
    for dataset in check.timed {
      guard let declared = file.tree?["data"]?[dataset.value.rawValue], declared["time"] == nil,
        declared["expectations"] == nil
      else { continue }
      file.reader.report(
        .missingKey, "'\(id.value)' needs the time of the rows of '\(dataset.value)'", at: dataset,
        fix: "name the column that holds it, with 'time:' under data, \(dataset.value)")
    }
    if let component = check.component {
      require(component, among: components, "component", in: &file)
    }
    // What the answers depend on: the check's own settings, and what it uses of what is declared of
    // the data that it reads.
    let data = file.tree?["data"]
    let read = check.datasets.compactMap { data?[$0.value.rawValue] }
    let inherited = read.compactMap { $0["columns-like"]?.text }.compactMap { data?[$0] }
    let used = (read + inherited).map { check.judgesByRules ? $0 : $0.withoutRules }
    let parts = [file.tree?["checks"]?[id.value]].compactMap(\.self) + used
    let expected = check.datasets.compactMap { expectationDigests[$0.value] }
    return DeclaredCheck(
      id: .init(id.value), check: check,
      configuration: Digest(of: (parts.map(\.canonical) + expected).joined(separator: "\n")).hex)
  }

  // MARK: - Names

  /// Reports a name that is not among the declared ones.
  func require<Owner>(
    _ name: Located<Identifier<Owner>>, among known: [String], _ noun: String,
    in file: inout DefinitionFile
  ) {
    let word = name.value.rawValue
    if known.contains(word) { return }
    let near = Spelling.nearest(to: word, among: known)
    file.reader.report(
      .unknownReference, "no \(noun) '\(word)' is declared in airworthy.yaml", at: name,
      fix: near.map { "did you mean '\($0)'?" }
        ?? (known.isEmpty
          ? "declare it" : "declared are \(known.joined(separator: ", ").shortened(to: 200))"))
  }

  func control(_ id: Located<Control.ID>, in file: inout DefinitionFile) -> Control? {
    if let control = packs.controls[id.value] { return control }
    let near = Spelling.nearest(
      to: id.value.rawValue, among: packs.controls.keys.map(\.rawValue))
    file.reader.report(
      .unknownControl, "no pack has a control '\(id.value)'", at: id,
      fix: near.map { "did you mean '\($0)'?" } ?? "'airworthy explain controls' lists them")
    return nil
  }

  /// Whom a statement is about: the named component, or everyone that the control is about.
  func subjects<Body>(
    _ statement: Statement<Body>, in file: inout DefinitionFile
  )
    -> [Subject]
  {
    require(statement.person, among: people, "person", in: &file)
    if statement.on.value > now {
      file.reader.report(
        .badDate, "the date lies in the future", at: statement.on,
        fix: "it is \(now.day) by this machine's clock")
    }
    if let component = statement.component {
      require(component, among: components, "component", in: &file)
    }
    guard let control = control(statement.control, in: &file), let system else { return [] }
    let subjects = system.subjects(of: control.scope)
    guard let component = statement.component else { return subjects }
    let named = Subject.component(component.value)
    if subjects.contains(named) { return [named] }
    if system.component(component.value) != nil {
      file.reader.report(
        .wrongSubject,
        "\(control.id) is about \(control.scope.words), not about \(component.value)",
        at: component,
        fix: subjects == [.system]
          ? "remove 'component'"
          : "it is answered for \(subjects.map(\.description).joined(separator: ", "))")
    }
    return []
  }
}

extension Control.Scope {
  var words: String {
    switch self {
    case .system: "the whole system"
    case .everyComponent: "components"
    case .components(let kinds):
      "components of kind \(kinds.map(\.rawValue).sorted().joined(separator: " or "))"
    }
  }
}

extension [Component] {
  /// One version for all of them: theirs, or, where several have one, each with its name.
  fileprivate func joined(_ part: KeyPath<Versions, String?>) -> String? {
    let own = compactMap { component in
      component.versions[keyPath: part].map { (component.id.rawValue, $0) }
    }
    let distinct = Set(own.map(\.1))
    if distinct.count <= 1 { return distinct.first }
    return own.sorted { $0.0 < $1.0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

extension Tree {
  /// What is declared of a data set, without the rules that only its quality is judged by.
  fileprivate var withoutRules: Tree {
    func keeping(_ keys: Set<String>, _ tree: Tree) -> Tree {
      Tree(.mapping(tree.pairs.filter { keys.contains($0.key) }), at: tree.position)
    }
    let kept = keeping(
      [
        "path", "component", "key", "time", "columns", "columns-like", "columns-except",
        "environment",
      ], self)
    return Tree(
      .mapping(
        kept.pairs.map { pair in
          guard pair.key == "columns" else { return pair }
          let columns = pair.value.pairs.map {
            Pair(key: $0.key, keyPosition: $0.keyPosition, value: keeping(["type"], $0.value))
          }
          return Pair(
            key: pair.key, keyPosition: pair.keyPosition,
            value: Tree(.mapping(columns), at: pair.value.position))
        }), at: position)
  }
}
