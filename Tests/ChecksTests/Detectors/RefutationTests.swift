import Checks
import Readiness
import Testing

/// What refutes, and what keeps it from refuting where it may be otherwise.
@Suite struct RefutationTests {
  private func history(
    _ count: Int, apart: Int = 86_400,
    _ change: (Int) -> (author: String, subject: String)? = { _ in nil }
  ) -> History {
    let commits = (0..<count).map { number in
      let (author, subject) = change(number) ?? ("ana@example.org", "adds a thing")
      return History.Commit(
        hash: "c0ffee\(number)", author: author, committer: "ana@example.org",
        time: 1_700_000_000 - number * apart, subject: subject, paths: ["train.py"])
    }
    return History(isShallow: false, mainline: commits, authors: [:])
  }

  private let training = ["train.py": "model.fit(rows)\n"]

  @Test func `what one person commits alone nobody else approved`() throws {
    let seen = try Look("code.peer-approved", in: training, history: history(20))
    #expect(seen.status == .fail && seen.summary.contains("all 20 commits"), "\(seen)")
    #expect(try Look("code.pr-only", in: training, history: history(20)).status == .absent)
  }

  @Test func `few commits, others, requests, reviews or an import keep it open`() throws {
    func status(_ past: History, _ more: [String: String] = [:]) throws -> Status {
      try Look("code.peer-approved", in: training.adding(more), history: past).status
    }
    #expect(try status(history(19)) != .fail)
    #expect(try status(history(20, apart: 60)) != .fail)
    #expect(try status(history(30) { $0 == 3 ? ("ben@example.org", "more") : nil }) != .fail)
    for subject in ["Adds (#3)", "Merge pull request #3", "fix after review", "PR of Ben"] {
      #expect(try status(history(30) { $0 == 3 ? ("ana@example.org", subject) : nil }) != .fail)
    }
    #expect(try status(history(30), ["CODEOWNERS": "* @ben\n"]) != .fail)
    #expect(try status(history(500)) != .fail)
  }

  @Test func `the first commit is no push past requests`() throws {
    let commits = (0..<30).map { number in
      History.Commit(
        hash: "c0ffee\(number)", author: "ana@example.org",
        committer: number == 29 ? "ana@example.org" : "noreply@github.com",
        time: 1_700_000_000 - number * 3_600,
        subject: number == 29 ? "first" : "Adds (#\(number))", paths: ["a.tf"])
    }
    let past = History(isShallow: false, mainline: commits, authors: [:])
    #expect(try Look("code.pr-only", in: training, history: past).status == .notReported)
  }

  private let project = [
    "pyproject.toml":
      "[project]\nname = \"a\"\ndependencies = [\n  \"pandas\",\n  \"numpy>=2\",\n]\n",
    "Dockerfile": "FROM python:3.12\nCOPY . .\nRUN pip install --no-cache-dir .\n",
    "train.py": "model.fit(rows)\n",
  ]

  @Test func `an image of packages without versions refutes the environment`() throws {
    let control: Control.ID = "code.env-reproducible"
    #expect(try Look(control, in: project).status == .fail)
    #expect(try Look(control, in: project.without("Dockerfile")).status == .absent)
    let versions = try project.replacing("\"pandas\"", by: "\"pandas==2.2\"", in: "pyproject.toml")
    #expect(try Look(control, in: versions).status == .absent)
    #expect(try Look(control, in: project.adding(["uv.lock": "version = 1\n"])).status != .fail)
  }

  @Test func `beside a lock one open image is no lack of it`() throws {
    let locked = project.adding([
      "uv.lock": "[[package]]\nname = \"pandas\"\n[[package]]\nname = \"numpy\"\n",
      "Dockerfile": "FROM python:3.12\nRUN pip install psycopg2-binary\n",
    ])
    #expect(try Look("code.env-reproducible", in: locked).status == .notReported)
  }

  private let service = ["app.py": "app = FastAPI()\n", "train.py": "model.fit(rows)\n"]
  private let balancer = """
    apiVersion: v1
    kind: Service
    metadata: {name: api}
    spec: {type: LoadBalancer}
    """

  @Test func `a service that lets everybody in refutes its protection`() throws {
    let control: Control.ID = "sec.serving-network"
    let open = service.adding([
      "deploy.sh": "gcloud run deploy api --allow-unauthenticated\n"
    ])
    #expect(try Look(control, in: open).status == .fail)
    let access = service.adding(["service.yaml": "access:\n  use_bearer_token: False\n"])
    #expect(try Look(control, in: access).status == .fail)
    let asking = open.adding(["app.py": "app = FastAPI()\nkey = APIKeyHeader(name=\"x\")\n"])
    #expect(try Look(control, in: asking).status == .notReported)
    let comment = service.adding(["deploy.sh": "# gcloud run deploy --allow-unauthenticated\n"])
    #expect(try Look(control, in: comment).status == .notReported)
  }

  @Test func `a service that manifests lead to from outside, and that asks nobody, lacks it`()
    throws
  {
    let control: Control.ID = "sec.serving-network"
    #expect(try Look(control, in: service.adding(["k8s/api.yaml": balancer])).status == .absent)
    #expect(try Look(control, in: service).status == .notReported)
    let inside = balancer.replacing("LoadBalancer", with: "ClusterIP")
    #expect(
      try Look(control, in: service.adding(["k8s/api.yaml": inside])).status == .notReported)
    let gateway = "apiVersion: g/v1\nkind: Gateway\nmetadata: {name: g}\n"
    #expect(
      try Look(control, in: service.adding(["k8s/api.yaml": balancer, "k8s/g.yaml": gateway]))
        .status == .notReported)
  }

  @Test func `code that trains elsewhere, or tools that move, leave versions open`() throws {
    let control: Control.ID = "code.versioned"
    let loading = ["predict.py": "import joblib\nmodel = joblib.load(\"m.joblib\")\n"]
    #expect(try Look(control, in: loading).status == .notReported)
    #expect(try Look(control, in: loading.adding(training)).status == .pass)
    let tools = training.adding(["dev_requirements.txt": "git+https://github.com/a/b@dev\n"])
    #expect(try Look(control, in: tools).status == .notReported)
    let own = training.adding(["requirements.txt": "git+https://github.com/a/b@dev\n"])
    #expect(try Look(control, in: own).status == .fail)
  }

  @Test func `plans by a state that nothing in the workflow may read are not shown to pass`() throws
  {
    let flow = Look.workflow(on: "pull_request", "terraform init", "terraform plan")
    let tree = [
      "main.tf": "terraform {\n  backend \"gcs\" {\n  }\n}\nresource \"a\" \"b\" {\n}\n",
      ".github/workflows/tf.yml": flow,
    ]
    let control: Control.ID = "infra.validated-ci"
    #expect(try Look(control, in: tree).status == .notReported)
    let proven = try tree.replacing(
      "terraform init", by: "terraform init -backend=false", in: ".github/workflows/tf.yml")
    #expect(try Look(control, in: proven).status == .pass)
    let other = tree.adding([
      ".github/workflows/tf.yml": flow + "\n  more:\n    steps:\n      - uses: azure/login@v2\n"
    ])
    #expect(try Look(control, in: other).status == .notReported)
    let local = try tree.replacing("backend \"gcs\"", by: "backend \"local\"", in: "main.tf")
    #expect(try Look(control, in: local).status == .pass)
  }
}
