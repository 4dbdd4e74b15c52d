internal import Checks
internal import Documents
internal import Readiness

extension Linker {
  /// Each data set with what its file of expectations says; each file is read once.
  ///
  /// - Parameters:
  ///   - written: The data sets as `airworthy.yaml` has them.
  ///   - file: That file.
  /// - Returns: The data sets by name.
  mutating func meetExpectations(
    of written: [Dataset], in file: inout DefinitionFile
  ) -> [Dataset.ID: Dataset] {
    var known: [String: Expectations] = [:]
    var table: [Dataset.ID: Dataset] = [:]
    for dataset in written where table[dataset.id] == nil {
      table[dataset.id] = dataset
      guard let path = dataset.expectations else { continue }
      if known[path.value] == nil { known[path.value] = expectations(at: path, in: &file) }
      guard let expected = known[path.value] else { continue }
      if let environment = dataset.environment,
        !expected.environments.contains(environment.value)
      {
        let near = Spelling.nearest(to: environment.value, among: expected.environments)
        file.reader.report(
          .unknownReference,
          "\(path.value) has no environment '\(environment.value)'", at: environment,
          fix: near.map { "did you mean '\($0)'?" }
            ?? (expected.environments.isEmpty
              ? "it tells none apart; leave 'environment' out"
              : "there are \(expected.environments.joined(separator: ", "))"))
        continue
      }
      table[dataset.id] = dataset.meeting(expected)
      expectationDigests[dataset.id] =
        expectationFiles.last { $0.name == path.value }?.tree?
        .canonical
    }
    return table
  }

  private mutating func expectations(
    at path: Located<String>, in file: inout DefinitionFile
  ) -> Expectations? {
    do throws(Folder.Refusal) {
      var own = DefinitionFile(name: path.value, bytes: try folder.read(path.value))
      var expected = own.read(.expectations)
      expected?.tieRules { fault, rule in own.reader.report(fault, in: rule) }
      expectationFiles.append(own)
      return expected
    } catch {
      file.reader.report(error, of: path)
      return nil
    }
  }

  /// A data set with its own rules tied to its columns.
  func tyingRules(of dataset: Dataset, in file: inout DefinitionFile) -> Dataset {
    var tied = dataset
    tied.rules = dataset.rules.compactMap { rule in
      // Those of a file of expectations and of another data set are tied.
      if !rule.columns.isEmpty { return rule }
      do throws(RuleFault) {
        return try rule.tied(to: dataset.nameable)
      } catch {
        file.reader.report(error, in: rule.text)
        return nil
      }
    }
    return tied
  }
}
