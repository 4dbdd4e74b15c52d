/// Changes the entries of a list in a document, and keeps every other byte of it.
///
/// The list stands under a key of the outermost mapping. New entries follow the style that is
/// there: lines with dashes, lists in brackets, or JSON. Comments inside an entry that is replaced
/// move above it.
package struct ListEdit {
  /// What an entry says: keys with values, in order.
  package struct Entry: Sendable {
    let pairs: [(key: String, value: Value)]

    package init(_ pairs: [(key: String, value: Value)]) { self.pairs = pairs }
  }

  package enum Value: Sendable {
    case text(String)
    case truth(Bool)
    case list([String])
  }

  /// The new text; it was read again, and says what was meant.
  package let text: String

  /// Edits a text.
  ///
  /// It is `nil` where the text is written in a way in which this cannot be done without a change of
  /// something else.
  ///
  /// - Parameters:
  ///   - old: A text that reads as a mapping without a diagnostic.
  ///   - key: The key of the list; it is added where it is not there.
  ///   - replaced: What comes in the place of elements, by their numbers from 0; nothing removes one.
  ///   - added: What comes after the last element.
  package init?(
    of old: String, list key: String, replacing replaced: [Int: [Entry]] = [:],
    adding added: [Entry] = []
  ) {
    let text = TreeText(old)
    guard let tree = YAML.read(old, file: "").tree else { return nil }
    var (replaced, added) = (replaced, added)
    let last = (tree[key]?.listed.count ?? 0) - 1
    if replaced[last]?.isEmpty == true {
      // What comes after a last element that goes comes in its place.
      replaced[last] = added
      added = []
    }
    guard let changes = ListChanges(to: key, of: tree, in: text)?.all(replaced, added),
      let new = text.replacing(changes),
      let result = YAML.read(new, file: "").tree,
      tree.becomes(result, in: key, replaced, added)
    else { return nil }
    self.text = new
  }
}

extension Tree {
  /// Whether another tree is this one with its list edited, and nothing else.
  fileprivate func becomes(
    _ new: Tree, in key: String, _ replaced: [Int: [ListEdit.Entry]], _ added: [ListEdit.Entry]
  ) -> Bool {
    let others = pairs.filter { $0.key != key }
    let newOthers = new.pairs.filter { $0.key != key }
    guard others.map(\.key) == newOthers.map(\.key),
      zip(others, newOthers).allSatisfy({ $0.value.canonical == $1.value.canonical })
    else { return false }
    var rest = (new[key]?.listed ?? [])[...]
    for (index, element) in (self[key]?.listed ?? []).enumerated() {
      guard let entries = replaced[index] else {
        guard rest.popFirst()?.canonical == element.canonical else { return false }
        continue
      }
      for entry in entries where rest.popFirst()?.says(entry) != true { return false }
    }
    return rest.count == added.count && zip(rest, added).allSatisfy { $0.says($1) }
  }

  fileprivate var listed: [Tree] {
    if case .sequence(let elements) = content { elements } else { [] }
  }

  private func says(_ entry: ListEdit.Entry) -> Bool {
    pairs.map(\.key) == entry.pairs.map(\.key)
      && zip(pairs, entry.pairs).allSatisfy { pair, wanted in
        switch wanted.value {
        case .text(let text): pair.value.text == text
        case .truth(let truth):
          (truth ? ["yes", "true"] : ["no", "false"]).contains(pair.value.text)
        case .list(let texts): pair.value.elements.map(\.text) == texts
        }
      }
  }
}
