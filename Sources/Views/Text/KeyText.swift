package import Readiness

/// The keys that the log knows.
package struct KeyText {
  private let keys: [KnownKey]

  package init(_ keys: [KnownKey]) { self.keys = keys }

  package var page: TextPage {
    var page = TextPage()
    guard !keys.isEmpty else {
      page.line("no key is registered; 'airworthy keys new' makes one")
      return page
    }
    var table = TextTable([.left, .left, .left, .left])
    for known in keys {
      let state =
        known.revoked.map { revoked in
          let since = revoked.since.map { ", in doubt since \($0.day)" } ?? ""
          return Line("revoked by \(revoked.by)\(since): \(revoked.reason)", .bad)
        }
        ?? Line("counts", .good)
      table.row([
        Line(known.key.id.rawValue), Line(known.key.person.rawValue, .strong),
        Line("since \(known.at.day), by \(known.by)", .faint), state,
      ])
    }
    page.table(table, indent: 0)
    return page
  }
}
