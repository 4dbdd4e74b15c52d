internal import Documents
internal import Readiness

/// The files that define infrastructure as code.
enum InfrastructureFiles {
  static let looksFor =
    "Terraform, Pulumi, CDK, Bicep, CloudFormation, Helm, Kustomize or Kubernetes files"

  static func all(in repository: Repository) -> [Place] {
    repository.files.filter { !$0.isExample && !$0.isTest }.compactMap { file in
      switch (file.name, file.suffix) {
      case (_, "tf"):
        repository.place(in: file.path) { line in
          ["resource ", "module "].contains { line.hasPrefix($0) }
        }
      case (_, "bicep"): repository.place(in: file.path) { $0.hasPrefix("resource ") }
      case ("Pulumi.yaml", _), ("Pulumi.yml", _):
        repository.place(in: file.path) { $0.hasPrefix("runtime:") }
      case ("cdk.json", _): repository.place(in: file.path) { $0.contains("\"app\"") }
      case ("Chart.yaml", _): repository.place(in: file.path) { $0.hasPrefix("apiVersion:") }
      case ("kustomization.yaml", _), ("kustomization.yml", _):
        repository.place(in: file.path) { $0.hasPrefix("resources:") || $0.hasPrefix("bases:") }
      case (_, "yaml"), (_, "yml"), (_, "json"): template(file, in: repository)
      default: nil
      }
    }
  }

  /// A CloudFormation template, or a workload of Kubernetes.
  private static func template(_ file: Repository.File, in repository: Repository) -> Place? {
    guard let text = repository.text(of: file.path) else { return nil }
    if text.holds("AWSTemplateFormatVersion") {
      return repository.place(in: file.path) { $0.contains("AWSTemplateFormatVersion") }
    }
    guard text.holds("apiVersion:") else { return nil }
    return repository.place(in: file.path) { line in
      workloads.contains { line == "kind: \($0)" }
    }
  }

  static let workloads = [
    "Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "InferenceService", "Rollout",
  ]
}

/// Infrastructure is defined as code.
struct InfrastructureCodeDetector: Detector {
  let control: Control.ID = "infra.as-code"
  let home: Home? = .outside
  let looksFor =
    "\(InfrastructureFiles.looksFor), not of a cluster alone; workflows that apply them, of a cluster "
    + "also an Argo CD application or Flux kustomization; and no document that has a person type commands which make "
    + "infrastructure besides (helm install, kubectl create, aws, az or gcloud … create)"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let places = InfrastructureFiles.all(in: repository)
    guard let first = places.first else {
      return .notFound("no infrastructure as code was found")
    }
    if let typed = typedCommand(in: repository) {
      return .missing(
        "\(first.path) defines infrastructure; \(typed.path) has a person make more by hand",
        [typed] + places)
    }
    let said =
      "\(places.count.of("file")) \(places.count == 1 ? "defines" : "define") infrastructure, "
      + "first \(first.path)"
    let isCluster = { (place: Place) in
      place.excerpt?.hasPrefix("kind:") == true || place.path.hasSuffix("Chart.yaml")
        || place.path.contains("kustomization.")
    }
    guard places.contains(where: { !isCluster($0) }) else {
      return .notFound(said + " of a cluster; nothing was found that defines the cluster", places)
    }
    let applied = repository.step(
      calling: Delivery.infrastructureCommands, using: ["dflook/terraform-apply"])?.place
    let deployed =
      Delivery.mirrors(in: repository).first?.place
      ?? repository.step(calling: Delivery.commands, using: Delivery.actions)?.place
    guard let applied, !places.contains(where: isCluster) || deployed != nil else {
      return .notFound(said + "; nothing shows that what runs is made from there", places)
    }
    return .found(said + "; \(applied.path) applies it", [applied] + places)
  }
}

extension InfrastructureCodeDetector {
  private static let typed = [
    "helm install", "kubectl create", "eksctl create", "gsutil mb", "gcloud storage buckets create",
    "az group create", "az aks create", "az acr create", "terraform import",
  ]

  /// What such a line begins with; few lines do.
  private static let programs: Set<Substring> = [
    "helm", "kubectl", "eksctl", "gsutil", "gcloud", "az", "aws", "terraform", "sudo",
  ]

  /// A line of code in a document that makes infrastructure when somebody types it.
  private func typedCommand(in repository: Repository) -> Place? {
    repository.prose.lazy.compactMap { document in
      repository.place(in: document.file.path) { line in
        let body = line.drop { "$> `".contains($0) || $0.isWhitespace }
        guard Self.programs.contains(body.prefix { $0 != " " }) else { return false }
        return ShellCommand.all(in: String(body.prefix { $0 != "`" })).contains { command in
          Self.typed.contains(where: command.isCall)
            || ["aws", "az", "gcloud"].contains(command.words.first)
              && command.words.dropFirst(2).prefix(2).contains {
                $0 == "create" || $0.hasPrefix("create-")
              }
        }
      }
    }.first
  }
}

