import Checks
import Readiness
import Testing

/// When *not found* means *absent*: the repository trains, is whole, and holds no hint.
@Suite struct AbsenceTests {
  private let bare = [
    "src/train.py": "model.fit(rows)\n",
    "src/features.py": "def build(rows):\n    return StandardScaler().fit_transform(rows)\n",
    "README.md": "# Churn\n\nTrains a model.\n",
  ]

  @Test(
    arguments: [
      "code.precommit", "code.ci-tests", "code.step-tests", "code.env-reproducible", "data.schema",
      "data.quality-checked", "doc.data-dictionary", "doc.architecture", "feature.code-tested",
      "feature.from-registry-only", "feature.shared", "infra.containers", "model.auto-update",
      "model.eval-tracked", "model.explain-output", "model.reproducible", "model.tuned",
      "test.metamorphic", "trace.code", "trace.env",
    ] as [Control.ID])
  func `what would have to stand beside the training and does not is absent`(
    _ control: Control.ID
  ) throws {
    let seen = try Look(control, in: bare)
    #expect(seen.status == .absent && !seen.places.isEmpty, "\(seen)")
  }

  @Test func `nothing is absent where nothing trains, or the repository is a part of another`()
    throws
  {
    let untrained = try bare.replacing("model.fit(rows)", by: "print(rows)", in: "src/train.py")
      .without("src/features.py")
    #expect(try Look("code.precommit", in: untrained).status == .notReported)
    let modules = bare.adding([".gitmodules": "[submodule \"data\"]\n"])
    #expect(try Look("code.precommit", in: modules).status == .notReported)
  }

  @Test(
    arguments: [
      ("code.ci-tests", ".travis.yml", "script: make\n"),
      (
        "code.ci-tests", ".github/workflows/ci.yml",
        "on: pull_request\njobs: {a: {uses: org/ci/.github/workflows/test.yml@main}}\n"
      ),
      (
        "code.ci-tests", ".github/workflows/ci.yml",
        "on: pull_request\njobs: {a: {steps: [{run: make test}]}}\n"
      ),
      (
        "code.ci-tests", ".github/workflows/ci.yml",
        "on: pull_request\njobs: {a: {steps: [{run: \"${{ matrix.run }}\"}]}}\n"
      ),
      ("doc.architecture", "docs/more.md", "See https://acme.atlassian.net/wiki/x\n"),
      ("doc.architecture", "docs/more.md", "See https://churn.example.org/design\n"),
      ("trace.env", "src/track.py", "import wandb\n"),
      ("model.reproducible", "src/seed.py", "# random_state is set elsewhere\n"),
      ("trace.data", "data/rows.csv", "a,b\n"),
      ("feature.shared", "pyproject.toml", "[project]\nname = \"churn\"\n"),
    ] as [(Control.ID, String, String)])
  func `a hint, or another place where it may stand, leaves it open`(
    _ control: Control.ID, _ path: String, _ text: String
  ) throws {
    let seen = try Look(control, in: bare.adding([path: text]), name: "Churn")
    #expect(seen.status == .notReported, "\(seen)")
  }

  @Test func `what tests reach by way of others, or name, is not called untested`() throws {
    let control: Control.ID = "code.step-tests"
    let tested = bare.adding(["tests/test_train.py": "import train\ndef test_it(): train.run()\n"])
    #expect(try Look(control, in: tested).status == .absent)
    let reached = tested.adding(["src/train.py": "import features\nmodel.fit(rows)\n"])
    #expect(try Look(control, in: reached).status == .notReported)
    let run = tested.adding([
      "tests/test_run.py": "def test_run():\n    run([\"python\", \"src/features.py\"])\n"
    ])
    #expect(try Look(control, in: run).status == .notReported)
  }

  @Test func `a test that takes a name which is nowhere does not count`() throws {
    let control: Control.ID = "feature.code-tested"
    let workflow = [
      ".github/workflows/ci.yml": Look.workflow(on: "pull_request", "pytest")
    ]
    let tested = bare.adding(workflow).adding([
      "tests/test_features.py": "from src.features import build\ndef test_it(): assert build([])\n"
    ])
    #expect(try Look(control, in: tested).status == .pass)
    let gone = try tested.replacing(
      "import build", by: "import Builder", in: "tests/test_features.py")
    #expect(try !Look(control, in: gone).status.passes)
  }
}
