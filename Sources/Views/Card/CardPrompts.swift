package import Readiness

// What a person needs to know to fill a field.

extension CardField {
  /// The name of a field; `nil` for an unknown id.
  package static func title(of id: String) -> String? { kinds.first { $0.id == id }?.title }

  /// Ids of the fields that may not be empty at a level.
  package static func due(at level: Level) -> [String] {
    kinds.filter { kind in kind.mustFrom.map { $0 <= level.number } ?? false }.map(\.id)
  }

  /// What people are to answer in a field, for those that people write.
  package static let prompts: [String: String] = [
    "C.16": "What does it do, in one sentence for somebody who has never heard of it?",
    "C.18":
      "How does it work, for a reviewer who knows the domain and not machine learning? Name what "
      + "matters of how it is built.",
    "C.19":
      "What is it for, how and by whom is it used, why? What must it not be used for, and what could "
      + "go wrong where it is critical?",
    "C.20":
      "What of the algorithm is tested, how is the code tested, and what should later levels test?",
    "C.21": "Which figures matter, in which setting, and where are the full reports?",
    "C.22":
      "Which data, in which versions, under which conditions was it trained on? What was found: "
      + "imbalance, weak labels, noise, gaps?",
    "C.23": "Who is affected, what is anonymised, what did the ethics checklist bring up?",
    "C.24": "What must hold in production for it to work?",
    "C.25": "Which biases, edge cases and debts are known; what should users watch for?",
    "C.26":
      "With the date of the review: what was achieved and by whom, what was put off, what was "
      + "learned, which technical debt was taken on and which paid back?",
    "C.29": "Where does it run, for whom, with what around it?",
    "C.30": "Which service levels are promised, and how are they measured?",
    "C.31": "Which rules of law and of security apply, and who signed that they are kept?",
    "C.32": "Where is uncertainty quantified, how is it passed on, and how is it shown?",
    "C.33": "Can its answers change its own future inputs or labels; how is that noticed?",
    "C.34": "What do people decide, what may they override, what do they see?",
    "C.35": "What happens when it fails: which mode takes over, and who switches?",
    "C.36": "Where are its monitors and alerts?",
    "C.37": "Where are the data cards of the data sets that it uses?",
  ]
}
