import Readiness
import Testing

/// What leads from a run or deployment to its code, environment, data and artefacts.
@Suite struct TraceDetectorTests {
  private let locked = [
    "dvc.yaml": """
    stages:
      train:
        cmd: python src/train.py
        deps: [src/train.py, uv.lock, data/train.csv]
        outs: [model.pkl]
    """,
    "dvc.lock": """
    stages:
      train:
        deps:
          - {path: src/train.py, md5: 841dc0ff8e6acca0ac79fe3fd51c5ec9}
          - {path: uv.lock, md5: cc808ae631f69c053e71c7c80c6af086}
          - {path: data/train.csv, md5: 0beb88d13295d0158f3e8285fc6e7d33}
        outs: [{path: model.pkl, md5: 67fb8f57c41a9a371d0cc29db8b46df5}]
    """,
    "src/train.py": "model.fit(rows)\n", "uv.lock": "version = 1\n",
  ]

  @Test(arguments: ["trace.code", "trace.env", "trace.data", "trace.artifacts"] as [Control.ID])
  func `a lock file leads from runs to all that went into them`(_ control: Control.ID) throws {
    #expect(try Look(control, in: locked).status == .pass)
    #expect(try !Look(control, in: locked.without("dvc.lock")).status.passes)
    let example = try locked.moving("dvc.lock", to: "examples/dvc.lock")
    #expect(try !Look(control, in: example).status.passes)
  }

