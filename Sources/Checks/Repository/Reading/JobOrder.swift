internal import Documents
internal import Readiness

extension Repository {
  /// Whether the steps at some places of one workflow run one after the other: in one job, in stages,
  /// or in jobs of which each needs the one before.
  ///
  /// - Parameters:
  ///   - places: The steps, in the order that is asked for.
  ///   - inOneJob: Whether they must share a job, and with it its files.
  /// - Returns: `false` also where the workflow does not tell.
  func areInOrder(_ places: [Place], inOneJob: Bool = false) -> Bool {
    guard let first = places.first, places.allSatisfy({ $0.path == first.path }) else {
      return false
    }
    let lines = places.compactMap(\.line)
    guard lines.count == places.count, zip(lines, lines.dropFirst()).allSatisfy({ $0 < $1 }) else {
      return false
    }
    if first.path.hasSuffix("enkinsfile") { return true }
    guard let tree = trees(of: first.path).last else { return false }
    let jobs = tree["jobs"]?.pairs ?? (tree["steps"] == nil ? tree.pairs : [])
    if jobs.isEmpty { return tree["steps"] != nil }
    let own = lines.map { line in jobs.last { $0.keyPosition.line <= line } }.compactMap(\.self)
    guard own.count == lines.count else { return false }
    return zip(own, own.dropFirst()).allSatisfy { before, after in
      before.key == after.key
        || !inOneJob
          && (after.value.needs(before.key, among: jobs)
            || tree.isStaged(before.value, before: after.value))
    }
  }
}

extension Tree {
  /// Whether this job waits for another, itself or by way of others.
  fileprivate func needs(_ name: String, among jobs: [Tree.Pair]) -> Bool {
    var (waiting, seen): ([Tree], Set<String>) = ([self], [])
    while let job = waiting.popLast() {
      let direct = (job["needs"] ?? job["dependsOn"])?.elements.compactMap {
        ($0["job"] ?? $0).text
      }
      for other in direct ?? [] where seen.insert(other).inserted {
        if other == name { return true }
        waiting += jobs.first { $0.key == other }.map { [$0.value] } ?? []
      }
    }
    return false
  }

  /// Whether a job of GitLab stands in a stage before that of another.
  fileprivate func isStaged(_ one: Tree, before other: Tree) -> Bool {
    let stages = self["stages"]?.elements.compactMap(\.text) ?? ["build", "test", "deploy"]
    guard one["script"] != nil, other["script"] != nil,
      let first = stages.firstIndex(of: one["stage"]?.text ?? "test"),
      let second = stages.firstIndex(of: other["stage"]?.text ?? "test")
    else { return false }
    return first < second
  }
}
