package import Documents
package import Readiness

/// Statistics of Locust: `*_stats.csv`, or what `--json` prints.
package enum LocustFormat: ReportFormat {
  package static let name = "locust"
  package static let reads = "statistics of Locust, *_stats.csv or --json"
  package static let shows: [Control.ID] = ["deploy.load-tested"]
  package static let rule = """
    It states figures and no limits: requests, failure-share, and in milliseconds median, average, \
    max, p90, p95 and p99, for all requests, and for one as 'POST /predict.p95'. With limits that \
    are kept, of which one is for a time, deploy.load-tested is a pass; where requests failed and no \
    limit says how many may, it is inconclusive. *_stats.csv lacks the last \
    requests of a run; --json has them. CSV does not say when it was made: see --made.
    """
  package static let example =
    "locust run_stats.csv --at-most p95=200 --at-most failure-share=0.01"

  package static func read(
    _ file: ReportFile, _ request: ReportRequest
  ) throws(Diagnostics) -> Reported {
    guard Dialect(of: file)?.format == name else { throw file.notOf("Locust's statistics") }
    var report = Reported()
    report.tool = "Locust"
    if file.bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
      try readJSON(file, into: &report)
    } else {
      try readCSV(file, into: &report)
    }
    guard let requests = report.figures.first(where: { $0.statistic == "requests" })?.value,
      requests > 0
    else { throw file.fault("the report tells of no request") }
    let timed = request.limits.compactMap { beforeTime(in: $0.name) }
    if !timed.isEmpty { report.byLimits = ["deploy.load-tested"] }
    if let failures = failures(of: timed, in: report, request) {
      report.answers = [ReportAnswer("deploy.load-tested", .init(.inconclusive, failures))]
    }
    return report
  }

  /// What stands before the time in the name of a limit, such as `POST /predict.`; `nil` where the
  /// limit is for no time.
  private static func beforeTime(in name: String) -> String? {
    ["median", "average", "max", "p90", "p95", "p99"].lazy.compactMap { time in
      name == time || name.hasSuffix(".\(time)") ? String(name.dropLast(time.count)) : nil
    }.first
  }

  /// The failures of requests whose times are limited, and that themselves are not: a server that
  /// fails can do so quickly.
  private static func failures(
    of timed: [String], in report: Reported, _ request: ReportRequest
  ) -> String? {
    let limited = Set(request.limits.filter { $0.limit.side == .atMost }.map(\.name))
    guard !limited.contains("failure-share") else { return nil }
    let names = Set(timed.map { $0 + "failure-share" }).subtracting(limited)
    return report.figures.first { names.contains($0.statistic) && $0.value > 0 }.map { figure in
      "\(figure.value.percent) of \(figure.rows.map { "\($0) " } ?? "")requests failed, and no limit "
        + "for \(figure.statistic) says how many may"
    }
  }

  // MARK: - CSV

  private static let columns = [
    ("Request Count", "requests"), ("Median Response Time", "median"),
    ("Average Response Time", "average"), ("Max Response Time", "max"), ("90%", "p90"),
    ("95%", "p95"), ("99%", "p99"), ("Requests/s", "requests-per-second"),
  ]

  private static func readCSV(
    _ file: ReportFile, into report: inout Reported
  ) throws(Diagnostics) {
    let rows = try file.csv()
    let header = rows[0].fields
    let places = Dictionary(
      zip(header, header.indices).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
    guard let type = places["Type"], let name = places["Name"],
      let requests = places["Request Count"], let failures = places["Failure Count"]
    else { throw file.fault("the header lacks a column of Locust's") }
    var seen: Set<String> = []
    for row in rows.dropFirst() {
      let isAll = row.fields[type].isEmpty && row.fields[name] == "Aggregated"
      let prefix = isAll ? "" : "\(row.fields[type]) \(row.fields[name])."
      guard seen.insert(prefix).inserted else {
        throw file.fault("the row '\(prefix.shortened(to: 60))' stands twice", line: row.line)
      }
      let place = Tree.Position(line: row.line, column: 1)
      for (column, figure) in columns {
        guard let index = places[column] else { continue }
        let value = Tree(.scalar(row.fields[index], isPlain: true), at: place)
        report.add(prefix + figure, value, in: file, isKnown: { $0 >= 0 })
      }
      guard let made = Int(row.fields[requests]), let failed = Int(row.fields[failures]), made >= 0,
        failed >= 0, failed <= made
      else { throw file.fault("expected counts of requests and failures", line: row.line) }
      if made > 0 {
        report.figures.append(
          ReportFigure(
            prefix + "failure-share", Double(failed) / Double(made), rows: made, at: place))
      }
    }
  }

  // MARK: - JSON

  /// The requests of one name, or of all.
  private struct Requests {
    var count = 0.0
    var failures = 0.0
    var total = 0.0
    /// How many took how many milliseconds.
    var times: [Double: Double] = [:]

    mutating func add(_ other: Requests) {
      count += other.count
      failures += other.failures
      total += other.total
      times.merge(other.times, uniquingKeysWith: +)
    }

    /// The least time that this share of all requests did not exceed.
    func quantile(_ share: Double) -> Double? {
      let all = times.values.reduce(0, +)
      var passed = 0.0
      for (time, count) in times.sorted(by: { $0.key < $1.key }) {
        passed += count
        if passed >= share * all { return time }
      }
      return nil
    }

    func figures(prefix: String) -> [ReportFigure] {
      var figures = [ReportFigure(prefix + "requests", count)]
      if count > 0 {
        figures += [
          ReportFigure(prefix + "failure-share", failures / count, rows: Int(exactly: count)),
          ReportFigure(prefix + "average", total / count),
        ]
      }
      let shares = [("median", 0.5), ("p90", 0.9), ("p95", 0.95), ("p99", 0.99), ("max", 1)]
      return figures
        + shares.compactMap { name, share in
          quantile(share).map { ReportFigure(prefix + name, $0) }
        }
    }
  }

  private static func readJSON(
    _ file: ReportFile, into report: inout Reported
  ) throws(Diagnostics) {
    var all = Requests()
    var newest = 0.0
    for entry in try file.json().list ?? [] {
      guard let name = entry["name"]?.text, let method = entry["method"]?.string else {
        throw file.fault("an entry has no name or no method", at: entry.position)
      }
      var one = Requests()
      one.count = try number("num_requests", in: entry, of: file)
      one.failures = try number("num_failures", in: entry, of: file)
      one.total = try number("total_response_time", in: entry, of: file)
      guard one.failures <= one.count else {
        throw file.fault("more requests failed than were made", at: entry.position)
      }
      for time in entry["response_times"]?.pairs ?? [] {
        guard let milliseconds = ReportFile.number(time.key), milliseconds >= 0 else {
          throw file.fault("expected a time in milliseconds", at: time.keyPosition)
        }
        one.times[milliseconds, default: 0] += Double(try file.count(time.value, "requests"))
      }
      newest = max(newest, try number("last_request_timestamp", in: entry, of: file))
      all.add(one)
      report.figures += one.figures(prefix: "\(method) \(name).".shortened(to: 100))
    }
    report.figures = all.figures(prefix: "") + report.figures
    report.made = ReportTime(sinceEpoch: newest)
  }

  private static func number(
    _ key: String, in entry: Tree, of file: ReportFile
  ) throws(Diagnostics) -> Double {
    guard let tree = entry[key] else {
      throw file.fault("an entry has no '\(key)'", at: entry.position)
    }
    let number = try file.figure(tree, key)
    guard number >= 0, number <= 1e15 else {
      throw file.fault("'\(key)' is \(number.brief)", at: tree.position)
    }
    return number
  }
}
