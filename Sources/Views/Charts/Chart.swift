internal import Readiness

/// A picture with its finding as a caption and its data as a table: nothing is in the picture only.
struct Figure {
  let caption: String
  let chart: HTML
  let table: DataTable

  struct DataTable {
    let header: [String]
    let rows: [[String]]
  }

  var html: HTML {
    .element("figure") {
      Self.scroll(of: "Picture", isWide: false) { chart }
      HTML.element("figcaption") { caption }
      HTML.element("details") {
        HTML.element("summary") { "Data" }
        Self.table(table, of: caption)
      }
    }
  }

  /// A table that is moved sideways where it is wider than the page.
  ///
  /// - Parameters:
  ///   - table: Header and rows.
  ///   - name: What it is of, for those who hear it.
  /// - Returns: It.
  static func table(_ table: DataTable, of name: String = "Table") -> HTML {
    scroll(of: name, isWide: table.header.count > 3) {
      HTML.element("table") {
        HTML.element("thead") {
          HTML.element("tr") {
            for name in table.header { HTML.element("th", ["scope": "col"]) { name } }
          }
        }
        HTML.element("tbody") {
          for row in table.rows {
            HTML.element("tr") { for cell in row { HTML.element("td") { cell } } }
          }
        }
      }
    }
  }
}

extension Figure {
  /// What is moved sideways, by keys as well.
  static func scroll(
    of name: String, isWide: Bool = false, @HTMLBuilder _ content: () -> HTML
  ) -> HTML {
    .element(
      "div",
      [
        "class": isWide ? "scroll wide" : "scroll", "tabindex": "0", "role": "region",
        "aria-label": name,
      ], content)
  }
}

/// Drawing in SVG: text stays text, colours come from the page, the same data give the same bytes.
enum SVG {
  /// A picture of a width and height, in its own units.
  static func picture(
    _ width: Double, _ height: Double, title: String, @HTMLBuilder _ body: () -> HTML
  )
    -> HTML
  {
    .element(
      "svg",
      [
        "viewBox": "0 0 \(width.brief) \(height.brief)", "role": "img", "aria-label": title,
        // A wide picture scrolls on a small screen, where its text would be too small to read.
        "style": "max-width: \(width.brief)px"
          + (width > 600 ? "; min-width: \((width * 0.75).rounded().brief)px" : ""),
      ], body)
  }

  /// The same as a file of its own, with its style in it.
  static func document(
    _ width: Double, _ height: Double, title: String, @HTMLBuilder _ body: () -> HTML
  ) -> String {
    let content = body()
    let picture = HTML.element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width.brief) \(height.brief)",
        "width": width.brief, "height": height.brief, "role": "img", "aria-label": title,
      ]
    ) {
      HTML.element("title") { title }
      HTML.element("style") { HTML.trusted(Stylesheet.text) }
      rectangle(0, 0, width, height, class: "paper")
      content
    }
    return picture.markup + "\n"
  }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, class name: String,
    radius: Double = 0
  ) -> HTML {
    .element(
      "rect",
      [
        "x": x.placed, "y": y.placed, "width": max(0, width).placed,
        "height": max(0, height).placed, "rx": radius.placed, "class": name,
      ])
  }

  static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String
  ) -> HTML {
    .element(
      "line",
      ["x1": x1.placed, "y1": y1.placed, "x2": x2.placed, "y2": y2.placed, "class": name])
  }

  static func circle(_ x: Double, _ y: Double, _ radius: Double, class name: String) -> HTML {
    .element("circle", ["cx": x.placed, "cy": y.placed, "r": radius.placed, "class": name])
  }

  static func path(_ points: [(Double, Double)], class name: String) -> HTML {
    let steps = points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(point.0.placed) \(point.1.placed)"
    }
    return .element("path", ["d": steps.joined(), "class": name])
  }

  /// Text at a place; `anchor` is start, middle or end.
  static func text(
    _ text: String, _ x: Double, _ y: Double, anchor: String = "start", class name: String = ""
  ) -> HTML {
    .element(
      "text", ["x": x.placed, "y": y.placed, "text-anchor": anchor, "class": name]
    ) { text }
  }
}

extension Double {
  /// A coordinate, to a tenth.
  var placed: String { ((self * 10).rounded() / 10).brief }
}
