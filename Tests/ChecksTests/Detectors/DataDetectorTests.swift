import Readiness
import Testing

/// What a repository shows of checks on its data: schemas, quality, drift, and the log of predictions.
@Suite struct DataDetectorTests {
  private let drift = [
    ".github/workflows/drift.yml": Look.workflow(
      on: "{schedule: [{cron: '0 6 * * 1'}]}", "python monitoring/weekly.py"),
    "monitoring/weekly.py": "from monitoring.drift import check\ncheck()\n",
    "monitoring/drift.py": """
    from evidently import Report
    from evidently.presets import DataDriftPreset

    def check():
        result = Report([DataDriftPreset()]).run(current, reference)
        if result["dataset_drift"]:
            raise SystemExit("drift")
    """,
  ]

  @Test func `drift is monitored on a schedule, by code that acts on it`() throws {
    let seen = try Look("data.drift-monitored", in: drift)
    #expect(seen.status == .pass)
    #expect(
      seen.places == [
        ".github/workflows/drift.yml:7", "monitoring/drift.py:2", "monitoring/drift.py:6",
      ])
    let alert = try drift.replacing(
      "raise SystemExit(\"drift\")", by: "send_alert(result)", in: "monitoring/drift.py")
    #expect(try Look("data.drift-monitored", in: alert).status == .pass)
    let cluster = drift.without(".github/workflows/drift.yml").adding([
      "k8s/drift.yaml": """
      apiVersion: batch/v1
      kind: CronJob
      spec:
        jobTemplate: {spec: {template: {spec: {containers: [{name: a, command: [python, monitoring/weekly.py]}]}}}}
      """
    ])
    #expect(try Look("data.drift-monitored", in: cluster).status == .pass)
    let airflow = try drift.without(".github/workflows/drift.yml")
      .replacing(
        "from monitoring.drift",
        by: "from airflow import DAG\nDAG(\"x\", schedule=\"@weekly\")\nfrom monitoring.drift",
        in: "monitoring/weekly.py")
    #expect(try Look("data.drift-monitored", in: airflow).status == .pass)
    let never = try airflow.replacing("\"@weekly\"", by: "None", in: "monitoring/weekly.py")
    #expect(try Look("data.drift-monitored", in: never).status == .notReported)
  }

  @Test(arguments: [
    ("schedule: [{cron: '0 6 * * 1'}]", "workflow_dispatch: {}", ".github/workflows/drift.yml"),
    ("weekly.py", "weekly.py || true", ".github/workflows/drift.yml"),
    (
      "python monitoring/weekly.py", "echo python monitoring/weekly.py",
      ".github/workflows/drift.yml"
    ),
    ("raise SystemExit(\"drift\")", "print(result)", "monitoring/drift.py"),
    ("if result[\"dataset_drift\"]:", "if rows is None:", "monitoring/drift.py"),
    ("from evidently import", "# from evidently import", "monitoring/drift.py"),
    ("DataDriftPreset", "ClassificationPreset", "monitoring/drift.py"),
    ("from monitoring.drift import check", "def check(): pass", "monitoring/weekly.py"),
  ])
  func `drift that nobody looks at again, or acts on, is a place to look at`(
    _ old: String, _ new: String, _ path: String
  ) throws {
    let changed = try drift.replacing(old, by: new, in: path)
      .merging(
        path == "monitoring/drift.py" && old.hasPrefix("from")
          ? ["monitoring/drift.py": "# from evidently import Report\n"] : [:]
      ) { $1 }
    #expect(try Look("data.drift-monitored", in: changed).status == .notReported)
  }

  private let server = [
    "k8s/scorer.yaml": """
    apiVersion: serving.kserve.io/v1beta1
    kind: InferenceService
    metadata: {name: scorer}
    spec:
      predictor:
        logger: {mode: all, url: http://log.svc}
        model: {modelFormat: {name: sklearn}}
    """,
    "client.py": "import requests\nrequests.post(url, headers={\"X-Request-Id\": number})\n",
  ]

  @Test func `a model server logs all that it hears and says, under an id`() throws {
    #expect(try Look("data.io-logged", in: server).status == .pass)
    for (old, new, path) in [
      ("mode: all", "mode: request", "k8s/scorer.yaml"),
      (", url: http://log.svc", "", "k8s/scorer.yaml"),
      ("X-Request-Id", "Accept", "client.py"), ("requests.post", "# requests.post", "client.py"),
    ] {
      #expect(
        try Look("data.io-logged", in: server.replacing(old, by: new, in: path)).status
          == .notReported, "\(new)")
    }
    let second = server.adding([
      "k8s/other.yaml": "apiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n"
    ])
    #expect(try Look("data.io-logged", in: second).places == ["k8s/other.yaml:1"])
  }

  private let endpoint = [
    "deploy/prd.yml": """
    Resources:
      Config:
        Type: AWS::SageMaker::EndpointConfig
        Properties:
          DataCaptureConfig:
            EnableCapture: True
            InitialSamplingPercentage: 100
            CaptureOptions: [{CaptureMode: Input}, {CaptureMode: Output}]
            DestinationS3Uri: !Sub s3://${Bucket}/log
    """,
    "app.py": "client.invoke_endpoint(EndpointName=name, InferenceId=number, Body=rows)\n",
  ]

  @Test func `an endpoint captures all of it, in both directions`() throws {
    #expect(try Look("data.io-logged", in: endpoint).status == .pass)
    for (old, new, path) in [
      ("Percentage: 100", "Percentage: 20", "deploy/prd.yml"),
      (", {CaptureMode: Output}", "", "deploy/prd.yml"),
      ("EnableCapture: True", "EnableCapture: False", "deploy/prd.yml"),
      ("InferenceId=number, ", "", "app.py"),
    ] {
      #expect(
        try Look("data.io-logged", in: endpoint.replacing(old, by: new, in: path)).status
          == .notReported, "\(new)")
    }
    let terraform = [
      "main.tf": """
      resource "aws_sagemaker_endpoint_configuration" "a" {
        data_capture_config {
          enable_capture = true
          initial_sampling_percentage = 100
          capture_options { capture_mode = "InputAndOutput" }
        }
      }
      """, "app.py": "prediction_id = 1\n",
    ]
    #expect(try Look("data.io-logged", in: terraform).status == .pass)
    #expect(
      try Look("data.io-logged", in: terraform.replacing("= 100", by: "= 50", in: "main.tf")).status
        == .notReported)
  }

  @Test
  func `services that log features and predictions count, one that stores something does not`()
    throws
  {
    let bento = [
      "service.py": """
      import bentoml
      with bentoml.monitor("scorer") as log:
          log.log(number, name="prediction_id", role="feature", data_type="categorical")
          log.log(delay, name="delay", role="feature", data_type="numerical")
          log.log(late, name="late", role="prediction", data_type="numerical")
      """
    ]
    #expect(try Look("data.io-logged", in: bento).status == .pass)
    let half = try bento.replacing("role=\"prediction\"", by: "role=\"target\"", in: "service.py")
    #expect(try Look("data.io-logged", in: half).status == .notReported)
    let bundle = [
      "databricks.yml": """
      resources:
        model_serving_endpoints:
          scorer: {config: {auto_capture_config: {enabled: true}}}
      """, "client.py": "client_request_id = 1\n",
    ]
    #expect(try Look("data.io-logged", in: bundle).status == .pass)
    let store = ["api.py": "table.insert_one({\"id\": i, \"features\": x, \"prediction\": y})\n"]
    #expect(try Look("data.io-logged", in: store).places == ["api.py:1"])
    #expect(try Look("data.io-logged", in: store).status == .notReported)
  }

  private let quality = [
    ".github/workflows/nightly.yml": Look.workflow(
      on: "{schedule: [{cron: '0 1 * * *'}]}", "soda scan -d dwh soda/checks.yml",
      "python src/predict.py"),
    "soda/checks.yml": """
    checks for orders:
      - row_count > 1000
      - missing_count(price) = 0
      - invalid_count(price) = 0:
          valid min: 0
      - duplicate_count(order_id) = 0
    """,
    "src/predict.py": "",
  ]

  @Test func `each batch is checked before it is used`() throws {
    let control: Control.ID = "data.quality-checked"
    let seen = try Look(control, in: quality)
    #expect(seen.status == .pass && seen.places.first == ".github/workflows/nightly.yml:8")
    let few = try quality.replacing("  - row_count > 1000\n", by: "", in: "soda/checks.yml")
    let near = try Look(control, in: few)
    #expect(near.status == .notReported && near.summary.hasSuffix("no rule asks for enough rows"))
    for (old, new, path) in [
      ("  - missing_count(price) = 0\n", "", "soda/checks.yml"),
      ("- row", "# row", "soda/checks.yml"),
      ("checks.yml\n", "checks.yml || true\n", ".github/workflows/nightly.yml"),
      ("python src/predict.py", "echo done", ".github/workflows/nightly.yml"),
      ("schedule: [{cron: '0 1 * * *'}]", "pull_request: {}", ".github/workflows/nightly.yml"),
    ] {
      var changed = try quality.replacing(old, by: new, in: path)
      if new == "# row" {
        changed = try changed.replacing(
          "- duplicate_count(order_id) = 0", by: "# duplicates", in: "soda/checks.yml")
      }
      #expect(try Look(control, in: changed).status == .notReported, "\(old)")
    }
  }

  @Test func `a stage that checks gates those that read what it makes`() throws {
    let stages = quality.without(".github/workflows/nightly.yml").adding([
      "dvc.yaml": """
      stages:
        check: {cmd: soda scan -d dwh soda/checks.yml, outs: [data/checked.csv]}
        train: {cmd: python src/train.py, deps: [data/checked.csv], outs: [model.pkl]}
      """
    ])
    #expect(try Look("data.quality-checked", in: stages).status == .pass)
    let beside = try stages.replacing(
      "deps: [data/checked.csv]", by: "deps: [data/raw.csv]", in: "dvc.yaml")
    #expect(try Look("data.quality-checked", in: beside).status == .notReported)
    let tool = ["check.py": "import great_expectations as gx\ngx.get_context()\n"]
    #expect(try Look("data.quality-checked", in: tool).places == ["check.py:1"])
  }

  private let frames = [
    "pkg/schemas.py": """
    import pandera.pandas as pa

    class Orders(pa.DataFrameModel):
        price: pa.typing.Series[float] = pa.Field(ge=0, le=10_000)
        origin: pa.typing.Series[str] = pa.Field(
            isin=["EWR", "JFK"],
        )
        late: pa.typing.Series[bool] = pa.Field()
    """,
    "pkg/train.py": "from pkg import schemas\nrows = schemas.Orders.validate(rows)\n",
    "Dockerfile": "FROM python\nCMD [\"python\", \"-m\", \"pkg.train\"]\n",
  ]

  @Test func `a schema has limits, and code that runs validates by it`() throws {
    let seen = try Look("data.schema", in: frames)
    #expect(
      seen.status == .pass && seen.places == ["pkg/schemas.py:3", "pkg/train.py:2", "Dockerfile:2"])
    for (old, new, path) in [
      ("= pa.Field(ge=0, le=10_000)", "= pa.Field()", "pkg/schemas.py"),
      (".validate(rows)", "", "pkg/train.py"),
      ("rows = schemas", "# rows = schemas", "pkg/train.py"),
      ("pkg.train", "pkg.other", "Dockerfile"),
      ("pkg.train", "pip", "Dockerfile"),
    ] {
      #expect(
        try Look("data.schema", in: frames.replacing(old, by: new, in: path)).status
          == .notReported, "\(new)")
    }
    let test = try frames.moving("pkg/train.py", to: "tests/test_schemas.py")
    #expect(try Look("data.schema", in: test).status == .notReported)
  }

  @Test func `a schema as an object counts, and one open field in five is odd`() throws {
    let object = try frames.adding([
      "pkg/schemas.py": """
      from pandera import Check, Column, DataFrameSchema
      orders = DataFrameSchema({
          "price": Column(float, Check.in_range(0, 10)),
          "origin": Column(str, Check.isin(["EWR"])),
          "late": Column(bool),
          "weight": Column(float, Check.gt(0)),
          "note": Column(str),
      })
      """
    ]).replacing("schemas.Orders.", by: "schemas.orders.", in: "pkg/train.py")
    let seen = try Look("data.schema", in: object)
    #expect(seen.status == .warn && seen.summary.contains("none for note"))
  }

  @Test func `a schema may be enforced where it stands, by a function that others call`() throws {
    let one = [
      "pkg/data.py": """
      import pandera as pa
      ROWS = pa.DataFrameSchema({
          "a": pa.Column(int, pa.Check.ge(0)), "b": pa.Column(bool), "c": pa.Column(str, pa.Check.isin(["x"])),
      })

      def read(path):
          return ROWS.validate(load(path))
      """,
      "pkg/train.py": "from pkg import data\nrows = data.read(path)\n",
      "Dockerfile": "CMD python -m pkg.train\n",
    ]
    #expect(try Look("data.schema", in: one).status == .pass)
    let unused = try one.replacing("data.read(path)", by: "data.ROWS", in: "pkg/train.py")
    #expect(try Look("data.schema", in: unused).status == .notReported)
  }

  private let service = [
    "app/schemas.py": """
    from pydantic import BaseModel, Field

    class Order(BaseModel):
        price: float = Field(..., ge=0)
        origin: Literal["EWR", "JFK"]
        late: bool
    """,
    "app/api.py": """
    from fastapi import FastAPI
    from .schemas import Order
    app = FastAPI()

    @app.post("/predict")
    def answer(order: Order):
        return model.predict([order.price])
    """,
  ]

  @Test func `a route for predictions refuses what its model does not allow`() throws {
    #expect(try Look("data.schema", in: service).status == .pass)
    let batch = try service.adding([
      "app/schemas.py": (service["app/schemas.py"] ?? "")
        + "\nclass Orders(BaseModel):\n    rows: list[Order]\n"
    ]).replacing("order: Order", by: "order: Orders", in: "app/api.py").replacing(
      "import Order", by: "import Orders", in: "app/api.py")
    #expect(try Look("data.schema", in: batch).status == .pass)
    for (old, new, path) in [
      ("Field(..., ge=0)", "0", "app/schemas.py"), ("/predict", "/orders", "app/api.py"),
      ("order: Order", "order: dict", "app/api.py"), ("FastAPI()", "object()", "app/api.py"),
    ] {
      var changed = try service.replacing(old, by: new, in: path)
      if new == "/orders" {
        changed = try changed.replacing("def answer", by: "def keep", in: path)
      }
      #expect(try Look("data.schema", in: changed).status == .notReported, "\(new)")
    }
    // What a class derives from, and what stands beside it, the route takes too.
    let derived = try service.adding([
      "app/schemas.py": (service["app/schemas.py"] ?? "")
        + "\nclass Rush(Order):\n    kind: str\n    note: str\n"
    ]).replacing("order: Order", by: "order: Rush", in: "app/api.py").replacing(
      "import Order", by: "import Rush", in: "app/api.py")
    let seen = try Look("data.schema", in: derived)
    #expect(seen.status == .notReported && seen.summary.contains("3 of 5 fields of Rush"))
    let suite = ["gx/expectations/orders.json": "{\"expectations\": []}"]
    #expect(try Look("data.schema", in: suite).places == ["gx/expectations/orders.json"])
  }
}
