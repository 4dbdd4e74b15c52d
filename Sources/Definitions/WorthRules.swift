internal import Documents
internal import Worth

/// What the parts of `worth.yaml` demand of one another.
struct WorthRules {
  let model: DecisionModel

  init(_ model: DecisionModel) { self.model = model }

  func report(in tree: Tree, _ reader: inout Reader) {
    names(in: tree, &reader)
    shares(in: tree, &reader)
    rates(in: tree, &reader)
    references(in: tree, &reader)
    classesWithoutCost(in: tree, &reader)
    extraErrors(in: tree, &reader)
    buckets(in: tree, &reader)
  }

  private func names(in tree: Tree, _ reader: inout Reader) {
    for (key, noun) in [("errors", "errors"), ("classes", "classes"), ("segments", "segments")] {
      var seen: Set<String> = []
      for entry in tree[key]?.elements ?? [] {
        guard let name = entry["name"], let text = name.text, !seen.insert(text).inserted else {
          continue
        }
        reader.report(
          .repeatedEntry, "two \(noun) are called '\(text.shortened(to: 40))'", at: name,
          fix: "give one of them another name")
      }
    }
  }

  private func shares(in tree: Tree, _ reader: inout Reader) {
    func check(_ shares: [Quantity], _ what: String, at place: Tree?) {
      let sum = shares.map(\.value).reduce(0, +)
      // Counts and ranges are brought to 1 by each draw; what is written as a number has to be it.
      let slack = shares.contains { $0.isUncertain } ? 0.02 : 1e-6
      guard !shares.isEmpty, abs(sum - 1) > slack, let place else { return }
      reader.report(
        .wrongValue, "the shares of \(what) add up to \(sum.rounded(to: 6)), not to 1", at: place,
        fix: "every item is in one of them")
    }
    check(model.further.segments.map(\.share), "the segments", at: tree["segments"])
    check(model.further.classes.map(\.share), "the classes", at: tree["classes"])
    for (index, segment) in model.further.segments.enumerated() {
      let place = tree["segments"]?.elements.dropFirst(index).first?["classes"]
      check(segment.classes.map(\.share), "the classes in \(segment.name)", at: place)
      let known = Set(model.further.classes.map(\.name))
      for one in segment.classes where !known.contains(one.name) {
        if let place {
          unknown(one.name, "class", among: known.sorted(), at: place, &reader)
        }
      }
    }
  }

  private func rates(in tree: Tree, _ reader: inout Reader) {
    let scopes = Set(model.errors.map { "\($0.trueClass ?? "") \($0.segment ?? "")" }).sorted()
    for scope in scopes {
      let own = model.errors.filter { "\($0.trueClass ?? "") \($0.segment ?? "")" == scope }
      for (who, sum) in [
        ("people's", own.map(\.people.value).reduce(0, +)),
        ("the model's", own.map(\.model.value).reduce(0, +)),
      ] where sum > 1 + 1e-9 {
        reader.report(
          .wrongValue,
          "\(who) error rates add up to \(sum.rounded(to: 6)), more than one error per item",
          at: tree["errors"] ?? tree)
      }
    }
  }

  private func references(in tree: Tree, _ reader: inout Reader) {
    let classes = model.further.classes.map(\.name)
    let segments = model.further.segments.map(\.name)
    for entry in tree["errors"]?.elements ?? [] {
      for (key, noun, known) in [
        ("true", "class", classes), ("predicted", "class", classes),
        ("segment", "segment", segments),
      ] {
        if let place = entry[key], let text = place.text, !known.contains(text) {
          unknown(text, noun, among: known, at: place, &reader)
        }
      }
      if let right = entry["predicted"], right.text == entry["true"]?.text {
        reader.report(.wrongValue, "an item taken for what it is is no error", at: right)
      }
      for key in ["people", "model"] {
        if let place = entry[key]?["evidence"], entry["is"] == nil {
          reader.report(
            .missingKey, "it is not said which mistake of the check is counted", at: place,
            fix: "add 'is: missed' or 'is: false-alarm' to the error")
        }
      }
    }
  }

  /// A class of which no error is costed would be taken for free.
  private func classesWithoutCost(in tree: Tree, _ reader: inout Reader) {
    let scopes: [String?] =
      model.further.segments.isEmpty ? [nil] : model.further.segments.map(\.name)
    for (index, one) in model.further.classes.enumerated() {
      for scope in scopes {
        let isCosted = model.errors.contains { error in
          (error.trueClass == nil || error.trueClass == one.name)
            && (error.segment == nil || error.segment == scope)
        }
        guard !isCosted, let place = tree["classes"]?.elements.dropFirst(index).first else {
          continue
        }
        reader.report(
          .wrongValue,
          "no error says what it costs to take a \(one.name)"
            + (scope.map { " of \($0)" } ?? "") + " for something else", at: place,
          fix: "add an entry with 'true: \(one.name)' to errors, with cost 0 if it costs nothing")
      }
    }
  }

  private func extraErrors(in tree: Tree, _ reader: inout Reader) {
    let extra = model.degradation?.extraErrors ?? []
    let names = model.errors.map(\.name)
    let degraded =
      model.errors.filter { $0.trueClass == nil && $0.segment == nil }.map(\.model.value)
      .reduce(0, +) + extra.map(\.rate.value).reduce(0, +)
    if degraded > 1 + 1e-9, let place = tree["degradation"]?["extra-errors"] {
      reader.report(
        .wrongValue,
        "with the extra ones the model makes \(degraded.rounded(to: 6)) errors per item", at: place,
        fix: "'rate' is what is added, not what it comes to")
    }
    for entry in tree["degradation"]?["extra-errors"]?.elements ?? [] {
      guard let name = entry["name"], let text = name.text, !names.contains(text) else { continue }
      unknown(text, "error", among: names, at: name, &reader)
    }
  }

  private func buckets(in tree: Tree, _ reader: inout Reader) {
    guard let place = tree["buckets"], !model.further.buckets.isEmpty else { return }
    let sum = model.further.buckets.map(\.share).reduce(0, +)
    if abs(sum - 1) > 1e-6 {
      reader.report(
        .wrongValue, "the shares of the buckets add up to \(sum.rounded(to: 6)), not to 1",
        at: place, fix: "every item is in one of them")
    }
    let names = model.errors.map(\.name)
    for bucket in model.further.buckets {
      for name in Set(bucket.model.keys).union(bucket.people.keys).sorted()
      where !names.contains(name) {
        unknown(name, "error", among: names, at: place, &reader)
      }
    }
    if model.further.confidence != nil {
      reader.report(
        .wrongValue, "'buckets' and 'confidence' both say what to automate", at: place,
        fix: "keep one of them")
    }
  }

  private func unknown(
    _ name: String, _ noun: String, among known: [String], at place: Tree, _ reader: inout Reader
  ) {
    reader.report(
      .unknownReference, "no \(noun) is called '\(name.shortened(to: 40))'", at: place,
      fix: Spelling.nearest(to: name, among: known).map { "did you mean '\($0)'?" })
  }
}

extension Double {
  fileprivate func rounded(to places: Int) -> Double {
    var unit = 1.0
    for _ in 0..<places { unit *= 10 }
    return (self * unit).rounded() / unit
  }
}
