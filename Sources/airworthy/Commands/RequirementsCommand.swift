import ArgumentParser
import Definitions
import Documents
import Readiness
import Views

struct RequirementsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requirements",
    abstract: "Shows requirements, how far their evidence bears them, and their risks.",
    discussion: """
      Example: airworthy requirements list --open
               airworthy requirements show 4.2.1
               airworthy requirements verify --level 5
               airworthy requirements trace --format html --output trace.html
               airworthy requirements matrix

      Requirements stand in requirements.yaml. A step that is written as passed
      counts as passed only as long as its evidence bears it: what the log says by
      now, what lies in the folder, or what a named person says.
      """,
    subcommands: [
      RequirementsList.self, RequirementsShow.self, RequirementsVerify.self,
      RequirementsTrace.self, RequirementsMatrix.self,
    ])
}

/// A system's requirements as they stand.
struct RequirementsView {
  let project: Project
  let ledger: Ledger
  let instant: Instant
  let standings: RequirementStandings

  init(
    _ common: CommonOptions, asOf past: Past?, in session: Session
  ) throws(Stop) {
    let workspace = try Workspace.open(common, in: session)
    project = workspace.project
    (ledger, instant) = try workspace.state(asOf: past, in: session)
    standings = RequirementStandings(
      project.declared.requirements,
      by: RequirementReader(
        ControlReader(
          system: project.system, packs: project.packs, ledger: ledger, now: instant)))
  }

  /// The report on those of the requirements that a condition holds of.
  func report(_ standings: RequirementStandings) -> RequirementsReport {
    RequirementsReport(
      of: project.system, at: instant, position: ledger.position, standings: standings)
  }

  /// Those that concern a component; all where none is named.
  func concerning(_ name: String?) throws(Stop) -> RequirementStandings {
    guard let name else { return standings }
    let names = project.system.components.map(\.id.rawValue)
    guard names.contains(name) else {
      let near = Spelling.nearest(to: name, among: names)
      throw .usage(
        "no component '\(name.cleaned.shortened(to: 60))' is declared",
        fix: near.map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))")
    }
    return standings.concerning(Component.ID(name))
  }
}

/// The forms that most views of requirements have.
enum RequirementsFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}
