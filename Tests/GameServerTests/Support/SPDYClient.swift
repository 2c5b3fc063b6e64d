import NIOCore

@testable import GameServer

/// A client that speaks SPDY over a connection of its own, and notes what it hears.
final class SPDYClient {
  private let connection: RawConnection
  /// The answer to the request for an upgrade.
  let answer: RawConnection.Answer
  private var writer = SPDYFrameWriter()
  private var reader = SPDYFrameReader()
  private var nextStream: UInt32 = 1
  private(set) var received: [UInt32: [UInt8]] = [:]
  /// Streams whose other side has ended.
  private(set) var ended: Set<UInt32> = []
  private(set) var accepted: Set<UInt32> = []
  /// The status with which streams were reset.
  private(set) var resets: [UInt32: UInt32] = [:]
  private(set) var pongs: Set<UInt32> = []
  /// Bytes that the server lets this side send beyond the first window.
  private(set) var granted: [UInt32: Int] = [:]
  /// The status with which the server said that it ends the connection.
  private(set) var farewell: UInt32?
  private(set) var isClosed = false

  /// - Parameter target: below the cluster's path.
  init(_ served: Served, _ target: String, protocols: [String] = ["v4.channel.k8s.io"]) throws {
    connection = try served.connect()
    let offers = protocols.map { "X-Stream-Protocol-Version: \($0)\r\n" }.joined()
    connection.send(
      "POST \(served.path)\(target) HTTP/1.1\r\nHost: test\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n\(offers)"
        + "Content-Length: 0\r\n\r\n")
    let head = try connection.head()
    answer = head
    guard head.status != 101 else { return }
    isClosed = true
  }

  /// The body of an answer that refuses the upgrade.
  func refusal() throws -> String { String(decoding: try connection.bytes(), as: UTF8.self) }

  // MARK: To the server

  func open(_ headers: [String: String], isLast: Bool = false) throws -> UInt32 {
    defer { nextStream += 2 }
    let fields = headers.sorted { $0.key < $1.key }.map {
      SPDYHeaders.Field(name: $0.key.lowercased(), value: $0.value)
    }
    try send(.synStream(id: nextStream, headers: SPDYHeaders(fields), isLast: isLast))
    return nextStream
  }

  func send(_ text: String, on id: UInt32, isLast: Bool = false) throws {
    try send(.data(id: id, bytes: ByteBuffer(string: text), isLast: isLast))
  }

  func send(_ frame: SPDYFrame) throws { connection.send(Array(try writer.bytes(of: frame).readableBytesView)) }

  func send(raw bytes: [UInt8]) { connection.send(bytes) }

  // MARK: From the server

  func text(_ id: UInt32) -> String { String(decoding: received[id] ?? [], as: UTF8.self) }

  /// Reads until something holds, or the server has closed the connection.
  func read(until isDone: (SPDYClient) -> Bool) throws {
    while true {
      while !isDone(self), let frame = try reader.next() { note(frame) }
      if isDone(self) || isClosed { return }
      do {
        reader.append(ByteBuffer(bytes: try connection.bytes()))
      } catch RawConnection.Problem.ended {
        isClosed = true
      }
    }
  }

  /// Reads everything up to the answer to a ping.
  func readUntilPong(_ id: UInt32) throws {
    try send(.ping(id: id))
    try read { $0.pongs.contains(id) }
  }

  private func note(_ frame: SPDYFrame) {
    switch frame {
    case .synReply(let id, _, _): accepted.insert(id)
    case .rstStream(let id, let status): resets[id] = status
    case .ping(let id): pongs.insert(id)
    case .goAway(_, let status): farewell = status
    case .windowUpdate(let id, let delta): granted[id, default: 0] += Int(delta)
    case .data(let id, let bytes, let isLast):
      received[id, default: []] += bytes.readableBytesView
      if isLast { ended.insert(id) }
    case .synStream, .headers, .initialWindow, .other: break
    }
  }
}
