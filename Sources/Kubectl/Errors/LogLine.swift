import KubernetesModel
import SimulationKernel

/// A line of kubectl's own log, as klog writes it: `E1122 19:45:43.865829   27218 memcache.go:265] ...`.
struct LogLine {
  enum Severity: String {
    case warning = "W"
    case error = "E"
    case fatal = "F"
  }

  private let environment: KubectlEnvironment

  init(_ environment: KubectlEnvironment) { self.environment = environment }

  /// Writes a line with the place of kubectl's source that would write it.
  func write(_ severity: Severity, _ place: String, _ text: String) {
    // 2026-11-22T19:45:43.865829Z
    let time = Array(environment.transport.now.rfc3339Micro)
    let process = String(environment.processID)
    let gap = String(repeating: " ", count: max(0, 7 - process.count))
    guard time.count >= 26 else { return }
    let stamp = String(time[5...6]) + String(time[8...9]) + " " + String(time[11...25])
    let line = "\(severity.rawValue)\(stamp) \(gap)\(process) \(place)] \(text)\n"
    environment.output.write(Array(line.utf8), isError: true)
  }
}
