import ContainerShell
import SimulationKernel

/// A connection that a port-forward opened to a port inside a pod.
struct ForwardedConnection: Sendable {
  /// What a client may leave unread before it is not listened to any more.
  private static let capacity = 256 << 10

  struct Listener: Hashable, Sendable {
    let container: Int
    /// The container's id: what replaces it does not know the connection.
    let instance: String
    let spoken: ListenerProtocol
  }

  private struct Answer: Sendable {
    var bytes: [UInt8]
    let arrives: Instant
  }

  let pod: String
  let port: Int
  /// Nil where nobody listens.
  let listener: Listener?
  /// Why there is no connection, until it was told.
  private var failure: String?
  private var requests = HTTPRequestReader()
  private var answers: [Answer] = []
  /// What is to come before the connection ends, and no more.
  private(set) var isEnding = false

  init(pod: String, port: Int, listener: Listener) {
    self.pod = pod
    self.port = port
    self.listener = listener
  }

  init(pod: String, port: Int, failure: String) {
    self.pod = pod
    self.port = port
    self.failure = failure
    listener = nil
    isEnding = true
  }

  /// Whether its client should read, before it sends more.
  var isFull: Bool { answers.reduce(0) { $0 + $1.bytes.count } > Self.capacity || requests.waiting > Self.capacity }

  mutating func takeFailure() -> String? {
    defer { failure = nil }
    return failure
  }

  // MARK: From the client

  /// Takes bytes from the client. What there is to do about them is asked for with `next`.
  mutating func take(_ bytes: [UInt8]) {
    guard !isEnding, let listener else { return }
    switch listener.spoken {
    case .http, .https: requests.append(bytes)
    // Its program is not simulated: it listens, and says nothing.
    case .tcp, .grpc: return
    }
    // A handshake in TLS, which is not simulated: the connection breaks off.
    if listener.spoken == .https, bytes.first == 0x16 { end() }
  }

  mutating func next() -> HTTPRequestReader.Element? { isEnding ? nil : requests.next() }

  /// The client sends no more, or the other side has said everything.
  mutating func end() { isEnding = true }

  // MARK: To the client

  mutating func add(_ bytes: [UInt8], at instant: Instant) {
    // Answers go out in the order of their requests.
    let arrives = max(instant, answers.last?.arrives ?? instant)
    answers.append(Answer(bytes: bytes, arrives: arrives))
  }

  /// What has arrived; nil when nothing has.
  mutating func takeArrived(by instant: Instant) -> [UInt8]? {
    guard let first = answers.first, first.arrives <= instant else { return nil }
    answers.removeFirst()
    return first.bytes
  }

  var isOver: Bool { isEnding && answers.isEmpty && failure == nil }
}
