package import Readiness

/// What a card is made of besides the verdict: what people wrote, what was issued before, and files.
package struct CardMaterial: Sendable {
  let scale: ReadinessScale
  let questions: [QuestionSet]
  let standings: RequirementStandings
  /// What people wrote, by field, of every component that has a file.
  let texts: [Component.ID: [String: String]]
  let issued: [Component.ID: [Ledger.IssuedCard]]
  let places: Places
  /// When the versions of each component were recorded, all of them together.
  let versionsSince: [Component.ID: Instant]
  /// Artefacts and tables of the components that were looked at.
  package let files: [File]
  /// Tags of the repository that name a version of the component whose card it is.
  package let tags: [VersionPart: String]
  /// How wrong the output of the component may be whose card it is; `nil` where nothing declares it.
  let error: UncertaintyReport.End?

  /// Where the files lie that a card names, from the folder of airworthy.yaml.
  package struct Places: Sendable {
    let requirements: String
    private let cards: [Component.ID: String]

    package init(requirements: String, cards: [Component.ID: String]) {
      self.requirements = requirements
      self.cards = cards
    }

    /// The file that people keep of a component's card, or would.
    func card(of component: Component.ID) -> String { cards[component] ?? "cards/\(component).md" }
  }

  /// A file that a component consists of.
  package struct File: Sendable {
    package let component: Component.ID
    package let path: String
    let title: String
    /// SHA-256 in hexadecimal digits; `nil` where the file cannot be read, or nobody looked.
    let digest: String?
    /// How many rows a declared table has; `nil` where it cannot be read.
    let rows: Int?
    let isTable: Bool

    package init(
      component: Component.ID, path: String, title: String, digest: String?, rows: Int? = nil,
      isTable: Bool = false
    ) {
      self.component = component
      self.path = path
      self.title = title
      self.digest = digest
      self.rows = rows
      self.isTable = isTable
    }
  }

  /// - Parameters:
  ///   - packs: The names of levels, and the questions.
  ///   - standings: All requirements of the system, as they stand.
  ///   - texts: What people wrote, by component and field.
  ///   - issued: Cards that were issued before, by component.
  ///   - places: Where files lie.
  ///   - versionsSince: When the versions of each component were recorded.
  package init(
    packs: Packs, standings: RequirementStandings, texts: [Component.ID: [String: String]],
    issued: [Component.ID: [Ledger.IssuedCard]],
    places: Places = Places(requirements: "requirements.yaml", cards: [:]),
    versionsSince: [Component.ID: Instant] = [:]
  ) {
    scale = packs.scale
    questions = packs.questions
    self.standings = standings
    self.texts = texts
    self.issued = issued
    self.places = places
    self.versionsSince = versionsSince
    files = []
    tags = [:]
    error = nil
  }

  private init(
    _ other: CardMaterial, files: [File], tags: [VersionPart: String],
    error: UncertaintyReport.End?
  ) {
    scale = other.scale
    questions = other.questions
    standings = other.standings
    texts = other.texts
    issued = other.issued
    places = other.places
    versionsSince = other.versionsSince
    self.files = files
    self.tags = tags
    self.error = error
  }

  /// The material with what was found of one component.
  ///
  /// - Parameters:
  ///   - files: Its files, and those of all that it is made with.
  ///   - tags: Tags of the repository that name its versions.
  ///   - error: How wrong its output may be, where that was computed.
  /// - Returns: The material for its card.
  package func with(
    files: [File], tags: [VersionPart: String] = [:], error: UncertaintyReport.End?
  ) -> CardMaterial {
    CardMaterial(self, files: files, tags: tags, error: error)
  }

  /// The questions that a component is asked.
  func questions(for component: Component) -> [QuestionSet] {
    questions.filter { $0.askedOf.contains(component.kind) }
  }

  /// How many questions of a component are answered, of how many; `nil` where it is asked none.
  func answered(by component: Component) -> (answered: Int, of: Int)? {
    let prompts = questions(for: component).flatMap(\.prompts)
    let texts = texts[component.id] ?? [:]
    return prompts.isEmpty ? nil : (prompts.filter { texts[$0.id] != nil }.count, prompts.count)
  }
}
