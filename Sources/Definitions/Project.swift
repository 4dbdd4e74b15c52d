package import Checks
package import Documents
package import Readiness
package import Worth

/// All that a team's files say, read and tied together.
package struct Project: Sendable {
  package let folder: Folder
  package let packs: Packs
  package let declared: Declarations
  package let checks: [DeclaredCheck]
  package let datasets: [Dataset.ID: Dataset]
  package let worth: DecisionModel?
  package let cards: [Component.ID: CardText]
  /// What other systems' logs show of components that are used again here.
  package let reused: [Component.ID: Reused]
  /// The text of `airworthy.yaml`, for placing diagnostics in it.
  private let source: Diagnostic.Source

  package var system: System { declared.system }

  /// The name of the file that describes the system.
  package static let manifestName = "airworthy.yaml"

  /// Where a file of definitions may lie, from the folder of the system.
  static func places(of name: String) -> [String] { [name, "airworthy/" + name] }

  /// The file of requirements, from the folder of the system; where it would be, if there is none.
  package var requirementsPlace: String {
    let places = Self.places(of: "requirements.yaml")
    return places.first(where: folder.contains) ?? places[0]
  }

  /// Whether a folder holds a description of a system.
  package static func isDescribed(in folder: Folder) -> Bool {
    places(of: manifestName).contains { folder.contains($0) }
  }

  init(
    folder: Folder, packs: Packs, declared: Declarations, checks: [DeclaredCheck],
    datasets: [Dataset.ID: Dataset], worth: DecisionModel?, cards: [Component.ID: CardText],
    reused: [Component.ID: Reused], source: Diagnostic.Source
  ) {
    self.folder = folder
    self.packs = packs
    self.declared = declared
    self.checks = checks
    self.datasets = datasets
    self.worth = worth
    self.cards = cards
    self.reused = reused
    self.source = source
  }

  /// A diagnostic for each data file that checks would read and that is not there.
  ///
  /// It is no mistake of the files to be without data: a verdict needs none.
  package func missingData(for checks: [DeclaredCheck]) -> [Diagnostic] {
    missingData(of: checks.flatMap(\.check.datasets).map(\.value))
  }

  /// A diagnostic for each data set whose file is not there.
  package func missingData(of named: [Dataset.ID]) -> [Diagnostic] {
    var reader = Reader(source: source)
    for dataset in Set(named).sorted().compactMap({ datasets[$0] }) {
      do throws(Folder.Refusal) {
        _ = try folder.resolve(table: dataset.path.value)
      } catch {
        reader.report(error, of: dataset.path)
      }
    }
    return reader.diagnostics
  }
}
