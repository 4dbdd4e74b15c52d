internal import Documents
internal import Readiness

/// What can be computed for the fields of a card.
struct CardFacts {
  let judged: ComponentVerdict
  let verdict: Verdict
  let material: CardMaterial
  let level: Level

  var component: Component { judged.component }
  var system: System { verdict.system }

  func facts(for id: String) -> CardField.Facts {
    switch id {
    case "C.1": .line(technology)
    case "C.2": .line(system.links.project ?? "")
    case "C.3": .line(levels)
    case "C.4": previousCards
    case "C.5": .line(names(component.owners.research))
    case "C.6": .line(reviewers(component.reviewers.research, isProduct: false))
    case "C.7": .line(names(component.owners.product))
    case "C.8": .line(reviewers(component.reviewers.product, isProduct: true))
    case "C.9": .line(codes)
    case "C.10": .line(coupled)
    case "C.11": Self.address(system.links.page)
    case "C.12": requirementDocument
    case "C.13": Self.address(system.links.repository)
    case "C.14": ethics
    case "C.15": .line(versions)
    case "C.17": topRequirements
    case "C.19": standings(of: ["gov.use-limits"])
    case "C.20": standings(of: Self.testing)
    case "C.21": results
    case "C.22": data
    case "C.23": standings(of: ["gov.ethics-review", "model.fairness", "data.privacy"])
    case "C.24": standings(of: ["research.assumptions"])
    case "C.26": debrief
    case "C.28": risks
    case "C.29": isDue(6) ? .line(serving) : .none
    case "C.30": serviceLevels
    case "C.31": standings(of: ["gov.compliance", "sec.access-control", "sec.encryption"])
    case "C.32": uncertainty
    case "C.35": standings(of: Self.fallback)
    case "C.36": isDue(9) ? standings(of: Self.monitoring) : .none
    case "C.37": dataCards
    case "C.38": history
    default: .none
    }
  }

  /// Whether what is computed for a field does not answer it: only people can, or nothing that would
  /// answer it is shown.
  func isShort(of id: String) -> Bool {
    switch id {
    case "C.19", "C.24", "C.29": true
    case "C.30": services.isEmpty
    case "C.35": !readings(of: Self.fallback).contains { $0.standing == .holds }
    default: false
    }
  }

  private func isDue(_ number: Int) -> Bool { level.number >= number }

  private static let testing: [Control.ID] = [
    "code.ci-tests", "code.step-tests", "code.model-spec-tests", "code.pipeline-integration",
    "feature.code-tested", "test.fixtures", "test.sensitivity", "test.metamorphic",
  ]
  private static let fallback: [Control.ID] = ["model.rollback", "ops.recovery"]
  private static let monitoring: [Control.ID] = [
    "data.drift-monitored", "monitor.prediction-quality", "monitor.skew", "monitor.staleness",
    "monitor.numerics",
  ]

  private var technology: String {
    "\(component.title)\(component.shownVersion.map { " \($0)" } ?? ""), "
      + "\(component.kind.rawValue) of \(system.name)"
  }

  private var levels: String {
    guard let level = judged.working else { return "not entered" }
    let name = material.scale.stage(level)?.name ?? ""
    let through = judged.graduated.map { "graduated through \($0)" } ?? "nothing graduated yet"
    return "works at \(level), \(name); \(through)" + sideBySide
  }

  /// The level of the component whose place it takes, or of the one that takes its own.
  private var sideBySide: String {
    func works(at id: Component.ID) -> String {
      "\(id), which works at "
        + verdict.components.first { $0.component.id == id }.flatMap(\.working).words
    }
    if let other = component.successorOf { return "; to follow \(works(at: other))" }
    return system.successor(of: component.id).map { "; to be followed by \(works(at: $0.id))" }
      ?? ""
  }

  private var coupled: String {
    let others = system.components.filter { $0.dependsOn.contains(component.id) }.map(\.id)
    let needs = component.dependsOn.map { "needs \($0)" }
    let all = needs + others.map { "needed by \($0)" }
    return all.isEmpty ? "none declared" : all.joined(separator: ", ")
  }

  func names(_ people: [Person.ID]) -> String {
    people.map { system.person($0)?.name ?? $0.rawValue }.joined(separator: ", ")
  }

  /// What leads to an address of the web; as it stands where it is none.
  private static func address(_ text: String?) -> CardField.Facts {
    guard let text, !text.isEmpty else { return .line("") }
    return WebAddress.fault(in: text) == nil ? .links([.init(text, to: text)]) : .line(text)
  }

  /// Versions, each with the tag of the repository and the artefact that bear it.
  private var versions: String {
    VersionPart.allCases.compactMap { part -> String? in
      guard let version = component.versions[part] else { return nil }
      let tag = material.tags[part].map { "tag \($0)" }
      let artefact = part == component.mainPart ? component.artefact : nil
      let digest = artefact.flatMap { path in
        material.files.first { $0.component == component.id && $0.path == path }?.digest
      }
      let places = [tag, artefact, digest.map { "SHA-256 \($0.prefix(12))…" }].compactMap(\.self)
      return "\(part.rawValue) \(version)"
        + (places.isEmpty ? "" : " (\(places.joined(separator: ", ")))")
    }.joined(separator: ", ")
  }

  private var serving: String {
    let serving = System.Trait.serving.filter(system.traits.contains).map(\.rawValue)
    let others = system.components.filter { $0.dependsOn.contains(component.id) }.map(\.id.rawValue)
    let within = others.isEmpty ? "" : "; within \(others.joined(separator: ", "))"
    return serving.isEmpty ? "" : "serves: \(serving.joined(separator: ", "))\(within)"
  }

  private func readings(of controls: [Control.ID]) -> [Reading] {
    controls.compactMap { verdict.readings.reading(of: $0, for: component.id) }
      .filter { $0.standing != .notReported }
  }

  private func standings(of controls: [Control.ID]) -> CardField.Facts {
    .table(
      ["control", "standing", "assurance", "because"],
      readings(of: controls).map { reading in
        [
          reading.control.id.rawValue,
          "\(reading.standing.sign.mark) \(reading.standing.sign.word)",
          reading.assurance.name, reading.because,
        ]
      })
  }
}
