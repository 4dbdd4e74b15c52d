/// Something that evidence does not show and a person may answer: a control of a subject.
package struct OpenQuestion: Sendable {
  package let reading: Reading
  package let readers: Readers
  /// Until when an answer of today counts by age alone.
  package let countsUntil: Instant
  /// Its number among all that are asked, from 1.
  package let progress: Progress
  /// Its number among those of its domain, the first part of the control's id.
  package let domainProgress: Progress

  package struct Progress: Hashable, Sendable {
    package let number: Int
    package let total: Int
  }

  package var control: Control { reading.control }
  package var subject: Subject { reading.subject }
}

/// What reads a control of a subject: items of frameworks, and criteria of gates.
package struct Readers: Sendable {
  package let items: [(framework: Framework, item: ItemScore)]
  package let criteria: [(reading: CriterionReading, levels: [Level])]

  package var isEmpty: Bool { items.isEmpty && criteria.isEmpty }
}

/// What a person may be asked about.
package struct QuestionScope: Sendable {
  /// The controls, in the order to ask them in.
  let controls: [Control.ID]
  /// Controls that are asked whatever is known of them.
  let named: Set<Control.ID>
}

extension Packs {
  /// The controls that a word stands for: a framework, the levels, one level, an item, a criterion
  /// or a control; `nil` for an unknown word.
  package func controls(of word: String) -> [Control.ID]? {
    if controls[.init(word)] != nil { return [.init(word)] }
    if let framework = framework(.init(word)) { return framework.items.flatMap(\.requires) }
    if word == Self.levelsWord { return scale.criteria.flatMap(\.requires) }
    if let level = Int(word).flatMap({ Level($0) }) {
      return scale.criteria(at: level).flatMap(\.requires)
    }
    let item = frameworks.flatMap(\.items).first { $0.id.rawValue == word }
    let criterion = scale.criteria.first { $0.id.rawValue == word }
    return item?.requires ?? criterion?.requires
  }

  /// The word for the criteria of all levels.
  package static let levelsWord = "mltrl"

  /// What some words stand for together; without any, all that frameworks and gates read.
  ///
  /// Words that stand for nothing are left out.
  package func questions(about words: [String]) -> QuestionScope {
    let asked =
      words.isEmpty
      ? frameworks.flatMap(\.items).flatMap(\.requires) + scale.criteria.flatMap(\.requires)
      : words.compactMap(controls(of:)).joined().map(\.self)
    var seen: Set<Control.ID> = []
    return QuestionScope(
      controls: asked.filter { seen.insert($0).inserted },
      named: Set(words.map { Control.ID($0) }).intersection(controls.keys))
  }
}

extension Verdict {
  /// What to ask a person, in order.
  ///
  /// A control is asked where it is not shown at *documented* or better by fresh evidence, applies,
  /// and is read by something before a review is held. It is not asked where a word cannot help:
  /// where a fresh check or somebody's fresh *no* refutes it. Nor is it asked twice: what this
  /// person said and still counts, and what a check found absent, is left out, unless asked for
  /// again.
  ///
  /// - Parameters:
  ///   - scope: The controls.
  ///   - component: Only what is about it; everything where `nil`.
  ///   - person: Who is asked; `nil` for anybody.
  ///   - again: Whether what was answered and does not show enough is asked once more.
  /// - Returns: The questions, numbered.
  package func openQuestions(
    in scope: QuestionScope, about component: Component.ID? = nil, of person: Person.ID?,
    again: Bool = false
  ) -> [OpenQuestion] {
    let open = scope.controls.flatMap { id in
      readings[id].filter { reading in
        guard component == nil || reading.subject.description == component?.rawValue,
          !reading.standing.isNotApplicable
        else { return false }
        return scope.named.contains(id)
          || reading.isOpen(to: person, again: again)
            && readers(of: reading).isAskedBeforeReview
      }
    }
    let totals = Dictionary(grouping: open, by: \.control.domain).mapValues(\.count)
    var done: [Substring: Int] = [:]
    return open.enumerated().map { index, reading in
      let domain = reading.control.domain
      done[domain, default: 0] += 1
      return OpenQuestion(
        reading: reading, readers: readers(of: reading),
        countsUntil: at.adding(days: system.freshForDays(reading.control)),
        progress: .init(number: index + 1, total: open.count),
        domainProgress: .init(number: done[domain, default: 0], total: totals[domain] ?? 0))
    }
  }

