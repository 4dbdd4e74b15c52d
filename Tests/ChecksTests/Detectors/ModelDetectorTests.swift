import Readiness
import Testing

/// What a repository shows of how its model is tuned, judged and renewed.
@Suite struct ModelDetectorTests {
  private let renewing = [
    ".github/workflows/renew.yml": Look.workflow(
      on: "{schedule: [{cron: '0 3 1 * *'}]}", "python src/train.py", "python src/evaluate.py",
      "python src/register.py"),
    "src/train.py": "", "src/register.py": "",
    "src/evaluate.py": "if new < old - 0.01:\n    raise SystemExit(1)\n",
  ]

  @Test func `a scheduled pipeline trains, evaluates by a gate and releases`() throws {
    let control: Control.ID = "model.auto-update"
    let seen = try Look(control, in: renewing)
    #expect(seen.status == .pass)
    #expect(
      seen.places == [8, 9, 10].map { ".github/workflows/renew.yml:\($0)" })
    let airworthy = try renewing.replacing(
      "python src/evaluate.py", by: "airworthy gate", in: ".github/workflows/renew.yml")
    #expect(try Look(control, in: airworthy).status == .pass)
    let workflow = ".github/workflows/renew.yml"
    for (old, new, path) in [
      ("schedule: [{cron: '0 3 1 * *'}]", "push: {branches: [main]}", workflow),
      ("python src/evaluate.py", "python src/evaluate.py || true", workflow),
      ("python src/evaluate.py\n", "\n", workflow),
      ("raise SystemExit(1)", "print('worse')", "src/evaluate.py"),
      ("if new < old - 0.01:", "if path is None:", "src/evaluate.py"),
      ("python src/register.py", "echo registered", workflow),
      ("python src/train.py", "pip install train.py", workflow),
    ] {
      #expect(
        try Look(control, in: renewing.replacing(old, by: new, in: path)).status == .notReported,
        "\(new)")
    }
    let early = try renewing.replacing(
      "python src/train.py", by: "python src/register.py", in: workflow
    )
    .replacing(
      "python src/evaluate.py\n          python src/register.py",
      by: "python src/train.py\n          python src/evaluate.py", in: workflow)
    #expect(try Look(control, in: early).status == .notReported)
  }

  @Test func `jobs of a workflow follow one another only where they say so`() throws {
    let control: Control.ID = "model.auto-update"
    let jobs = renewing.adding([
      ".github/workflows/renew.yml": """
      on: {schedule: [{cron: '0 3 1 * *'}]}
      jobs:
        train:
          steps: [{run: python src/train.py}]
        evaluate:
          needs: train
          steps:
            - run: python src/evaluate.py
        register:
          needs: [evaluate]
          steps:
            - run: python src/register.py
      """
    ])
    #expect(try Look(control, in: jobs).status == .pass)
    for needs in ["needs: train", "needs: [evaluate]"] {
      let apart = try jobs.replacing(needs, by: "env: {}", in: ".github/workflows/renew.yml")
      #expect(try Look(control, in: apart).status == .notReported, "\(needs)")
    }
    let stages = renewing.without(".github/workflows/renew.yml").adding([
      ".gitlab-ci.yml": """
      stages: [train, judge, release]
      train: {stage: train, only: [schedules], script: [python src/train.py]}
      judge: {stage: judge, only: [schedules], script: [python src/evaluate.py]}
      release: {stage: release, only: [schedules], script: [python src/register.py]}
      """
    ])
    #expect(try Look(control, in: stages).status == .pass)
    let one = try stages.replacing("stage: release", by: "stage: judge", in: ".gitlab-ci.yml")
    #expect(try Look(control, in: one).status == .notReported)
  }

  @Test func `tasks of Airflow do so in their order`() throws {
    let control: Control.ID = "model.auto-update"
    let job = [
      "dags/renew.py": """
      from airflow import DAG
      with DAG("renew", schedule="@monthly") as dag:
          choose = BranchPythonOperator(task_id="choose")
          train_model >> evaluate_model >> choose >> deploy_model
      """
    ]
    #expect(try Look(control, in: job).status == .pass)
    for (old, new) in [
      ("\"@monthly\"", "None"), ("evaluate_model >> choose >> ", ""),
      ("train_model", "# train_model"),
      ("BranchPythonOperator", "PythonOperator"),
    ] {
      #expect(
        try Look(control, in: job.replacing(old, by: new, in: "dags/renew.py")).status
          == .notReported, "\(new)")
    }
  }

  private let metrics = [
    "dvc.yaml": "stages:\n  evaluate:\n    cmd: python e.py\n    metrics: [metrics.json]\n",
    "dvc.lock":
      "stages:\n  evaluate:\n    outs: [{path: metrics.json, md5: 0beb88d13295d0158f3e8285fc6e7d33}]\n",
    ".github/workflows/report.yml": Look.workflow(
      on: "[pull_request]", "report=$(dvc metrics diff main --md)", "echo \"$report\" > report.md"),
  ]

  @Test func `metrics are kept with code and data and compared in continuous integration`() throws {
    let control: Control.ID = "model.eval-tracked"
    #expect(try Look(control, in: metrics).status == .pass)
    for missing in metrics.keys {
      #expect(try Look(control, in: metrics.without(missing)).status == .notReported, "\(missing)")
    }
    for (old, new) in [
      ("dvc metrics diff", "dvc metrics show"), ("report=$(dvc", "# report=$(dvc"),
    ] {
      let changed = try metrics.replacing(old, by: new, in: ".github/workflows/report.yml")
      #expect(try Look(control, in: changed).status == .notReported, "\(new)")
    }
  }

  @Test func `code may log metrics and compare them with those in service`() throws {
    let control: Control.ID = "model.eval-tracked"
    let code = [
      "Procfile": "evaluate: python src/evaluate.py\n",
      "src/evaluate.py": """
      import mlflow
      mlflow.log_input(data)
      mlflow.log_metrics(figures)
      before = client.get_model_version_by_alias("m", "champion")
      old = client.get_run(before.run_id).data.metrics
      """,
    ]
    #expect(try Look(control, in: code).status == .pass)
    for (old, new, path) in [
      ("client.get_run(", "print(", "src/evaluate.py"),
      ("mlflow.log_input(data)\n", "", "src/evaluate.py"),
      ("python src/evaluate.py", "python src/other.py", "Procfile"),
    ] {
      #expect(
        try Look(control, in: code.replacing(old, by: new, in: path)).status == .notReported,
        "\(new)")
    }
  }

  private let tuned = [
    "src/tune.py": "import optuna\nstudy = optuna.create_study()\n",
    "reports/trials-2.0.0.csv": "depth,rate,auc\n"
      + (1...12).map { "\($0),0.1,0.\($0)\n" }.joined(),
  ]

  @Test func `a search is on record with its trials`() throws {
    #expect(try Look("model.tuned", in: tuned).status == .pass)
    let short = tuned.adding(["reports/trials-2.0.0.csv": "depth,auc\n1,0.8\n2,0.9\n"])
    #expect(try Look("model.tuned", in: short).status == .notReported)
    let same = tuned.adding([
      "reports/trials-2.0.0.csv": "depth,auc\n" + String(repeating: "1,0.8\n", count: 20)
    ])
    #expect(try Look("model.tuned", in: same).status == .notReported)
    let other = try tuned.moving("reports/trials-2.0.0.csv", to: "data/orders.csv")
    #expect(try Look("model.tuned", in: other).status == .notReported)
    let comment = try tuned.replacing("study = optuna", by: "# study = optuna", in: "src/tune.py")
    #expect(try Look("model.tuned", in: comment).status == .notReported)
    let sweep = tuned.without("src/tune.py").adding([
      "sweep.yaml": "method: bayes\nparameters: {depth: {values: [1, 2]}}\n"
    ])
    #expect(try Look("model.tuned", in: sweep).status == .pass)
    let notebook = tuned.without("src/tune.py").adding([
      "tune.ipynb": #"{"cells": [{"cell_type": "code", "source": ["GridSearchCV(m, g)"]}]}"#
    ])
    let seen = try Look("model.tuned", in: notebook)
    #expect(seen.status == .notReported && seen.summary.hasSuffix("in a notebook"))
  }

  private let fair = [
    ".github/workflows/ci.yml": Look.workflow(on: "[pull_request]", "pytest tests"),
    "tests/test_fairness.py": """
    from fairlearn.metrics import equalized_odds_difference

    def test_odds_are_equal(model, rows):
        scores = model.predict(rows)
        assert equalized_odds_difference(truth, scores, sensitive_features=rows.age) < 0.03
    """,
  ]

  @Test func `a limit between groups is asserted by a test that runs`() throws {
    #expect(try Look("model.fairness", in: fair).status == .pass)
    let tests = "tests/test_fairness.py"
    for (old, new, path) in [
      ("assert equal", "print(equal", tests), ("from fairlearn", "# from fairlearn", tests),
      ("def test_odds", "def odds", tests),
      ("model.predict(rows)", "rows.late", tests),
      ("pytest tests", "pytest tests/unit", ".github/workflows/ci.yml"),
      ("pytest tests", "pytest tests -k fast", ".github/workflows/ci.yml"),
      ("pytest tests", "pytest --ignore tests/test_fairness.py", ".github/workflows/ci.yml"),
      ("[pull_request]", "[workflow_dispatch]", ".github/workflows/ci.yml"),
    ] {
      var changed = try fair.replacing(old, by: new, in: path)
      if new == "rows.late" {
        changed = try changed.replacing("(model, rows)", by: "(rows)", in: tests).replacing(
          "scores", by: "late", in: tests)
      }
      let seen = try Look("model.fairness", in: changed)
      #expect(seen.status == .notReported, "\(new)")
    }
  }
}
