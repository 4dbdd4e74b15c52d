internal import Documents
internal import Foundation
internal import Readiness

/// Sensitive data are encrypted, and secrets are kept in a managed store.
struct EncryptionDetector: Detector {
  let control: Control.ID = "sec.encryption"
  let looksFor =
    "a managed store of secrets (External Secrets, Sealed Secrets, SOPS, the clouds' own), storage "
    + "in Terraform that is all encrypted by a key, and TLS on every ingress; a private key or an "
    + "access key in a tracked file refutes it"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let secrets = repository.secrets
    if let first = secrets.first {
      return .broken(
        "\(first.path) holds \(first.excerpt ?? "a secret") in the open", secrets)
    }
    let stores =
      repository.manifests(of: "ExternalSecret", "SealedSecret", "SecretProviderClass").map(\.place)
      + repository.tracked { $0.name == ".sops.yaml" }.map { Place(path: $0.path, line: 1) }
      + repository.resources(Self.isSecretStore).map(\.place)
    let storage = repository.resources { Self.keys[$0] != nil }
    let open = storage.filter { block in
      !(Self.keys[block.type] ?? []).contains { key in
        block.has(key) && block.value(of: key) != "false"
      }
    }
    let ingress = repository.manifests(of: "Ingress")
    let plain = ingress.filter { ($0.tree.at("spec", "tls")?.elements ?? []).isEmpty }
    guard let store = stores.first, let kept = storage.first, let way = ingress.first else {
      return .notFound(
        "no secret was found in the tree; not all of these were: a managed store of secrets, "
          + "encrypted storage, TLS", stores + storage.map(\.place))
    }
    if let place = open.first?.place ?? plain.first?.place {
      return .notFound("\(place.path) stores or serves without encryption", [place])
    }
    return .found(
      "\(store.path) keeps secrets, \(kept.path) encrypts storage, \(way.path) speaks TLS",
      [store, kept.place, way.place])
  }

  private static func isSecretStore(_ type: String) -> Bool {
    [
      "aws_secretsmanager_secret", "google_secret_manager_secret", "azurerm_key_vault_secret",
      "vault_kv_secret_v2",
    ].contains(type)
  }

  /// Storage that Terraform makes, with what says that it is encrypted by a key of one's own.
  private static let keys: [String: [String]] = [
    "aws_s3_bucket_server_side_encryption_configuration": ["kms_master_key_id"],
    "aws_db_instance": ["storage_encrypted"], "aws_rds_cluster": ["storage_encrypted"],
    "aws_ebs_volume": ["encrypted"], "aws_efs_file_system": ["encrypted"],
    "google_storage_bucket": ["encryption"],
    "google_sql_database_instance": ["encryption_key_name"],
    "azurerm_storage_account": ["customer_managed_key", "infrastructure_encryption_enabled"],
  ]
}

extension Repository {
  /// Where tracked files hold secrets of kinds that cannot be mistaken; the secret itself is not
  /// repeated.
  var secrets: [Place] {
    let files = tracked { file in
      Self.suffixesOfText.contains(file.suffix.lowercased()) || file.name.hasPrefix(".env")
        || ["id_rsa", "id_ed25519", "credentials"].contains(file.name)
    }.filter { !$0.isTest && !$0.isExample && !$0.folders.contains("docs") }
    return files.parallelMap { file in
      passingText(of: file.path).map { $0.secrets(in: file.path) } ?? []
    }.flatMap(\.self)
  }

  private static let suffixesOfText: Set<String> = [
    "py", "ipynb", "yaml", "yml", "json", "env", "sh", "tf", "tfvars", "ini", "cfg", "conf", "toml",
    "txt", "md", "pem", "key", "properties", "js", "ts", "xml", "r", "sql",
  ]
}

