import Foundation

/// One measured number, and what it should be.
struct Figure: Codable {
  let measure: String
  let value: Double
  let unit: String
  /// What it should stay under; nil where there is no such thing.
  var limit: Double?
  /// What it should reach.
  var atLeast: Double?

  private var target: String {
    if let limit { return "< \(Self.text(limit)) \(unit)" }
    return atLeast.map { "> \(Self.text($0)) \(unit)" } ?? ""
  }

  private static let widths = (measure: 62, value: 15)

  /// The names of the columns that rows have.
  static let header = row("MEASURE", "VALUE", "TARGET")

  /// A line of a table that grows while it is measured.
  var row: String { Self.row(measure, "\(Self.text(value)) \(unit)", target) }

  private static func row(_ measure: String, _ value: String, _ target: String) -> String {
    let line =
      measure.padding(toLength: max(measure.count, widths.measure), withPad: " ", startingAt: 0) + " "
      + value.padding(toLength: max(value.count, widths.value), withPad: " ", startingAt: 0) + " " + target
    return line.trimmingCharacters(in: .whitespaces) + "\n"
  }

  private static func text(_ value: Double) -> String {
    value >= 100 ? String(Int(value.rounded())) : String(format: "%.3g", value)
  }
}

/// The machine that figures are of.
enum Machine {
  /// `2 x Intel(R) Xeon(R) ..., 24 GB, Linux 6.8`
  static var text: String {
    let processor = lines("/proc/cpuinfo").first { $0.hasPrefix("model name") }?.split(separator: ":").last
    let memory = lines("/proc/meminfo").first { $0.hasPrefix("MemTotal") }?.split(separator: " ").dropFirst().first
    let name = processor?.trimmingCharacters(in: .whitespaces) ?? "processor"
    let gigabytes = (memory.flatMap { Double($0) } ?? 0) * 1024 / 1e9
    let system = ProcessInfo.processInfo.operatingSystemVersion
    return "\(ProcessInfo.processInfo.activeProcessorCount) x \(name), \(Int(gigabytes.rounded())) GB, "
      + "Linux \(system.majorVersion).\(system.minorVersion)"
  }

  private static func lines(_ path: String) -> [Substring] {
    ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: "\n")
  }
}

/// Measures time by a clock that nobody sets.
enum Stopwatch {
  /// Milliseconds that `body` takes.
  static func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let duration = try ContinuousClock().measure(body)
    return Double(duration.components.seconds) * 1000 + Double(duration.components.attoseconds) / 1e15
  }

  /// Of a clock that nobody sets; only differences mean anything.
  static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  static func milliseconds(since start: UInt64) -> Double { Double(nanoseconds() - start) / 1e6 }
  static func seconds(since start: UInt64) -> Double { milliseconds(since: start) / 1000 }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }

  /// What so many of a hundred do not exceed.
  static func percentile(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return 0 }
    return sorted[min(sorted.count - 1, max(0, Int((Double(sorted.count) * share / 100).rounded(.up)) - 1))]
  }
}
