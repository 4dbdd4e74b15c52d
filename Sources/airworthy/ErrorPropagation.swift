import Checks
import Definitions
import Documents
import Profiling
import Readiness
import Statistics
import Views

extension Project {
  /// How wrong outputs may be, by the errors that components declare.
  ///
  /// - Parameters:
  ///   - asked: The components to ask about; the ends of the line where `nil`. Those of which nothing
  ///     declares an error are left out.
  ///   - line: The release line.
  ///   - samples: How many to draw.
  ///   - seed: Where the random numbers start.
  /// - Returns: The report.
  /// - Throws: ``Stop`` where observed errors cannot be read, or errors grow beyond any number.
  func uncertainty(
    of asked: [Component.ID]? = nil, in line: ReleaseLine, samples: Int, seed: UInt64
  ) throws(Stop) -> UncertaintyReport {
    let tree = ErrorTree(of: system, in: line)
    let network = try ErrorNetwork(tree, correlations: system.correlations) {
      data, column throws(Stop) in try errors(in: column, of: data)
    }
    let wanted = (asked ?? system.ends(of: line).map(\.id)).compactMap(tree.place).filter {
      !network.sources(below: $0).isEmpty
    }
    guard !wanted.isEmpty else { return UncertaintyReport(system: system, line: line, ends: []) }
    guard let simulation = ErrorSimulation(network, ends: wanted, samples: samples, seed: seed)
    else { throw .failed("no errors can correlate as airworthy.yaml says") }
    let results = simulation.results(of: simulation.allBlocks)
    guard results.allSatisfy(\.isFinite) else {
      throw .usage(
        "the errors grow beyond what can be computed",
        fix: "look at the sensitivities and standard deviations under 'uncertainty'")
    }
    let ids = tree.nodes.map(\.component.id)
    return UncertaintyReport(
      system: system, line: line,
      ends: zip(wanted, results).map { node, result in
        UncertaintyReport.End(
          tree.nodes[node].component, result, nodes: ids,
          unquantified: tree.unquantified(below: ids[node], in: system, line))
      })
  }

  /// How wrong the output of one component may be, for its card; `nil` where nothing declares an
  /// error, and, with a warning, where it cannot be computed.
  func error(of component: Component, in session: Session) -> UncertaintyReport.End? {
    let line: ReleaseLine = component.successorOf == nil ? .deployed : .next
    do throws(Stop) {
      return try uncertainty(of: [component.id], in: line, samples: 100_000, seed: 2013).ends.first
    } catch {
      error.tell(session.console)
      session.console.complain(
        "warning: the card says nothing of how wrong the output of \(component.id) may be\n")
      return nil
    }
  }

  /// The errors that stand in a column of a data set.
  private func errors(in column: String, of data: String) throws(Stop) -> [Double] {
    guard let dataset = datasets[.init(data)] else { throw .usage("no data set '\(data)'") }
    let missing = missingData(of: [dataset.id])
    if !missing.isEmpty { throw .wrong(missing) }
    let name = dataset.path.value
    let path: String
    do throws(Folder.Refusal) {
      path = try folder.resolve(table: name)
    } catch {
      throw .usage("the file \(name) cannot be read")
    }
    let table = try Stop.rethrow(name) { () throws(TableFile.Failure) in
      try LoadedTable(of: TableFile(path: path), types: [column: .number])
    }
    func wrong(_ code: Diagnostic.Code, _ message: String, _ fix: String) -> Stop {
      .wrong([
        Diagnostic(code, message, at: .init(file: name, position: .start), fix: fix)
      ])
    }
    guard let values = table.columns[column]?.numbers else {
      throw wrong(
        .unknownColumn, "the table has no column '\(column.shortened(to: 60))' of errors",
        "correct 'column' under 'sample'")
    }
    let strange = values.filter { !$0.isFinite || abs($0) > 1e60 }.count + table.raggedRows
    guard strange == 0, !values.isEmpty else {
      throw wrong(
        .badTable,
        values.isEmpty
          ? "the table has no rows of errors"
          : "\(strange.of("row")) of \(values.count) have no error in column "
            + "'\(column.shortened(to: 60))' that could be read", "give every row a number")
    }
    let users = system.components.filter {
      $0.uncertainty.error == .sample(data: data, column: column)
    }
    if users.contains(where: { $0.uncertainty.combination == .multiplicative }),
      values.contains(where: { $0 <= 0 })
    {
      throw wrong(
        .badTable, "factors are above 0, and column '\(column.shortened(to: 60))' has others",
        "give factors around 1, or combine by additive")
    }
    return values
  }
}

extension ErrorSimulation {
  /// All blocks, drawn on all cores.
  fileprivate var allBlocks: [Block] {
    (0..<Self.blocks).sideBySide { block($0) }
  }
}
