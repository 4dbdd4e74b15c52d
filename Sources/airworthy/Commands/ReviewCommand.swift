import ArgumentParser

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Holds gated reviews: present, decide, debrief.",
    discussion: """
      Example: airworthy review open delay-model --progress "recall 0.61"
               airworthy review ethics delay-model --from ethics.yaml \\
                 --as rafael-duarte
               airworthy review sign delay-model --approve --as rafael-duarte
               airworthy review sign delay-model --approve --as deirdre-nolan
               airworthy review decide delay-model --graduate --option proceed \\
                 --reason "every limit is met" --as rafael-duarte
               airworthy review debrief delay-model --from debrief.yaml \\
                 --as mara-lindqvist

      A review is named by its component while it is open, or by its id. Whoever
      made what it looks at since the last gate can neither sign nor decide, and
      two people stand behind each graduation.
      Signatures are over the packet that was frozen when it opened, and count for
      that one alone.
      """,
    subcommands: [
      ReviewOpen.self, ReviewShow.self, ReviewEthics.self, ReviewAsk.self, ReviewSign.self,
      ReviewDecide.self, ReviewDone.self, ReviewDebrief.self, ReviewWithdraw.self,
      ReviewList.self, ReviewVerify.self, ReviewApproveRetrain.self,
    ])
}
