import Checks
import Readiness
import Testing

/// What keeps an answer open that would else be *absent*, and what does not.
@Suite struct LeadTests {
  private let bare = [
    "src/train.py": "model.fit(rows)\n", "README.md": "# Churn\n\nTrains a model.\n",
  ]

  @Test(
    arguments: [
      ("trace.data", "src/log.py", "client.log_param(key=\"training_data\", value=path)\n"),
      ("trace.data", "src/log.py", "run.tag(dataset_version)\n"),
      ("trace.env", "src/log.py", "mlflow.sklearn.log_model(model)\n"),
      ("trace.env", "src/log.py", "tags = git_commit\n"),
      ("model.eval-tracked", "experiments/evaluations/a.json", "{\"quality_score\": 3.4}\n"),
      ("model.auto-update", "docs/card.qmd", "It is retrained on a daily basis.\n"),
      ("doc.data-preparation", "content/01-etl/a.qmd", "# Refresh\n\nRows are read.\n"),
      (
        "doc.data-preparation", "data/calls/readme.md",
        "The calls of one year were taken from the switch and then split into two parts by day.\n"
      ),
      ("doc.data-dictionary", "src/schema.pbtxt", "feature {\n  name: \"a\"\n}\n"),
      ("doc.data-dictionary", "src/fill.py", "# by the data_description\n"),
      (
        "doc.architecture", "docs/a.md",
        "See [the card](https://pub.example.org/churn/model-card/).\n"
      ),
      ("doc.architecture", "docs/a.md", "- **Blog post**: https://example.org/writing/a\n"),
      ("doc.architecture", "docs/a.md", "See https://pub.example.org/our-churn-api/\n"),
      ("model.slices", "docs/a.md", "## Performance by location\n"),
      ("model.slices", "src/e.py", "print(classification_report(y, p))\n"),
      ("model.slices", "src/e.py", "f1 = scores_per_tag(rows)  # f1 per tag\n"),
      ("model.explain-output", "src/e.py", "values = shap.Explainer(model)(row)\n"),
      ("model.baseline", "src/compare.py", "assert forest_better_than(tree)\n"),
      ("data.schema", "tests/gx/expectations/rows.json", "{\"expectations\": []}\n"),
      ("data.schema", "src/views.py", "import feast\nv = FeatureView(name=\"a\")\n"),
    ] as [(Control.ID, String, String)])
  func `a lead keeps it open`(_ control: Control.ID, _ path: String, _ text: String) throws {
    #expect(try Look(control, in: bare, name: "Churn").status == .absent, "\(control)")
    let seen = try Look(control, in: bare.adding([path: text]), name: "Churn")
    #expect(seen.status == .notReported, "\(seen)")
  }

  @Test(arguments: [
    "[how to](https://example.org/blog/tools)", "See [docs](https://tool.example.org/docs).",
    "https://github.com/acme/churn/issues", "![](https://example.org/churn.png)",
    "https://img.shields.io/churn",
  ])
  func `a link to what others wrote, to code or to a picture leads nowhere`(
    _ text: String
  ) throws {
    let seen = try Look("doc.architecture", in: bare.adding(["docs/a.md": text]), name: "Churn")
    #expect(seen.status == .absent, "\(seen)")
  }

  @Test func `a service that logs questions with answers may store them`() throws {
    let served = bare.adding(["src/app.py": "app = FastAPI()\n"])
    #expect(try Look("data.io-logged", in: served).status == .absent)
    let logging = try served.replacing(
      "app = FastAPI()\n",
      by: "app = FastAPI()\nself.logger.info(\n  'done',\n  query=query,\n  answer=answer)\n",
      in: "src/app.py")
    #expect(try Look("data.io-logged", in: logging).status == .notReported)
  }