  @Test func `what changed since the run is odd, what is left out is not found`() throws {
    for (control, path) in [("trace.code", "src/train.py"), ("trace.env", "uv.lock")]
      as [(Control.ID, String)]
    {
      let changed = locked.adding([path: "changed\n"])
      let seen = try Look(control, in: changed)
      #expect(seen.status == .warn && seen.summary.contains("since the run"), "\(control)")
      let line = try #require(
        locked["dvc.lock"]?.split(separator: "\n").first { $0.contains(path) })
      let without = try locked.replacing(String(line) + "\n", by: "", in: "dvc.lock")
      #expect(try !Look(control, in: without).status.passes, "\(control)")
    }
    let model = try locked.replacing(
      "outs: [{path: model.pkl, md5: 67fb8f57c41a9a371d0cc29db8b46df5}]", by: "outs: []",
      in: "dvc.lock")
    #expect(try Look("trace.artifacts", in: model).status == .notReported)
  }

  @Test func `code that recorded code imports must be recorded, too`() throws {
    let split = locked.adding([
      "src/train.py": "from net import Net\nmodel.fit(rows)\n", "src/net.py": "class Net: pass\n",
    ])
    let seen = try Look("trace.code", in: split)
    #expect(seen.status == .notReported && seen.summary.contains("src/net.py"), "\(seen)")
    let own = try split.replacing(
      "      - {path: uv.lock",
      by: "      - {path: src/net.py, md5: 0beb88d13295d0158f3e8285fc6e7d33}\n"
        + "      - {path: uv.lock", in: "dvc.lock")
    #expect(try Look("trace.code", in: own).status == .warn)
  }

  @Test(arguments: ["trace.code", "trace.artifacts"] as [Control.ID])
  func `an image whose tag stays the same leads to no run`(_ control: Control.ID) throws {
    func deployed(_ image: String) throws -> Status {
      try Look(
        control,
        in: locked.adding([
          "api.py": "from fastapi import FastAPI\napp = FastAPI()\n",
          ".github/workflows/deploy.yml": Look.workflow(
            on: "{push: {branches: [main]}}", "dvc pull model.pkl", "docker build -t \(image) ."),
        ])
      ).status
    }
    #expect(try deployed("acme/churn:v1") == .notReported)
    #expect(try deployed("acme/churn:${{ github.sha }}") == .pass)
  }

  @Test(arguments: ["trace.code", "trace.env", "trace.data", "trace.artifacts"] as [Control.ID])
  func `a service that no run leads to leaves its deployment untraced`(_ control: Control.ID) throws
  {
    let service = locked.adding(["api.py": "from fastapi import FastAPI\napp = FastAPI()\n"])
    let seen = try Look(control, in: service)
    #expect(seen.status == .notReported && seen.places.last == "api.py:2")
    let build = service.adding([
      ".github/workflows/deploy.yml": Look.workflow(
        on: "{push: {branches: [main]}}", "dvc pull model.pkl", "docker build .")
    ])
    #expect(try Look(control, in: build).status == .pass)
    let forgiven = try build.replacing(
      "dvc pull model.pkl", by: "dvc pull model.pkl || true", in: ".github/workflows/deploy.yml")
    #expect(try Look(control, in: forgiven).status == .notReported)
    let image = try build.replacing(
      "dvc pull model.pkl\n", by: "\n", in: ".github/workflows/deploy.yml")
    #expect(try Look(control, in: image).status == .notReported)
    #expect(
      try Look(control, in: image.adding(["Dockerfile": "FROM a\nRUN dvc pull\n"])).status == .pass)
    #expect(
      try Look(control, in: image.adding(["Dockerfile": "FROM a\nRUN dvc pull || true\n"])).status
        == .notReported)
  }

  @Test func `an image of the commit that was trained at leads to the code`() throws {
    let workflow = [
      ".github/workflows/deploy.yml": Look.workflow(
        on: "{push: {branches: [main]}}", "python src/train.py",
        "docker build -t host/scorer:${{ github.sha }} .",
        "kubectl set image deployment/scorer scorer=host/scorer:${{ github.sha }}")
    ]
    #expect(try Look("trace.code", in: workflow).status == .pass)
    let path = ".github/workflows/deploy.yml"
    for (old, new) in [
      ("-t host/scorer:${{ github.sha }}", "-t host/scorer:latest"),
      ("scorer=host/scorer:${{ github.sha }}", "scorer=host/scorer:latest"),
      ("python src/train.py", "echo train.py"),
    ] {
      #expect(
        try Look("trace.code", in: workflow.replacing(old, by: new, in: path)).status
          == .notReported, "\(new)")
    }
  }

  @Test func `images by digest, of training and of serving, lead to the environment`() throws {
    let digest = "host/a@sha256:" + String(repeating: "0", count: 64)
    func object(_ kind: String, _ image: String) -> String {
      "apiVersion: v1\nkind: \(kind)\nspec: {template: {spec: {containers: [{name: a, image: '\(image)'}]}}}\n"
    }
    let pinned = [
      "k8s/train.yaml": object("Job", digest), "k8s/serve.yaml": object("Deployment", digest),
    ]
    #expect(try Look("trace.env", in: pinned).status == .pass)
    #expect(try Look("trace.env", in: pinned.without("k8s/train.yaml")).status == .notReported)
    let tag = pinned.adding(["k8s/other.yaml": object("Deployment", "host/b:1.2")])
    #expect(try Look("trace.env", in: tag).status == .notReported)
  }

  @Test func `pointers of DVC count where a workflow pulls what they name`() throws {
    let pointers = [
      "data/train.csv.dvc": "outs:\n- md5: 0beb88d13295d0158f3e8285fc6e7d33\n  path: train.csv\n",
      "model.pkl.dvc": "outs:\n- md5: 67fb8f57c41a9a371d0cc29db8b46df5\n  path: model.pkl\n",
      ".github/workflows/train.yml": Look.workflow(
        on: "{schedule: []}", "dvc pull", "python src/train.py"),
      "src/train.py": "",
    ]
    #expect(try Look("trace.data", in: pointers).status == .pass)
    #expect(try Look("trace.artifacts", in: pointers).status == .pass)
    let workflow = ".github/workflows/train.yml"
    for (old, new) in [
      ("dvc pull", "dvc pull || true"), ("python src/train.py", "echo src/train.py"),
    ] {
      let changed = try pointers.replacing(old, by: new, in: workflow)
      let seen = try Look("trace.data", in: changed)
      #expect(seen.status == .notReported && seen.places.first == "data/train.csv.dvc:2", "\(new)")
    }
    let empty = try pointers.replacing(
      "md5: 0beb88d13295d0158f3e8285fc6e7d33", by: "size: 1", in: "data/train.csv.dvc")
    #expect(try Look("trace.data", in: empty).status == .notReported)
  }

  @Test func `artifacts of a tracker are versioned by it`() throws {
    let code = [
      "MLproject": "entry_points: {main: {command: python train.py}}\n",
      "train.py": "import wandb\nrun.use_artifact(\"orders:v3\")\nrun.log_artifact(model)\n",
    ]
    #expect(try Look("trace.data", in: code).status == .pass)
    #expect(try Look("trace.artifacts", in: code).status == .pass)
    let idle = code.without("MLproject")
    #expect(try Look("trace.data", in: idle).status == .notReported)
    let other = try code.replacing("import wandb", by: "import tracker", in: "train.py")
    #expect(try Look("trace.data", in: other).status == .notReported)
    #expect(
      try Look("trace.data", in: ["train.py": "import mlflow\nmlflow.log_input(rows)\n"]).places
        == ["train.py:2"])
  }
}
