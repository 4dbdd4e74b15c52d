/// Gathers the text of an element: of its parts that look different, without what only tells how
/// to pronounce it.
struct RichText {
  private(set) var text = ""
  private var isText = false
  private var silent = 0

  mutating func take(_ event: XMLReader.Event) {
    switch event {
    case .start("t", _): isText = silent == 0
    case .end("t"): isText = false
    case .start("rPh", _): silent += 1
    case .end("rPh"): silent -= 1
    case .text(let text) where isText: self.text += text
    default: break
    }
  }
}

/// Reads the texts that cells of all sheets share.
struct SharedTexts {
  private(set) var texts: [String] = []
  private var current: RichText?

  mutating func take(_ event: XMLReader.Event) throws(Refusal) {
    switch event {
    case .start("si", _): current = RichText()
    case .end("si"):
      guard texts.count < Limits.texts else {
        throw Refusal("it has more than \(Limits.texts) texts")
      }
      texts.append((current?.text ?? "").unescapedFromCell)
      current = nil
    default: current?.take(event)
    }
  }
}
