internal import Documents
internal import Readiness

/// Words that speak of what leaves a repository: to be served, deployed, scheduled or kept elsewhere.
enum Departure {
  static let leads = [
    Lead(
      stems: [
        "deploy", "production", "kubernetes", "kubectl", "k8s ", "docker", "podman", "ansible",
        "terraform", "helm ", "cron ", "crontab", "airflow", "prefect", "dagster", "kubeflow",
        "kfp ", "grafana", "prometheus", "cloudwatch", "datadog", "sagemaker", "vertex_ai",
        "aiplatform", "azureml", "azure_ml", "databricks", "boto3", "onnx", "tflite", "coreml",
        "push_to_hub", "register_model", "registered_model", "model_registry", "twine",
        "poetry_publish", "gh_release", "ghcr",
      ], scope: .outsideTests),
    Lead(
      stems: ["upload", "publish", "release"],
      near: ["model", "weight", "bucket", "hub ", "artifact", "package", "pypi", "image"],
      scope: .outsideTests),
  ]
}

/// Words that speak of answering requests, and of working through many at once.
enum Answering {
  static let batches = [
    Lead(stems: ["batch"], near: ["predict", "scor", "infer", "forecast", "transform", "job"]),
    Lead(stems: ["daily", "nightly", "hourly", "schedul", "offline"]),
  ]
  static let leads = [
    Lead(
      stems: [
        "rest_api", "restful", "api_server", "web_app", "webapp",
        "microservice", "flask ", "fastapi", "streamlit", "gradio", "plumber", "vetiver", "shiny ",
        "bentoml", "kserve", "seldon", "torchserve", "triton ", "ray_serve", "uvicorn", "gunicorn",
        "grpc", "online_predict", "online_inference", "online_store", "online_feature",
        "real_time", "lambda_handler", "cloud_function", "listen_and_serve", "rest_controller",
      ], scope: .outsideTests),
    Lead(
      stems: ["endpoint"], near: ["model", "predict", "infer", "online"], scope: .outsideTests),
    Lead(
      stems: ["serve ", "served ", "serves ", "serving"],
      near: ["model", "predict", "infer", "request", "api ", "traffic"], scope: .outsideTests),
  ]
}

extension Repository {
  /// Where something leaves the repository, or a word speaks of it; `nil` where all stays in it.
  ///
  /// What is nowhere deployed or served has no infrastructure, no alerts and no roll-out; where it is
  /// deployed by another repository, a word of that stands here.
  var departure: Place? {
    memory.departure.value {
      if let place = serving ?? InfrastructureFiles.all(in: self).first { return place }
      if let file = (otherAutomation ?? unreadDocument ?? carrier) {
        return Place(path: file.path, line: 1)
      }
      if callsRemoteWorkflows { return workflows.first.map { Place(path: $0.path, line: 1) } }
      return mentions.places(of: Departure.leads + Answering.leads).first
    }
  }

  /// A file by which something is built that leaves: an image, a web site, an application.
  private var carrier: File? {
    let names: Set<String> = [
      "procfile", "app.yaml", "fly.toml", "vercel.json", "render.yaml", "netlify.toml",
      "package.json", "setup.py", "meta.yaml", "podfile", "androidmanifest.xml", "serverless.yml",
    ]
    return tracked { file in
      let name = file.name.lowercased()
      return names.contains(name) || file.isImageRecipe || name.contains("dockerfile")
        || name.contains("compose.y")
    }.first
  }
}