  /// What is not asked since a check found it absent, in order.
  package func absent(
    in scope: QuestionScope, about component: Component.ID? = nil
  ) -> [Control.ID] {
    scope.controls.filter { id in
      !scope.named.contains(id)
        && readings[id].contains { reading in
          reading.standing == .absent
            && (component == nil || reading.subject.description == component?.rawValue)
        }
    }
  }

  /// The items and criteria that apply and read a control of a subject.
  package func readers(of reading: Reading) -> Readers {
    let id = reading.control.id
    let items = scores.flatMap { score in
      score.items.filter { $0.item.requires.contains(id) && $0.notApplicable == nil }
        .map { (framework: score.framework, item: $0) }
    }
    var order: [Criterion.ID] = []
    var found: [Criterion.ID: (reading: CriterionReading, levels: [Level])] = [:]
    for gate in components.filter({ reading.concerns($0) }).flatMap(\.gates)
    where gate.reach != .belowEntry {
      for criterion in gate.criteria where criterion.isReading(id) {
        let name = criterion.criterion.id
        if found[name] == nil { order.append(name) }
        var entry = found[name] ?? (criterion, [])
        if !entry.levels.contains(gate.level) { entry.levels.append(gate.level) }
        found[name] = entry
      }
    }
    return Readers(items: items, criteria: order.compactMap { found[$0] })
  }
}

extension Readers {
  /// Whether anything but a review itself reads it.
  fileprivate var isAskedBeforeReview: Bool {
    !items.isEmpty || criteria.contains { $0.reading.criterion.phase == .evidence }
  }
}

extension CriterionReading {
  fileprivate func isReading(_ control: Control.ID) -> Bool {
    if case .notApplicable = state { return false }
    return criterion.requires.contains(control)
  }
}

extension Control {
  /// The first part of its id.
  package var domain: Substring { id.rawValue.prefix { $0 != "." } }
}

extension Reading {
  func concerns(_ component: ComponentVerdict) -> Bool {
    subject == .system || subject == .component(component.component.id)
  }

  fileprivate func isOpen(to person: Person.ID?, again: Bool) -> Bool {
    if assurance >= .documented { return false }
    return grounds.filter(\.isFresh).allSatisfy { ground in
      guard case .attestation(let given) = ground.source else {
        return ground.status != .fail && (again || ground.status != .absent)
      }
      let isOwn = given.attestation.by == person
      return given.attestation.says ? !isOwn || again : isOwn && again
    }
  }
}

extension OpenQuestion {
  /// The same question under the same number, as another verdict finds it; `nil` where that asks
  /// the control of others.
  package func renewed(by verdict: Verdict) -> OpenQuestion? {
    verdict.readings[control.id].first { $0.subject == subject }.map { reading in
      OpenQuestion(
        reading: reading, readers: verdict.readers(of: reading), countsUntil: countsUntil,
        progress: progress, domainProgress: domainProgress)
    }
  }

  /// What checks said about it when they last looked.
  package var sightings: [Ground] {
    reading.grounds.filter { ground in
      if case .runs = ground.source { true } else { false }
    }
  }

  /// What people said about it.
  package var words: [Ground] {
    reading.grounds.filter { ground in
      if case .attestation = ground.source { true } else { false }
    }
  }

  /// Files that a check saw and was not sure of: perhaps what there is to look at.
  package var leads: [Place] {
    var seen: Set<String> = []
    return sightings.flatMap { ground -> [Place] in
      guard case .runs(let runs) = ground.source, ground.status == .notReported else { return [] }
      return runs.newest.evidence.finding.places
    }.filter { seen.insert($0.path).inserted }
  }
}
