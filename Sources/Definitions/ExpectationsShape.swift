internal import Checks
internal import Documents

extension Shape where Value == Expectations {
  /// What is expected of tables of one form.
  static let expectations = Shape<Expectations>.file(
    "expectations", "What is expected of tables of one form.",
    .optional(
      "environments", .list(of: .name, orOne: true), default: [],
      "The places that data come from, such as training and serving."),
    .optional(
      "key", .list(of: .text(), orOne: true), default: [], "The columns that together name a row."),
    .optional("time", .text(), "The column that says when a row came about."),
    .optional("ordered", .truth, default: false, "Whether rows stand in order of time."),
    .optional("fresh", .days(1...36_500), "How old the newest row may be."),
    .optional("rows", Dataset.rowsShape, default: 0...Int.max, "How many rows there must be."),
    .required("columns", Dataset.columnsShape, "What each column must look like."),
    .optional("rules", Dataset.rulesShape, default: [], "Conditions that every row keeps."),
    .optional(
      "draft", .truth, default: false,
      "Whether the rules were read off rows and nobody has gone through them."),
    make: { environments, key, time, isOrdered, fresh, rows, columns, rules, isDraft in
      Expectations(
        environments: environments, key: key, time: time, isOrdered: isOrdered, freshDays: fresh,
        rows: rows, columns: columns, rules: rules, isDraft: isDraft)
    }
  ).check { expected, tree, reader in
    let known = expected.environments
    for pair in tree["columns"]?.pairs ?? [] {
      for place in pair.value["in"]?.elements ?? [] {
        guard let name = place.text, !known.contains(name) else { continue }
        reader.report(
          .unknownReference, "no environment '\(name.shortened(to: 40))' is declared", at: place,
          fix: Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" }
            ?? "name it under 'environments'")
      }
    }
    for key in ["ordered", "fresh"] where tree["time"] == nil {
      guard let place = tree[key], place.text != "no", place.text != "false" else { continue }
      reader.report(
        .missingKey, "'\(key)' needs the time of the rows", at: place,
        fix: "name the column that holds it, with 'time:'")
    }
    return expected
  }
}
