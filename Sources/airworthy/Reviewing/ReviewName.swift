import ArgumentParser
import Documents
import Readiness

/// A review by its id, or by its component: then the open one, or the newest.
struct ReviewName: ParsableArguments {
  @Argument(help: "The review's id, or its component; may be left out where one is open.")
  var review: String?

  func found(in reviews: Reviews) throws(Stop) -> Review {
    guard let review else {
      let open = reviews.all.filter(\.isOpen)
      if let only = open.first, open.count == 1 { return only }
      throw .usage(
        open.isEmpty ? "no review is open" : "several reviews are open",
        fix: open.isEmpty
          ? "'airworthy review open COMPONENT' opens one"
          : "name one of \(open.map(\.id.rawValue).joined(separator: ", "))")
    }
    let own = reviews.of(.init(review))
    if reviews[.init(review)] == nil, let newest = own.last(where: \.isOpen) ?? own.last {
      return newest
    }
    return try Self.named(review, in: reviews)
  }

  /// A review by its id.
  static func named(_ review: String, in reviews: Reviews) throws(Stop) -> Review {
    if let known = reviews[.init(review)] { return known }
    let names = reviews.all.flatMap { [$0.id.rawValue, $0.component.rawValue] }
    throw .usage(
      "there is no review '\(review.shortened(to: 60))'",
      fix: Spelling.nearest(to: review, among: names).map { "did you mean '\($0)'?" }
        ?? "run 'airworthy review list'")
  }
}
