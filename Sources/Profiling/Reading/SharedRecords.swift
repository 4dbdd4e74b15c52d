internal import Foundation
internal import Synchronization

/// The records of a file, handed out batch by batch to several workers.
///
/// Finding records takes a fifth of the time of counting them, so it goes on one after the other,
/// which keeps quotes, lines and ragged rows simple, while the others count.
///
/// The lock guards all that changes, and the one who began waits until all workers are done; which
/// is why this, with what it tells of progress, may be shared.
final class SharedRecords: @unchecked Sendable {
  let columns: [String]
  let blockSize: Int

  private let reader: any RecordSource
  private let lock = NSLock()
  private var failure: TableFile.Failure?
  /// What was found in cutting batches.
  private var found = TableFile.Pass()
  private let progress: ((_ bytes: Int) -> Void)?

  init(_ reader: sending any RecordSource, progress: ((_ bytes: Int) -> Void)? = nil) {
    self.reader = reader
    self.progress = progress
    columns = reader.columns
    blockSize = reader.blockSize
  }

  /// What was found besides the rows.
  var pass: TableFile.Pass {
    lock.withLock {
      var all = reader.pass
      all.add(found)
      return all
    }
  }

  /// Reads some records.
  ///
  /// - Returns: Whether there were any, and nothing failed.
  func next(into batch: Batch) -> Bool {
    let isMore = lock.withLock {
      guard failure == nil else { return false }
      do throws(TableFile.Failure) {
        let isMore = try reader.next(into: batch)
        progress?(reader.bytesRead)
        return isMore
      } catch {
        keep(error)
        return false
      }
    }
    guard isMore else { return false }
    do throws(TableFile.Failure) {
      let part = try reader.cut(batch)
      lock.withLock { found.add(part) }
      return true
    } catch {
      lock.withLock { keep(error) }
      return false
    }
  }

  /// Batches before the one that failed are finished by those who have them: the least line is the
  /// first.
  private func keep(_ other: TableFile.Failure) {
    if failure == nil || other.line ?? 0 < failure?.line ?? 0 { failure = other }
  }

  /// Whether a batch is UTF-8; keeps the failure where it is not, and hands out no more.
  func check(_ batch: Batch) -> Bool {
    guard let line = batch.firstLineOfOtherText else { return true }
    lock.withLock { keep(.notUTF8(line: line)) }
    return false
  }

  /// - Throws: What stopped the reading, if anything did.
  func finish() throws(TableFile.Failure) {
    if let failure = lock.withLock({ failure }) { throw failure }
  }

  /// Lets several workers run, each with its own state.
  ///
  /// - Parameters:
  ///   - workers: How many run.
  ///   - work: Reads until there is no more; returns what it found.
  /// - Returns: What the workers found, in no order.
  func share<Found: Sendable>(
    among workers: Int, _ work: @Sendable (SharedRecords) -> Found
  ) -> [Found] {
    let found = Mutex<[Found]>([])
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
      let mine = work(self)
      found.withLock { $0.append(mine) }
    }
    return found.withLock { $0 }
  }
}
