internal import Documents
internal import Readiness

extension Repository {
  /// Where something serves the model, as far as the repository shows: a model server's manifest, an
  /// endpoint, an application, or an image that starts something.
  var deployment: Place? {
    serving ?? runs.first { if case .container = $0.by { true } else { false } }?.place
  }

  /// The same without images, which may run anything.
  var serving: Place? {
    memory.serving.value {
      let serving: Set<String> = [
        "Deployment", "StatefulSet", "InferenceService", "SeldonDeployment", "Rollout",
        "RayService",
      ]
      return manifests.first { serving.contains($0.kind) }?.place
        ?? cloud.first { $0.type == "AWS::SageMaker::Endpoint" }?.place
        ?? resources { $0.hasPrefix("aws_sagemaker_endpoint") }.first?.place
        ?? python.first {
          !$0.isTest && !$0.isNotebook && !$0.file.isExample && $0.service != nil
        }.flatMap(\.service)
    }
  }

  /// Where a workflow pulls with DVC and then builds or deploys an image, or builds one that pulls.
  var deploymentFromDVC: Place? {
    let building = [
      "docker build", "docker buildx", "kubectl apply", "helm upgrade", "bentoml build",
    ]
    return workflows.lazy.compactMap { workflow -> Place? in
      let build =
        workflow.first(calling: building) ?? workflow.first(using: ["docker/build-push-action"])
      guard let build else { return nil }
      if let pull = workflow.first(calling: ["dvc pull", "dvc get"]) {
        return areInOrder([pull.place, build.place], inOneJob: true) ? pull.place : nil
      }
      return imagePull
    }.first
  }

  /// Where a Dockerfile pulls with DVC, and fails if that does.
  private var imagePull: Place? {
    tracked { $0.name.contains("Dockerfile") && !$0.isExample }.lazy.compactMap { file in
      self.place(in: file.path) { line in
        guard let match = line.firstMatch(of: #/^\s*(?i:RUN|CMD|ENTRYPOINT)\s+(.*)/#) else {
          return false
        }
        return ShellCommand.all(in: String(match.1)).contains { command in
          !command.isForgiven
            && ["dvc pull", "dvc get", "dvc import"].contains(where: command.isCall)
        }
      }
    }.first
  }

  /// The step that builds an image under the commit's name.
  var imageTaggedWithCommit: Workflow.Step? {
    let names = [
      "github.sha", "GITHUB_SHA", "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CIRCLE_SHA1",
      "Build.SourceVersion", "GIT_COMMIT", "git rev-parse",
    ]
    return workflows.lazy.flatMap(\.steps).first { step in
      switch step.what {
      case .command(let line):
        names.contains(where: line.contains)
          && step.commands.contains { command in
            ["docker", "podman", "buildah"].contains(command.words.first)
          }
      case .action(let name, let with):
        name.hasPrefix("docker/build-push-action")
          && names.contains { name in with?["tags"]?.text?.contains(name) == true }
      }
    }
  }

  /// What is deployed by a way that leads to no record of a run: neither out of DVC, nor in an image
  /// whose name tells the commit.
  var looseDeployment: Place? {
    deploymentFromDVC == nil && imageTaggedWithCommit == nil ? deployment : nil
  }
}
