import Checks
import Definitions
import Readiness
import TestSupport
import Testing

/// `Documentation/Controls.md`, made from the packs.
@Suite struct ControlsDocumentTests {
  @Test func `the list of controls is that of the packs`() throws {
    try expectSnapshot(of: document(of: PackLibrary.read()), in: "Documentation/Controls.md")
  }

  private func document(of packs: Packs) -> String {
    let controls = packs.controls.values.sorted { $0.id < $1.id }
    let areas = Dictionary(grouping: controls) { $0.id.rawValue.prefix { $0 != "." } }
    return """
      # Controls

      The \(controls.count) statements that frameworks and gates read, for whoever wants to know what
      will be asked. Made from `Packs/controls` by a test; `airworthy explain NAME` tells why each
      matters and what to do. *Bound to*: the versions whose change makes its evidence stale. *Fresh*: the
      days after which it is stale anyway. *Effort*: working days to document it, on top of that to
      demonstrate it, and on top of that to automate it: estimates, which `policy` in airworthy.yaml
      replaces. *Detector*: what the repository check looks for, where it can see the control by itself;
      all others are shown by a check that is declared, or attested.

      """
        + areas.sorted { $0.key < $1.key }.map { area, controls in
          """

          ## \(area)

          | control | what is true of a ready system | bound to | fresh | effort | detector | read by |
          |---|---|---|--:|---|---|---|

          """ + controls.map { row(for: $0, in: packs) + "\n" }.joined()
        }.joined()
  }

  private func row(for control: Control, in packs: Packs) -> String {
    let items = packs.frameworks.flatMap(\.items).filter { $0.requires.contains(control.id) }
      .map(\.id.rawValue)
    let criteria = packs.scale.criteria.filter { $0.requires.contains(control.id) }
      .map(\.id.rawValue)
    let sign = RepositoryCheck.signs.first { $0.control == control.id }?.looksFor ?? ""
    let bound = control.boundTo.map(\.rawValue).sorted().joined(separator: ", ")
    let effort = [
      control.effort.documented, control.effort.demonstrated, control.effort.continuous,
    ]
    .map(\.value.brief).joined(separator: " + ")
    return "| `\(control.id)` | \(control.statement) | \(bound) | \(control.freshForDays) | "
      + "\(effort) | \(sign) | \((items + criteria).joined(separator: " ")) |"
  }
}
