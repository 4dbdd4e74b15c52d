import Readiness
import Testing

/// Tests of models and pipelines, and notebooks that nobody tests.
@Suite struct ModelTestDetectorTests {
  private static let ci = [
    ".github/workflows/ci.yml": Look.workflow(on: "[pull_request]", "python -m pytest -q")
  ]

  private let specified = ci.adding([
    "pkg/model.py": "",
    "tests/test_model.py": """
    from pkg import model

    def test_it_overfits_ten_rows():
        fitted = model.fit(rows)
        assert fitted.loss < 0.01

    def test_probabilities_are_in_range():
        assert (fitted.predict_proba(rows) <= 1).all()

    def test_save_and_load_give_the_same():
        model.save(fitted, path)
        assert model.load(path).predict(rows) == fitted.predict(rows)
    """,
  ])

  @Test func `tests show that a model learns, what it puts out and that it reloads`() throws {
    let seen = try Look("code.model-spec-tests", in: specified)
    #expect(seen.status == .pass)
    #expect(
      seen.places == [
        "tests/test_model.py:3", "tests/test_model.py:7", "tests/test_model.py:10",
        ".github/workflows/ci.yml:7",
      ])
    for (old, new, path) in [
      ("model.fit(rows)", "model.new(rows)", "tests/test_model.py"),
      ("def test_it_overfits", "@pytest.mark.skip\ndef test_it_overfits", "tests/test_model.py"),
      ("assert fitted.loss < 0.01", "assert True", "tests/test_model.py"),
      (
        "assert (fitted.predict_proba(rows) <= 1).all()", "fitted.predict_proba(rows)",
        "tests/test_model.py"
      ),
      ("model.save(fitted, path)", "pass", "tests/test_model.py"),
      ("from pkg import model", "import model_zoo", "tests/test_model.py"),
      ("def test_save_and_load", "def test_data_and_file", "tests/test_model.py"),
      ("python -m pytest -q", "python -m pytest -q || true", ".github/workflows/ci.yml"),
      ("[pull_request]", "{release: {}}", ".github/workflows/ci.yml"),
    ] {
      #expect(
        try Look("code.model-spec-tests", in: specified.replacing(old, by: new, in: path)).status
          == .notReported, "\(new)")
    }
  }

  private let whole = ci.adding([
    "pkg/features.py": "", "pkg/train.py": "", "pkg/predict.py": "",
    "tests/test_pipeline.py": """
    from pkg import features, predict, train

    def test_raw_rows_become_predictions():
        fitted = train.train(features.make(rows))
        assert predict.predictions(fitted, rows).round(4).equals(stored)
    """,
  ])

  @Test func `one test goes from raw data to predictions`() throws {
    let control: Control.ID = "code.pipeline-integration"
    #expect(try Look(control, in: whole).status == .pass)
    for (old, new) in [
      ("assert predict", "predict"),
      (
        "assert predict.predictions(fitted, rows).round(4).equals(stored)",
        "assert predict and train"
      ),
      ("features, predict, train", "features, predict"),
      ("def test_raw", "def raw"),
    ] {
      #expect(
        try Look(control, in: whole.replacing(old, by: new, in: "tests/test_pipeline.py")).status
          == .notReported, "\(new)")
    }
    let unnamed = try whole.moving("tests/test_pipeline.py", to: "tests/test_rows.py")
    #expect(try Look(control, in: unnamed).status == .notReported)
    #expect(try Look(control, in: whole.without(".github/workflows/ci.yml")).status == .notReported)
  }

  @Test func `all stages of DVC count where they are forced to run, and are odd`() throws {
    let control: Control.ID = "code.pipeline-integration"
    let stages = [
      ".github/workflows/ci.yml": Look.workflow(on: "[pull_request]", "dvc repro --force"),
      "dvc.yaml": """
      stages:
        prepare: {cmd: python prepare.py}
        train: {cmd: python train.py}
        predict: {cmd: python predict.py}
      """,
    ]
    #expect(try Look(control, in: stages).status == .warn)
    for (old, new, path) in [
      (" --force", "", ".github/workflows/ci.yml"),
      ("repro", "repro train", ".github/workflows/ci.yml"),
      ("  predict: {cmd: python predict.py}", "", "dvc.yaml"),
    ] {
      #expect(
        try Look(control, in: stages.replacing(old, by: new, in: path)).status == .notReported,
        "\(new)")
    }
  }

  private let relations = ci.adding([
    "tests/test_relations.py": """
    def test_order_of_rows_does_not_change_predictions(model):
        assert model.predict(rows[::-1])[::-1] == model.predict(rows)

    def test_more_delay_is_monotonic(model):
        assert (model.predict_proba(later) >= model.predict_proba(rows)).all()
    """
  ])

  @Test func `relations between outputs are tested, and few are odd`() throws {
    let control: Control.ID = "test.metamorphic"
    #expect(try Look(control, in: relations).status == .warn)
    let more = (1...3).map {
      "\ndef test_invariance_\($0)(model):\n    assert model.predict(a) == model.predict(b)\n"
    }
    let five = relations.adding(["tests/test_more.py": more.joined()])
    #expect(try Look(control, in: five).status == .pass)
    for (old, new, path) in [
      ("def test_more", "def more", "tests/test_relations.py"),
      (
        "assert (model.predict_proba(later) >= model.predict_proba(rows)).all()",
        "assert is_monotonic(index)", "tests/test_relations.py"
      ),
      ("pytest -q", "pytest -q -m fast", ".github/workflows/ci.yml"),
      ("pytest -q", "echo", ".github/workflows/ci.yml"),
    ] {
      let seen = try Look(control, in: relations.replacing(old, by: new, in: path))
      #expect(seen.status == .notReported && !seen.places.isEmpty, "\(new)")
    }
  }

  @Test func `sensitivity to inputs and to settings is tested`() throws {
    let control: Control.ID = "test.sensitivity"
    let tests = Self.ci.adding([
      "tests/test_sensitivity.py": """
      def test_sensitivity_to_seed():
          assert spread([train(seed).predict(rows) for seed in range(20)]) < 0.003

      def test_sensitivity_to_input_noise(model):
          assert abs(model.predict(noisy) - model.predict(rows)).max() < 0.04
      """
    ])
    #expect(try Look(control, in: tests).status == .pass)
    for (old, new) in [
      ("_to_seed", "_to_noise"), ("_to_input_noise", "_to_threshold"),
      ("def test_sensitivity_to_seed", "def sensitivity_to_seed"),
      ("assert spread", "print(spread"),
    ] {
      #expect(
        try Look(control, in: tests.replacing(old, by: new, in: "tests/test_sensitivity.py")).status
          == .notReported, "\(new)")
    }
  }

  private let notebook = [
    "train.ipynb":
      #"{"cells": [{"cell_type": "markdown", "source": "x.fit()"}, {"cell_type": "code", "source": ["a = 1\n", "model.fit(rows)"]}]}"#,
    "clean.py": "rows = read()\n",
  ]

  @Test
  func `training that lies in a notebook alone, and is not tested, refutes tests of each step`()
    throws
  {
    let seen = try Look("code.step-tests", in: notebook)
    #expect(seen.status == .fail && seen.places == ["train.ipynb:2"])
    for more in [
      ["train.py": "model.fit(rows)\n"], ["train.R": "fit(x)\n"],
      [".github/workflows/ci.yml": Look.workflow(on: "[push]", "pytest --nbmake train.ipynb")],
      ["tests/test_notebook.py": "from testbook import testbook\n"],
      ["Makefile": "test:\n\tpapermill train.ipynb out.ipynb\n"],
    ] {
      #expect(
        try Look("code.step-tests", in: notebook.adding(more)).status != .fail, "\(more)")
    }
    let prose = try notebook.replacing("model.fit(rows)", by: "print(rows)", in: "train.ipynb")
    #expect(try Look("code.step-tests", in: prose).status == .notReported)
    let tutorial = try notebook.moving("train.ipynb", to: "examples/train.ipynb")
    #expect(try Look("code.step-tests", in: tutorial).status == .notReported)
  }

  @Test func `a test that takes names from a package covers the modules that define them`() throws {
    let tree = Self.ci.adding([
      "pkg/__init__.py": "",
      "pkg/jobs/__init__.py":
        "from pkg.jobs.train import TrainJob\nfrom pkg.jobs.predict import PredictJob\n",
      "pkg/jobs/train.py": "class TrainJob: pass\n",
      "pkg/jobs/predict.py": "class PredictJob: pass\n",
      "tests/test_jobs.py":
        "from pkg import jobs\ndef test_jobs():\n    assert jobs.TrainJob() and jobs.PredictJob()\n",
    ])
    #expect(try Look("code.step-tests", in: tree).status == .pass)
    let half = try tree.replacing(" and jobs.PredictJob()", by: "", in: "tests/test_jobs.py")
    #expect(try Look("code.step-tests", in: half).status == .notReported)
  }
}
