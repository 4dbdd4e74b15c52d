import ArgumentParser
import Definitions
import Documents
import Readiness
import Statistics
import Views

struct ComponentsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "components",
    abstract: "Shows the tree of components, what is reused, and how wrong the outputs may be.",
    discussion: """
      Example: airworthy components
               airworthy components reuse
               airworthy components uncertainty --seed 7

      A component that is to follow a deployed one says 'successor-of' in
      airworthy.yaml; both release lines are then shown side by side.
      """,
    subcommands: [Tree.self, Reuse.self, UncertaintyOf.self], defaultSubcommand: Tree.self)
}

extension ComponentsCommand {
  struct Tree: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows each component above what it needs, with its levels and its entry.",
      discussion: "Example: airworthy components tree --format markdown")

    @OptionGroup var common: CommonOptions
    @OptionGroup var instant: InstantOption
    @OptionGroup var output: OutputOptions

    @Option(help: "text, json or markdown.")
    var format: Format = .text

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      let verdict = try workspace.verdict(asOf: instant.past(in: session), in: session)
      let text =
        switch format {
        case .text:
          ComponentsText(verdict).page.rendered(for: session.terminal(noColor: common.noColor))
        case .json: ComponentsJSON.text(verdict)
        case .markdown: ComponentsMarkdown(verdict).text
        }
      try output.write(text, in: session)
      return .met
    }
  }

  struct Reuse: SessionCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows what components bring from other systems, and what is shown again here.",
      discussion: """
        Example: airworthy components reuse

        What another system's log shows is a claim here at most, until checks show
        it in this environment.
        """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "text or json.")
    var format: ShortFormat = .text

    func perform(in session: Session) throws(Stop) -> Ending {
      let workspace = try Workspace.open(common, in: session)
      let verdict = try workspace.verdict(asOf: nil, in: session)
      let text =
        switch format {
        case .text:
          ReuseText(workspace.project.reused, in: verdict).page
            .rendered(for: session.terminal(noColor: common.noColor))
        case .json: ReuseJSON.text(workspace.project.reused, in: verdict)
        }
      try output.write(text, in: session)
      return .met
    }
  }

  struct UncertaintyOf: SessionCommand {
    static let configuration = CommandConfiguration(
      commandName: "uncertainty",
      abstract: "Carries the declared errors of components through the tree, by simulation.",
      discussion: """
        Example: airworthy components uncertainty
                 airworthy components uncertainty delay-model --samples 1000000

        The same seed and number of samples give the same figures on every machine.
        Ends with 0, or with 3 where no component declares an error.
        """)

    @Argument(help: "The components to ask about; those that no other one needs unless named.")
    var components: [String] = []

    @OptionGroup var common: CommonOptions
    @OptionGroup var output: OutputOptions

    @Option(help: "The release line: deployed or next.")
    var line: ReleaseLine = .deployed

    @Option(help: ArgumentHelp("How many samples to draw.", valueName: "n"))
    var samples = 100_000

    @Option(help: "Where the random numbers start.")
    var seed = 2013

    @Option(help: "text, json or markdown.")
    var format: Format = .text

    func perform(in session: Session) throws(Stop) -> Ending {
      let range = ErrorSimulation.samplesMin...5_000_000
      guard range.contains(samples) else {
        throw .usage(
          "\(samples) samples are not between \(range.lowerBound) and \(range.upperBound)")
      }
      guard let seed = UInt64(exactly: seed) else {
        throw .usage("the seed \(seed) is negative")
      }
      let project = try Workspace.open(common, in: session).project
      let report = try project.uncertainty(
        of: try chosen(in: project.system), in: line, samples: samples, seed: seed)
      let text =
        switch format {
        case .text:
          UncertaintyText(report).page.rendered(for: session.terminal(noColor: common.noColor))
        case .json: UncertaintyJSON.text(report)
        case .markdown: UncertaintyMarkdown(report).text
        }
      try output.write(text, in: session)
      return report.ends.isEmpty ? .undecided : .met
    }

    private func chosen(in system: System) throws(Stop) -> [Component.ID]? {
      if components.isEmpty { return nil }
      let known = system.components(in: line).map(\.id.rawValue)
      for name in components where !known.contains(name) {
        throw .usage(
          "no component '\(name.cleaned.shortened(to: 40))' is declared in the \(line) line",
          fix: Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "there are \(known.joined(separator: ", ").shortened(to: 200))")
      }
      return system.components.map(\.id).filter { components.contains($0.rawValue) }
    }
  }

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown
  }

  enum ShortFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }
}

extension ReleaseLine: ExpressibleByArgument {}
