internal import Documents
internal import Readiness

/// A card as a model card of Hugging Face, or as a dataset card for a data set: front matter in YAML
/// with the figures as a model index, then sections.
package struct HuggingFaceCard {
  private let card: Card

  package init(_ card: Card) { self.card = card }

  package var text: String { "---\n" + frontMatter.joined(separator: "\n") + "\n---\n\n" + body }

  // MARK: - Front matter

  private var isDataset: Bool { card.component.kind == .dataset }

  private var frontMatter: [String] {
    let tags = ["airworthy", "mltrl", "mltrl-level-\(card.works ?? card.level)"]
    var lines = isDataset ? ["pretty_name: \(card.component.title.quoted)"] : []
    lines += ["tags:"] + tags.map { "- \($0.quoted)" }
    if !isDataset, !card.figures.isEmpty {
      lines += ["metrics:"] + Set(card.figures.map(\.metric)).sorted().map { "- \($0.quoted)" }
      lines += index
    }
    return lines
  }

  /// One result for each part of the data that something was measured on.
  private var index: [String] {
    var order: [String] = []
    var groups: [String: [CardFigure]] = [:]
    for figure in card.figures where figure.measurement.value.isFinite {
      if groups[figure.slice] == nil { order.append(figure.slice) }
      groups[figure.slice, default: []].append(figure)
    }
    let name = "\(card.component.title) \(card.component.shownVersion ?? "")"
    return ["model-index:", "- name: \(name.trimmed.quoted)", "  results:"]
      + order.flatMap { slice in result(of: groups[slice] ?? [], slice) }
  }

  private func result(of figures: [CardFigure], _ slice: String) -> [String] {
    guard let first = figures.first else { return [] }
    let type = "\(card.system.id)/\(first.check)"
    let window = first.measurement.window
    var lines = [
      "  - task:", "      type: \"other\"", "    dataset:", "      type: \(type.quoted)",
      "      name: \("Records of \(slice)".quoted)",
    ]
    if !window.isEmpty { lines.append("      config: \(window.quoted)") }
    if let version = first.dataVersion { lines.append("      revision: \(version.quoted)") }
    lines.append("    metrics:")
    for figure in figures {
      lines += [
        "    - type: \(figure.metric.quoted)", "      value: \(figure.measurement.value.exact)",
        "      name: \(figure.name.quoted)",
      ]
    }
    if let address = card.system.addresses.first {
      lines += [
        "    source:", "      name: \(card.system.name.quoted)",
        "      url: \(address.address.quoted)",
      ]
    }
    return lines
  }

  // MARK: - Sections

  private var body: String {
    var page = MarkdownPage()
    page.heading(1, "\(isDataset ? "Dataset" : "Model") card: \(card.component.title)")
    if let summary = card.text("C.16") { page.verbatim(summary) }
    for section in isDataset ? Self.ofDataset : Self.ofModel {
      let parts = section.fields.compactMap(card.field).filter { !$0.isEmpty }
      guard !parts.isEmpty else { continue }
      page.heading(2, section.title)
      for field in parts {
        if field.id == "C.19" { showUses(of: field, on: &page) } else { show(field, on: &page) }
      }
    }
    if isDataset { questions(on: &page) }
    page.paragraph(
      "*TRL Card of \(card.component.id.rawValue.markdown), \(card.levelWords), computed at "
        + "\(card.at.words).*")
    return page.text
  }

  private func show(_ field: CardField, on page: inout MarkdownPage) {
    let isDescription = isDataset && field.id == "C.18"
    page.heading(3, isDescription ? "Description" : field.title)
    if let text = field.text { page.verbatim(text.rebased(from: card.place)) }
    show(field.facts, on: &page)
  }

  /// What it is for, and what it is not for, under the headings that readers look for.
  private func showUses(of field: CardField, on page: inout MarkdownPage) {
    for (title, text) in [
      ("Direct Use", card.uses.intended), ("Out-of-Scope Use", card.uses.unacceptable),
    ] {
      guard let text else { continue }
      page.heading(3, title)
      page.verbatim(text)
    }
    show(field.facts, on: &page)
  }

  private func show(_ facts: CardField.Facts, on page: inout MarkdownPage) {
    switch facts {
    case .none: break
    case .line(let line): if !line.isEmpty { page.paragraph(line.markdown) }
    case .links(let links): if !links.isEmpty { page.paragraph(links.markdown) }
    case .table(let header, let rows): page.table(header, rows)
    }
  }

  private func questions(on page: inout MarkdownPage) {
    for part in card.questions {
      let answered = part.fields.filter { $0.text != nil }
      guard !answered.isEmpty else { continue }
      page.heading(2, part.title)
      for field in answered { show(field, on: &page) }
    }
  }

  private struct Section {
    let title: String
    let fields: [String]

    init(_ title: String, _ numbers: Int...) {
      self.title = title
      fields = numbers.map { "C.\($0)" }
    }
  }

  private static let ofModel = [
    Section("Model Details", 18, 1, 15, 5, 6, 7, 8, 11, 13),
    Section("Uses", 19, 34),
    Section("Bias, Risks, and Limitations", 23, 24, 25, 28, 33),
    Section("Training Details", 22, 37),
    Section("Evaluation", 20, 21, 32),
    Section("Technical Specifications", 29, 30, 31, 35, 36),
    Section("More Information", 3, 4, 2, 9, 10, 12, 14, 17, 26, 27, 38),
  ]

  private static let ofDataset = [
    Section("Dataset Details", 18, 1, 15, 5, 6, 7, 8, 11, 13),
    Section("Uses", 19), Section("Bias, Risks, and Limitations", 23, 24, 25, 28),
    Section("Dataset Structure", 22, 20, 21),
    Section("More Information", 3, 4, 2, 9, 10, 12, 14, 17, 26, 27, 37, 38),
  ]
}

extension CardFigure {
  /// The statistic as Hugging Face spells names of metrics.
  fileprivate var metric: String { measurement.statistic.replacing("-", with: "_") }
}

extension String {
  /// The text in double quotes, as YAML and JSON have it.
  fileprivate var quoted: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default:
        // YAML takes no control character and no byte order mark as it is.
        let isPlain =
          scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value)
          && ![0x2028, 0x2029, 0xFEFF].contains(scalar.value)
        if isPlain { quoted.unicodeScalars.append(scalar) } else { quoted += " " }
      }
    }
    return quoted + "\""
  }

  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
