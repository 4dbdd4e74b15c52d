internal import Readiness
internal import Views

/// A framework's items as rows of a sheet, each with what stands now.
struct Questionnaire: Sendable {
  let score: Score
  let rows: [Row]

  var framework: Framework { score.framework }

  struct Row: Sendable {
    let section: Framework.Section.ID
    let sectionTitle: String
    let item: Framework.Item.ID
    let statement: String
    /// What it is answered for; `nil` where the item is not asked of this system.
    let topic: Topic?
    /// What a person has said before.
    let reply: Reply
    /// Whether an answer could raise the control.
    let isOpen: Bool
    let standing: Sign
    let assurance: String
    let points: String
    let evidence: String
    let place: String
    let on: Instant?
    let freshUntil: Instant?
  }

  /// - Parameters:
  ///   - score: The framework's score.
  ///   - readings: What it was made of.
  init(_ score: Score, _ readings: Readings) {
    self.score = score
    rows = score.sections.flatMap { section in
      section.items.flatMap { item -> [Row] in
        let asked = item.item.requires.flatMap { readings[$0] }
        if let reason = item.notApplicable, !asked.contains(where: \.standing.isNotApplicable) {
          return [Row(notAsked: item, of: section.section, because: reason)]
        }
        return asked.map { Row($0, for: item, of: section.section) }
      }
    }
  }
}

extension Questionnaire.Row {
  /// A row of an item that is not asked of such a system.
  fileprivate init(
    notAsked item: ItemScore, of section: Framework.Section, because reason: String
  ) {
    self.init(
      section: section.id, sectionTitle: section.title, item: item.item.id,
      statement: item.item.question.cellText, topic: nil, reply: Reply(), isOpen: false,
      standing: Standing.notApplicable(reason).sign, assurance: "–", points: "–",
      evidence: reason, place: "", on: nil, freshUntil: nil)
  }

  fileprivate init(_ reading: Reading, for item: ItemScore, of section: Framework.Section) {
    let ground = reading.deciding
    let isOut = reading.standing.isNotApplicable
    self.init(
      section: section.id, sectionTitle: section.title, item: item.item.id,
      statement: item.item.question.cellText,
      topic: Topic(reading.control.id, of: reading.subject), reply: Reply(reading),
      isOpen: !isOut && reading.assurance < .demonstrated, standing: reading.standing.sign,
      assurance: isOut ? "–" : reading.assurance.name,
      points: item.notApplicable == nil ? "\(item.points.brief) of \(item.pointsMax.brief)" : "–",
      evidence: reading.because, place: ground?.place ?? "", on: ground?.at,
      freshUntil: ground?.lastsUntil)
  }
}

extension Reply {
  /// What the newest attestation says, or the exemption.
  fileprivate init(_ reading: Reading) {
    if case .notApplicable(let reason) = reading.standing {
      self.init(answer: Choice.notApplicable.rawValue, comment: reason.cellText)
      return
    }
    let given = reading.grounds.compactMap { ground -> Attestation? in
      if case .attestation(let given) = ground.source { given.attestation } else { nil }
    }
    guard let newest = given.max(by: { ($0.on, $1.by) < ($1.on, $0.by) }) else {
      self.init()
      return
    }
    let locations = newest.artefacts.map(\.location.cellText)
    let yes: Choice = locations.isEmpty ? .yes : .yesWithArtefact
    self.init(
      answer: (newest.says ? yes : .no).rawValue, artefact: locations.joined(separator: "\n"),
      comment: newest.note?.cellText ?? "", by: newest.by.rawValue)
  }
}

extension Ground {
  /// The first place that shows it: a line of a file, or what was named to look at.
  fileprivate var place: String {
    switch source {
    case .runs(let runs):
      guard let place = runs.newest.evidence.finding.places.first else { return "" }
      return place.path + (place.line.map { ":\($0)" } ?? "")
    case .attestation(let given):
      return given.attestation.artefacts.map(\.location).joined(separator: "\n")
    }
  }

  /// Until when it counts by age; `nil` where it already fell by something else.
  fileprivate var lastsUntil: Instant? {
    let isTooOld = staleBecause.contains { if case .age = $0 { true } else { false } }
    return isFresh || isTooOld ? freshUntil : nil
  }
}
