import Checks
import Definitions
import Documents
import Foundation
import Readiness
import Views

extension Workspace {
  /// Holds the text of cards against facts.
  ///
  /// - Parameters:
  ///   - name: One component; all of them unless given.
  ///   - verdict: What is known.
  ///   - isJSON: Whether the result is for a program.
  ///   - terminal: What text is laid out for.
  /// - Returns: The result, and whether anything contradicts facts.
  /// - Throws: ``Stop`` where there is no such component.
  func review(
    of name: String?, in verdict: Verdict, isJSON: Bool, for terminal: Terminal
  ) throws(Stop) -> (text: String, contradicts: Bool) {
    let asked = try name.map { name throws(Stop) in [try verdict.judged(name)] }
    let reviews = (asked ?? verdict.components).map { judged in
      (judged.component.id, review(of: judged, in: verdict))
    }
    let checks = reviews.map { id, review in
      review.map { file, review in
        CardCheck(
          component: id.rawValue, file: file, remarks: review.remarks, held: review.held,
          unverifiable: review.unverifiable)
      } ?? CardCheck(component: id.rawValue, file: nil)
    }
    let text =
      isJSON ? CardCheckJSON.text(checks) : CardCheckText(checks).page.rendered(for: terminal)
    return (text, reviews.contains { $0.1?.review.contradicts ?? false })
  }

  /// The review of one card; `nil` where people keep no text for it.
  private func review(
    of judged: ComponentVerdict, in verdict: Verdict
  ) -> (file: String, review: CardReview)? {
    let id = judged.component.id
    guard let card = project.cards[id], let bytes = try? project.folder.read(card.file) else {
      return nil
    }
    let names =
      project.system.components.map(\.id.rawValue)
      + project.datasets.flatMap { [$0.key.rawValue, $0.value.path.value] }
    let facts = CardKnowledge(
      judged: judged, verdict: verdict, requirements: project.declared.requirements,
      data: Set(names), folder: project.folder,
      withCard: Set(project.cards.filter { !$0.value.sections.isEmpty }.keys),
      duties: placeOfReviewers(of: id))
    let text = CardReview.Text(
      file: card.file, whole: String(decoding: bytes, as: UTF8.self), sections: card.sections,
      lines: card.lines)
    return (card.file, CardReview(of: text, facts: facts))
  }

  /// Where airworthy.yaml says who reviews a component.
  private func placeOfReviewers(of component: Component.ID) -> Diagnostic.Place? {
    let name = ["", "airworthy/"].map { $0 + Project.manifestName }.first(
      where: project.folder.contains)
    guard let name, let bytes = try? project.folder.read(name) else { return nil }
    let read = YAML.read(bytes, file: name)
    let entry = read.tree?["components"]?[component.rawValue]
    return (entry?["reviewers"] ?? entry).map { read.source.place($0.position) }
  }
}
