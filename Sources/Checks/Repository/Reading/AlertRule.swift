internal import Documents
internal import Readiness

/// A rule that raises an alert, of Prometheus or of a cloud.
struct AlertRule {
  /// Its name, expression and labels, in lower case.
  let words: String
  let place: Place
  /// Whether the rule itself names who is told.
  let isRouted: Bool

  func mentions(_ parts: [String]) -> Bool { parts.contains { words.contains($0) } }
}

/// The alert rules of a repository, and what tells somebody of them.
struct Alerts {
  let rules: [AlertRule]
  /// Where receivers of Prometheus' alerts are named.
  let receiver: Place?

  init(_ repository: Repository) {
    let documents = repository.alertDocuments
    let prometheus = documents.flatMap { path, tree in
      (tree["groups"] ?? tree.at("spec", "groups"))?.elements.flatMap { group in
        (group["rules"]?.elements ?? []).compactMap { rule -> AlertRule? in
          guard let name = rule["alert"]?.text, let expression = rule["expr"]?.text else {
            return nil
          }
          return AlertRule(
            words: "\(name) \(expression)".lowercased(),
            place: rule.place(in: path, excerpt: "alert: \(name)"), isRouted: false)
        }
      } ?? []
    }
    let clouds = repository.terraform.compactMap { block -> AlertRule? in
      let routes = [
        "aws_cloudwatch_metric_alarm": "alarm_actions",
        "google_monitoring_alert_policy": "notification_channels",
        "azurerm_monitor_metric_alert": "action",
      ]
      guard let route = routes[block.type], block.has(route) else { return nil }
      return AlertRule(
        words: (block.labels + block.body).joined(separator: " ").lowercased(),
        place: block.place, isRouted: true)
    }
    rules = prometheus + clouds
    receiver =
      documents.lazy.compactMap { path, tree in
        let root = tree["spec"] ?? tree
        guard root["route"] != nil || tree["contactPoints"] != nil else { return nil }
        let receivers = (root["receivers"] ?? tree["contactPoints"])?.elements ?? []
        // Alertmanager tells only those that a route leads to.
        let routed = Set((root["route"]?.everything ?? []).compactMap { $0["receiver"]?.text })
        let told = receivers.first { receiver in
          (root["route"] == nil || receiver["name"]?.text.map(routed.contains) == true)
            && receiver.pairs.contains { pair in
              (pair.key.hasSuffix("_configs") || pair.key.hasSuffix("Configs")
                || pair.key == "receivers") && !pair.value.elements.isEmpty
                // What only a workflow fills in stands there as it is.
                && !pair.value.everything.contains { $0.text?.contains("${{") == true }
            }
        }
        return told?.place(in: path, excerpt: told?["name"]?.text.map { "receiver \($0)" })
      }.first
  }

  /// The first rule that mentions one of some words, with what tells somebody of it; `nil` where
  /// there is none, or nobody is told.
  func routed(_ parts: [String]) -> [Place]? {
    for rule in rules where rule.mentions(parts) {
      if rule.isRouted { return [rule.place] }
      if let receiver { return [rule.place, receiver] }
    }
    return nil
  }

  func lead(_ parts: [String]) -> [Place] {
    rules.filter { $0.mentions(parts) }.prefix(3).map(\.place)
  }
}

extension Repository {
  /// YAML documents that hold rules or receivers of alerts.
  fileprivate var alertDocuments: [(String, Tree)] {
    tracked { ["yaml", "yml"].contains($0.suffix) && !$0.isExample && !$0.isTest }.flatMap {
      file -> [(String, Tree)] in
      guard let text = text(of: file.path),
        text.holds("alert:") || text.holds("receivers:") || text.holds("contactPoints:")
      else { return [] }
      return trees(of: file.path).map { (file.path, $0) }
    }
  }
}
