import Checks
import Readiness
import Testing

/// What nothing leaves has no infrastructure, alerts or roll-out; what may be served is asked about.
@Suite struct DepartureTests {
  private let kept = [
    "train.py": "model.fit(rows)\n", "README.md": "# Churn\n\nTrains a model.\n",
  ]
  private static let outside: [Control.ID] = [
    "infra.as-code", "infra.versioned", "infra.env-parity", "deploy.canary", "deploy.progressive",
    "infra.scalable", "infra.health-alerts", "data.drift-monitored", "monitor.logging-alerting",
    "monitor.staleness", "monitor.compute",
  ]

  @Test(arguments: outside)
  func `what runs outside is absent where nothing leaves the repository`(
    _ control: Control.ID
  ) throws {
    let seen = try Look(control, in: kept)
    #expect(seen.status == .absent && seen.summary.contains("nothing leaves"), "\(seen)")
  }

  @Test(arguments: [
    ("Dockerfile", "FROM python:3.12\n"), ("app.py", "app = FastAPI()\n"),
    ("setup.py", "setup(name=\"churn\")\n"), ("package.json", "{}\n"),
    ("docs/more.md", "The model is deployed by the platform team.\n"),
    ("docs/more.md", "Predictions are served from here.\n"),
    ("push.py", "api.upload_file(\"model.bin\")  # upload the model\n"),
    ("save.py", "import boto3\n"), ("docs/paper.pdf", "%PDF\n"), (".travis.yml", "script: make\n"),
    ("main.tf", "resource \"a\" \"b\" {\n}\n"),
    (
      ".github/workflows/ci.yml",
      "on: push\njobs: {a: {steps: [{run: python -m twine dist}]}}\n"
    ),
  ])
  func `what may leave it keeps that open`(_ path: String, _ text: String) throws {
    let seen = try Look("monitor.staleness", in: kept.adding([path: text]))
    #expect(seen.status == .notReported, "\(seen)")
  }

  @Test func `nor is it absent where nothing trains, or another language does`() throws {
    #expect(try Look("monitor.staleness", in: ["a.py": "x = 1\n"]).status == .notReported)
    let others = kept.adding(["a.go": "package a\n", "b.go": "package a\n"])
    #expect(try Look("monitor.staleness", in: others).status == .notReported)
  }

  @Test(
    arguments: [
      ("app.py", "app = FastAPI()\n", Survey.Answers.yes),
      ("deploy.py", "endpoint.deploy(model=model)\n", .yes),
      ("api.qmd", "api |> vetiver_api(v)\n", .yes),
      ("main.go", "http.ListenAndServe(\":80\", nil)\n", .yes),
      ("docs/more.md", "Scores are served by an online store.\n", .perhaps),
      ("serve.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n", .perhaps),
      ("docs/more.md", "The endpoint of S3 is set there.\n", .no),
      ("data/corpus.txt", "the web app of a bank\n", .no),
    ] as [(String, String, Survey.Answers)])
  func `whether something answers requests is certain, may be, or is not so`(
    _ path: String, _ text: String, _ answering: Survey.Answers
  ) {
    let survey = Survey(of: Repository(texts: kept.adding([path: text])))
    #expect(survey.answering == answering)
  }

  @Test func `a feature store is certain by its settings, and may be by a word`() {
    let settings = kept.adding(["store/feature_store.yaml": "project: churn\n"])
    #expect(Survey(of: Repository(texts: settings)).featureStore == .yes)
    let word = kept.adding(["docs/more.md": "Features come from Tecton .\n"])
    #expect(Survey(of: Repository(texts: word)).featureStore == .perhaps)
    #expect(Survey(of: Repository(texts: kept)).featureStore == .no)
  }

  private let story = String(repeating: "It learns from rows of calls how people talk. ", count: 20)

  @Test(
    arguments: [
      ("model.retraining-policy", "It is retrained by hand."),
      ("model.rollback", "Go back to the previous version of the model."),
      ("gov.business-goals", "The goal is fewer calls."), ("gov.risk-register", "Risks are few."),
    ] as [(Control.ID, String)])
  func `a policy that no word speaks of is absent, a word keeps it open`(
    _ control: Control.ID, _ word: String
  ) throws {
    let told = kept.adding(["README.md": "# Churn\n\n" + story])
    #expect(try Look(control, in: told).status == .absent)
    #expect(try Look(control, in: told.adding(["docs/a.md": word])).status == .notReported)
    let wiki = told.adding(["docs/a.md": "https://acme.atlassian.net/wiki"])
    #expect(try Look(control, in: wiki).status == .notReported)
  }

  @Test func `goals and risks are not missed by a README of few words`() throws {
    for control in ["gov.business-goals", "gov.risk-register"] as [Control.ID] {
      #expect(try Look(control, in: kept).status == .notReported)
    }
  }

  @Test func `a service without a word on load was not tested under it`() throws {
    let control: Control.ID = "deploy.load-tested"
    let served = kept.adding(["app.py": "app = FastAPI()\n"])
    #expect(try Look(control, in: served).status == .absent)
    #expect(try Look(control, in: kept).status == .notReported)
    for more in [
      ["docs/a.md": "Latency is 20 ms.\n"], ["locustfile.py": "import locust\n"],
      [".travis.yml": "script: make\n"],
    ] {
      #expect(try Look(control, in: served.adding(more)).status == .notReported, "\(more)")
    }
  }
}
