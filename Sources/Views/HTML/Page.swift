/// A whole page that needs nothing beside it: no script, no font, no picture from elsewhere.
struct Page {
  let title: String
  let body: HTML

  var html: String {
    let head =
      HTML.void("meta", ["charset": "utf-8"])
      + .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      + .void(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ])
      + .element("title") { title }
      + .element("style") { HTML.trusted(Stylesheet.text) }
    let page = HTML.element("html", ["lang": "en"]) {
      HTML.element("head") { head }
      HTML.element("body") { HTML.element("main") { body } }
    }
    return "<!doctype html>\n" + page.markup + "\n"
  }
}

extension Sign {
  /// The sign with its word.
  var html: HTML {
    .element("span", ["class": kind.rawValue]) { "\(mark) \(word)" }
  }
}
