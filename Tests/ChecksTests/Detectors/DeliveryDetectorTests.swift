import Readiness
import Testing

/// Deployment, environments and how far they are alike.
@Suite struct DeliveryDetectorTests {
  private func look(_ control: Control.ID, _ texts: [String: String]) throws -> Status {
    try Look(control, in: texts).status
  }

  private let main = "{push: {branches: [main]}}"

  @Test(arguments: [
    "kubectl apply -f k8s", "helm upgrade --install api chart", "gcloud run deploy api",
    "aws ecs update-service --service api", "az ml online-deployment update -f d.yml",
  ])
  func `what is merged is deployed`(_ line: String) throws {
    let path = ".github/workflows/cd.yml"
    #expect(try look("infra.cd-auto", [path: Look.workflow(on: main, line)]) == .pass)
    #expect(
      try look("infra.cd-auto", [path: Look.workflow(on: "workflow_dispatch", line)]) == .fail)
    #expect(
      try look("infra.cd-auto", [path: Look.workflow(on: "pull_request", line)]) == .notReported)
    #expect(
      try look("infra.cd-auto", [path: Look.workflow(on: "{release: {types: [published]}}", line)])
        == .fail)
  }

  @Test(arguments: [
    "kubectl apply --dry-run -f k8s", "kubectl apply --dry-run=client -f k8s", "mkdocs gh-deploy",
    "echo kubectl apply",
  ])
  func `what deploys nothing of the system does not count`(_ line: String) throws {
    let texts = [".github/workflows/cd.yml": Look.workflow(on: main, line)]
    #expect(try look("infra.cd-auto", texts) == .notReported)
  }

  @Test func `Terraform that nothing applies is a gap in delivery`() throws {
    var texts = [
      ".github/workflows/cd.yml": Look.workflow(on: main, "kubectl apply -f k8s"),
      "main.tf": "resource \"a\" \"b\" {\n}\n",
    ]
    #expect(try look("infra.cd-auto", texts) == .notReported)
    texts[".github/workflows/infra.yml"] = Look.workflow(
      on: main, "terraform -chdir=infra apply -auto-approve")
    #expect(try look("infra.cd-auto", texts) == .pass)
  }

  @Test func `an Argo CD application with automated sync delivers`() throws {
    let application = """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      spec:
        source: {path: k8s/api}
        syncPolicy:
          automated: {prune: true}
      """
    func look(_ path: String, _ text: String) throws -> Status {
      try self.look("infra.cd-auto", [path: text, "k8s/api/a.yaml": ""])
    }
    #expect(try look("app.yaml", application) == .pass)
    #expect(
      try look("app.yaml", application.replacing("automated", with: "manual")) == .notReported)
    // Of another repository, or an example.
    #expect(try look("app.yaml", application.replacing("k8s/api", with: "other")) == .notReported)
    #expect(try look("examples/app.yaml", application) == .notReported)
  }

  @Test func `the same steps for every environment are the same code`() throws {
    func flow(_ production: String) -> [String: String] {
      [
        ".github/workflows/cd.yml": """
        on: {push: {branches: [main]}}
        jobs:
          staging:
            environment: staging
            steps: [{run: kubectl apply -k overlays/staging}]
          production:
            environment: {name: production}
            steps: [{run: \(production)}]
        """
      ]
    }
    #expect(
      try look("code.env-neutral", flow("kubectl apply -k overlays/production")) == .pass)
    #expect(try look("code.env-neutral", flow("helm upgrade api chart")) == .notReported)
    #expect(
      try look(
        "code.env-neutral",
        [".github/workflows/cd.yml": Look.workflow(on: main, "kubectl apply -f k8s")])
        == .notReported)
  }

  @Test func `environments are alike where they set the same keys`() throws {
    func overlay(_ patch: String) -> String {
      "resources: [../../base]\npatches: [{path: \(patch)}]\n"
    }
    #expect(
      try look(
        "infra.env-parity",
        [
          "k/overlays/staging/kustomization.yaml": overlay("size.yaml"),
          "k/overlays/production/kustomization.yaml": overlay("size.yaml"),
        ]) == .pass)
    #expect(
      try look(
        "infra.env-parity",
        [
          "k/overlays/staging/kustomization.yaml": overlay("size.yaml"),
          "k/overlays/production/kustomization.yaml": overlay("cache.yaml"),
        ]) == .notReported)
    #expect(
      try look(
        "infra.env-parity",
        ["env/staging.tfvars": "size = 1\n", "env/prod.tfvars": "size = 3\n"]) == .pass)
    #expect(
      try look(
        "infra.env-parity",
        ["env/staging.tfvars": "size = 1\n", "env/prod.tfvars": "size = 3\nha = true\n"])
        == .notReported)
    #expect(
      try look(
        "infra.env-parity",
        ["c/values-dev.yaml": "a: {b: 1}\n", "c/values-prod.yaml": "a: {b: 2}\n"]) == .pass)
    #expect(
      try look("infra.env-parity", ["c/values-prod.yaml": "a: {b: 2}\n"]) == .notReported)
  }
}
