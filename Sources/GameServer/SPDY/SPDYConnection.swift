import NIOCore

/// The server's side of a SPDY/3.1 connection, on which the client opens all streams.
///
/// What the client sends is granted to it anew as it is taken. What is sent keeps to the client's windows once it has
/// spoken of any: the library that kubectl uses (moby/spdystream) never does, and would wait for ever for the rest of
/// what is longer than a window. What slows that down is the connection below, in both directions.
actor SPDYConnection {
  /// Streams that a client may have open together.
  static let streamLimit = 256
  /// Bytes that may be sent on a stream before more are granted (SPDY protocol, draft 3.1, 2.6.8).
  static let standardWindow = 64 << 10
  /// Bytes of a stream that may wait to be taken: more than a window, so that clients which keep to theirs are read on.
  private static let inboxLimit = 2 * standardWindow
  /// Bytes of a frame of data.
  private static let pieceSize = 32 << 10

  enum Event: Hashable, Sendable {
    /// To be accepted or refused.
    case opened(id: UInt32, headers: SPDYHeaders)
    case goneAway
  }

  /// The client wants nothing to do with a stream any more, or is gone.
  struct StreamIsGone: Error {}

  private let transmit: @Sendable (ByteBuffer) async throws -> Void
  private var reader = SPDYFrameReader()
  private var writer = SPDYFrameWriter()
  private var streams: [UInt32: SPDYStream] = [:]
  private var lastStream: UInt32 = 0
  private var output = ByteBuffer()
  /// Whether the client has spoken of windows.
  private var keepsWindows = false
  private var initialWindow = SPDYConnection.standardWindow
  private var isOver = false

  init(transmit: @escaping @Sendable (ByteBuffer) async throws -> Void) { self.transmit = transmit }

  // MARK: From the client

  /// Takes bytes of the connection in. What they say is asked for with `next`.
  func append(_ bytes: ByteBuffer) { reader.append(bytes) }

  /// The next thing that happens; nil when more bytes have to come first. Waits while a stream has enough to be taken.
  func next() async throws -> Event? {
    while let frame = try reader.next() {
      if let event = try handle(frame) { return event }
      if case .data(let id, _, _) = frame { await waitForTaker(of: id) }
    }
    try await flush()
    return nil
  }

  private func handle(_ frame: SPDYFrame) throws(SPDYError) -> Event? {
    switch frame {
    case .synStream(let id, let headers, let isLast): return try open(id, headers, isLast: isLast)
    case .data(let id, let bytes, let isLast): try receive(bytes, on: id, isLast: isLast)
    case .headers(let id, _, let isLast): try receive(ByteBuffer(), on: id, isLast: isLast)
    case .rstStream(let id, _): remove(id)
    // Pings of the client have odd numbers; others are answers to pings that were never sent.
    case .ping(let id): if id % 2 == 1 { try write(.ping(id: id)) }
    case .windowUpdate(let id, let delta): try widen(id, by: Int(delta))
    case .initialWindow(let size): resizeWindows(Int(size))
    case .goAway: return .goneAway
    case .synReply, .other: break
    }
    return nil
  }

  private func open(_ id: UInt32, _ headers: SPDYHeaders, isLast: Bool) throws(SPDYError) -> Event? {
    // Clients count their streams with odd numbers, upwards.
    guard id % 2 == 1, id > lastStream else { throw .frame }
    lastStream = id
    guard streams.count < Self.streamLimit else {
      try write(.rstStream(id: id, status: SPDYFrame.Status.refusedStream))
      return nil
    }
    streams[id] = SPDYStream(window: initialWindow, clientHasEnded: isLast)
    return .opened(id: id, headers: headers)
  }

  private func receive(_ bytes: ByteBuffer, on id: UInt32, isLast: Bool) throws(SPDYError) {
    guard streams[id]?.clientHasEnded == false else { return }
    if streams[id]?.isRead == true {
      streams[id]?.inbox.writeImmutableBuffer(bytes)
    } else {
      try grant(bytes.readableBytes, on: id)
    }
    if isLast {
      streams[id]?.clientHasEnded = true
      if streams[id]?.serverHasEnded == true { return remove(id) }
    }
    streams[id]?.taker.take()?.resume()
  }

  /// Everything that came on a stream and was not taken yet, as soon as there is something; nil at the end.
  func take(from id: UInt32) async throws -> ByteBuffer? {
    while !isOver, let stream = streams[id], stream.isRead {
      if stream.inbox.readableBytes > 0 {
        streams[id]?.inbox = ByteBuffer()
        streams[id]?.bringer.take()?.resume()
        try grant(stream.inbox.readableBytes, on: id)
        try await flush()
        return stream.inbox
      }
      if stream.clientHasEnded { return nil }
      await withCheckedContinuation { streams[id]?.taker = $0 }
    }
    throw StreamIsGone()
  }

  private func waitForTaker(of id: UInt32) async {
    while !isOver, let stream = streams[id], stream.inbox.readableBytes > Self.inboxLimit {
      await withCheckedContinuation { streams[id]?.bringer = $0 }
    }
  }

  /// Nothing more of a stream is taken; what comes gets lost.
  func ignore(_ id: UInt32) {
    streams[id]?.isRead = false
    streams[id]?.inbox = ByteBuffer()
    streams[id]?.taker.take()?.resume()
    streams[id]?.bringer.take()?.resume()
  }

  // MARK: Windows

  /// Lets the client send as much as was taken of what it sent.
  private func grant(_ count: Int, on id: UInt32) throws(SPDYError) {
    guard var stream = streams[id], !stream.clientHasEnded else { return }
    stream.taken += count
    if stream.taken >= Self.standardWindow / 2 {
      try write(.windowUpdate(id: id, delta: UInt32(truncatingIfNeeded: stream.taken)))
      stream.taken = 0
    }
    streams[id] = stream
  }

  private func widen(_ id: UInt32, by delta: Int) throws(SPDYError) {
    keepsWindows = true
    guard let stream = streams[id] else { return }
    guard delta > 0, stream.window + delta <= Int(SPDYFrame.numberMask) else {
      return try reset(id, SPDYFrame.Status.flowControlError)
    }
    streams[id]?.window += delta
    streams[id]?.sender.take()?.resume()
  }

  /// Windows of streams that are open change by as much as those of streams to come.
  private func resizeWindows(_ size: Int) {
    keepsWindows = true
    for id in streams.keys {
      streams[id]?.window += size - initialWindow
      streams[id]?.sender.take()?.resume()
    }
    initialWindow = size
  }

  // MARK: To the client

  /// - Parameter isRead: whether somebody takes what comes on the stream.
  func accept(_ id: UInt32, isRead: Bool = false) async throws {
    streams[id]?.isRead = isRead
    try write(.synReply(id: id, headers: SPDYHeaders(), isLast: false))
    try await flush()
  }

  func refuse(_ id: UInt32) async throws {
    try reset(id, SPDYFrame.Status.refusedStream)
    try await flush()
  }

  private func reset(_ id: UInt32, _ status: UInt32) throws(SPDYError) {
    remove(id)
    try write(.rstStream(id: id, status: status))
  }

  /// Sends bytes on a stream, at the pace of its window. Only one at a time may send on a stream; what is sent on one that
  /// is not open any more gets lost.
  func send(_ bytes: ByteBuffer, on id: UInt32, isLast: Bool = false) async throws {
    var rest = bytes
    while rest.readableBytes > 0 {
      guard let room = await room(on: id),
        let piece = rest.readSlice(length: min(room, Self.pieceSize, rest.readableBytes))
      else { return }
      streams[id]?.window -= piece.readableBytes
      try await transmit(SPDYFrameWriter.data(id: id, piece))
    }
    guard isLast, streams[id]?.serverHasEnded == false else { return }
    streams[id]?.serverHasEnded = true
    if streams[id]?.clientHasEnded == true { remove(id) }
    try await transmit(SPDYFrameWriter.data(id: id, ByteBuffer(), isLast: true))
  }

  /// How much may be sent on a stream, once that is anything; nil when the stream is not open any more.
  private func room(on id: UInt32) async -> Int? {
    while !isOver, let stream = streams[id], !stream.serverHasEnded {
      guard keepsWindows else { return Int.max }
      if stream.window > 0 { return stream.window }
      await withCheckedContinuation { streams[id]?.sender = $0 }
    }
    return nil
  }

  private func flush() async throws {
    guard output.readableBytes > 0 else { return }
    let bytes = output
    output = ByteBuffer()
    try await transmit(bytes)
  }

  private func write(_ frame: SPDYFrame) throws(SPDYError) {
    output.writeImmutableBuffer(try writer.bytes(of: frame))
  }

  /// Tells the client that the connection ends.
  /// - Parameter error: why, where it is the client's fault.
  func goAway(_ error: SPDYError? = nil) async throws {
    try await flush()
    let status = error == nil ? SPDYFrame.GoAwayStatus.ok : SPDYFrame.GoAwayStatus.protocolError
    try await transmit(SPDYFrameWriter.goAway(lastStream: lastStream, status: status))
  }

  /// Whoever still waits to send or to take gives up.
  func end() {
    isOver = true
    for id in streams.keys { remove(id) }
  }

  private func remove(_ id: UInt32) { streams.removeValue(forKey: id)?.wakeAll() }
}

/// A stream of a connection, until both sides have ended it.
private struct SPDYStream {
  typealias Waiting = CheckedContinuation<Void, Never>

  /// Bytes that may be sent; below zero where the client made its windows smaller, or does not keep any.
  var window: Int
  var clientHasEnded: Bool
  var serverHasEnded = false
  /// Whether somebody takes what comes.
  var isRead = false
  var inbox = ByteBuffer()
  /// Bytes that were taken since the client was last granted some.
  var taken = 0
  /// Waits for the window to open.
  var sender: Waiting?
  /// Waits for something to come.
  var taker: Waiting?
  /// Waits for something to be taken.
  var bringer: Waiting?

  init(window: Int, clientHasEnded: Bool) {
    self.window = window
    self.clientHasEnded = clientHasEnded
  }

  func wakeAll() { for waiting in [sender, taker, bringer] { waiting?.resume() } }
}
