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
      ("code.ci-tests", "build/run.yaml", "steps:\n- name: gcr.io/x/y\n  args: [a]\n"),
      ("doc.architecture", "docs/report.pdf", "%PDF\n"),
      ("doc.code", "mkdocs.yml", "site_name: churn\n"),
      ("model.tuned", "src/search.py", "# the grid search ran elsewhere\n"),
      ("model.counterfactual", "src/ask.py", "import dice_ml\n"),
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

  @Test(
    arguments: [
      ("LICENSE", "No counterfactual is warranted.\n"), ("requirements.txt", "dice_ml\n"),
      ("ROADMAP.md", "Then counterfactuals.\n"), ("docs/more.md", "- [ ] counterfactuals\n"),
      (".claude/skills/explain.md", "Offer counterfactuals.\n"),
      ("examples/ask.py", "import dice_ml\n"), ("src/ask.py", "alibi = 'never'\n"),
      (
        "look.ipynb",
        """
        {"cells": [
          {
           "cell_type": "code",
           "outputs": ["counterfactual"],
           "source": [
            "x = 1"
           ]
          }
        ]}
        """
      ),
    ])
  func `what is no part of the system, or yet to be done, leads nowhere`(
    _ path: String, _ text: String
  ) throws {
    #expect(try Look("model.counterfactual", in: bare.adding([path: text])).status == .absent)
  }

  @Test func `where a control asks for several things, no word on one of them is enough`() throws {
    let control: Control.ID = "model.release-gate"
    let limit = bare.adding(["src/check.py": "assert accuracy > 0.8\n"])
    let seen = try Look(control, in: limit)
    #expect(seen.status == .absent && seen.summary.contains("comparison with the model before"))
    let both = limit.adding(["src/compare.py": "worse = score < champion.score\n"])
    #expect(try Look(control, in: both).status == .notReported)
  }

  @Test func `the text of a notebook is a document, and its places are lines of the file`() throws {
    let notebook = """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "metadata": {},
         "source": [
          "# Which model\\n",
          "We compare two models and choose the better."
         ]
        }
       ]
      }
      """
    #expect(try Look("doc.model-choice", in: bare).status == .absent)
    let seen = try Look("doc.model-choice", in: bare.adding(["look.ipynb": notebook]))
    #expect(
      seen.status == .notReported
        && seen.places == ["look.ipynb:7"], "\(seen)")
    #expect(
      try Look("doc.data-dictionary", in: bare.adding(["look.ipynb": notebook])).status == .absent)
  }

  @Test func `of what trains in R only that is absent which is read in any language`() throws {
    let inR = [
      "R/train.R": "library(tidymodels)\nmodel <- fit(spec, rows)\n", "README.md": "# Churn\n",
    ]
    #expect(try Look("code.precommit", in: inR).status == .absent)
    #expect(try Look("model.counterfactual", in: inR).status == .absent)
    #expect(try Look("code.step-tests", in: inR).status == .absent)
    #expect(try Look("data.schema", in: inR).status == .notReported)
    #expect(try Look("doc.code", in: inR).status == .notReported)
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
