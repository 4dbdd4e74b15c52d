/// The columns of a questionnaire, in order; a reader finds them by their titles.
enum Column: Int, CaseIterable, Sendable {
  case section, item, statement, reads, answer, artefact, comment, by
  case standing, assurance, points, evidence, place, on, freshUntil

  var title: String {
    switch self {
    case .section: "Section"
    case .item: "Item"
    case .statement: "Statement or question"
    case .reads: "Reads"
    case .answer: "Answer"
    case .artefact: "Artefact"
    case .comment: "Comment"
    case .by: "By"
    case .standing: "Stands"
    case .assurance: "Assurance"
    case .points: "Points"
    case .evidence: "Evidence"
    case .place: "Where"
    case .on: "On"
    case .freshUntil: "Fresh until"
    }
  }

  /// In widths of a digit.
  var width: Double {
    switch self {
    case .section: 18
    case .item: 7.5
    case .statement: 41
    case .reads: 23
    case .answer: 17
    case .artefact: 23
    case .comment: 25
    case .by: 13
    case .standing: 15.5
    case .assurance: 13.5
    case .points: 9.5
    case .evidence: 42
    case .place: 22
    case .on, .freshUntil: 11.5
    }
  }

  /// What a person fills in.
  static let replies: [Column] = [.answer, .artefact, .comment, .by]
  /// What says what a row is about; nobody is to change it.
  static let keys: [Column] = [.item, .statement, .reads]
}
