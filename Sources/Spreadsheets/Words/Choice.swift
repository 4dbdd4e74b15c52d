/// What a person may choose in an answer cell; an empty cell is `later`.
enum Choice: String, CaseIterable, Sendable {
  case yesWithArtefact = "yes with artefact"
  case yes
  case no
  case notApplicable = "not applicable"
  case later

  /// What the answer says, for whoever fills the sheet in.
  var meaning: String {
    switch self {
    case .yesWithArtefact:
      "It is so, and the artefact named beside it shows it. This counts as documented."
    case .yes: "It is so, with nothing to look at. This counts as claimed."
    case .no: "It is not so. This refutes what else speaks for it."
    case .notApplicable: "It does not concern us. The comment says why; it must be given."
    case .later: "Not answered yet, as if the cell were empty."
    }
  }
}

/// The four cells of a row that are a person's, as they stand there.
struct Reply: Hashable, Sendable {
  var answer = ""
  /// Files or web addresses, one a line.
  var artefact = ""
  var comment = ""
  var by = ""

  /// The cells by their columns.
  subscript(column: Column) -> String {
    switch column {
    case .answer: answer
    case .artefact: artefact
    case .comment: comment
    case .by: by
    default: ""
    }
  }
}
