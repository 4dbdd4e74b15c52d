internal import Documents
internal import Readiness

/// Reads a declarative `Jenkinsfile`: https://www.jenkins.io/doc/book/pipeline/syntax.
///
/// Its Groovy is read line by line: stages with their `when`, and the commands of `sh` and `bat`.
enum Jenkinsfile {
  static func all(in repository: Repository) -> [Workflow] {
    repository.tracked { $0.name == "Jenkinsfile" || $0.suffix == "jenkinsfile" }.compactMap {
      file in
      repository.text(of: file.path).map { text in
        Workflow(
          path: file.path,
          steps: steps(of: text, in: file.path, scripts: repository.scripts))
      }
    }
  }

  private static func steps(
    of text: String, in path: String, scripts: Scripts
  ) -> [Workflow.Step] {
    let lines = text.joiningContinuedLines
    // A pipeline that speaks of change requests is one that runs for them.
    let knowsRequests = ["changeRequest", "CHANGE_ID", "ghprb"].contains { text.contains($0) }
    var always: Set<Workflow.Trigger> = knowsRequests ? [.pullRequest, .mainPush] : [.mainPush]
    if text.contains("cron(") { always.insert(.schedule) }
    var on = always
    var steps: [Workflow.Step] = []
    var fence: (mark: String, start: Int)?
    var depth = 0
    // How deep the block lies in which errors are caught.
    var caught: Int?
    for (index, line) in lines.enumerated() {
      // A comment begins behind two slashes that follow no colon, as those of an address do.
      let body = line.trimmed.replacing(#/(^|\s)\/\/.*/#, with: "")
      if let open = fence {
        if body.contains(open.mark) { fence = nil }
        let command = body.replacing(open.mark, with: "")
        steps += step(command, at: index, in: path, on: on, scripts: scripts)
        continue
      }
      if caught == nil, body.contains("catchError") || body.contains("warnError") { caught = depth }
      let isCaught = caught != nil || body.contains("returnStatus: true")
      depth += body.count { $0 == "{" } - body.count { $0 == "}" }
      if let outer = caught, depth <= outer, body.contains("}") { caught = nil }
      if body.hasPrefix("stage(") || body.hasPrefix("stage ") { on = always }
      if body.contains("changeRequest()") && !body.contains("not") { on = [.pullRequest] }
      if body.contains(#/branch\s*\(?\s*['"](main|master)['"]/#) { on = [.mainPush] }
      if body.contains("buildingTag") { on = [.release] }
      if body.contains(#/\bexpression\s*\{/#) { on = [.someChanges] }
      guard !isCaught,
        let call = body.firstMatch(of: #/\b(?:sh|bat)\b\s*\(?\s*(?:script:\s*)?("""|'''|"|')(.*)/#)
      else { continue }
      let (mark, rest) = (String(call.1), String(call.2))
      if mark.count == 3, !rest.contains(mark) {
        fence = (mark, index)
        steps += step(rest, at: index, in: path, on: on, scripts: scripts)
      } else {
        let end = rest.firstRange(of: mark)?.lowerBound ?? rest.endIndex
        steps += step(String(rest[..<end]), at: index, in: path, on: on, scripts: scripts)
      }
    }
    return steps
  }

  private static func step(
    _ command: String, at index: Int, in path: String, on: Set<Workflow.Trigger>, scripts: Scripts
  ) -> [Workflow.Step] {
    // The shell of a step is told to stop at the first error.
    let lines = ShellScript.lines(of: command, in: .stopping)
    return lines.flatMap(scripts.expanded).map { line in
      let place = Place(path: path, line: index + 1, excerpt: command.trimmed.shortened(to: 120))
      return Workflow.Step(
        on: on, what: .command(line.text), place: place, environment: nil,
        commands: line.commands)
    }
  }
}
