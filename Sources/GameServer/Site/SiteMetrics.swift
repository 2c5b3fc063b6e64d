import Synchronization

/// What the site counts, for Prometheus: requests by route and status, and how long they took.
package final class SiteMetrics: Sendable {
  private struct Series: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  private struct Latency {
    var buckets = [UInt64](repeating: 0, count: SiteMetrics.bounds.count)
    var count: UInt64 = 0
    var seconds = 0.0
  }

  private struct State {
    var requests: [Series: UInt64] = [:]
    var latencies: [String: Latency] = [:]
  }

  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  private let state = Mutex(State())

  package init() {}

  func count(_ method: SiteRequest.Method, _ route: String, _ status: Int, took duration: Duration) {
    let seconds = duration / .seconds(1)
    state.withLock { state in
      state.requests[Series(method: method.rawValue, route: route, status: status), default: 0] += 1
      var latency = state.latencies[route] ?? Latency()
      latency.count += 1
      latency.seconds += seconds
      for (index, bound) in Self.bounds.enumerated() where seconds <= bound { latency.buckets[index] += 1 }
      state.latencies[route] = latency
    }
  }

  /// In the text format of Prometheus, with `gauges` that whoever asks knows of.
  package func text(gauges: [(name: String, help: String, value: Double)] = []) -> String {
    let (requests, latencies) = state.withLock { ($0.requests, $0.latencies) }
    var lines = [
      "# HELP firedrill_http_requests_total Requests that were answered.",
      "# TYPE firedrill_http_requests_total counter",
    ]
    let sorted = requests.sorted {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }
    for (series, count) in sorted {
      let labels = "method=\"\(series.method)\",route=\"\(series.route)\",status=\"\(series.status)\""
      lines.append("firedrill_http_requests_total{\(labels)} \(count)")
    }
    lines += [
      "# HELP firedrill_http_request_seconds How long answers took.", "# TYPE firedrill_http_request_seconds histogram",
    ]
    for (route, latency) in latencies.sorted(by: { $0.key < $1.key }) {
      for (bound, count) in zip(Self.bounds, latency.buckets) {
        lines.append("firedrill_http_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(count)")
      }
      lines.append("firedrill_http_request_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(latency.count)")
      lines.append("firedrill_http_request_seconds_sum{route=\"\(route)\"} \(latency.seconds)")
      lines.append("firedrill_http_request_seconds_count{route=\"\(route)\"} \(latency.count)")
    }
    for gauge in gauges {
      lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
