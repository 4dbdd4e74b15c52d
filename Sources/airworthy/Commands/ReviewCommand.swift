import ArgumentParser

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Holds gated reviews: present, decide, debrief.",
    discussion: """
      Example: airworthy review open delay-model --progress "recall 0.61 of 0.57"
               airworthy review ethics delay-model --from ethics.yaml --as mara
               airworthy review sign delay-model --approve --as mara
               airworthy review decide delay-model --graduate --as mara \\
                 --option proceed --reason "every limit is met"
               airworthy review debrief delay-model --from debrief.yaml

      A review is named by its component while it is open, or by its id. Whoever
      made what it looks at since the last gate can neither sign nor decide.
      Signatures are over the packet that was frozen when it opened, and count for
      that one alone.
      """,
    subcommands: [
      ReviewOpen.self, ReviewShow.self, ReviewEthics.self, ReviewAsk.self, ReviewSign.self,
      ReviewDecide.self, ReviewDone.self, ReviewDebrief.self, ReviewList.self, ReviewVerify.self,
    ])
}
