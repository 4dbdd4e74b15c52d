internal import Documents
internal import Readiness

/// A resource of a CloudFormation template: https://docs.aws.amazon.com/cloudformation.
struct CloudResource: Sendable {
  let path: String
  let name: String
  /// Such as `AWS::SageMaker::EndpointConfig`.
  let type: String
  let tree: Tree

  var properties: Tree? { tree["Properties"] }
  var place: Place { tree.place(in: path, excerpt: "\(name): \(type)") }
}

extension Repository {
  /// The resources of all tracked templates, those of the serverless model among them.
  var cloud: [CloudResource] {
    memory.cloud.value {
      tracked { ["yaml", "yml", "json", "template"].contains($0.suffix) && !$0.isExample }.flatMap {
        file -> [CloudResource] in
        guard let text = text(of: file.path), text.holds("AWS::"), text.holds("Resources"),
          let tree = tree(of: file.path)
        else { return [] }
        return (tree["Resources"]?.pairs ?? []).compactMap { pair in
          pair.value["Type"]?.text.map {
            CloudResource(path: file.path, name: pair.key, type: $0, tree: pair.value)
          }
        }
      }
    }
  }
}
