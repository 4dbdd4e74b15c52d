/// The name of an environment that things are deployed to.
struct EnvironmentName: Hashable {
  enum Stage { case production, before }

  let stage: Stage

  /// - Parameter text: A name such as `staging`, or a path that holds one; `nil` gives `nil`.
  init?(_ text: String?) {
    let words = Set((text ?? "").lowercased().split { !$0.isLetter }.map(String.init))
    if !words.isDisjoint(with: [
      "staging", "stage", "stg", "preprod", "preproduction", "uat", "qa",
      "acc", "acceptance", "dev", "develop", "development", "test", "nonprod", "pre",
    ]) {
      stage = .before
    } else if !words.isDisjoint(with: ["production", "prod", "prd", "live"]) {
      stage = .production
    } else {
      return nil
    }
  }
}
