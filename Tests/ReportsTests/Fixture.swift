import Documents
import Foundation
import Readiness
import Reports
import TestSupport
import Testing

/// A report that a real tool wrote; `Fixtures/README.md` says which, and what is in it.
struct Fixture {
  let file: ReportFile

  init(_ path: String) throws {
    let url = Checkout.root.appending(path: "Tests/ReportsTests/Fixtures/\(path)")
    file = ReportFile(name: path, bytes: Array(try Data(contentsOf: url)))
  }

  init(_ text: String, named name: String) {
    file = ReportFile(name: name, bytes: Array(text.utf8))
  }

  func read(
    as format: any ReportFormat.Type, _ request: ReportRequest = ReportRequest()
  ) throws -> Reported {
    try format.read(file, request)
  }

  /// The one answer of a report, about a control that is named or about its own.
  func answer(
    as format: any ReportFormat.Type, about control: Control.ID? = nil,
    within limits: [ReportLimit] = [], with request: ReportRequest = ReportRequest()
  ) throws -> ReportAnswer.Verdict {
    var request = request
    request.limits = limits
    let answers = try read(as: format, request)
      .answers(about: control.map { [$0] } ?? [], within: limits, in: file)
    try #require(answers.count == 1)
    return answers[0].verdict
  }

  /// What is wrong, of a file that is refused.
  func refusal(
    as format: any ReportFormat.Type, about control: Control.ID? = "test.metamorphic",
    within limits: [ReportLimit] = []
  ) -> Diagnostic? {
    do {
      _ = try answer(as: format, about: control, within: limits)
      return nil
    } catch let error as Diagnostics {
      return error.list.first
    } catch {
      return nil
    }
  }
}

extension ReportLimit {
  static func atLeast(_ name: String, _ value: Double) -> ReportLimit {
    ReportLimit(name, .init(.atLeast, value))
  }

  static func atMost(_ name: String, _ value: Double) -> ReportLimit {
    ReportLimit(name, .init(.atMost, value))
  }
}

extension Reported {
  /// The figure of a name; `nil` where there is none, or several.
  func figure(_ name: String) -> Double? {
    let named = figures.filter { $0.names.contains(name) }
    return named.count == 1 ? named[0].value : nil
  }
}
