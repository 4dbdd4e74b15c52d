internal import Documents
internal import Readiness

/// Where changes are deployed, and by what.
enum Delivery {
  static let commands = [
    "kubectl apply", "kubectl set image", "helm upgrade", "helmfile apply", "helmfile sync",
    "cdk deploy", "sam deploy", "serverless deploy", "sls deploy", "gcloud run deploy",
    "gcloud run services replace", "gcloud app deploy", "gcloud functions deploy",
    "gcloud ai endpoints deploy-model", "az webapp deploy", "az webapp up", "az containerapp up",
    "az containerapp update", "az ml online-deployment create", "az ml online-deployment update",
    "az ml batch-deployment create", "aws ecs update-service", "aws lambda update-function-code",
    "aws cloudformation deploy", "aws sagemaker update-endpoint", "aws deploy create-deployment",
    "fly deploy", "flyctl deploy", "bentoml deploy", "argocd app sync", "docker stack deploy",
    "pulumi up", "copilot deploy", "databricks bundle deploy", "modal deploy", "terraform apply",
    "tofu apply", "terragrunt apply", "heroku container:release",
  ]
  static let infrastructureCommands = [
    "terraform apply", "tofu apply", "terragrunt apply", "pulumi up", "cdk deploy",
    "aws cloudformation deploy", "az deployment group create", "az bicep deploy",
  ]
  static let actions = [
    "aws-actions/amazon-ecs-deploy-task-definition", "aws-actions/aws-cloudformation-github-deploy",
    "azure/webapps-deploy", "azure/k8s-deploy", "azure/functions-action",
    "azure/container-apps-deploy-action", "google-github-actions/deploy-cloudrun",
    "google-github-actions/deploy-appengine", "google-github-actions/deploy-cloud-functions",
    "superfly/flyctl-actions", "dflook/terraform-apply", "kubernetesmanifest", "helmdeploy",
    "azurewebapp", "azurermwebappdeployment", "azurewebappcontainer",
  ]

  /// Objects by which Argo CD or Flux keep a cluster like a branch of this repository: the folder that
  /// they name is here.
  static func mirrors(in repository: Repository) -> [Manifest] {
    repository.manifests(of: "Application", "ApplicationSet", "Kustomization").filter { manifest in
      let isFlux = manifest.apiVersion.hasPrefix("kustomize.toolkit.fluxcd.io")
      let parts = manifest.tree.everything
      let isMirror =
        isFlux
        || manifest.apiVersion.hasPrefix("argoproj.io") && parts.contains { $0["automated"] != nil }
      let file = Repository.File(path: manifest.path, isTracked: true)
      guard isMirror, !file.isExample else { return false }
      let sources =
        isFlux
        ? [manifest.tree["spec"]]
        : parts.flatMap { [$0["source"]] + ($0["sources"]?.elements ?? []) }
      return sources.compactMap { $0?["path"]?.text }.contains { path in
        let folder = repository.resolved(path, from: "")
        return folder.isEmpty || folder.contains("{{")
          || repository.files.contains { $0.path.hasPrefix(folder + "/") }
      }
    }
  }
}

/// A merge is deployed automatically.
struct DeliveryDetector: Detector {
  let control: Control.ID = "infra.cd-auto"
  let home: Home? = .delivery
  let looksFor =
    "a step on pushes to the main branch that deploys (kubectl, helm, cloud tools, Terraform, …), "
    + "and one that applies Terraform, Pulumi or CDK where there are such files; or an Argo CD "
    + "application with automated sync, or a Flux kustomization; deployment on tags or by hand "
    + "alone refutes it"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let mirrors = Delivery.mirrors(in: repository)
    if let mirror = mirrors.first {
      return .found(
        "\(mirror.path) has the cluster follow a branch by itself", mirrors.map(\.place))
    }
    guard
      let step = repository.step(
        on: .mainPush, calling: Delivery.commands, using: Delivery.actions)
    else {
      let others = repository.steps(calling: Delivery.commands, using: Delivery.actions)
      let isLeft = others.first { $0.on != [.release] }
      guard let other = isLeft ?? others.first else {
        let words = repository.workflows.flatMap(\.steps).filter { step in
          let text = step.text.lowercased()
          return text.contains(#/\bdeploy/#) && !text.contains(#/gh-deploy|pages|docs/#)
        }
        return .notFound(
          words.first.map {
            "\($0.place.path) has a word on deploying; no way of it was recognised"
          }
            ?? "no step that deploys was found in a workflow", words.map(\.place))
      }
      let said = "\(other.place.path) deploys, but not when something is merged"
      return isLeft == nil ? .broken(said, [other.place]) : .notFound(said, [other.place])
    }
    let said = "\(step.place.path) runs '\(step.text.shortened(to: 60))' when something is merged"
    let isProvisioned = repository.terraform.contains { $0.keyword == "resource" }
    let isApplied = [Workflow.Trigger.mainPush, .infrastructurePush].contains { trigger in
      repository.step(
        on: trigger, calling: Delivery.infrastructureCommands, using: ["dflook/terraform-apply"])
        != nil
    }
    if isProvisioned, !isApplied {
      return .notFound(said + "; nothing was found that applies the Terraform files", [step.place])
    }
    return .found(said, [step.place])
  }
}

/// The same steps deploy to every environment.
struct EnvironmentNeutralDetector: Detector {
  let control: Control.ID = "code.env-neutral"
  let looksFor =
    "workflows that deploy to a production environment and to one before it by the same steps, "
    + "but for the environment's name"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let steps = repository.workflows.flatMap(\.steps).filter { step in
      switch step.what {
      case .command:
        step.commands.contains { command in
          Delivery.commands.contains(where: command.isCall)
        }
      case .action(let name, _):
        name.hasPrefix("./.github/workflows/")
          || Delivery.actions.contains(String(name.lowercased().prefix { $0 != "@" }))
      }
    }
    let named = steps.compactMap { step in
      EnvironmentName(step.environmentName).map { ($0.stage, step) }
    }
    let production = named.filter { $0.0 == .production }.map(\.1)
    let before = named.filter { $0.0 == .before }.map(\.1)
    guard let first = production.first, let other = before.first else {
      return .notFound("no deployment to two environments was found in a workflow")
    }
    let forms = [production, before].map { Set($0.map(\.form)) }
    guard forms[0] == forms[1] else {
      return .notFound(
        "\(first.place.path) deploys to production in another way than before it",
        [first.place, other.place])
    }
    return .found(
      "\(first.place.path) deploys to every environment by the same "
        + (production.count == 1 ? "step" : "\(production.count) steps"),
      [first.place, other.place])
  }
}

extension Workflow.Step {
  /// The environment of its job, or that it hands on.
  fileprivate var environmentName: String? {
    if let environment { return environment }
    guard case .action(_, let with?) = what else { return nil }
    return (with["environment"] ?? with["env"] ?? with["stage"])?.text
  }

  /// The step with names of environments left out.
  fileprivate var form: String {
    switch what {
    case .command(let line): line.withoutEnvironments
    case .action(let name, _): name.withoutEnvironments
    }
  }
}

extension String {
  fileprivate var withoutEnvironments: String {
    lowercased().replacing(
      #/production|preprod|pre-prod|staging|develop|prod|stage|stg|dev|test|uat|acc/#, with: "ENV")
  }
}
