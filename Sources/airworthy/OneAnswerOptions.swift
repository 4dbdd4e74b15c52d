import ArgumentParser
import Definitions
import Documents
import Readiness

/// One answer, as a command line gives it.
struct OneAnswerOptions: ParsableArguments {
  @Flag(help: "The control's statement is true.")
  var yes = false

  @Flag(help: "It is not.")
  var no = false

  @Option(help: ArgumentHelp("It does not apply, and why.", valueName: "reason"))
  var notApplicable: String?

  @Option(
    help: ArgumentHelp(
      "What there is to look at: a file, docs/page.md#heading, or a web address; may be repeated.",
      valueName: "artefact"))
  var artefact: [String] = []

  @Option(help: ArgumentHelp("Anything a reader should know.", valueName: "text"))
  var note: String?

  @Option(
    help: ArgumentHelp("When to ask again, if before the control's time.", valueName: "date"))
  var until: String?

  /// The answers that were given, by their options.
  var words: [String] {
    [yes ? "--yes" : nil, no ? "--no" : nil, notApplicable.map { _ in "--not-applicable" }]
      .compactMap(\.self)
  }

  /// The options that only go with an answer.
  var details: [String] {
    [
      artefact.isEmpty ? nil : "--artefact", note.map { _ in "--note" },
      until.map { _ in "--until" },
    ].compactMap(\.self)
  }

  /// What is answered; `nil` where nothing is.
  var word: Answer.Word? {
    get throws(Stop) {
      if let reason = notApplicable {
        if let detail = details.first {
          throw .usage("\(detail) does not go with --not-applicable", fix: "put it into the reason")
        }
        guard !reason.allSatisfy(\.isWhitespace) else {
          throw .usage("--not-applicable needs a reason")
        }
        return .notApplicable(because: reason)
      }
      guard yes || no else { return nil }
      for text in artefact + [note].compactMap(\.self) where text.allSatisfy(\.isWhitespace) {
        throw .usage("an artefact and a note may not be empty", fix: "leave the option out")
      }
      return .says(yes, artefacts: artefact.map { .typed($0) }, note: note, until: try wantedUntil)
    }
  }

  private var wantedUntil: Located<Instant>? {
    get throws(Stop) {
      guard let until else { return nil }
      guard let instant = Instant(until) else {
        throw .usage(
          "'\(until.shortened(to: 40))' is not a date", fix: "write it like 2026-11-21")
      }
      return .typed(instant, text: until)
    }
  }
}
