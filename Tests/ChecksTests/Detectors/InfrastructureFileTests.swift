import Foundation
import Readiness
import Testing

/// What files count as infrastructure, and what shows that it is checked and run.
@Suite struct InfrastructureFileTests {
  @Test func `infrastructure as code of many kinds`() throws {
    let control: Control.ID = "infra.as-code"
    let apply = Look.workflow(on: "[pull_request, push]", "terraform apply")
    for (path, text) in [
      ("infra/main.tf", "resource \"x\" \"y\" {}\n"), ("a.bicep", "resource x 'y' = {}\n"),
      ("Pulumi.yaml", "name: x\nruntime: python\n"), ("cdk.json", "{\n  \"app\": \"x\"\n}\n"),
      ("chart/Chart.yaml", "apiVersion: v2\nname: x\n"),
      ("k8s/job.yaml", "apiVersion: batch/v1\nkind: CronJob\n"),
      ("k/kustomization.yaml", "resources:\n  - a.yaml\n"),
      ("stack.json", "{\"AWSTemplateFormatVersion\": \"2010-09-09\"}"),
    ] {
      let isCluster = ["chart/Chart.yaml", "k8s/job.yaml", "k/kustomization.yaml"].contains(path)
      let applied = [path: text, ".github/workflows/apply.yml": apply]
      #expect(
        try Look(control, in: applied).status == (isCluster ? .notReported : .pass), "\(path)")
      #expect(try Look(control, in: [path: text]).status == .notReported, "\(path)")
      #expect(try Look("infra.versioned", in: [path: text]).status == .pass, "\(path)")
      let typed = applied.merging(["README.md": "Then:\n\n    $ helm install db chart\n"]) { $1 }
      #expect(try Look(control, in: typed).status == .notReported, "\(path)")
    }
    for (path, text) in [
      ("x.tf", "# resource\n"), ("compose.yaml", "services: {}\n"),
      ("crd.yaml", "apiVersion: v1\nkind: ConfigMap\n"),
    ] {
      #expect(try Look(control, in: [path: text]).status == .notReported, "\(path)")
    }
  }

  @Test(arguments: ["third_party/x/main.tf", "vendor/main.tf", "docs/example/main.tf"])
  func `what others wrote, and examples, are no infrastructure of the system`(_ path: String) throws
  {
    #expect(
      try Look("infra.versioned", in: [path: "resource \"x\" \"y\" {}\n"]).status == .notReported)
  }

  @Test func `infrastructure is validated by a command on pull requests`() throws {
    let plan = Look.workflow(on: "[pull_request, push]", "terraform plan")
    #expect(try Look("infra.validated-ci", in: [".github/workflows/i.yml": plan]).status == .pass)
    #expect(
      try Look(
        "infra.validated-ci",
        in: [".github/workflows/i.yml": Look.workflow(on: "[pull_request]", "pytest")]
      ).status == .notReported)
  }

  @Test func `containers take a recipe, a build and something that runs them`() throws {
    let build = Look.workflow(on: "[pull_request, push]", "docker build -t org/scorer:1 .")
    let run =
      "apiVersion: apps/v1\nkind: Deployment\nspec: {containers: [{image: x.io/org/scorer:1}]}\n"
    let all = [
      "Dockerfile": "FROM python:3.11\n", ".github/workflows/b.yml": build, "k8s/d.yaml": run,
    ]
    let other = run.replacingOccurrences(of: "scorer", with: "queue")
    #expect(
      try Look("infra.containers", in: all.merging(["k8s/d.yaml": other]) { $1 }).status
        == .notReported
    )
    #expect(try Look("infra.containers", in: all).status == .pass)
    for missing in all.keys {
      #expect(
        try Look("infra.containers", in: all.filter { $0.key != missing }).status == .notReported,
        "\(missing)")
    }
  }
}
