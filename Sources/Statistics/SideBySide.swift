internal import Dispatch
internal import Synchronization

extension RandomAccessCollection where Self: Sendable, Element: Sendable, Index == Int {
  /// The results for all elements in their order, made on all cores.
  ///
  /// - Parameter make: Makes one result; it is called once for each element, in any order.
  /// - Returns: As many results as there are elements.
  package func sideBySide<Result: Sendable>(
    _ make: @Sendable (Element) -> Result
  ) -> [Result] {
    let done = Mutex<[Int: Result]>([:])
    withoutActuallyEscaping(make) { make in
      DispatchQueue.concurrentPerform(iterations: count) { offset in
        let result = make(self[startIndex + offset])
        done.withLock { $0[offset] = result }
      }
    }
    return done.withLock { results in (0..<count).compactMap { results[$0] } }
  }
}