extension String {
  /// The kinds of secrets in a text, each with its line.
  fileprivate func secrets(in path: String) -> [Place] {
    // Few texts hold one of these; the rest is not looked at line by line.
    guard Self.marks.contains(where: { utf8.holds($0) }) else { return [] }
    let kinds = Self.kinds
    let lines = self.lines
    return lines.indices.flatMap { index in
      let line = lines[index]
      let names = kinds.filter { line.contains($0.form) && !line.isPlaceholder }.map(\.name)
      let isKey = Self.beginsKey(lines[index..<min(index + 6, lines.count)])
      return (names + (isKey ? ["a private key"] : [])).map {
        Place(path: path, line: index + 1, excerpt: $0)
      }
    }
  }

  /// Whether a private key begins in the first of some lines, with its body: a run of base64.
  ///
  /// Code that looks for keys, and forms for them, have only the head.
  private static func beginsKey(_ lines: ArraySlice<Substring>) -> Bool {
    let head = #/-----BEGIN (?:RSA |EC |OPENSSH |DSA |)PRIVATE KEY-----/#
    guard let first = lines.first, let match = first.firstMatch(of: head), !first.isPlaceholder
    else { return false }
    let text = ([first[match.range.upperBound...]] + lines.dropFirst()).joined(separator: "\n")
    let body = text.firstRange(of: "-----END").map { text[..<$0.lowerBound] } ?? text[...]
    return body.replacing("\\n", with: "\n")
      .matches(of: #/[A-Za-z0-9+\/]{32,}/#).contains { Set($0.0).count > 8 }
  }

  private static let marks = [
    "PRIVATE KEY-----", "AKIA", "ghp_", "github_pat_", "xoxb-", "sk_live_",
  ]
  .map { Array($0.utf8) }

  private static var kinds: [(name: String, form: Regex<Substring>)] {
    [
      ("an access key of AWS", #/\bAKIA[0-9A-Z]{16}\b/#),
      ("a token of GitHub", #/\b(?:ghp_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,})\b/#),
      ("a token of Slack", #/\bxoxb-[0-9]{10,}-[0-9A-Za-z-]{20,}/#),
      ("a key of Stripe", #/\bsk_live_[0-9A-Za-z]{24,}/#),
    ]
  }
}

extension Substring {
  /// Whether it stands for a secret rather than being one.
  fileprivate var isPlaceholder: Bool {
    ["EXAMPLE", "example", "XXXX", "xxxx", "<", "..."].contains { contains($0) }
  }
}

extension String.UTF8View {
  /// Whether some bytes stand in it.
  fileprivate func holds(_ part: [UInt8]) -> Bool {
    guard let head = part.first else { return true }
    return withContiguousStorageIfAvailable { bytes in
      guard let start = bytes.baseAddress else { return false }
      var index = 0
      while index + part.count <= bytes.count,
        let next = memchr(start + index, Int32(head), bytes.count - index)
      {
        index = start.distance(to: next.assumingMemoryBound(to: UInt8.self))
        if index + part.count <= bytes.count, memcmp(start + index, part, part.count) == 0 {
          return true
        }
        index += 1
      }
      return false
    } ?? false
  }
}

/// The service answers only callers that it knows, by TLS, from networks that need it.
struct ServingNetworkDetector: Detector {
  let control: Control.ID = "sec.serving-network"
  let home: Home? = .named
  let looksFor =
    "a NetworkPolicy that limits who may call, TLS on every ingress, and proof of identity (Istio "
    + "RequestAuthentication with an AuthorizationPolicy, an ingress that asks for it, or security "
    + "on every operation of OpenAPI); settings that let everybody in (--allow-unauthenticated, "
    + "use_bearer_token: false) refute it where code asks nobody who they are; so named is a Kubernetes "
    + "service that leads to such code from outside of the cluster"

  func sighting(in repository: Repository, of system: System) -> Sighting {
    let limits = repository.manifests(of: "NetworkPolicy").filter { policy in
      policy.tree.at("spec", "ingress")?.elements.contains { $0["from"] != nil } ?? false
    }.map(\.place)
    let ingress = repository.manifests(of: "Ingress")
    let plain = ingress.filter { ($0.tree.at("spec", "tls")?.elements ?? []).isEmpty }
    let identity = identity(in: repository, ingress: ingress)
    if let first = plain.first {
      return .broken("\(first.path) serves without TLS", plain.map(\.place))
    }
    if identity == nil, let service = OpenService(repository) {
      if let open = service.opened(in: repository) {
        return .broken(
          "\(open.path) lets everybody in, and \(service.place.path) asks nobody who they are",
          [open, service.place])
      }
      if ingress.isEmpty, limits.isEmpty, let way = service.exposed(in: repository) {
        return .missing(
          "\(way.path) leads to \(service.place.path) from outside, which asks nobody who they are",
          [way, service.place])
      }
    }
    guard let limit = limits.first, let way = ingress.first, let identity else {
      return .notFound(
        "not all of these were found: a network policy, TLS on an ingress, proof of identity",
        limits + ingress.map(\.place) + (identity.map { [$0] } ?? []))
    }
    return .found(
      "\(limit.path) limits who may call, \(way.path) speaks TLS, \(identity.path) asks who calls",
      [limit, way.place, identity])
  }

  private func identity(in repository: Repository, ingress: [Manifest]) -> Place? {
    let requests = repository.manifests(of: "RequestAuthentication").first
    if let requests, let policy = repository.manifests(of: "AuthorizationPolicy").first {
      return requests.path < policy.path ? requests.place : policy.place
    }
    let asking = ingress.first { manifest in
      (manifest.tree.at("metadata", "annotations")?.pairs ?? []).contains {
        $0.key.hasSuffix("/auth-url") || $0.key.hasSuffix("/auth-type")
      }
    }
    if let asking { return asking.place }
    for file in repository.tracked({ ["yaml", "yml", "json"].contains($0.suffix) })
    where file.name.lowercased().contains("openapi") {
      guard let tree = repository.tree(of: file.path), let security = tree["security"],
        !security.elements.isEmpty, tree.at("components", "securitySchemes") != nil
      else { continue }
      return security.place(in: file.path, excerpt: "security:")
    }
    return nil
  }
}

/// A service in Python that asks nobody who they are: no word in the code that serves, nor in settings of
/// what stands before it, has to do with that.
private struct OpenService {
  let place: Place

  init?(_ repository: Repository) {
    let modules = repository.python.filter {
      !$0.isTest && !$0.isNotebook && !$0.file.isExample
    }
    guard let place = modules.lazy.compactMap(\.service).first else { return nil }
    let asking = [
      "auth", "token", "apikey", "api_key", "jwt", "oauth", "login", "password", "credential",
      "security", "bearer", "permission", "signature", "middleware",
    ]
    let asks = modules.contains { module in
      (module.service != nil || module.place(importing: ["fastapi", "flask", "starlette"]) != nil)
        && module.names.keys.contains { name in
          name == "Depends" || asking.contains(where: name.lowercased().contains)
        }
    }
    let gates = [
      "Gateway", "VirtualService", "HTTPRoute", "AuthorizationPolicy", "IngressRoute",
      "BackendConfig",
    ]
    if asks || repository.manifests.contains(where: { gates.contains($0.kind) }) { return nil }
    self.place = place
  }

  /// Where settings or commands let everybody in.
  func opened(in repository: Repository) -> Place? {
    repository.tracked { file in
      !file.isTest && !file.isExample
        && (["yaml", "yml", "sh", "tf"].contains(file.suffix) || file.name == "Makefile")
    }.lazy.compactMap { file in
      guard let text = repository.passingText(of: file.path),
        text.holds("unauthenticated") || text.holds("use_bearer_token")
      else { return nil }
      return repository.place(in: file.path) { line in
        !line.drop { $0.isWhitespace }.hasPrefix("#")
          && line.contains(#/--allow-unauthenticated\b(?!=)|\buse_bearer_token:\s*(?i:false)\b/#)
      }
    }.first
  }

  /// The service of Kubernetes that leads to it from outside of the cluster.
  func exposed(in repository: Repository) -> Place? {
    repository.manifests(of: "Service").first { service in
      let type = service.tree.at("spec", "type")
      return type?.text == "LoadBalancer"
        && service.tree.at("metadata", "annotations")?.pairs.contains {
          $0.key.contains("internal") || $0.value.text?.contains("internal") == true
        } != true
    }?.place
  }
}
