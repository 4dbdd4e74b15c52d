internal import Documents
internal import Readiness

/// A card as a bill of materials for machine learning: CycloneDX 1.6, JSON.
///
/// The card's component is what the bill is about; all that it is made with, by whatever way, is
/// listed with versions, and files with their digests.
package struct CycloneDXCard {
  private let card: Card
  private let tool: String

  /// - Parameters:
  ///   - card: The card.
  ///   - tool: The version of this program.
  package init(_ card: Card, tool: String) {
    self.card = card
    self.tool = tool
  }

  /// The document.
  ///
  /// - Parameter serial: A UUID made of the digest of the document without one, so that the same
  ///   content has the same number.
  /// - Returns: JSON.
  package func text(serial: String?) -> String {
    let others = card.needs
    return JSONText.text(
      JSONValue.members([
        "bomFormat": "CycloneDX", "specVersion": "1.6", "version": .whole(1),
        "serialNumber": serial.map { "urn:uuid:\($0)" },
        "metadata": .members([
          "timestamp": .text(card.at.text),
          "tools": .members([
            "components": .list([
              .members(["type": "application", "name": "airworthy", "version": .text(tool)])
            ])
          ]),
          "component": component(card.component, isRoot: true),
          "properties": .list(facts),
        ]),
        "components": .list(others.map { component($0, isRoot: false) }),
        "dependencies": .list(
          ([card.component] + others).map { part in
            .members([
              "ref": .text(part.id.rawValue),
              "dependsOn": .list(part.dependsOn.map { .text($0.rawValue) }),
            ])
          }),
      ]))
  }

  private func component(_ part: Component, isRoot: Bool) -> JSONValue {
    let own = card.files.filter { $0.component == part.id }
    let authors = card.people(part.owners.research + part.owners.product)
    return .members([
      "type": .text(part.kind.typeOfComponent), "bom-ref": .text(part.id.rawValue),
      "name": .text(part.id.rawValue), "version": part.shownVersion.map(JSONValue.text),
      "description": .text(part.title),
      "authors": .list(authors.map { .members(["name": .text($0.name)]) }),
      "externalReferences": .list(
        isRoot
          ? card.system.addresses.map {
            .members(["type": .text($0.kind), "url": .text($0.address)])
          } : []),
      "data": part.kind == .dataset ? .list([data(part, authors: authors)]) : nil,
      "components": .list(own.map { file($0, of: part) }),
      "modelCard": isRoot && part.kind.isModel ? modelCard : nil,
      "properties": .list(
        VersionPart.allCases.compactMap { kind in
          part.versions[kind].map { property("version-\(kind.rawValue)", $0) }
        }),
    ])
  }

  private func file(_ file: CardMaterial.File, of part: Component) -> JSONValue {
    .members([
      "type": part.kind == .dataset ? "data" : "file",
      "bom-ref": "\(part.id)/\(file.path)", "name": .text(file.path),
      "description": .text(file.title),
      "hashes": .list(
        file.digest.map { [JSONValue.members(["alg": "SHA-256", "content": .text($0)])] } ?? []),
    ])
  }

  private func data(_ part: Component, authors: [Person]) -> JSONValue {
    .members([
      "type": "dataset", "name": .text(part.title),
      "description": part.id == card.component.id ? card.text("C.22").map(JSONValue.text) : nil,
      "governance": .members([
        "owners": .list(
          authors.map { .members(["contact": .members(["name": .text($0.name)])]) })
      ]),
    ])
  }

  private var modelCard: JSONValue {
    let data = card.needs.filter { $0.kind == .dataset }
    return .members([
      "modelParameters": .members([
        "modelArchitecture": card.text("C.18").map(JSONValue.text),
        "datasets": .list(data.map { .members(["ref": .text($0.id.rawValue)]) }),
      ]),
      "quantitativeAnalysis": .members([
        "performanceMetrics": .list(card.figures.map(metric))
      ]),
      "considerations": .members([
        "useCases": .list([card.uses.intended].compactMap { $0.map(JSONValue.text) }),
        "technicalLimitations": .list(
          ([card.uses.unacceptable] + ["C.25", "C.24"].map { card.text($0) })
            .compactMap { $0.map(JSONValue.text) }),
        "ethicalConsiderations": .list(
          card.ethics.map { said in
            .members([
              "name": .text(said.name), "mitigationStrategy": said.rest.map(JSONValue.text),
            ])
          }),
      ]),
    ])
  }

  private func metric(_ figure: CardFigure) -> JSONValue {
    .members([
      "type": .text(figure.name), "value": .text(figure.measurement.value.exact),
      "slice": .text(figure.slice),
      "confidenceInterval": figure.measurement.interval.map {
        JSONValue.members([
          "lowerBound": .text($0.lower.exact), "upperBound": .text($0.upper.exact),
        ])
      },
    ])
  }

  /// Every field of the card that says something and has no place of its own in a bill.
  private var facts: [JSONValue] {
    let placed: Set<String> = ["C.18", "C.19", "C.21", "C.23", "C.24", "C.25"]
    let isModel = card.component.kind.isModel
    let level = property("level", "\(card.level)")
    return [level, property("events", "\(card.position)"), property("packs", card.packs)]
      + (card.fields + card.questions.flatMap(\.fields)).flatMap { field in
        [
          field.factText,
          isModel && placed.contains(field.id) ? nil : field.text?.rebased(from: card.place),
        ]
        .compactMap { $0.map { property("card:\(field.id) \(field.title)", $0) } }
      }
  }

  private func property(_ name: String, _ value: String) -> JSONValue {
    .members(["name": "airworthy:\(name)", "value": .text(value)])
  }
}

extension Component.Kind {
  fileprivate var isModel: Bool { self == .model || self == .algorithm }

  fileprivate var typeOfComponent: String {
    switch self {
    case .model, .algorithm: "machine-learning-model"
    case .dataset: "data"
    case .pipeline, .service: "application"
    }
  }
}
