import Readiness
import Views

// What the dialogue says of itself.

extension Questionnaire {
  /// What can be typed, in a line.
  var choices: String {
    let leads = current?.leads.isEmpty == false ? ", a number for a file above" : ""
    return "y ARTEFACT, y, n, x BECAUSE\(leads), l for later, b back, q quit, ? for help"
  }

  static var help: TextPage {
    var page = TextPage()
    var table = TextTable([.left, .left])
    for (word, meaning) in [
      ("y docs/page.md", "yes, and this shows it: a file of this folder"),
      ("y docs/page.md#part", "yes, and the section below this heading shows it"),
      ("y https://…", "yes, and this page shows it"),
      ("y A, B -- NOTE", "several artefacts, and something that a reader should know"),
      ("y", "yes; then it is asked for an artefact, and an empty line leaves it a claim"),
      ("1", "yes, and the first of the files that the machine saw shows it"),
      ("n NOTE", "no, perhaps with a note"),
      ("x BECAUSE", "it does not apply, with the reason"),
      ("=", "the same as for the component before"),
      ("l", "later: asked again behind all others, and the next time"),
      ("b", "back to the question before"),
      ("q", "quit; what was answered is kept, and the rest is asked the next time"),
    ] { table.row([Line(word, .strong), Line(meaning)]) }
    page.table(table, indent: 0)
    page.line(
      Line(
        "A no is as welcome as a yes: it tells what to do next. A claim without an artefact counts "
          + "as claimed, and most items ask for documented.", .faint))
    return page
  }

  static var artefactHelp: TextPage {
    var page = TextPage()
    page.line(
      Line(
        "What is there to look at? A file of this folder, docs/page.md#heading, or an address; "
          + "several between commas; a note behind --. An empty line: nothing, it is a claim. "
          + "b: back to the question, q: quit."))
    return page
  }
}
