internal import Documents
internal import Readiness

/// Every change to the main branch arrives by a pull request.
struct PullRequestDetector: Detector {
  let control: Control.ID = "code.pr-only"
  let home: Home? = .named
  let looksFor =
    "protection of the main branch kept as code (.github/settings.yml, Terraform) that asks for "
    + "pull requests of administrators too; or at least 20 commits of the last 180 days of the "
    + "branch, all by pull or merge requests; a direct push among GitHub's merges refutes it; "
    + "that none of all commits, at least 20, is a merge or names a request, is named"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    PullRequests.sighting(in: repository, least: 20, noun: "commit") { _ in true }
  }
}

/// Infrastructure changes only by pull requests.
struct InfrastructurePullRequestDetector: Detector {
  let control: Control.ID = "infra.pr-only"
  let home: Home? = .named
  let looksFor =
    "infrastructure as code, and what code.pr-only looks for, of the commits that touch it, of "
    + "which 5 do"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let paths = Set(InfrastructureFiles.all(in: repository).map(\.path))
    if paths.isEmpty { return .notFound("no infrastructure as code was found") }
    return PullRequests.sighting(in: repository, least: 5, noun: "commit to infrastructure") {
      !paths.isDisjoint(with: $0.paths)
    }
  }
}

private enum PullRequests {
  static func sighting(
    in repository: Repository, least: Int, noun: String, where fits: (History.Commit) -> Bool
  ) -> Sighting {
    let guards = BranchProtection.all(in: repository).filter(\.bindsEverybody)
    if let guarded = guards.first {
      return .found(
        "\(guarded.place.path) lets nobody change the main branch but by a pull request",
        guards.map(\.place))
    }
    guard let history = repository.history, !history.isShallow else {
      return .notFound("git keeps no history here, or only its newest part")
    }
    let commits = history.recent(days: 180).filter(fits)
    let requests = commits.filter(\.isByRequest)
    if let push = history.pushes.first(where: fits) {
      return .broken(
        "\(push.hash.prefix(10)) '\(push.subject.shortened(to: 50))' was pushed to the main branch, "
          + "past the pull requests by which \(requests.count) of \(commits.count) commits came")
    }
    if commits.count >= least, requests.count == commits.count {
      return .odd(
        "all \(commits.count.of(noun, noun.plural)) of the last 180 days came by pull requests; "
          + "whether a direct push is impossible git does not tell", [])
    }
    let said =
      "\(requests.count) of \(commits.count.of(noun, noun.plural)) of the last 180 days "
      + "\(requests.count == 1 ? "says" : "say") that they came by a pull request"
    if history.isWithoutRequests {
      return .missing(
        "none of all \(history.mainline.count) commits is a merge or names a pull request", [])
    }
    return repository.isPushed ? .missing(said, []) : .notFound(said)
  }
}

extension String {
  /// The plural of a noun that ends in a complement: of `commit to x`, `commits to x`.
  fileprivate var plural: String {
    let parts = split(separator: " ", maxSplits: 1)
    return parts.count == 2 ? "\(parts[0])s \(parts[1])" : self + "s"
  }
}

extension History {
  /// The commits of the last 180 days that went to the branch past its pull requests.
  ///
  /// GitHub commits what is merged there; where it does so, and most changes say by which request
  /// they came, another committer is a push. *Rebase and merge* leaves the committer of whoever
  /// merged, but commits anew: only what was never rebased was pushed for sure.
  fileprivate var pushes: [Commit] {
    let recent = recent(days: 180)
    guard !isShallow, recent.filter(\.isByGitHub).count >= 3,
      recent.filter(\.isByRequest).count >= 3
    else { return [] }
    return recent.filter {
      !$0.isByRequest && !$0.isByGitHub && !$0.isMerge && $0.authored == $0.time && !isFirst($0)
    }
  }

  /// Whether a commit is the one that the history begins with, before which there was no branch.
  private func isFirst(_ commit: Commit) -> Bool {
    mainline.count < Self.most && mainline.last?.hash == commit.hash
  }

