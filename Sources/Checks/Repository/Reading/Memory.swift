internal import Documents
internal import Readiness
internal import Synchronization

/// What was read of a repository and is asked for again.
final class Memory: Sendable {
  let texts = Shelf<String, String?>()
  let trees = Shelf<String, [Tree]>()
  let history = Once<History?>()
  let workflows = Once<[Workflow]>()
  let python = Once<[PythonModule]>()
  let manifests = Once<[Manifest]>()
  let terraform = Once<[TerraformBlock]>()
  let prose = Once<[Prose]>()
  let tables = Once<[ProseTable]>()
  let scripts = Once<Scripts>()
  let graph = Once<ModuleGraph>()
  let dvc = Once<DVCPipeline>()
  let runs = Once<[Run]>()
  let execution = Once<Execution>()
  let testing = Once<[Workflow.Step]>()
  let liveTests = Once<[PythonModule]>()
  let folders = Once<Set<String>>()
  let cloud = Once<[CloudResource]>()
  let mentions = Once<Mentions>()
  let serving = Once<Place?>()
  let training = Once<[Place]>()
  let trainingInR = Once<[Place]>()
  let pythonTests = Once<Set<String>>()
  let isMostlyRead = Once<Bool>()
  let departure = Once<Place?>()
}

/// A value that is made when it is first asked for.
final class Once<Value: Sendable>: Sendable {
  private let made = Mutex<Value?>(nil)

  func value(_ make: () -> Value) -> Value {
    made.withLock { kept in
      if let kept { return kept }
      let value = make()
      kept = value
      return value
    }
  }
}

/// Values that are made when their key is first asked for.
final class Shelf<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private let made = Mutex<[Key: Value]>([:])

  func value(of key: Key, _ make: () -> Value) -> Value {
    if let kept = made.withLock({ $0[key] }) { return kept }
    let value = make()
    made.withLock { $0[key] = value }
    return value
  }
}
