internal import Documents
internal import Readiness
internal import Statistics

extension Linker {
  /// Reports errors that cannot come together as they are declared.
  func checkErrors(
    of components: [WrittenComponent], _ correlations: [WrittenCorrelation], in system: System,
    _ file: inout DefinitionFile
  ) {
    for component in components {
      if let data = component.uncertainty.error?.data {
        require(data, among: datasets, "data set", in: &file)
      }
      let needs = component.dependsOn.map(\.value.rawValue)
      for (key, _) in component.uncertainty.sensitivity where !needs.contains(key.value) {
        file.reader.report(
          .unknownReference, "\(component.id.value) does not depend on '\(key.value)'", at: key,
          fix: Spelling.nearest(to: key.value, among: needs).map { "did you mean '\($0)'?" }
            ?? "add it to 'depends-on'")
      }
    }
    var told: Set<ErrorTree.Fault> = []
    for line in system.lines {
      let tree = ErrorTree(of: system, in: line)
      for fault in tree.faults where told.insert(fault).inserted {
        report(fault, in: &file)
      }
      if line == .deployed || told.isEmpty {
        for node in tree.nodes { checkSensitivities(of: node, components, in: &file) }
      }
    }
    let pairs = check(correlations, of: components, in: &file)
    guard pairs.count == correlations.count else { return }
    for line in system.lines where refuseImpossible(pairs, in: system, line, &file) { return }
  }

  private func report(_ fault: ErrorTree.Fault, in file: inout DefinitionFile) {
    guard let tree = file.tree?["components"]?[fault.component.rawValue] else { return }
    let place = tree["uncertainty"]?["combines"] ?? tree["uncertainty"]?["error"]
    file.reader.report(
      .wrongValue, "\(fault.component): \(fault.words)", at: place ?? tree["depends-on"] ?? tree,
      fix: "give both the same 'combines'")
  }

  private func checkSensitivities(
    of node: ErrorTree.Node, _ components: [WrittenComponent], in file: inout DefinitionFile
  ) {
    let id = node.component.id.rawValue
    guard let written = components.first(where: { $0.id.value == id }) else { return }
    let (range, noun): (ClosedRange<Double>, String) =
      switch node.combination {
      case .anyError: (0...1, "the probability that an error spoils a decision")
      case .multiplicative: (-10...10, "the power of a factor")
      case .additive, nil: (-1e6...1e6, "the factor of an error")
      }
    for (key, value) in written.uncertainty.sensitivity where !range.contains(value) {
      file.reader.report(
        .wrongValue,
        "\(value.brief) is not between \(range.lowerBound.brief) and \(range.upperBound.brief): it is "
          + noun, at: key)
    }
  }

  /// The correlations that name two components with errors that can correlate so.
  private func check(
    _ correlations: [WrittenCorrelation], of components: [WrittenComponent],
    in file: inout DefinitionFile
  ) -> [WrittenCorrelation] {
    var seen: Set<Set<Component.ID>> = []
    return correlations.filter { pair in
      var isSound = true
      for end in [pair.first, pair.second] {
        require(end, among: self.components, "component", in: &file)
        guard let component = components.first(where: { $0.id.value == end.value.rawValue }) else {
          isSound = false
          continue
        }
        guard let error = component.uncertainty.uncertainty.error else {
          file.reader.report(
            .wrongValue, "\(end.value) declares no error that could depend on another", at: end,
            fix: "declare one under its 'uncertainty', or remove the correlation")
          isSound = false
          continue
        }
        if case (.errorRate, .rank) = (error, pair.strength) {
          file.reader.report(
            .wrongValue, "decisions are right or wrong, so that ranks of them say nothing", at: end,
            fix: "give the 'latent' correlation")
          isSound = false
        }
      }
      if pair.first.value == pair.second.value {
        file.reader.report(
          .wrongValue, "a component does not correlate with itself", at: pair.second)
        return false
      }
      guard seen.insert([pair.first.value, pair.second.value]).inserted else {
        file.reader.report(
          .repeatedEntry,
          "the correlation of \(pair.first.value) and \(pair.second.value) stands twice",
          at: pair.first, fix: "keep one")
        return false
      }
      return isSound
    }
  }

  /// Reports the first correlation that the others do not leave room for.
  ///
  /// - Parameters:
  ///   - pairs: All of them.
  ///   - system: What they are of.
  ///   - line: The release line to look at.
  ///   - file: Where they are written.
  /// - Returns: Whether there is one.
  private func refuseImpossible(
    _ pairs: [WrittenCorrelation], in system: System, _ line: ReleaseLine,
    _ file: inout DefinitionFile
  ) -> Bool {
    let ids = system.components(in: line).filter { $0.uncertainty.error != nil }.map(\.id)
    let matrix = CorrelationMatrix(pairs.map(\.correlation), of: ids)
    if matrix.factor() != nil { return false }
    let placed = pairs.compactMap { pair -> (WrittenCorrelation, Int, Int)? in
      guard let first = ids.firstIndex(of: pair.first.value),
        let second = ids.firstIndex(of: pair.second.value)
      else { return nil }
      return (pair, first, second)
    }
    let cure = "pairs that are not named count as 0; name them too, or change this one"
    for (pair, first, second) in placed {
      guard let room = matrix.possible(first, second) else { continue }
      let isRank = if case .rank = pair.strength { true } else { false }
      file.reader.report(
        .wrongValue,
        "\(pair.first.value) and \(pair.second.value) cannot correlate by "
          + "\(matrix[first, second].brief)\(isRank ? " (of normal scores)" : ""): the other "
          + "correlations leave room between \(room.lowerBound.brief) and "
          + room.upperBound.brief, at: pair.first, fix: cure)
      return true
    }
    guard let worst = placed.max(by: { abs(matrix[$0.1, $0.2]) < abs(matrix[$1.1, $1.2]) }) else {
      return false
    }
    file.reader.report(
      .wrongValue,
      "no components can correlate so, and changing one pair is not enough; the strongest is "
        + "\(worst.0.first.value) and \(worst.0.second.value)", at: worst.0.first, fix: cure)
    return true
  }
}