  /// Whether at least twenty commits are all that there ever was, and none of them tells of a request
  /// or of a review.
  fileprivate var isWithoutRequests: Bool {
    !isShallow && (20..<Self.most).contains(mainline.count)
      && mainline.allSatisfy { commit in
        !commit.isMerge && !commit.isByRequest && commit.approvers.isEmpty
          && !commit.subject.contains(#/(#|!)\d+|\b(PR|MR)\b|[Rr]eview|pull request/#)
      }
  }

  /// The one person by whom all commits are, bots aside, where no merge, request or review tells of
  /// another: whoever committed wrote it, over more than a day.
  fileprivate var onlyPerson: String? {
    guard isWithoutRequests else { return nil }
    let own = mainline.filter { !$0.author.contains("[bot]") && !$0.author.hasPrefix("bot@") }
    let people = Set(own.map(\.author) + own.filter { !$0.isByGitHub }.map(\.committer))
    let span = (own.first?.time ?? 0) - (own.last?.time ?? 0)
    // What was brought from elsewhere was committed at once, or by one who did not write it.
    guard own.count >= 20, people.count == 1, span > 86_400 else { return nil }
    return people.first
  }
}

extension Repository {
  /// Whether most of at least ten commits of the last 180 days came by no request, and none tells of
  /// a review.
  fileprivate var isPushed: Bool {
    guard let history, !history.isShallow, !has(".gitreview") else { return false }
    let commits = history.recent(days: 180)
    return commits.count >= 10 && commits.count { $0.isByRequest } * 4 <= commits.count
      && commits.allSatisfy(\.approvers.isEmpty)
  }
}

/// Somebody else approves each change before the merge.
struct ApprovalDetector: Detector {
  let control: Control.ID = "code.peer-approved"
  let home: Home? = .named
  let looksFor =
    "protection of the main branch kept as code (.github/settings.yml, Terraform) that asks for "
    + "at least one approval; or trailers Reviewed-by or Approved-by of somebody else on all of at "
    + "least 20 commits of the last 180 days; a push by its author past the requests refutes it, and so "
    + "does it that all commits, at least 20 on more than a day, are by one person, with no merge, request or "
    + "review among them"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    Approvals.sighting(in: repository, least: 20) { _ in true }
  }
}

/// Somebody else approves each change of infrastructure.
struct InfrastructureApprovalDetector: Detector {
  let control: Control.ID = "infra.peer-approved"
  let home: Home? = .named
  let looksFor =
    "infrastructure as code, and what code.peer-approved looks for, of the commits that touch it, "
    + "of which 5 do"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let paths = Set(InfrastructureFiles.all(in: repository).map(\.path))
    if paths.isEmpty { return .notFound("no infrastructure as code was found") }
    return Approvals.sighting(in: repository, least: 5) { !paths.isDisjoint(with: $0.paths) }
  }
}

private enum Approvals {
  static func sighting(
    in repository: Repository, least: Int, where fits: (History.Commit) -> Bool
  ) -> Sighting {
    let guards = BranchProtection.all(in: repository).filter { $0.approvals > 0 }
    if let guarded = guards.first {
      return .found(
        "\(guarded.place.path) asks for \(guarded.approvals.of("approval")) of each change",
        guards.map(\.place))
    }
    let commits = (repository.history?.recent(days: 180) ?? []).filter(fits)
    let approved = commits.filter { commit in commit.approvers.contains { $0 != commit.author } }
    if commits.count >= least, approved.count == commits.count {
      return .found("all \(commits.count) commits of the last 180 days name another approver", [])
    }
    let own = repository.history?.pushes.first {
      fits($0) && $0.author == $0.committer && $0.approvers.isEmpty
    }
    if let own {
      return .broken(
        "\(own.hash.prefix(10)) '\(own.subject.shortened(to: 50))' was pushed to the main branch by its "
          + "author, and names no approver")
    }
    if let history = repository.history, history.onlyPerson != nil, !commits.isEmpty,
      repository.codeOwners == nil, !repository.has(".gitreview")
    {
      return .broken(
        "all \(history.mainline.count) commits are by one person, without a merge or a word on a request "
          + "or a review")
    }
    if repository.isPushed {
      return .missing("most commits of the last 180 days came by no pull request", [])
    }
    let owners = repository.codeOwners.map { Place(path: $0, line: 1) }
    return .notFound(
      "git shows no approvals; whether the host asks for them is set there",
      owners.map { [$0] } ?? [])
  }
}

extension Repository {
  /// The file of code owners, where the hosts look for it.
  var codeOwners: String? { Self.ownersPaths.first(where: has) }

  static let ownersPaths = [
    "CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS",
  ]
}
