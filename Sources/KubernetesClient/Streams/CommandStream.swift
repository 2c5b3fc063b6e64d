import APIServer
import Glibc
import HTTPClient
import Kubectl
import KubernetesModel

/// A command in a container over a WebSocket: each message starts with the number of its channel.
final class CommandStream {
  static let subprotocol = "v5.channel.k8s.io"

  /// Bytes of standard input in one message.
  private static let piece = 32 << 10
  /// How often a terminal is asked for its size.
  private static let resizeInterval: Int32 = 250

  private let connection: ByteChannel
  private let terminal: HostTerminal
  private let isTerminal: Bool
  private var takesInput: Bool
  private var message: [UInt8] = []
  private var shownSize: HostTerminal.Size?
  private var generator = SystemRandomNumberGenerator()

  /// - Parameters:
  ///   - takesInput: whether the command reads standard input.
  ///   - isTerminal: whether it has a terminal, whose size it is told; keys go to it as they are pressed.
  init(_ connection: ByteChannel, terminal: HostTerminal, takesInput: Bool, isTerminal: Bool) {
    self.connection = connection
    self.terminal = terminal
    self.takesInput = takesInput
    self.isTerminal = isTerminal
    if isTerminal { terminal.takeKeys() }
  }

  deinit { if isTerminal { terminal.restore() } }

  // MARK: From the container

  func read(until deadline: Deadline?) -> StreamEvent {
    do throws(NetworkProblem) {
      while true {
        if let event = try nextEvent() { return event }
        if connection.isAtEnd { throw .endOfStream }
        try sendSize()
        if try waitForSomething(until: deadline) { return .wantsInput }
        if let deadline, deadline.hasPassed { return .deadlineReached }
      }
    } catch {
      switch error {
      case .timedOut: return .deadlineReached
      case .failed(let reason): return .failed(reason)
      case .endOfStream: return .failed("websocket: close 1006 (abnormal closure): unexpected EOF")
      }
    }
  }

  /// What the frames say that have come; nil when more must come first.
  private func nextEvent() throws(NetworkProblem) -> StreamEvent? {
    while let frame = try WebSocketFrame.take(from: connection) {
      switch frame.opcode {
      case .ping: try send(WebSocketFrame(opcode: .pong, payload: frame.payload))
      case .pong: continue
      case .close: throw .failed(Self.reason(ofClose: frame.payload))
      case .binary, .text, .continuation:
        message += frame.payload
        guard frame.isFinal else { continue }
        defer { message.removeAll(keepingCapacity: true) }
        if let event = event(of: message) { return event }
      }
    }
    return nil
  }

  private func event(of message: [UInt8]) -> StreamEvent? {
    let content = message.dropFirst()
    switch message.first {
    case RemoteCommandChannel.standardOutput where !content.isEmpty: return .bytes(Array(content), isError: false)
    case RemoteCommandChannel.standardError where !content.isEmpty: return .bytes(Array(content), isError: true)
    case RemoteCommandChannel.status: return Self.end(Array(content))
    default: return nil
    }
  }

  /// How the command ended, by the status that the kubelet sends last.
  private static func end(_ bytes: [UInt8]) -> StreamEvent {
    guard let status = try? JSONParser.parse(bytes) else {
      return .failed("error stream protocol error: \(String(decoding: bytes, as: UTF8.self))")
    }
    if status["status"]?.stringValue == "Success" { return .ended(exitCode: 0) }
    let causes = status.at("details", "causes")?.arrayValue ?? []
    let code = causes.first { $0["reason"]?.stringValue == "ExitCode" }?["message"]?.stringValue.flatMap { Int($0) }
    if status["reason"]?.stringValue == "NonZeroExitCode", let code { return .ended(exitCode: code) }
    return .failed(status["message"]?.stringValue ?? "unknown error")
  }

  private static func reason(ofClose payload: [UInt8]) -> String {
    guard payload.count >= 2 else { return "websocket: close 1005 (no status)" }
    let code = Int(payload[0]) << 8 | Int(payload[1])
    let text = String(decoding: payload.dropFirst(2), as: UTF8.self)
    let meaning = code == 1000 ? "normal" : code == 1001 ? "going away" : code == 1011 ? "internal server error" : ""
    return "websocket: close \(code)" + (meaning.isEmpty ? "" : " (\(meaning))") + (text.isEmpty ? "" : ": " + text)
  }

  /// Waits for bytes of the server or the user; true when the user typed.
  private func waitForSomething(until deadline: Deadline?) throws(NetworkProblem) -> Bool {
    var interests = [(connection.descriptor, Int16(POLLIN))]
    if takesInput { interests.append((STDIN_FILENO, Int16(POLLIN))) }
    var limit = deadline.milliseconds
    if isTerminal { limit = limit < 0 ? Self.resizeInterval : min(limit, Self.resizeInterval) }
    let happened = try Socket.poll(interests, milliseconds: limit)
    if happened[0] != 0 {
      _ = try connection.fillAvailable()
      return false
    }
    return happened.count > 1 && happened[1] != 0
  }

  // MARK: To the container

  /// Sends standard input; nil closes it.
  func write(_ bytes: [UInt8]?) {
    guard takesInput else { return }
    // A connection that is gone shows when it is read.
    do throws(NetworkProblem) {
      guard let bytes else {
        takesInput = false
        return try send([RemoteCommandChannel.close, RemoteCommandChannel.standardInput])
      }
      var rest = bytes[...]
      while !rest.isEmpty {
        try send([RemoteCommandChannel.standardInput] + rest.prefix(Self.piece))
        rest = rest.dropFirst(Self.piece)
      }
    } catch {
      takesInput = false
    }
  }

  private func sendSize() throws(NetworkProblem) {
    guard isTerminal, let size = terminal.size, size != shownSize else { return }
    shownSize = size
    try send([RemoteCommandChannel.resize] + Array("{\"Width\":\(size.columns),\"Height\":\(size.rows)}".utf8))
  }

  private func send(_ message: [UInt8]) throws(NetworkProblem) {
    try send(WebSocketFrame(opcode: .binary, payload: message))
  }

  private func send(_ frame: WebSocketFrame) throws(NetworkProblem) {
    let random: UInt32 = generator.next()
    let mask = (
      UInt8(truncatingIfNeeded: random), UInt8(truncatingIfNeeded: random >> 8),
      UInt8(truncatingIfNeeded: random >> 16), UInt8(truncatingIfNeeded: random >> 24)
    )
    try connection.write(frame.bytes(mask: mask))
  }
}
