/// What a level asks of those who review, or of those who work.
package struct Demand: Hashable, Sendable {
  /// Any of these parts will do.
  package let roles: [String]
  /// How many people.
  package let atLeast: Int
  /// Whether everybody who is declared with such a part has to be there.
  package let isEverybody: Bool

  package init(roles: [String], atLeast: Int = 1, isEverybody: Bool = false) {
    self.roles = roles
    self.atLeast = atLeast
    self.isEverybody = isEverybody
  }

  /// `2 of research`, `qa or engineering`.
  package var words: String {
    let names = roles.joined(separator: " or ")
    if isEverybody { return "everybody of \(names)" }
    return atLeast == 1 ? names : "\(atLeast) of \(names)"
  }

  /// What some people leave open of it, in words; `nil` where they meet it.
  ///
  /// - Parameters:
  ///   - parts: Who is there, and in what parts.
  ///   - people: Everybody whom the system declares.
  /// - Returns: Who is missing.
  package func lack(among parts: [Person.ID: [String]], of people: [Person]) -> String? {
    let present = parts.filter { !Set($0.value).isDisjoint(with: roles) }.keys
    let names = roles.joined(separator: " or ")
    if isEverybody {
      let missing = people.filter { !Set($0.roles).isDisjoint(with: roles) }.map(\.id)
        .filter { !present.contains($0) }
      if !missing.isEmpty {
        return "\(names): \(missing.map(\.rawValue).joined(separator: ", ")) to sign"
      }
    }
    guard present.count < atLeast else { return nil }
    return atLeast == 1 ? names : "\(names): \(present.count) of \(atLeast)"
  }
}

extension [Demand] {
  /// What some people leave open of all of them.
  package func lacks(among parts: [Person.ID: [String]], of people: [Person]) -> [String] {
    compactMap { $0.lack(among: parts, of: people) }
  }

  /// Every part that one of them names.
  package var roles: [String] {
    var seen: Set<String> = []
    return flatMap(\.roles).filter { seen.insert($0).inserted }
  }
}

extension Component {
  /// Who works on it: its owners and the rest of its team, with their parts.
  package func workingGroup(in system: System) -> [Person.ID: [String]] {
    let members = Set(owners.research + owners.product + team)
    return Dictionary(
      system.people.filter { members.contains($0.id) }.map { ($0.id, $0.roles) },
      uniquingKeysWith: { first, _ in first })
  }
}
