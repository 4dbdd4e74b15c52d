internal import Documents
internal import Readiness

/// How the main branch is guarded, where the guard itself is kept as code: rulesets of GitHub, the
/// settings app's `.github/settings.yml`, or Terraform for GitHub, GitLab or Azure DevOps.
struct BranchProtection {
  let place: Place
  /// How many others must approve a change.
  let approvals: Int
  /// Whether nobody, administrators included, can push past it.
  let bindsEverybody: Bool

  static func all(in repository: Repository) -> [BranchProtection] {
    rulesets(in: repository) + settings(in: repository) + terraform(in: repository)
  }

  /// Rulesets as GitHub exports and takes them.
  private static func rulesets(in repository: Repository) -> [BranchProtection] {
    repository.tracked { $0.folders == [".github", "rulesets"] && $0.suffix == "json" }.compactMap {
      file in
      guard let tree = repository.tree(of: file.path), tree["enforcement"]?.text == "active",
        let rule = tree["rules"]?.elements.first(where: { $0["type"]?.text == "pull_request" })
      else { return nil }
      let count = rule.at("parameters", "required_approving_review_count")?.text
      return BranchProtection(
        place: rule.place(in: file.path, excerpt: "pull_request"),
        approvals: count.flatMap { Int($0) } ?? 0,
        bindsEverybody: tree["bypass_actors"]?.elements.isEmpty ?? true)
    }
  }

  private static func settings(in repository: Repository) -> [BranchProtection] {
    let path = ".github/settings.yml"
    guard repository.isRoot, repository.has(path), let tree = repository.tree(of: path) else {
      return []
    }
    return (tree["branches"]?.elements ?? []).compactMap { branch in
      guard let name = branch["name"]?.text, GitHubWorkflow.mainBranches.contains(name),
        let protection = branch["protection"],
        let reviews = protection["required_pull_request_reviews"], !reviews.pairs.isEmpty
      else { return nil }
      return BranchProtection(
        place: reviews.place(in: path, excerpt: "required_pull_request_reviews"),
        approvals: reviews["required_approving_review_count"]?.text.flatMap { Int($0) } ?? 1,
        bindsEverybody: protection["enforce_admins"]?.text == "true")
    }
  }

  private static func terraform(in repository: Repository) -> [BranchProtection] {
    repository.terraform.filter { $0.keyword == "resource" }.compactMap { block in
      func count(_ name: String) -> Int { block.value(of: name).flatMap { Int($0) } ?? 0 }
      switch block.type {
      case "github_branch_protection", "github_branch_protection_v3":
        guard block.has("required_pull_request_reviews") else { return nil }
        return BranchProtection(
          place: block.place, approvals: count("required_approving_review_count"),
          bindsEverybody: block.value(of: "enforce_admins") == "true")
      case "github_repository_ruleset":
        guard block.has("pull_request"), block.value(of: "enforcement") == "active" else {
          return nil
        }
        return BranchProtection(
          place: block.place, approvals: count("required_approving_review_count"),
          bindsEverybody: !block.has("bypass_actors"))
      case "gitlab_branch_protection":
        guard block.value(of: "push_access_level") == "no one" else { return nil }
        return BranchProtection(place: block.place, approvals: 0, bindsEverybody: true)
      case "gitlab_project_approval_rule":
        return BranchProtection(
          place: block.place, approvals: count("approvals_required"), bindsEverybody: false)
      case "azuredevops_branch_policy_min_reviewers":
        return BranchProtection(
          place: block.place, approvals: count("reviewer_count"),
          bindsEverybody: block.value(of: "blocking") != "false")
      default: return nil
      }
    }
  }
}