  @Test func `of code in another language only what is read in any is absent`() throws {
    let inGo = bare.adding(["a.go": "package a\n", "b.go": "package a\n", "c.go": "package a\n"])
    for control in [
      "code.model-spec-tests", "model.auto-update", "model.eval-tracked", "trace.env",
      "data.schema", "doc.code", "code.ci-tests",
    ] as [Control.ID] {
      #expect(try Look(control, in: inGo).status == .notReported, "\(control)")
    }
    #expect(try Look("code.precommit", in: inGo).status == .absent)
    let inner = inGo.adding([
      "store.proto":
        "service Store {\n  rpc Get (A) returns (A) {}\n}\nmessage A {\n  string a = 1;\n}\n",
      "store.go": "type store struct { UnimplementedStoreServer }\n",
    ])
    #expect(try Look("doc.api", in: inner).status == .notReported)
    let locked = inGo.adding(["go.mod": "module a\n", "go.sum": "a v1.0.0 h1:x\n"])
    #expect(try Look("code.env-reproducible", in: locked).status == .pass)
  }

  @Test func `a program that bears the name of a test is none, and trains`() throws {
    let script = [
      "add_test.py": "import argparse\nparser = argparse.ArgumentParser()\nmodel.fit(rows)\n",
      "README.md": "# Adding\n",
    ]
    let seen = try Look("code.model-spec-tests", in: script)
    #expect(seen.status == .absent && seen.summary.contains("there is no test"), "\(seen)")
    let tested = script.adding(["add_test.py": "def test_add():\n    model.fit(rows)\n"])
    #expect(try Look("code.precommit", in: tested).status == .notReported)
    let helper = ["tests/run.py": "import argparse\nargparse.ArgumentParser()\nmodel.fit(rows)\n"]
    #expect(try Look("code.precommit", in: helper).status == .notReported)
  }

  @Test func `what fits shapes in pictures trains nothing`() throws {
    let looks = ["face.py": "import cv2\nlandmarks = detector.fit(image, faces)\n"]
    #expect(try Look("code.precommit", in: looks).status == .notReported)
    let learns = try looks.replacing("import cv2\n", by: "import cv2, torch\n", in: "face.py")
    #expect(try Look("code.precommit", in: learns).status == .absent)
  }

  @Test func `tests in files named in the plural count where a command names them`() throws {
    let tree = [
      "src/features.py": "def build(rows):\n    return rows\n", "src/train.py": "model.fit(rows)\n",
      "src/feature_tests.py": "import features\ndef test_it(): assert features.build([])\n",
    ]
    func seen(_ line: String) throws -> Look {
      try Look(
        "feature.code-tested",
        in: tree.adding([
          ".github/workflows/ci.yml": Look.workflow(on: "pull_request", line)
        ]))
    }
    #expect(try seen("pytest src/feature_tests.py").status == .pass)
    #expect(try seen("pytest src").status == .notReported)
  }

  @Test func `one module without a test is no step without one`() throws {
    let control: Control.ID = "code.step-tests"
    let tested = bare.adding([
      "src/features.py": "def build(): pass\n", "src/feature_store.py": "def more(): pass\n",
      "tests/test_all.py":
        "import train\nimport features\ndef test_it(): assert features.build()\n",
    ])
    #expect(try Look(control, in: tested).status == .notReported)
    let schema = tested.adding(["src/predict_schema.py": "x = 1\n"])
    #expect(try Look(control, in: schema).status == .notReported)
    let step = tested.adding(["src/predict.py": "x = 1\n"])
    let seen = try Look(control, in: step)
    #expect(seen.status == .absent && seen.places.first == "src/predict.py", "\(seen)")
    let whole = step.adding([
      "tests/test_service.py": "def test_it(): assert endpoint.predict([1])\n"
    ])
    #expect(try Look(control, in: whole).status == .notReported)
  }

  @Test func `described code without pages of reference is half of what is asked for`() throws {
    let code = (0..<10).map { "def f\($0)():\n    \"\"\"Tells.\"\"\"\n" }.joined()
    let described = bare.adding(["src/all.py": "\"\"\"All.\"\"\"\n" + code])
    #expect(try Look("doc.code", in: described).status == .notReported)
    #expect(try Look("doc.code", in: bare).status == .absent)
  }
}
