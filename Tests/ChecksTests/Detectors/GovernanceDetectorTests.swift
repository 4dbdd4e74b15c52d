import Readiness
import Testing

/// Goals, risks and what is to be done in operation, as documents show them.
@Suite struct GovernanceDetectorTests {
  private let goals = [
    "docs/goals.md": """
    # Goals

    | KPI | now | target | owner |
    |---|---|---|---|
    | Missed connections per 1,000 | 4.1 | 3.5 by June | Operations, Mara Lind |
    | Minutes of waiting | not measured | a fifth less | Kofi Mensah |
    """
  ]

  @Test func `goals are a table of KPIs with target and owner in every row`() throws {
    let seen = try Look("gov.business-goals", in: goals)
    #expect(seen.status == .pass && seen.places == ["docs/goals.md:3"])
    for (old, new) in [
      ("3.5 by June", "TBD"), ("3.5 by June", "as few as possible"), ("Kofi Mensah", ""),
      ("Kofi Mensah", "[owner]"),
      ("| owner |", "| notes |"), ("| target |", "| trend |"), ("# Goals", "# Dashboards\n"),
      ("| Missed", "<!-- | Missed"),
    ] {
      var changed = try goals.replacing(old, by: new, in: "docs/goals.md")
      if old == "# Goals" { changed = try changed.moving("docs/goals.md", to: "docs/charts.md") }
      if old == "| Missed" {
        changed = try goals.replacing("| KPI", by: "<!--\n| KPI", in: "docs/goals.md")
          .replacing("| Kofi Mensah |", by: "| Kofi Mensah |\n-->", in: "docs/goals.md")
      }
      #expect(try Look("gov.business-goals", in: changed).status == .notReported, "\(old) \(new)")
    }
    let form = try goals.moving("docs/goals.md", to: "docs/goals-template.md")
    #expect(try Look("gov.business-goals", in: form).status == .notReported)
  }

  private let risks = [
    "docs/risks.md": """
    # Risk register

    | risk | probability | value | risk number |
    |---|---|---|---|
    | the weather feed stops | 0.2 | 8 | 1.6 |
    | a carrier is renamed | 10 % | 5 | 0.5 |
    """
  ]

  @Test func `a risk register multiplies`() throws {
    #expect(try Look("gov.risk-register", in: risks).status == .pass)
    let left = try risks.replacing("| risk number |", by: "| owner |", in: "docs/risks.md")
    #expect(try Look("gov.risk-register", in: left).status == .warn)
    for (old, new) in [
      ("0.2 | 8 | 1.6", "low | 8 | 1.6"), ("1.6", "3.2"), ("1.6", ""), ("0.2", "?"),
      ("the weather feed stops", "TODO"), ("the weather feed stops", "Example risk 1"),
      ("| a carrier is renamed | 10 % | 5 | 0.5 |", ""), ("| probability |", "| note |"),
    ] {
      let changed = try risks.replacing(old, by: new, in: "docs/risks.md")
      #expect(try Look("gov.risk-register", in: changed).status == .notReported, "\(old) \(new)")
    }
  }

  private let policy = [
    "docs/operations.md": """
    # Operations

    ## Retraining

    The model is retrained 180 days after the last training, or when recall falls below 0.6 in a month,
    because carriers change their timetables twice a year. Training data are the last 24 months without
    days of strike. A new model must pass the golden set. Mara Lind approves it before it serves, and
    nobody retrains in the week before the summer timetable begins.
    """
  ]

  @Test func `a retraining policy says when, why, on what and who approves`() throws {
    #expect(try Look("model.retraining-policy", in: policy).places == ["docs/operations.md:3"])
    #expect(try Look("model.retraining-policy", in: policy).status == .pass)
    for other in ["The release manager approves it", "**Who approves:** Mara Lind"] {
      let said = try policy.replacing("Mara Lind approves it", by: other, in: "docs/operations.md")
      #expect(try Look("model.retraining-policy", in: said).status == .pass, "\(other)")
    }
    for (old, new) in [
      ("because carriers change their timetables twice a year", "as carriers do"),
      ("Training data are the last 24 months", "Rows are all"),
      ("Mara Lind approves it", "It waits"), ("Mara Lind approves it", "The policy decides it"),
      ("Mara Lind approves it", "Mara Lind never approves it"),
      ("because carriers", "none of this is in force because carriers"),
      ("## Retraining", "## Contacts"), ("in the week before", "TBD in the week before"),
    ] {
      let changed = try policy.replacing(old, by: new, in: "docs/operations.md")
      #expect(try Look("model.retraining-policy", in: changed).status == .notReported, "\(old)")
    }
  }

  private let rollback = [
    "docs/runbook.md": """
    # Runbook

    ## Rollback

    To put the previous model back:

    ```sh
    kubectl rollout undo deployment/scorer
    ```

    Rehearsed on 2026-03-04 by Kofi: from 2.1.0 to 2.0.0 in 9 minutes.
    """
  ]

  @Test func `a way back is commands and a rehearsal with its day and duration`() throws {
    #expect(try Look("model.rollback", in: rollback).status == .pass)
    let table = try rollback.replacing(
      "Rehearsed on 2026-03-04 by Kofi: from 2.1.0 to 2.0.0 in 9 minutes.",
      by: "| rehearsal | took |\n|---|---|\n| 4 March 2026 | 9 min |", in: "docs/runbook.md")
    #expect(try Look("model.rollback", in: table).status == .pass)
    let inline = try table.replacing(
      "```sh\nkubectl rollout undo deployment/scorer\n```",
      by: "1. `kubectl rollout undo deployment/scorer`",
      in: "docs/runbook.md")
    #expect(try Look("model.rollback", in: inline).status == .pass)
    for (old, new) in [
      ("```sh\nkubectl rollout undo deployment/scorer\n```", "Undo it."),
      ("in 9 minutes", "at once"),
      ("on 2026-03-04", "lately"), ("Rehearsed on", "Not yet rehearsed on"),
      ("Rehearsed on", "Written on"),
      ("model", "page"), ("## Rollback", "## Scaling"),
    ] {
      let changed = try rollback.replacing(old, by: new, in: "docs/runbook.md")
      #expect(try Look("model.rollback", in: changed).status == .notReported, "\(old) \(new)")
    }
  }
}
