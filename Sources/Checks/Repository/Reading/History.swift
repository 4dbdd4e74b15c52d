/// The newest commits of the branch that is checked out, as far as detectors ask.
package struct History: Sendable {
  /// Whether older commits were left out of the clone.
  let isShallow: Bool
  /// How many commits of the branch are read at most.
  static let most = 400

  /// The commits of the branch itself, newest first: of a merge the merge alone.
  let mainline: [Commit]
  /// For each folder at the top that holds code (empty for the root), the authors of its newest
  /// commits, merges left out, with how many each made.
  let authors: [String: [String: Int]]

  package init(isShallow: Bool, mainline: [Commit], authors: [String: [String: Int]]) {
    self.isShallow = isShallow
    self.mainline = mainline
    self.authors = authors
  }

  package struct Commit: Sendable {
    let hash: String
    let isMerge: Bool
    let author: String
    let committer: String
    /// Seconds since 1970, when it was committed.
    let time: Int
    /// The same, when it was written: earlier where somebody, or GitHub, has rebased it.
    let authored: Int
    let subject: String
    /// The addresses in its trailers that say who reviewed or approved it.
    let approvers: [String]
    let paths: [String]

    package init(
      hash: String, isMerge: Bool = false, author: String, committer: String, time: Int,
      subject: String, approvers: [String] = [], paths: [String] = [], authored: Int? = nil
    ) {
      self.hash = hash
      self.isMerge = isMerge
      self.author = author
      self.committer = committer
      self.time = time
      self.authored = authored ?? time
      self.subject = subject
      self.approvers = approvers
      self.paths = paths
    }

    /// Whether its subject says that it came by a pull or merge request.
    var isByRequest: Bool {
      subject.contains(
        #/\((#|!)\d+\)$|^Merge pull request #\d+|^Merged in .*pull request #\d+|^Merged PR \d+/#)
        || isMerge && subject.hasPrefix("Merge branch '")
    }

    /// Whether GitHub made it, as its buttons do.
    var isByGitHub: Bool { committer == "noreply@github.com" }
  }

  /// The commits of the last days before the newest.
  func recent(days: Int) -> [Commit] {
    guard let newest = mainline.first?.time else { return [] }
    return mainline.filter { newest - $0.time <= days * 86_400 }
  }
}
