import Readiness
import Testing

/// What a repository shows of its features: where they come from, and who uses them.
@Suite struct FeatureDetectorTests {
  private let store = [
    "repo/feature_store.yaml": "project: shop\nregistry: s3://shop/registry.db\n",
    "repo/features.py": """
    from feast import FeatureService, FeatureView
    orders = FeatureView(name="orders", ttl=1, source=source)
    service = FeatureService(name="order_model_v2", features=[orders])
    """,
    "src/train.py": """
    import feast
    import mlflow
    store = feast.FeatureStore("repo")
    rows = store.get_historical_features(entity_df=rows, features=store.get_feature_service("order_model_v2"))
    mlflow.log_param("feature_service", "order_model_v2")
    """,
    "src/serve.py": """
    import feast
    store = feast.FeatureStore("repo")
    row = store.get_online_features(features=store.get_feature_service("order_model_v2"), entity_rows=ids)
    """,
  ]

  @Test func `a feature store serves training and prediction`() throws {
    #expect(try Look("feature.shared", in: store).status == .pass)
    #expect(try Look("feature.config-separate", in: store).status == .pass)
    let blank = try store.replacing(
      "s3://shop/registry.db", by: "[SET YOUR BUCKET]", in: "repo/feature_store.yaml")
    let odd = try Look("feature.shared", in: blank)
    #expect(odd.status == .warn && odd.places.first == "repo/feature_store.yaml:2")
    for missing in store.keys {
      #expect(
        try Look("feature.shared", in: store.without(missing)).status == .notReported, "\(missing)")
    }
    let example = try store.moving("src/serve.py", to: "examples/serve.py")
    #expect(try Look("feature.shared", in: example).status == .notReported)
    let comment = try store.replacing("row = store", by: "# row = store", in: "src/serve.py")
    #expect(try Look("feature.shared", in: comment).status == .notReported)
  }

  @Test func `a feature service that is logged with the model tells who uses what`() throws {
    #expect(try Look("feature.usage-tracked", in: store).status == .pass)
    for (old, new, path) in [
      ("mlflow.log_param", "print", "src/train.py"),
      ("order_model_v2\", features", "orders\", features", "repo/features.py"),
      ("store.get_feature_service(\"order_model_v2\")", "NAMES", "src/serve.py"),
    ] {
      let changed = try store.replacing(old, by: new, in: path)
      #expect(try Look("feature.usage-tracked", in: changed).status == .notReported, "\(old)")
    }
    let databricks = [
      "train.py": """
      from databricks.feature_engineering import FeatureEngineeringClient
      fe = FeatureEngineeringClient()
      training_set = fe.create_training_set(df=rows, feature_lookups=lookups, label="late")
      fe.log_model(model=model, training_set=training_set, registered_model_name="m")
      """
    ]
    #expect(try Look("feature.usage-tracked", in: databricks).status == .pass)
  }

  private let dbt = [
    "dbt_project.yml": "name: shop\n",
    "models/orders.sql":
      "with o as (select * from {{ source('shop', 'orders') }}) select * from o\n",
    "models/features.sql": "select * from {{ ref('orders') }} -- from raw.orders\n",
    "models/schema.yml":
      "sources:\n  - name: shop\nexposures:\n  - name: order_model\n    type: ml\n",
  ]

  @Test func `dbt derives features where every query reads by reference`() throws {
    let control: Control.ID = "feature.dependencies-managed"
    #expect(try Look(control, in: dbt).status == .pass)
    let open = try dbt.replacing("exposures:", by: "models:", in: "models/schema.yml")
    #expect(try Look(control, in: open).status == .warn)
    let past = try dbt.replacing("{{ ref('orders') }}", by: "raw.orders", in: "models/features.sql")
    #expect(try Look(control, in: past).places == ["models/features.sql"])
    let loose = try dbt.replacing("sources:\n  - name: shop\n", by: "", in: "models/schema.yml")
    #expect(try Look(control, in: loose).status == .notReported)
  }

  private let pipeline = [
    "dvc.yaml": """
    stages:
      prepare:
        cmd: python src/prepare.py
        deps: [data/raw.csv, src/prepare.py]
        outs: [data/prepared]
      train:
        cmd: python src/train.py
        deps: [data/prepared/train.csv, src/train.py]
        outs: [model.pkl]
    """,
    "dvc.lock": """
    stages:
      prepare:
        deps: [{path: data/raw.csv, md5: 0beb88d13295d0158f3e8285fc6e7d33}]
    """,
  ]

  @Test func `stages of DVC lead from training back to sources`() throws {
    let control: Control.ID = "feature.dependencies-managed"
    let seen = try Look(control, in: pipeline)
    #expect(seen.status == .pass && seen.places == ["dvc.yaml:6", "dvc.lock:3"])
    for (old, new, path) in [
      ("data/raw.csv, md5", "data/other.csv, md5", "dvc.lock"),
      ("data/prepared/train.csv, src", "data/elsewhere.csv, src", "dvc.yaml"),
      ("outs: [data/prepared]", "outs: []", "dvc.yaml"),
    ] {
      #expect(
        try Look(control, in: pipeline.replacing(old, by: new, in: path)).status == .notReported,
        "\(old)")
    }
  }

  @Test func `a script that makes the data is their source`() throws {
    let control: Control.ID = "feature.dependencies-managed"
    let fetched = try pipeline.replacing(
      "deps: [data/raw.csv, src/prepare.py]", by: "deps: [src/prepare.py, uv.lock]", in: "dvc.yaml")
    #expect(try Look(control, in: fetched).status == .notReported)
    let known = try fetched.replacing(
      "data/raw.csv, md5", by: "src/prepare.py, md5", in: "dvc.lock")
    let made = known.adding(["src/prepare.py": "import numpy\nrows = make()\n"])
    #expect(try Look(control, in: made).status == .pass)
    let asked = known.adding(["src/prepare.py": "import requests\nrows = requests.get(address)\n"])
    #expect(try Look(control, in: asked).status == .notReported)
  }

  private let configured = [
    "params.yaml": "featurize:\n  max_features: 200\n",
    "dvc.yaml": """
    stages:
      featurize:
        cmd: python src/featurization.py
        deps: [src/featurization.py, data]
        params: [featurize.max_features]
        outs: [features]
    """,
    "src/featurization.py": """
    import yaml
    params = yaml.safe_load(open("params.yaml"))["featurize"]
    vectors = Vectorizer(max_features=params["max_features"])
    vectors.to_csv("x.csv", index=False)
    """,
  ]

  @Test func `settings of features lie in a file that the features read`() throws {
    let control: Control.ID = "feature.config-separate"
    #expect(try Look(control, in: configured).status == .pass)
    let file = configured.without("dvc.yaml")
    #expect(try Look(control, in: file).status == .pass)
    let literal = try configured.replacing(
      "max_features=params", by: "stop_words=\"english\", max_features=params",
      in: "src/featurization.py")
    let seen = try Look(control, in: literal)
    #expect(seen.status == .notReported && seen.places.first == "src/featurization.py:3")
    let constant = configured.adding(["src/features.py": "WINDOW = 30\n"])
    #expect(try Look(control, in: constant).status == .notReported)
    let unread = try configured.replacing(
      "params[\"max_features\"]", by: "LIMIT", in: "src/featurization.py")
    #expect(try Look(control, in: unread).status == .notReported)
    #expect(try Look(control, in: configured.without("params.yaml")).status == .notReported)
  }

  private let shared = [
    "pkg/__init__.py": "",
    "pkg/features.py": "def make_features(rows): return rows\n",
    "pkg/train.py": "from pkg import features\nmodel.fit(features.make_features(rows), y)\n",
    "pkg/predict.py":
      "from pkg.features import make_features\ny = model.predict(make_features(rows))\n",
  ]

  @Test func `training and serving call one function for their features`() throws {
    let control: Control.ID = "feature.train-serve-same-code"
    let seen = try Look(control, in: shared)
    #expect(seen.status == .pass)
    #expect(seen.places == ["pkg/features.py:1", "pkg/train.py:2", "pkg/predict.py:2"])
    for (old, new, path) in [
      ("make_features(rows), y", "rows, y", "pkg/train.py"),
      ("(make_features(rows))", "(rows)", "pkg/predict.py"),
      (
        "from pkg.features import make_features", "from other.features import make_features",
        "pkg/predict.py"
      ),
      (
        "from pkg.features import make_features", "def make_features(rows): return rows",
        "pkg/predict.py"
      ),
      ("y = model", "# y = model", "pkg/predict.py"), ("model.fit(", "print(", "pkg/train.py"),
    ] {
      #expect(
        try Look(control, in: shared.replacing(old, by: new, in: path)).status == .notReported,
        "\(old)")
    }
    let double = try shared.replacing(
      "y = model", by: "def encode_rows(rows): return rows\ny = model", in: "pkg/predict.py")
    #expect(try Look(control, in: double).status == .notReported)
    let test = try shared.moving("pkg/predict.py", to: "tests/predict.py")
    #expect(try Look(control, in: test).status == .notReported)
    let logger = try shared.replacing("make_features", by: "prepare_logging", in: "pkg/features.py")
      .replacing("make_features", by: "prepare_logging", in: "pkg/train.py")
      .replacing("make_features", by: "prepare_logging", in: "pkg/predict.py")
    #expect(try Look(control, in: logger).status == .notReported)
  }

  @Test func `relative imports and files beside one another lead to the same module`() throws {
    let control: Control.ID = "feature.train-serve-same-code"
    let relative = try shared.replacing(
      "from pkg.features", by: "from .features", in: "pkg/predict.py"
    )
    .replacing("from pkg import", by: "from . import", in: "pkg/train.py")
    #expect(try Look(control, in: relative).status == .pass)
    let beside = try shared.replacing(
      "from pkg.features", by: "from features", in: "pkg/predict.py"
    )
    .replacing("from pkg import features", by: "import os, features", in: "pkg/train.py")
    #expect(try Look(control, in: beside).status == .pass)
    // The same words lead to another module, or out of the repository.
    let other = try beside.replacing(
      "import os, features", by: "import os.features", in: "pkg/train.py")
    #expect(try Look(control, in: other).status == .notReported)
  }

  @Test func `one class may serve both paths with one transformation`() throws {
    let control: Control.ID = "feature.train-serve-same-code"
    let both = [
      "model.py": """
      class Scorer:
          def train(self, rows):
              self.model.fit(self._encode_columns(rows))

          def predict(self, rows):
              return self.model.predict(self._encode_columns(rows))

          def _encode_columns(self, rows):
              return rows
      """
    ]
    #expect(try Look(control, in: both).places == ["model.py:8", "model.py:3", "model.py:6"])
    let evaluation = try both.replacing("def predict(", by: "def evaluate(", in: "model.py")
    #expect(try Look(control, in: evaluation).status == .notReported)
  }

  @Test func `a scaler that a service loads is odd, and nothing where features are made besides`()
    throws
  {
    let control: Control.ID = "feature.train-serve-same-code"
    let saved = [
      "train.py": "scaler = Scaler().fit(rows)\njoblib.dump(scaler, \"out/scaler.joblib\")\n",
      "api.py": """
      from fastapi import FastAPI
      app = FastAPI()
      scaler = joblib.load("out/scaler.joblib")
      x = scaler.transform(rows)
      """,
    ]
    #expect(try Look(control, in: saved).status == .warn)
    for (old, new, path) in [
      ("out/scaler.joblib", "out/other_scaler.joblib", "api.py"),
      ("scaler.transform(rows)", "rows", "api.py"),
      ("scaler.transform(rows)", "scaler.transform(rows.apply(len))", "api.py"),
      (".fit(rows)", ".fit(rows.groupby(key))", "train.py"),
      ("joblib.dump", "# joblib.dump", "train.py"),
    ] {
      #expect(
        try Look(control, in: saved.replacing(old, by: new, in: path)).status == .notReported,
        "\(new)")
    }
  }
}
