import Readiness
import Testing

/// Documents that describe the system, its data and its model, and those that only look like it.
@Suite struct DocumentDetectorTests {
  private let architecture = [
    "docs/architecture.md": """
    # Architecture

    ```mermaid
    flowchart LR
      feed --> features
      features --> train
      train --> registry
      registry --> service
    ```

    ## Components

    - **Feed**: reads the orders of the day from the warehouse.
    - **Features**: turns orders into the table of `src/features.py`.
    - **Service**: answers requests with the newest model of the registry.

    ## Data flow

    Each night the feed writes a file of orders, from which the features are made. Training reads the
    features and puts a model into the registry. The service loads it at start and answers the shop,
    which shows the answer to the customer.
    """,
    "src/features.py": "",
  ]

  @Test func `an architecture is a diagram, its parts and its flows`() throws {
    let seen = try Look("doc.architecture", in: architecture)
    #expect(seen.status == .pass)
    #expect(
      seen.places == [
        "docs/architecture.md:1", "docs/architecture.md:3", "docs/architecture.md:11",
        "docs/architecture.md:17",
      ])
    let section = try architecture.moving("docs/architecture.md", to: "README.md")
    #expect(try Look("doc.architecture", in: section).status == .pass)
    let gone = try Look("doc.architecture", in: architecture.without("src/features.py"))
    #expect(gone.status == .warn && gone.summary.contains("src/features.py"))
  }

  @Test(arguments: [
    ("  train --> registry\n  registry --> service\n", ""), ("```mermaid", "```text"),
    ("## Components", "## Thanks"), ("## Data flow", "## Contact"),
    ("- **Features**: turns orders into the table of `src/features.py`.\n", ""),
    ("which shows the answer to the customer.", "TODO: the shop."),
    (
      "Each night the feed writes a file of orders, from which the features are made.", "See above."
    ),
  ])
  func `half an architecture is a place to look at`(_ old: String, _ new: String) throws {
    let short = try architecture.replacing(old, by: new, in: "docs/architecture.md")
    let cut =
      old.hasPrefix("Each")
      ? try short.replacing(
        "Training reads the\nfeatures and puts a model into the registry.", by: "",
        in: "docs/architecture.md")
      : short
    let seen = try Look("doc.architecture", in: cut)
    #expect(seen.status == .notReported && !seen.places.isEmpty)
  }

  @Test func `parts may be a table, and flows begin a paragraph in bold`() throws {
    let table = [
      "ARCHITECTURE.md": """
      # Architecture

      ```mermaid
      feed -->|each night, CSV| train
      train -->|model file| registry
      registry -->|at start| service
      ```

      | part | where | gives |
      |---|---|---|
      | feed | `feed.py` | rows |
      | train | `train.py` | a model |
      | service | `serve.py` | answers |

      **Interfaces.** The shop calls the service by HTTP, and the till writes a file of rows each night
      by copying it.
      """
    ]
    #expect(
      try Look("doc.architecture", in: table).places == [
        "ARCHITECTURE.md:1", "ARCHITECTURE.md:3", "ARCHITECTURE.md:9", "ARCHITECTURE.md:15",
      ])
    let mute = try table.replacing("|each night, CSV|", by: "", in: "ARCHITECTURE.md")
    #expect(try Look("doc.architecture", in: mute).status == .notReported)
  }

  @Test func `a picture counts where the repository holds it, and a template never`() throws {
    let picture = try architecture.replacing(
      "```mermaid", by: "![parts](img/parts.svg)\n\n```", in: "docs/architecture.md")
    #expect(try Look("doc.architecture", in: picture).status == .notReported)
    #expect(
      try Look("doc.architecture", in: picture.adding(["docs/img/parts.svg": "<svg/>"])).status
        == .pass)
    let form = try architecture.moving("docs/architecture.md", to: "docs/templates/architecture.md")
    #expect(try Look("doc.architecture", in: form).places.isEmpty)
  }

  private var documented: [String: String] {
    let functions = (1...6).map { number in
      """
      def step\(number)(rows):
          \"\"\"Does step \(number).

          Args:
              rows: one an order, in euros.
          \"\"\"
          def inner(): return rows
          return inner()


      class Part\(number):
          \"\"\"A part.\"\"\"

          def _own(self): pass

          @typing.override
          def handed_down(self): pass

      """
    }
    return [
      "pkg/steps.py": "\"\"\"The steps.\"\"\"\n" + functions.joined(separator: "\n"),
      "tests/test_steps.py": "def test_bare(): pass\n",
      "examples/bare.py": "def bare(): pass\n",
      "mkdocs.yml": "plugins:\n  - mkdocstrings\n", "docs/steps.md": "::: pkg.steps\n",
      ".github/workflows/docs.yml": Look.workflow(
        on: "{push: {branches: [main]}}", "mkdocs build --strict"),
    ]
  }

  @Test func `described code is nearly all of it, with pages that build`() throws {
    let seen = try Look("doc.code", in: documented)
    #expect(seen.status == .pass && seen.places.first == ".github/workflows/docs.yml:7")
    let hosted = documented.without(".github/workflows/docs.yml").adding([
      ".readthedocs.yaml": "mkdocs:\n  configuration: mkdocs.yml\n"
    ])
    #expect(try Look("doc.code", in: hosted).status == .pass)
    let terse = try documented.replacing(
      "\n    Args:\n        rows: one an order, in euros.\n    ", by: "", in: "pkg/steps.py")
    #expect(try Look("doc.code", in: terse).status == .notReported)
  }

  @Test func `bare functions, modules and pages that are not built do not describe code`() throws {
    func status(_ texts: [String: String]) throws -> Status {
      try Look("doc.code", in: texts).status
    }
    let bare = documented.adding(["pkg/more.py": "def a(): pass\ndef b(): pass\n"])
    #expect(try status(bare) == .notReported)
    #expect(try status(documented.without("docs/steps.md")) == .notReported)
    #expect(try status(documented.without(".github/workflows/docs.yml")) == .notReported)
    #expect(
      try status(
        documented.replacing("  - mkdocstrings", by: "  # - mkdocstrings", in: "mkdocs.yml"))
        == .notReported)
    #expect(
      try status(
        documented.replacing(
          "build --strict", by: "build || true", in: ".github/workflows/docs.yml")) == .notReported)
    #expect(try status(["a.py": "\"\"\"A.\"\"\"\ndef a():\n    \"\"\"B.\"\"\"\n"]) == .notReported)
  }

  private let dictionary = [
    "docs/features.md": """
    # Features

    | name | meaning | type | unit | allowed values | source | missing |
    |---|---|---|---|---|---|---|
    | delay | late at departure | number | minutes | -60 to 1500 | gate | dropped |
    | origin | where it leaves | text | - | EWR, JFK, LGA | schedule | never |
    | late | label: late at arrival | boolean | none | true, false | tower | dropped |
    """
  ]

  @Test func `a data dictionary has every column and no empty cell`() throws {
    let seen = try Look("doc.data-dictionary", in: dictionary)
    #expect(seen.status == .pass && seen.places == ["docs/features.md:3"])
    var fewer = dictionary
    fewer["docs/features.md"] = """
      # Columns
      | column | description | dtype | range | source | nulls |
      |---|---|---|---|---|---|
      | a | one | int | 0-9 | x | no |
      | b | two | int | 0-9 | x | no |
      | c | three | int | 0-9 | x | no |
      """
    let odd = try Look("doc.data-dictionary", in: fewer)
    #expect(odd.status == .warn && odd.summary.hasSuffix("without unit"))
  }

  @Test(arguments: [
    ("late at departure", ""), ("late at departure", "TBD"), ("| number |", "| TODO |"),
    ("| dropped |\n| origin", "| |\n| origin"), ("| type |", "| kind of thing |"),
    ("| unit | allowed values | source |", "| a | b | c |"), ("| missing |", "| required |"),
    ("# Features", "```\n# Features"),
  ])
  func `a table with gaps, of a program or in a block of code is no dictionary`(
    _ old: String, _ new: String
  ) throws {
    let changed = try dictionary.replacing(old, by: new, in: "docs/features.md")
    #expect(try Look("doc.data-dictionary", in: changed).status == .notReported)
  }

  private let preparation = [
    "data/README.md": """
    # Orders

    ## Source

    The rows are the orders of the shop from January 2023 to March 2024, exported each night by the
    warehouse team from the table of orders, joined with the customers by their id. Test orders of
    our own staff carry a mark in the source, and refunds are rows of their own with a sign.

    ## Cleaning

    Orders without a price are dropped because they are drafts. Missing ages are imputed by the
    median, since one in nine has none. Test orders are removed with all that belongs to them.
    The last quarter is the test set, split by time in order to see the season that follows.
    """
  ]

  @Test func `preparation is source and steps with their reasons`() throws {
    let seen = try Look("doc.data-preparation", in: preparation)
    #expect(seen.status == .pass && seen.places == ["data/README.md:3", "data/README.md:9"])
    #expect(
      try Look(
        "doc.data-preparation", in: preparation.moving("data/README.md", to: "docs/data-card.md")
      )
      .status == .pass)
    for (old, new) in [
      ("because they are drafts", "at once"),
      ("The last quarter is the test set, split by time", "Time is kept"),
      ("Missing ages are imputed by the\nmedian", "Ages are numbers"), ("## Source", "## Licence"),
      ("## Cleaning", "## Citation"), ("exported each night by the", "exported TODO by the"),
    ] {
      let changed = try preparation.replacing(old, by: new, in: "data/README.md")
      #expect(try Look("doc.data-preparation", in: changed).status == .notReported, "\(old)")
    }
    #expect(
      try Look("doc.data-preparation", in: preparation.moving("data/README.md", to: "README.md"))
        .status
        == .notReported)
  }

  @Test func `a table of steps with a reason each describes preparation`() throws {
    let table = [
      "docs/data-card.md": """
      # Data card

      ## Collection

      The tills send each night what was sold, at which price and under which promotion, and the
      weather service sends what it expects for the next day. The calendar of holidays is kept by
      hand once a year. All of it lands in one table, a row for each shop, product and day.

      ## Cleaning

      | step | what | why |
      |---|---|---|
      | 1 | what breaks the limits is refused whole | half a table would shift the means that we use |
      | 2 | demand is what was sold and what was asked for | sold units alone hide what was wanted |
      | 3 | nothing is filled in, and outliers stay | odd days happen, and the model must know them |
      """
    ]
    #expect(try Look("doc.data-preparation", in: table).status == .pass)
    let gap = try table.replacing(
      "sold units alone hide what was wanted", by: "", in: "docs/data-card.md")
    #expect(try Look("doc.data-preparation", in: gap).status == .notReported)
  }

  private let choice = [
    "docs/model-choice.md": """
    # Choice of model

    | model | AUC | cost |
    |---|---|---|
    | mean of the last week | 0.71 | 0 |
    | boosted trees | 0.83 | 4 |

    We chose boosted trees because they rank the orders clearly better than the mean of the last
    week does, and because the cost of four euros a month is far below what a wrong order costs us.
    """
  ]

  @Test func `a choice of model is figures of several and the reason`() throws {
    let seen = try Look("doc.model-choice", in: choice)
    #expect(seen.status == .pass && seen.places == ["docs/model-choice.md:3"])
    for (old, new) in [
      ("| boosted trees | 0.83 | 4 |\n", ""), ("0.83", "good"), ("| AUC |", "| opinion |"),
      ("because they rank", "they rank"), ("We chose boosted trees", "Boosted trees"),
    ] {
      var changed = try choice.replacing(old, by: new, in: "docs/model-choice.md")
      if old.hasPrefix("because") {
        changed = try changed.replacing(
          "clearly better than the mean of the last\nweek does, and because", by: "well and",
          in: "docs/model-choice.md")
      }
      if old.hasPrefix("We") {
        changed = try changed.replacing("better", by: "higher", in: "docs/model-choice.md")
        changed = try changed.moving("docs/model-choice.md", to: "docs/results.md")
          .replacing("# Choice of model", by: "# Results", in: "docs/results.md")
      }
      #expect(try Look("doc.model-choice", in: changed).status == .notReported, "\(old)")
    }
  }

  @Test func `models side by side in columns count, settings of one model do not`() throws {
    let columns = [
      "models/README.md": """
      # Orders

      ## Performance

      The best model is the forest, because the linear regression is too simple for orders that come
      in bursts; both saw the same rows, and the forest was faster to train than we had feared.

      | metric | random forest | linear regression |
      |---|---|---|
      | RMSE | 3.1 | 4.4 |
      | R2 | 0.8 | 0.6 |
      """
    ]
    #expect(try Look("doc.model-choice", in: columns).places == ["models/README.md:8"])
    let runs = try columns.replacing(
      "random forest | linear regression", by: "run 12 | run 13", in: "models/README.md")
    #expect(try Look("doc.model-choice", in: runs).status == .notReported)
    let kept = try columns.moving("models/README.md", to: "mlruns/1/README.md")
    #expect(try Look("doc.model-choice", in: kept).status == .notReported)
  }

  @Test func `a decision process leads from inputs to what is shown`() throws {
    let filler = String(repeating: "Nothing of this is done by hand in the shop. ", count: 14)
    let texts = [
      "docs/decision-process.md": """
      # How a decision comes about

      The inputs are twelve features of an order. The model predicts a probability. At the threshold
      of 0.6, which operations set, the order is held. A rule lets orders of known customers pass, and
      a person may override both. The desk is shown the order with its three strongest features.

      \(filler)
      """
    ]
    #expect(try Look("model.explain-process", in: texts).status == .pass)
    for (old, new) in [
      ("At the threshold\nof 0.6, which operations set,", "Then"),
      ("The desk is shown", "The desk gets"),
      ("A rule lets orders of known customers pass, and\na person may override both.", ""),
      (filler, ""),
      (filler, filler + "To be written."),
    ] {
      let changed = try texts.replacing(old, by: new, in: "docs/decision-process.md")
      let seen = try Look("model.explain-process", in: changed)
      #expect(
        seen.status == .notReported && seen.places == ["docs/decision-process.md:1"], "\(old)")
    }
    #expect(
      try Look("model.explain-process", in: ["README.md": "# Model card\nInputs and outputs."])
        .places.isEmpty)
  }
}
