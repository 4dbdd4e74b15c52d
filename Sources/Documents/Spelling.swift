/// Finds the word that somebody most likely meant.
package enum Spelling {
  /// The nearest of the known words, if it is near: a third of the letters wrong at most.
  package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().prefix(64))
    let limit = max(1, letters.count / 3)
    let ranked = known.map { (distance: distance(letters, Array($0.lowercased())), word: $0) }
    return ranked.filter { $0.distance <= limit }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// How many insertions, deletions, replacements and swaps of neighbours lead from one to the
  /// other (optimal string alignment).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 1...left.count {
      var current = [row] + Array(repeating: 0, count: right.count)
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var best = min(
          above[column] + 1, current[column - 1] + 1, above[column - 1] + (isSame ? 0 : 1))
        let isSwap =
          row > 1 && column > 1 && left[row - 1] == right[column - 2]
          && left[row - 2] == right[column - 1]
        if isSwap { best = min(best, before[column - 2] + 1) }
        current[column] = best
      }
      (before, above) = (above, current)
    }
    return above[right.count]
  }
}
