internal import Documents
internal import Readiness

/// What shows that a part of the system, or of what is known of it, is kept outside of the repository.
extension Repository {
  /// Where code calls a platform that keeps runs, environments and data outside of the repository.
  var platform: Place? {
    let platforms = [
      "azureml", "sagemaker", "databricks", "vertexai", "aiplatform", "domino", "dataiku",
      "comet_ml", "neptune", "wandb", "clearml",
    ]
    return python.lazy.compactMap { module in
      module.place(importing: platforms) ?? module.place(of: "aiplatform", "azureml", "sagemaker")
    }.first
  }

  /// Where code calls a platform outside of the repository on which experiments are compared.
  var tracker: Place? {
    let trackers = ["wandb", "neptune", "comet_ml", "clearml", "databricks", "domino", "dataiku"]
    return python.lazy.compactMap { $0.place(importing: trackers) }.first
  }

  /// A document in a format that is not read; figures are none.
  var unreadDocument: File? {
    tracked { file in
      ["pdf", "docx", "doc", "odt", "pptx"].contains(file.suffix.lowercased()) && !file.isTest
        && !file.isExample
        && !file.folders.contains {
          ["figures", "figs", "plots", "images", "img", "assets", "results", "data"].contains(
            $0.lowercased())
        }
    }.first
  }

  /// Settings of a system for continuous integration whose files are not read.
  var otherAutomation: File? {
    namedAutomation
      ?? tracked { ["yml", "yaml"].contains($0.suffix) && !$0.isExample }.first { file in
        // Google's Cloud Build takes files of any name.
        guard
          contentsHold("gcr.io/", in: file.path) || contentsHold("docker.pkg.dev", in: file.path)
        else { return false }
        return tree(of: file.path)?["steps"]?.elements.contains {
          $0["name"] != nil && ($0["args"] != nil || $0["entrypoint"] != nil)
        } ?? false
      }
  }

  private func contentsHold(_ part: String, in path: String) -> Bool {
    text(of: path)?.contains(part) ?? false
  }

  private var namedAutomation: File? {
    files.first { file in
      let name = file.name.lowercased()
      return [
        ".travis.yml", ".taskcluster.yml", ".cirrus.yml", ".drone.yml", ".drone.jsonnet",
        "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml", "codefresh.yml", ".zuul.yaml",
        "zuul.yaml", ".gitreview", "codemagic.yaml", "wercker.yml", "bamboo.yml", "earthfile",
      ].contains(name) || name.hasPrefix("cloudbuild") || name.hasPrefix("buildspec")
        || name.hasPrefix(".woodpecker") || name.hasPrefix(".semaphore")
        || file.folders.contains {
          [
            ".buildkite", ".semaphore", ".woodpecker", ".tekton", "tekton", ".teamcity", ".harness",
            "cloudbuild", ".pipeline",
          ].contains($0)
        }
    }
  }

  /// Whether a workflow calls one that another repository keeps.
  var callsRemoteWorkflows: Bool {
    workflows.flatMap(\.steps).contains { step in
      guard case .action(let name, _) = step.what else { return false }
      return !name.hasPrefix("./") && name.contains("/.github/workflows/")
    }
  }

  /// Where a document leads to others that are kept elsewhere: a wiki, an article, or a site that
  /// bears the system's name.
  func pointerElsewhere(of system: System) -> Place? {
    let name = system.nameInLinks
    let wikis = [
      "confluence", "atlassian.net", "notion.so", "notion.site", "docs.google.com", "medium.com",
      "towardsdatascience.com", "substack.com", "blog.", "arxiv.org",
    ]
    let hosts = ["github.com", "gitlab.com", "bitbucket.org", "dev.azure.com"]
    return link { host, address, _ in
      wikis.contains(where: host.contains)
        || hosts.contains(host)
          && address.contains(
            #/\/wiki(\/|$)|#[\w-]*(how-it-works|model|data|feature|architecture|design|overview)/#)
        || name.count > 4 && host.filter(\.isLetter).contains(name)
    }
  }

  /// Where a document leads to one on the system that is kept elsewhere: the same, or a page that
  /// bears the system's name, a model card, or what a line calls its article or documentation.
  func documentElsewhere(of system: System) -> Place? {
    let name = system.nameInLinks
    return pointerElsewhere(of: system)
      ?? link { host, address, line in
        if host.keepsCode || address.isPicture { return false }
        return address.contains(#/model[-_]card/#) || line.namesArticle
          || name.count > 4 && address.lowercased().filter(\.isLetter).contains(name)
      }
  }

  /// The first line of a document with a link that fits, by its host and all of its address.
  private func link(
    _ fits: (_ host: String, _ address: Substring, _ line: Substring) -> Bool
  ) -> Place? {
    for document in prose where document.file.suffix != "ipynb" && !document.file.isPlan {
      let found = place(in: document.file.path) { line in
        guard line.contains("://") else { return false }
        return line.matches(of: #/https?:\/\/([^\/\s)>\]"']+)[^\s)>\]"']*/#).contains { match in
          fits(match.1.lowercased(), match.0, line)
        }
      }
      if let found { return found }
    }
    return nil
  }
}

extension System {
  /// The letters of its name; too few to be told from others leave it out.
  fileprivate var nameInLinks: String { name.lowercased().filter(\.isLetter) }
}

extension Substring {
  /// Whether it begins by calling what follows an article or the documentation of the system.
  fileprivate var namesArticle: Bool {
    lowercased().contains(
      #/^[\W_]*(accompanying |companion |our |the )?(blog( ?post)?|article|documentation|docs|wiki)\b[\s*_]*:/#
    )
  }

  fileprivate var isPicture: Bool {
    let suffix = prefix { $0 != "?" }.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return ["png", "svg", "jpg", "jpeg", "gif", "webp", "mp4"].contains(suffix)
  }
}

extension String {
  /// Whether a host keeps code, packages or images, or shows how their builds went.
  fileprivate var keepsCode: Bool {
    let hosts = [
      "github.com", "githubusercontent.com", "gitlab.com", "bitbucket.org", "dev.azure.com",
      "shields.io", "badge", "codecov.io", "coveralls.io", "pypi.org", "anaconda.org", "docker.com",
      "ghcr.io", "colab.research.google.com", "mybinder.org", "kaggle.com", "gitpod.io",
      "circleci.com", "travis-ci", "sonarcloud.io", "codacy.com", "codeclimate.com", "deepsource",
      "localhost", "star-history.com",
    ]
    return hosts.contains(where: contains)
  }
}
