internal import Foundation

extension Error {
  /// What the operating system says, as short as it says it.
  package var reason: String {
    let error = self as NSError
    let system = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
    guard system.domain == NSPOSIXErrorDomain else {
      let preamble = "The operation could not be completed. "
      return error.localizedDescription.replacingOccurrences(of: preamble, with: "")
    }
    return String(cString: strerror(Int32(system.code)))
  }
}
