import NIOCore

/// Finds frames in the bytes of a connection, in whatever pieces they come.
struct SPDYFrameReader: ~Copyable {
  /// Bytes of a control frame, and of the headers in it once they are inflated.
  static let controlLimit = 64 << 10
  static let headerLimit = 64 << 10

  private enum Phase {
    case head
    case control(kind: UInt16, flags: UInt8, length: Int)
    case data(id: UInt32, left: Int, isLast: Bool)
  }

  private var inflater = HeaderInflater()
  private var phase = Phase.head
  private var buffer = ByteBuffer()

  mutating func append(_ bytes: ByteBuffer) {
    buffer.discardReadBytes()
    buffer.writeImmutableBuffer(bytes)
  }

  /// The next frame; nil when more has to come first.
  mutating func next() throws(SPDYError) -> SPDYFrame? {
    if case .head = phase, try !readHead() { return nil }
    switch phase {
    case .head: return nil
    case .control(let kind, let flags, let length):
      guard var content = buffer.readSlice(length: length) else { return nil }
      phase = .head
      return try control(kind, flags, &content)
    case .data(let id, let left, let isLast):
      let count = min(left, buffer.readableBytes)
      guard count > 0 || left == 0, let bytes = buffer.readSlice(length: count) else { return nil }
      phase = left == count ? .head : .data(id: id, left: left - count, isLast: isLast)
      return .data(id: id, bytes: bytes, isLast: isLast && left == count)
    }
  }

  private mutating func readHead() throws(SPDYError) -> Bool {
    guard buffer.readableBytes >= 8, let first: UInt32 = buffer.readInteger(), let second: UInt32 = buffer.readInteger()
    else { return false }
    let flags = UInt8(truncatingIfNeeded: second >> 24)
    let length = Int(second & 0xFF_FFFF)
    guard first & ~SPDYFrame.numberMask != 0 else {
      phase = .data(id: first, left: length, isLast: flags & SPDYFrame.lastFlag != 0)
      return true
    }
    let version = UInt16(truncatingIfNeeded: first >> 16) & 0x7FFF
    guard version == SPDYFrame.version, length <= Self.controlLimit else { throw .frame }
    phase = .control(kind: UInt16(truncatingIfNeeded: first), flags: flags, length: length)
    return true
  }

  private mutating func control(
    _ kind: UInt16, _ flags: UInt8, _ content: inout ByteBuffer
  ) throws(SPDYError) -> SPDYFrame {
    let isLast = flags & SPDYFrame.lastFlag != 0
    switch kind {
    case SPDYFrame.Kind.synStream:
      let id = try number(&content) & SPDYFrame.numberMask
      // The stream that it belongs to, its priority and its slot.
      guard content.readSlice(length: 6) != nil else { throw .frame }
      return .synStream(id: id, headers: try headers(content), isLast: isLast)
    case SPDYFrame.Kind.synReply:
      return .synReply(id: try number(&content) & SPDYFrame.numberMask, headers: try headers(content), isLast: isLast)
    case SPDYFrame.Kind.headers:
      return .headers(id: try number(&content) & SPDYFrame.numberMask, headers: try headers(content), isLast: isLast)
    case SPDYFrame.Kind.rstStream:
      return .rstStream(id: try number(&content) & SPDYFrame.numberMask, status: try number(&content))
    case SPDYFrame.Kind.ping: return .ping(id: try number(&content))
    case SPDYFrame.Kind.goAway:
      return .goAway(lastStream: try number(&content) & SPDYFrame.numberMask, status: try number(&content))
    case SPDYFrame.Kind.windowUpdate:
      return .windowUpdate(
        id: try number(&content) & SPDYFrame.numberMask, delta: try number(&content) & SPDYFrame.numberMask)
    case SPDYFrame.Kind.settings: return try settings(&content)
    default: return .other(kind: kind)
    }
  }

  private func settings(_ content: inout ByteBuffer) throws(SPDYError) -> SPDYFrame {
    let initialWindow: UInt32 = 7
    let count = try number(&content)
    var result = SPDYFrame.other(kind: SPDYFrame.Kind.settings)
    guard Int(count) * 8 == content.readableBytes else { throw .frame }
    for _ in 0..<count {
      // The upper byte holds flags.
      let name = try number(&content) & 0xFF_FFFF
      let value = try number(&content)
      if name == initialWindow { result = .initialWindow(value & SPDYFrame.numberMask) }
    }
    return result
  }

  private func number(_ content: inout ByteBuffer) throws(SPDYError) -> UInt32 {
    guard let number: UInt32 = content.readInteger() else { throw .frame }
    return number
  }

  private mutating func headers(_ content: ByteBuffer) throws(SPDYError) -> SPDYHeaders {
    try SPDYHeaders(block: inflater.inflate(Array(content.readableBytesView), limit: Self.headerLimit))
  }
}