/// Infrastructure code is under version control.
struct InfrastructureVersionedDetector: Detector {
  let control: Control.ID = "infra.versioned"
  let home: Home? = .outside
  let looksFor = "\(InfrastructureFiles.looksFor), all of them tracked by git"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let places = InfrastructureFiles.all(in: repository)
    guard let first = places.first else {
      return .notFound("no infrastructure as code was found")
    }
    let tracked = Set(repository.tracked { _ in true }.map(\.path))
    let loose = places.filter { !tracked.contains($0.path) }
    if let missing = loose.first {
      return .broken("\(missing.path) defines infrastructure and is not tracked by git", loose)
    }
    let unseen = repository.tracked { $0.name == ".gitignore" }.lazy.compactMap { file in
      repository.place(in: file.path) {
        $0.contains("tfvars") && !$0.hasPrefix("#") && !$0.hasPrefix("!")
      }
    }.first
    if let unseen, places.contains(where: { $0.path.hasSuffix(".tf") }),
      repository.tracked({ $0.suffix == "tfvars" }).isEmpty
    {
      return .notFound("\(unseen.path) keeps files of variables out of git", [unseen] + places)
    }
    return .found(
      "git tracks all \(places.count.of("file")) of infrastructure, first \(first.path)", places)
  }
}

/// Changes of infrastructure are validated on pull requests.
struct InfrastructureValidationDetector: Detector {
  let control: Control.ID = "infra.validated-ci"
  let home: Home? = .infrastructure
  let looksFor =
    "a workflow on pull requests that runs terraform validate or plan, tflint, checkov, pulumi "
    + "preview, cdk synth, cfn-lint, helm lint, kubeconform or the like"

  private static let commands = [
    "terraform validate", "terraform plan", "tofu validate", "tofu plan", "tflint", "checkov",
    "tfsec", "pulumi preview", "cdk synth", "cdk diff", "cfn-lint", "helm lint", "kubeconform",
    "kubeval", "kustomize build", "bicep build", "az bicep build", "terragrunt validate",
    "terragrunt plan", "aws cloudformation validate-template", "sam validate",
  ]
  private static let actions = [
    "bridgecrewio/checkov-action", "aquasecurity/tfsec-action", "dflook/terraform-plan",
    "dflook/terraform-validate", "scottbrenner/cfn-lint-action",
    "pulumi/actions",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    for (trigger, which) in [
      (Workflow.Trigger.pullRequest, "each pull request"),
      (.infrastructureRequest, "each pull request that touches infrastructure"),
    ] {
      if let step = repository.step(on: trigger, calling: Self.commands, using: Self.actions) {
        if let backend = repository.lockedBackend(of: step) {
          return .notFound(
            "\(step.place.path) validates on \(which), by the state that \(backend.path) keeps "
              + "elsewhere, and nothing in it proves who asks", [step.place, backend])
        }
        return .found(
          "\(step.place.path) runs '\(step.text.shortened(to: 60))' on \(which)", [step.place])
      }
    }
    let said = "no validation of infrastructure on pull requests was found"
    let others = repository.steps(calling: Self.commands, using: Self.actions)
    return .notFound(
      others.first.map { "\(said), though \($0.place.path) validates some" } ?? said,
      others.map(\.place))
  }
}

extension Repository {
  /// The remote state of Terraform that a step needs, where its workflow holds no credentials for it.
  fileprivate func lockedBackend(of step: Workflow.Step) -> Place? {
    let calls = ["terraform validate", "terraform plan", "tofu validate", "tofu plan"]
    let path = step.place.path
    guard step.commands.contains(where: { calls.contains(where: $0.isCall) }),
      let lines = text(of: path)?.lines, let line = step.place.line
    else { return nil }
    // What stands before the jobs holds for all of them.
    let starts = (tree(of: path)?["jobs"]?.pairs ?? []).map(\.keyPosition.line)
    let first = starts.last { $0 <= line } ?? 1
    let end = starts.first { $0 > line } ?? lines.count + 1
    let own = lines.prefix((starts.first ?? 1) - 1) + lines[(first - 1)..<min(end - 1, lines.count)]
    let proofs = [
      "google-github-actions/auth", "aws-actions/configure-aws-credentials", "azure/login",
      "-backend=false", "secrets.", "vault", "id-token", "ARM_", "AWS_", "GOOGLE_", "TF_TOKEN",
    ]
    if own.contains(where: { line in proofs.contains(where: line.contains) }) { return nil }
    return tracked { $0.suffix == "tf" && !$0.isExample }.lazy.compactMap { file in
      self.place(in: file.path) { line in
        line.contains(#/^\s*backend\s+"(gcs|s3|azurerm|remote|http|pg|consul|kubernetes)"/#)
      }
    }.first
  }
}
