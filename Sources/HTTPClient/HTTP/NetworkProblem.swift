import Glibc

/// Why bytes did not come or go, in the words of Go's net package.
package enum NetworkProblem: Error, Hashable, Sendable {
  /// `dial tcp 127.0.0.1:8080: connect: connection refused`
  case failed(String)
  case timedOut
  /// The other side closed the connection.
  case endOfStream

  /// The error that the system's last call left.
  static func system(_ call: String, _ code: Int32 = errno) -> NetworkProblem {
    .failed("\(call): \(words(code))")
  }

  package static func words(_ code: Int32) -> String {
    switch code {
    case ECONNREFUSED: "connection refused"
    case ECONNRESET: "connection reset by peer"
    case EPIPE: "broken pipe"
    case ETIMEDOUT: "connection timed out"
    case EHOSTUNREACH: "no route to host"
    case ENETUNREACH: "network is unreachable"
    default: strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
    }
  }
}
