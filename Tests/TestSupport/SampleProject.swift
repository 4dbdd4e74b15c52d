/// A small, sound project, for tests to break.
package enum SampleProject {
  /// Every file by its path.
  package static let files: [String: String] = [
    "airworthy.yaml": manifest, "attestations.yaml": attestations, "waivers.yaml": waivers,
    "requirements.yaml": requirements, "worth.yaml": worth,
    "cards/model.md": "# Model\n\n## C.16 One-line summary\n\nSays how late.\n",
    "docs/goals.md": "# Goals\n", "data/a.csv": "id,at,x,kind,late,score,old\n" + rows,
  ]

  /// A project in a folder of its own, with some files replaced.
  package static func folder(replacing changes: [String: String?] = [:]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in files where changes[path] == nil { try folder.write(text, to: path) }
    for case (let path, let text?) in changes { try folder.write(text, to: path) }
    return folder
  }

  private static let rows = (0..<200).map { row in
    let late = row % 4 == 0
    return "f\(row),2026-0\(row % 3 + 1)-1\(row % 7)T10:00:00Z,\(Double(row % 37) / 2),"
      + "\(["a", "b", "c"][row % 3]),\(late ? 1 : 0),0.\(late ? 8 : 2)\(row % 10),"
      + "0.\(row % 8 == 0 ? 7 : 3)\(row % 10)\n"
  }.joined()

  private static let manifest = """
    apiVersion: airworthy/v1
    kind: system
    system:
      id: sample
      name: Sample
      purpose: To be broken by tests.
      version: 1.2.0
      serving: [batch]
      target: 5
    people:
      mara: {name: Mara, roles: [research]}
      kofi: {name: Kofi, roles: [product]}
    components:
      data:
        kind: dataset
        versions: {code: 1.2.0, data: 3.0.0}
        entry: {level: 3, on: 2026-01-01, reason: known}
        owners: {research: [mara]}
        reviewers: {product: [kofi]}
      model:
        kind: model
        versions: {code: 1.2.0, model: 2.0.0, data: 3.0.0}
        depends-on: [data]
        entry: {level: 3, on: 2026-01-01, reason: known}
        owners: {research: [mara]}
        reviewers: {product: [kofi]}
    data:
      a:
        path: data/a.csv
        component: data
        key: [id]
        time: at
        rows: {at-least: 10}
        columns:
          x: {type: number, least: 0, most: 100, missing: 0.1}
          kind: {type: category, values: [a, b, c]}
          late: {type: category, values: ["0", "1"]}
          score: {type: number, least: 0, most: 1}
          old: {type: number, least: 0, most: 1}
    checks:
      repository: {check: repository}
      a-quality: {check: data-quality, data: a}
      a-drift: {check: drift, reference: a, current: a, columns: [x, kind]}
      a-scores:
        check: classification
        component: model
        predictions: a
        target: late
        score: score
        limits: {roc-auc: {at-least: 0.7}}
      a-golden:
        check: golden-set
        component: model
        data: a
        target: late
        previous: old
        current: score
        limits: {flips-for-the-worse: {at-most: 3}}
    not-applicable:
      - {control: model.counterfactual, component: model, reason: none, by: mara, on: 2026-01-02}
    policy:
      waiver-days: 60
      fresh-for: {code.versioned: 60 days}

    """

  private static let attestations = """
    apiVersion: airworthy/v1
    kind: attestations
    attestations:
      - control: gov.business-goals
        says: yes
        by: kofi
        on: 2026-01-10
        artefact: docs/goals.md
      - control: model.tuned
        component: model
        says: no
        by: mara
        on: 2026-01-11
        note: never

    """

  private static let waivers = """
    apiVersion: airworthy/v1
    kind: waivers
    waivers:
      - control: model.fairness
        component: model
        reason: in-progress
        text: soon
        owner: kofi
        granted: 2026-01-10
        until: 2026-03-01

    """

  private static let requirements = """
    apiVersion: airworthy/v1
    kind: requirements
    requirements:
      - id: "1.1"
        kind: research
        statement: The system shall be right.
        component: model
        tags: [quality]
        verification:
          - {step: Look., status: passed, evidence: ["check:a-scores", docs/goals.md]}
        validation:
          - {step: Ask., status: open}
        risk: {probability: 0.2, value: 7, per: release}

    """

  private static let worth = """
    apiVersion: airworthy/v1
    kind: worth
    currency: USD
    period: month
    items-per-period: 100000
    automated-share: 1
    saving-per-item: 0.30
    fixed-cost-per-period: {value: 5000, confirmed: no, from: a guess}
    investment: 40000
    horizon-periods: 3
    discount-per-period: 0.01
    errors:
      - {name: wrong, cost: 2, people: 0.013, model: 0.020}
    degradation:
      hazard: 0.1
      extra-errors: [{name: wrong, rate: 0.25}]
      detection-periods: 2
      repair-periods: 1
      repair-periods-without-plan-b: 3
      fallback-gain-per-item: 0
      switch-cost: 8000

    """
}
