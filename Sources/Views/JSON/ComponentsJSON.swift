package import Readiness

/// The components of every release line, for programs.
package enum ComponentsJSON {
  package static func text(_ verdict: Verdict) -> String {
    let system = verdict.system
    return JSONText.text(
      Document(
        Header(verdict),
        body: Body(
          components: verdict.components.map { Body.Part($0, in: system) },
          lines: system.lines.map { line in
            Body.ReleaseLineBody(
              line: line.rawValue, works: verdict.working(in: line)?.number,
              graduated: verdict.graduated(in: line)?.number,
              components: system.components(in: line).map { component in
                Body.ReleaseLineBody.Place(
                  id: component.id.rawValue,
                  needs: system.needs(of: component, in: line).map(\.rawValue),
                  neededBy: system.users(of: component.id, in: line).map(\.rawValue))
              })
          })))
  }

  private struct Body: Encodable {
    let components: [Part]
    let lines: [ReleaseLineBody]

    struct Part: Encodable {
      let id: String
      let kind: String
      let title: String
      let versions: Versions
      let works: Int?
      let graduated: Int?
      let entry: Component.Entry?
      let successorOf: String?
      let nextGate: NextGate?

      init(_ judged: ComponentVerdict, in system: System) {
        let component = judged.component
        id = component.id.rawValue
        kind = component.kind.rawValue
        title = component.title
        versions = component.versions
        works = judged.working?.number
        graduated = judged.graduated?.number
        entry = judged.history.entry
        successorOf = component.successorOf?.rawValue
        nextGate = judged.nextGate.map {
          NextGate(
            level: $0.level.number, outcome: $0.outcome.name.code, blockers: $0.blockers.count,
            asked: $0.askedCount)
        }
      }
    }

    struct NextGate: Encodable {
      let level: Int
      let outcome: String
      let blockers: Int
      let asked: Int
    }

    struct ReleaseLineBody: Encodable {
      let line: String
      let works: Int?
      let graduated: Int?
      let components: [Place]

      struct Place: Encodable {
        let id: String
        let needs: [String]
        let neededBy: [String]
      }
    }
  }
}
