import ArgumentParser

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Makes, lists, rotates and revokes the keys that people sign reviews with.",
    discussion: """
      Example: airworthy keys new --as mara-lindqvist
               airworthy keys rotate --as mara-lindqvist
               airworthy keys revoke 1f0c9a7b --reason "the laptop was stolen"

      A key is an Ed25519 pair. Its private half lies in AIRWORTHY_KEYS, or in
      ~/.config/airworthy/keys, for its owner alone; the log knows the public half.
      """,
    subcommands: [New.self, List.self, Rotate.self, Revoke.self])
}
