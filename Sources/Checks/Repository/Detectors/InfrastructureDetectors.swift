internal import Documents
internal import Readiness

/// The files that define infrastructure as code.
enum InfrastructureFiles {
  static let looksFor =
    "Terraform, Pulumi, CDK, Bicep, CloudFormation, Helm, Kustomize or Kubernetes files"

  static func all(in repository: Repository) -> [Place] {
    repository.files.compactMap { file in
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
    if text.contains("AWSTemplateFormatVersion") {
      return repository.place(in: file.path) { $0.contains("AWSTemplateFormatVersion") }
    }
    guard text.contains("apiVersion:") else { return nil }
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
  let looksFor = InfrastructureFiles.looksFor

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let places = InfrastructureFiles.all(in: repository)
    guard let first = places.first else {
      return .notFound("no infrastructure as code was found")
    }
    return .found(
      "\(places.count.of("file")) \(places.count == 1 ? "defines" : "define") infrastructure, "
        + "first \(first.path)", places)
  }
}

/// Infrastructure code is under version control.
struct InfrastructureVersionedDetector: Detector {
  let control: Control.ID = "infra.versioned"
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
    return .found(
      "git tracks all \(places.count.of("file")) of infrastructure, first \(first.path)", places)
  }
}

/// Changes of infrastructure are validated on pull requests.
struct InfrastructureValidationDetector: Detector {
  let control: Control.ID = "infra.validated-ci"
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
    if let step = repository.step(
      on: .pullRequest, calling: Self.commands, using: Self.actions)
    {
      return .found(
        "\(step.place.path) runs '\(step.text.shortened(to: 60))' on each pull request",
        [step.place])
    }
    return .notFound("no validation of infrastructure on pull requests was found")
  }
}

/// Containers are built in continuous integration and run by an orchestrator.
struct ContainerDetector: Detector {
  let control: Control.ID = "infra.containers"
  let looksFor =
    "a Dockerfile, a workflow command that builds an image, and a Kubernetes workload or Helm chart"

  private static let builds = [
    "docker build", "docker buildx build", "buildah build", "buildah bud", "podman build",
    "kaniko", "docker compose build", "ko build",
  ]

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let recipes = repository.tracked {
      $0.name == "Dockerfile" || $0.name == "Containerfile" || $0.name.hasPrefix("Dockerfile.")
        || $0.suffix == "Dockerfile"
    }.compactMap { file in
      repository.place(in: file.path) { $0.uppercased().hasPrefix("FROM ") }
    }
    guard let recipe = recipes.first else { return .notFound("no Dockerfile was found") }
    let build = repository.step(
      calling: Self.builds, using: ["docker/build-push-action", "docker/bake-action"])
    let workload = InfrastructureFiles.all(in: repository).first { place in
      place.path.hasSuffix("Chart.yaml")
        || InfrastructureFiles.workloads.contains { place.excerpt == "kind: \($0)" }
    }
    switch (build, workload) {
    case (let build?, let workload?):
      return .found(
        "\(recipe.path) is built in continuous integration and run by \(workload.path)",
        [recipe, build.place, workload])
    case (nil, _): return .notFound("\(recipe.path) is there; no workflow builds it", [recipe])
    case (let build?, nil):
      return .notFound(
        "\(recipe.path) is built in continuous integration; nothing was found that runs it",
        [recipe, build.place])
    }
  }
}
