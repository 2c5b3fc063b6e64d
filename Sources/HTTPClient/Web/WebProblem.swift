import KubernetesModel

/// Why a game server did not do what it was asked.
package struct WebProblem: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Nothing came, or nothing more: the server is gone, or the way to it.
    case unreachable
    /// The server said no, with this status.
    case refused(status: Int)
  }

  package let kind: Kind
  /// A sentence without its end: `connection refused`.
  package let reason: String
  /// Whether the request may have come there, so that it may have been done.
  package let isSent: Bool

  init(_ problem: NetworkProblem, isSent: Bool) {
    kind = .unreachable
    self.isSent = isSent
    reason =
      switch problem {
      case .timedOut: "it does not answer in time"
      case .endOfStream: "it closed the connection"
      // `dial tcp 127.0.0.1:8080: connect: connection refused`
      case .failed(let text) where text.hasPrefix("dial tcp"):
        text.split(separator: ": ").last.map(String.init) ?? text
      case .failed(let text): text
      }
  }

  /// What a server answered that is no success.
  package init(refusal answer: WebClient.Answer) {
    kind = .refused(status: answer.status)
    isSent = true
    if let message = answer.json["message"]?.stringValue, !message.isEmpty {
      reason = message.hasSuffix(".") ? String(message.dropLast()) : message
    } else if let location = answer.location, (300..<400).contains(answer.status) {
      reason = "it sends us to \(location); use that address"
    } else {
      reason = "it answers with status \(answer.status)"
    }
  }

  package var status: Int? { if case .refused(let status) = kind { status } else { nil } }
}
