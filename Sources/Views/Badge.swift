package import Readiness

/// A small sign for a page: what is meant, and where it stands.
///
/// It is grey where no check speaks freshly, whatever once was shown: a badge outlives the evidence
/// that it was made from.
package struct Badge: Sendable {
  let label: String
  let message: String
  let colour: Colour

  enum Colour: String {
    case green = "2da44e"
    case amber = "bf8700"
    case red = "cf222e"
    case grey = "6e7781"

    /// The colour's name as shields know it.
    var name: String {
      switch self {
      case .green: "success"
      case .amber: "important"
      case .red: "critical"
      case .grey: "inactive"
      }
    }
  }

  /// The level that the system, or a component, works at.
  package init(level verdict: Verdict, component: ComponentVerdict?) {
    let working = component?.working ?? verdict.working
    let gates = component.map { [$0.nextGate].compactMap(\.self) } ?? verdict.nextGates
    label = "readiness"
    message =
      "level \(working.words) of 9" + (verdict.speaks ? "" : ", stale")
    colour =
      !verdict.speaks
      ? .grey
      : gates.contains { $0.outcome == .notMet }
        ? .red : gates.allSatisfy { $0.outcome == .met } && !gates.isEmpty ? .green : .amber
  }

  /// The score of a framework, as it stands.
  package init(score: Score, in verdict: Verdict) {
    label = score.framework.name
    message =
      score.stands.words(of: score.framework) + (verdict.speaks ? "" : ", stale")
    let share = score.stands.pointsMax > 0 ? score.stands.points / score.stands.pointsMax : 0
    colour = !verdict.speaks ? .grey : share >= 0.75 ? .green : share >= 0.4 ? .amber : .red
  }

  /// The endpoint of shields.io, version 1.
  package var json: String {
    JSONText.text(Endpoint(label: label, message: message, color: colour.name))
  }

  private struct Endpoint: Encodable {
    let schemaVersion = 1
    let label: String
    let message: String
    let color: String
  }

  /// A picture of itself, which asks nothing of the network.
  package var svg: String {
    let (left, right) = (Self.width(of: label), Self.width(of: message))
    let total = left + right
    func text(_ words: String, at x: Int) -> String {
      "<text x=\"\(x)\" y=\"14\" fill=\"#fff\" text-anchor=\"middle\">\(words.escaped)</text>"
    }
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(total)" height="20" role="img" \
      aria-label="\(label.escaped): \(message.escaped)">\
      <title>\(label.escaped): \(message.escaped)</title>\
      <clipPath id="r"><rect width="\(total)" height="20" rx="3"/></clipPath>\
      <g clip-path="url(#r)"><rect width="\(left)" height="20" fill="#444c56"/>\
      <rect x="\(left)" width="\(right)" height="20" fill="#\(colour.rawValue)"/></g>\
      <g font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">\
      \(text(label, at: left / 2))\(text(message, at: left + right / 2))</g></svg>

      """
  }

  /// About how wide a text is at 11 pixels, with room at both sides.
  private static func width(of text: String) -> Int {
    let narrow: Set<Character> = ["i", "l", "j", "t", "f", "r", "1", ".", ",", ":", " ", "-"]
    return 12 + text.reduce(0) { $0 + (narrow.contains($1) ? 5 : 8) }
  }
}

extension Verdict {
  /// Whether some check speaks freshly.
  fileprivate var speaks: Bool {
    readings.list.contains { reading in
      reading.isChecked
        && reading.grounds.contains { ground in
          if case .runs = ground.source {
            ground.isFresh && ground.status != .notReported
          } else {
            false
          }
        }
    }
  }
}
