import Checks
import Readiness
import Testing

/// What git's history shows of how people work together.
@Suite struct PeopleDetectorTests {
  /// A commit, as GitHub makes it of a request unless said otherwise.
  private func commit(
    _ number: Int, subject: String? = nil, committer: String = "noreply@github.com",
    author: String = "ana@example.org", approvers: [String] = [], paths: [String] = ["train.py"]
  ) -> History.Commit {
    History.Commit(
      hash: "c0ffee\(number)", author: author, committer: committer,
      time: 1_700_000_000 - number * 3_600, subject: subject ?? "Adds a thing (#\(number))",
      approvers: approvers, paths: paths)
  }

  private func history(
    _ commits: [History.Commit], shallow: Bool = false, authors: [String: [String: Int]] = [:]
  ) -> History {
    History(isShallow: shallow, mainline: commits, authors: authors)
  }

  @Test
  func `commits that all came by requests show the habit, with a word on what git cannot tell`()
    throws
  {
    let look = try Look(
      "code.pr-only", in: ["train.py": ""], history: history((0..<20).map { commit($0) }))
    #expect(look.status == .warn && look.summary.contains("all 20 commits"))
  }

  @Test(arguments: [19, 0])
  func `too few commits show nothing`(_ count: Int) throws {
    let past = history((0..<count).map { commit($0) })
    #expect(try Look("code.pr-only", in: ["train.py": ""], history: past).status == .notReported)
  }

  @Test func `a direct push among the merges of GitHub refutes it`() throws {
    let push = commit(3, subject: "quick fix", committer: "ana@example.org")
    let past = history((0..<30).map { $0 == 3 ? push : commit($0) })
    let look = try Look("code.pr-only", in: ["train.py": ""], history: past)
    #expect(look.status == .fail && look.summary.contains("quick fix"))
    #expect(try Look("code.peer-approved", in: ["train.py": ""], history: past).status == .fail)
    #expect(
      try Look("infra.pr-only", in: ["a.tf": "module \"x\" {\n}\n"], history: past).status
        == .notReported)
  }

  @Test func `a commit that was rebased may have come by a request`() throws {
    let merged = History.Commit(
      hash: "c0ffee", author: "ana@example.org", committer: "ana@example.org",
      time: 1_700_000_000, subject: "quick fix", authored: 1_699_999_999)
    let past = history((0..<30).map { $0 == 0 ? merged : commit($0) })
    for control in ["code.pr-only", "code.peer-approved"] as [Control.ID] {
      #expect(try Look(control, in: ["train.py": ""], history: past).status == .notReported)
    }
  }

  @Test func `commits that GitHub rebased, or that another host made, are not taken for pushes`()
    throws
  {
    let rebased = history((0..<30).map { $0 == 3 ? commit(3, subject: "fix") : commit($0) })
    #expect(try Look("code.pr-only", in: ["train.py": ""], history: rebased).status == .notReported)
    let elsewhere = history(
      (0..<30).map { commit($0, subject: $0 == 3 ? "fix" : nil, committer: "ana@example.org") })
    #expect(
      try Look("code.pr-only", in: ["train.py": ""], history: elsewhere).status == .notReported)
  }

  @Test func `a shallow clone shows nothing of history`() throws {
    let past = history(
      (0..<30).map { commit($0) }, shallow: true, authors: ["": ["ana@example.org": 30]])
    for control in ["code.pr-only", "gov.knowledge-shared"] as [Control.ID] {
      #expect(try Look(control, in: ["train.py": ""], history: past).status == .notReported)
    }
  }

  @Test func `of infrastructure the commits that touch it count`() throws {
    let texts = ["infra/main.tf": "resource \"a\" \"b\" {\n}\n"]
    let touching = history((0..<5).map { commit($0, paths: ["infra/main.tf"]) })
    #expect(try Look("infra.pr-only", in: texts, history: touching).status == .warn)
    #expect(
      try Look("infra.pr-only", in: texts, history: history((0..<9).map { commit($0) })).status
        == .notReported)
    #expect(try Look("infra.pr-only", in: ["a.py": ""], history: touching).status == .notReported)
  }

  private static let settings = """
    branches:
      - name: main
        protection:
          enforce_admins: true
          required_pull_request_reviews:
            required_approving_review_count: 1
    """
  private static let ruleset = """
    {"enforcement": "active", "bypass_actors": [],
     "rules": [{"type": "pull_request", "parameters": {"required_approving_review_count": 1}}]}
    """
  private static let terraform = """
    resource "github_branch_protection" "main" {
      pattern        = "main"
      enforce_admins = true
      required_pull_request_reviews {
        required_approving_review_count = 1
      }
    }
    """

  @Test(arguments: [
    (".github/settings.yml", settings, "enforce_admins: true", "enforce_admins: false"),
    (".github/rulesets/main.json", ruleset, "\"bypass_actors\": []", "\"bypass_actors\": [{}]"),
    ("github.tf", terraform, "= true", "= false"),
  ])
  func `protection kept as code shows requests and approvals`(
    _ path: String, _ text: String, _ old: String, _ new: String
  ) throws {
    #expect(try Look("code.pr-only", in: [path: text]).status == .pass)
    #expect(try Look("code.peer-approved", in: [path: text]).status == .pass)
    try #require(text.contains(old))
    let open = [path: text.replacing(old, with: new)]
    #expect(try Look("code.pr-only", in: open).status == .notReported)
    let alone = [path: text.replacing(#/count(["\s:=]+)1/#) { "count\($0.output.1)0" }]
    #expect(try Look("code.peer-approved", in: alone).status == .notReported)
  }

  @Test func `trailers of others approve, one's own do not`() throws {
    func past(_ approver: String) -> History {
      history((0..<20).map { commit($0, approvers: [approver]) })
    }
    let texts = ["train.py": ""]
    #expect(
      try Look("code.peer-approved", in: texts, history: past("ben@example.org")).status == .pass)
    #expect(
      try Look("code.peer-approved", in: texts, history: past("ana@example.org")).status
        == .notReported)
  }

  @Test func `code that one person alone wrote refutes shared knowledge`() throws {
    let texts = ["src/train.py": "", "tool/x.py": ""]
    func look(_ authors: [String: [String: Int]]) throws -> Status {
      try Look(
        "gov.knowledge-shared", in: texts, history: history([commit(1)], authors: authors)
      ).status
    }
    #expect(try look(["src": ["ana@example.org": 10]]) == .fail)
    #expect(try look(["src": ["ana@example.org": 9]]) == .notReported)
    #expect(try look(["src": ["ana@example.org": 20, "x[bot]@example.org": 9]]) == .fail)
    #expect(try look(["src": ["ana@example.org": 20, "ben@example.org": 1]]) == .notReported)
    #expect(try look(["gone": ["ana@example.org": 20]]) == .notReported)
  }

  @Test func `owners are shown where each is still at work`() throws {
    let past = history([commit(1)], authors: ["": ["ana@example.org": 3]])
    func look(_ owners: String) throws -> Status {
      try Look("gov.roles", in: ["CODEOWNERS": owners], history: past).status
    }
    #expect(try look("* ana@example.org\n") == .pass)
    #expect(try look("* ana@example.org old@example.org\n") == .notReported)
    #expect(try look("* @team\n") == .notReported)
    #expect(try look("/src ana@example.org\n") == .notReported)
    #expect(try look("* ana@example.org\n/data\n") == .notReported)
  }
}
