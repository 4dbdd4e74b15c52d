package import Documents
package import Profiling
package import Readiness

/// A table that a team declares under `data`, with what each column must look like.
package struct Dataset: Sendable {
  package typealias ID = Identifier<Dataset>

  package let id: ID
  package let title: String
  /// A CSV or TSV file, from the folder of `airworthy.yaml`.
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

  package struct ColumnRule: Sendable {
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
    .required("path", Shape<String>.text().located, "The CSV or TSV file, from this folder."),
    .required(
      "component", Shape<String>.name.map(Component.ID.init(_:)).located,
      "The component that the data belong to."),
    .optional("title", .text(), "What it is, for readers."),
    .optional(
      "key", .list(of: .text(), orOne: true), default: [],
      "The columns that together name a row; they must not repeat."),
    .optional("time", .text(), "The column that says when a row came about."),
    .optional("rows", rowsShape, default: 0...Int.max, "How many rows there must be."),
    .optional(
      "columns", .dictionary(.text(), to: ruleShape), default: [],
      "What each column must look like."),
    .optional(
      "columns-like", .reference, "Another data set whose rules hold for all other columns."),
    .optional(
      "columns-except", .list(of: Shape<String>.text().located, orOne: true), default: [],
      "Columns of that other one that this one does not have."),
    .optional(
      "draft", .truth, default: false,
      "Whether the rules were read off the rows themselves; keeping them shows nothing then."),
    make: { path, component, title, key, time, rows, columns, columnsLike, columnsExcept, isDraft in
      { id in
        Dataset(
          id: id, title: title ?? id.rawValue, path: path, component: component, key: key,
          time: time, rows: rows, columns: columns.map { $0.value($0.key.value) },
          columnsLike: columnsLike, columnsExcept: columnsExcept, isDraft: isDraft)
      }
    })

  /// This data set with another's rules for the columns that it has none for.
  package func inheriting(from other: Dataset) -> Dataset {
    let own = Set(columns.map(\.name) + columnsExcept.map(\.value))
    return Dataset(
      id: id, title: title, path: path, component: component, key: key, time: time, rows: rows,
      columns: columns + other.columns.filter { !own.contains($0.name) },
      columnsLike: columnsLike, columnsExcept: columnsExcept, isDraft: isDraft)
  }

  private static let rowsShape = Shape<(Int, Int)>.object(
    "How many rows there must be.",
    .optional("at-least", .integer(0...Int.max), default: 0, "The least number."),
    .optional("at-most", .integer(0...Int.max), default: Int.max, "The greatest number."),
    make: { least, most in (least, most) }
  ).check { bounds, tree, reader in
    if bounds.0 <= bounds.1 { return bounds.0...bounds.1 }
    reader.report(.wrongValue, "at-least \(bounds.0) is above at-most \(bounds.1)", at: tree)
    return nil as ClosedRange<Int>?
  }

  private static let ruleShape = Shape<@Sendable (String) -> ColumnRule>.object(
    "What a column must look like.",
    .required("type", Shape<ColumnType>.word, "number, category or time."),
    .optional("unit", .text(), "The unit, for readers."),
    .optional("about", .text(), "What the column means, for readers."),
    .optional("least", .number(), "The least value, of a number."),
    .optional("most", .number(), "The greatest value, of a number."),
    .optional("values", .list(of: .text()), "The only values that may occur."),
    .optional("missing", .number(0...1), "The greatest share of missing values; any unless set."),
    .optional("unique", .truth, default: false, "Whether no value may occur twice."),
    make: { type, unit, about, least, most, values, missing, unique in
      { name in
        ColumnRule(
          name: name, type: type, unit: unit, about: about, least: least, most: most,
          values: values, missingMax: missing, isUnique: unique)
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

/// A data set with the file that holds it.
struct OpenDataset {
  let dataset: Dataset
  let file: TableFile

  /// What the file holds, by the declared types, and by `others` for columns that have none.
  func profile(others: [String: ColumnType] = [:]) throws(CannotRun) -> TableProfile {
    let types = others.merging(dataset.types) { _, own in own }
    return try reading { () throws(TableFile.Failure) in
      try TableProfile(of: file, declared: types, key: dataset.key)
    }
  }

  /// Some columns in memory, of a table all of whose rows can be read: figures of those that happen
  /// to be whole would be figures of something else.
  func load(_ types: [String: ColumnType]) throws(CannotRun) -> LoadedTable {
    let table = try reading { () throws(TableFile.Failure) in
      try LoadedTable(of: file, types: types)
    }
    if let line = table.firstRaggedLine {
      throw CannotRun(
        "\(table.raggedRows.of("row has", "rows have")) another number of fields than the header of "
          + "\(dataset.path.value), first in line \(line)")
    }
    return table
  }

  private func reading<Value>(
    _ body: () throws(TableFile.Failure) -> Value
  ) throws(CannotRun)
    -> Value
  {
    do throws(TableFile.Failure) {
      return try body()
    } catch {
      throw CannotRun(error, in: dataset.path.value)
    }
  }
}

extension Source {
  /// A declared data set with its file.
  ///
  /// - Throws: ``CannotRun`` where it is not declared or not there.
  func open(_ id: Dataset.ID) throws(CannotRun) -> OpenDataset {
    guard let dataset = datasets[id] else {
      throw CannotRun("no data set '\(id)' is declared under data")
    }
    let path = dataset.path.value
    do throws(Folder.Refusal) {
      return OpenDataset(dataset: dataset, file: TableFile(path: try folder.resolve(path)))
    } catch {
      throw CannotRun("\(path) \(error == .outside ? "lies outside the folder" : "is missing")")
    }
  }
}

extension CannotRun {
  /// A file that is no table, in words.
  init(_ failure: TableFile.Failure, in path: String) {
    switch failure {
    case .isFolder: self.init("\(path) is a folder")
    case .unreadable(let error): self.init("\(path) cannot be read: \(error.reason)")
    case .noHeader: self.init("\(path) is empty: a first row with the names of columns is needed")
    case .repeatedColumn(let name): self.init("\(path) has two columns '\(name)'")
    case .notUTF8(let line):
      self.init("\(path) is not UTF-8, first in line \(line); save it as UTF-8")
    case .openQuote(let line):
      self.init("\(path): a quote that opens in line \(line) is never closed")
    }
  }
}
