internal import Documents
internal import Readiness

/// A card as JSON of Google's Model Card Toolkit, schema version 0.0.2.
///
/// Fields that the schema has no place for are left out; `Documentation/Formats/cards.md` names them.
package enum ModelCardToolkitCard {
  package static func text(_ card: Card) -> String {
    JSONText.text(
      JSONValue.members([
        "schema_version": "0.0.2",
        "model_details": details(card),
        "model_parameters": parameters(card),
        "quantitative_analysis": .members([
          "performance_metrics": .list(card.figures.map(metric))
        ]),
        "considerations": considerations(card),
      ]))
  }

  private static func details(_ card: Card) -> JSONValue {
    let component = card.component
    let owners = card.people(component.owners.research + component.owners.product)
    return .members([
      "name": .text(component.title),
      "overview": card.text("C.16").map(JSONValue.text),
      "documentation": card.text("C.20").map(JSONValue.text),
      "owners": .list(
        owners.map {
          .members(["name": .text($0.name), "contact": $0.email.map(JSONValue.text)])
        }),
      "version": .members([
        "name": component.shownVersion.map(JSONValue.text),
        "date": card.versionsSince.map { .text($0.day) },
      ]),
      "references": .list(
        card.system.addresses.map { .members(["reference": .text($0.address)]) }),
      "path": component.artefact.map(JSONValue.text),
    ])
  }

  private static func parameters(_ card: Card) -> JSONValue {
    let data = card.needs.filter { $0.kind == .dataset }.map { source in
      JSONValue.members([
        "name": .text(source.title),
        "description": source.versions.data.map { "\(source.id), version \($0)" },
      ])
    }
    let considered = card.text("C.22").map { text in
      JSONValue.members(["name": "Considerations", "description": .text(text)])
    }
    return .members([
      "model_architecture": card.text("C.18").map(JSONValue.text),
      "data": .list(data + [considered].compactMap(\.self)),
    ])
  }

  private static func metric(_ figure: CardFigure) -> JSONValue {
    let interval = figure.measurement.interval
    return .members([
      "type": .text(figure.name),
      "value": .text(figure.measurement.value.exact),
      "slice": .text(figure.slice),
      "confidence_interval": interval.map {
        JSONValue.members([
          "lower_bound": .text($0.lower.exact), "upper_bound": .text($0.upper.exact),
        ])
      },
    ])
  }

  private static func considerations(_ card: Card) -> JSONValue {
    func described(_ texts: [String?]) -> JSONValue {
      .list(texts.compactMap { $0.map { JSONValue.members(["description": .text($0)]) } })
    }
    return .members([
      "use_cases": described([card.uses.intended]),
      "limitations": described([
        card.uses.unacceptable, card.text("C.25"), card.text("C.24"),
      ]),
      "ethical_considerations": .list(
        card.ethics.map { said in
          .members([
            "name": .text(said.name), "mitigation_strategy": said.rest.map(JSONValue.text),
          ])
        }),
    ])
  }
}
