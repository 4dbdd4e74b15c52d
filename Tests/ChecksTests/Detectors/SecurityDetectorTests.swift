import Readiness
import Testing

/// Secrets in the tree, encryption, and who may call the service.
@Suite struct SecurityDetectorTests {
  private func look(_ control: Control.ID, _ texts: [String: String]) throws -> Look {
    try Look(control, in: texts)
  }

  /// Keys that are none, put together here so that no scanner takes this file for a leak.
  private static let access = "AKIA" + "QWERTYUIOPASDFGH"
  private static let token = "ghp" + "_" + String(repeating: "aB3", count: 12)
  private static let head = "-----BEGIN RSA " + "PRIVATE KEY-----"
  private static let body = "MIIEpAIBAAKCAQEA7bq3XcV1kz0rT9uWm2s5"

  @Test(arguments: [
    ("settings.py", "KEY = '\(access)'\n"), (".env", "TOKEN=\(token)\n"),
    ("deploy/key.pem", "\(head)\n\(body)\n"),
    ("sa.json", "{\"private_key\": \"\(head)\\n\(body)\"}"),
  ])
  func `a secret in a tracked file refutes encryption, and is not repeated`(
    _ path: String, _ text: String
  ) throws {
    let seen = try look("sec.encryption", [path: "\n" + text])
    #expect(seen.status == .fail && seen.places == ["\(path):2"])
    #expect(!seen.summary.contains("QWERTY") && !seen.summary.contains("aB3"))
  }

  @Test(arguments: [
    ("settings.py", "KEY = 'AKIAIOSFODNN7EXAMPLE'\n"), ("tests/test_x.py", "KEY = '\(access)'\n"),
    ("docs/setup.md", "\(access)\n"), ("notes.py", "AKIA is how keys begin\n"),
    ("parse.py", "start = text.find('\(head)')\nend = text.find('-----END')\n"),
    ("key.yaml", "key: |\n  \(head)\n  <YOUR KEY HERE>\n"),
    ("cli/test_data/sample.json", "{\"key\": \"\(head)\\n\(body)\"}"),
    ("public.pem", "-----BEGIN PUBLIC KEY-----\n"), (".env.sample", "TOKEN=<ghp_your_token>\n"),
  ])
  func `what only looks like a secret is none`(_ path: String, _ text: String) throws {
    #expect(try look("sec.encryption", [path: text]).status == .notReported)
  }

  private let ingress = """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {annotations: {nginx.ingress.kubernetes.io/auth-url: "https://id.example.org"}}
    spec:
      tls: [{hosts: [api.example.org], secretName: api}]
    """

  @Test func `encryption takes a store of secrets, storage with a key, and TLS`() throws {
    let all = [
      "s.yaml": "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\n", "i.yaml": ingress,
      "db.tf": "resource \"aws_db_instance\" \"x\" {\n  storage_encrypted = true\n}\n",
    ]
    #expect(try look("sec.encryption", all).status == .pass)
    for path in all.keys {
      #expect(try look("sec.encryption", all.filter { $0.key != path }).status == .notReported)
    }
    let open = all["db.tf"]?.replacing("true", with: "false") ?? ""
    #expect(
      try look("sec.encryption", all.merging(["db.tf": open]) { $1 }).status == .notReported)
  }

  @Test func `the service knows its callers, by TLS, from networks that need it`() throws {
    let policy = """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      spec: {ingress: [{from: [{namespaceSelector: {matchLabels: {name: web}}}]}]}
      """
    let all = ["p.yaml": policy, "i.yaml": ingress]
    #expect(try look("sec.serving-network", all).status == .pass)
    #expect(try look("sec.serving-network", ["i.yaml": ingress]).status == .notReported)
    let anyone = all.merging(["i.yaml": ingress.replacing("auth-url", with: "other")]) { $1 }
    #expect(try look("sec.serving-network", anyone).status == .notReported)
    let plain = all.merging(["i.yaml": ingress.replacing("tls:", with: "other:")]) { $1 }
    #expect(try look("sec.serving-network", plain).status == .fail)
  }
}
