package import Documents
package import Profiling
package import Readiness

/// A table that a team declares under `data`, with what each column must look like.
package struct Dataset: Sendable {
  package typealias ID = Identifier<Dataset>

  package let id: ID
  package let title: String
  /// The name of a table, from the folder of `airworthy.yaml`.
  package let path: Located<String>
  /// The component that the data belong to; its versions are what evidence is bound to.
  package let component: Located<Component.ID>
  /// Columns that together name a row.
  package let key: [String]
  /// The column that says when a row came about.
  package let time: String?
  package let rows: ClosedRange<Int>
  package let columns: [ColumnRule]
  /// Another data set whose rules hold for the columns that have none here.
  package let columnsLike: Located<ID>?
  /// Columns of that one that this one does not have.
  package let columnsExcept: [Located<String>]
  /// Whether the rules were read off the rows themselves, so that keeping them shows nothing.
  package let isDraft: Bool
  /// Conditions over several columns that every row keeps.
  package var rules: [RowRule] = []
  /// Whether the rows stand in order of time.
  package var isOrdered = false
  /// How many days old the newest row may be.
  package var freshDays: Int?
  /// The file with what is expected of it beside what stands here.
  package var expectations: Located<String>?
  /// Which of the places that the file tells apart it comes from.
  package var environment: Located<String>?

  package struct ColumnRule: Hashable, Sendable {
    package let name: String
    package let type: ColumnType
    package let unit: String?
    package let about: String?
    package let least: Double?
    package let most: Double?
    /// The only values that may occur.
    package let values: [String]?
    /// The greatest share of missing values.
    package let missingMax: Double?
    package let isUnique: Bool
    /// Whether it names or describes a person, so that its values are shown nowhere.
    package let isPersonal: Bool
    /// The environments that have it; all of them unless said.
    package let environments: [String]?

    package init(
      name: String, type: ColumnType, unit: String? = nil, about: String? = nil,
      least: Double? = nil, most: Double? = nil, values: [String]? = nil,
      missingMax: Double? = nil, isUnique: Bool = false, isPersonal: Bool = false,
      environments: [String]? = nil
    ) {
      (self.name, self.type, self.unit, self.about) = (name, type, unit, about)
      (self.least, self.most, self.values) = (least, most, values)
      (self.missingMax, self.isUnique, self.isPersonal) = (missingMax, isUnique, isPersonal)
      self.environments = environments
    }
  }

  /// The types of the declared columns.
  package var types: [String: ColumnType] {
    Dictionary(columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
  }

  package var subject: Subject { .component(component.value) }
}

extension Dataset {
  /// What stands under a name in `data`.
  package static let shape = Shape<@Sendable (ID) -> Dataset>.object(
    "A table: where it lies and what its columns must look like.",
    .required(
      "path", Shape<String>.text().located,
      "The table, from this folder: CSV, TSV, JSON Lines or Parquet, or sqlite:FILE?table=NAME."),
    .required(
      "component", Shape<String>.name.map(Component.ID.init(_:)).located,
      "The component that the data belong to."),
    .optional("title", .text(), "What it is, for readers."),
    .optional(
      "key", .list(of: .text(), orOne: true), default: [],
      "The columns that together name a row; they must not repeat."),
    .optional("time", .text(), "The column that says when a row came about."),
    .optional("rows", rowsShape, default: 0...Int.max, "How many rows there must be."),
    .optional("columns", columnsShape, default: [], "What each column must look like."),
    .optional("rules", rulesShape, default: [], "Conditions that every row keeps."),
    .optional("ordered", .truth, default: false, "Whether rows stand in order of time."),
    .optional("fresh", .days(1...36_500), "How old the newest row may be."),
    .optional(
      "expectations", Shape<String>.text().located,
      "A file of kind expectations with what is expected beside this."),
    .optional(
      "environment", Shape<String>.name.located,
      "Which of the environments of that file the data come from."),
    .optional(
      "columns-like", .reference, "Another data set whose rules hold for all other columns."),
    .optional(
      "columns-except", .list(of: Shape<String>.text().located, orOne: true), default: [],
      "Columns of that other one that this one does not have."),
    .optional(
      "draft", .truth, default: false,
      "Whether the rules were read off the rows themselves; keeping them shows nothing then."),
    make: {
      path, component, title, key, time, rows, columns, rules, isOrdered, fresh, expectations,
      environment, columnsLike, columnsExcept, isDraft in
      { id in
        Dataset(
          id: id, title: title ?? id.rawValue, path: path, component: component, key: key,
          time: time, rows: rows, columns: columns,
          columnsLike: columnsLike, columnsExcept: columnsExcept, isDraft: isDraft, rules: rules,
          isOrdered: isOrdered, freshDays: fresh, expectations: expectations,
          environment: environment)
      }
    }
  ).check { make, tree, reader in
    for key in ["ordered", "fresh"] where tree["time"] == nil && tree["expectations"] == nil {
      guard let place = tree[key], place.text != "no", place.text != "false" else { continue }
      reader.report(
        .missingKey, "'\(key)' needs the time of the rows", at: place,
        fix: "name the column that holds it, with 'time:'")
    }
    if let place = tree["environment"], tree["expectations"] == nil {
      reader.report(
        .missingKey, "'environment' is one of a file of expectations, and none is named", at: place,
        fix: "add 'expectations:', or leave it out")
    }
    return make
  }

  /// This data set with another's rules for the columns that it has none for.
  package func inheriting(from other: Dataset) -> Dataset {
    let own = Set(columns.map(\.name) + columnsExcept.map(\.value))
    var whole = replacing(columns: columns + other.columns.filter { !own.contains($0.name) })
    whole.rules += other.rules.compactMap { rule in
      let isHere = rule.columns.allSatisfy { whole.types[$0] != nil }
      return isHere ? try? rule.tied(to: whole.types) : nil
    }
    return whole
  }

  /// This data set with what a file expects beside what is declared of it here.
  package func meeting(_ expected: Expectations) -> Dataset {
    let own = Set(columns.map(\.name) + columnsExcept.map(\.value))
    let theirs = expected.columns(in: environment?.value).filter { !own.contains($0.name) }
    let isOpen = rows == 0...Int.max
    var whole = Dataset(
      id: id, title: title, path: path, component: component, key: key.isEmpty ? expected.key : key,
      time: time ?? expected.time, rows: isOpen ? expected.rows : rows, columns: columns + theirs,
      columnsLike: columnsLike, columnsExcept: columnsExcept, isDraft: isDraft || expected.isDraft)
    (whole.expectations, whole.environment) = (expectations, environment)
    whole.isOrdered = isOrdered || expected.isOrdered
    whole.freshDays = freshDays ?? expected.freshDays
    // What spans a column of another environment cannot be looked at here.
    let elsewhere = Set(expected.columns.map(\.name)).subtracting(whole.columns.map(\.name))
    whole.rules = rules + expected.rules.filter { elsewhere.isDisjoint(with: $0.columns) }
    return whole
  }

  /// The columns that a rule over rows may name, with their types.
  package var nameable: [String: ColumnType] {
    var types = types
    for name in key where types[name] == nil { types[name] = .category }
    if let time, types[time] == nil { types[time] = .time }
    return types
  }

  private func replacing(columns: [ColumnRule]) -> Dataset {
    var copy = Dataset(
      id: id, title: title, path: path, component: component, key: key, time: time, rows: rows,
      columns: columns, columnsLike: columnsLike, columnsExcept: columnsExcept, isDraft: isDraft)
    (copy.rules, copy.isOrdered, copy.freshDays) = (rules, isOrdered, freshDays)
    (copy.expectations, copy.environment) = (expectations, environment)
    return copy
  }

  package static let rowsShape = Shape<(Int, Int)>.object(
    "How many rows there must be.",
    .optional("at-least", .integer(0...Int.max), default: 0, "The least number."),
    .optional("at-most", .integer(0...Int.max), default: Int.max, "The greatest number."),
    make: { least, most in (least, most) }
  ).check { bounds, tree, reader in
    if bounds.0 <= bounds.1 { return bounds.0...bounds.1 }
    reader.report(.wrongValue, "at-least \(bounds.0) is above at-most \(bounds.1)", at: tree)
    return nil as ClosedRange<Int>?
  }

  package static let columnsShape = Shape<[(key: Located<String>, value: Rule)]>
    .dictionary(.text(), to: ruleShape).map { pairs in pairs.map { $0.value($0.key.value) } }

  package static let rulesShape = Shape<[RowRule]>.list(of: RowRule.shape, orOne: true)

  package typealias Rule = @Sendable (String) -> ColumnRule

  private static let ruleShape = Shape<Rule>.object(
    "What a column must look like.",
    .required("type", Shape<ColumnType>.word, "number, category or time."),
    .optional("unit", .text(), "The unit, for readers."),
    .optional("about", .text(), "What the column means, for readers."),
    .optional("least", .number(), "The least value, of a number."),
    .optional("most", .number(), "The greatest value, of a number."),
    .optional("values", .list(of: .text()), "The only values that may occur."),
    .optional("missing", .number(0...1), "The greatest share of missing values; any unless set."),
    .optional("unique", .truth, default: false, "Whether no value may occur twice."),
    .optional(
      "personal", .truth, default: false,
      "Whether it names or describes a person; its values are shown nowhere then."),
    .optional(
      "in", .list(of: .name, orOne: true), "The environments that have it; all unless set."),
    make: { type, unit, about, least, most, values, missing, unique, isPersonal, environments in
      { name in
        ColumnRule(
          name: name, type: type, unit: unit, about: about, least: least, most: most,
          values: values, missingMax: missing, isUnique: unique, isPersonal: isPersonal,
          environments: environments)
      }
    }
  ).check { make, tree, reader in make("").isSound(in: tree, &reader) ? make : nil }
}

extension Dataset.ColumnRule {
  /// Reports rules that say nothing about the column's type, or that no value can keep.
  fileprivate func isSound(in tree: Tree, _ reader: inout Reader) -> Bool {
    let ofType: [(key: String, type: ColumnType)] = [
      ("least", .number), ("most", .number), ("values", .category),
    ]
    for (key, wanted) in ofType where type != wanted {
      guard let place = tree[key] else { continue }
      reader.report(
        .wrongValue,
        "'\(key)' is a rule for a \(wanted.rawValue), and the column is a "
          + "\(type.rawValue)", at: place, fix: "remove it, or mend the type")
      return false
    }
    if isUnique, type == .time, let place = tree["unique"] {
      reader.report(
        .wrongValue, "'unique' is a rule for a number or a category", at: place,
        fix: "name the column under 'key'")
      return false
    }
    if let least, let most, least > most, let place = tree["least"] {
      reader.report(
        .wrongValue, "least \(least.brief) is above most \(most.brief)", at: place)
      return false
    }
    return true
  }
}
